// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/attachments_journal.h"
#include "sync/engine_run.h"

#include <algorithm>

/*
 * Pieces of attachments that nothing shown names any more are deleted in two steps. A device deletes what it put itself, and nothing else.
 *
 * When it has seen for 30 days that nothing names a piece (so long a removal can be undone), it names the piece among the fossils of its
 * head. Every other device answers in a head of its own that nothing it shows needs them, having put those that it does need once more
 * itself; and the one that shows a piece the other means to delete, in an audience the other cannot read, does so too. Once all that are
 * active have answered (90 days of silence count as an answer, as with segments) the pieces go.
 *
 * So whoever brings something back later knows that it may be gone, puts it once more from what it holds, and only then sends the words. A
 * device that was away for long, and missed all that, looks through what lies there before it sends. Should nobody hold it any more, it is
 * shown as a picture that is not there. On each device the piece stays until the one that put it has deleted it.
 */
namespace heard {

using pieces::makersNames;
using pieces::notOurs;

namespace {

constexpr qint64 day = 86'400'000;
constexpr qint64 grace = 30 * day;
constexpr qint64 silence = 90 * day;
/** Each round is a head of every device: not more often than this. */
constexpr qint64 betweenRounds = 7 * day;
/** How many are deleted in one run. */
constexpr int atOnce = 100;
constexpr int commitsAtOnce = 500;

QSet<QByteArray> namesIn(const QList<AttachmentInfo> &infos)
{
    QSet<QByteArray> names;
    for (const AttachmentInfo &info : infos) {
        for (const Attachment::Chunk &chunk : info.attachment.chunks)
            names.insert(chunk.name);
    }
    return names;
}

} // namespace

std::optional<PutPieceNote> SyncRun::putByUs(const QByteArray &piece) const
{
    return PutPieceNote::decoded(m_media.value(PutPieceNote::name(m_where, piece)));
}

bool SyncRun::liesByUs(const QByteArray &piece) const
{
    const auto put = putByUs(piece);
    return put && put->gone == 0;
}

QSet<QByteArray> SyncRun::namedByOthers() const
{
    QSet<QByteArray> names;
    for (const auto &[tag, cursor] : foreignCursors())
        names.unite(QSet<QByteArray>(cursor.fossils.names.cbegin(), cursor.fossils.names.cend()));
    return names;
}

bool SyncRun::keepFossils(const FossilNote &note, std::optional<OwnCursor> cursor)
{
    SyncUpdate update;
    if (const QByteArray bytes = note.encoded(); bytes != m_media.value(FossilNote::name(m_where)))
        update.notes.append({ItemKind::Media, FossilNote::name(m_where), bytes});
    if (cursor) {
        cursor->pending = true;
        const QByteArray name = OwnCursor::name(m_where, streamOf(m_circle.device, m_circle.everyone));
        update.notes.append({ItemKind::Cursor, name, cursor->encoded()});
    }
    return keep(update);
}

void SyncRun::lookAtPieces()
{
    const auto held = m_port.heldChunks();
    const auto infos = m_port.attachments();
    if (!held || !infos) {
        broken(held ? infos.error() : held.error());
        return;
    }
    if (held->isEmpty() && m_media.isEmpty() && namedByOthers().isEmpty())
        return; // no pictures, no work
    FossilNote note = FossilNote::decoded(m_media.value(FossilNote::name(m_where)));
    const qint64 away = note.lastRun > 0 ? std::abs(laterNow() - note.lastRun) : 0;
    if (away >= grace - day) {
        healAttachments();
        if (stopped())
            return;
    }
    if (note.lastRun == 0 || away >= day)
        note.lastRun = laterNow();
    const QSet<QByteArray> live = namesIn(*infos);
    weighPieces(note, *held, live);
    // First this: should the process end in what follows, the next run knows what is in doubt.
    if (keepFossils(note))
        putOnceMore(note, *infos, *held);
    answerFossils(live);
}

/** Since when does nothing name what this device holds or has put? */
void SyncRun::weighPieces(FossilNote &note, const QSet<QByteArray> &held, const QSet<QByteArray> &live)
{
    const QSet<QByteArray> named = namedByOthers();
    QSet<QByteArray> known = held;
    const QByteArray prefix = PutPieceNote::name(m_where, {});
    for (auto it = m_media.cbegin(); it != m_media.cend(); ++it) {
        if (it.key().startsWith(prefix) && liesByUs(it.key().sliced(prefix.size())))
            known.insert(it.key().sliced(prefix.size()));
    }
    for (const QByteArray &name : std::as_const(known)) {
        if (!live.contains(name) && (!note.entries.contains(name) || note.entries[name].since > laterNow() + day))
            note.entries[name].since = laterNow();
        if (live.contains(name) && isInDoubt(note, named, name))
            note.entries[name] = {laterNow(), 0, note.entries.value(name).named};
    }
    for (auto it = note.entries.begin(); it != note.entries.end();) {
        it->named = it->named || named.contains(it.key());
        it = live.contains(it.key()) && !isInDoubt(note, named, it.key()) ? note.entries.erase(it) : std::next(it);
    }
}

/** It is shown, and for all that is known here another may have deleted it, or means to. */
bool SyncRun::isInDoubt(const FossilNote &note, const QSet<QByteArray> &named, const QByteArray &piece) const
{
    const auto put = putByUs(piece);
    if (put)
        return put->gone > 0;
    return note.entries.contains(piece) || named.contains(piece);
}

void SyncRun::putOnceMore(FossilNote &note, const QList<AttachmentInfo> &infos, const QSet<QByteArray> &held)
{
    const QSet<QByteArray> named = namedByOthers();
    for (const AttachmentInfo &info : infos) {
        if (stopped() || (!m_options.media && !info.wanted))
            return;
        const auto doubtful = [&](const Attachment::Chunk &chunk) { return held.contains(chunk.name) && isInDoubt(note, named, chunk.name); };
        if (isTooLarge(info.attachment) || std::none_of(info.attachment.chunks.cbegin(), info.attachment.chunks.cend(), doubtful))
            continue;
        const auto listed = listChunks({info});
        if (!listed)
            return;
        Upload upload = uploadOf(info.attachment, info.stream, info.seq);
        upload.mending = true;
        SyncUpdate update;
        for (qsizetype i = 0; i < info.attachment.chunks.size(); ++i) {
            const Attachment::Chunk &chunk = info.attachment.chunks.at(i);
            int number = 0;
            while (number < namesOfChunk && !listed->contains(leafOf(chunkPath(chunk.name, number))))
                ++number;
            // What another means to delete lies there in vain.
            const bool counts = number < namesOfChunk && !named.contains(chunk.name) && !(putByUs(chunk.name) && !liesByUs(chunk.name));
            if (!doubtful(chunk) || counts) {
                upload.there[i] = counts ? char(number) : upload.there.at(i);
                continue;
            }
            upload.there[i] = notThere;
            for (int used = 0; used < makersNames && !putByUs(chunk.name); ++used)
                update.notes.append({ItemKind::Journal, m_where + chunkPath(chunk.name, used).toLatin1(), notOurs});
        }
        update.notes.append({ItemKind::Media, uploadNote(info.attachment), upload.there});
        if (!keep(update) || (!upload.complete() && !sendAttachment(upload) && !upload.tooLarge))
            return;
        if (upload.tooLarge)
            continue;
        for (const Attachment::Chunk &chunk : info.attachment.chunks)
            note.entries.remove(chunk.name);
        if (!keepFossils(note))
            return;
    }
}

/** What the next head says of others' fossils: nothing shown here needs them, or what does was put once more. */
void SyncRun::answerFossils(const QSet<QByteArray> &live)
{
    m_fossilsSeen.clear();
    for (const auto &[tag, cursor] : foreignCursors()) {
        const Circle::StreamInfo *info = held(cursor.stream);
        const auto fine = [&](const QByteArray &name) { return !live.contains(name) || liesByUs(name); };
        if (info && cursor.fossils.round > 0 && !m_circle.removedDevices.contains(info->device)
            && std::all_of(cursor.fossils.names.cbegin(), cursor.fossils.names.cend(), fine))
            m_fossilsSeen.insert(cursor.stream, cursor.fossils.round);
    }
}

/** Up to which of this device's rounds every active device has nothing against it. */
quint64 SyncRun::roundSeenByAll() const
{
    QHash<Id, qint64> came;
    QHash<Id, quint64> seen;
    QSet<QString> known = m_ownTags;
    for (const Id &device : m_circle.removedDevices)
        known.insert(streamTag(m_circle.nameKey, streamOf(device, m_circle.everyone)));
    for (const auto &[tag, cursor] : foreignCursors()) {
        known.insert(tag);
        const Circle::StreamInfo *info = held(cursor.stream);
        if (!info || m_circle.removedDevices.contains(info->device) || m_circle.strangers.contains(info->device))
            continue;
        if (const auto listed = m_heads.constFind(tag); listed != m_heads.cend() && listed->constLast() != cursor.seq)
            return 0; // it said something that could not be taken in yet
        came[info->device] = std::max(came.value(info->device), cursor.came);
        seen[info->device] = std::max(seen.value(info->device), cursor.fossilsSeen);
    }
    for (const QString &tag : m_everyoneTags) {
        if (m_heads.contains(tag) && !known.contains(tag))
            return 0;
    }
    quint64 all = UINT64_MAX;
    for (auto it = seen.cbegin(); it != seen.cend(); ++it) {
        if (earlierNow() - came.value(it.key()) < silence)
            all = std::min(all, *it);
    }
    return all;
}

void SyncRun::collectPieces()
{
    if (stopped() || m_noPush || m_report.readOnly || !m_circle.member || m_report.pushed + m_report.pulled > 0 || isTroubled()
        || m_report.blobsWaiting > 0 || m_circle.heldBack > 0)
        return;
    const Circle::StreamInfo *stream = held(streamOf(m_circle.device, m_circle.everyone));
    const auto cursor = stream ? own(stream->stream) : std::nullopt;
    if (!cursor || cursor->seq == 0 || cursor->pending || cursor->mark.count != stream->count || m_listedOwn.value(stream->stream) != cursor->seq)
        return;
    FossilNote note = FossilNote::decoded(m_media.value(FossilNote::name(m_where)));
    const bool adopts = m_circle.owner && !m_circle.removedDevices.isEmpty() && std::abs(m_clock.now() - note.adopted) >= betweenRounds;
    if (note.entries.isEmpty() && note.told == m_fossilsSeen && !adopts)
        return;
    const auto infos = m_port.attachments();
    const auto held = m_port.heldChunks();
    if (!infos || !held) {
        broken(infos ? held.error() : infos.error());
        return;
    }
    const QSet<QByteArray> live = namesIn(*infos);
    if (adopts)
        adoptPieces(note, live);
    const bool shorter = deletePieces(note, live);
    const bool longer = nameFossils(note);
    freePieces(note, *held);
    if (stopped())
        return;
    // What the head is to say and that one is due, in one: else a process that ends here would never say it.
    const bool due = shorter || longer || note.told != m_fossilsSeen;
    if (keepFossils(note, due ? cursor : std::nullopt) && due)
        pushStream(Circle::StreamInfo(*stream)); // letters that come meanwhile bring a new list of them
}

/** True when some went. They are noted as gone before they go, so that nobody relies on them in between. */
bool SyncRun::deletePieces(FossilNote &note, const QSet<QByteArray> &live)
{
    QList<QByteArray> names;
    const quint64 seen = roundSeenByAll();
    SyncUpdate going;
    for (auto it = note.entries.cbegin(); it != note.entries.cend() && names.size() < atOnce; ++it) {
        auto put = putByUs(it.key());
        if (it->round == 0 || it->round > seen || live.contains(it.key()) || !put)
            continue;
        put->gone = std::max(put->gone, laterNow());
        names.append(it.key());
        going.notes.append({ItemKind::Media, PutPieceNote::name(m_where, it.key()), put->encoded()});
    }
    QList<QByteArray> gone;
    if (!keep(going))
        return false;
    for (const QByteArray &name : std::as_const(names)) {
        step(SyncProgress::Step::Tidying);
        if (stopped() || !m_remote.remove(chunkPath(name, putByUs(name)->number)))
            break; // the next run does it
        gone.append(name);
    }
    if (gone.isEmpty())
        return false;
    if (const Result<> dropped = m_port.dropUnusedChunks(gone); !dropped)
        return !broken(dropped.error());
    for (const QByteArray &name : std::as_const(gone))
        note.entries.remove(name);
    return true;
}

/** Puts what has been in nobody's use for long enough among this device's fossils. True when there are more of them now. */
bool SyncRun::nameFossils(FossilNote &note) const
{
    const qsizetype before = note.fossils().names.size();
    if (before > 0 && earlierNow() - note.roundTime < betweenRounds)
        return false;
    qsizetype room = mostFossils - before;
    for (auto it = note.entries.begin(); it != note.entries.end() && room > 0; ++it) {
        if (it->round == 0 && liesByUs(it.key()) && earlierNow() - it->since >= grace) {
            it->round = note.round + 1;
            --room;
        }
    }
    if (room == mostFossils - before)
        return false;
    ++note.round;
    note.roundTime = laterNow();
    return true;
}

/**
 * What a removed device put, and nothing shown names, an owner looks after from now on as if this device had put it: it takes the same
 * 30 days and the same answers. Other audiences that the owner cannot read answer for themselves.
 */
void SyncRun::adoptPieces(FossilNote &note, const QSet<QByteArray> &live)
{
    QSet<QByteArray> names;
    for (const Circle::StreamInfo &stream : std::as_const(m_circle.streams)) {
        if (m_circle.removedDevices.contains(stream.device) && !addPiecesOf(stream, names))
            return;
    }
    names.subtract(live);
    SyncUpdate update;
    QHash<QString, QStringList> folders;
    for (const QByteArray &name : std::as_const(names)) {
        for (int number = 0; number < makersNames && !putByUs(name); ++number) {
            const QString path = chunkPath(name, number);
            if (!folders.contains(folderOf(path))) {
                const Result<QStringList> listed = m_remote.list(folderOf(path));
                if (stopped() || (!listed && remoteFailed(listed.error())))
                    return;
                folders.insert(folderOf(path), listed.value_or(QStringList()));
            }
            if (folders[folderOf(path)].contains(leafOf(path)))
                update.notes.append({ItemKind::Media, PutPieceNote::name(m_where, name), PutPieceNote{number}.encoded()});
        }
    }
    note.adopted = m_clock.now();
    (void)keep(update);
}

bool SyncRun::addPiecesOf(const Circle::StreamInfo &stream, QSet<QByteArray> &names)
{
    for (quint64 have = 0; have < stream.count;) {
        const auto commits = m_port.commitsOf(stream.stream, have, int(std::min<quint64>(commitsAtOnce, stream.count - have)));
        if (!commits)
            return !broken(commits.error());
        if (commits->isEmpty())
            return true;
        have += quint64(commits->size());
        for (const SignedCommit &commit : *commits) {
            const auto attachments = attachmentsOf(commit);
            for (const Attachment &attachment : attachments.value_or(QList<Attachment>())) {
                for (const Attachment::Chunk &chunk : attachment.chunks)
                    names.insert(chunk.name);
            }
        }
    }
    return true;
}

/** Forgets here what others put and have deleted; and the names of what was deleted long ago. */
void SyncRun::freePieces(FossilNote &note, const QSet<QByteArray> &held)
{
    const QSet<QByteArray> named = namedByOthers();
    QList<QByteArray> names;
    for (auto it = note.entries.cbegin(); it != note.entries.cend(); ++it) {
        const qint64 since = earlierNow() - it->since;
        const bool over = it->named && !named.contains(it.key()) && since >= grace;
        if (!putByUs(it.key()) && !named.contains(it.key()) && (over || since >= grace + silence || !held.contains(it.key())))
            names.append(it.key());
    }
    SyncUpdate update;
    const QByteArray prefix = PutPieceNote::name(m_where, {});
    for (auto it = m_media.cbegin(); it != m_media.cend(); ++it) {
        const auto put = it.key().startsWith(prefix) ? PutPieceNote::decoded(it.value()) : std::nullopt;
        if (put && put->gone > 0 && !note.entries.contains(it.key().sliced(prefix.size())) && earlierNow() - put->gone >= grace + silence)
            update.notes.append({ItemKind::Media, it.key(), std::nullopt});
    }
    if (!keep(update))
        return;
    if (const Result<> dropped = names.isEmpty() ? Result<>() : m_port.dropUnusedChunks(names); !dropped) {
        broken(dropped.error());
        return;
    }
    for (const QByteArray &name : std::as_const(names))
        note.entries.remove(name);
}

} // namespace heard
