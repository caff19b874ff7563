// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "injected.h"
#include "opencircles.h"

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

    PassphraseAdvice(Random &random, OpenCircles &circles, QObject *parent = nullptr);

    /** -1 nothing typed, 1 weak, 2 fair, 4 good: as the strength meter counts. @p name: of the person, while no vault is open. */
    Q_INVOKABLE int strength(const QString &typed, const QString &name) const;
    Q_INVOKABLE QString sentence(const QString &typed, const QString &name) const;
    /** True when two typed ones open the same. */
    Q_INVOKABLE bool same(const QString &one, const QString &other) const;
    /** Five words by chance. */
    Q_INVOKABLE QString suggest() const;

private:
    [[nodiscard]] QStringList names(const QString &name) const;

    OpenCircles &m_circles;
    Random &m_random;
};

} // namespace heard
