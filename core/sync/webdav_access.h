// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QUrl>

namespace heard {

/** Where a WebDAV folder is and how to be let in. Kept sealed in the vault with the circle's remote. */
struct WebDavAccess
{
    QUrl url;            ///< the folder, https, ending in a slash, without name, password, query or fragment
    QString user;        ///< "anonymous" for a public link
    QByteArray password; ///< an app password where the storage has them
    QByteArray ca;       ///< PEM of a certificate authority of one's own, besides those of the system; mostly empty
    bool link = false;   ///< a public link of Nextcloud: it wants one more header with everything that changes something
    friend bool operator==(const WebDavAccess &, const WebDavAccess &) = default;
};

/**
 * Makes an access of what a person typed or pasted: the address of a folder, or a public link of Nextcloud 29 and later
 * (`https://host/s/TOKEN`, whose WebDAV address is `/public.php/dav/files/TOKEN/`). A name and password inside the address are
 * taken out of it. BadInput: "bad-address"; "not-encrypted" for http to another computer (the password would be readable on the
 * way); "bad-ca" when @p ca holds no certificate.
 */
[[nodiscard]] Result<WebDavAccess> webDavAccess(const QString &address, const QString &user, const QByteArray &password,
                                                const QByteArray &ca = {});

} // namespace heard
