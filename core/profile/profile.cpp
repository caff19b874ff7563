// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profile.h"

#include "base/text.h"
#include "circle/order.h"
#include "profile/pen.h"
#include "profile/reading.h"
#include "profile/symbols.h"

#include <QSet>
#include <algorithm>
#include <array>

namespace heard::profile {

namespace {

/** Statements in one save: well under the most operations and the longest commit, also when the lines are long. */
constexpr qsizetype mostTogether = 800;
constexpr qsizetype mostBytesTogether = 500'000;

/** Who said a statement, for those read many at a time: names are looked up once. */
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

private:
    const Circle &m_circle;
    QHash<Id, QString> m_known;
};

Section sectionOf(const Record &record)
{
    return sectionFromName(record.get(statementKind::section)).value_or(Section::Important);
}

Statement read(const Circle &circle, const Record &record, Names &names)
{
    Statement s;
    s.id = record.id;
    s.section = sectionOf(record);
    s.text = record.get(statementKind::text);
    s.saidBy = record.get(statementKind::saidBy);
    s.saidName = record.get(statementKind::saidName);
    if (s.saidBy.isNull() && s.saidName.isEmpty())
        s.saidBy = record.creator;
    if (!s.saidBy.isNull())
        s.saidName = names.of(s.saidBy);
    if (const Version *words = record.shown(statementKind::text.key())) {
        s.writtenBy = words->member;
        s.changed = words->time;
    } else {
        s.writtenBy = record.creator;
        s.changed = record.time;
    }
    s.order = record.get(common::order);
    s.symbol = record.get(statementKind::symbol);
    s.photo = record.get(statementKind::photo);
    s.mustKnow = record.get(statementKind::mustKnow);
    s.tip = record.get(statementKind::tip);
    s.audience = record.audience;
    s.onlyMine = record.audience == circle.onlyMe();
    s.clashes = clashesToDecide(record);
    return s;
}

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

/** The last order in a section, by what is shown. */
QString lastOrder(const Circle &circle, Section section)
{
    QString last;
    for (const Record *record : circle.records(statementKind::statement)) {
        if (sectionOf(*record) == section)
            last = std::max(last, record->get(common::order));
    }
    return last;
}

Result<const Record *> found(const Circle &circle, const Id &id, const QString &kind, const char *name, const QString &sentence)
{
    const Record *record = circle.record(id);
    if (!record || record->kind != kind)
        return fail(ErrorCode::NotFound, name, sentence);
    return record;
}

Result<const Record *> foundStatement(const Circle &circle, const Id &id)
{
    return found(circle, id, statementKind::statement, "no-statement", coreText("This line is not in the profile. Nothing was changed."));
}

Result<const Record *> foundAny(const Circle &circle, const Id &id)
{
    const Record *record = circle.record(id);
    if (!record || askedFields(record->kind).isEmpty())
        return fail(ErrorCode::NotFound, "no-statement", coreText("This line is not in the profile. Nothing was changed."));
    return record;
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

Id put(Change &change, const NewStatement &s, const QString &order)
{
    const Id id = change.make(statementKind::statement);
    change.set(id, statementKind::section, sectionName(s.section));
    change.set(id, statementKind::text, s.text);
    if (s.saidName.isEmpty())
        change.set(id, statementKind::saidBy, s.saidBy);
    else
        change.set(id, statementKind::saidName, s.saidName);
    change.set(id, common::order, order);
    if (!s.symbol.isEmpty())
        change.set(id, statementKind::symbol, s.symbol);
    if (!s.photo.isEmpty())
        change.set(id, statementKind::photo, s.photo);
    if (s.mustKnow)
        change.set(id, statementKind::mustKnow, true);
    if (!s.tip.isEmpty())
        change.set(id, statementKind::tip, s.tip);
    return id;
}

/** Sets a field when that says something new, or settles two versions. */
template<typename T>
void setIfNew(Change &change, const Record &record, const Field<T> &field, const T &value)
{
    const auto it = record.fields.constFind(field.key());
    const bool clashing = it != record.fields.constEnd() && it->clashes();
    if (clashing || record.get(field) != value)
        change.set(record.id, field, value);
}

struct StarterWords
{
    const char *id;
    Section section;
    const char *question;
    const char *beginning;
};

// Questions people can answer in a sentence, in our own words: concrete, about a day, and about what goes well first.
constexpr std::array starterWords{
    StarterWords{"appreciate-friends", Section::Appreciate, QT_TRANSLATE_NOOP("core", "What would a friend say they like about you?"),
                 QT_TRANSLATE_NOOP("core", "My friends like that I ")},
    StarterWords{"appreciate-home", Section::Appreciate, QT_TRANSLATE_NOOP("core", "What makes people at home smile?"),
                 QT_TRANSLATE_NOOP("core", "At home they love it when I ")},
    StarterWords{"appreciate-thanks", Section::Appreciate, QT_TRANSLATE_NOOP("core", "When did someone last say well done?"),
                 QT_TRANSLATE_NOOP("core", "People said well done when I ")},
    StarterWords{"important-people", Section::Important, QT_TRANSLATE_NOOP("core", "Who do you want to see each week?"),
                 QT_TRANSLATE_NOOP("core", "I want to see ")},
    StarterWords{"important-goodday", Section::Important, QT_TRANSLATE_NOOP("core", "What makes a good day?"),
                 QT_TRANSLATE_NOOP("core", "A good day has ")},
    StarterWords{"important-things", Section::Important, QT_TRANSLATE_NOOP("core", "What do you want to keep near you?"),
                 QT_TRANSLATE_NOOP("core", "I always want to have ")},
    StarterWords{"important-badday", Section::Important, QT_TRANSLATE_NOOP("core", "What can spoil a day?"),
                 QT_TRANSLATE_NOOP("core", "A day goes wrong when ")},
    StarterWords{"strengths-good", Section::Strengths, QT_TRANSLATE_NOOP("core", "What are you good at?"),
                 QT_TRANSLATE_NOOP("core", "I am good at ")},
    StarterWords{"strengths-teach", Section::Strengths, QT_TRANSLATE_NOOP("core", "What could you show someone how to do?"),
                 QT_TRANSLATE_NOOP("core", "I could show you how to ")},
    StarterWords{"strengths-tried", Section::Strengths, QT_TRANSLATE_NOOP("core", "What was hard once and is easier now?"),
                 QT_TRANSLATE_NOOP("core", "I have learned to ")},
    StarterWords{"support-help", Section::Support, QT_TRANSLATE_NOOP("core", "What helps when something is hard?"),
                 QT_TRANSLATE_NOOP("core", "When it is hard, it helps if you ")},
    StarterWords{"support-worry", Section::Support, QT_TRANSLATE_NOOP("core", "How can people tell that you are worried?"),
                 QT_TRANSLATE_NOOP("core", "You can tell I am worried when I ")},
    StarterWords{"support-places", Section::Support, QT_TRANSLATE_NOOP("core", "Which place is too loud, bright or busy?"),
                 QT_TRANSLATE_NOOP("core", "I find it hard to be in ")},
    StarterWords{"support-safe", Section::Support, QT_TRANSLATE_NOOP("core", "What must people know to keep you safe?"),
                 QT_TRANSLATE_NOOP("core", "To keep me safe, you must know that ")},
    StarterWords{"tips-first", Section::Tips, QT_TRANSLATE_NOOP("core", "What should a new person do first?"),
                 QT_TRANSLATE_NOOP("core", "First, please ")},
    StarterWords{"tips-never", Section::Tips, QT_TRANSLATE_NOOP("core", "What should a new person not do?"),
                 QT_TRANSLATE_NOOP("core", "Please do not ")},
    StarterWords{"tips-calm", Section::Tips, QT_TRANSLATE_NOOP("core", "What helps you feel calm?"),
                 QT_TRANSLATE_NOOP("core", "I feel calm when ")},
};

} // namespace

// --- reading -----------------------------------------------------------------------------------------------------------------

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

About about(const Circle &circle)
{
    const QList<const Record *> records = sharedRecords(circle, aboutKind::about);
    About a;
    if (!records.isEmpty())
        a.id = records.constFirst()->id;
    a.name = firstSet(records, aboutKind::name);
    if (a.name.isEmpty())
        a.name = circle.overview().name;
    a.photo = firstSet(records, aboutKind::photo);
    a.communicate = firstSet(records, aboutKind::communicate);
    a.yes = firstSet(records, aboutKind::yes);
    a.no = firstSet(records, aboutKind::no);
    a.stop = firstSet(records, aboutKind::stop);
    a.pain = firstSet(records, aboutKind::pain);
    a.clashes = std::any_of(records.cbegin(), records.cend(), [](const Record *record) { return clashesToDecide(*record); });
    return a;
}

QList<Sign> signs(const Circle &circle)
{
    QList<Sign> list;
    for (const Record *record : circle.records(signKind::sign)) {
        if (record->audience != circle.everyone())
            continue;
        Sign s;
        s.id = record->id;
        s.see = record->get(signKind::see);
        s.means = record->get(signKind::means);
        s.help = record->get(signKind::help);
        s.saidBy = record->has(signKind::saidBy) ? record->get(signKind::saidBy) : record->creator;
        s.order = record->get(common::order);
        s.clashes = clashesToDecide(*record);
        list.append(s);
    }
    return list;
}

QList<Starter> starters(Section section)
{
    QList<Starter> list;
    for (const StarterWords &words : starterWords) {
        if (words.section == section)
            list.append({QString::fromLatin1(words.id), section, coreText(words.question), coreText(words.beginning)});
    }
    return list;
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

// --- changing ----------------------------------------------------------------------------------------------------------------

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
    copy.saidName = own.saidBy.isNull() ? own.saidName : QString();
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

Result<> editAbout(Circle &circle, const AboutEdit &edit)
{
    HEARD_TRY(mayWrite(circle));
    Change change(circle, circle.everyone());
    const QList<const Record *> records = sharedRecords(circle, aboutKind::about);
    const auto apply = [&](const Field<QString> &field, const std::optional<QString> &typed) -> Result<> {
        if (!typed)
            return {};
        HEARD_TRY_ASSIGN(const QString text, optionalText(*typed));
        // Made apart on two devices there may be several: all must agree, or an old one would show through.
        for (const Record *record : records) {
            if (record == records.constFirst() || !record->get(field).isEmpty())
                setIfNew(change, *record, field, text);
        }
        return {};
    };
    AboutEdit wantedEdit = edit;
    if (edit.name && !edit.name->trimmed().isEmpty()) {
        HEARD_TRY_ASSIGN(wantedEdit.name, checkedName(*edit.name));
    }
    QByteArray photo;
    if (edit.photo) {
        HEARD_TRY_ASSIGN(photo, checkedPhoto(*edit.photo));
    }
    if (records.isEmpty()) {
        const Id made = change.make(aboutKind::about);
        const auto setNew = [&](const Field<QString> &field, const std::optional<QString> &typed) -> Result<> {
            if (typed) {
                HEARD_TRY_ASSIGN(const QString text, optionalText(*typed));
                change.set(made, field, text);
            }
            return {};
        };
        HEARD_TRY(setNew(aboutKind::name, wantedEdit.name));
        HEARD_TRY(setNew(aboutKind::communicate, edit.communicate));
        HEARD_TRY(setNew(aboutKind::yes, edit.yes));
        HEARD_TRY(setNew(aboutKind::no, edit.no));
        HEARD_TRY(setNew(aboutKind::stop, edit.stop));
        HEARD_TRY(setNew(aboutKind::pain, edit.pain));
        if (edit.photo)
            change.set(made, aboutKind::photo, photo);
        if (change.operations().size() == 1)
            return {};
    } else {
        HEARD_TRY(apply(aboutKind::name, wantedEdit.name));
        HEARD_TRY(apply(aboutKind::communicate, edit.communicate));
        HEARD_TRY(apply(aboutKind::yes, edit.yes));
        HEARD_TRY(apply(aboutKind::no, edit.no));
        HEARD_TRY(apply(aboutKind::stop, edit.stop));
        HEARD_TRY(apply(aboutKind::pain, edit.pain));
        if (edit.photo) {
            for (const Record *record : records) {
                if (record == records.constFirst() || !record->get(aboutKind::photo).isEmpty())
                    setIfNew(change, *record, aboutKind::photo, photo);
            }
        }
    }
    if (change.isEmpty())
        return {};
    HEARD_TRY(circle.save(change));
    return {};
}

Result<Id> addSign(Circle &circle, const NewSign &sign)
{
    HEARD_TRY(mayWrite(circle));
    HEARD_TRY_ASSIGN(const QString see, neededText(sign.see));
    HEARD_TRY_ASSIGN(const QString means, optionalText(sign.means));
    HEARD_TRY_ASSIGN(const QString help, optionalText(sign.help));
    const Id saidBy = sign.saidBy.isNull() ? circle.me() : sign.saidBy;
    if (saidBy != circle.id() && !circle.member(saidBy)) {
        return fail(ErrorCode::BadInput, "unknown-member",
                    coreText("The person who said this is not in the circle. Pick someone who is, or type their name."));
    }
    QString last;
    for (const Record *record : circle.records(signKind::sign))
        last = std::max(last, record->get(common::order));
    Change change(circle, circle.everyone());
    const Id id = change.make(signKind::sign);
    change.set(id, signKind::see, see);
    change.set(id, signKind::means, means);
    change.set(id, signKind::help, help);
    change.set(id, signKind::saidBy, saidBy);
    change.set(id, common::order, orderAfter(last));
    HEARD_TRY(circle.save(change));
    return id;
}

Result<> editSign(Circle &circle, const Id &sign, const QString &see, const QString &means, const QString &help)
{
    HEARD_TRY(mayWrite(circle));
    HEARD_TRY_ASSIGN(const Record *record,
                     found(circle, sign, signKind::sign, "no-sign", coreText("This sign is not in the passport. Nothing was changed.")));
    HEARD_TRY_ASSIGN(const QString seeText, neededText(see));
    HEARD_TRY_ASSIGN(const QString meansText, optionalText(means));
    HEARD_TRY_ASSIGN(const QString helpText, optionalText(help));
    Change change(circle, record->audience);
    setIfNew(change, *record, signKind::see, seeText);
    setIfNew(change, *record, signKind::means, meansText);
    setIfNew(change, *record, signKind::help, helpText);
    if (change.isEmpty())
        return {};
    HEARD_TRY(circle.save(change));
    return {};
}

// --- two versions ------------------------------------------------------------------------------------------------------------

namespace {

Side sideOf(const Record &record, const QString &field, const Version &version, Names &names)
{
    Side side;
    side.op = version.op;
    side.value = version.value;
    side.shown = inWords(record.kind, field, version.value);
    side.member = version.member;
    side.who = names.of(version.member);
    side.time = version.time;
    return side;
}

/** Removed here, changed there: the removals, and what was written without knowing of them. */
QList<Side> sidesOfRemoval(const Record &record, Names &names)
{
    QList<Side> sides;
    QByteArray marks;
    const auto gone = record.fields.constFind(common::gone.key());
    if (gone == record.fields.constEnd())
        return sides;
    QList<Side> kept;
    for (const Version &version : gone->all()) {
        Side side = sideOf(record, common::gone.key(), version, names);
        side.removal = !version.value.toByteArray().isEmpty();
        marks += version.value.toByteArray();
        (side.removal ? sides : kept).append(side);
    }
    const auto isMarked = [&](const OpId &op) {
        const QByteArray wantedMark = mark(op);
        for (qsizetype at = 0; at + wantedMark.size() <= marks.size(); at += wantedMark.size()) {
            if (QByteArrayView(marks).sliced(at, wantedMark.size()) == wantedMark)
                return true;
        }
        return false;
    };
    for (const Asked &asked : askedFields(record.kind)) {
        const auto it = record.fields.constFind(asked.field);
        if (it == record.fields.constEnd())
            continue;
        for (const Version &version : it->all()) {
            if (!isMarked(version.op))
                kept.append(sideOf(record, asked.field, version, names));
        }
    }
    if (kept.isEmpty()) {
        // Only its place was changed meanwhile: it is enough to know that someone did.
        for (auto it = record.fields.cbegin(); it != record.fields.cend(); ++it) {
            for (const Version &version : it->all()) {
                if (it.key() != common::gone.key() && !isMarked(version.op)) {
                    Side side = sideOf(record, it.key(), version, names);
                    side.shown = coreText("Kept, in another place");
                    kept.append(side);
                }
            }
        }
    }
    return sides + kept;
}

QList<Clash> clashesIn(const Record &record, Names &names)
{
    QList<Clash> list;
    const QStringList all = record.clashes();
    if (all.isEmpty())
        return list;
    if (all.contains(common::gone.key()))
        list.append({record.id, record.kind, common::gone.key(), coreText("If it stays"), sidesOfRemoval(record, names)});
    for (const Asked &asked : askedFields(record.kind)) {
        if (!all.contains(asked.field))
            continue;
        Clash clash{record.id, record.kind, asked.field, asked.label, {}};
        for (const Version &version : record.fields.constFind(asked.field)->distinct())
            clash.sides.append(sideOf(record, asked.field, version, names));
        list.append(clash);
    }
    return list;
}

Result<Clash> clashOf(const Circle &circle, const Record &record, const QString &field)
{
    Names names(circle);
    for (const Clash &clash : clashesIn(record, names)) {
        if (clash.field == field)
            return clash;
    }
    return fail(ErrorCode::NotFound, "no-clash", coreText("There is only one version now. Nothing needs to be chosen."));
}

} // namespace

QList<Clash> clashesOf(const Circle &circle, const Id &id)
{
    const Record *record = circle.record(id);
    if (!record)
        return {};
    Names names(circle);
    return clashesIn(*record, names);
}

QList<Clash> clashes(const Circle &circle)
{
    Names names(circle);
    QList<Clash> list;
    for (const QString &kind : {statementKind::statement, aboutKind::about, signKind::sign, penKind::pen}) {
        for (const Record *record : circle.records(kind))
            list += clashesIn(*record, names);
    }
    return list;
}

Result<> settle(Circle &circle, const Id &id, const QString &field, const OpId &keep)
{
    HEARD_TRY(mayWrite(circle));
    HEARD_TRY_ASSIGN(const Record *record, foundAny(circle, id));
    HEARD_TRY_ASSIGN(const Clash clash, clashOf(circle, *record, field));
    const auto side = std::find_if(clash.sides.cbegin(), clash.sides.cend(), [&](const Side &s) { return s.op == keep; });
    if (side == clash.sides.cend())
        return fail(ErrorCode::NotFound, "no-clash", coreText("This version has changed meanwhile. Look at both again."));
    Change change(circle, record->audience);
    if (field != common::gone.key())
        change.setRaw(id, field, side->value);
    else if (side->removal)
        change.remove(id);
    else
        change.bringBack(id);
    HEARD_TRY(circle.save(change));
    return {};
}

Result<> settleWithText(Circle &circle, const Id &id, const QString &field, const QString &text)
{
    HEARD_TRY(mayWrite(circle));
    HEARD_TRY_ASSIGN(const Record *record, foundAny(circle, id));
    HEARD_TRY(clashOf(circle, *record, field));
    const QList<Asked> asked = askedFields(record->kind);
    if (!std::any_of(asked.cbegin(), asked.cend(), [&](const Asked &one) { return one.field == field && one.text; }))
        return fail(ErrorCode::Usage, "not-text", coreText("This cannot be written anew. Choose one of the two."));
    HEARD_TRY_ASSIGN(const QString words, neededText(text));
    Change change(circle, record->audience);
    change.setRaw(id, field, QCborValue(words));
    HEARD_TRY(circle.save(change));
    return {};
}

Result<QList<Id>> keepBoth(Circle &circle, const Id &id)
{
    HEARD_TRY(mayWrite(circle));
    HEARD_TRY_ASSIGN(const Record *record, foundStatement(circle, id));
    HEARD_TRY_ASSIGN(const Clash clash, clashOf(circle, *record, statementKind::text.key()));
    Names names(circle);
    const Statement original = read(circle, *record, names);
    QString next;
    for (const Statement &other : statements(circle, original.section)) {
        if (other.order > original.order && (next.isEmpty() || other.order < next))
            next = other.order;
    }
    Change change(circle, record->audience);
    change.setRaw(id, statementKind::text.key(), clash.sides.constFirst().value);
    QList<Id> made;
    QString order = original.order;
    for (qsizetype i = 1; i < clash.sides.size(); ++i) {
        NewStatement another;
        another.section = original.section;
        another.text = clash.sides.at(i).value.toString();
        another.saidBy = original.saidBy;
        another.saidName = original.saidBy.isNull() ? original.saidName : QString();
        another.symbol = original.symbol;
        another.mustKnow = original.mustKnow;
        order = orderBetween(order, next);
        made.append(put(change, another, order));
    }
    HEARD_TRY(circle.save(change));
    return made;
}

// --- what it said before -----------------------------------------------------------------------------------------------------

Result<QList<Past>> history(const Circle &circle, const Id &id)
{
    HEARD_TRY_ASSIGN(const Record *record, foundAny(circle, id));
    const QString kind = record->kind;
    HEARD_TRY_ASSIGN(const QList<HistoryEntry> entries, circle.history(id));
    Names names(circle);
    const QList<Asked> asked = askedFields(kind);
    QList<Past> list;
    for (const HistoryEntry &entry : entries) {
        const auto it = std::find_if(asked.cbegin(), asked.cend(), [&](const Asked &one) { return one.field == entry.field; });
        const bool removal = entry.field == common::gone.key();
        if (it == asked.cend() && !removal)
            continue;
        list.append({entry.op, entry.field, removal ? coreText("If it stays") : it->label, inWords(kind, entry.field, entry.value),
                     entry.member, names.of(entry.member), entry.time, entry.standing});
    }
    return list;
}

} // namespace heard::profile
