// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHashFunctions>
#include <QString>
#include <array>
#include <compare>
#include <cstring>
#include <optional>

namespace heard {

class Random;

/** A 128-bit id: a circle, a device, an audience, a stream, a record. Printed as 32 lower-case hex digits. */
struct Id
{
    std::array<unsigned char, 16> bytes{};

    [[nodiscard]] static Id random(Random &random);
    /** Exactly 16 bytes, or nothing. */
    [[nodiscard]] static std::optional<Id> fromBytes(QByteArrayView raw);
    /** Exactly 32 hex digits, or nothing. */
    [[nodiscard]] static std::optional<Id> fromHex(QStringView hex);

    [[nodiscard]] QByteArray toBytes() const { return {reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())}; }
    [[nodiscard]] QString toHex() const { return QString::fromLatin1(toBytes().toHex()); }
    [[nodiscard]] bool isNull() const { return *this == Id{}; }

    friend auto operator<=>(const Id &, const Id &) = default;
    friend bool operator==(const Id &, const Id &) = default;
    friend size_t qHash(const Id &id, size_t seed = 0) noexcept
    {
        // Ids are random already: their first bytes are as good a hash as any.
        size_t first = 0;
        std::memcpy(&first, id.bytes.data(), sizeof first);
        return first ^ seed;
    }
};

/** Lower-case base32 (RFC 4648 alphabet, no padding): safe as a file name on every storage. */
[[nodiscard]] QString base32(QByteArrayView raw);

} // namespace heard
