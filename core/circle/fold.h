// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/circle.h"
#include "circle/commit.h"
#include "circle/people.h"
#include "circle/rules.h"
#include "circle/state.h"

#include <QHash>
#include <QMap>
#include <QSet>

namespace heard {

/** A record's id: BLAKE2b-128 over who made it and a nonce, so that nobody else can claim to have made it. */
[[nodiscard]] Id recordIdFor(const Id &device, const Id &audience, const QByteArray &nonce);
/** A circle's id: BLAKE2b-128 over the founding device and a nonce. A device's id is a hash of its keys, so the id pins the founder. */
[[nodiscard]] Id circleIdFor(const Id &founder, const QByteArray &nonce);
/** The audience "everyone here" of a circle. Its log carries the membership too. */
[[nodiscard]] Id everyoneOf(const Id &circle);
/** The audience "only me" of a member. */
[[nodiscard]] Id onlyMeOf(const Id &circle, const Id &member);
/** As what a device comes in: as the first one of somebody new, or as another one of the member whose device lets it in. */
enum class Admission { Newcomer, AnotherDevice };
/**
 * What a new device signs to say that @p admitter may let it in, and as what. Nobody can bind keys that are not theirs to give, and
 * nobody who was invited for themselves becomes another device of the one who invited them.
 */
[[nodiscard]] QByteArray admissionText(const Id &circle, const Id &admitter, const Id &newDevice, Admission as);
/** What an older device of the same member signs to certify a newer one. */
[[nodiscard]] QByteArray certificateText(const Id &circle, const Id &member, const Id &newDevice);

/** Several operations as bytes (erasureKind::values), and back; nothing when they are malformed. */
[[nodiscard]] QByteArray encodeOps(const QList<OpId> &ops);
[[nodiscard]] std::optional<QList<OpId>> decodeOps(const QByteArray &bytes);
/** Can its value be erased? Not when others hang on it: people, keys, what makes or removes a record, and erasures themselves. */
[[nodiscard]] bool isErasable(const Operation &op);

/**
 * Folds commits into what is shown: a pure function of the set of commits, whatever the order, the repeats and the delays.
 *
 * A commit waits until all that its author had seen is folded, so whatever it replaces is there. Whether it counts is decided
 * from its causal past and from removals alone, never from a clock or from the order of arrival:
 * - its device founded the circle, or is the first one of a member and came with the change by which an owner let them in, or was let
 *   in or certified by another device of the same member: nobody else can bind a device to a person (fold_devices.cpp);
 * - a fixed field (`=…`) counts only in the commit that makes the record;
 * - members, removals and epochs are the owners' to write; a member's own name, photo and language are also theirs;
 * - a device is bound to a member once, and only with its own consent; its name is its own member's to give;
 * - an epoch of what only a member can see is written there, by their own devices;
 * - an operation replaces only what its author had seen;
 * - a value is erased by who wrote it or by an owner, and only when they had seen it;
 * - a record's own rules say who writes in it, and an approval closes it (rules.h);
 * - what a removed member wrote, and the one who removed them had not seen, is set aside on every device alike;
 *   of two owners who remove each other, both removals hold.
 * A removal or an approval can reach back to commits already folded: then `needsRefold()` turns true and the owner of the fold calls refold().
 */
class Fold
{
public:
    explicit Fold(const Id &circle);

    /** The keys to verify a device's signatures with, were it let in or not; by what was claimed in signed commits so far. */
    [[nodiscard]] const Device *claimed(const Id &device) const;
    /** A device that counts. */
    [[nodiscard]] const Device *accepted(const Id &device) const;
    /** That a device is a member's, from one operation on. */
    struct Binding
    {
        Device device;
        OpId op;
        Id record;
    };
    /** The one of a device that holds; null when it does not count. */
    [[nodiscard]] const Binding *bindingOf(const Id &device) const;
    /** The device record a commit carries for its own author (founding, or a certified new identity), to verify it with. */
    [[nodiscard]] static std::optional<Device> introduced(const Commit &commit);

