// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cbor.h"
#include "circle/circle_private.h"

#include <QCborMap>
#include <algorithm>
#include <limits>

// Two copies of one vault wrote under the same numbers. The one whose changes the others have stands; what the other wrote is written
// anew in a stream of its own. A record's id names the device that made it, so records made on the losing side get new ids, and whatever
// spoke of them, or of their operations, is made to speak of the new ones.

namespace heard {

namespace {

/** Under this name is kept, sealed, what could not be written anew: nothing that a person wrote is thrown away. */
const QByteArray leftPrefix = QByteArrayLiteral("left:");
constexpr qsizetype markSize = 8;

/** A change that was written here and has to make room. */
struct Dropped
{
    SignedCommit stored;
    Commit commit;
};

/** From what was written under the old numbers to what stands for it now. */
class Translation
{
public:
    explicit Translation(const Fold &fold) : m_fold(fold) {}

    void record(const Id &old, const Id &fresh) { m_records.insert(old, fresh); }
    [[nodiscard]] Id record(const Id &old) const { return m_records.value(old, old); }
    void written(const OpId &old, const OpId &fresh)
    {
        m_operations.insert(old, fresh);
        m_marks.insert(mark(old), mark(fresh));
    }
    void notWritten(const OpId &old) { m_operations.insert(old, std::nullopt); }

    /** Those of the operations that there still are, as they are called now. */
    [[nodiscard]] QList<OpId> operations(const QList<OpId> &old) const
    {
        QList<OpId> now;
        for (const OpId &op : old) {
            const auto known = m_operations.constFind(op);
            if (known == m_operations.cend() ? m_fold.folded(op.stream) >= op.seq : known->has_value())
                now.append(known == m_operations.cend() ? op : **known);
        }
        return now;
    }

    [[nodiscard]] QCborValue value(const Operation &op) const
    {
        if (op.kind == erasureKind::erasure && op.field == erasureKind::values.key())
            return encodeOps(operations(decodeOps(op.value.toByteArray()).value_or(QList<OpId>())));
        return op.field == common::gone.key() ? QCborValue(marks(op.value.toByteArray())) : references(op.value);
    }

private:
    [[nodiscard]] QByteArray marks(const QByteArray &old) const
    {
        QByteArray now;
        for (qsizetype at = 0; at < old.size(); at += markSize)
            now += m_marks.value(old.mid(at, markSize), old.mid(at, markSize));
        return now;
    }

    /** Ids are random, so bytes that are one of them are meant as one. */
    [[nodiscard]] QCborValue references(const QCborValue &old) const
    {
        if (old.isByteArray()) {
            const auto id = Id::fromBytes(old.toByteArray());
            return id && m_records.contains(*id) ? QCborValue(m_records.value(*id).toBytes()) : old;
        }
        if (old.isString()) {
            const auto id = Id::fromHex(old.toString());
            return id && m_records.contains(*id) ? QCborValue(m_records.value(*id).toHex()) : old;
        }
        if (old.isArray()) {
            QCborArray now;
            const QCborArray items = old.toArray();
            for (const auto &item : items)
                now.append(references(item));
            return now;
        }
        if (old.isMap()) {
            QCborMap now;
            const QCborMap items = old.toMap();
            for (auto it = items.cbegin(); it != items.cend(); ++it)
                now.insert(references(it.key()), references(it.value()));
            return now;
        }
        return old;
    }

    const Fold &m_fold;
    QHash<Id, Id> m_records;
    QHash<OpId, std::optional<OpId>> m_operations;
    QHash<QByteArray, QByteArray> m_marks;
};

bool introduces(const Commit &commit, const Id &device)
{
    const auto self = Fold::introduced(commit);
    return commit.device == device && self && self->id == device;
}

/** One change of the losing side on its way into this device's stream. */
struct Rewriting
{
    struct One
    {
        OpId old;
        Operation operation;
    };
    QList<One> operations;
    qint64 left = 0;

