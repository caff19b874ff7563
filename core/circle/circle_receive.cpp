// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cbor.h"
#include "circle/circle_private.h"
#include "circle/signatures.h"

#include <algorithm>

namespace heard {

Result<SignedCommit> Circle::Private::unsealed(const StoredCommit &row) const
{
    HEARD_TRY_ASSIGN(const QByteArray bytes, vault->unseal(commitContext(row.stream, row.seq, row.hash), row.sealed));
    return SignedCommit{bytes};
}

Result<> Circle::Private::feedLog(qint64 afterRow, const std::function<void(const Commit &)> &take)
{
    return vault->store().eachCommit(id, afterRow, [&](const StoredCommit &row) -> Result<> {
        HEARD_TRY_ASSIGN(const SignedCommit signedCommit, unsealed(row));
        HEARD_TRY_ASSIGN(const Commit commit, readCommit(signedCommit));
        stored[row.stream] = std::max(stored.value(row.stream, 0), row.seq);
        if (stored.value(row.stream) == row.seq)
            lastHash[row.stream] = row.hash;
        whose[row.stream] = {commit.audience, commit.device};
        take(commit);
        return {};
    });
}

Result<> Circle::Private::load()
{
    fold = Fold(id);
    stored.clear();
    lastHash.clear();
    whose.clear();
    keyring.clear();
    HEARD_TRY_ASSIGN(const auto keysKept, vault->allKept(id, ItemKind::Keyring));
    for (const auto &[name, sealed] : keysKept) {
        QByteArray plain = sealed;
        HEARD_TRY_ASSIGN(const QCborValue body, fromCbor(plain));
        wipe(plain);
        CborFields f(body);
        EpochKey key;
        key.epoch = f.id();
        key.audience = f.id();
        QByteArray secret = f.exactly(keySize);
        key.giver = f.id();
        if (!f.finished())
            return fail(ErrorCode::Damaged, "damaged-keys",
                        coreText("A key of this circle is damaged. Restore a backup, or ask to be invited again."));
        key.key = SecretBytes::taking(secret);
        keyring.push_back(std::move(key));
    }
    HEARD_TRY(loadFinished());
    HEARD_TRY_ASSIGN(const Store::StoredState state, vault->store().state(id));
    qint64 from = 0;
    if (!state.sealed.isEmpty()) {
        const SealContext context{.purpose = QByteArrayLiteral("state"), .circle = id, .stream = {}, .number = quint64(state.upToRow), .name = {}};
        // A checkpoint that does not open is only a slow start: the log has everything.
        if (const auto bytes = vault->unseal(context, state.sealed)) {
            if (auto decoded = Fold::decoded(id, *bytes)) {
                fold = *std::move(decoded);
                from = state.upToRow;
                for (auto it = fold.streams().cbegin(); it != fold.streams().cend(); ++it) {
                    HEARD_TRY_ASSIGN(const QList<StoredCommit> last, vault->store().commitsOf(id, it.key(), it->count - 1, 1));
                    if (last.isEmpty())
                        return fail(ErrorCode::Damaged, "damaged-vault", coreText("Some saved changes are missing. Restore a backup."),
                                    QStringLiteral("log shorter than checkpoint"));
                    stored[it.key()] = it->count;
                    lastHash[it.key()] = last.constFirst().hash;
                    whose[it.key()] = {it->audience, it->device};
                }
            }
        }
    }
    qint64 tail = 0;
    HEARD_TRY(feedLog(from, [&](const Commit &commit) {
        fold.take(commit);
        ++tail;
    }));
    sinceCheckpoint = tail;
    HEARD_TRY(refoldIfNeeded());
    HEARD_TRY_ASSIGN(const QByteArray invite, vault->kept(id, ItemKind::Invite, acceptedInvite));
    if (!invite.isEmpty()) {
        if (const auto body = fromCbor(invite)) {
            CborFields f(*body);
            pendingName = f.text();
        }
    }
    return refreshWaiting();
}

Result<> Circle::Private::refreshWaiting()
{
    HEARD_TRY_ASSIGN(const QList<StoredCommit> unsent, vault->store().unsent(id));
    waiting = unsent.size();
    waitingSince = 0;
    if (!unsent.isEmpty()) {
        HEARD_TRY_ASSIGN(const SignedCommit first, unsealed(unsent.constFirst()));
        HEARD_TRY_ASSIGN(const Commit commit, readCommit(first));
        waitingSince = commit.time;
    }
    return {};
}

Result<> Circle::Private::refold()
{
    return fold.refold([&](const std::function<void(const Commit &)> &take) { return feedLog(0, take); });
}

Result<> Circle::Private::refoldIfNeeded()
{
    return fold.needsRefold() ? refold() : Result<>{};
}

Result<> Circle::Private::keepOverview()
{
    return vault->store().setOverview(id, vault->seal(overviewContext(id), encodeOverview(overview())));
}

Result<Circle::Received> Circle::receive(const QList<SignedCommit> &commits, const std::function<Result<>()> &also)
{
    Received received;
    struct Offer
    {
        SignedCommit commit;
        Commit content;
        QByteArray goodWith = {}; ///< the key that its signature was found good with beforehand; empty: not yet
    };
    QMap<Id, QMap<quint64, Offer>> offers;
    const auto incomplete = [&](const Id &stream) {
        if (!received.incomplete.contains(stream))
            received.incomplete.append(stream);
    };
    for (const SignedCommit &commit : commits) {
        auto content = readCommit(commit);
        if (!content && content.error().code == ErrorCode::TooNew)
            return std::unexpected(content.error());
        const auto hollow = [](const Operation &op) { return op.erased && !isErasable(op); };
        if (!content || content->circle != d->id || std::any_of(content->operations.cbegin(), content->operations.cend(), hollow)) {
            ++received.refused;
            continue;
        }
        const Id stream = content->stream();
        if (content->seq <= d->stored.value(stream, 0)) {
            HEARD_TRY_ASSIGN(const QList<StoredCommit> held, d->vault->store().commitsOf(d->id, stream, content->seq - 1, 1));
            if (!held.isEmpty() && held.constFirst().seq == content->seq && held.constFirst().hash == commit.hash()) {
                ++received.known;
                if (d->fold.lacking().isEmpty())
                    continue;
                HEARD_TRY_ASSIGN(const bool more, d->takeValues(held.constFirst(), commit));
                received.completed += more ? 1 : 0;
            } else {
                ++received.forks;
                incomplete(stream);
            }
            continue;
        }
        const quint64 seq = content->seq;
        QMap<quint64, Offer> &ofStream = offers[stream];
        // The same change twice: the one that has lost no value is the better one.
        if (const auto earlier = ofStream.constFind(seq);
            earlier != ofStream.cend() && !isWhole(*content) && isWhole(earlier->content) && earlier->commit.hash() == commit.hash())
            continue;
        ofStream.insert(seq, {.commit = commit, .content = *std::move(content)});
    }

    // By far the most work, so done side by side for all whose author is known already or makes itself known here; the others follow below.
    std::vector<SignatureCheck> checks;
    std::vector<Offer *> checked;
    for (QMap<quint64, Offer> &stream : offers) {
        const Offer &first = stream.first();
        const Device *author = d->fold.claimed(first.content.device);
        const std::optional<Device> self = author ? std::nullopt : Fold::introduced(first.content);
        for (Offer &offer : stream) {
            if (author || self) {
                checks.push_back({&offer.commit, author ? author->signKey : self->signKey});
                checked.push_back(&offer);
            }
        }
    }
    verifyAll(checks);
    for (size_t i = 0; i < checks.size(); ++i)
        checked[i]->goodWith = checks[i].good ? checks[i].key : QByteArray();

    QHash<Id, quint64> countAfter = d->stored;
    QHash<Id, QByteArray> hashAfter = d->lastHash;
    const Result<> done = d->vault->store().transaction([&]() -> Result<> {
        // Devices are introduced inside the log of "everyone here", so go round until nothing more can be verified.
        for (bool moved = true; moved;) {
            moved = false;
            for (auto it = offers.begin(); it != offers.end(); ++it) {
                while (!it->isEmpty() && it->firstKey() == countAfter.value(it.key(), 0) + 1) {
                    const Offer &offer = it->first();
                    const Device *author = d->fold.claimed(offer.content.device);
                    const std::optional<Device> self = author ? std::nullopt : Fold::introduced(offer.content);
                    if (!author && !self)
                        break;
                    const QByteArray key = author ? author->signKey : self->signKey;
                    if (offer.content.prev != hashAfter.value(it.key(), QByteArray(hashSize, '\0'))
                        || (offer.goodWith != key && !verifyCommit(offer.commit, key))) {
                        ++received.refused;
                        incomplete(it.key());
                        it->clear(); // what follows hangs on this one
                        break;
                    }
                    const QByteArray hash = offer.commit.hash();
                    HEARD_TRY(d->store(offer.commit, offer.content, hash, false));
                    d->fold.take(offer.content);
                    countAfter[it.key()] = offer.content.seq;
                    hashAfter[it.key()] = hash;
                    d->whose[it.key()] = {offer.content.audience, offer.content.device};
                    ++received.taken;
                    it->erase(it->begin());
                    moved = true;
                }
            }
        }
        if (also)
            HEARD_TRY(also());
        return received.taken > 0 ? d->keepOverview() : Result<>{};
    });
    if (!done) {
        HEARD_TRY(d->load());
        return std::unexpected(done.error());
    }
    for (auto it = offers.cbegin(); it != offers.cend(); ++it) {
        if (!it->isEmpty()) {
            received.notYet += int(it->size());
            incomplete(it.key());
        }
    }
    d->stored = countAfter;
    d->lastHash = hashAfter;
    if (received.completed > 0) {
        HEARD_TRY(d->vault->store().dropState(d->id));
        HEARD_TRY(d->refold());
        d->changed();
    }
    if (received.taken > 0) {
        d->sinceCheckpoint += received.taken;
        HEARD_TRY(d->refoldIfNeeded());
        d->changed();
        // What came is kept and shown; new keys and the quick copy can be made the next time as well.
        if (d->maintain() && d->sinceCheckpoint >= 500) {
            [[maybe_unused]] const Result<> kept = checkpoint();
        }
    }
    return received;
}

Result<Circle::Check> Circle::check() const
{
    Check result;
    QHash<Id, QByteArray> last;
    QHash<Id, quint64> counts;
    QHash<Id, QByteArray> introduced; // by a change that still waits for others, so that nobody counts them among the devices yet
    Fold again(d->id);
    QList<Commit> all;
    HEARD_TRY(d->vault->store().eachCommit(d->id, 0, [&](const StoredCommit &row) -> Result<> {
        ++result.commits;
        const QString where = row.stream.toHex().first(8) + QLatin1Char('/') + QString::number(row.seq);
        const auto damaged = [&](const char *what) { result.damaged.append(where + QLatin1String(": ") + QLatin1String(what)); };
        const auto signedCommit = d->unsealed(row);
        if (!signedCommit) {
            damaged("seal");
            return {};
        }
        const auto commit = readCommit(*signedCommit);
        if (!commit || commit->stream() != row.stream || commit->seq != row.seq || commit->circle != d->id || signedCommit->hash() != row.hash) {
            damaged("content");
            return {};
        }
        if (commit->seq != counts.value(row.stream, 0) + 1 || commit->prev != last.value(row.stream, QByteArray(hashSize, '\0')))
            damaged("chain");
        const Device *author = d->fold.claimed(commit->device);
        if (const auto self = Fold::introduced(*commit); self && self->id == commit->device)
            introduced.insert(self->id, self->signKey);
        const QByteArray signKey = author ? author->signKey : introduced.value(commit->device);
        if (signKey.isEmpty() || !verifyCommit(*signedCommit, signKey))
            damaged("signature");
        counts[row.stream] = commit->seq;
        last[row.stream] = row.hash;
        all.append(*commit);
        return {};
    }));
    HEARD_TRY(again.refold([&](const std::function<void(const Commit &)> &take) -> Result<> {
        for (const Commit &commit : std::as_const(all))
            take(commit);
        return {};
    }));
    if (result.damaged.isEmpty() && digestOf(again) != digestOf(d->fold))
        result.damaged.append(QStringLiteral("fold"));
    HEARD_TRY(checkChunks(result));
    HEARD_TRY_ASSIGN(result.keptOut, d->keptOut());
    return result;
}

} // namespace heard
