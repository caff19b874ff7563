// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine_run.h"

#include <algorithm>

// What was erased goes from the remote too (core/circle/circle_erase.cpp says in which steps): a storage keeps copies of what is deleted,
// so not only the files go but the keys that open them, once nothing that lies there needs those any more.

namespace heard {

namespace {

QSet<Id> epochsOf(const QList<SegmentRef> &segments, const QList<CarriedSegment> &carried, const std::optional<Snapshot> &snapshot)
{
    QSet<Id> epochs;
    for (const SegmentRef &segment : segments)
        epochs.insert(segment.epoch);
    for (const CarriedSegment &other : carried)
        epochs.insert(other.segment.epoch);
    for (const SegmentRef &part : snapshot ? snapshot->parts : QList<SegmentRef>())
        epochs.insert(part.epoch);
    return epochs;
}

} // namespace

QSet<Id> SyncRun::epochsOf(const Head &head)
{
    QSet<Id> epochs = heard::epochsOf(head.segments, head.carried, head.snapshot);
    epochs.insert(head.sealedUnder);
    return epochs;
}

QSet<Id> SyncRun::epochsOf(const OwnCursor &own)
{
    QSet<Id> epochs = heard::epochsOf(own.segments, own.carried, own.snapshot);
    epochs.insert(own.headEpoch);
    return epochs;
}

/** A null epoch is one that was not noted yet: it may be any. */
bool SyncRun::isStale(const QSet<Id> &epochs) const
{
    return !m_circle.staleEpochs.isEmpty() && (epochs.contains(Id()) || epochs.intersects(m_circle.staleEpochs));
}

/** Has everyone who is active taken the erasure in? Then no removal that would set it aside can still be on its way. */
bool SyncRun::isSeenByAll(const Circle::Erasing &erasing) const
{
    if (isOwn(erasing.stream)) {
        const auto mine = own(erasing.stream);
        if (!mine || mine->mark.count < erasing.seq)
            return false;
    }
    const auto cursors = foreignCursors();
    return std::all_of(cursors.cbegin(), cursors.cend(), [&](const std::pair<QString, ForeignCursor> &one) {
        const ForeignCursor &cursor = one.second;
        const Circle::StreamInfo *info = held(cursor.stream);
        if (!info || info->audience != erasing.audience || m_circle.removedDevices.contains(info->device)
            || m_circle.strangers.contains(info->device) || cursor.stream == erasing.stream)
            return true;
        return cursor.seen.value(erasing.stream) >= erasing.seq || isSilent(cursor);
    });
}

/** Says to the others that erasures were taken in here, when nothing else is to be said; and finishes what all have taken in. */
void SyncRun::settleErasures()
{
    for (const Circle::StreamInfo &stream : ownStreams()) {
        auto cursor = own(stream.stream);
        // What waits for its pictures must not go out by this door.
        if (stopped() || !cursor || cursor->seq == 0 || cursor->pending || cursor->mark.count != stream.count)
            continue;
        SyncUpdate update;
        for (const Circle::Erasing &erasing : std::as_const(m_circle.erasing)) {
            const QByteArray note = AcknowledgedNote::name(m_where, stream.stream, erasing.id);
            if (erasing.audience == stream.audience && erasing.stream != stream.stream && !m_cursors.contains(note))
                update.notes.append({ItemKind::Cursor, note, QByteArrayLiteral("1")});
        }
        if (update.isEmpty())
            continue;
        cursor->pending = true;
        update.notes.append({ItemKind::Cursor, OwnCursor::name(m_where, stream.stream), cursor->encoded()});
        if (keep(update))
            pushStream(stream);
    }
    QList<Id> seen;
    for (const Circle::Erasing &erasing : std::as_const(m_circle.erasing)) {
        if (isSeenByAll(erasing))
            seen.append(erasing.id);
    }
    if (seen.isEmpty() || stopped())
        return;
    if (const auto done = m_port.finishErasures(seen); !done)
        broken(done.error());
    else
        (void)refresh();
}

/** Puts again, under the key of now, what this device put under one from before an erasure. True when there was something to do. */
bool SyncRun::renew(const Circle::StreamInfo &stream, OwnCursor cursor)
{
    const EpochKey *key = currentKey(stream.audience);
    if (!key || m_circle.staleEpochs.contains(key->epoch) || !isStale(epochsOf(cursor)))
        return false;
    // The snapshot first: it may be the only place where others' changes lie.
    if (cursor.snapshot && isStale(heard::epochsOf({}, {}, cursor.snapshot))) {
        makeSnapshot(stream, *key, cursor);
        return true;
    }
    QSet<QString> fresh;
    for (const SegmentRef &segment : std::as_const(cursor.segments)) {
        if (!isStale({segment.epoch}))
            fresh.insert(segment.path());
    }
    for (const CarriedSegment &other : std::as_const(cursor.carried)) {
        if (!isStale({other.segment.epoch}))
            fresh.insert(other.segment.path());
    }
    for (const SegmentRef &part : cursor.snapshot ? cursor.snapshot->parts : QList<SegmentRef>())
        fresh.insert(part.path());
    lookAfter(stream, cursor, true, fresh);
    if (!cursor.pending) {
        cursor.pending = true; // only the head itself
        SyncUpdate update;
        update.notes.append({ItemKind::Cursor, OwnCursor::name(m_where, stream.stream), cursor.encoded()});
        if (!keep(update))
            return true;
    }
    pushStream(stream);
    return true;
}

/** Does anything that lies there need a key of this epoch? */
bool SyncRun::isNeeded(const EpochKey &key) const
{
    for (const Circle::StreamInfo &stream : streamsToPush()) {
        const auto cursor = own(stream.stream);
        const qsizetype heads = m_heads.value(streamTag(m_circle.nameKey, stream.stream)).size();
        if (stream.audience == key.audience && cursor && cursor->seq > 0 && (cursor->pending || heads > 1 || isStale(epochsOf(*cursor))))
            return true;
    }
    // Old files of this device that have not been taken away yet.
    if (std::any_of(m_leftovers.cbegin(), m_leftovers.cend(), [](const QString &path) { return !path.startsWith(QLatin1String("b/")); }))
        return true;
    return std::any_of(m_circle.streams.cbegin(), m_circle.streams.cend(), [&](const Circle::StreamInfo &stream) {
        if (stream.audience != key.audience || stream.device == m_circle.device || m_circle.strangers.contains(stream.device))
            return false;
        const QString tag = streamTag(m_circle.nameKey, stream.stream);
        const auto listed = m_heads.constFind(tag);
        if (listed == m_heads.cend())
            return false;
        const auto cursor = ForeignCursor::decoded(m_cursors.value(ForeignCursor::name(m_where, tag)));
        // One that could not be read yet may need it.
        return !cursor || cursor->seq != listed->constLast() || cursor->epochs.contains(Id()) || cursor->epochs.contains(key.epoch);
    });
}

void SyncRun::dropStaleKeys()
{
    QSet<Id> epochs;
    for (const EpochKey &key : m_circle.keyring) {
        const EpochKey *current = currentKey(key.audience);
        if (m_circle.staleEpochs.contains(key.epoch) && current && !m_circle.staleEpochs.contains(current->epoch) && !isNeeded(key))
            epochs.insert(key.epoch);
    }
    if (epochs.isEmpty() || stopped())
        return;
    if (const auto dropped = m_port.dropKeys(epochs); !dropped)
        broken(dropped.error());
    else
        (void)refresh();
}

/** Some changes came without values that nobody erased: looks for copies of them that have those. */
void SyncRun::lookForValues(const QList<Head> &heads)
{
    if (rests("values", whatIsThere()))
        return;
    rest("values", whatIsThere());
    Circle::Received received;
    for (const Head &head : heads) {
        const auto lacks = [&](const Id &stream, const SegmentRef &segment) {
            const QSet<quint64> seqs = m_circle.lacking.value(stream);
            return std::any_of(seqs.cbegin(), seqs.cend(), [&](quint64 seq) { return seq >= segment.first && seq <= segment.last(); });
        };
        const auto take = [&](const Id &role, const SegmentRef &segment) {
            if (const auto commits = stopped() ? std::nullopt : fetchSegment(head, role, segment))
                takeIn(*commits, received);
        };
        for (const SegmentRef &segment : head.segments) {
            if (lacks(head.stream, segment))
                take(head.stream, segment);
        }
        for (const CarriedSegment &other : head.carried) {
            if (lacks(other.stream, other.segment))
                take(other.stream, other.segment);
        }
        if (m_circle.lacking.contains(head.stream))
            takeIn(head.tail, received);
        if (head.snapshot && std::any_of(head.snapshot->covers.keyBegin(), head.snapshot->covers.keyEnd(), [&](const Id &stream) {
                return m_circle.lacking.contains(stream);
            }))
            takeSnapshot(head, received);
    }
}

} // namespace heard
