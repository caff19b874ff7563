// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/circle.h"

#include <QList>
#include <QString>

namespace heard {

/** Where an attachment is, for a person who looks at it. */
struct AttachmentState
{
    enum class Where {
        WaitingToSend, ///< added here, nothing of it lies at the remote
        Sending,       ///< some of it does; the next sync goes on from there
        Sent,          ///< added here, and all of it lies there
        NotHere,       ///< another's: known, and nothing of it was fetched
        Fetching,      ///< some of it was
        Here,          ///< another's: all of it is here
        Missing,       ///< it was looked for and does not lie there whole (yet)
        Damaged,       ///< a piece on this device is gone or has another size
        TooLarge,      ///< here, and the storage takes no file of this size: the words are sent, it stays here
    };
    AttachmentInfo info;
    Where where = Where::NotHere;
    qint64 bytesDone = 0; ///< sent, or fetched
    qint64 bytesTotal = 0;
};

/** "waiting", "sending", "sent", "not-here", "fetching", "here", "missing", "damaged", "too-large". */
[[nodiscard]] QString attachmentWhereName(AttachmentState::Where where);
/** All that are shown in a circle, oldest first, seen from the remote it syncs with. */
[[nodiscard]] Result<QList<AttachmentState>> attachmentStates(Circle &circle);
/** The same, seen from one remote (its identity; empty: none). */
[[nodiscard]] Result<QList<AttachmentState>> attachmentStatesAt(Circle &circle, const QByteArray &remote);

/** A note of ItemKind::Media: looked for in vain at a remote, and when, as a number (notes.h). */
[[nodiscard]] inline QByteArray missingNote(const QByteArray &remote, const Id &attachment)
{
    return remote + 'm' + attachment.toBytes();
}

/** A note of ItemKind::Media: a remote refused it for its size, and its words went without it. */
[[nodiscard]] inline QByteArray tooLargeNote(const QByteArray &remote, const Id &attachment)
{
    return remote + 'x' + attachment.toBytes();
}

} // namespace heard
