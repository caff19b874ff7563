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

/** Begin the names of what is suspected: a stream that others have more of; a head that is gone. */
constexpr char seenMore = 's';
constexpr char vanished = 'v';

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

/** Can this be a stream of a device that is known here? */
bool SyncRun::isKnown(const Id &stream) const
{
    for (auto device = m_circle.deviceKeys.keyBegin(); device != m_circle.deviceKeys.keyEnd(); ++device) {
        for (const EpochKey &key : m_circle.keyring) {
            if (streamOf(*device, key.audience) == stream)
                return true;
        }
    }
    return false;
}

/** What another device has seen, against what is held here. */
void SyncRun::compareSeen(const Incoming &incoming)
{
    const Head &head = incoming.head;
    SyncUpdate update;
    for (auto it = head.seen.cbegin(); it != head.seen.cend(); ++it) {
        const Circle::StreamInfo *info = held(it.key());
        const quint64 have = info ? info->count : 0;
        if (it->count > have) {
            if (!isKnown(it.key()))
                continue; // of a device that nobody here has heard of
            const QByteArray name = EvidenceNote::name(m_where, seenMore + it.key().toBytes());
            auto note = EvidenceNote::decoded(m_cursors.value(name)).value_or(EvidenceNote{m_clock.now(), 0, 0, {}});
            if (note.detail.toULongLong() < it->count)
                note.detail = QByteArray::number(qulonglong(it->count));
            update.notes.append({ItemKind::Cursor, name, note.encoded()});
        } else if (it->count > 0 && hashAt(it.key(), it->count) != it->hash && !m_broken) {
            problem(ErrorCode::Damaged, "two-histories", twoHistories(), QStringLiteral("seen %1").arg(it.key().toHex()));
        }
    }
    (void)keep(update);
}

/** Heads are only taken away when a newer one lies there: a stream that has none any more was taken away by something else. */
void SyncRun::lookForVanished()
{
    SyncUpdate update;
    for (const auto &[tag, cursor] : foreignCursors()) {
        const Circle::StreamInfo *info = held(cursor.stream);
        const QByteArray name = EvidenceNote::name(m_where, vanished + tag.toLatin1());
        // An owner may have cleared away what a device that is silent for long had sealed with a key from before an erasure.
        const bool gone = !m_heads.contains(tag) && info && !m_circle.removedDevices.contains(info->device) && !isLost(cursor);
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
        const Id stream = more ? Id::fromBytes(what.sliced(1)).value_or(Id()) : Id();
        const Circle::StreamInfo *info = more ? held(stream) : nullptr;
        if (more && (info ? info->count : 0) >= note->detail.toULongLong()) {
            update.notes.append({ItemKind::Cursor, it.key(), std::nullopt}); // it has come
            continue;
        }
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
