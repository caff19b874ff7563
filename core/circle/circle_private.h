// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/circle.h"
#include "circle/fold.h"
#include "circle/identity.h"

namespace heard {

class Circle::Private
{
public:
    Vault *vault = nullptr;
    const DeviceKeys *keys = nullptr;
    const std::vector<DeviceKeys> *earlier = nullptr; ///< what this vault was before it was restored or made its own: letters may still come
    Id id;
    Id everyone;
    Fold fold{Id{}};
    std::vector<EpochKey> keyring;
    QHash<Id, QByteArray> lastHash;     ///< by stream
    QHash<Id, quint64> stored;          ///< by stream: held in the store (folded or still waiting)
    QHash<Id, std::pair<Id, Id>> whose; ///< stream to (audience, device)
    qint64 waiting = 0;
    qint64 waitingSince = 0;
    qint64 sinceCheckpoint = 0;
    QSet<Id> finished;   ///< erasures whose values have gone from here
    QString pendingName; ///< the circle's name from the invite, until its own has come
    std::vector<std::function<void()>> listeners;

    [[nodiscard]] const Surroundings &around() const { return vault->around(); }
    [[nodiscard]] Id me() const;
    [[nodiscard]] Result<> load();
    [[nodiscard]] Result<> feedLog(qint64 afterRow, const std::function<void(const Commit &)> &take);
    [[nodiscard]] Result<> refoldIfNeeded();
    [[nodiscard]] Result<> refold();
    [[nodiscard]] Result<> refreshWaiting();
    [[nodiscard]] CircleOverview overview() const;
    [[nodiscard]] Result<> keepOverview();
    [[nodiscard]] SealContext commitContext(const Id &stream, quint64 seq, const QByteArray &prev) const;
    [[nodiscard]] Result<SignedCommit> unsealed(const StoredCommit &stored) const;
    [[nodiscard]] Result<> store(const SignedCommit &commit, const Commit &content, const QByteArray &hash, bool own);
    [[nodiscard]] Result<Saved> write(const Id &audience, const QList<Operation> &given, bool founding,
                                      const std::function<Result<>()> &also, std::optional<qint64> time = {});
    /** What write() would sign: the next commit of this device in an audience. */
    [[nodiscard]] Commit drafted(const Id &audience, const QList<Operation> &operations) const;
    // circle_devices.cpp
    [[nodiscard]] DeviceInfo infoOf(const Id &device) const;
    [[nodiscard]] Result<> noteSeen(const Id &device);
    /** What this device is called, for the first change it makes, when nobody has said so yet. */
    [[nodiscard]] QList<Operation> nameIfMissing() const;
    /** Says of the pieces that these operations name, and that lie here, that they are this circle's. */
    [[nodiscard]] Result<> nameBlobsOf(const QList<Operation> &operations);
    [[nodiscard]] Result<> addKey(EpochKey key);
    [[nodiscard]] const EpochKey *keyFor(const Id &audience) const;
    // circle_epochs.cpp
    /** May anything be sealed with it? Of what only I can see, only with a key that one of my own devices made. */
    [[nodiscard]] bool counts(const EpochKey &key) const;
    /** How good an epoch is to seal with; the greatest holds. */
    struct Worth
    {
        bool recorded = false; ///< what it keeps out is known
        qsizetype removals = 0;
        bool last = false;    ///< nobody who had seen it began another one
        qsizetype others = 0; ///< erasures
        Id place;             ///< the same on every device, and nothing that an id can be chosen for
        friend auto operator<=>(const Worth &, const Worth &) = default;
        friend bool operator==(const Worth &, const Worth &) = default;
    };
    [[nodiscard]] Worth worthOf(const Fold::Epoch &epoch, const QList<Id> &removals) const;
    /** Does the epoch that holds come before one of these removals and erasures? */
    [[nodiscard]] bool isDue(const Id &audience, const QList<Id> &facts) const;
    /** Remembers, for check(), that somebody sent a key for what only I can see. */
    [[nodiscard]] Result<> noteForeignKey(const Id &sender);
    [[nodiscard]] Result<QList<KeptOut>> keptOut() const;
    [[nodiscard]] Result<> rotate(const Id &audience, const std::vector<Operation> &withRemoval);
    // circle_rewrite.cpp
    [[nodiscard]] Result<std::optional<quint64>> forkedAfter(const Id &stream, const QList<SignedCommit> &theirs) const;
    [[nodiscard]] Result<> rewrite(Circle &circle, const Id &stream, quint64 agreed, const QList<SignedCommit> &theirs, Rewritten &result);
    // circle_erase.cpp
    using Erased = QHash<Id, QHash<quint64, QList<std::pair<quint32, Id>>>>; ///< stream, number: operations, and of which record
    [[nodiscard]] Erased erasedOperations() const;
    /** The commit without what was erased of it. */
    [[nodiscard]] static Result<SignedCommit> released(const SignedCommit &commit, const QList<std::pair<quint32, Id>> &targets);
    [[nodiscard]] bool isOnlyHere(const QList<OpId> &operations) const;
    [[nodiscard]] Result<> loadFinished();
    [[nodiscard]] Result<bool> wasDropped(const Id &epoch) const;
    [[nodiscard]] static Result<> addPiecesOf(const SignedCommit &commit, const QList<std::pair<quint32, Id>> &targets,
                                              QSet<QByteArray> &pieces);
    [[nodiscard]] Result<> letGo(QSet<QByteArray> pieces);
    [[nodiscard]] Result<bool> takeValues(StoredCommit row, const SignedCommit &offered);
    [[nodiscard]] Result<> maintain();
    [[nodiscard]] Result<> queueLetter(const Device &to, const std::vector<const EpochKey *> &keysInside);
    /**
     * The keys of "everyone here" that are held: every letter brings them, so that none hangs on another having come. Not those whose
     * beginning has not come yet: they may keep out somebody who is still thought to be here.
     */
    [[nodiscard]] std::vector<const EpochKey *> everyoneKeys() const;
    [[nodiscard]] Result<> tellNewcomers();
    void changed();
    [[nodiscard]] QByteArray nonce() const;
    /** Operations that make a record with fixed fields. */
    [[nodiscard]] QList<Operation> making(const QString &kind, const QList<std::pair<QString, QCborValue>> &fields, Id *made = nullptr) const;
    [[nodiscard]] QList<Operation> makingIn(const Id &audience, const QString &kind, const QList<std::pair<QString, QCborValue>> &fields,
                                            Id *made = nullptr) const;
};

/** As many removals and erasures an epoch names at most, so that nobody can make a key too long to be changed by erasing without end. */
inline constexpr qsizetype mostFollowed = 8'000;

/** A hash of all that a fold shows to everyone, people and what was set aside with it. 32 bytes. */
[[nodiscard]] QByteArray digestOf(const Fold &fold);

/** A circle's overview as bytes, and back. */
[[nodiscard]] QByteArray encodeOverview(const CircleOverview &overview);
[[nodiscard]] Result<CircleOverview> decodeOverview(const Id &circle, const QByteArray &bytes);
[[nodiscard]] SealContext overviewContext(const Id &circle);

/** The name under which an accepted invite waits for its welcome. */
inline const QByteArray acceptedInvite = QByteArrayLiteral("accepted");

} // namespace heard
