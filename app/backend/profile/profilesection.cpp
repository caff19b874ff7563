// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profilesection.h"

#include "pictures.h"
#include "profile/profile.h"
#include "rows.h"

#include <QLocale>

namespace heard {

void ProfileSection::setCircle(CurrentCircle *circle)
{
    if (circle == m_circle)
        return;
    if (m_circle)
        disconnect(m_circle, nullptr, this, nullptr);
    m_circle = circle;
    if (circle)
        connect(circle, &CurrentCircle::changed, this, &ProfileSection::load);
    emit circleChanged();
    load();
}

void ProfileSection::setSection(const QString &name)
{
    if (name == m_name)
        return;
    m_name = name;
    emit sectionChanged();
    load();
}

QString ProfileSection::heading() const
{
    const auto section = profile::sectionFromName(m_name);
    return section ? profile::sectionHeading(*section) : QString();
}

void ProfileSection::load()
{
    QList<profile::Statement> wanted;
    const auto section = profile::sectionFromName(m_name);
    if (section && m_circle && m_circle->circle())
        wanted = profile::statements(*m_circle->circle(), *section);
    const int before = count();
    updateRows(m_lines, wanted, [](const profile::Statement &s) { return s.id; }, HEARD_ROW_STEPS);
    if (count() != before)
        emit countChanged();
    lookForLeftOver();
}

void ProfileSection::setDrafts(Drafts *drafts)
{
    if (drafts == m_drafts)
        return;
    if (m_drafts)
        disconnect(m_drafts, nullptr, this, nullptr);
    m_drafts = drafts;
    if (drafts)
        connect(drafts, &Drafts::changed, this, &ProfileSection::lookForLeftOver);
    emit circleChanged();
    lookForLeftOver();
}

void ProfileSection::lookForLeftOver()
{
    QStringList found;
    if (m_drafts && m_circle && m_circle->circle()) {
        const QStringList places = m_drafts->places();
        for (const QString &place : places) {
            const auto line = Id::fromHex(place);
            if (!line || m_drafts->at(place)->values.value(QLatin1String("section")).toString() != m_name)
                continue;
            const Record *record = m_circle->circle()->record(*line);
            if (!record || record->gone())
                found.append(place);
        }
    }
    if (found == m_leftOver)
        return;
    m_leftOver = found;
    emit leftOverChanged();
}

int ProfileSection::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ProfileSection::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const profile::Statement &line = m_lines.at(index.row());
    switch (role) {
    case LineIdRole:
        return line.id.toHex();
    case TextRole:
        return line.text;
    case WhoRole:
        return line.saidName;
    case SymbolRole:
        return line.symbol;
    case PhotoRole:
        return line.photo.isEmpty() ? QString() : pictureOf(line.id, profile::statementKind::photo.key(), line.photo);
    case MustKnowRole:
        return line.mustKnow;
    case ClashingRole:
        return line.clashes;
    case OnlyMineRole:
        return line.onlyMine;
    case ChangedByRole:
        return writerOf(line);
    case ChangedOnRole:
        return line.changedBy.isNull()
                   ? QString()
                   : QLocale().toString(QDateTime::fromMSecsSinceEpoch(line.changed).date(), QStringLiteral("d MMMM yyyy"));
    default:
        break;
    }
    return {};
}

QString ProfileSection::writerOf(const profile::Statement &line) const
{
    if (!line.changedBy.isNull())
        return line.changedName;
    const Circle &circle = *m_circle->circle();
    // Words that were kept apart are their writer's still; who put them where they are is told too.
    const Record *record = circle.record(line.id);
    if (record && record->has(common::copyOf) && record->creator != line.writtenBy)
        return tr("%1, kept apart by %2", "who wrote a line, and who kept it beside another version")
            .arg(profile::nameOf(circle, line.writtenBy), profile::nameOf(circle, record->creator));
    return line.saidBy == line.writtenBy || line.saidBy.isNull() || !circle.member(line.saidBy) ? QString()
                                                                                                : profile::nameOf(circle, line.writtenBy);
}

QHash<int, QByteArray> ProfileSection::roleNames() const
{
    return {{LineIdRole, "lineId"},       {TextRole, "text"},          {WhoRole, "who"},           {SymbolRole, "symbol"},
            {PhotoRole, "photo"},         {MustKnowRole, "mustKnow"},  {ClashingRole, "clashing"}, {OnlyMineRole, "onlyMine"},
            {ChangedByRole, "changedBy"}, {ChangedOnRole, "changedOn"}};
}

} // namespace heard
