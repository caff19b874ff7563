// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/id.h"

#include "base/random.h"

#include <algorithm>

namespace heard {

Id Id::random(Random &random)
{
    Id id;
    random.fill(id.bytes);
    return id;
}

std::optional<Id> Id::fromBytes(QByteArrayView raw)
{
    Id id;
    if (raw.size() != qsizetype(id.bytes.size()))
        return std::nullopt;
    std::memcpy(id.bytes.data(), raw.data(), id.bytes.size());
    return id;
}

std::optional<Id> Id::fromHex(QStringView hex)
{
    const auto isHex = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F'); };
    if (hex.size() != 32 || !std::all_of(hex.begin(), hex.end(), isHex))
        return std::nullopt;
    return fromBytes(QByteArray::fromHex(hex.toLatin1()));
}

QString base32(QByteArrayView raw)
{
    static constexpr char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
    QString out;
    out.reserve((raw.size() * 8 + 4) / 5);
    unsigned buffer = 0;
    int bits = 0;
    for (const char byte : raw) {
        buffer = (buffer << 8) | static_cast<unsigned char>(byte);
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            out += QLatin1Char(alphabet[(buffer >> bits) & 31U]);
        }
    }
    if (bits > 0)
        out += QLatin1Char(alphabet[(buffer << (5 - bits)) & 31U]);
    return out;
}

} // namespace heard
