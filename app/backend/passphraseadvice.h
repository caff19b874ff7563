// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "injected.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** Help with choosing a passphrase: how hard it is to guess, and one to take. There are no rules of what it must hold. */
class PassphraseAdvice : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    HEARD_INJECTED(PassphraseAdvice)

    explicit PassphraseAdvice(Random &random, QObject *parent = nullptr);

    /** -1 nothing typed, 1 weak, 2 fair, 4 good: as the strength meter counts. */
    Q_INVOKABLE int strength(const QString &typed) const;
    Q_INVOKABLE QString sentence(const QString &typed) const;
    /** Five words by chance. */
    Q_INVOKABLE QString suggest() const;

private:
    Random &m_random;
};

} // namespace heard
