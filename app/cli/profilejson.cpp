// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profilejson.h"

#include "json.h"

namespace heard::cli {

using namespace profile;

namespace {

QJsonArray idsJson(const QList<Id> &ids)
{
    QJsonArray json;
    for (const Id &id : ids)
        json.append(id.toHex());
    return json;
}

QJsonArray wordsJson(const QList<DiffRun> &runs)
{
    QJsonArray json;
    for (const DiffRun &run : runs) {
        const QString kind = run.kind == DiffRun::Same    ? QStringLiteral("same")
                             : run.kind == DiffRun::Added ? QStringLiteral("added")
                                                          : QStringLiteral("removed");
        json.append(QJsonObject{{QStringLiteral("kind"), kind}, {QStringLiteral("text"), run.text}});
    }
    return json;
}

QJsonArray statementsJson(const Circle &circle, const QList<Statement> &statements)
{
    QJsonArray json;
    for (const Statement &statement : statements)
        json.append(statementJson(circle, statement));
    return json;
}

/** Who kept words of another's apart, as a line of its own; null for all other lines. */
QJsonValue keptApartBy(const Circle &circle, const Id &statement)
{
    const Record *record = circle.record(statement);
    return record && record->has(common::copyOf) ? whoJson(circle, record->creator) : QJsonValue();
}

} // namespace

QJsonObject statementJson(const Circle &circle, const Statement &statement)
{
    return {{QStringLiteral("statement"), statement.id.toHex()},
            {QStringLiteral("section"), sectionName(statement.section)},
            {QStringLiteral("text"), statement.text},
            {QStringLiteral("said_by"),
             QJsonObject{{QStringLiteral("id"), statement.saidBy.isNull() ? QJsonValue() : QJsonValue(statement.saidBy.toHex())},
                         {QStringLiteral("name"), statement.saidName}}},
            {QStringLiteral("written_by"), whoJson(circle, statement.writtenBy)},
            {QStringLiteral("changed"), timeJson(statement.changed)},
            {QStringLiteral("changed_by"), statement.changedBy.isNull() ? QJsonValue() : whoJson(circle, statement.changedBy)},
            {QStringLiteral("kept_apart_by"), keptApartBy(circle, statement.id)},
            {QStringLiteral("symbol"), statement.symbol},
            {QStringLiteral("photo_bytes"), statement.photo.size()},
            {QStringLiteral("must_know"), statement.mustKnow},
            {QStringLiteral("tip"), statement.tip},
            {QStringLiteral("audience"), statement.onlyMine ? QStringLiteral("only-me") : QStringLiteral("everyone")},
            {QStringLiteral("two_versions"), statement.clashes}};
}

QJsonObject sectionsJson(const Circle &circle, const QList<Statement> &statements)
{
    QJsonObject json;
    const QList<Section> sections = allSections();
    for (const Section section : sections) {
        QJsonArray inSection;
        for (const Statement &statement : statements) {
            if (statement.section == section)
                inSection.append(statementJson(circle, statement));
        }
        json.insert(sectionName(section), inSection);
    }
    return json;
}

QJsonObject aboutJson(const About &about)
{
    return {{QStringLiteral("record"), about.id.isNull() ? QJsonValue() : QJsonValue(about.id.toHex())},
            {QStringLiteral("name"), about.name},
            {QStringLiteral("photo_bytes"), about.photo.size()},
            {QStringLiteral("communicate"), about.communicate},
            {QStringLiteral("yes"), about.yes},
            {QStringLiteral("no"), about.no},
            {QStringLiteral("stop"), about.stop},
            {QStringLiteral("pain"), about.pain},
            {QStringLiteral("two_versions"), about.clashes}};
}

QJsonObject signJson(const Circle &circle, const Sign &sign)
{
    return {{QStringLiteral("sign"), sign.id.toHex()},
            {QStringLiteral("see"), sign.see},
            {QStringLiteral("means"), sign.means},
            {QStringLiteral("help"), sign.help},
            {QStringLiteral("said_by"), whoJson(circle, sign.saidBy)},
            {QStringLiteral("two_versions"), sign.clashes}};
}

QJsonObject clashJson(const Clash &clash)
{
    QJsonArray versions;
    for (const Side &side : clash.sides) {
        versions.append(
            QJsonObject{{QStringLiteral("number"), versions.size() + 1},
                        {QStringLiteral("value"), side.shown},
                        {QStringLiteral("removal"), side.removal},
                        {QStringLiteral("by"), QJsonObject{{QStringLiteral("id"), side.member.toHex()}, {QStringLiteral("name"), side.who}}},
                        {QStringLiteral("at"), timeJson(side.time)}});
    }
    return {{QStringLiteral("record"), clash.record.toHex()},
            {QStringLiteral("kind"), clash.kind},
            {QStringLiteral("field"), clash.field},
            {QStringLiteral("label"), clash.label},
            {QStringLiteral("versions"), versions}};
}

QJsonObject versionJson(const VersionInfo &version)
{
    return {{QStringLiteral("version"), version.id.toHex()},
            {QStringLiteral("note"), version.note},
            {QStringLiteral("date"), timeJson(version.date)},
            {QStringLiteral("by"), QJsonObject{{QStringLiteral("id"), version.by.toHex()}, {QStringLiteral("name"), version.who}}},
            {QStringLiteral("statements"), version.statements}};
}

QJsonObject comparisonJson(const Circle &circle, const Comparison &comparison)
{
    QJsonArray changed;
    for (const ChangedStatement &one : comparison.changed) {
        changed.append(QJsonObject{{QStringLiteral("before"), statementJson(circle, one.before)},
                                   {QStringLiteral("after"), statementJson(circle, one.after)},
                                   {QStringLiteral("words"), wordsJson(one.words)},
                                   {QStringLiteral("picture_changed"), one.pictureChanged},
                                   {QStringLiteral("must_know_changed"), one.mustKnowChanged}});
    }
    QJsonArray moved;
    for (const MovedStatement &one : comparison.moved)
        moved.append(QJsonObject{{QStringLiteral("before"), statementJson(circle, one.before)},
                                 {QStringLiteral("after"), statementJson(circle, one.after)}});
    return {{QStringLiteral("added"), statementsJson(circle, comparison.added)},
            {QStringLiteral("removed"), statementsJson(circle, comparison.removed)},
            {QStringLiteral("changed"), changed},
            {QStringLiteral("moved"), moved},
            {QStringLiteral("same"), comparison.same},
            {QStringLiteral("about_changed"), comparison.aboutChanged}};
}

QJsonObject agreementJson(const Agreement &agreement)
{
    QJsonArray layouts;
    for (const Layout layout : agreement.layouts)
        layouts.append(layoutName(layout));
    return {{QStringLiteral("agreement"), agreement.id.toHex()},
            {QStringLiteral("about"), agreement.about.toHex()},
            {QStringLiteral("given_by"),
             QJsonObject{{QStringLiteral("id"), agreement.givenBy.toHex()}, {QStringLiteral("name"), agreement.who}}},
            {QStringLiteral("written_by"), agreement.writtenBy.toHex()},
            {QStringLiteral("yes"), agreement.yes},
            {QStringLiteral("layouts"), layouts},
            {QStringLiteral("until"), agreement.until.toString(Qt::ISODate)},
            {QStringLiteral("how"), agreement.how},
            {QStringLiteral("for"), agreement.forWhom},
            {QStringLiteral("counts"), agreement.counts},
            {QStringLiteral("words_changed_since"), agreement.ended}};
}

QJsonObject penJson(const Pen &pen)
{
    return {{QStringLiteral("member"), pen.member.toHex()},
            {QStringLiteral("name"), pen.name},
            {QStringLiteral("role"), pen.role},
            {QStringLiteral("what_i_do"), pen.what},
            {QStringLiteral("can_decide"), pen.can},
            {QStringLiteral("cannot_decide"), pen.cannot},
            {QStringLiteral("how_i_work"), pen.work},
            {QStringLiteral("photo_bytes"), pen.photo.size()},
            {QStringLiteral("two_versions"), pen.clashes}};
}

QJsonObject tipJson(const Tip &tip)
{
    return {{QStringLiteral("tip"), tip.id},
            {QStringLiteral("group"), tip.group},
            {QStringLiteral("text"), tip.text},
            {QStringLiteral("date"), tip.date},
            {QStringLiteral("source"), tip.source}};
}

namespace {

/** What is not on the page, and why: "room" (this layout has none for it) or "letters" (no font here has them). */
QJsonArray notShownJson(const Export &made)
{
    QJsonArray json;
    for (const Id &id : made.notShown)
        json.append(QJsonObject{{QStringLiteral("why"), QStringLiteral("room")}, {QStringLiteral("statement"), id.toHex()}});
    for (const MissingLetters &one : made.missing) {
        json.append(QJsonObject{{QStringLiteral("why"), QStringLiteral("letters")},
                                {QStringLiteral("letters"), QJsonArray::fromStringList(one.letters)},
                                {QStringLiteral("script"), one.script},
                                {QStringLiteral("package"), one.package},
                                {QStringLiteral("statements"), QJsonArray::fromStringList(one.refs)}});
    }
    return json;
}

} // namespace

QJsonObject exportJson(const Export &made)
{
    QJsonArray twoVersions;
    for (const Clash &clash : made.twoVersions)
        twoVersions.append(clashJson(clash));
    return {{QStringLiteral("pages"), made.pages},
            {QStringLiteral("words"), made.words},
            {QStringLiteral("bytes"), made.bytes.size()},
            {QStringLiteral("trimmed"), idsJson(made.trimmed)},
            {QStringLiteral("not_shown"), notShownJson(made)},
            {QStringLiteral("symbols"), QJsonArray::fromStringList(made.symbols)},
            {QStringLiteral("undecided"), idsJson(made.undecided)},
            {QStringLiteral("two_versions"), twoVersions}};
}

QJsonObject fitJson(const LiveFit &fit)
{
    QJsonArray trims;
    for (const TrimStatement &trim : fit.trims) {
        trims.append(QJsonObject{{QStringLiteral("statement"), trim.statement.toHex()},
                                 {QStringLiteral("text"), trim.text},
                                 {QStringLiteral("words"), trim.words},
                                 {QStringLiteral("whole"), trim.whole}});
    }
    return {{QStringLiteral("fits"), fit.fits},
            {QStringLiteral("fraction"), fit.fraction},
            {QStringLiteral("point_size"), fit.pointSize},
            {QStringLiteral("words_left"), fit.wordsLeft},
            {QStringLiteral("words_over"), fit.wordsOver},
            {QStringLiteral("trim"), trims},
            {QStringLiteral("sentence"), fit.sentence}};
}

} // namespace heard::cli
