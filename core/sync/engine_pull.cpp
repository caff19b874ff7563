// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine_run.h"
#include "sync/object.h"

#include <algorithm>

namespace heard {

namespace {

/** How many older heads of a stream are tried when the newest cannot be read. */
constexpr int mostTries = 4;

} // namespace

QString SyncRun::notGenuine()
{
    return coreText("A shared file is not from who it says. Your work is safe. Heard leaves that file alone.");
}

bool SyncRun::listHeads()
{
    const Result<QStringList> names = m_remote.list(QStringLiteral("h"));
    if (!names) {
        remoteFailed(names.error());
        m_noPush = true;
        return false;
    }
    for (const QString &text : *names) {
        if (const auto name = HeadName::parse(text))
            m_heads[name->tag].append(name->seq);
    }
    for (QList<quint32> &seqs : m_heads)
        std::sort(seqs.begin(), seqs.end());
    return true;
}

void SyncRun::fetchAhead(const QStringList &paths)
{
    if (paths.size() < 2 || stopped())
        return;
    const QList<Result<QByteArray>> objects = m_remote.getAll(paths, largestObject);
    for (qsizetype i = 0; i < paths.size(); ++i) {
        if (objects.at(i))
            m_ahead.insert(paths.at(i), *objects.at(i));
        else if (objects.at(i).error().code == ErrorCode::Unreachable && remoteFailed(objects.at(i).error()))
            return;
    }
}

Result<QByteArray> SyncRun::fetch(const QString &path)
{
    if (const auto ahead = m_ahead.constFind(path); ahead != m_ahead.cend()) {
        QByteArray object = *ahead;
        m_ahead.erase(ahead);
        return object;
    }
    return m_remote.get(path, largestObject);
}

void SyncRun::pull()
{
    m_closedKnown.clear();
    do {
        m_looked.clear();
        m_mended = false;
        do
            pullSome();
        while (m_moreHeads && !stopped());
    } while (m_mended && !stopped());
}

void SyncRun::pullSome()
{
    m_missing.clear();
    m_gap = false;
    m_elsewhere.reset();
    QList<Incoming> incoming = fetchHeads();
    // Devices are introduced in the streams of "everyone here".
    std::stable_partition(incoming.begin(), incoming.end(), [&](const Incoming &i) { return i.head.audience == m_circle.everyone; });
    if (m_broken || (incoming.isEmpty() && m_circle.heldBack == 0 && m_forks.isEmpty()))
        return nameClosed();
    Circle::Received received;
    QList<Head> offering;
    for (const Incoming &one : std::as_const(incoming))
        offering.append(one.head);
    takeSnapshots(offering, incoming, received);
    takeHeads(incoming, received);
    if ((m_gap || !m_missing.isEmpty()) && !stopped()) {
        // Collected since, or lost: a snapshot has it still.
        takeSnapshots(offering + snapshotsElsewhere(), incoming, received);
        m_missing.clear();
        takeHeads(incoming, received);
    }
    // A new device of the person's own is known only now, if it is, and may carry what contradicts this one.
    const qsizetype came = incoming.size();
    if (!stopped()) {
        QList<Incoming> joined;
        for (Incoming &one : incoming) {
            const bool met = !one.genuine;
            const QByteArray key = m_circle.deviceKeys.value(one.head.device);
            one.genuine = one.genuine || (!key.isEmpty() && verifyHead(one.head, key));
            if (!met || !isForked(one))
                joined.append(one);
        }
        incoming = joined;
    }
    mendForks();
    if (m_mended || incoming.size() < came)
        received.forks = received.refused = 0; // looked at again, against what stands now
    freeHeldBack(received);
    if (m_elsewhere && !stopped())
        rest("elsewhere", whatIsThere());
    if (!m_broken)
        settle(incoming, received);
    nameClosed();
}

/** Heads that were taken for a stranger's, of devices that have become known meanwhile. */
void SyncRun::nameClosed()
{
    for (auto it = m_heads.cbegin(); it != m_heads.cend(); ++it) {
        if (!m_everyoneTags.contains(it.key()) || m_ownTags.contains(it.key()) || m_removedTags.contains(it.key()))
            continue;
        const auto closed = ClosedCursor::decoded(m_cursors.value(ClosedCursor::name(m_where, it.key())));
        if (closed && closed->seq == it->constLast()) {
            m_askLettersAgain = true;
            m_closedKnown.insert(it.key());
        }
    }
}

void SyncRun::dryPull()
{
    const QList<Incoming> incoming = fetchHeads();
    for (const Incoming &one : incoming) {
        const Circle::StreamInfo *info = held(one.head.stream);
        const quint64 have = info ? info->count : 0;
        if (one.head.mark.count > have)
            m_report.pulled += qint64(one.head.mark.count - have);
    }
}

QList<SyncRun::Incoming> SyncRun::fetchHeads()
{
    QStringList tags;
    for (auto it = m_heads.cbegin(); it != m_heads.cend(); ++it) {
        if (!m_ownTags.contains(it.key()) && !m_looked.contains(it.key()) && isWorthFetching(it.key(), it->constLast()))
            tags.append(it.key());
    }
    QList<Incoming> incoming;
    qsizetype bytes = 0;
    m_moreHeads = false;
    for (qsizetype at = 0; at < tags.size() && !stopped(); ++at) {
        if (at % fetchedAhead == 0) {
            QStringList paths;
            for (const QString &tag : tags.sliced(at, std::min(fetchedAhead, tags.size() - at)))
                paths.append(HeadName{tag, m_heads.value(tag).constLast()}.path());
            m_ahead.clear();
            fetchAhead(paths);
            if (stopped())
                break;
        }
        m_looked.insert(tags.at(at));
        auto one = fetchHead(tags.at(at), m_heads.value(tags.at(at)));
        if (!one)
            continue;
        bytes += one->head.bytes.size();
        incoming.append(*std::move(one));
        if (bytes > mostInMemory) { // the others when these are done
            m_moreHeads = at + 1 < tags.size();
            break;
        }
    }
    m_ahead.clear();
    return incoming;
}

bool SyncRun::isWorthFetching(const QString &tag, quint32 highest)
{
    const auto cursor = ForeignCursor::decoded(m_cursors.value(ForeignCursor::name(m_where, tag)));
    if (cursor && highest == cursor->seq)
        return false;
    if (cursor && highest < cursor->seq) {
        problem(ErrorCode::Damaged, "store-went-back", wentBack(), QStringLiteral("h/%1: %2 after %3").arg(tag).arg(highest).arg(cursor->seq));
        return false;
    }
    if (m_removedTags.contains(tag))
        return !rests("head" + tag.toLatin1(), unreadableHead(highest));
    if (cursor || m_everyoneTags.contains(tag))
        return true;
    const auto closed = ClosedCursor::decoded(m_cursors.value(ClosedCursor::name(m_where, tag)));
    return !closed || closed->seq != highest || closed->keyring != keyringHash();
}

std::optional<SyncRun::Incoming> SyncRun::fetchHead(const QString &tag, const QList<quint32> &seqs)
{
    const auto cursor = ForeignCursor::decoded(m_cursors.value(ForeignCursor::name(m_where, tag)));
    const bool known = cursor || m_everyoneTags.contains(tag);
    int tries = mostTries;
    bool unreadable = false;
    for (auto seq = seqs.crbegin(); seq != seqs.crend() && tries > 0 && !stopped(); ++seq, --tries) {
        if (cursor && *seq <= cursor->seq)
            break;
        const HeadName name{tag, *seq};
        const Result<QByteArray> object = fetch(name.path());
        if (!object) {
            if (remoteFailed(object.error()))
                break;
            continue;
        }
        const Result<Head> head = openHead(name, *object, known);
        unreadable = unreadable || (!head && (head.error().code == ErrorCode::Refused || cameTwice(tag, *object)));
        if (!head && head.error().code == ErrorCode::Refused)
            break; // sealed with a key not held here: older ones are no better
        if (!head)
            continue;
        Incoming one{name, *head, false};
        QByteArray key = m_circle.deviceKeys.value(head->device);
        if (key.isEmpty()) {
            auto asked = m_port.deviceKey(head->device);
            if (!asked) {
                broken(asked.error());
                return std::nullopt;
            }
            key = *asked;
        }
        if (!key.isEmpty() && !verifyHead(*head, key)) {
            problem(ErrorCode::Damaged, "not-genuine", notGenuine(), name.path());
            unreadable = unreadable || cameTwice(tag, *object);
            continue;
        }
        one.genuine = !key.isEmpty();
        if (!goesOn(one))
            return std::nullopt;
        return one;
    }
    // Of somebody who is here a better one will come; of somebody who is not, it is looked at again tomorrow.
    if (unreadable && m_removedTags.contains(tag) && !stopped())
        rest("head" + tag.toLatin1(), unreadableHead(seqs.constLast()));
    return std::nullopt;
}

/** The very same damaged bytes again lie there so; what came only once may have been spoilt on its way. */
bool SyncRun::cameTwice(const QString &tag, const QByteArray &object)
{
    if (!m_removedTags.contains(tag))
        return false;
    const QByteArray what = "bytes" + tag.toLatin1();
    const QByteArray hash = blake2b(object, 16);
    if (rests(what, hash))
        return true;
    rest(what, hash);
    return false;
}

Result<Head> SyncRun::openHead(const HeadName &name, const QByteArray &object, bool known)
{
    const auto opened = openObject(ObjectType::Head, m_circle.keyring, m_circle.circle, Head::role(name), object);
    auto head = opened ? readHead(opened->plain) : std::unexpected(opened.error());
    // Before any changes are here, which key the names were made with is not sure; the name is bound into the object anyway.
    const auto fits = [&] {
        return head->circle == m_circle.circle && head->seq == name.seq && head->audience == opened->audience
               && (m_circle.streams.isEmpty() || streamTag(m_circle.nameKey, head->stream) == name.tag);
    };
    if (head && !fits())
        head = fail(ErrorCode::Damaged, "not-genuine", notGenuine());
    if (head) {
        head->sealedUnder = opened->epoch;
        return head;
    }
    if (head.error().code == ErrorCode::TooNew)
        m_report.readOnly = true;
    if (head.error().code == ErrorCode::Refused)
        noteClosed(name, known);
    else
        problem(head.error(), name.path());
    return head;
}

void SyncRun::noteClosed(const HeadName &name, bool known)
{
    if (m_removedTags.contains(name.tag))
        return; // nobody sends them keys any more, and they none to anybody
    if (known) {
        m_askLettersAgain = true;
        m_closedKnown.insert(name.tag);
        return;
    }
    if (m_options.dryRun)
        return;
    const QByteArray note = ClosedCursor::name(m_where, name.tag);
    const auto before = ClosedCursor::decoded(m_cursors.value(note));
    const QByteArray keyring = keyringHash();
    if (!before || before->keyring != keyring)
        m_askLetters = true;
    SyncUpdate update;
    update.notes.append({ItemKind::Cursor, note, ClosedCursor{name.seq, keyring}.encoded()});
    (void)keep(update);
}

bool SyncRun::goesOn(const Incoming &incoming)
{
    const Head &head = incoming.head;
    if (incoming.genuine && isForked(incoming))
        return false;
    const auto cursor = ForeignCursor::decoded(m_cursors.value(ForeignCursor::name(m_where, incoming.name.tag)));
    if (cursor && cursor->stream == head.stream) {
        if (head.mark.count < cursor->mark.count) {
            problem(ErrorCode::Damaged, "store-went-back", wentBack(), incoming.name.path());
            return false;
        }
        if (head.previousSeq == cursor->seq && head.previousHash != cursor->headHash) {
            contradiction(incoming);
            return false;
        }
    }
    const Circle::StreamInfo *info = held(head.stream);
    if (info && head.mark.count > 0 && head.mark.count <= info->count && hashAt(head.stream, head.mark.count) != head.mark.hash && !m_broken) {
        contradiction(incoming);
        return false;
    }
    return !m_broken;
}

void SyncRun::settle(QList<Incoming> &incoming, const Circle::Received &received)
{
    if (received.forks > 0)
        problem(ErrorCode::Damaged, "two-histories", twoHistories(), QStringLiteral("%1 changes").arg(received.forks));
    if (received.refused > 0)
        problem(ErrorCode::Damaged, "not-genuine", notGenuine(), QStringLiteral("%1 changes").arg(received.refused));
    SyncUpdate update;
    bool waiting = false;
    for (Incoming &one : incoming) {
        const Head &head = one.head;
        if (!one.genuine) {
            const auto key = m_port.deviceKey(head.device);
            if (!key) {
                broken(key.error());
                return;
            }
            if (!key->isEmpty() && !verifyHead(head, *key)) {
                problem(ErrorCode::Damaged, "not-genuine", notGenuine(), one.name.path());
                continue;
            }
            one.genuine = !key->isEmpty();
        }
        // Whole only when the hash of what is held here, as counted here, is the one the head names.
        if (!one.genuine || !isWhole(head)) {
            waiting = true;
            continue;
        }
        if (head.mark.count > 0 && hashAt(head.stream, head.mark.count) != head.mark.hash) {
            contradiction(one);
            continue;
        }
        compareSeen(one);
        update.notes.append({ItemKind::Cursor, ForeignCursor::name(m_where, one.name.tag), cursorFor(one).encoded()});
        m_news = true;
        // What this vault wrote before it was restored, and had not sent by then: the old device did.
        if (m_circle.myOtherDevices.contains(head.device) && head.mark.count > 0)
            update.sent.append({head.stream, head.mark.count});
        if (const QByteArray closed = ClosedCursor::name(m_where, one.name.tag); m_cursors.contains(closed))
            update.notes.append({ItemKind::Cursor, closed, std::nullopt});
    }
    for (const Error &missing : std::as_const(m_missing)) {
        if (waiting)
            problem(missing);
    }
    // Said only when nothing else explains it: the changes that are missing may be on their way.
    if (waiting && m_report.problems.isEmpty() && !stopped()) {
        problem(ErrorCode::NotFound, "changes-waiting",
                coreText("Some shared changes have not come yet. Your work is safe. Heard looks again later."), {});
    }
    (void)keep(update);
}

bool SyncRun::isWhole(const Head &head) const
{
    const auto holds = [&](const Id &stream, quint64 count) {
        const Circle::StreamInfo *info = held(stream);
        return (info ? info->count : 0) >= count;
    };
    return holds(head.stream, head.mark.count) && std::all_of(head.carried.cbegin(), head.carried.cend(), [&](const CarriedSegment &c) {
               return holds(c.stream, c.segment.last());
           });
}

ForeignCursor SyncRun::cursorFor(const Incoming &incoming) const
{
    const Head &head = incoming.head;
    ForeignCursor cursor{incoming.name.seq, head.hash(), head.stream, head.mark};
    cursor.came = laterNow();
    cursor.acknowledged = head.seen.value(streamOf(m_circle.device, head.audience)).count;
    for (const SegmentRef &segment : head.segments)
        cursor.lasts.append(segment.last());
    cursor.snapshot = head.snapshot;
    cursor.epochs = epochsOf(head);
    for (auto it = head.seen.cbegin(); it != head.seen.cend(); ++it)
        cursor.seen.insert(it.key(), it->count);
    if (head.audience == m_circle.everyone) {
        cursor.fossils = head.fossils;
        cursor.fossilsSeen = head.fossilsSeen.value(streamOf(m_circle.device, m_circle.everyone));
    }
    const auto before = ForeignCursor::decoded(m_cursors.value(ForeignCursor::name(m_where, incoming.name.tag)));
    cursor.snapshotCame = before && before->snapshot == head.snapshot ? before->snapshotCame : laterNow();
    return cursor;
}

} // namespace heard
