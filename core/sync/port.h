// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/circle.h"
#include "store/store.h"
#include "sync/head.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <optional>
#include <vector>

namespace heard {

/** A small sealed fact that sync keeps with the circle (ItemKind::Cursor, Journal or Media). No value: it goes. */
struct NoteChange
{
    ItemKind kind = ItemKind::Cursor;
    QByteArray name;
    std::optional<QByteArray> value;
};

/** What sync keeps in one transaction. */
struct SyncUpdate
{
    QList<NoteChange> notes;
    QList<QByteArray> lettersSent;      ///< names of letters that lie in the mailbox now
    QList<std::pair<Id, quint64>> sent; ///< own streams, and up to which commit they lie at the remote
    [[nodiscard]] bool isEmpty() const { return notes.isEmpty() && lettersSent.isEmpty() && sent.isEmpty(); }
};

/** What sync needs to know of a circle, as values: nothing in it is shared with the circle. */
struct CircleSnapshot
{
    Id circle;
    Id device;
    Id everyone;                       ///< null while waiting to join
    bool owner = false;                ///< may look after what removed devices left at the remote
    qint64 heldBack = 0;               ///< changes that are here but follow others that are not
    QSet<Id> removedDevices;           ///< of members who are no longer here
    QSet<Id> strangers;                ///< devices whose changes lie here, and that nobody ever let in
    bool member = false;               ///< false while waiting to join, or once removed: nothing is pushed then
    std::vector<EpochKey> keyring;     ///< clones
    QHash<Id, Id> currentEpoch;        ///< audience -> epoch to seal with
    SecretBytes nameKey;               ///< empty while waiting to join
    QList<Circle::StreamInfo> streams; ///< all held, own ones too
    QSet<Id> unsent;                  ///< streams of this vault, under an earlier identity too, with changes not known to lie anywhere else
    QSet<Id> myOtherDevices;          ///< of the same member: the person's other devices, and what a restored vault was before
    QHash<Id, QByteArray> deviceKeys; ///< device -> Ed25519 public key, of all that are known
    QList<Circle::Erasing> erasing;   ///< erasures that are not finished here
    QSet<Id> staleEpochs;             ///< from before a finished erasure: nothing that lies at the remote should need their keys
    QMap<Id, QSet<quint64>> lacking;  ///< stream -> changes that came without some of their values
};

/**
 * A circle as the sync engine sees it. The engine runs on a worker thread and the circle lives on another: everything here goes
 * by value, and an implementation for the window carries each call to the circle's thread and waits for the answer.
 */
class CirclePort
{
public:
    CirclePort() = default;
    CirclePort(const CirclePort &) = delete;
    CirclePort &operator=(const CirclePort &) = delete;
    virtual ~CirclePort() = default;

    [[nodiscard]] virtual Result<CircleSnapshot> snapshot() = 0;
    /** At most so many, and fewer when they are long: but one at least while there is one. */
    [[nodiscard]] virtual Result<QList<SignedCommit>> commitsOf(const Id &stream, quint64 after, int most) = 0;
    /** The Ed25519 public key of a device, removed ones too; empty when the circle does not know it (yet). */
    [[nodiscard]] virtual Result<QByteArray> deviceKey(const Id &device) = 0;
    /** Signs a head with this device's key. */
    [[nodiscard]] virtual Result<QByteArray> signHead(const QByteArray &message) = 0;
    [[nodiscard]] virtual Result<Circle::Received> receive(const QList<SignedCommit> &commits) = 0;
    /** Takes a copy's continuation of a stream that was this vault's, and writes anew what was written here instead (circle.h). */
    [[nodiscard]] virtual Result<Circle::Rewritten> rewriteFork(const Id &stream, const QList<SignedCommit> &theirs) = 0;
    /** Letters that wait to be put into the mailbox. */
    [[nodiscard]] virtual Result<QList<Letter>> letters() = 0;
    [[nodiscard]] virtual Result<bool> openLetter(const QByteArray &sealed) = 0;
    /** All notes of a kind, by name. */
    [[nodiscard]] virtual Result<QHash<QByteArray, QByteArray>> notes(ItemKind kind) = 0;
    /** Keeps all of it, durably, or none. */
    [[nodiscard]] virtual Result<> keep(const SyncUpdate &update) = 0;
    /** All attachments that are shown (circle.h), and the sealed pieces that lie here. */
    [[nodiscard]] virtual Result<QList<AttachmentInfo>> attachments() = 0;
    [[nodiscard]] virtual Result<QSet<QByteArray>> heldChunks() = 0;
    [[nodiscard]] virtual Result<QByteArray> chunk(const QByteArray &name) = 0;
    [[nodiscard]] virtual Result<> keepChunks(const QList<QByteArray> &pieces) = 0;
    [[nodiscard]] virtual Result<> dropChunks(const QList<QByteArray> &names) = 0;
    /** Everyone who is active has seen these; nothing at the remote needs keys of these epochs any more (circle.h). */
    [[nodiscard]] virtual Result<> finishErasures(const QList<Id> &erasures) = 0;
    [[nodiscard]] virtual Result<> dropKeys(const QSet<Id> &epochs) = 0;
    [[nodiscard]] virtual Result<> dropUnusedChunks(const QList<QByteArray> &names) = 0;
};

/** The port for callers on the circle's own thread: the command line and tests. */
class DirectPort final : public CirclePort
{
public:
    explicit DirectPort(Circle &circle) : m_circle(circle) {}
    [[nodiscard]] Result<CircleSnapshot> snapshot() override;
    [[nodiscard]] Result<QList<SignedCommit>> commitsOf(const Id &stream, quint64 after, int most) override;
    [[nodiscard]] Result<QByteArray> deviceKey(const Id &device) override;
    [[nodiscard]] Result<QByteArray> signHead(const QByteArray &message) override;
    [[nodiscard]] Result<Circle::Received> receive(const QList<SignedCommit> &commits) override;
    [[nodiscard]] Result<Circle::Rewritten> rewriteFork(const Id &stream, const QList<SignedCommit> &theirs) override;
    [[nodiscard]] Result<QList<Letter>> letters() override;
    [[nodiscard]] Result<bool> openLetter(const QByteArray &sealed) override;
    [[nodiscard]] Result<QHash<QByteArray, QByteArray>> notes(ItemKind kind) override;
    [[nodiscard]] Result<> keep(const SyncUpdate &update) override;
    [[nodiscard]] Result<QList<AttachmentInfo>> attachments() override;
    [[nodiscard]] Result<QSet<QByteArray>> heldChunks() override;
    [[nodiscard]] Result<QByteArray> chunk(const QByteArray &name) override;
    [[nodiscard]] Result<> keepChunks(const QList<QByteArray> &pieces) override;
    [[nodiscard]] Result<> dropChunks(const QList<QByteArray> &names) override;
    [[nodiscard]] Result<> finishErasures(const QList<Id> &erasures) override;
    [[nodiscard]] Result<> dropKeys(const QSet<Id> &epochs) override;
    [[nodiscard]] Result<> dropUnusedChunks(const QList<QByteArray> &names) override;

private:
    Circle &m_circle;
};

} // namespace heard
