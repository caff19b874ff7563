// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/wording.h"

#include "base/cbor.h"
#include "profile/reading.h"

#include <QCryptographicHash>
#include <algorithm>

namespace heard::profile {

namespace {

constexpr qsizetype half = 8; // bytes that stand for a place, and for what stands there

QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Blake2b_256).first(half);
}

struct Fact
{
    Id record; ///< null: about the young person, which may be several records
    QString field;
    QList<QCborValue> values; ///< all that stand there
    Id writer;                ///< of words, as far as the content itself knows

    [[nodiscard]] QByteArray place() const { return hashOf(record.toBytes() + field.toUtf8()); }
    [[nodiscard]] QByteArray hash() const
    {
        QList<QByteArray> each;
        for (const QCborValue &value : values)
            each.append(toCbor(value));
        std::sort(each.begin(), each.end());
        return hashOf(QByteArrayLiteral("heard.wording.v1") + each.join());
    }
};

QList<QCborValue> valuesOf(const QString &text, const QList<Wording> &wordings)
{
    if (wordings.isEmpty())
        return {QCborValue(text)};
    QList<QCborValue> values;
    for (const Wording &wording : wordings)
        values.append(QCborValue(wording.text));
    return values;
}

QList<Fact> factsOf(const Content &content)
{
    QList<Fact> facts;
    for (const Statement &s : content.statements) {
        facts.append({s.id, statementKind::text.key(), valuesOf(s.text, s.wordings), s.writtenBy});
        if (!s.symbol.isEmpty())
            facts.append({s.id, statementKind::symbol.key(), {QCborValue(s.symbol)}, {}});
        if (!s.photo.isEmpty())
            facts.append({s.id, statementKind::photo.key(), {QCborValue(s.photo)}, {}});
    }
    const auto words = [&](const Id &record, const Field<QString> &field, const QString &text, const QMap<QString, QList<Wording>> &all) {
        if (!text.isEmpty())
            facts.append({record, field.key(), valuesOf(text, all.value(field.key())), {}});
    };
    for (const Sign &s : content.signs) {
        words(s.id, signKind::see, s.see, s.wordings);
        words(s.id, signKind::means, s.means, s.wordings);
        words(s.id, signKind::help, s.help, s.wordings);
    }
    const About &a = content.about;
    words({}, aboutKind::name, a.name, a.wordings);
    words({}, aboutKind::communicate, a.communicate, a.wordings);
    words({}, aboutKind::yes, a.yes, a.wordings);
    words({}, aboutKind::no, a.no, a.wordings);
    words({}, aboutKind::stop, a.stop, a.wordings);
    words({}, aboutKind::pain, a.pain, a.wordings);
    if (!a.photo.isEmpty())
        facts.append({{}, aboutKind::photo.key(), {QCborValue(a.photo)}, {}});
    return facts;
}

/** Who set what stands in a field now, when it is one of @p fact's values. */
QList<Id> settersOf(const Circle &circle, const Fact &fact)
{
    QList<const Record *> records;
    if (fact.record.isNull())
        records = sharedRecords(circle, aboutKind::about);
    else if (const Record *record = circle.record(fact.record))
        records.append(record);
    QList<Id> setters;
    for (const Record *record : std::as_const(records)) {
        const Register standing = record->fields.value(fact.field);
        for (const Version &version : standing.all()) {
            if (fact.values.contains(version.value))
                setters.append(version.member);
        }
    }
    // What stands there no more is known by its writer alone.
    return setters.isEmpty() ? QList<Id>{fact.writer} : setters;
}

} // namespace

QByteArray sealOfWords(const Content &content)
{
    QByteArray seal;
    for (const Fact &fact : factsOf(content))
        seal += fact.place() + fact.hash();
    return seal;
}

std::optional<ChangedWords> changedSince(const Circle &circle, const QByteArray &seal, const Content &content, const Id &giver)
{
    QHash<QByteArray, QByteArray> agreed;
    for (qsizetype at = 0; at + 2 * half <= seal.size(); at += 2 * half)
        agreed.insert(seal.mid(at, half), seal.mid(at + half, half));
    for (const Fact &fact : factsOf(content)) {
        const auto before = agreed.constFind(fact.place());
        if (before == agreed.constEnd() || *before == fact.hash())
            continue;
        for (const Id &setter : settersOf(circle, fact)) {
            if (!speaks(circle, giver, setter))
                return ChangedWords{fact.values.constFirst().toString(), setter};
        }
    }
    return std::nullopt;
}

} // namespace heard::profile
