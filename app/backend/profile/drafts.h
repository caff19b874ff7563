// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "injected.h"

#include <QHash>
#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** Words that could not be saved when their page went away: they are there again when the same place is opened. In memory only. */
class Drafts : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    HEARD_INJECTED(Drafts)

    explicit Drafts(QObject *parent) : QObject(parent) {}

    Q_INVOKABLE void put(const QString &place, const QString &words) { m_kept.insert(place, words); }
    /** The words, once; "" when there are none. */
    Q_INVOKABLE QString take(const QString &place) { return m_kept.take(place); }

private:
    QHash<QString, QString> m_kept;
};

} // namespace heard
