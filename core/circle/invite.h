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

/**
 * What both sides of one joining have seen: every byte of the invite and of the reply, with the keys, the secrets of one use and the
 * signatures in them. The check words come of all of it, so that they are equal only where nobody changed anything on the way.
 *
 * What they withstand. Somebody in the middle hands on an invite and a reply of their own, and needs both sides to show equal words:
 * 60 bits. The reply holds 16 fresh bytes, so its words cannot be known, nor anything be ground to meet them, before it was made
 * (without them a second round showed the same words, and two files that agree were found with 2^29 tries: Pasini and Vaudenay, "An
 * Optimal Non-interactive Message Authentication Protocol", 2006). What stays possible is to search after the reply was made
 * and before the invite ends: 2^60 tries for one that fits. Each try costs Argon2id of 64 MiB and 3 passes (0.14 s), salted with the
 * invite so that no table serves two. A million cores for the day an invite lives make 2^39 tries, so one chance in 2^21.
 * A commitment (Vaudenay, "Secure Communications over Insecure Channels Based on Short Authenticated Strings", 2005; ZRTP, RFC 6189,
 * 4.4.1.1) would leave one chance in 2^60 with no search at all, but needs a third file before the words can be compared; with two,
 * whoever knows the invite can work out the words for any reply, as the one who was invited does. Hence the length and the cost.
 */
class Transcript
{
public:
    Transcript() = default;
    /** @p invite and @p reply: what their files hold, without the armour. */
    Transcript(QByteArray invite, QByteArray reply) : m_invite(std::move(invite)), m_reply(std::move(reply)) {}
    /** Six words of 10 bits each. Slow on purpose; Internal "no-memory" when the device has no 64 MiB to spare. */
    [[nodiscard]] Result<QStringList> checkWords() const;

private:
    QByteArray m_invite;
    QByteArray m_reply;
};
/** What somebody read out or typed, as words to compare. BadInput "not-check-words" unless they are six words of the list. */
[[nodiscard]] Result<QStringList> readCheckWords(const QString &typed);

/** How long a reply can be let in after it was made, at most; never longer than its invite. */
inline constexpr int replyHours = 72;

} // namespace heard
