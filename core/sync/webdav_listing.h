// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QStringList>
#include <memory>

namespace heard {

/**
 * Reads the answer to a PROPFIND (RFC 4918 section 14.16, `multistatus`) piece by piece, and keeps nothing of it but the last
 * segment of each href. Nothing in it is trusted: names that cannot be ours are dropped on the way, and what is too long, too many,
 * too deep or declares entities is refused before it can grow.
 */
class WebDavListing
{
public:
    struct Limits
    {
        qint64 bytes = 16'000'000;
        qsizetype names = 50'000; ///< names that could be ours; others are not kept
        int depth = 32;
        qsizetype nameLength = 4'000; ///< characters of one href
    };

    /** @p folder is "h", "s", "m", "b" or "b/01": only well-formed names for it are kept (isObjectName). */
    explicit WebDavListing(const QString &folder);
    WebDavListing(const QString &folder, const Limits &limits);
    ~WebDavListing();
    WebDavListing(const WebDavListing &) = delete;
    WebDavListing &operator=(const WebDavListing &) = delete;

    /** Takes the next bytes. After an error nothing more needs to be fetched: Damaged "listing-too-large" or Unreachable "listing-unreadable". */
    [[nodiscard]] Result<> add(const QByteArray &bytes);
    /** All names, when the answer was whole; Unreachable "listing-unreadable" when it was not. */
    [[nodiscard]] Result<QStringList> finish();

private:
    class Private;
    std::unique_ptr<Private> d;
};

/** Damaged "listing-too-large", with what to do. */
[[nodiscard]] Error listingTooLarge(const QString &detail);

/** The last segment of an href, which is an absolute path or a whole URL, decoded. Empty for a collection's own slash. */
[[nodiscard]] QString lastSegment(QStringView href);

} // namespace heard
