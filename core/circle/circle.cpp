// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/circle.h"

#include "base/cbor.h"
#include "circle/circle_private.h"
#include "circle/clean.h"

#include <algorithm>

namespace heard {

Circle::Circle(std::unique_ptr<Private> priv) : d(std::move(priv)) {}

Circle::~Circle()
{
    if (d->sinceCheckpoint > 200) {
        // Only makes the next opening quicker; without it nothing is lost.
        [[maybe_unused]] const Result<> kept = checkpoint();
    }
}

Id Circle::id() const
{
    return d->id;
}

bool Circle::isOpen() const
{
    return d->fold.founded() && !d->me().isNull();
}

CircleOverview Circle::overview() const
{
    return d->overview();
}

Id Circle::Private::me() const
{
    const Device *own = fold.accepted(keys->id);
    return own ? own->member : Id{};
}

CircleOverview Circle::Private::overview() const
{
    CircleOverview o;
    o.id = id;
    o.waiting = waiting;
    o.waitingSince = waitingSince;
    o.waitingToJoin = !fold.founded() || me().isNull();
    if (o.waitingToJoin)
        o.name = pendingName;
    const auto record = fold.records().constFind(fold.circleRecord());
    if (record != fold.records().constEnd()) {
        o.name = record->get(circleKind::name);
        o.type = record->get(circleKind::type);
    }
    for (const Member &m : fold.members())
        o.members += m.removed ? 0 : 1;
    o.clashes = fold.clashing().size();
    return o;
}

Id Circle::me() const
{
    return d->me();
}

Id Circle::device() const
{
    return d->keys->id;
}

bool Circle::iAmOwner() const
{
    const auto mine = member(me());
    return mine && mine->owner && !mine->removed;
}

QList<Member> Circle::members() const
{
    QList<Member> all = d->fold.members().values();
    const auto rank = [](const Member &m) { return std::tuple(m.removed, m.role != Role::YoungPerson, !m.founder, m.id); };
    std::sort(all.begin(), all.end(), [&](const Member &a, const Member &b) { return rank(a) < rank(b); });
    return all;
}

std::optional<Member> Circle::member(const Id &id) const
{
    const auto it = d->fold.members().constFind(id);
    return it == d->fold.members().constEnd() ? std::nullopt : std::optional(*it);
}

std::optional<Device> Circle::device(const Id &id) const
{
    const Device *known = d->fold.claimed(id);
    return known ? std::optional(*known) : std::nullopt;
}

bool Circle::wasLetIn(const Id &device) const
{
    return d->fold.accepted(device);
}

Id Circle::everyone() const
{
    return d->everyone;
}

Id Circle::onlyMe() const
{
    return onlyMeOf(d->id, me());
}

Result<Id> Circle::audienceFromName(const QString &name) const
{
    if (name == QLatin1String("everyone"))
        return everyone();
    if (name == QLatin1String("only-me"))
        return onlyMe();
    return fail(ErrorCode::BadInput, "unknown-audience", coreText("Choose who can see this: everyone, or only-me."));
}

QString Circle::audienceName(const Id &audience) const
{
    if (audience == everyone())
        return QStringLiteral("everyone");
    return audience == onlyMe() ? QStringLiteral("only-me") : QString();
}

void Circle::fillRandom(QByteArray &bytes) const
{
    d->around().random->fill({reinterpret_cast<unsigned char *>(bytes.data()), size_t(bytes.size())});
}

const Record *Circle::record(const Id &id) const
{
    const auto it = d->fold.records().constFind(id);
    return it == d->fold.records().constEnd() ? nullptr : &*it;
}

QList<const Record *> Circle::records(const QString &kind, Removed removed) const
{
    struct Sorted
    {
        QString order;
        const Record *record;
    };
    QList<Sorted> found;
    for (const Record &r : d->fold.records()) {
        if ((kind.isEmpty() || r.kind == kind) && (removed == Removed::Too || !r.gone()))
            found.append({r.get(common::order), &r});
    }
    std::sort(found.begin(), found.end(),
              [](const Sorted &a, const Sorted &b) { return std::tie(a.order, a.record->id) < std::tie(b.order, b.record->id); });
    QList<const Record *> sorted;
    sorted.reserve(found.size());
    for (const Sorted &s : std::as_const(found))
        sorted.append(s.record);
    return sorted;
}

QList<const Record *> Circle::clashing() const
{
    QList<const Record *> found;
    for (const Id &id : d->fold.clashing())
        found.append(&*d->fold.records().constFind(id));
    std::sort(found.begin(), found.end(), [](const Record *a, const Record *b) { return a->id < b->id; });
    return found;
}

const Record *Circle::circleRecord() const
{
    return record(d->fold.circleRecord());
}

qsizetype Circle::recordCount() const
{
    return d->fold.records().size();
}

QList<SetAside> Circle::setAside() const
{
    return d->fold.setAside();
}

QByteArray Circle::digest() const
{
    return digestOf(d->fold);
}

QByteArray digestOf(const Fold &fold)
{
    QList<Id> ids;
    for (const Record &r : fold.records()) {
        if (r.audience == fold.everyone())
            ids.append(r.id);
    }
    std::sort(ids.begin(), ids.end());
    QCborArray all;
    for (const Id &id : std::as_const(ids)) {
        const Record &r = *fold.records().constFind(id);
        QCborArray fields;
        for (auto it = r.fields.cbegin(); it != r.fields.cend(); ++it) {
            for (const Version &v : it->all())
                fields.append(QCborArray{it.key(), mark(v.op), v.value, v.member.toBytes()});
        }
        all.append(QCborArray{id.toBytes(), r.kind, r.creator.toBytes(), fields});
    }
    for (const Member &m : fold.members()) {
        QCborArray devices;
        for (const Id &device : m.devices)
            devices.append(device.toBytes());
        all.append(QCborArray{m.id.toBytes(), m.owner, m.founder, m.removed, devices});
    }
    QStringList aside;
    for (const SetAside &s : fold.setAside()) {
        const auto stream = fold.streams().constFind(s.stream);
        if (stream != fold.streams().constEnd() && stream->audience == fold.everyone())
            aside.append(s.stream.toHex() + QString::number(s.seq) + s.reason + QString::number(s.index));
    }
    aside.sort();
    all.append(QCborArray::fromStringList(aside));
    return blake2b(toCbor(all));
}

Result<QList<HistoryEntry>> Circle::history(const Id &record) const
{
    QList<HistoryEntry> entries;
    const Record *now = this->record(record);
    const auto standing = [&](const OpId &op, const QString &field) {
        if (!now)
            return false;
        const auto it = now->fields.constFind(field);
        return it != now->fields.constEnd() && std::any_of(it->all().cbegin(), it->all().cend(), [&](const Version &v) { return v.op == op; });
    };
    const Private::Erased erased = d->erasedOperations();
    // What was set aside was never said by the person whose name it bears.
    QSet<OpId> aside;
    const QList<SetAside> kept = d->fold.setAside();
    for (const SetAside &one : kept)
        aside.insert({one.stream, one.seq, one.index < 0 ? UINT32_MAX : quint32(one.index)});
    HEARD_TRY(d->feedLog(0, [&](const Commit &commit) {
        const Id stream = commit.stream();
        const Device *device = d->fold.accepted(commit.device);
        if (!device || commit.seq > d->fold.folded(stream) || aside.contains({stream, commit.seq, UINT32_MAX}))
            return;
        const auto here = erased.value(stream).value(commit.seq);
        for (qsizetype i = 0; i < commit.operations.size(); ++i) {
            const Operation &op = commit.operations.at(i);
            const bool gone = op.erased || std::any_of(here.cbegin(), here.cend(), [&](const auto &one) {
                                  return one.first == i && one.second == op.record && isErasable(op);
                              });
            const OpId id{stream, commit.seq, quint32(i)};
            if (op.record != record || op.field == common::made.key() || gone || aside.contains(id))
                continue;
            entries.append({id, op.field, cleanedValue(op.value), device->member, cleanedTime(commit.time), standing(id, op.field)});
        }
    }));
    std::stable_sort(entries.begin(), entries.end(), [](const HistoryEntry &a, const HistoryEntry &b) { return a.time < b.time; });
    return entries;
}

void Circle::onChanged(std::function<void()> listener)
{
    d->listeners.push_back(std::move(listener));
}

void Circle::Private::changed()
{
    for (const auto &listener : listeners)
        listener();
}

quint64 Circle::count(const Id &stream) const
{
    return d->stored.value(stream, 0);
}

QList<Circle::StreamInfo> Circle::streams() const
{
    QList<StreamInfo> all;
    for (auto it = d->stored.cbegin(); it != d->stored.cend(); ++it) {
        const auto [audience, device] = d->whose.value(it.key());
        all.append({it.key(), audience, device, it.value(), d->lastHash.value(it.key())});
    }
    std::sort(all.begin(), all.end(), [](const StreamInfo &a, const StreamInfo &b) { return a.stream < b.stream; });
    return all;
}

Result<QList<SignedCommit>> Circle::commitsOf(const Id &stream, quint64 after, int most) const
{
    HEARD_TRY_ASSIGN(const QList<StoredCommit> stored, d->vault->store().commitsOf(d->id, stream, after, most));
    QList<SignedCommit> commits;
    commits.reserve(stored.size());
    const auto erased = d->erasedOperations().value(stream);
    for (const StoredCommit &s : stored) {
        HEARD_TRY_ASSIGN(SignedCommit commit, d->unsealed(s));
        if (const auto targets = erased.constFind(s.seq); targets != erased.cend()) {
            HEARD_TRY_ASSIGN(commit, Private::released(commit, *targets));
        }
        commits.append(commit);
    }
    return commits;
}

const std::vector<EpochKey> &Circle::keyring() const
{
    return d->keyring;
}

const EpochKey *Circle::currentKey(const Id &audience) const
{
    return d->keyFor(audience);
}

Result<> Circle::markSent(const Id &stream, quint64 upToSeq)
{
    HEARD_TRY(d->vault->store().transaction([&]() -> Result<> {
        HEARD_TRY(d->vault->store().markSent(d->id, stream, upToSeq));
        HEARD_TRY(d->refreshWaiting());
        return d->keepOverview();
    }));
    d->changed();
    return {};
}

Vault &Circle::vault()
{
    return *d->vault;
}

Result<SecretBytes> Circle::nameKey() const
{
    for (const Fold::Epoch &epoch : d->fold.epochs()) {
        if (epoch.audience != d->everyone || !epoch.after.isEmpty())
            continue;
        for (const EpochKey &key : d->keyring) {
            if (key.epoch == epoch.epoch)
                return deriveKey(key.key, QByteArrayLiteral("heard.names.v1"), d->id.toBytes());
        }
    }
    for (const EpochKey &key : d->keyring) {
        if (key.epoch.isNull() && key.audience == d->everyone)
            return key.key.clone(); // the founding key has gone
    }
    // Before the first changes have come there is only what the welcome brought: its first key is the founding one.
    for (const EpochKey &key : d->keyring) {
        if (key.audience == d->everyone)
            return deriveKey(key.key, QByteArrayLiteral("heard.names.v1"), d->id.toBytes());
    }
    return fail(ErrorCode::Refused, "no-keys", coreText("You are not let in yet. Ask the person who invited you to finish, then sync."));
}

const SigningKey &Circle::signingKey() const
{
    return d->keys->sign;
}

qint64 Circle::heldBack() const
{
    return d->fold.awaited();
}

Result<> Circle::checkpoint()
{
    if (d->fold.held() > 0)
        return {}; // what waits for others is in the log only
    HEARD_TRY_ASSIGN(const qint64 row, d->vault->store().lastRow(d->id));
    const SealContext context{.purpose = QByteArrayLiteral("state"), .circle = d->id, .stream = {}, .number = quint64(row), .name = {}};
    HEARD_TRY(d->vault->store().setState(d->id, {row, d->vault->seal(context, d->fold.encoded())}));
    d->sinceCheckpoint = 0;
    return {};
}

} // namespace heard
