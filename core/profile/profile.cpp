// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profile.h"

#include "base/text.h"
#include "circle/order.h"
#include "profile/reading.h"
#include "profile/symbols.h"

#include <algorithm>

namespace heard::profile {

namespace {

/** Statements in one save: well under the most operations and the longest commit, also when the lines are long. */
constexpr qsizetype mostTogether = 800;
constexpr qsizetype mostBytesTogether = 500'000;

bool wanted(const Circle &circle, const Record &record, Which which)
{
    switch (which) {
    case Which::Shared:
        return record.audience == circle.everyone();
    case Which::Mine:
        return record.audience == circle.onlyMe();
    case Which::All:
        break;
    }
    return true;
}

/** A new statement, checked. */
struct Checked
{
    NewStatement as;
    qsizetype bytes = 0;
};

Result<Checked> checked(const Circle &circle, const NewStatement &wantedStatement)
{
    Checked c{wantedStatement};
    HEARD_TRY_ASSIGN(c.as.text, neededText(wantedStatement.text));
    if (!c.as.saidName.trimmed().isEmpty()) {
        HEARD_TRY_ASSIGN(c.as.saidName, checkedName(wantedStatement.saidName));
        c.as.saidBy = {};
    } else {
        c.as.saidName.clear();
        if (c.as.saidBy.isNull())
            c.as.saidBy = circle.me();
        if (c.as.saidBy != circle.id() && !circle.member(c.as.saidBy)) {
            return fail(ErrorCode::BadInput, "unknown-member",
                        coreText("The person who said this is not in the circle. Pick someone who is, or type their name."));
        }
    }
    if (!c.as.symbol.isEmpty() && !symbol(c.as.symbol))
        return fail(ErrorCode::BadInput, "unknown-symbol", coreText("This symbol is not in the set. Pick another one."));
    HEARD_TRY_ASSIGN(c.as.photo, checkedPhoto(wantedStatement.photo));
    if (c.as.audience.isNull())
        c.as.audience = circle.everyone();
    if (c.as.audience != circle.everyone() && c.as.audience != circle.onlyMe())
        return fail(ErrorCode::BadInput, "unknown-audience",
                    coreText("This group of readers is not in the circle. Pick everyone here, or only you."));
    c.bytes = c.as.text.toUtf8().size() + c.as.photo.size() + 300;
    return c;
}

} // namespace

QList<Statement> statements(const Circle &circle, Which which)
{
    Names names(circle);
    QList<Statement> list;
    for (const Record *record : circle.records(statementKind::statement)) {
        if (wanted(circle, *record, which))
            list.append(read(circle, *record, names));
    }
    // The circle sorts by order already; sections come first here.
    std::stable_sort(list.begin(), list.end(), [](const Statement &a, const Statement &b) { return a.section < b.section; });
    return list;
}

QList<Statement> statements(const Circle &circle, Section section, Which which)
{
    Names names(circle);
    QList<Statement> list;
    for (const Record *record : circle.records(statementKind::statement)) {
        if (wanted(circle, *record, which) && sectionOf(*record) == section)
            list.append(read(circle, *record, names));
    }
    return list;
}

Result<Statement> statement(const Circle &circle, const Id &id)
{
    HEARD_TRY_ASSIGN(const Record *record, foundStatement(circle, id));
    Names names(circle);
    return read(circle, *record, names);
}

QString textHint(const QString &typed)
{
    constexpr qsizetype longLine = 30; // words: two short sentences
    if (typed.size() > 4 * longestText || cleanText(typed).toUtf8().size() > longestText)
        return coreText("This is too long for one line. Cut it into shorter ones.");
    if (countWords(typed) > longLine)
        return coreText("This is a long line. Short lines are read more.");
    return {};
}

Result<Id> add(Circle &circle, const NewStatement &statement)
{
    HEARD_TRY_ASSIGN(const QList<Id> ids, addAll(circle, {statement}));
    return ids.constFirst();
}

Result<QList<Id>> addAll(Circle &circle, const QList<NewStatement> &list)
{
    HEARD_TRY(mayWrite(circle));
    QList<Checked> all;
    all.reserve(list.size());
    for (const NewStatement &one : list) {
        HEARD_TRY_ASSIGN(Checked c, checked(circle, one));
        all.append(std::move(c));
    }
    QHash<Section, QString> last;
    QList<Id> ids;
    for (qsizetype at = 0; at < all.size();) {
        // One save holds statements of one audience.
        const Id audience = all.at(at).as.audience;
        Change change(circle, audience);
        qsizetype bytes = 0;
        for (qsizetype taken = 0; at < all.size() && all.at(at).as.audience == audience && taken < mostTogether; ++at, ++taken) {
            const Checked &c = all.at(at);
            if (taken > 0 && bytes + c.bytes > mostBytesTogether)
                break;
            bytes += c.bytes;
            auto order = last.find(c.as.section);
            if (order == last.end())
                order = last.insert(c.as.section, lastOrder(circle, c.as.section));
            *order = orderAfter(*order);
            ids.append(put(change, c.as, *order));
        }
        HEARD_TRY(circle.save(change));
    }
    return ids;
}

Result<> edit(Circle &circle, const Id &id, const Edit &edit)
{
    HEARD_TRY(mayWrite(circle));
    HEARD_TRY_ASSIGN(const Record *record, foundStatement(circle, id));
    if (record->gone())
        return fail(ErrorCode::NotFound, "no-statement", coreText("This line was taken out. Bring it back to change it."));
    Change change(circle, record->audience);
    if (edit.text) {
        HEARD_TRY_ASSIGN(const QString text, neededText(*edit.text));
        setIfNew(change, *record, statementKind::text, text);
        if (edit.sawText)
            change.onlyOver(id, statementKind::text, *edit.sawText);
    }
    if (edit.section) {
        if (*edit.section != sectionOf(*record))
            change.set(id, common::order, orderAfter(lastOrder(circle, *edit.section)));
        setIfNew(change, *record, statementKind::section, sectionName(*edit.section));
    }
    if (edit.symbol) {
        if (!edit.symbol->isEmpty() && !symbol(*edit.symbol))
            return fail(ErrorCode::BadInput, "unknown-symbol", coreText("This symbol is not in the set. Pick another one."));
        setIfNew(change, *record, statementKind::symbol, *edit.symbol);
    }
    if (edit.photo) {
        HEARD_TRY_ASSIGN(const QByteArray photo, checkedPhoto(*edit.photo));
        setIfNew(change, *record, statementKind::photo, photo);
    }
    if (edit.mustKnow)
        setIfNew(change, *record, statementKind::mustKnow, *edit.mustKnow);
    if (change.isEmpty())
        return {};
    HEARD_TRY(circle.save(change));
    return {};
}

Result<> remove(Circle &circle, const Id &id)
{
    HEARD_TRY(mayWrite(circle));
    HEARD_TRY_ASSIGN(const Record *record, foundAny(circle, id));
    if (record->gone())
        return {};
    Change change(circle, record->audience);
    change.remove(id);
    HEARD_TRY(circle.save(change));
    return {};
}

Result<> bringBack(Circle &circle, const Id &id)
{
    HEARD_TRY(mayWrite(circle));
    HEARD_TRY_ASSIGN(const Record *record, foundAny(circle, id));
    if (!record->gone())
        return {};
    Change change(circle, record->audience);
    change.bringBack(id);
    HEARD_TRY(circle.save(change));
    return {};
}

namespace {

/** Gives a statement a place between two neighbours. When their own places are equal or wrong, the whole section is numbered anew. */
Result<> place(Circle &circle, const Record &record, const QList<Statement> &others, qsizetype index)
{
    const QString before = index > 0 ? others.at(index - 1).order : QString();
    const QString after = index < others.size() ? others.at(index).order : QString();
    if (after.isEmpty() && index < others.size()) {
        // Statements from elsewhere may have no place at all.
    } else if (index == others.size() || before < after) {
        Change change(circle, record.audience);
        change.set(record.id, common::order, index == others.size() ? orderAfter(before) : orderBetween(before, after));
        HEARD_TRY(circle.save(change));
        return {};
    }
    // Two people put lines in the same place apart. Their order until now was decided by the ids; write it down, so there is room between.
    QList<std::pair<Id, Id>> wantedOrder; // statement, audience
    for (qsizetype i = 0; i <= others.size(); ++i) {
        if (i == index)
            wantedOrder.append({record.id, record.audience});
        if (i < others.size())
            wantedOrder.append({others.at(i).id, others.at(i).audience});
    }
    QMap<Id, Change> changes;
    QString order;
    for (const auto &[statementId, audience] : std::as_const(wantedOrder)) {
        order = orderAfter(order);
        auto change = changes.find(audience);
        if (change == changes.end())
            change = changes.insert(audience, Change(circle, audience));
        change->set(statementId, common::order, order);
    }
    for (const Change &change : std::as_const(changes))
        HEARD_TRY(circle.save(change));
    return {};
}

} // namespace

Result<> moveTo(Circle &circle, const Id &id, qsizetype index)
{
    HEARD_TRY(mayWrite(circle));
    HEARD_TRY_ASSIGN(const Record *record, foundStatement(circle, id));
    QList<Statement> others = statements(circle, sectionOf(*record));
    const auto own = std::find_if(others.cbegin(), others.cend(), [&](const Statement &s) { return s.id == id; });
    if (own == others.cend())
        return fail(ErrorCode::NotFound, "no-statement", coreText("This line was taken out. Bring it back to move it."));
    const qsizetype was = own - others.cbegin();
    index = std::clamp<qsizetype>(index, 0, others.size() - 1);
    if (was == index)
        return {};
    others.removeAt(was);
    return place(circle, *record, others, index);
}

Result<> moveAfter(Circle &circle, const Id &id, const Id &after)
{
    HEARD_TRY(mayWrite(circle));
    HEARD_TRY_ASSIGN(const Record *record, foundStatement(circle, id));
    QList<Statement> others = statements(circle, sectionOf(*record));
    others.removeIf([&](const Statement &s) { return s.id == id; });
    qsizetype index = 0;
    if (!after.isNull()) {
        const auto it = std::find_if(others.cbegin(), others.cend(), [&](const Statement &s) { return s.id == after; });
        if (it == others.cend()) {
            return fail(ErrorCode::NotFound, "no-statement", coreText("The line to put it after is not in the same block. Nothing was moved."));
        }
        index = it - others.cbegin() + 1;
    }
    return moveTo(circle, id, index);
}

Result<Id> shareWithEveryone(Circle &circle, const Id &id)
{
    HEARD_TRY(mayWrite(circle));
    HEARD_TRY_ASSIGN(const Record *record, foundStatement(circle, id));
    if (record->audience == circle.everyone())
        return id;
    if (record->audience != circle.onlyMe() || record->gone())
        return fail(ErrorCode::NotFound, "no-statement", coreText("This line is not one of your own. Nothing was shared."));
    Names names(circle);
    const Statement own = read(circle, *record, names);
    NewStatement copy;
    copy.section = own.section;
    copy.text = own.text;
    copy.saidBy = own.saidBy;
    copy.saidName = own.saidBy.isNull() ? record->get(statementKind::saidName) : QString();
    copy.symbol = own.symbol;
    copy.photo = own.photo;
    copy.mustKnow = own.mustKnow;
    copy.tip = own.tip;
    copy.audience = circle.everyone();
    Change shared(circle, circle.everyone());
    const Id made = put(shared, copy, own.order.isEmpty() ? orderAfter(lastOrder(circle, own.section)) : own.order);
    HEARD_TRY(circle.save(shared));
    HEARD_TRY(remove(circle, id));
    return made;
}

} // namespace heard::profile
