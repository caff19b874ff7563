// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "passphraseadvice.h"

#include "vault/vault.h"

namespace heard {

PassphraseAdvice::PassphraseAdvice(Random &random, OpenCircles &circles, QObject *parent)
    : QObject(parent)
    , m_circles(circles)
    , m_random(random)
{}

QStringList PassphraseAdvice::names(const QString &name) const
{
    QStringList all{name};
    if (auto *workspace = m_circles.workspace()) {
        all.append(workspace->person().name);
        // Names of circles are at hand for the list of them; who is in each would have to be folded first.
        if (const auto circles = workspace->circles()) {
            for (const CircleOverview &circle : *circles)
                all.append(circle.name);
        }
    }
    return all;
}

bool PassphraseAdvice::same(const QString &one, const QString &other) const
{
    QString first = one;
    QString second = other;
    return Passphrase::typed(first).equals(Passphrase::typed(second));
}

int PassphraseAdvice::strength(const QString &typed, const QString &name) const
{
    switch (passphraseHint(typed, names(name)).strength) {
    case PassphraseHint::Strength::Empty:
        return -1;
    case PassphraseHint::Strength::Weak:
        return 1;
    case PassphraseHint::Strength::Fair:
        return 2;
    case PassphraseHint::Strength::Good:
        return 4;
    }
    return -1;
}

QString PassphraseAdvice::sentence(const QString &typed, const QString &name) const
{
    return passphraseHint(typed, names(name)).sentence;
}

QString PassphraseAdvice::suggest() const
{
    return suggestPassphrase(m_random);
}

} // namespace heard
