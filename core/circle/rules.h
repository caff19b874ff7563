// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/field.h"
#include "circle/operation.h"

#include <QMap>
#include <optional>

namespace heard {

struct Commit;

/**
 * Rules that a record carries. They are fixed fields, set when it is made, so that nobody can loosen them afterwards, and every device
 * judges by them alike. A rule whose value is of another type gives no right to
 * anybody. They hold no words, and are never erased.
 *
 * - Author only: who made the record may write in it, on all of their devices; nobody else.
 * - Who may write: who made it, the members named, and members who were let in with one of the roles named.
 * - Closed by approval: once its speaker has approved it, nothing further counts but their own withdrawal. What the approval's author had
 *   seen, and what stands in the same change, is what is approved; what anybody wrote apart from it does not count on any device,
 *   whichever of the two arrives first. Of two approvals written apart the speaker's goes before another's, then the smaller operation
 *   id; so what is shown as approved is always what one approval had seen, never a mixture that nobody approved.
 * - Author erases: only who made the record, and who is named as its speaker, may erase any of it; no owner, and none in the place of
 *   one who left. For what somebody decided, such as a no: others may say that it is taken out, and it is still to be seen who said so.
 * - After a withdrawal its speaker may take the record out and erase it. Once a speaker (or an only author) has left the circle, owners
 *   may do that for them: nothing may stay for ever because nobody is left to take it away.
 */
namespace common {
inline constexpr Field<bool> authorOnly{"=author-only"};
inline constexpr Field<bool> authorErases{"=author-erases"};
inline constexpr Field<QList<Id>> writers{"=writers"};            ///< members
inline constexpr Field<QStringList> writerRoles{"=writer-roles"}; ///< role names, by what somebody was let in as
inline constexpr Field<bool> closes{"=closes"};                   ///< an approval closes it
inline constexpr Field<Id> speaker{"=speaker"};            ///< whose words they are; none: who made it; the circle's id: the young person
inline constexpr Field<QList<Id>> approvers{"=approvers"}; ///< members who may approve for the speaker
inline constexpr Field<bool> approved{"approved"};         ///< true, by the speaker or an approver; on records that close
inline constexpr Field<bool> withdrawn{"withdrawn"};       ///< true, by the speaker, at any time, and for good; on records that close
} // namespace common

/** Fields that rules are made of, and what they rest on: never erased. */
[[nodiscard]] bool isRuleField(const QString &field);

/** The rules of one record, as they were when it was made. */
struct RecordRules
{
    bool authorOnly = false;
    bool authorErases = false;
    bool limited = false; ///< only `writers` and `roles` may write
    bool closes = false;
    QList<Id> writers;
    QStringList roles;
    Id speaker; ///< null: its maker
    QList<Id> approvers;
    [[nodiscard]] bool isEmpty() const { return !authorOnly && !authorErases && !limited && !closes; }
    /** Notes one of the fixed fields; others are left alone. */
    void take(const QString &field, const QCborValue &value);
};

/** One approval that counts, were there no other. */
struct Approval
{
    OpId op;
    bool bySpeaker = false;
    QMap<Id, quint64> seen; ///< what its author had seen
    /** Had its author seen this change, or is it the same one or an earlier one of theirs? */
    [[nodiscard]] bool covers(const Commit &commit) const;
    friend bool operator==(const Approval &a, const Approval &b) { return a.op == b.op; }
};

/** What a fold remembers of a record with rules. */
struct RuledRecord
{
    RecordRules rules;
    QMap<Id, quint64> touched; ///< stream to the number of its latest change that wanted something of this record, counted or not
    QList<OpId> withdrawals;
};

} // namespace heard
