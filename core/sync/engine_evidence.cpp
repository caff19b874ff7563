// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine_run.h"

#include <algorithm>

namespace heard {

namespace {

/** Where other software moves the files, something may be missing for a while: as long as this, at least. */
constexpr qint64 patience = 24 * 3'600'000LL;
/** More than this between two looks counts as this much: a clock may jump, and a tool that carries files rests when the device does. */
constexpr qint64 mostBetween = 3'600'000;

/** Begin the names of what is suspected: a stream that another has more of (its head's tag and the stream follow); a head that is gone. */
constexpr char seenMore = 's';
constexpr char vanished = 'v';
constexpr qsizetype tagLength = 16;
constexpr qsizetype claimLength = 1 + tagLength + 16;
/** Claims that are kept of one device, and of all together: enough for any family, and nobody can fill a vault with them. */
constexpr qsizetype mostClaims = 100;
constexpr qsizetype mostClaimsInAll = 1'000;

} // namespace

QString SyncRun::twoHistories()
{
    return coreText(
        "One device sent two stories that do not match. Your work is safe. Heard keeps the first. Tell the person who looks after this circle.");
}

QString SyncRun::wentBack()
{
    return coreText(
        "The shared folder shows older things than before. Your work is safe. Heard keeps the newer. Check if it is the right folder.");
}

/** Two pasts of one device: the first is kept, and the head that contradicts it, as evidence. */
void SyncRun::contradiction(const Incoming &incoming)
{
    if (m_broken)
        return;
    problem(ErrorCode::Damaged, "two-histories", twoHistories(), incoming.name.path());
    if (!incoming.genuine || m_options.dryRun)
        return;
    SyncUpdate update;
    update.notes.append({ItemKind::Cursor, EvidenceNote::proofName(m_where, incoming.name.tag), incoming.head.bytes});
    (void)keep(update);
}

/** All that can be a stream of a device that was let in. */
QSet<Id> SyncRun::knownStreams() const
{
    QSet<Id> known;
    for (auto device = m_circle.deviceKeys.keyBegin(); device != m_circle.deviceKeys.keyEnd(); ++device) {
        for (const EpochKey &key : m_circle.keyring) {
            if (!m_circle.strangers.contains(*device))
                known.insert(streamOf(*device, key.audience));
        }
    }
    return known;
}

/**
 * What another device has seen, against what is held here. Each device's claims are its own: a newer head of it takes the place of what
 * its older ones said, and nobody can take back, or keep up, what another said.
 */
void SyncRun::compareSeen(const Incoming &incoming)
{
    const Head &head = incoming.head;
    const QByteArray all = EvidenceNote::name(m_where, QByteArray(1, seenMore));
    const QByteArray claims = all + incoming.name.tag.toLatin1();
    QSet<QByteArray> before;
    qsizetype ofOthers = 0;
    for (auto name = m_cursors.keyBegin(); name != m_cursors.keyEnd(); ++name) {
        if (name->startsWith(claims))
            before.insert(*name);
        else
            ofOthers += name->startsWith(all) ? 1 : 0;
    }
    const qsizetype most = std::min(mostClaims, mostClaimsInAll - ofOthers);
    const bool counts = !m_circle.removedDevices.contains(head.device) && !m_circle.strangers.contains(head.device);
    const QSet<Id> known = knownStreams();
    SyncUpdate update;
    qsizetype kept = 0;
    for (auto it = head.seen.cbegin(); it != head.seen.cend(); ++it) {
        const Circle::StreamInfo *info = held(it.key());
        const quint64 have = info ? info->count : 0;
        if (it->count > have && counts && kept < most && known.contains(it.key())) {
            const QByteArray name = claims + it.key().toBytes();
            auto note = EvidenceNote::decoded(m_cursors.value(name)).value_or(EvidenceNote{m_clock.now(), 0, 0, {}});
            note.detail = QByteArray::number(qulonglong(it->count));
            update.notes.append({ItemKind::Cursor, name, note.encoded()});
            before.remove(name);
            ++kept;
        } else if (it->count > 0 && it->count <= have && hashAt(it.key(), it->count) != it->hash && !m_broken) {
            // One of the person's own devices has met another past of this very device: a copy of this vault wrote it.
            const QString detail = QStringLiteral("seen %1").arg(it.key().toHex());
            if (isOwn(it.key()) && m_circle.myOtherDevices.contains(head.device))
                copiedVault(detail);
            else
                problem(ErrorCode::Damaged, "two-histories", twoHistories(), detail);
        }
    }
    for (const QByteArray &name : std::as_const(before))
        update.notes.append({ItemKind::Cursor, name, std::nullopt});
    (void)keep(update);
}

/** The stream that a claim is about, while it is worth weighing: nothing once it has come true, or whoever made it is gone. */
std::optional<Id> SyncRun::openClaim(const QByteArray &what, const EvidenceNote &note) const
{
    const auto stream = what.size() == claimLength ? Id::fromBytes(what.sliced(1 + tagLength)) : std::nullopt;
    const QString tag = QString::fromLatin1(what.sliced(1, std::min(tagLength, what.size() - 1)));
    const auto claimer = ForeignCursor::decoded(m_cursors.value(ForeignCursor::name(m_where, tag)));
    const Circle::StreamInfo *theirs = claimer ? held(claimer->stream) : nullptr;
    if (!stream || !theirs || m_circle.removedDevices.contains(theirs->device))
        return std::nullopt;
    const Circle::StreamInfo *info = held(*stream);
    return (info ? info->count : 0) < note.detail.toULongLong() ? stream : std::nullopt;
}

/** Heads are only taken away when a newer one lies there: a stream that has none any more was taken away by something else. */
void SyncRun::lookForVanished()
{
    SyncUpdate update;
    for (const auto &[tag, cursor] : foreignCursors()) {
        const Circle::StreamInfo *info = held(cursor.stream);
        const QByteArray name = EvidenceNote::name(m_where, vanished + tag.toLatin1());
        // An owner may have cleared away what a device that is silent for long had sealed with a key from before an erasure.
        const bool gone = !m_heads.contains(tag) && info && !m_circle.removedDevices.contains(info->device)
                          && !m_circle.strangers.contains(info->device) && !isLost(cursor);
        if (gone && !m_cursors.contains(name))
            update.notes.append({ItemKind::Cursor, name, EvidenceNote{m_clock.now(), 0, 0, {}}.encoded()});
        else if (!gone && m_cursors.contains(name))
            update.notes.append({ItemKind::Cursor, name, std::nullopt});
    }
    (void)keep(update);
}

/**
 * What is suspected becomes a problem when chance no longer explains it. A list is not made in one instant, so once is not enough for
 * what others have seen; where files travel one by one, nothing is said for a day.
 */
void SyncRun::weighEvidence()
{
    const QByteArray prefix = EvidenceNote::prefix(m_where);
    SyncUpdate update;
    const QHash<QByteArray, QByteArray> cursors = m_cursors;
    // Changes that cannot be opened, are damaged or have not come are missing for a reason that is told already.
    const bool explained = !m_circle.member || !m_closedKnown.isEmpty()
                           || std::any_of(m_report.problems.cbegin(), m_report.problems.cend(), [](const SyncProblem &p) {
                                  return p.name == QLatin1String("object-damaged") || p.name == QLatin1String("object-missing");
                              });
    for (auto it = cursors.cbegin(); it != cursors.cend(); ++it) {
        auto note = it.key().startsWith(prefix) ? EvidenceNote::decoded(it.value()) : std::nullopt;
        if (!note)
            continue;
        const QByteArray what = it.key().sliced(prefix.size());
        const bool more = what.startsWith(seenMore);
        const auto claimed = more ? openClaim(what, *note) : std::nullopt;
        if (more && !claimed) {
            update.notes.append({ItemKind::Cursor, it.key(), std::nullopt});
            continue;
        }
        const Id stream = claimed.value_or(Id());
        if (more && explained)
            continue;
        ++note->runs;
        note->waited += std::clamp<qint64>(m_clock.now() - note->last, 0, mostBetween);
        note->last = m_clock.now();
        update.notes.append({ItemKind::Cursor, it.key(), note->encoded()});
        const bool ripe = m_remote.arrivesInPieces() ? note->waited >= patience : note->runs > (more ? 1 : 0);
        if (more && isOwn(stream)) {
            problem(ErrorCode::Damaged, "seen-more-than-sent",
                    coreText("Another device has things from this device that are not here. Your work is safe. Tell the person who looks after this circle."),
                    stream.toHex());
        } else if (ripe && more) {
            problem(ErrorCode::NotFound, "changes-withheld",
                    coreText("Others have seen changes that do not reach this device. Your work is safe. Ask the others in this circle if they still share here."),
                    stream.toHex());
        } else if (ripe) {
            problem(ErrorCode::Damaged, "store-went-back", wentBack(), QStringLiteral("h/") + QString::fromLatin1(what.sliced(1)));
        }
    }
    (void)keep(update);
}

} // namespace heard