    /** One commit whose signature and chain were checked. Earlier-than-known and repeated ones are ignored. */
    void take(const Commit &commit);
    /** Why a commit of this device would not count, whole or in part; nothing when all of it would. For saves, before they are made. */
    [[nodiscard]] std::optional<SetAside> objection(const Commit &commit) const;
    [[nodiscard]] bool needsRefold() const { return m_needsRefold; }
    /** Folds the same commits again, with the removals and approvals known from the start. @p each feeds all commits, in any order that respects streams. */
    [[nodiscard]] Result<> refold(const std::function<Result<>(const std::function<void(const Commit &)> &)> &each);

    [[nodiscard]] const QHash<Id, Record> &records() const { return m_records; }
    /** Records with a field that has two or more different versions (Record::clashes). Costs as much as changed since it was last asked. */
    [[nodiscard]] const QSet<Id> &clashing() const;
    [[nodiscard]] const QMap<Id, Member> &members() const { return m_members; }
    [[nodiscard]] const QList<SetAside> &setAside() const { return m_setAside; }
    /** How many commits of a stream are folded. */
    [[nodiscard]] quint64 folded(const Id &stream) const { return m_streams.value(stream).count; }
    struct Stream
    {
        Id audience;
        Id device;
        quint64 count = 0;
    };
    [[nodiscard]] const QMap<Id, Stream> &streams() const { return m_streams; }
    /** What a commit in an audience written now has seen. */
    [[nodiscard]] QMap<Id, quint64> seenFor(const Id &audience, const Id &ownStream) const;
    [[nodiscard]] qsizetype held() const;
    /** Of those, the ones that could still show: not what somebody who was removed wrote after that. */
    [[nodiscard]] qsizetype awaited() const;
    [[nodiscard]] const Id &everyone() const { return m_everyone; }
    [[nodiscard]] bool founded() const { return !m_circleRecord.isNull(); }
    [[nodiscard]] const Id &circleRecord() const { return m_circleRecord; }
    /** Removals that count (their records' ids). */
    [[nodiscard]] QList<Id> removals() const;
    /** Closed by an approval (rules.h). */
    [[nodiscard]] bool isClosed(const Id &record) const;
    /** May this member withdraw a record that closes? */
    [[nodiscard]] bool speaksFor(const Id &record, const Id &member) const;
    struct Epoch
    {
        Id epoch;
        Id audience;
        QList<Id> after;
        OpId op;               ///< that says so
        bool followed = false; ///< another one of the audience was begun by somebody who had seen this one
    };
    [[nodiscard]] const QList<Epoch> &epochs() const { return m_epochs; }
    /** Values that were erased: whoever holds them lets go of them (circle.h finishErasures). */
    struct Erasure
    {
        Id id;     ///< of the erasure's own record
        Id record; ///< what was erased
        Id audience;
        OpId op; ///< that says so
        QList<OpId> targets;
    };
    [[nodiscard]] const QList<Erasure> &erasures() const { return m_erasures; }
    /** Erasures of an audience. */
    [[nodiscard]] QList<Id> erasuresIn(const Id &audience) const;
    /** Values that have gone without anybody having erased them, as far as is known here. */
    [[nodiscard]] const QSet<OpId> &lacking() const { return m_lacking; }

    /** The fold as bytes, and back. Only when nothing is held. */
    [[nodiscard]] QByteArray encoded() const;
    [[nodiscard]] static Result<Fold> decoded(const Id &circle, const QByteArray &bytes);

private:
    struct RemovalFact
    {
        Id record;
        Id member;
        OpId op;
        QMap<Id, quint64> seen;
    };
    struct Standing
    {
        const Device *device = nullptr;
        bool owner = false;
        bool removalsOnly = false; ///< removed meanwhile: only its own removals of others still hold
        bool undecided = false;    ///< a removal that is neither before nor after it turned up in this fold
    };
    struct DeviceFact
    {
        Device claim; ///< as it was last spoken of, which anybody can; only its keys are sure, since its id is their hash
        /** Those that count, the one that holds first. More than one only when they were made apart from each other. */
        QList<Binding> bindings;
    };

