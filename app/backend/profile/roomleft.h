// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "currentcircle.h"
#include "profile/layout.h"

#include <QObject>
#include <QTimer>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** How full the one side of A4 is, live (SR-083): for the ruler at the edge of the profile. */
class RoomLeft : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /** 1 is exactly full. */
    Q_PROPERTY(qreal fraction READ fraction NOTIFY changed FINAL)
    Q_PROPERTY(bool fits READ fits NOTIFY changed FINAL)
    /** In plain words: how much room is left, or what to shorten. */
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed FINAL)
    /** Lines to shorten: {lineId, text, words, whole}. */
    Q_PROPERTY(QVariantList trims READ trims NOTIFY changed FINAL)

public:
    HEARD_INJECTED(RoomLeft)

    explicit RoomLeft(CurrentCircle &circle, QObject *parent = nullptr);

    [[nodiscard]] qreal fraction() const { return m_fit.fraction; }
    [[nodiscard]] bool fits() const { return m_fit.fits; }
    [[nodiscard]] QString sentence() const { return m_fit.sentence; }
    [[nodiscard]] QVariantList trims() const;

    /** What is being typed in a line (or, with an empty id, in a new one of @p section) counts at once. */
    Q_INVOKABLE void typing(const QString &line, const QString &section, const QString &text);
    /** The typing ended. */
    Q_INVOKABLE void settled();

signals:
    void changed();

private:
    void measure();

    CurrentCircle &m_circle;
    QTimer m_soon;
    profile::LiveFit m_fit;
    bool m_typing = false;
    QString m_line;
    QString m_section;
    QString m_text;
    qsizetype m_words = 0; ///< in what was typed when it was measured last
};

} // namespace heard
