// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/names.h"
#include "profile/profile.h"

/** Shared by the files of this folder: how its records are read and checked. */
namespace heard::profile {

/** Fields that people decide on, in the order they are asked about, with their plain names. Places in a list are not among them. */
struct Asked
{
    QString field;
    QString label;
    bool text = false; ///< holds words that can be written anew
};
[[nodiscard]] QList<Asked> askedFields(const QString &kind);
/** A value in words. */
[[nodiscard]] QString inWords(const QString &kind, const QString &field, const QCborValue &value);
/** Two versions of something people decide on, or removed here and changed there. */
[[nodiscard]] bool clashesToDecide(const Record &record);

/** checkedText(), on one line, refused when empty. */
[[nodiscard]] Result<QString> neededText(const QString &typed);
/** checkedText() on one line; may be empty. */
[[nodiscard]] Result<QString> optionalText(const QString &typed);
/** cleanPhoto(), or empty for empty. */
[[nodiscard]] Result<QByteArray> checkedPhoto(const QByteArray &raw);

/** The order that follows @p last at the end of a list, at a length that does not grow with the list. */
[[nodiscard]] QString orderAfter(const QString &last);

/** A change by one who is here and may write; Refused "not-a-member" otherwise. */
[[nodiscard]] Result<> mayWrite(const Circle &circle);

/** Records of a kind that everyone here can read, the oldest by operation first: the one that counts when there should be one. */
[[nodiscard]] QList<const Record *> sharedRecords(const Circle &circle, const QString &kind, Circle::Removed removed = Circle::Removed::Not);

/** One value of several records that should be one: of the first that has it and is not empty. */
template<typename T>
[[nodiscard]] T firstSet(const QList<const Record *> &records, const Field<T> &field)
{
    for (const Record *record : records) {
        if (T value = record->get(field); value != T{})
            return value;
    }
    return T{};
}

/** Names of people, for many records at a time: each is looked up once. */
class Names
{
public:
    explicit Names(const Circle &circle) : m_circle(circle) {}
    const QString &of(const Id &who)
    {
        auto it = m_known.find(who);
        if (it == m_known.end())
            it = m_known.insert(who, nameOf(m_circle, who));
        return *it;
    }
    /** Of somebody who is not in the circle (names.h). */
    const QString &outside(const QString &name)
    {
        auto it = m_outside.find(name);
        if (it == m_outside.end())
            it = m_outside.insert(name, shownOutsider(m_circle, name));
        return *it;
    }

private:
    const Circle &m_circle;
    QHash<Id, QString> m_known;
    QHash<QString, QString> m_outside;
};

/** Is @p member the one who speaks in a record said by @p saidBy? The young person goes by their own id and by the circle's. */
[[nodiscard]] bool speaks(const Circle &circle, const Id &saidBy, const Id &member);
/**
 * The different wordings that stand in a field, each with who wrote it first: the speaker's own first, then the one it began with, then in
 * an order that is the same on all devices. @p saidBy may be null when nobody here speaks in it.
 */
[[nodiscard]] QList<Wording> wordingsOf(const Circle &circle, const Record &record, const QString &field, const Id &saidBy, Names &names);
/** A statement as shown, from its record. */
[[nodiscard]] Statement read(const Circle &circle, const Record &record, Names &names);
[[nodiscard]] Section sectionOf(const Record &record);
/** The last order in a section, by what is shown. */
[[nodiscard]] QString lastOrder(const Circle &circle, Section section);
/** NotFound "no-statement". */
[[nodiscard]] Result<const Record *> foundStatement(const Circle &circle, const Id &id);
/** Any record of the profile that people write in. NotFound "no-statement". */
[[nodiscard]] Result<const Record *> foundAny(const Circle &circle, const Id &id);
/** Puts a new statement, already checked, into a change. */
Id put(Change &change, const NewStatement &s, const QString &order);

/** Sets a field when that says something new, or settles two versions. */
template<typename T>
void setIfNew(Change &change, const Record &record, const Field<T> &field, const T &value)
{
    const auto it = record.fields.constFind(field.key());
    const bool clashing = it != record.fields.constEnd() && it->clashes();
    if (clashing || record.get(field) != value)
        change.set(record.id, field, value);
}

} // namespace heard::profile