    [[nodiscard]] QList<Operation> now() const
    {
        QList<Operation> all;
        for (const One &one : operations)
            all.append(one.operation);
        return all;
    }
    /** Takes out what cannot be written; without its making, nothing of a record can. */
    void drop(qsizetype index, Translation &translation)
    {
        const Operation refused = operations.at(index).operation;
        const auto goes = [&](const One &one) {
            return one.operation.record == refused.record && (refused.field == common::made.key() || one.operation.field == refused.field);
        };
        for (const One &one : std::as_const(operations)) {
            if (goes(one))
                translation.notWritten(one.old);
        }
        left += operations.removeIf(goes);
    }
};

/** A record that a third copy of the vault wrote anew already: the nonce is the same, and only the device in its id is another. */
const Record *writtenAlready(const Fold &fold, const Operation &made, const Id &device, const Id &audience)
{
    const Device *me = fold.accepted(device);
    const QList<Id> devices = me ? fold.members().value(me->member).devices : QList<Id>();
    for (const Id &other : devices) {
        const auto it = fold.records().constFind(recordIdFor(other, audience, made.value.toByteArray()));
        if (it != fold.records().cend() && it->kind == made.kind)
            return &*it;
    }
    return nullptr;
}

Rewriting rewriting(const Commit &commit, const Fold &fold, const Id &device, const QList<std::pair<quint32, Id>> &erased, bool removes,
                    Translation &translation)
{
    const bool introduction = introduces(commit, device);
    Rewriting result;
    QSet<Id> leftOut;
    QHash<Id, const Record *> there;
    for (const Operation &op : commit.operations) {
        if (op.field == common::made.key()) {
            const Record *already = introduction ? nullptr : writtenAlready(fold, op, device, commit.audience);
            translation.record(op.record, already ? already->id : recordIdFor(device, commit.audience, op.value.toByteArray()));
            if (already)
                there.insert(op.record, already);
        }
        // Whoever was let in agreed to be let in by the device of then; they are invited again.
        const bool person = op.kind == memberKind::member || op.kind == deviceKind::device;
        if (op.field == common::made.key() && person && !introduction) {
            leftOut.insert(op.record);
            ++result.left;
        }
        // The other copy was this very device when the key was changed, so nobody sent it the new one, and it could not read who this device is
        // now. The key is changed again once it can (maintain), unless somebody was removed, who must read nothing of this.
        if (op.field == common::made.key() && op.kind == epochKind::epoch && !removes)
            leftOut.insert(op.record);
        // Nothing of what it erased is written anew, so there is nothing left to erase.
        if (op.kind == erasureKind::erasure && op.field == erasureKind::values.key()
            && translation.operations(decodeOps(op.value.toByteArray()).value_or(QList<OpId>())).isEmpty())
            leftOut.insert(op.record);
    }
    for (qsizetype i = 0; i < commit.operations.size(); ++i) {
        const Operation &op = commit.operations.at(i);
        const OpId old{commit.stream(), commit.seq, quint32(i)};
        const bool gone =
            op.erased || (isErasable(op) && std::any_of(erased.cbegin(), erased.cend(), [&](const auto &one) { return one.first == i; }));
        if (gone || leftOut.contains(op.record)) {
            translation.notWritten(old);
            continue;
        }
        if (const Record *already = there.value(op.record)) {
            const auto versions = already->fields.value(op.field).all();
            const auto same =
                std::find_if(versions.cbegin(), versions.cend(), [&](const Version &v) { return v.value == translation.value(op); });
            if (same != versions.cend())
                translation.written(old, same->op);
            else
                translation.notWritten(old); // it says something newer by now
            continue;
        }
        result.operations.append(
            {old, {translation.record(op.record), op.kind, op.field, translation.value(op), translation.operations(op.replaces)}});
    }
    return result;
}

QMap<Id, QList<SignedCommit>> byStream(const QList<SignedCommit> &commits)
{
    QMap<Id, QList<SignedCommit>> streams;
    for (const SignedCommit &commit : commits)
        streams[streamNamedIn(commit).value_or(Id())].append(commit);
    return streams;
}

std::unexpected<Error> notGenuine(const char *why)
{
    return fail(ErrorCode::Refused, "not-genuine",
                coreText("A shared file is not from who it says. Your work is safe. Heard leaves that file alone."), QString::fromLatin1(why));
}

} // namespace

Result<QSet<Id>> Circle::unsentStreams() const
{
    HEARD_TRY_ASSIGN(const QList<Id> streams, d->vault->store().unsentStreams(d->id));
    return QSet<Id>(streams.cbegin(), streams.cend());
}

/** How many commits of a stream are the same here and in @p theirs; nothing when one of the two only goes on further. */
Result<std::optional<quint64>> Circle::Private::forkedAfter(const Id &stream, const QList<SignedCommit> &theirs) const
{
    if (!whose.contains(stream))
        return std::optional<quint64>(); // made room already, with something that it had followed
    const Device *author = fold.claimed(whose.value(stream).second);
    if (!author || theirs.isEmpty())
        return notGenuine("no author");
    quint64 agreed = 0;
    bool forked = false;
    for (qsizetype i = 0; i < theirs.size(); ++i) {
        HEARD_TRY_ASSIGN(const Commit commit, readCommit(theirs.at(i)));
        if (commit.circle != id || commit.stream() != stream || (i > 0 && commit.seq != agreed + 1 && !forked)
            || !verifyCommit(theirs.at(i), author->signKey))
            return notGenuine("commit");
        if (forked)
            continue; // the rest is looked at when it is taken in
        const bool first = commit.seq == 1;
        HEARD_TRY_ASSIGN(const QList<StoredCommit> held, vault->store().commitsOf(id, stream, first ? 0 : commit.seq - 2, first ? 1 : 2));
        if (i == 0) {
            const bool joins = first || (!held.isEmpty() && held.constFirst().seq + 1 == commit.seq && held.constFirst().hash == commit.prev);
            if (!joins)
                return fail(ErrorCode::NotFound, "not-joined", {});
            agreed = commit.seq - 1;
        }
        const bool here = !held.isEmpty() && held.constLast().seq == commit.seq;
        if (!here)
            return std::optional<quint64>(); // theirs goes on where this one ends
        forked = held.constLast().hash != theirs.at(i).hash();
        agreed += forked ? 0 : 1;
    }
    return forked ? std::optional(agreed) : std::nullopt;
}

/** What another end of the vault holds of other streams may come along: what it has written anew already is known then, and not written twice. */
Result<Circle::Rewritten> Circle::rewriteFork(const Id &stream, const QList<SignedCommit> &theirs)
{
    Rewritten result;
    // Nothing half-way is shown.
    auto listeners = std::exchange(d->listeners, {});
    const Result<> done = d->vault->store().transaction([&]() -> Result<> {
        HEARD_TRY_ASSIGN(const std::optional<quint64> agreed, d->forkedAfter(stream, byStream(theirs).value(stream)));
        if (!agreed)
            return {};
        result.forked = true;
        return d->rewrite(*this, stream, *agreed, theirs, result);
    });
    d->listeners = std::move(listeners);
    if (!done) {
        HEARD_TRY(d->load());
        return std::unexpected(done.error());
    }
    if (result.forked)
        d->changed();
    return result;
}

Result<> Circle::Private::rewrite(Circle &circle, const Id &stream, quint64 agreed, const QList<SignedCommit> &theirs, Rewritten &result)
{
    QList<Dropped> own;
    QSet<std::pair<Id, quint64>> sent;
    HEARD_TRY(vault->store().eachCommit(id, 0, [&](const StoredCommit &row) -> Result<> {
        if (!row.own)
            return {};
        HEARD_TRY_ASSIGN(const SignedCommit signedCommit, unsealed(row));
        HEARD_TRY_ASSIGN(const Commit commit, readCommit(signedCommit));
        own.append({signedCommit, commit});
        if (row.sent)
            sent.insert({row.stream, row.seq});
        return {};
    }));
    // What was written after something that makes room has to make room too.
    QHash<Id, quint64> kept{{stream, agreed}};
    const QMap<Id, QList<SignedCommit>> all = byStream(theirs);
    for (auto other = all.cbegin(); other != all.cend(); ++other) {
        if (other.key() == stream)
            continue;
        HEARD_TRY_ASSIGN(const std::optional<quint64> also, forkedAfter(other.key(), *other));
        if (also)
            kept.insert(other.key(), *also);
    }
    constexpr quint64 whole = std::numeric_limits<quint64>::max();
    const auto goes = [&](const Commit &commit) { return commit.seq > kept.value(commit.stream(), whole); };
    for (bool moved = true; moved;) {
        moved = false;
        for (const Dropped &one : std::as_const(own)) {
            const auto sawIt = [&](const auto &seen) { return seen.second > kept.value(seen.first, whole); };
            if (!goes(one.commit) && std::any_of(one.commit.seen.keyValueBegin(), one.commit.seen.keyValueEnd(), sawIt)) {
                kept.insert(one.commit.stream(), one.commit.seq - 1);
                moved = true;
            }
        }
    }
    own.removeIf([&](const Dropped &one) { return !goes(one.commit); });
    for (const Dropped &one : std::as_const(own)) {
        // An identity never publishes two pasts; what an earlier one published and nobody took is written anew.
        if (one.commit.device == keys->id && sent.contains({one.commit.stream(), one.commit.seq}))
            return fail(ErrorCode::Refused, "already-sent", {}, stream.toHex());
    }
    const Erased erased = erasedOperations();
    for (auto it = kept.cbegin(); it != kept.cend(); ++it)
        HEARD_TRY(vault->store().removeCommits(id, it.key(), *it));
    HEARD_TRY(vault->store().dropState(id));
    HEARD_TRY(load());
    HEARD_TRY_ASSIGN(const Received received, circle.receive(theirs));
    if (received.taken + received.known != int(theirs.size()))
        return notGenuine("chain");

    // First who is writing, then what.
    std::stable_partition(own.begin(), own.end(), [&](const Dropped &one) { return introduces(one.commit, keys->id); });
    const bool removes = std::any_of(own.cbegin(), own.cend(), [](const Dropped &one) {
        return std::any_of(one.commit.operations.cbegin(), one.commit.operations.cend(),
                           [](const Operation &op) { return op.kind == removalKind::removal; });
    });
    Translation translation(fold);
    for (const Dropped &one : std::as_const(own)) {
        Rewriting again = rewriting(one.commit, fold, keys->id, erased.value(one.commit.stream()).value(one.commit.seq), removes, translation);
        const bool introduction = introduces(one.commit, keys->id);
        for (auto why = introduction ? std::nullopt : fold.objection(drafted(one.commit.audience, again.now()));
             why && !again.operations.isEmpty(); why = fold.objection(drafted(one.commit.audience, again.now()))) {
            if (why->index < 0)
                return fail(ErrorCode::Refused, "not-a-member",
                            coreText("You are not in this circle any more. What you wrote before is still here."), why->reason);
            again.drop(why->index, translation);
        }
        result.left += again.left;
        if (again.left > 0)
            HEARD_TRY(vault->keep(id, ItemKind::Local, leftPrefix + one.stored.hash(), one.stored.bytes));
        if (again.operations.isEmpty())
            continue;
        HEARD_TRY_ASSIGN(const Saved saved, write(one.commit.audience, again.now(), introduction, {}, one.commit.time));
        for (qsizetype i = 0; i < again.operations.size(); ++i)
            translation.written(again.operations.at(i).old, {saved.stream, saved.seq, quint32(i)});
        ++result.changes;
    }
    return {};
}

} // namespace heard
