// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/filereader.h"
#include "document/photo.h"
#include "pictures.h"
#include "profilefacts.h"

#include <QLocale>
#include <algorithm>

namespace heard {

Profile::Profile(CurrentCircle &circle, QObject *parent) : QObject(parent), m_circle(circle)
{
    connect(&circle, &CurrentCircle::changed, this, &Profile::load);
    connect(&circle, &CurrentCircle::chosen, this, [this] {
        m_takeBack = nullptr;
        forgetProblem();
    });
}

void Profile::load()
{
    m_about = m_circle.circle() ? profile::about(*m_circle.circle()) : profile::About{};
    m_empty = !m_circle.circle() || profile::statements(*m_circle.circle()).isEmpty();
    emit changed();
}

QString Profile::photo() const
{
    return m_about.photo.isEmpty() ? QString() : pictureOf(m_about.id, profile::aboutKind::photo.key(), m_about.photo);
}

bool Profile::ready()
{
    if (m_circle.circle())
        return true;
    return done(fail(ErrorCode::NotFound, "no-circle", tr("Choose a circle first.")));
}

bool Profile::done(const Result<> &result)
{
    const QString problem = result ? QString() : result.error().message;
    if (problem != m_problem) {
        m_problem = problem;
        emit problemChanged();
    }
    return result.has_value();
}

void Profile::forgetProblem()
{
    done({});
}

QString Profile::add(const QString &section, const QString &text, const QString &saidBy, const QString &symbol, bool mustKnow, bool onlyMe)
{
    const auto block = profile::sectionFromName(section);
    if (!ready() || !block) {
        if (!block)
            done(std::unexpected(block.error()));
        return {};
    }
    Circle &circle = *m_circle.circle();
    profile::NewStatement line{.section = *block, .text = text};
    if (const auto speaker = Id::fromHex(saidBy))
        line.saidBy = *speaker;
    else
        line.saidName = saidBy;
    line.symbol = symbol;
    line.mustKnow = mustKnow;
    if (onlyMe)
        line.audience = circle.onlyMe();
    const auto made = profile::add(circle, line);
    if (!made) {
        done(std::unexpected(made.error()));
        return {};
    }
    done({});
    return made->toHex();
}

bool Profile::edited(const QString &line, const profile::Edit &edit)
{
    return ready() && done(profile::edit(*m_circle.circle(), Id::fromHex(line).value_or(Id{}), edit));
}

bool Profile::setText(const QString &line, const QString &text)
{
    return edited(line, {.text = text});
}

bool Profile::change(const QString &line, const QString &text, const QString &symbol, bool mustKnow, const QString &sawText,
                     const QString &sawSymbol, bool sawMustKnow)
{
    profile::Edit edit;
    if (text != sawText) {
        edit.text = text;
        edit.sawText = sawText;
    }
    if (symbol != sawSymbol)
        edit.symbol = symbol;
    if (mustKnow != sawMustKnow)
        edit.mustKnow = mustKnow;
    return edited(line, edit);
}

qsizetype Profile::placeOf(const profile::Statement &line) const
{
    const QList<profile::Statement> block = profile::statements(*m_circle.circle(), line.section);
    const auto there = std::find_if(block.cbegin(), block.cend(), [&](const profile::Statement &one) { return one.id == line.id; });
    return there - block.cbegin();
}

bool Profile::changePhoto(const QString &line, const QByteArray &photo)
{
    if (!ready())
        return false;
    const auto before = profile::statement(*m_circle.circle(), Id::fromHex(line).value_or(Id{}));
    if (!edited(line, {.photo = photo}))
        return false;
    if (before)
        m_takeBack = [this, line, old = before->photo] { return edited(line, {.photo = old}); };
    return true;
}

bool Profile::setPhoto(const QString &line, const QString &path)
{
    const auto photo = readPhoto(path);
    return photo ? changePhoto(line, *photo) : done(std::unexpected(photo.error()));
}

bool Profile::takePhotoAway(const QString &line)
{
    return changePhoto(line, {});
}

bool Profile::setSection(const QString &line, const QString &section)
{
    const auto block = profile::sectionFromName(section);
    if (!block)
        return done(std::unexpected(block.error()));
    if (!ready())
        return false;
    const Id id = Id::fromHex(line).value_or(Id{});
    const auto before = profile::statement(*m_circle.circle(), id);
    const qsizetype place = before ? placeOf(*before) : 0;
    if (!edited(line, {.section = *block}))
        return false;
    if (before) {
        m_takeBack = [this, line, id, place, old = before->section] {
            return edited(line, {.section = old}) && done(profile::moveTo(*m_circle.circle(), id, place));
        };
    }
    return true;
}

bool Profile::moveTo(const QString &line, int position)
{
    if (!ready())
        return false;
    const Id id = Id::fromHex(line).value_or(Id{});
    const auto before = profile::statement(*m_circle.circle(), id);
    const qsizetype place = before ? placeOf(*before) : 0;
    if (!done(profile::moveTo(*m_circle.circle(), id, position)))
        return false;
    m_takeBack = [this, id, place] { return done(profile::moveTo(*m_circle.circle(), id, place)); };
    return true;
}

bool Profile::takeBack()
{
    const auto back = std::exchange(m_takeBack, nullptr);
    return back && ready() && back();
}

bool Profile::remove(const QString &line)
{
    return ready() && done(profile::remove(*m_circle.circle(), Id::fromHex(line).value_or(Id{})));
}

bool Profile::bringBack(const QString &line)
{
    return ready() && done(profile::bringBack(*m_circle.circle(), Id::fromHex(line).value_or(Id{})));
}

QString Profile::shareWithEveryone(const QString &line)
{
    if (!ready())
        return {};
    return moved(profile::shareWithEveryone(*m_circle.circle(), Id::fromHex(line).value_or(Id{})));
}

QString Profile::keepToMyself(const QString &line)
{
    return ready() ? moved(profile::keepToMyself(*m_circle.circle(), Id::fromHex(line).value_or(Id{}))) : QString();
}

QString Profile::correctVoice(const QString &line, const QString &saidBy)
{
    if (!ready())
        return {};
    const auto speaker = Id::fromHex(saidBy);
    return moved(profile::sayAs(*m_circle.circle(), Id::fromHex(line).value_or(Id{}), speaker.value_or(Id{}), speaker ? QString() : saidBy));
}

QString Profile::moved(const Result<Id> &line)
{
    return done(line ? Result<>{} : std::unexpected(line.error())) ? line->toHex() : QString();
}

bool Profile::setAbout(const QString &field, const QString &text)
{
    profile::AboutEdit edit;
    if (field == QLatin1String("name"))
        edit.name = text;
    else if (field == QLatin1String("communicate"))
        edit.communicate = text;
    else if (field == QLatin1String("yes"))
        edit.yes = text;
    else if (field == QLatin1String("no"))
        edit.no = text;
    else if (field == QLatin1String("stop"))
        edit.stop = text;
    else if (field == QLatin1String("pain"))
        edit.pain = text;
    return ready() && done(profile::editAbout(*m_circle.circle(), edit));
}

bool Profile::changeAboutPhoto(const QByteArray &photo)
{
    if (!ready())
        return false;
    const QByteArray before = m_about.photo;
    if (!done(profile::editAbout(*m_circle.circle(), {.photo = photo})))
        return false;
    m_takeBack = [this, before] { return done(profile::editAbout(*m_circle.circle(), {.photo = before})); };
    return true;
}

bool Profile::setAboutPhoto(const QString &path)
{
    const auto photo = readPhoto(path);
    return photo ? changeAboutPhoto(*photo) : done(std::unexpected(photo.error()));
}

bool Profile::takeAboutPhotoAway()
{
    return changeAboutPhoto({});
}

QVariantList Profile::speakers() const
{
    QVariantList list;
    const Circle *circle = m_circle.circle();
    if (!circle)
        return list;
    const auto entry = [&](const Id &id, const QString &text) {
        list.append(QVariantMap{{QStringLiteral("value"), id.toHex()}, {QStringLiteral("text"), text}});
    };
    const Id young = profile::youngPerson(*circle);
    if (circle->me() != young)
        entry(circle->me(), tr("Me (%1)").arg(profile::nameOf(*circle, circle->me())));
    entry(young, profile::nameOf(*circle, young));
    const QList<Member> members = circle->members();
    for (const Member &member : members) {
        if (!member.removed && member.id != circle->me() && member.id != young)
            entry(member.id, profile::nameOf(*circle, member.id));
    }
    return list;
}

QVariantList Profile::sections() const
{
    QVariantList list;
    for (const profile::Section section : profile::allSections())
        list.append(QVariantMap{{QStringLiteral("value"), profile::sectionName(section)},
                                {QStringLiteral("text"), profile::sectionHeading(section)}});
    return list;
}

QVariantList Profile::starters(const QString &section) const
{
    QVariantList list;
    if (const auto block = profile::sectionFromName(section)) {
        const QList<profile::Starter> starters = profile::starters(*block);
        for (const profile::Starter &starter : starters)
            list.append(QVariantMap{{QStringLiteral("question"), starter.question}, {QStringLiteral("beginning"), starter.beginning}});
    }
    return list;
}

QString Profile::hint(const QString &typed) const
{
    return profile::textHint(typed);
}

QVariantList Profile::history(const QString &line)
{
    QVariantList list;
    if (!ready())
        return list;
    const auto past = profile::history(*m_circle.circle(), Id::fromHex(line).value_or(Id{}));
    if (!past) {
        done(std::unexpected(past.error()));
        return list;
    }
    for (const profile::Past &entry : *past) {
        list.append(QVariantMap{{QStringLiteral("what"), entry.label},
                                {QStringLiteral("text"), entry.shown},
                                {QStringLiteral("who"), entry.who},
                                {QStringLiteral("when"), QLocale().toString(QDateTime::fromMSecsSinceEpoch(entry.time), QLocale::ShortFormat)},
                                {QStringLiteral("standing"), entry.standing}});
    }
    return list;
}

Result<QByteArray> readPhoto(const QString &path)
{
    Result<QByteArray> photo = readWholeFile(path, longestPhotoFile);
    if (photo)
        return photo;
    const Error &why = photo.error();
    if (why.name == QLatin1String("too-large"))
        return fail(ErrorCode::BadInput, "photo-too-big", Profile::tr("This photo is too big. Choose a smaller one."));
    if (why.name == QLatin1String("empty-file"))
        return fail(ErrorCode::BadInput, "photo-empty", Profile::tr("There is nothing in this file. Choose another photo."), why.detail);
    return fail(ErrorCode::BadInput, "photo-unreadable", Profile::tr("This photo can't be opened. Choose another one."), why.detail);
}

} // namespace heard
