// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/random.h"
#include "vault/crypto.h"

#include <QString>
#include <QStringList>

namespace heard {

/**
 * What a person types to open a vault, as bytes that are the same from every keyboard and every file: all kinds of space are a plain
 * one, those at the ends are dropped (with marks that nobody sees), Unicode NFC, UTF-8. As RFC 8265 (OpaqueString, 4.2) prepares
 * passwords; the trimming is ours. A vault takes nothing else, so no way in can forget it.
 */
class Passphrase
{
public:
    /** An empty one: nothing opens with it. */
    Passphrase() = default;
    /** @p text is wiped as far as Qt allows (what a text field still holds is the field's to clear). */
    [[nodiscard]] static Passphrase typed(QString &text);
    /** From one line of a file or a terminal, in UTF-8. BadInput "passphrase-not-text" when it is not. */
    [[nodiscard]] static Result<Passphrase> read(const SecretBytes &line);

    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    [[nodiscard]] const SecretBytes &bytes() const { return m_bytes; }
    [[nodiscard]] bool equals(const Passphrase &other) const { return m_bytes.equals(other.m_bytes); }

private:
    SecretBytes m_bytes;
};

/** How hard a passphrase looks to guess, for a hint while typing; no composition rules. */
struct PassphraseHint
{
    enum class Strength { Empty, Weak, Fair, Good };
    Strength strength = Strength::Empty;
    QString sentence;
};
/** @p names: of the person, the circles and who is in them, which are guessed first. */
[[nodiscard]] PassphraseHint passphraseHint(const QString &typed, const QStringList &names = {});
/** The app's own 1,024 words, in order of the alphabet (assets/words/en.txt). */
[[nodiscard]] const QStringList &passphraseWords();
/** A passphrase of @p words random words from the app's own list (10 bits each). */
[[nodiscard]] QString suggestPassphrase(Random &random, int words = 5);
/** Words to compare aloud, from a hash: 6 words, 60 bits. */
[[nodiscard]] QStringList checkWords(QByteArrayView hash32);

} // namespace heard
