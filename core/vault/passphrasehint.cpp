// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/passphrase.h"

#include <QRegularExpression>
#include <QSet>
#include <algorithm>
#include <cmath>

namespace heard {

namespace {

constexpr int wordBits = 10;
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

/** Small letters without their marks: "Zoë" is typed "zoe" too. */
QString plainLetters(const QString &word)
{
    QString plain;
    const QString parts = word.toLower().normalized(QString::NormalizationForm_KD);
    for (const QChar c : parts) {
        if (!c.isMark())
            plain += c;
    }
    return plain;
}

/** The words of all names, and each name as one word. */
QSet<QString> namesToGuess(const QStringList &names)
{
    static const QRegularExpression between(QStringLiteral("[^\\p{L}\\p{M}]+"), QRegularExpression::UseUnicodePropertiesOption);
    QSet<QString> all;
    for (const QString &name : names) {
        const QStringList words = plainLetters(name).split(between, Qt::SkipEmptyParts);
        for (const QString &word : words)
            all.insert(word);
        all.insert(words.join(QString()));
    }
    return all;
}

/** One to three words and two to eight digits, with little else: a name and a year, a pet and a birthday. */
bool isNameAndNumber(const QString &typed, const QSet<QString> &names)
{
    static const QRegularExpression word(QStringLiteral("[\\p{L}\\p{M}]+"), QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression digits(QStringLiteral("\\d+"));
    qsizetype words = 0;
    qsizetype known = 0;
    qsizetype numbers = 0;
    for (auto it = word.globalMatch(typed); it.hasNext();) {
        ++words;
        known += names.contains(plainLetters(it.next().captured())) ? 1 : 0;
    }
    for (auto it = digits.globalMatch(typed); it.hasNext();)
        numbers += it.next().capturedLength();
    const bool allKnown = words > 0 && known == words;
    return numbers <= 8 && (allKnown || (words == 1 && numbers >= 2));
}

/** Bits one run of letters or digits is worth to a guesser. */
double bitsOf(const QString &part, const QSet<QString> &names)
{
    if (names.contains(plainLetters(part)))
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

/** The same only between letters, so that years stay years: "S4m2015" is "Sam2015". */
QString lettersInWords(QString typed)
{
    for (qsizetype i = 1; i + 1 < typed.size(); ++i) {
        if (!typed.at(i).isLetter() && typed.at(i - 1).isLetter() && typed.at(i + 1).isLetter())
            typed[i] = readAsLetters(QString(typed.at(i))).at(0);
    }
    return typed;
}

/** After how many parts they begin again from the first, to the end ("one two one two" after 2); their number when they do not. */
qsizetype periodOf(const QStringList &parts)
{
    for (qsizetype period = 1; 2 * period <= parts.size(); ++period) {
        if (std::equal(parts.cbegin() + period, parts.cend(), parts.cbegin()))
            return period;
    }
    return parts.size();
}

double bitsAsTyped(const QString &typed, const QSet<QString> &names)
{
    double bits = 0;
    QStringList parts;
    QString part;
    const auto close = [&] {
        if (!part.isEmpty())
            parts.append(part);
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
    // Words said over and over add only how often. A word that comes twice among others may have been drawn twice.
    const qsizetype period = periodOf(parts);
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const bool again = i > 0 && parts.at(i) == parts.at(i - 1);
        bits += i >= period ? 0.1 : again ? 1 : bitsOf(parts.at(i), names);
    }
    return bits;
}

} // namespace

PassphraseHint passphraseHint(const QString &typed, const QStringList &names)
{
    using Strength = PassphraseHint::Strength;
    const QString whole = typed.trimmed();
    if (whole.isEmpty())
        return {Strength::Empty, coreText("Type a few words that you can remember.")};
    const QSet<QString> guessed = namesToGuess(names);
    const double bits = std::min(bitsAsTyped(whole, guessed), bitsAsTyped(readAsLetters(whole), guessed));
    // "S4m2015" is read back as letters only where digits stand between letters.
    if (bits < goodBits && (isNameAndNumber(whole, guessed) || isNameAndNumber(lettersInWords(whole), guessed)))
        return {Strength::Weak,
                coreText("This looks like a name and a number. People guess those first. Take words that do not belong together.")};
    if (bits < fairBits)
        return {Strength::Weak, coreText("This is easy to guess. Add more words that do not belong together.")};
    if (bits < goodBits)
        return {Strength::Fair, coreText("This is fair. One more word makes it strong.")};
    return {Strength::Good, coreText("This is hard to guess. Keep it somewhere safe.")};
}

} // namespace heard
