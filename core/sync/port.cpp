// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/port.h"

#include <algorithm>

namespace heard {

Result<CircleSnapshot> DirectPort::snapshot()
{
    CircleSnapshot snapshot;
    snapshot.circle = m_circle.id();
    snapshot.device = m_circle.device();
    snapshot.everyone = m_circle.everyone();
    const std::optional<Member> me = m_circle.me().isNull() ? std::nullopt : m_circle.member(m_circle.me());
    snapshot.member = me && !me->removed;
    for (const EpochKey &key : m_circle.keyring()) {
        snapshot.keyring.push_back({key.epoch, key.audience, key.key.clone()});
        if (const EpochKey *current = m_circle.currentKey(key.audience))
            snapshot.currentEpoch.insert(key.audience, current->epoch);
    }
    if (!snapshot.keyring.empty()) {
        HEARD_TRY_ASSIGN(snapshot.nameKey, m_circle.nameKey());
    }
    snapshot.owner = snapshot.member && m_circle.iAmOwner();
    snapshot.heldBack = m_circle.heldBack();
    snapshot.erasing = m_circle.erasing();
    snapshot.staleEpochs = m_circle.staleEpochs();
    snapshot.lacking = m_circle.lacking();
    snapshot.streams = m_circle.streams();
    const QList<Member> members = m_circle.members();
    for (const Member &member : members) {
        for (const Id &id : member.devices) {
            if (const auto device = m_circle.device(id))
                snapshot.deviceKeys.insert(id, device->signKey);
            if (member.removed)
                snapshot.removedDevices.insert(id);
        }
    }
    for (const Circle::StreamInfo &stream : std::as_const(snapshot.streams)) {
        const auto device = m_circle.device(stream.device);
        if (!device)
            continue;
        snapshot.deviceKeys.insert(stream.device, device->signKey);
        if (!m_circle.wasLetIn(stream.device))
            snapshot.strangers.insert(stream.device);
        if (snapshot.member && m_circle.wasLetIn(stream.device) && device->member == m_circle.me() && stream.device != snapshot.device)
            snapshot.myOtherDevices.insert(stream.device);
    }
    HEARD_TRY_ASSIGN(snapshot.unsent, m_circle.unsentStreams());
    return snapshot;
}

Result<QList<SignedCommit>> DirectPort::commitsOf(const Id &stream, quint64 after, int most)
{
    // Fewer than asked for when they are long: the caller asks again.
    constexpr int atOnce = 64;
    constexpr qsizetype enough = 16'000'000;
    QList<SignedCommit> commits;
    qsizetype bytes = 0;
    while (int(commits.size()) < most && bytes < enough) {
        const int wanted = std::min(most - int(commits.size()), atOnce);
        HEARD_TRY_ASSIGN(const QList<SignedCommit> more, m_circle.commitsOf(stream, after + quint64(commits.size()), wanted));
        for (const SignedCommit &commit : more)
            bytes += commit.bytes.size();
        commits += more;
        if (int(more.size()) < wanted)
            break;
    }
    return commits;
}

Result<QByteArray> DirectPort::deviceKey(const Id &device)
{
    const auto known = m_circle.device(device);
    return known ? known->signKey : QByteArray();
}

Result<QByteArray> DirectPort::signHead(const QByteArray &message)
{
    return sign(m_circle.signingKey(), headDomain, message);
}

Result<Circle::Received> DirectPort::receive(const QList<SignedCommit> &commits)
{
    return m_circle.receive(commits);
}

Result<Circle::Rewritten> DirectPort::rewriteFork(const Id &stream, const QList<SignedCommit> &theirs)
{
    return m_circle.rewriteFork(stream, theirs);
}

Result<QList<Letter>> DirectPort::letters()
{
    return m_circle.letters();
}

Result<bool> DirectPort::openLetter(const QByteArray &sealed)
{
    return m_circle.openLetter(sealed);
}

Result<QHash<QByteArray, QByteArray>> DirectPort::notes(ItemKind kind)
{
    HEARD_TRY_ASSIGN(const auto all, m_circle.vault().allKept(m_circle.id(), kind));
    QHash<QByteArray, QByteArray> notes;
    for (const auto &[name, value] : all)
        notes.insert(name, value);
    return notes;
}

Result<> DirectPort::keep(const SyncUpdate &update)
{
    Vault &vault = m_circle.vault();
    const Id circle = m_circle.id();
    return vault.store().transaction([&]() -> Result<> {
        for (const NoteChange &note : update.notes) {
            if (note.value)
                HEARD_TRY(vault.keep(circle, note.kind, note.name, *note.value));
            else
                HEARD_TRY(vault.store().removeItem(circle, note.kind, note.name));
        }
        for (const QByteArray &letter : update.lettersSent)
            HEARD_TRY(m_circle.letterSent(letter));
        for (const auto &[stream, upTo] : update.sent)
            HEARD_TRY(m_circle.markSent(stream, upTo));
        return {};
    });
}

Result<QList<AttachmentInfo>> DirectPort::attachments()
{
    return m_circle.attachments();
}

Result<QSet<QByteArray>> DirectPort::heldChunks()
{
    return m_circle.heldChunks();
}

Result<QByteArray> DirectPort::chunk(const QByteArray &name)
{
    return m_circle.chunk(name);
}

Result<> DirectPort::keepChunks(const QList<QByteArray> &pieces)
{
    return m_circle.keepChunks(pieces);
}

Result<> DirectPort::dropChunks(const QList<QByteArray> &names)
{
    return m_circle.dropChunks(names);
}

Result<> DirectPort::finishErasures(const QList<Id> &erasures)
{
    return m_circle.finishErasures(erasures);
}

Result<> DirectPort::dropKeys(const QSet<Id> &epochs)
{
    return m_circle.dropKeys(epochs);
}

Result<> DirectPort::dropUnusedChunks(const QList<QByteArray> &names)
{
    return m_circle.dropUnusedChunks(names);
}

} // namespace heard
