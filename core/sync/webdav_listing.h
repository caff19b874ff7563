// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QStringList>
#include <QUrl>
#include <memory>

namespace heard {

/**
 * Reads the answer to a PROPFIND (RFC 4918 section 14.16, `multistatus`) piece by piece, and keeps nothing of it but the last
 * segment of each href that lies right in the collection. Nothing in it is trusted: names that cannot be ours are dropped on the way,
 * so is what lies elsewhere, and what is too long, too many, too deep or declares entities is refused before it can grow.
 */
class WebDavListing
{
public:
    /**
     * Five thousand entries of a server that spends 450 bytes on each (the most of five that were measured; Apache's have 300) are 2.3 MB.
     * A circle stays far below: a head for each device and audience; attachments fanned out in 256 folders; a segment holds at least
     * 16 kB of changes, so that even a hundred thousand operations never collected make fewer than a thousand.
     */
    struct Limits
    {
        qint64 bytes = 4'000'000;
        qsizetype names = 5'000; ///< of all kinds, ours or not, besides the collection itself
        int depth = 16;
        qsizetype nameLength = 4'000; ///< characters of one href
    };

    /**
     * @p folder is "h", "s", "m", "b" or "b/01": only well-formed names for it are kept (isObjectName). @p collection is where it was asked
     * for: of an href that is a whole URL only the path is compared, since behind a proxy the server often thinks that it is called
     * something else, and nothing is ever fetched from there. Percent-encoding and letter case of the collection's own path do not matter.
     */
    WebDavListing(const QString &folder, const QUrl &collection);
    WebDavListing(const QString &folder, const QUrl &collection, const Limits &limits);
    ~WebDavListing();
    WebDavListing(const WebDavListing &) = delete;
    WebDavListing &operator=(const WebDavListing &) = delete;

    /** Takes the next bytes. After an error nothing more needs to be fetched: Damaged "listing-too-large" or Unreachable "listing-unreadable". */
    [[nodiscard]] Result<> add(const QByteArray &bytes);
    /**
     * All names, when the answer was whole and about the collection; Unreachable "listing-unreadable" when it was not. One that tells
     * only of other places is no empty folder.
     */
    [[nodiscard]] Result<QStringList> finish();

private:
    class Private;
    std::unique_ptr<Private> d;
};

/** Damaged "listing-too-large", with what to do. */
[[nodiscard]] Error listingTooLarge(const QString &detail);

} // namespace heard
