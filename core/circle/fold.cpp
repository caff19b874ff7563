// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/fold.h"

#include "circle/clean.h"
#include "circle/fold_private.h"
#include "vault/crypto.h"

#include <algorithm>

namespace heard {

namespace {

bool isFixed(const QString &field)
{
    return field.startsWith(u'=');
}

/** How often a change sets the field of a record that one of its operations sets. */
qsizetype timesSet(const Commit &commit, const Operation &op)
{
    return std::count_if(commit.operations.cbegin(), commit.operations.cend(),
                         [&](const Operation &other) { return other.record == op.record && other.field == op.field; });
}

bool hasPeopleOperations(const Commit &commit)
{
    return std::any_of(commit.operations.cbegin(), commit.operations.cend(), [](const Operation &op) { return isPeopleKind(op.kind); });
}

} // namespace

Fold::Fold(const Id &circle) : m_circle(circle), m_everyone(everyoneOf(circle)) {}

bool Fold::ready(const Commit &commit) const
{
    if (folded(commit.stream()) + 1 != commit.seq)
        return false;
    return std::all_of(commit.seen.keyValueBegin(), commit.seen.keyValueEnd(),
                       [&](const auto &seen) { return folded(seen.first) >= seen.second; });
}

void Fold::take(const Commit &commit)
{
    const Id stream = commit.stream();
    if (commit.circle != m_circle || commit.seq <= folded(stream))
        return;
    if (m_waiting.isEmpty() && ready(commit)) {
        apply(commit);
        return;
    }
    // What follows in its stream can then be verified, and kept, while it waits for others.
    noteKeys(commit);
    m_waiting[stream].insert(commit.seq, commit);
    for (bool moved = true; moved;) {
        moved = false;
        for (auto it = m_waiting.begin(); it != m_waiting.end();) {
            while (!it->isEmpty() && ready(it->first())) {
                const Commit next = it->take(it->firstKey());
                apply(next);
                moved = true;
            }
            it = it->isEmpty() ? m_waiting.erase(it) : std::next(it);
        }
    }
}

bool Fold::covers(const RemovalFact &removal, const Commit &commit) const
{
    const Id stream = commit.stream();
    return stream == removal.op.stream ? commit.seq <= removal.op.seq : commit.seq <= removal.seen.value(stream, 0);
}

std::optional<Fold::Standing> Fold::standingOf(const Commit &commit, QString &reason) const
{
    const Id stream = commit.stream();
    const auto fact = m_devices.constFind(commit.device);
    const Binding *binding = fact == m_devices.constEnd() ? nullptr : bindingSeenBy(commit, *fact);
    if (!binding) {
        reason = QStringLiteral("not-a-member");
        return std::nullopt;
    }
    const Id member = binding->device.member;
    if (commit.audience != m_everyone && commit.audience != onlyMeOf(m_circle, member)) {
        reason = QStringLiteral("not-in-audience");
        return std::nullopt;
    }
    Standing standing{.device = &binding->device};
    standing.owner = commit.device == m_founderDevice || m_members.value(member).owner;
    if (commit.audience != m_everyone)
        return standing;
    const auto isForeknown = [&](const RemovalFact &removal) {
        return std::any_of(m_foreknown.cbegin(), m_foreknown.cend(), [&](const RemovalFact &known) { return known.record == removal.record; });
    };
    const auto weigh = [&](const RemovalFact &removal) {
        if (removal.member != member || covers(removal, commit))
            return true;
        if (inPast(commit, stream, removal.op))
            return false;
        if (!isForeknown(removal)) {
            // Which of the two comes first here is chance; only a fold that knows all removals beforehand may judge.
            standing.undecided = true;
            return true;
        }
        standing.removalsOnly = true;
        return standing.owner;
    };
    if (!std::all_of(m_removals.cbegin(), m_removals.cend(), weigh) || !std::all_of(m_foreknown.cbegin(), m_foreknown.cend(), weigh)) {
        reason = QStringLiteral("removed");
        return std::nullopt;
    }
    return standing;
}

QHash<Id, QString> Fold::makes(const Commit &commit, const Standing &standing) const
{
    QHash<Id, QString> made;
    for (const Operation &op : commit.operations) {
        if (op.field != common::made.key() || made.contains(op.record) || m_records.contains(op.record))
            continue;
        const QByteArray nonce = op.value.toByteArray();
        if (nonce.size() != 16 || recordIdFor(commit.device, commit.audience, nonce) != op.record)
            continue;
        // People's records are the owners' to make; whose device it may be, refusedRecords says.
        const bool device = op.kind == deviceKind::device;
        const bool founding = op.kind == circleKind::circle && commit.seq == 1 && commit.device == m_founderDevice;
        // A key of what only they can see is each person's own to change.
        const bool ownKey = op.kind == epochKind::epoch && commit.audience != m_everyone;
        if (op.kind == circleKind::circle ? founding : (!isPeopleKind(op.kind) || standing.owner || device || ownKey))
            made.insert(op.record, op.kind);
    }
    return made;
}

QList<QString> Fold::objectionsTo(const Commit &commit, const Standing &standing, const QHash<Id, QString> &madeHere) const
{
    const Id stream = commit.stream();
    const QHash<Id, QString> refused = refusedRecords(commit, standing, madeHere);
    const auto objection = [&](const Operation &op) -> QString {
        const bool people = isPeopleKind(op.kind) || op.kind == circleKind::circle;
        if (standing.removalsOnly && op.kind != removalKind::removal)
            return QStringLiteral("removed");
        const bool misplaced = commit.audience != m_everyone && belongsToEveryone(op.kind);
        const bool stays = people || op.kind == erasureKind::erasure;
        if (op.kind.isEmpty() || op.field.isEmpty() || misplaced || (stays && op.field == common::gone.key()))
            return QStringLiteral("kind");
        // One record and one list: what is judged is what is erased.
        if (op.kind == erasureKind::erasure && timesSet(commit, op) > 1)
            return QStringLiteral("kind");
        if (op.kind == erasureKind::erasure && op.field == erasureKind::values.key() && !mayErase(commit, standing, op.value.toByteArray()))
            return QStringLiteral("not-yours");
        const auto sawIt = [&](const OpId &old) { return inPast(commit, stream, old); };
        if (!std::all_of(op.replaces.cbegin(), op.replaces.cend(), sawIt))
            return QStringLiteral("replaces");
        if (const auto why = refused.constFind(op.record); why != refused.constEnd())
            return *why;
        if (const auto made = madeHere.constFind(op.record); made != madeHere.constEnd())
            return *made == op.kind ? QString() : QStringLiteral("kind");
        if (op.field == common::made.key())
            return m_records.contains(op.record) || !people ? QStringLiteral("unknown-record") : QStringLiteral("not-owner");
        const auto known = m_records.constFind(op.record);
        if (known == m_records.constEnd() || known->audience != commit.audience || !inPast(commit, stream, known->made))
            return QStringLiteral("unknown-record");
        if (known->kind != op.kind)
            return QStringLiteral("kind");
        if (isFixed(op.field))
            return QStringLiteral("fixed-field");
        if (op.kind == deviceKind::device)
            return known->get(deviceKind::member) == standing.device->member ? QString() : QStringLiteral("not-own-device");
        // Only an owner gives a role; people may change how they are called and shown.
        const bool own = op.field == memberKind::name.key() || op.field == memberKind::language.key() || op.field == memberKind::photo.key();
        const bool ownMember = own && op.kind == memberKind::member && op.record == standing.device->member;
        return people && !standing.owner && !ownMember ? QStringLiteral("not-owner") : QString();
    };
    QList<QString> objections;
    objections.reserve(commit.operations.size());
    for (const Operation &op : commit.operations)
        objections.append(objection(op));
    return objections;
}

void Fold::apply(const Commit &commit)
{
    const Id stream = commit.stream();
    m_streams[stream] = {commit.audience, commit.device, commit.seq};

    noteClaims(commit);
    if (!founded())
        applyFounding(commit);

    QString reason;
    const std::optional<Standing> standing = standingOf(commit, reason);
    if (!standing) {
        m_setAside.append({stream, commit.seq, commit.device, reason, -1});
        // What it says of people could have counted in another order: only a fold of everything can tell.
        m_needsRefold = m_needsRefold || hasPeopleOperations(commit);
        return;
    }
    if (standing->undecided || (standing->removalsOnly && hasPeopleOperations(commit)))
        m_needsRefold = true;

    const Id member = standing->device->member;
    const QHash<Id, QString> madeHere = makes(commit, *standing);
    QList<QString> objections = objectionsTo(commit, *standing, madeHere);
    const QHash<Id, RecordRules> rules = rulesMadeIn(commit, madeHere);
    noteApprovals(commit, *standing, rules, objections);
    judgeByRules(commit, *standing, rules, objections);
    QSet<Id> touchedMembers;
    for (qsizetype i = 0; i < commit.operations.size(); ++i) {
        if (!objections.at(i).isEmpty()) {
            m_setAside.append({stream, commit.seq, commit.device, objections.at(i), int(i)});
            continue;
        }
        applyOperation(commit, stream, quint32(i), member);
        if (commit.operations.at(i).kind == memberKind::member)
            touchedMembers.insert(commit.operations.at(i).record);
    }
    for (const Id &id : std::as_const(touchedMembers))
        refreshMember(id);
    for (auto it = madeHere.cbegin(); it != madeHere.cend(); ++it) {
        const Id id = it.key();
        const Record made = m_records.value(id);
        if (made.kind == deviceKind::device)
            noteDevice(commit, id, made.made);
        else if (made.kind == removalKind::removal)
            noteRemoval(commit, id, made.made);
        else if (made.kind == epochKind::epoch)
            noteEpoch(commit, made);
        else if (made.kind == erasureKind::erasure)
            noteErasure(commit, id);
    }
}

void Fold::applyFounding(const Commit &commit)
{
    if (commit.seq != 1 || commit.audience != m_everyone)
        return;
    const auto isGenesis = [&](const Operation &op) {
        return op.kind == circleKind::circle && op.field == circleKind::genesis.key()
               && circleIdFor(commit.device, op.value.toByteArray()) == m_circle;
    };
    const auto genesis = std::find_if(commit.operations.cbegin(), commit.operations.cend(), isGenesis);
    if (genesis == commit.operations.cend())
        return;
    const auto devices = devicesIn(commit);
    const auto own =
        std::find_if(devices.cbegin(), devices.cend(), [&](const ClaimedDevice &claim) { return claim.device.id == commit.device; });
    if (own == devices.cend())
        return;
    m_circleRecord = genesis->record;
    m_founderDevice = commit.device;
    m_founderMember = own->device.member;
    addBinding(m_devices[commit.device], {own->device, {commit.stream(), commit.seq, own->index}, own.key()});
}

void Fold::applyOperation(const Commit &commit, const Id &stream, quint32 index, const Id &member)
{
    const Operation &op = commit.operations.at(index);
    const OpId id{stream, commit.seq, index};
    m_touched.insert(op.record);
    Record &record = m_records[op.record];
    if (op.field == common::made.key()) {
        record.id = op.record;
        record.kind = interned(op.kind);
        record.audience = commit.audience;
        record.creator = member;
        record.made = id;
        record.time = commit.time;
        return; // its nonce is of no further use; leaving it out keeps big circles small
    }
    Register &field = record.fields[interned(op.field)];
    if (op.erased) {
        for (const OpId &old : op.replaces)
            field.replace(old);
        m_lacking.insert(id); // until the erasure itself has come
        return;
    }
    // What others wrote is shown here: nothing that reads otherwise than it looks gets past this point (clean.h).
    Version version{id, cleanedValue(op.value), member, cleanedTime(commit.time)};
    version.first = firstToWrite(commit, op, version);
    for (const OpId &old : op.replaces)
        field.replace(old);
    field.add(version);
}

void Fold::noteRemoval(const Commit &commit, const Id &record, const OpId &op)
{
    const Id member = m_records[record].get(removalKind::member);
    const RemovalFact removal{record, member, op, commit.seen};
    m_removals.append(removal);
    refreshMember(member);
    const auto known = [&](const RemovalFact &r) { return r.record == record; };
    if (std::any_of(m_foreknown.cbegin(), m_foreknown.cend(), known))
        return;
    for (auto it = m_streams.cbegin(); it != m_streams.cend(); ++it) {
        if (it->audience != m_everyone || !isOf(it->device, member))
            continue;
        const quint64 saw = it.key() == op.stream ? op.seq : commit.seen.value(it.key(), 0);
        if (it->count > saw)
            m_needsRefold = true;
    }
}

void Fold::refreshMember(const Id &record)
{
    const auto known = m_records.constFind(record);
    if (known == m_records.constEnd() || known->kind != memberKind::member)
        return;
    Member &member = m_members[record];
    member.id = record;
    member.name = known->get(memberKind::name);
    const Role grant = roleFromName(known->get(memberKind::grant)).value_or(Role::Professional);
    member.role = roleFromName(known->get(memberKind::role)).value_or(grant);
    member.language = known->get(memberKind::language);
    member.photo = known->get(memberKind::photo);
    member.founder = m_founderMember == record;
    member.owner = member.founder || roleOwns(grant);
    const auto ofMember = [&](const RemovalFact &r) { return r.member == record; };
    member.removed =
        std::any_of(m_removals.cbegin(), m_removals.cend(), ofMember) || std::any_of(m_foreknown.cbegin(), m_foreknown.cend(), ofMember);
    member.devices.clear();
    for (const DeviceFact &fact : std::as_const(m_devices)) {
        if (!fact.bindings.isEmpty() && fact.bindings.constFirst().device.member == record)
            member.devices.append(fact.claim.id);
    }
    std::sort(member.devices.begin(), member.devices.end());
}

std::optional<SetAside> Fold::objection(const Commit &commit) const
{
    SetAside why{commit.stream(), commit.seq, commit.device, {}, -1};
    const std::optional<Standing> standing = standingOf(commit, why.reason);
    if (!standing)
        return why;
    const QHash<Id, QString> madeHere = makes(commit, *standing);
    QList<QString> objections = objectionsTo(commit, *standing, madeHere);
    judgeByRules(commit, *standing, rulesMadeIn(commit, madeHere), objections);
    for (qsizetype i = 0; i < objections.size(); ++i) {
        if (!objections.at(i).isEmpty()) {
            why.reason = objections.at(i);
            why.index = int(i);
            return why;
        }
    }
    return std::nullopt;
}

Result<> Fold::refold(const std::function<Result<>(const std::function<void(const Commit &)> &)> &each)
{
    // Removals only ever add up, so this ends; and it starts from none, so it gives the same on every device. Which approvals there are
    // follows from the removals alone, so once those are known one more round knows the approvals, and another one finds no new ones.
    QList<RemovalFact> known;
    QHash<Id, QList<Approval>> approved;
    for (;;) {
        Fold next(m_circle);
        next.m_foreknown = known;
        next.m_foreapproved = approved;
        HEARD_TRY(each([&](const Commit &commit) { next.take(commit); }));
        for (const RemovalFact &r : std::as_const(next.m_removals)) {
            const auto same = [&](const RemovalFact &k) { return k.record == r.record; };
            if (std::none_of(known.cbegin(), known.cend(), same))
                known.append(r);
        }
        const bool sameApproved = sameApprovals(next.m_approvals, approved);
        approved = next.m_approvals;
        if (known.size() == next.m_foreknown.size() && sameApproved) {
            next.m_needsRefold = false;
            next.m_foreapproved.clear(); // all of them are met now
            const QList<Id> memberIds = next.m_members.keys();
            for (const Id &member : memberIds)
                next.refreshMember(member);
            *this = std::move(next);
            return {};
        }
    }
}

const QString &Fold::interned(const QString &text)
{
    return *m_names.insert(text);
}

} // namespace heard
