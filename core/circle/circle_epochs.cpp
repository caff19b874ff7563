// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/circle_private.h"
#include "circle/fold_private.h"

#include <algorithm>

// Which key of an audience holds. It follows from what an epoch came after, which is in the log and the same for all: removals first,
// then what its author had seen. An id says nothing: whoever makes a key chooses it.

namespace heard {

namespace {

/** Under this name it is noted that a device sent keys which were not its to send. */
const QByteArray foreignPrefix = QByteArrayLiteral("foreign-key:");

} // namespace

bool Circle::Private::counts(const EpochKey &key) const
{
    if (key.audience == everyone)
        return true;
    const Id mine = me();
    const Device *giver = fold.accepted(key.giver);
    return !mine.isNull() && key.audience == onlyMeOf(id, mine) && giver && giver->member == mine;
}

Circle::Private::Worth Circle::Private::worthOf(const Fold::Epoch &epoch, const QList<Id> &removals) const
{
    const qsizetype removed = std::count_if(epoch.after.cbegin(), epoch.after.cend(), [&](const Id &fact) { return removals.contains(fact); });
    return {.recorded = true, .removals = removed, .last = !epoch.followed, .others = epoch.after.size() - removed, .place = placeRank(epoch.op)};
}

const EpochKey *Circle::Private::keyFor(const Id &audience) const
{
    const QList<Id> removals = fold.removals();
    const EpochKey *best = nullptr;
    Worth bestWorth;
    for (const EpochKey &key : keyring) {
        if (key.audience != audience || key.epoch.isNull() || !counts(key))
            continue;
        // Where its beginning has not come (the first of what only I can see has none), it stands behind all others.
        const QByteArray hash = blake2b(QByteArrayLiteral("heard.first-epoch.v1") + audience.toBytes() + key.epoch.toBytes(), 16);
        Worth worth{.place = Id::fromBytes(hash).value_or(Id())};
        for (const Fold::Epoch &epoch : fold.epochs()) {
            if (epoch.epoch == key.epoch && epoch.audience == audience)
                worth = std::max(worth, worthOf(epoch, removals));
        }
        if (!best || worth > bestWorth) {
            best = &key;
            bestWorth = worth;
        }
    }
    return best;
}

bool Circle::Private::isDue(const Id &audience, const QList<Id> &facts) const
{
    if (facts.isEmpty() || facts.size() > mostFollowed)
        return false;
    const QList<Id> removals = fold.removals();
    const Fold::Epoch *holds = nullptr;
    Worth most;
    for (const Fold::Epoch &epoch : fold.epochs()) {
        if (epoch.audience != audience)
            continue;
        if (const Worth worth = worthOf(epoch, removals); !holds || worth > most) {
            holds = &epoch;
            most = worth;
        }
    }
    return !holds || !std::all_of(facts.cbegin(), facts.cend(), [&](const Id &fact) { return holds->after.contains(fact); });
}

Result<> Circle::Private::noteForeignKey(const Id &sender)
{
    return vault->keep(id, ItemKind::Local, foreignPrefix + sender.toBytes(), QByteArrayLiteral("1"));
}

Result<QList<KeptOut>> Circle::Private::keptOut() const
{
    QMap<std::pair<Id, QString>, qint64> times;
    const QList<SetAside> aside = fold.setAside();
    for (const SetAside &one : aside)
        ++times[{one.device, one.reason}];
    HEARD_TRY_ASSIGN(const auto notes, vault->store().items(id, ItemKind::Local));
    for (const auto &[name, sealed] : notes) {
        if (name.startsWith(foreignPrefix))
            ++times[{Id::fromBytes(name.sliced(foreignPrefix.size())).value_or(Id()), QStringLiteral("not-own-key")}];
    }
    QList<KeptOut> kept;
    for (auto it = times.cbegin(); it != times.cend(); ++it) {
        const Device *known = fold.accepted(it.key().first);
        kept.append({it.key().first, known ? known->member : Id(), it.key().second, it.value()});
    }
    return kept;
}

} // namespace heard