    [[nodiscard]] bool ready(const Commit &commit) const;
    void apply(const Commit &commit);
    void applyFounding(const Commit &commit);
    [[nodiscard]] std::optional<Standing> standingOf(const Commit &commit, QString &reason) const;
    [[nodiscard]] QHash<Id, QString> makes(const Commit &commit, const Standing &standing) const;
    [[nodiscard]] QList<QString> objectionsTo(const Commit &commit, const Standing &standing, const QHash<Id, QString> &madeHere) const;
    void applyOperation(const Commit &commit, const Id &stream, quint32 index, const Id &member);
    // fold_devices.cpp
    void noteKeys(const Commit &commit);
    void noteClaims(const Commit &commit);
    [[nodiscard]] static const Binding *bindingSeenBy(const Commit &commit, const DeviceFact &fact);
    static void addBinding(DeviceFact &fact, const Binding &binding);
    [[nodiscard]] bool isOf(const Id &device, const Id &member) const;
    /** Of the records of devices and epochs that a commit makes, those that are not its author's to make, and why. */
    [[nodiscard]] QHash<Id, QString> refusedRecords(const Commit &commit, const Standing &standing, const QHash<Id, QString> &madeHere) const;
    void noteDevice(const Commit &commit, const Id &record, const OpId &op);
    void noteEpoch(const Commit &commit, const Record &made);
    void noteRemoval(const Commit &commit, const Id &record, const OpId &op);
    void noteErasure(const Commit &commit, const Id &record);
    [[nodiscard]] bool mayErase(const Commit &commit, const Standing &standing, const QByteArray &targets) const;
    // fold_rules.cpp
    [[nodiscard]] static QHash<Id, RecordRules> rulesMadeIn(const Commit &commit, const QHash<Id, QString> &madeHere);
    /** Adds to @p objections what the rules of records say against operations that nothing else speaks against. */
    void judgeByRules(const Commit &commit, const Standing &standing, const QHash<Id, RecordRules> &fresh, QList<QString> &objections) const;
    [[nodiscard]] QString objectionByRules(const Commit &commit, const Operation &op, const RuledRecord &ruled, const Id &record,
                                           const Id &creator, const Id &member, bool owner) const;
    /** Notes rules, approvals and withdrawals; @p objections are those that stand whatever the rules say. */
    void noteApprovals(const Commit &commit, const Standing &standing, const QHash<Id, RecordRules> &fresh, const QList<QString> &objections);
    /** The approval that closes a record; null while none does. */
    [[nodiscard]] const Approval *closingOf(const Id &record) const;
    /** What a member was let in as. */
    [[nodiscard]] QString grantOf(const Id &member) const;
    [[nodiscard]] bool isSpeaker(const RecordRules &rules, const Id &creator, const Id &member) const;
    [[nodiscard]] bool maySpeak(const RecordRules &rules, const Id &creator, const Id &member) const;
    /** Had the author of a commit seen that this member, or the speaker who goes by this id, left? */
    [[nodiscard]] bool sawLeaving(const Commit &commit, const RecordRules &rules, const Id &whose) const;
    /** Who first wrote what an operation sets: fold_words.cpp. */
    [[nodiscard]] Version::First firstToWrite(const Commit &commit, const Operation &op, const Version &version) const;
    void refreshMember(const Id &record);
    [[nodiscard]] bool isLate(const Commit &commit) const;
    [[nodiscard]] bool covers(const RemovalFact &removal, const Commit &commit) const;
    [[nodiscard]] const QString &interned(const QString &text);

    Id m_circle;
    Id m_everyone;
    Id m_circleRecord;
    Id m_founderDevice;
    Id m_founderMember;
    QHash<Id, Record> m_records;
    mutable QSet<Id> m_touched; ///< changed since m_clashing was made
    mutable QSet<Id> m_clashing;
    QMap<Id, Member> m_members;
    QHash<Id, DeviceFact> m_devices;
    QList<RemovalFact> m_removals;
    QList<RemovalFact> m_foreknown;
    QList<Epoch> m_epochs;
    QList<Erasure> m_erasures;
    QSet<OpId> m_lacking;
    QHash<Id, RuledRecord> m_ruled;
    QHash<Id, QList<Approval>> m_approvals;    ///< by record; those that follow no other
    QHash<Id, QList<Approval>> m_foreapproved; ///< while folding again
    QMap<Id, Stream> m_streams;
    QHash<Id, QMap<quint64, Commit>> m_waiting;
    QList<SetAside> m_setAside;
    QSet<QString> m_names;
    bool m_needsRefold = false;
};

} // namespace heard
