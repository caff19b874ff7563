// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/recoverycode.h"

#include <sodium.h>
#include <string_view>

namespace heard {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int dataSigns = 26;
constexpr int checkSigns = 2;
constexpr int allSigns = dataSigns + checkSigns;

unsigned checkOf(const SecretBytes &bytes)
{
    const QByteArray hash = keyedHash(bytes, "heard recovery code check", 16);
    return ((unsigned(static_cast<unsigned char>(hash[0])) << 8) | static_cast<unsigned char>(hash[1])) & 1023U;
}

bool isBetween(QChar sign)
{
    return sign.isSpace() || sign == u'-' || sign == u'–' || sign == u'.' || sign == u',';
}

int valueOf(QChar sign)
{
    QChar upper = sign.toUpper();
    if (upper == u'O')
        upper = u'0';
    if (upper == u'I' || upper == u'L')
        upper = u'1';
    if (upper.unicode() > 127)
        return -1;
    const auto at = alphabet.find(upper.toLatin1());
    return at == std::string_view::npos ? -1 : int(at);
}

} // namespace

QString recoveryCodeOf(const SecretBytes &bytes)
{
    QString code;
    const auto add = [&code](unsigned value) {
        if (code.size() % 5 == 4)
            code += u'-';
        code += QLatin1Char(alphabet[value & 31U]);
    };
    unsigned buffer = 0;
    int bits = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        buffer = (buffer << 8) | bytes.data()[i];
        for (bits += 8; bits >= 5; bits -= 5)
            add(buffer >> (bits - 5));
        buffer &= 31U;
    }
    add(buffer << (5 - bits));
    const unsigned check = checkOf(bytes);
    add(check >> 5);
    add(check);
    return code;
}

QString recoverySigns(const QString &typed)
{
    QString signs;
    for (const QChar sign : typed) {
        if (isBetween(sign))
            continue;
        const int value = valueOf(sign);
        if (value < 0)
            return {};
        signs += QLatin1Char(alphabet[size_t(value)]);
    }
    return signs;
}

Result<SecretBytes> recoveryBytesOf(const QString &code)
{
    std::array<unsigned char, allSigns> signs{};
    int count = 0;
    for (const QChar sign : code) {
        if (isBetween(sign))
            continue;
        const int value = valueOf(sign);
        if (value < 0)
            return fail(ErrorCode::BadInput, "recovery-code-sign",
                        coreText("A recovery code has only letters and numbers, and no U. Check it, then type it again."));
        if (count < allSigns)
            signs[size_t(count)] = static_cast<unsigned char>(value);
        ++count;
    }
    if (count != allSigns)
        return fail(ErrorCode::BadInput, "recovery-code-length",
                    coreText("A recovery code has 7 groups of 4. Yours has %n letter(s) and number(s) in all. Check it, then type it again.",
                             nullptr, count));
    SecretBytes bytes(recoverySize);
    unsigned buffer = 0;
    int bits = 0;
    qsizetype at = 0;
    for (int i = 0; i < dataSigns; ++i) {
        buffer = (buffer << 5) | signs[size_t(i)];
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes.data()[at++] = static_cast<unsigned char>(buffer >> bits);
            buffer &= (1U << bits) - 1;
        }
    }
    const unsigned check = (unsigned(signs[dataSigns]) << 5) | signs[dataSigns + 1];
    sodium_memzero(signs.data(), signs.size());
    if (buffer != 0 || check != checkOf(bytes))
        return fail(ErrorCode::BadInput, "recovery-code-typo",
                    coreText("One of the letters or numbers is not right. Check each group, then type it again."));
    return bytes;
}

} // namespace heard
