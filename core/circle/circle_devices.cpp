// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "circle/circle_private.h"
#include "circle/fold_private.h"

#include <algorithm>

// The devices of the people here: what they are called, and which of them nobody here has been told of yet.

namespace heard {

namespace {

constexpr qsizetype longestDeviceName = 60;
/** Under this name it is noted that the person was told of a device. */
const QByteArray seenPrefix = QByteArrayLiteral("device-seen:");

void sortByAge(QList<DeviceInfo> &devices)
{
    std::sort(devices.begin(), devices.end(),
              [](const DeviceInfo &a, const DeviceInfo &b) { return std::tie(a.since, a.id) < std::tie(b.since, b.id); });
}

Error noSuchDevice()
{
    return {ErrorCode::NotFound, QStringLiteral("no-such-device"), coreText("There is no device like this in the circle."), {}, false};
}

} // namespace

DeviceInfo Circle::Private::infoOf(const Id &device) const
{
    DeviceInfo info{.id = device, .member = {}, .name = {}, .here = device == keys->id};
    const Fold::Binding *binding = fold.bindingOf(device);
    if (!binding)
        return info;
    info.member = binding->device.member;
    if (const auto made = fold.records().constFind(binding->record); made != fold.records().constEnd()) {
        // It comes from another device, which may have a changed app.
        info.name = cleanText(made->get(deviceKind::name)).simplified().left(longestDeviceName);
        info.since = made->time;
    }
    return info;
}

QList<DeviceInfo> Circle::devicesOf(const Id &member) const
{
    QList<DeviceInfo> devices;
    const auto known = this->member(member);
    for (const Id &id : known ? known->devices : QList<Id>())
        devices.append(d->infoOf(id));
    sortByAge(devices);
    return devices;
}

Result<QList<DeviceInfo>> Circle::newDevices() const
{
    const Fold::Binding *mine = d->fold.bindingOf(device());
    if (!mine)
        return QList<DeviceInfo>();
    // What was here when this device came in is nothing new. Times are claims, and would let somebody hide one.
    HEARD_TRY_ASSIGN(const QList<StoredCommit> rows, d->vault->store().commitsOf(d->id, mine->op.stream, mine->op.seq - 1, 1));
    if (rows.isEmpty())
        return QList<DeviceInfo>();
    HEARD_TRY_ASSIGN(const SignedCommit letIn, d->unsealed(rows.constFirst()));
    HEARD_TRY_ASSIGN(const Commit before, readCommit(letIn));
    HEARD_TRY_ASSIGN(const auto notes, d->vault->store().items(d->id, ItemKind::Local));
    QSet<QByteArray> seen;
    for (const auto &[name, sealed] : notes) {
        if (name.startsWith(seenPrefix))
            seen.insert(name.sliced(seenPrefix.size()));
    }
    QList<DeviceInfo> fresh;
    for (const Member &member : d->fold.members()) {
        for (const Id &id : member.removed ? QList<Id>() : member.devices) {
            if (id != device() && !seen.contains(id.toBytes()) && !inPast(before, mine->op.stream, d->fold.bindingOf(id)->op))
                fresh.append(d->infoOf(id));
        }
    }
    sortByAge(fresh);
    return fresh;
}

Result<> Circle::Private::noteSeen(const Id &device)
{
    return vault->keep(id, ItemKind::Local, seenPrefix + device.toBytes(), QByteArrayLiteral("1"));
}

Result<> Circle::deviceSeen(const Id &device)
{
    if (!wasLetIn(device))
        return std::unexpected(noSuchDevice());
    HEARD_TRY(d->noteSeen(device));
    d->changed();
    return {};
}

Result<> Circle::nameDevice(const Id &device, const QString &name)
{
    HEARD_TRY_ASSIGN(const QString clean, checkedName(name, longestDeviceName));
    const Fold::Binding *binding = d->fold.bindingOf(device);
    const Record *made = binding ? record(binding->record) : nullptr;
    if (!made)
        return std::unexpected(noSuchDevice());
    if (made->get(deviceKind::name) == clean)
        return {};
    Change change(*this, everyone());
    change.set(made->id, deviceKind::name, clean);
    HEARD_TRY(save(change));
    return {};
}

QList<Operation> Circle::Private::nameIfMissing() const
{
    const Fold::Binding *binding = fold.bindingOf(keys->id);
    const auto made = binding ? fold.records().constFind(binding->record) : fold.records().constEnd();
    if (around().deviceName.isEmpty() || made == fold.records().constEnd() || made->has(deviceKind::name))
        return {};
    return {{made->id, deviceKind::device, deviceKind::name.key(), QCborValue(around().deviceName), {}}};
}

} // namespace heard
