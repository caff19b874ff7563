// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/vault.h"

#include <QFile>
#include <QSet>
#include <algorithm>
#include <array>
#include <cmath>

namespace heard {

namespace {

constexpr int wordBits = 10;
constexpr int wordCount = 1 << wordBits;
constexpr int comparedWords = 6;
/** Below: guessed by somebody who tries the likely ones at this device. Above the second: out of reach of one who took the file (Argon2id, 128 MiB). */
constexpr double fairBits = 28;
constexpr double goodBits = 45;

/** What is tried first, besides our own words: from the well-known lists of leaked passwords, and what children and carers would pick. */
bool isCommon(const QString &part)
{
    static const QSet<QString> common{
        QStringLiteral("password"),   QStringLiteral("passphrase"), QStringLiteral("passwort"),   QStringLiteral("letmein"),
        QStringLiteral("welcome"),    QStringLiteral("qwerty"),     QStringLiteral("qwertyuiop"), QStringLiteral("asdf"),
        QStringLiteral("asdfgh"),     QStringLiteral("asdfghjkl"),  QStringLiteral("zxcvbn"),     QStringLiteral("zxcvbnm"),
        QStringLiteral("iloveyou"),   QStringLiteral("admin"),      QStringLiteral("login"),      QStringLiteral("secret"),
        QStringLiteral("hello"),      QStringLiteral("monkey"),     QStringLiteral("dragon"),     QStringLiteral("football"),
        QStringLiteral("liverpool"),  QStringLiteral("arsenal"),    QStringLiteral("chelsea"),    QStringLiteral("charlie"),
        QStringLiteral("princess"),   QStringLiteral("sunshine"),   QStringLiteral("superman"),   QStringLiteral("batman"),
        QStringLiteral("minecraft"),  QStringLiteral("pokemon"),    QStringLiteral("roblox"),     QStringLiteral("heard"),
        QStringLiteral("mypassword"), QStringLiteral("abc"),        QStringLiteral("abcd"),       QStringLiteral("abcdef"),
        QStringLiteral("the"),        QStringLiteral("and"),        QStringLiteral("my"),         QStringLiteral("is"),
        QStringLiteral("i"),          QStringLiteral("love"),       QStringLiteral("you"),        QStringLiteral("mum"),
        QStringLiteral("dad"),        QStringLiteral("mummy"),      QStringLiteral("daddy"),      QStringLiteral("school"),
    };
    return common.contains(part);
}

const QSet<QString> &knownWords()
{
    static const QSet<QString> known(passphraseWords().cbegin(), passphraseWords().cend());
    return known;
}

/** Bits one run of letters or digits is worth to a guesser. */
double bitsOf(const QString &part, const QString &before)
{
    if (part == before)
        return 1;
    // Our own words first: the app suggests them, even those that are popular.
    if (knownWords().contains(part))
        return wordBits;
    if (isCommon(part))
        return 4;
    // Letters that repeat or follow each other (aaaa, abcd, 4321) add next to nothing.
    double fresh = 1;
    for (qsizetype i = 1; i < part.size(); ++i) {
        const int step = part.at(i).unicode() - part.at(i - 1).unicode();
        fresh += step >= -1 && step <= 1 ? 0.15 : 1;
    }
    const bool digits = std::all_of(part.cbegin(), part.cend(), [](QChar c) { return c.isDigit(); });
    if (digits) {
        // Years and dates are what people choose.
        const double most = part.size() == 4 && (part.startsWith(u"19") || part.startsWith(u"20")) ? 7 : 40;
        return std::min(most, fresh * std::log2(10.0));
    }
    // Two or three letters between digits and signs are what a generator makes; four or more are most likely a word or a name.
    constexpr double worthOfLetter = 4;
    constexpr double worthOfWord = 13;
    if (part.size() <= 3)
        return fresh * worthOfLetter;
    return std::min(worthOfWord, fresh * 2.5) + std::max(0.0, fresh - 10) * 2;
}

/** Digits and signs that stand for letters, as letters: "P4$$w0rd" is no better than "password". */
QString readAsLetters(QString typed)
{
    static constexpr std::pair<char16_t, char16_t> standsFor[] = {{u'0', u'o'}, {u'1', u'i'}, {u'3', u'e'}, {u'4', u'a'},
                                                                  {u'5', u's'}, {u'7', u't'}, {u'@', u'a'}, {u'$', u's'}};
    for (const auto &[sign, letter] : standsFor)
        typed.replace(QChar(sign), QChar(letter));
    return typed;
}

double bitsAsTyped(const QString &typed)
{
    double bits = 0;
    QString part;
    QString before;
    const auto close = [&] {
        if (!part.isEmpty())
            bits += bitsOf(part, before);
        before = part;
        part.clear();
    };
    QChar sign;
    for (const QChar c : typed) {
        if (!part.isEmpty() && (!c.isLetterOrNumber() || c.isDigit() != part.back().isDigit()))
            close();
        if (c.isLetterOrNumber() || c.isSurrogate() || c.isMark()) {
            part += c.toLower();
        } else if (!c.isSpace()) {
            bits += c == sign ? 0.5 : 3;
            sign = c;
        }
    }
    close();
    return bits;
}

} // namespace

SecretBytes passphraseFrom(QString &typed)
{
    QString whole = typed.trimmed().normalized(QString::NormalizationForm_C);
    QByteArray bytes = whole.toUtf8();
    whole.fill(u'\0');
    typed.fill(u'\0');
    typed.clear();
    return SecretBytes::taking(bytes);
}

PassphraseHint passphraseHint(const QString &typed)
{
    using Strength = PassphraseHint::Strength;
    const QString whole = typed.trimmed();
    if (whole.isEmpty())
        return {Strength::Empty, coreText("Type a few words that you can remember.")};
    const double bits = std::min(bitsAsTyped(whole), bitsAsTyped(readAsLetters(whole)));
    if (bits < fairBits)
        return {Strength::Weak, coreText("This is easy to guess. Add more words that do not belong together.")};
    if (bits < goodBits)
        return {Strength::Fair, coreText("This is fair. One more word makes it strong.")};
    return {Strength::Good, coreText("This is hard to guess. Keep it somewhere safe.")};
}

const QStringList &passphraseWords()
{
    static const QStringList words = [] {
        QFile file(QStringLiteral(":/heard/words/en.txt"));
        QStringList read;
        if (file.open(QIODevice::ReadOnly))
            read = QString::fromLatin1(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
        if (read.size() != wordCount)
            qFatal("The list of words is not in this program as it should be.");
        return read;
    }();
    return words;
}

QString suggestPassphrase(Random &random, int words)
{
    QStringList chosen;
    for (int i = 0; i < words; ++i) {
        std::array<unsigned char, 2> bytes{};
        random.fill(bytes);
        // 1,024 words are exactly ten bits: no word is likelier than another.
        chosen.append(passphraseWords().at(((bytes[0] << 8) | bytes[1]) % wordCount));
    }
    return chosen.join(u' ');
}

QStringList checkWords(QByteArrayView hash32)
{
    QStringList words;
    const QByteArray bits = blake2b(hash32, hashSize);
    for (int i = 0; i < comparedWords; ++i) {
        const auto at = [&](int byte) { return unsigned(static_cast<unsigned char>(bits.at(byte))); };
        words.append(passphraseWords().at(qsizetype(((at(2 * i) << 8) | at(2 * i + 1)) % wordCount)));
    }
    return words;
}

} // namespace heard
