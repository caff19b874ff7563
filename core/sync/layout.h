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

/**
 * True for names that can be ours in folder "h", "s" or "m", or in "b/01" (pieces of attachments, by the first two digits of their names);
 * and in "b" for the names of those folders.
 */
[[nodiscard]] bool isObjectName(QStringView folder, QStringView name);
/** The same for the whole path of an object, such as `s/0123…` or `b/01/0123…`. */
[[nodiscard]] bool isObjectPath(QStringView path);
/** `b/01` of `b/01/0123…`. */
[[nodiscard]] QString folderOf(const QString &path);
/** `0123…` of `b/01/0123…`. */
[[nodiscard]] QString leafOf(const QString &path);

/**
 * Where a sealed piece of an attachment may lie. It has sixteen names, each a hash of the one in its reference and a number: the first is that
 * one itself. A name whose put may have gone wrong is never put again; the piece then goes under the next. Its bytes are the same under each,
 * so whoever knows the reference can look for it, and can tell when it is not what it should be.
 */
inline constexpr int namesOfChunk = 16;
[[nodiscard]] QString chunkPath(const QByteArray &name, int number = 0);

} // namespace heard
