// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/circle_private.h"

#include <algorithm>

// Erasing goes in steps, since a removal of somebody that is still on its way may yet set their erasure aside. At once the value is no
// longer shown or sent. Once all who are active have seen the erasure the value itself goes, here and on each device by itself. When
// nothing that anybody published is sealed with a key from before it any more, that key goes too: copies that a storage keeps of
// deleted files then open for nobody. (Research: erasure means destroying keys, since storages keep what is deleted.)

namespace heard {

namespace {

/** Under this name it is noted that an erasure is finished here, and that a key was let go of. */
const QByteArray finishedPrefix = QByteArrayLiteral("erased:");
const QByteArray droppedPrefix = QByteArrayLiteral("dropped:");

Error nothingToErase()
{
    return {ErrorCode::NotFound,
            QStringLiteral("nothing-to-erase"),
            coreText("There is nothing here that can be erased. Nothing was changed."),
            {},
            false};
}

} // namespace

Result<> Circle::Private::loadFinished()
{
    finished.clear();
    HEARD_TRY_ASSIGN(const auto names, vault->store().items(id, ItemKind::Local));
    for (const auto &[name, sealed] : names) {
        if (name.startsWith(finishedPrefix))
            finished.insert(Id::fromBytes(name.sliced(finishedPrefix.size())).value_or(Id()));
    }
    return {};
}

Circle::Private::Erased Circle::Private::erasedOperations() const
{
    Erased erased;
    for (const Fold::Erasure &erasure : fold.erasures()) {
        for (const OpId &op : erasure.targets)
            erased[op.stream][op.seq].append({op.index, erasure.record});
    }
    return erased;
}

Result<SignedCommit> Circle::Private::released(const SignedCommit &commit, const QList<std::pair<quint32, Id>> &targets)
{
    HEARD_TRY_ASSIGN(const Commit content, readCommit(commit));
    QSet<quint32> indexes;
    for (const auto &[index, record] : targets) {
        if (index < content.operations.size() && content.operations.at(index).record == record && isErasable(content.operations.at(index)))
            indexes.insert(index);
    }
    auto without = indexes.isEmpty() ? Result<SignedCommit>(commit) : withoutValues(commit, indexes);
    // One of the first format stays as it is, with those on other devices; whoever erases is told (Circle::erase).
    return !without && without.error().name == u"cannot-erase" ? commit : without;
}

Result<> Circle::erase(const Id &record)
{
    const Record *known = this->record(record);
    if (!isOpen() || !known)
        return std::unexpected(nothingToErase());
    const Id audience = known->audience;
    QList<OpId> targets;
    std::optional<Error> refused;
    HEARD_TRY(d->vault->store().eachCommit(d->id, 0, [&](const StoredCommit &row) -> Result<> {
        HEARD_TRY_ASSIGN(const SignedCommit stored, d->unsealed(row));
        HEARD_TRY_ASSIGN(const Commit commit, readCommit(stored));
        QSet<quint32> indexes;
        // What does not count, or not yet, is no part of the record.
        const bool counts = commit.audience == audience && row.seq <= d->fold.folded(row.stream) && d->fold.accepted(commit.device);
        for (qsizetype i = 0; counts && i < commit.operations.size(); ++i) {
            const Operation &op = commit.operations.at(i);
            if (op.record == record && isErasable(op)) {
                indexes.insert(quint32(i));
                targets.append({row.stream, row.seq, quint32(i)});
            }
        }
        if (const auto without = indexes.isEmpty() ? Result<SignedCommit>(stored) : withoutValues(stored, indexes); !without)
            refused = without.error();
        return {};
    }));
    if (refused)
        return std::unexpected(*refused);
    const Private::Erased before = d->erasedOperations();
    targets.removeIf([&](const OpId &op) {
        const auto done = before.value(op.stream).value(op.seq);
        return std::any_of(done.cbegin(), done.cend(), [&](const auto &one) { return one.first == op.index; });
    });
    if (targets.isEmpty())
        return std::unexpected(nothingToErase());

    Change change(*this, audience);
    const Id erasure = change.make(erasureKind::erasure);
    change.set(erasure, erasureKind::record, record);
    change.set(erasure, erasureKind::values, encodeOps(targets));
    if (!known->gone())
        change.remove(record);
    // What its speaker approved they withdraw first; nobody else is let through (rules.h).
    if (d->fold.isClosed(record) && d->fold.speaksFor(record, me()) && !known->has(common::withdrawn))
        change.set(record, common::withdrawn, true);
    HEARD_TRY(save(change));
    // It is erased: said and saved. What follows can be done later (erasing() names it until then), and must not make it look undone.
    const Result<> renewed = d->maintain();
    [[maybe_unused]] const Result<> finished = renewed && d->isOnlyHere(targets) ? finishErasures({erasure}) : Result<>();
    d->changed();
    return {};
}

/** Has nobody else seen these yet? Then there is nobody to wait for. */
bool Circle::Private::isOnlyHere(const QList<OpId> &operations) const
{
    const Id mine = streamOf(keys->id, everyone);
    const bool alone = std::all_of(fold.members().cbegin(), fold.members().cend(), [&](const Member &member) {
        return member.removed
               || std::all_of(member.devices.cbegin(), member.devices.cend(), [&](const Id &device) { return device == keys->id; });
    });
    if (alone)
        return true;
    const auto unsent = vault->store().unsent(id);
    return unsent && std::all_of(operations.cbegin(), operations.cend(), [&](const OpId &op) {
               return (op.stream == mine || whose.value(op.stream).second == keys->id)
                      && std::any_of(unsent->cbegin(), unsent->cend(),
                                     [&](const StoredCommit &row) { return row.stream == op.stream && row.seq == op.seq; });
           });
}

QList<Circle::Erasing> Circle::erasing() const
{
    QList<Erasing> pending;
    for (const Fold::Erasure &erasure : d->fold.erasures()) {
        if (!d->finished.contains(erasure.id))
            pending.append({erasure.id, erasure.audience, erasure.op.stream, erasure.op.seq});
    }
    return pending;
}

Result<> Circle::finishErasures(const QList<Id> &erasures)
{
    Private::Erased targets;
    QList<Id> done;
    for (const Fold::Erasure &erasure : d->fold.erasures()) {
        if (!erasures.contains(erasure.id) || d->finished.contains(erasure.id))
            continue;
        done.append(erasure.id);
        for (const OpId &op : erasure.targets)
            targets[op.stream][op.seq].append({op.index, erasure.record});
    }
    if (done.isEmpty())
        return {};
    QSet<QByteArray> pieces;
    Store &store = d->vault->store();
    HEARD_TRY(store.transaction([&]() -> Result<> {
        for (auto stream = targets.cbegin(); stream != targets.cend(); ++stream) {
            for (auto commit = stream->cbegin(); commit != stream->cend(); ++commit) {
                HEARD_TRY_ASSIGN(QList<StoredCommit> rows, store.commitsOf(d->id, stream.key(), commit.key() - 1, 1));
                if (rows.isEmpty() || rows.constFirst().seq != commit.key())
                    continue;
                StoredCommit &row = rows.first();
                HEARD_TRY_ASSIGN(const SignedCommit whole, d->unsealed(row));
                HEARD_TRY(Private::addPiecesOf(whole, *commit, pieces));
                HEARD_TRY_ASSIGN(const SignedCommit less, Private::released(whole, *commit));
                row.sealed = d->vault->seal(d->commitContext(row.stream, row.seq, row.hash), less.bytes);
                HEARD_TRY(store.reseal(row));
            }
        }
        for (const Id &erasure : std::as_const(done))
            HEARD_TRY(d->vault->keep(d->id, ItemKind::Local, finishedPrefix + erasure.toBytes(), QByteArrayLiteral("1")));
        // The quick copy may hold what was there before.
        return store.dropState(d->id);
    }));
    for (const Id &erasure : std::as_const(done))
        d->finished.insert(erasure);
    HEARD_TRY(d->letGo(pieces));
    // Without its quick copy the circle is read from the log; the old words go from the disk all the same.
    [[maybe_unused]] const Result<> kept = checkpoint();
    return store.scrub();
}

Result<> Circle::Private::addPiecesOf(const SignedCommit &commit, const QList<std::pair<quint32, Id>> &targets, QSet<QByteArray> &pieces)
{
    HEARD_TRY_ASSIGN(const Commit content, readCommit(commit));
    for (const auto &[index, record] : targets) {
        const auto attachment = index < content.operations.size() ? attachmentIn(content.operations.at(index).value) : std::nullopt;
        for (const Attachment::Chunk &chunk : attachment ? attachment->chunks : QList<Attachment::Chunk>())
            pieces.insert(chunk.name);
    }
    return {};
}

/** Pieces of pictures and films that nothing names any more. */
Result<> Circle::Private::letGo(QSet<QByteArray> pieces)
{
    for (const Record &record : fold.records()) {
        for (const Register &field : record.fields) {
            for (const Version &version : field.all()) {
                const auto attachment = attachmentIn(version.value);
                for (const Attachment::Chunk &chunk : attachment ? attachment->chunks : QList<Attachment::Chunk>())
                    pieces.remove(chunk.name);
            }
        }
    }
    return pieces.isEmpty() ? Result<>{} : vault->store().removeBlobs(id, pieces.values());
}

QSet<Id> Circle::staleEpochs() const
{
    QSet<Id> stale;
    const auto recordOf = [&](const EpochKey &key) {
        return std::find_if(d->fold.epochs().cbegin(), d->fold.epochs().cend(),
                            [&](const Fold::Epoch &epoch) { return epoch.epoch == key.epoch && epoch.audience == key.audience; });
    };
    for (const EpochKey &key : d->keyring) {
        const auto record = recordOf(key);
        const bool recorded = record != d->fold.epochs().cend();
        // A key may come before the change that says where it stands. Only the first one of what one sees alone has none.
        const bool first = key.audience != d->everyone && d->counts(key)
                           && std::count_if(d->keyring.cbegin(), d->keyring.cend(), [&](const EpochKey &other) {
                                  return other.audience == key.audience && d->counts(other) && recordOf(other) == d->fold.epochs().cend();
                              }) == 1;
        if (key.epoch.isNull() || !(recorded || first))
            continue;
        const QList<Id> after = recorded ? record->after : QList<Id>();
        const QList<Id> erasures = d->fold.erasuresIn(key.audience);
        if (std::any_of(erasures.cbegin(), erasures.cend(), [&](const Id &e) { return d->finished.contains(e) && !after.contains(e); }))
            stale.insert(key.epoch);
    }
    return stale;
}

Result<> Circle::dropKeys(const QSet<Id> &epochs)
{
    const QSet<Id> stale = staleEpochs();
    HEARD_TRY_ASSIGN(const SecretBytes names, nameKey());
    Store &store = d->vault->store();
    HEARD_TRY(store.transaction([&]() -> Result<> {
        // Files go on having the names they have, which came from the first key.
        const auto known = std::find_if(d->keyring.cbegin(), d->keyring.cend(),
                                        [&](const EpochKey &k) { return k.epoch.isNull() && k.audience == d->everyone; });
        if (known != d->keyring.cend() && known->key.view() != names.view())
            d->keyring.erase(known); // somebody sent another; the one that was used is right
        HEARD_TRY(d->addKey({Id(), d->everyone, names.clone()}));
        for (const Id &epoch : epochs) {
            const auto key = std::find_if(d->keyring.cbegin(), d->keyring.cend(), [&](const EpochKey &k) { return k.epoch == epoch; });
            if (!stale.contains(epoch) || key == d->keyring.cend() || d->keyFor(key->audience) == &*key)
                continue;
            HEARD_TRY(store.removeItem(d->id, ItemKind::Keyring, key->audience.toBytes() + epoch.toBytes()));
            HEARD_TRY(d->vault->keep(d->id, ItemKind::Local, droppedPrefix + epoch.toBytes(), QByteArrayLiteral("1")));
            d->keyring.erase(key);
        }
        return {};
    }));
    return store.scrub();
}

Result<bool> Circle::Private::wasDropped(const Id &epoch) const
{
    HEARD_TRY_ASSIGN(const QByteArray note, vault->store().item(id, ItemKind::Local, droppedPrefix + epoch.toBytes()));
    return !note.isEmpty();
}

QMap<Id, QSet<quint64>> Circle::lacking() const
{
    QMap<Id, QSet<quint64>> commits;
    for (const OpId &op : d->fold.lacking())
        commits[op.stream].insert(op.seq);
    return commits;
}

/** A copy of a change that is held without some of its values may have them. */
Result<bool> Circle::Private::takeValues(StoredCommit row, const SignedCommit &offered)
{
    HEARD_TRY_ASSIGN(const SignedCommit here, unsealed(row));
    HEARD_TRY_ASSIGN(SignedCommit both, withValuesOfBoth(here, offered));
    HEARD_TRY_ASSIGN(both, released(both, erasedOperations().value(row.stream).value(row.seq)));
    if (both.bytes == here.bytes)
        return false;
    row.sealed = vault->seal(commitContext(row.stream, row.seq, row.hash), both.bytes);
    // The quick copy lacks it too: whatever happens next, the log is folded again.
    HEARD_TRY(vault->store().transaction([&]() -> Result<> {
        HEARD_TRY(vault->store().reseal(row));
        return vault->store().dropState(id);
    }));
    return true;
}

} // namespace heard
