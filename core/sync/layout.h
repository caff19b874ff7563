// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"
#include "vault/crypto.h"

#include <QString>
#include <optional>

/** Names at the remote. They mean nothing to whoever keeps it; all are `[a-z0-9.]`, so every storage keeps them as they are. */
namespace heard {

/** The circle's folder: 26 base32 characters of a hash of its id. */
[[nodiscard]] QString circleFolder(const Id &circle);

/** A stream's name in heads: 16 base32 characters of its keyed hash under the circle's name key. */
[[nodiscard]] QString streamTag(const SecretBytes &nameKey, const Id &stream);

/** `<tag>.<seq, 8 hex digits>`: the sequence is in the name since no storage's ETag or time can be trusted with it. */
struct HeadName
{
    QString tag;
    quint32 seq = 0;
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString path() const { return QStringLiteral("h/") + text(); }
    [[nodiscard]] static std::optional<HeadName> parse(QStringView name);
    friend bool operator==(const HeadName &, const HeadName &) = default;
};

/** True for names that can be an object of ours in folder "h", "s" or "m". */
[[nodiscard]] bool isObjectName(QStringView folder, QStringView name);
/** The same for a whole path such as `s/0123…`. */
[[nodiscard]] bool isObjectPath(QStringView path);

} // namespace heard
