// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/fold.h"
#include "circle/fold_private.h"
#include "vault/crypto.h"

#include <algorithm>

// Whose a device is, and which keys are whose to begin. Who writes with a person's device is that person to everyone, and reads what
// they keep to themselves; so nobody but the person may add one. An owner lets somebody in together with their first device, in one
// change; from then on only that member's own devices add others to them. All of it is decided from what a change had seen.

namespace heard {

QHash<Id, ClaimedDevice> devicesIn(const Commit &commit)
{
    QHash<Id, ClaimedDevice> found;
    QSet<std::pair<Id, QString>> fields;
    QSet<Id> unclear; // with a field that is set twice, or in place of something: which value holds is then not for the commit alone to say
    for (qsizetype i = 0; i < commit.operations.size(); ++i) {
        const Operation &op = commit.operations.at(i);
        if (op.kind != deviceKind::device)
            continue;
        ClaimedDevice &claim = found[op.record];
        if (!op.replaces.isEmpty() || fields.contains({op.record, op.field}))
            unclear.insert(op.record);
        fields.insert({op.record, op.field});
        if (op.field == common::made.key())
            claim.index = quint32(i);
        else if (op.field == deviceKind::member.key())
            claim.device.member = FieldCodec<Id>::decode(op.value);
        else if (op.field == deviceKind::sign.key())
            claim.device.signKey = op.value.toByteArray();
        else if (op.field == deviceKind::box.key())
            claim.device.boxKey = op.value.toByteArray();
        else if (op.field == deviceKind::proof.key())
            claim.proof = op.value.toByteArray();
        else if (op.field == deviceKind::certifier.key())
            claim.certifier = FieldCodec<Id>::decode(op.value);
        else if (op.field == deviceKind::certificate.key())
            claim.certificate = op.value.toByteArray();
    }
    found.removeIf([&](const auto &it) {
        return unclear.contains(it.key()) || it->device.signKey.size() != keySize || it->device.boxKey.size() != keySize;
    });
    for (ClaimedDevice &claim : found)
        claim.device.id = Device::idOf(claim.device.signKey, claim.device.boxKey);
    return found;
}

Id placeRank(const OpId &op)
{
    return Id::fromBytes(blake2b(QByteArrayLiteral("heard.place.v1") + encodeOps({op}), 16)).value_or(Id());
}

const Device *Fold::claimed(const Id &device) const
{
    if (const Device *known = accepted(device))
        return known;
    const auto it = m_devices.constFind(device);
    return it == m_devices.constEnd() ? nullptr : &it->claim;
}

const Device *Fold::accepted(const Id &device) const
{
    const Binding *holds = bindingOf(device);
    return holds ? &holds->device : nullptr;
}

const Fold::Binding *Fold::bindingOf(const Id &device) const
{
    const auto it = m_devices.constFind(device);
    return it == m_devices.constEnd() || it->bindings.isEmpty() ? nullptr : &it->bindings.constFirst();
}

std::optional<Device> Fold::introduced(const Commit &commit)
{
    const auto devices = commit.audience == everyoneOf(commit.circle) ? devicesIn(commit) : QHash<Id, ClaimedDevice>();
    for (const ClaimedDevice &claim : devices) {
        if (claim.device.id == commit.device)
            return claim.device;
    }
    return std::nullopt;
}

/** Whose the device is to somebody who has seen what the commit has seen. Of two that were made apart, the same one on every device. */
const Fold::Binding *Fold::bindingSeenBy(const Commit &commit, const DeviceFact &fact)
{
    const Id stream = fact.bindings.isEmpty() ? Id() : commit.stream();
    const auto seen =
        std::find_if(fact.bindings.cbegin(), fact.bindings.cend(), [&](const Binding &b) { return inPast(commit, stream, b.op); });
    return seen == fact.bindings.cend() ? nullptr : &*seen;
}

void Fold::addBinding(DeviceFact &fact, const Binding &binding)
{
    const auto same = [&](const Binding &b) { return b.op == binding.op; };
    if (std::any_of(fact.bindings.cbegin(), fact.bindings.cend(), same))
        return;
    fact.claim = binding.device;
    fact.bindings.append(binding);
    std::sort(fact.bindings.begin(), fact.bindings.end(),
              [](const Binding &a, const Binding &b) { return placeRank(a.op) < placeRank(b.op); });
}

bool Fold::isOf(const Id &device, const Id &member) const
{
    const auto fact = m_devices.constFind(device);
    return fact != m_devices.constEnd()
           && std::any_of(fact->bindings.cbegin(), fact->bindings.cend(), [&](const Binding &b) { return b.device.member == member; });
}

/** Devices that a commit speaks of, to verify them with. An id is the hash of its keys, so nothing hangs on whether the commit counts. */
void Fold::noteKeys(const Commit &commit)
{
    if (commit.audience != m_everyone)
        return; // people are everyone's, and what others can't read is no place to speak of them
    const auto devices = devicesIn(commit);
    for (const ClaimedDevice &claim : devices) {
        if (DeviceFact &fact = m_devices[claim.device.id]; fact.bindings.isEmpty())
            fact.claim = claim.device;
    }
}

/** The same, and a restored vault's new identity, which an older device certifies. */
void Fold::noteClaims(const Commit &commit)
{
    if (commit.audience != m_everyone)
        return; // people are everyone's, and what others can't read is no place to speak of them
    const auto devices = devicesIn(commit);
    for (auto it = devices.cbegin(); it != devices.cend(); ++it) {
        DeviceFact &fact = m_devices[it->device.id];
        if (fact.bindings.isEmpty())
            fact.claim = it->device;
        if (it->device.id != commit.device || commit.seq != 1 || bindingSeenBy(commit, fact))
            continue;
        const auto certifier = m_devices.constFind(it->certifier);
        const Binding *older = certifier == m_devices.constEnd() ? nullptr : bindingSeenBy(commit, *certifier);
        if (older && older->device.member == it->device.member
            && verify(older->device.signKey, "heard.certificate.v1", certificateText(m_circle, it->device.member, it->device.id), it->certificate))
            addBinding(fact, {it->device, {commit.stream(), commit.seq, it->index}, it.key()});
    }
}

QHash<Id, QString> Fold::refusedRecords(const Commit &commit, const Standing &standing, const QHash<Id, QString> &madeHere) const
{
    QHash<Id, QString> refused;
    const auto has = [&](const QString &kind) {
        return std::any_of(madeHere.cbegin(), madeHere.cend(), [&](const QString &made) { return made == kind; });
    };
    if (has(epochKind::epoch)) {
        for (const Operation &op : commit.operations) {
            if (op.kind != epochKind::epoch || !madeHere.contains(op.record))
                continue;
            // A key of an audience is begun in its own log: only who writes there can say which one holds.
            if (op.field == epochKind::audience.key() && FieldCodec<Id>::decode(op.value) != commit.audience)
                refused.insert(op.record, QStringLiteral("not-own-key"));
        }
    }
    if (!has(deviceKind::device))
        return refused;
    const auto devices = devicesIn(commit);
    QSet<Id> begun; // members made here who have their first device
    QSet<Id> bound;
    const auto refusal = [&](const ClaimedDevice &claim) {
        const Device &device = claim.device;
        const auto fact = m_devices.constFind(device.id);
        const Binding *known = fact == m_devices.constEnd() ? nullptr : bindingSeenBy(commit, *fact);
        if (device.id == commit.device) {
            // Only the change that founded the circle, or by which a new identity introduced itself, speaks for its own author.
            begun.insert(device.member);
            return known && known->op == OpId{commit.stream(), commit.seq, claim.index} ? QString() : QStringLiteral("bound-already");
        }
        if (known || bound.contains(device.id))
            return QStringLiteral("bound-already");
        const bool newcomer = standing.owner && madeHere.value(device.member) == memberKind::member && !begun.contains(device.member);
        if (!newcomer && device.member != standing.device->member)
            return QStringLiteral("not-own-device");
        // Everyone knows everyone's public keys: only the device itself can say who may let it in, and as what.
        const auto as = newcomer ? Admission::Newcomer : Admission::AnotherDevice;
        if (!verify(device.signKey, "heard.admission.v1", admissionText(m_circle, commit.device, device.id, as), claim.proof))
            return QStringLiteral("not-agreed");
        begun.insert(device.member);
        bound.insert(device.id);
        return QString();
    };
    for (const Operation &op : commit.operations) {
        if (op.kind != deviceKind::device || op.field != common::made.key() || madeHere.value(op.record) != op.kind)
            continue;
        const auto claim = devices.constFind(op.record);
        if (const QString why = claim == devices.constEnd() ? QStringLiteral("kind") : refusal(*claim); !why.isEmpty())
            refused.insert(op.record, why);
    }
    return refused;
}

void Fold::noteDevice(const Commit &commit, const Id &record, const OpId &op)
{
    const Device device = devicesIn(commit).value(record).device;
    DeviceFact &fact = m_devices[device.id];
    addBinding(fact, {device, op, record});
    for (const Binding &binding : std::as_const(fact.bindings))
        refreshMember(binding.device.member);
}

void Fold::noteEpoch(const Commit &commit, const Record &made)
{
    if (made.get(epochKind::audience) != commit.audience)
        return;
    const Id stream = commit.stream();
    for (Epoch &earlier : m_epochs) {
        if (earlier.audience == commit.audience && inPast(commit, stream, earlier.op))
            earlier.followed = true;
    }
    m_epochs.append({made.get(epochKind::epochId), commit.audience, made.get(epochKind::after), made.made});
}

} // namespace heard
