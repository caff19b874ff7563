// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/clean.h"
#include "circle/fold.h"
#include "circle/fold_private.h"

#include <algorithm>

// Rules that records carry (rules.h). Each answer follows from what an author had seen and from which approvals there are, never from
// the order in which changes arrive: an approval that reaches back to what is folded already asks for a refold, like a removal.

namespace heard {

namespace {

bool isRuleMadeField(const QString &field)
{
    return field == common::authorOnly.key() || field == common::authorErases.key() || field == common::writers.key()
           || field == common::writerRoles.key() || field == common::closes.key() || field == common::speaker.key()
           || field == common::approvers.key();
}

/** The record that an operation wants to change: for an erasure the one whose values it names. */
Id wantedRecord(const Commit &commit, const Operation &op)
{
    if (op.kind != erasureKind::erasure)
        return op.record;
    for (const Operation &other : commit.operations) {
        if (other.record == op.record && other.field == erasureKind::record.key())
            return FieldCodec<Id>::decode(other.value);
    }
    return {};
}

} // namespace

bool isRuleField(const QString &field)
{
    return isRuleMadeField(field) || field == common::approved.key() || field == common::withdrawn.key();
}

void RecordRules::take(const QString &field, const QCborValue &value)
{
    // Whatever else than a plain no was meant: a rule that cannot be read is not a way around it.
    const bool on = value != QCborValue(false);
    if (field == common::authorOnly.key()) {
        authorOnly = on;
    } else if (field == common::authorErases.key()) {
        authorErases = on;
    } else if (field == common::writers.key()) {
        limited = true;
        writers = FieldCodec<QList<Id>>::decode(value);
    } else if (field == common::writerRoles.key()) {
        limited = true;
        roles = FieldCodec<QStringList>::decode(value);
    } else if (field == common::closes.key()) {
        closes = on;
    } else if (field == common::speaker.key()) {
        speaker = FieldCodec<Id>::decode(value);
    } else if (field == common::approvers.key()) {
        approvers = FieldCodec<QList<Id>>::decode(value);
    }
}

bool Approval::covers(const Commit &commit) const
{
    const Id stream = commit.stream();
    return stream == op.stream ? commit.seq <= op.seq : commit.seq <= seen.value(stream, 0);
}

bool sameApprovals(const QHash<Id, QList<Approval>> &a, const QHash<Id, QList<Approval>> &b)
{
    return a.size() == b.size() && std::all_of(a.keyValueBegin(), a.keyValueEnd(), [&](const auto &one) {
               const QList<Approval> others = b.value(one.first);
               return one.second.size() == others.size() && std::all_of(one.second.cbegin(), one.second.cend(), [&](const Approval &approval) {
                          return others.contains(approval);
                      });
           });
}

QHash<Id, RecordRules> Fold::rulesMadeIn(const Commit &commit, const QHash<Id, QString> &madeHere)
{
    QHash<Id, RecordRules> fresh;
    for (const Operation &op : commit.operations) {
        const QString kind = madeHere.value(op.record);
        if (kind.isEmpty() || kind != op.kind || isPeopleKind(kind) || kind == circleKind::circle || kind == erasureKind::erasure)
            continue;
        if (isRuleMadeField(op.field))
            fresh[op.record].take(op.field, cleanedValue(op.value));
    }
    fresh.removeIf([](const auto &it) { return it->isEmpty(); });
    return fresh;
}

bool Fold::isClosed(const Id &record) const
{
    return closingOf(record) != nullptr;
}

bool Fold::speaksFor(const Id &record, const Id &member) const
{
    const auto ruled = m_ruled.constFind(record);
    return ruled != m_ruled.cend() && ruled->rules.closes && maySpeak(ruled->rules, m_records.value(record).creator, member);
}

QString Fold::grantOf(const Id &member) const
{
    const auto record = m_records.constFind(member);
    return record == m_records.constEnd() || record->kind != memberKind::member ? QString() : record->get(memberKind::grant);
}

bool Fold::isSpeaker(const RecordRules &rules, const Id &creator, const Id &member) const
{
    if (rules.speaker.isNull())
        return member == creator;
    return member == rules.speaker || (rules.speaker == m_circle && grantOf(member) == roleName(Role::YoungPerson));
}

bool Fold::maySpeak(const RecordRules &rules, const Id &creator, const Id &member) const
{
    // For a young person who is not in the circle, those who approve for them withdraw for them too.
    return isSpeaker(rules, creator, member) || (rules.speaker == m_circle && rules.approvers.contains(member));
}

bool Fold::sawLeaving(const Commit &commit, const RecordRules &rules, const Id &whose) const
{
    const Id stream = commit.stream();
    return std::any_of(m_removals.cbegin(), m_removals.cend(), [&](const RemovalFact &removal) {
        return inPast(commit, stream, removal.op)
               && (removal.member == whose || (whose == rules.speaker && isSpeaker(rules, {}, removal.member)));
    });
}

const Approval *Fold::closingOf(const Id &record) const
{
    const Approval *first = nullptr;
    for (const auto *approvals : {&m_approvals, &m_foreapproved}) {
        const auto ofRecord = approvals->constFind(record);
        if (ofRecord == approvals->constEnd())
            continue;
        for (const Approval &one : *ofRecord) {
            if (!first || (one.bySpeaker != first->bySpeaker ? one.bySpeaker : one.op < first->op))
                first = &one;
        }
    }
    return first;
}

void Fold::judgeByRules(const Commit &commit, const Standing &standing, const QHash<Id, RecordRules> &fresh, QList<QString> &objections) const
{
    if (fresh.isEmpty() && m_ruled.isEmpty())
        return;
    const Id member = standing.device->member;
    for (qsizetype i = 0; i < commit.operations.size(); ++i) {
        const Operation &op = commit.operations.at(i);
        if (!objections.at(i).isEmpty() || op.field == common::made.key())
            continue;
        const Id record = wantedRecord(commit, op);
        if (const auto made = fresh.constFind(record); made != fresh.constEnd()) {
            objections[i] = objectionByRules(commit, op, {*made, {}, {}}, record, member, member, standing.owner);
        } else if (const auto ruled = m_ruled.constFind(record); ruled != m_ruled.constEnd()) {
            objections[i] = objectionByRules(commit, op, *ruled, record, m_records.value(record).creator, member, standing.owner);
        }
    }
}

QString Fold::objectionByRules(const Commit &commit, const Operation &op, const RuledRecord &ruled, const Id &record, const Id &creator,
                               const Id &member, bool owner) const
{
    const RecordRules &rules = ruled.rules;
    const bool speaks = maySpeak(rules, creator, member);
    const bool erases = op.kind == erasureKind::erasure;
    if (erases && op.field != erasureKind::values.key())
        return {}; // its other fields do nothing by themselves
    if (erases && rules.authorErases && member != creator && member != rules.speaker)
        return QStringLiteral("author-erases");
    const bool takesOut = erases || op.field == common::gone.key();
    const auto forOneWhoLeft = [&](const Id &whose) { return takesOut && owner && whose != member && sawLeaving(commit, rules, whose); };
    if (rules.closes && !erases) {
        if (op.field == common::approved.key() && !(op.value == QCborValue(true) && (speaks || rules.approvers.contains(member))))
            return QStringLiteral("not-the-speaker");
        if (op.field == common::withdrawn.key())
            return op.value == QCborValue(true) && speaks ? QString() : QStringLiteral("not-the-speaker");
    }
    if (rules.closes) {
        const Approval *closing = closingOf(record);
        if (closing && !closing->covers(commit)) {
            const Id stream = commit.stream();
            const bool withdrawn =
                std::any_of(ruled.withdrawals.cbegin(), ruled.withdrawals.cend(),
                            [&](const OpId &one) { return inPast(commit, stream, one); })
                || std::any_of(commit.operations.cbegin(), commit.operations.cend(), [&](const Operation &other) {
                       return other.record == record && other.field == common::withdrawn.key() && other.value == QCborValue(true);
                   });
            const Id whose = rules.speaker.isNull() ? creator : rules.speaker;
            const bool mayGo = takesOut && ((speaks && withdrawn) || forOneWhoLeft(whose));
            return mayGo ? QString() : QStringLiteral("closed");
        }
    }
    if (!erases && rules.closes && op.field == common::approved.key())
        return {};
    if (member == creator || forOneWhoLeft(creator))
        return {};
    if (rules.closes && speaks && takesOut)
        return {}; // their own words, whoever wrote them down
    if (rules.authorOnly)
        return QStringLiteral("author-only");
    if (rules.limited && !rules.writers.contains(member) && !rules.roles.contains(grantOf(member)))
        return QStringLiteral("not-a-writer");
    return {};
}

void Fold::noteApprovals(const Commit &commit, const Standing &standing, const QHash<Id, RecordRules> &fresh, const QList<QString> &objections)
{
    const Id stream = commit.stream();
    const Id member = standing.device->member;
    for (auto made = fresh.cbegin(); made != fresh.cend(); ++made)
        m_ruled.insert(made.key(), {made.value(), {}, {}});
    for (qsizetype i = 0; i < commit.operations.size(); ++i) {
        const Operation &op = commit.operations.at(i);
        const auto ruled = m_ruled.find(wantedRecord(commit, op));
        if (ruled == m_ruled.end() || !ruled->rules.closes)
            continue;
        const Id record = ruled.key();
        ruled->touched.insert(stream, commit.seq);
        if (op.kind == erasureKind::erasure || !objections.at(i).isEmpty() || op.value != QCborValue(true))
            continue;
        const Id creator = fresh.contains(record) ? member : m_records.value(record).creator;
        const bool speaks = isSpeaker(ruled->rules, creator, member);
        const OpId id{stream, commit.seq, quint32(i)};
        if (op.field == common::withdrawn.key() && maySpeak(ruled->rules, creator, member))
            ruled->withdrawals.append(id);
        if (op.field != common::approved.key() || !(speaks || ruled->rules.approvers.contains(member)))
            continue;
        QList<Approval> &approvals = m_approvals[record];
        // What follows an approval is no approval: it is closed.
        if (std::any_of(approvals.cbegin(), approvals.cend(), [&](const Approval &one) { return inPast(commit, stream, one.op); }))
            continue;
        const Approval approval{id, speaks, commit.seen};
        approvals.append(approval);
        if (m_foreapproved.value(record).contains(approval))
            continue;
        const auto apart = [&](const auto &touch) { return touch.first != stream && touch.second > commit.seen.value(touch.first, 0); };
        if (std::any_of(ruled->touched.keyValueBegin(), ruled->touched.keyValueEnd(), apart))
            m_needsRefold = true;
    }
}

} // namespace heard
