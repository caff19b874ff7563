// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/passphrase.h"

#include <QFile>
#include <QStringDecoder>
#include <algorithm>
#include <array>

namespace heard {

namespace {

constexpr int wordBits = 10;
constexpr int wordCount = 1 << wordBits;
constexpr int comparedWords = 6;

/** Spaces, and what shows as nothing at the ends of a text: marks of byte order, zero-width spaces, soft hyphens, control characters. */
bool isOuter(QChar c)
{
    return c.isSpace() || c.category() == QChar::Other_Format || c.category() == QChar::Other_Control;
}

} // namespace

Passphrase Passphrase::typed(QString &text)
{
    qsizetype from = 0;
    qsizetype to = text.size();
    while (from < to && isOuter(text.at(from)))
        ++from;
    while (to > from && isOuter(text.at(to - 1)))
        --to;
    QString whole = text.sliced(from, to - from);
    text.fill(u'\0');
    text.clear();
    for (QChar &c : whole) {
        if (c.category() == QChar::Separator_Space)
            c = u' ';
    }
    QString composed = whole.normalized(QString::NormalizationForm_C);
    whole.fill(u'\0');
    QByteArray bytes = composed.toUtf8();
    composed.fill(u'\0');
    Passphrase passphrase;
    passphrase.m_bytes = SecretBytes::taking(bytes);
    return passphrase;
}

Result<Passphrase> Passphrase::read(const SecretBytes &line)
{
    QStringDecoder decoder(QStringConverter::Utf8, QStringConverter::Flag::Stateless);
    QString text = decoder.decode(line.view());
    const bool isText = !decoder.hasError() && !text.contains(QChar(u'\0'));
    if (!isText)
        return fail(ErrorCode::BadInput, "passphrase-not-text",
                    coreText("This passphrase is not plain text in UTF-8. Nothing was changed. Save its file as UTF-8, then try again."));
    return typed(text);
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
