// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "passphraseadvice.h"

#include "vault/vault.h"

namespace heard {

PassphraseAdvice::PassphraseAdvice(Random &random, QObject *parent) : QObject(parent), m_random(random) {}

int PassphraseAdvice::strength(const QString &typed) const
{
    switch (passphraseHint(typed).strength) {
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

QString PassphraseAdvice::sentence(const QString &typed) const
{
    return passphraseHint(typed).sentence;
}

QString PassphraseAdvice::suggest() const
{
    return suggestPassphrase(m_random);
}

} // namespace heard
