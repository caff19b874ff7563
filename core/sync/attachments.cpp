// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/attachments.h"

#include "sync/notes.h"
#include "sync/port.h"
#include "sync/settings.h"

#include <algorithm>

namespace heard {

namespace {

using Where = AttachmentState::Where;

/** What is known of one remote. */
struct Known
{
    QByteArray where; ///< empty: there is no remote
    QHash<QByteArray, QByteArray> media;
    QHash<QByteArray, QByteArray> cursors;
    QHash<Id, quint64> published; ///< by others' heads: how many changes of each stream
};

/** Damaged is what a look at the files tells; what is inside them is looked at by Circle::check and whenever they are read. */
bool isDamaged(Circle &circle, const AttachmentInfo &info)
{
    const QList<qsizetype> lengths = pieceLengths(info.attachment.size);
    for (qsizetype i = 0; i < lengths.size(); ++i) {
        const QByteArray &name = info.attachment.chunks.at(i).name;
        if (circle.vault().store().blobFileSize(name) != lengths.at(i))
            return true;
    }
    return false;
}

qint64 sentBytes(const AttachmentInfo &info, const QByteArray &there)
{
    const QList<qsizetype> lengths = pieceLengths(info.attachment.size);
    qint64 sent = 0;
    for (qsizetype i = 0; i < lengths.size() && i < there.size(); ++i)
        sent += there.at(i) != '\xff' ? lengths.at(i) : 0;
    return sent;
}

AttachmentState stateOf(Circle &circle, const AttachmentInfo &info, const Known &known)
{
    AttachmentState state{info, Where::Here, info.heldBytes, info.allBytes};
    const bool own = info.member == circle.me();
    const bool damaged = info.here() && isDamaged(circle, info);
    if (!damaged && info.here() && known.media.contains(tooLargeNote(known.where, info.attachment.id()))) {
        state.where = Where::TooLarge;
        state.bytesDone = sentBytes(info, known.media.value(known.where + 'b' + info.attachment.id().toBytes()));
        return state;
    }
    if (own && !damaged && info.here()) {
        const QByteArray there = known.media.value(known.where + 'b' + info.attachment.id().toBytes());
        const auto cursor = OwnCursor::decoded(known.cursors.value(OwnCursor::name(known.where, info.stream)));
        const bool published = cursor && info.seq <= cursor->mark.count;
        const bool foreign = info.seq <= known.published.value(info.stream);
        state.bytesDone = published || foreign ? info.allBytes : known.where.isEmpty() ? 0 : sentBytes(info, there);
        state.where = state.bytesDone == info.allBytes ? Where::Sent : state.bytesDone > 0 ? Where::Sending : Where::WaitingToSend;
        return state;
    }
    if (damaged)
        state.where = Where::Damaged;
    else if (info.here())
        state.where = Where::Here;
    else if (known.media.contains(missingNote(known.where, info.attachment.id())))
        state.where = Where::Missing;
    else
        state.where = info.heldBytes > 0 ? Where::Fetching : Where::NotHere;
    return state;
}

} // namespace

QString attachmentWhereName(Where where)
{
    static const QStringList names{QStringLiteral("waiting"),  QStringLiteral("sending"),  QStringLiteral("sent"),
                                   QStringLiteral("not-here"), QStringLiteral("fetching"), QStringLiteral("here"),
                                   QStringLiteral("missing"),  QStringLiteral("damaged"),  QStringLiteral("too-large")};
    return names.at(int(where));
}

Result<QList<AttachmentState>> attachmentStates(Circle &circle)
{
    HEARD_TRY_ASSIGN(const RemoteSettings settings, remoteSettings(circle.vault(), circle.id()));
    if (settings.kind == RemoteSettings::Kind::None)
        return attachmentStatesAt(circle, {});
    HEARD_TRY_ASSIGN(const std::unique_ptr<Remote> remote, makeRemote(settings, circle.id()));
    return attachmentStatesAt(circle, remote->identity());
}

Result<QList<AttachmentState>> attachmentStatesAt(Circle &circle, const QByteArray &remote)
{
    Known known{remote, {}, {}, {}};
    HEARD_TRY_ASSIGN(const QList<AttachmentInfo> infos, circle.attachments());
    QList<AttachmentState> states;
    if (infos.isEmpty())
        return states;
    DirectPort port(circle);
    HEARD_TRY_ASSIGN(known.media, port.notes(ItemKind::Media));
    HEARD_TRY_ASSIGN(known.cursors, port.notes(ItemKind::Cursor));
    const QByteArray theirs = ForeignCursor::name(remote, {});
    for (auto it = known.cursors.cbegin(); it != known.cursors.cend(); ++it) {
        if (const auto cursor = it.key().startsWith(theirs) ? ForeignCursor::decoded(*it) : std::nullopt)
            known.published[cursor->stream] = std::max(known.published.value(cursor->stream), cursor->mark.count);
    }
    for (const AttachmentInfo &info : infos)
        states.append(stateOf(circle, info, known));
    return states;
}

} // namespace heard
