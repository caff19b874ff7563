// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cbor.h"
#include "circle/fold.h"
#include "circle/invite.h"
#include "vault/crypto.h"

namespace heard {

/** What an invite file holds: who invites whom to what, the inviter's device (a hash of its keys), and a secret for one use. */
struct InviteBody
{
    InviteInfo info; ///< to the letter, since the check words come of it; for people there is shown()
    Id inviter;
    QByteArray secret; ///< 16 bytes

    /** As what the invited device agrees to come in. */
    [[nodiscard]] Admission admission() const { return info.anotherDevice ? Admission::AnotherDevice : Admission::Newcomer; }
    [[nodiscard]] QByteArray payload() const;
    [[nodiscard]] QByteArray file() const;
    [[nodiscard]] static Result<InviteBody> read(const QByteArray &file);
    /** The names in it cleaned as all that comes from others (base/text.h), on one line each. */
    [[nodiscard]] InviteInfo shown() const;
    /** Names the invite without giving its secret away. */
    [[nodiscard]] QByteArray inviteId() const;
};

/** What a reply file holds: the new device's keys, proof that it has the invite, and its own signature. */
struct ReplyBody
{
    Id circle;
    QByteArray inviteId;
    QByteArray signKey;
    QByteArray boxKey;
    QByteArray admission; ///< this device's own word that the inviting device may let it in (admissionText)
    QString name;         ///< to the letter; for people there is shownName()
    QString language;
    qint64 made = 0;  ///< ms since 1970, by the clock of the new device
    QByteArray nonce; ///< 16 fresh bytes: no two replies of a device are alike, so their check words cannot be known before
    QByteArray proof;
    QByteArray signature;

    [[nodiscard]] QString shownName() const;
    [[nodiscard]] QByteArray signedPart() const;
    [[nodiscard]] QByteArray payload() const;
    [[nodiscard]] QByteArray file() const;
    /** Checks its form and its own signature; the proof only the inviter can check. */
    [[nodiscard]] static Result<ReplyBody> read(const QByteArray &file);
};

[[nodiscard]] QByteArray proofFor(const QByteArray &secret, const QByteArray &signedPart);

} // namespace heard
