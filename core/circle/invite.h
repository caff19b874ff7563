// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "circle/people.h"

#include <QByteArray>
#include <QStringList>

namespace heard {

/** Who is to be invited, and for how long the invite can be used. */
struct NewMember
{
    QString name;
    Role role = Role::Parent;
    bool anotherDeviceOfMine = false; ///< for the inviter's own second device: no new member, same audiences
    int hours = 24;
};

/** An invite as given out. The bytes are the file (text, under 1 kB: they fit a QR code). */
struct Invite
{
    QByteArray file;
    qint64 expires = 0; ///< ms since 1970
};

/** What an invite file says, before it is accepted. */
struct InviteInfo
{
    Id circle;
    QString circleName;
    QString inviterName;
    QString name;
    Role role = Role::Parent;
    qint64 expires = 0;
    bool anotherDevice = false;
};
[[nodiscard]] Result<InviteInfo> readInvite(const QByteArray &file);

} // namespace heard
