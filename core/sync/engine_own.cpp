// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine_run.h"
#include "sync/object.h"

#include <algorithm>
#include <utility>

namespace heard {

std::optional<OwnCursor> SyncRun::own(const Id &stream) const
{
    return OwnCursor::decoded(m_cursors.value(OwnCursor::name(m_where, stream)));
}

void SyncRun::copiedVault(const QString &detail)
{
    m_noPush = true;
    problem(ErrorCode::Refused, "copied-vault",
            coreText("This vault was copied, and the copy is in use on another device. Your work is safe here. Make this one its own, and it is "
                     "sent again."),
            detail);
}

/** Compares what this device put with what is listed, before anything else is sent. */
void SyncRun::inspectOwn()
{
    const QList<Circle::StreamInfo> streams = streamsToPush();
    const bool sentBefore = std::any_of(streams.cbegin(), streams.cend(), [&](const Circle::StreamInfo &info) {
        const auto cursor = own(info.stream);
        return cursor && cursor->seq > 0;
    });
    // What others had put there counts too: one who only reads is told as well.
    const QByteArray others = ForeignCursor::name(m_where, {});
    const bool metBefore =
        std::any_of(m_cursors.keyBegin(), m_cursors.keyEnd(), [&](const QByteArray &name) { return name.startsWith(others); });
    if (m_heads.isEmpty() && (sentBefore || metBefore) && !m_options.putBack && isEmptied()) {
        m_noPush = true;
        if (!sentBefore && m_remote.arrivesInPieces() && m_remote.hasFolders()) {
            // Others' files were replaced, and the new ones are on their way. If it lasts, lookForVanished() and weighEvidence() tell.
            // Where the folders are gone too, the circle was erased there, or it is another place (clearRemote).
            problem(ErrorCode::NotFound, "changes-waiting",
                    coreText("Some shared changes have not come yet. Your work is safe. Heard looks again later."), QStringLiteral("no heads"));
            return;
        }
        m_emptied = true;
        problem(ErrorCode::Refused, "remote-emptied",
                coreText("The shared folder is empty now. Your work is safe on this device. Check if it is the right folder."), {});
        return;
    }
    if (m_heads.isEmpty() && m_options.putBack)
        forgetOthers();
    QSet<Id> looked;
    for (const Circle::StreamInfo &info : streams) {
        if (stopped())
            return;
        looked.insert(info.stream);
        inspectStream(info);
    }
    // Where this one never wrote, a copy of it may have: as long as that counts as this device's own, nobody would fetch it here.
    QList<Id> audiences; // letters may bring more keys meanwhile
    for (const EpochKey &key : m_circle.keyring)
        audiences.append(key.audience);
    for (const Id &audience : std::as_const(audiences)) {
        const Id stream = streamOf(m_circle.device, audience);
        if (stopped())
            return;
        if (!looked.contains(stream))
            inspectStream({stream, audience, m_circle.device, 0, QByteArray(hashSize, '\0')});
        looked.insert(stream);
    }
}

/** Nothing at all lies there any more: heads alone can be late, where other software moves the files, or be gone, and that heals. */
bool SyncRun::isEmptied()
{
    for (const QString &folder : {QStringLiteral("s"), QStringLiteral("m")}) {
        const Result<QStringList> names = m_remote.list(folder);
        if (names && !names->isEmpty())
            return false;
        if (!names && remoteFailed(names.error())) {
            m_noPush = true;
            return false;
        }
    }
    return true;
}

/** The person knows that all is gone there: what others had put begins again with what they put back. */
void SyncRun::forgetOthers()
{
    SyncUpdate update;
    for (const auto &[tag, cursor] : foreignCursors())
        update.notes.append({ItemKind::Cursor, ForeignCursor::name(m_where, tag), std::nullopt});
    (void)keep(update);
}

void SyncRun::inspectStream(const Circle::StreamInfo &stream)
{
    const QString tag = streamTag(m_circle.nameKey, stream.stream);
    const QList<quint32> listed = m_heads.value(tag);
    const quint32 counter = HeadCounter::decoded(m_cursors.value(HeadCounter::name(stream.stream)));
    for (auto seq = listed.crbegin(); seq != listed.crend() && *seq > counter && !stopped(); ++seq) {
        // Only a head that is really this device's proves a copy; anyone can put a file of that name.
        if (readOwnHead({tag, *seq})) {
            copiedVault(QStringLiteral("h/%1: %2 after %3").arg(tag).arg(*seq).arg(counter));
            return;
        }
    }
    auto cursor = own(stream.stream);
    if (!cursor) {
        const auto newest = std::find_if(listed.crbegin(), listed.crend(), [&](quint32 seq) { return seq <= counter; });
        if (newest != listed.crend())
            adopt(stream, {tag, *newest});
        return;
    }
    if (cursor->mark.count > stream.count) {
        copiedVault(QStringLiteral("fewer changes here than were sent"));
        return;
    }
    const bool there = cursor->seq == 0 || listed.contains(cursor->seq);
    if (cursor->seq > 0 && there)
        m_listedOwn.insert(stream.stream, cursor->seq);
    if (!there || m_options.repair || m_options.putBack)
        if (const auto names = listSegments())
            lookAfter(stream, *cursor, there, *names);
}

std::optional<Head> SyncRun::readOwnHead(const HeadName &name)
{
    const Result<QByteArray> object = m_remote.get(name.path(), largestObject);
    if (!object) {
        if (object.error().code == ErrorCode::Unreachable)
            remoteFailed(object.error());
        return std::nullopt;
    }
    const auto open = [&] { return openObject(ObjectType::Head, m_circle.keyring, m_circle.circle, Head::role(name), *object); };
    auto opened = open();
    // Sealed with a key from after this vault was copied, perhaps: whoever makes a key sends it to the own device, too. Anyone can put a
    // file that no key opens, so this is done once a run and stops nothing.
    if (!opened && opened.error().code == ErrorCode::Refused && !std::exchange(m_ownLettersRead, true)) {
        readLetters(false);
        if (stopped())
            return std::nullopt;
        opened = open();
    }
    auto head = opened ? readHead(opened->plain) : Result<Head>(std::unexpected(opened.error()));
    if (head)
        head->sealedUnder = opened->epoch;
    if (!head || head->device != m_circle.device || head->seq != name.seq || head->audience != opened->audience || head->circle != m_circle.circle)
        return std::nullopt;
    const auto key = m_port.deviceKey(m_circle.device);
    if (!key) {
        broken(key.error());
        return std::nullopt;
    }
    return verifyHead(*head, *key) ? std::optional(*head) : std::nullopt;
}

/** A remote that is known, but not under this path (a stick mounted elsewhere): goes on from what this device put there itself. */
void SyncRun::adopt(const Circle::StreamInfo &stream, const HeadName &name)
{
    const auto head = readOwnHead(name);
    if (!head)
        return;
    if (head->mark.count > stream.count || (head->mark.count > 0 && hashAt(stream.stream, head->mark.count) != head->mark.hash)) {
        copiedVault(name.path());
        return;
    }
    const OwnCursor cursor{head->seq, head->hash(),   head->mark, head->segments,   head->carried,
                           false,     head->snapshot, laterNow(), head->sealedUnder};
    SyncUpdate update;
    update.notes.append({ItemKind::Cursor, OwnCursor::name(m_where, stream.stream), cursor.encoded()});
    // Its put may have been one whose answer never came: it is in use now.
    if (const QByteArray note = m_where + name.path().toLatin1(); m_journal.contains(note)) {
        update.notes.append({ItemKind::Journal, note, std::nullopt});
        m_leftovers.removeAll(name.path());
    }
    if (head->mark.count > 0)
        update.sent.append({stream.stream, head->mark.count});
    if (keep(update))
        m_listedOwn.insert(stream.stream, head->seq);
}

std::optional<QSet<QString>> SyncRun::listSegments()
{
    const Result<QStringList> names = m_remote.list(QStringLiteral("s"));
    if (!names) {
        remoteFailed(names.error());
        m_noPush = true;
        return std::nullopt;
    }
    QSet<QString> paths;
    for (const QString &name : *names)
        paths.insert(QStringLiteral("s/") + name);
    return paths;
}

/** Something this device put is gone or may be damaged: keeps what is well, and has the rest put again under new names. */
void SyncRun::lookAfter(const Circle::StreamInfo &stream, OwnCursor &own, bool listed, const QSet<QString> &names)
{
    const auto well = [&](const SegmentRef &segment) {
        if (!names.contains(segment.path()))
            return false;
        if (listed && !m_options.repair)
            return true; // where a head was taken away, what it named may not be what it was
        const Result<QByteArray> object = m_remote.get(segment.path(), largestObject);
        return object && object->size() == segment.length && blake2b(*object) == segment.hash;
    };
    const auto firstBad = std::find_if_not(own.segments.begin(), own.segments.end(), well);
    if (stopped())
        return;
    const auto carriedWell = [&](const CarriedSegment &c) { return well(c.segment); };
    const auto firstBadCarried = std::stable_partition(own.carried.begin(), own.carried.end(), carriedWell);
    if (stopped())
        return;
    const bool snapshotWell = !own.snapshot || std::all_of(own.snapshot->parts.cbegin(), own.snapshot->parts.cend(), well);
    if (stopped())
        return;
    const bool segmentsWell = firstBad == own.segments.end() && firstBadCarried == own.carried.end() && snapshotWell;
    bool headWell = listed;
    if (headWell && m_options.repair && own.seq > 0) {
        const auto head = readOwnHead({streamTag(m_circle.nameKey, stream.stream), own.seq});
        headWell = head && head->hash() == own.headHash;
    }
    if (stopped() || (segmentsWell && headWell))
        return;
    SyncUpdate update;
    for (auto bad = firstBad; bad != own.segments.end(); ++bad)
        update.notes.append({ItemKind::Journal, m_where + bad->path().toLatin1(), QByteArrayLiteral("1")});
    for (auto bad = firstBadCarried; bad != own.carried.end(); ++bad)
        update.notes.append({ItemKind::Journal, m_where + bad->segment.path().toLatin1(), QByteArrayLiteral("1")});
    if (!snapshotWell) {
        for (const SegmentRef &part : std::as_const(own.snapshot->parts))
            update.notes.append({ItemKind::Journal, m_where + part.path().toLatin1(), QByteArrayLiteral("1")});
        own.snapshot.reset();
    }
    own.segments.erase(firstBad, own.segments.end());
    own.carried.erase(firstBadCarried, own.carried.end());
    own.mark = {}; // nothing counts as published until a new head says so
    own.pending = true;
    update.notes.append({ItemKind::Cursor, OwnCursor::name(m_where, stream.stream), own.encoded()});
    (void)keep(update);
}

} // namespace heard
