// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison.h"

namespace heard {

void ProfileComparison::setCircle(CurrentCircle *circle)
{
    if (circle == m_circle)
        return;
    if (m_circle)
        disconnect(m_circle, nullptr, this, nullptr);
    m_circle = circle;
    if (circle)
        connect(circle, &CurrentCircle::changed, this, &ProfileComparison::compare);
    compare();
}

void ProfileComparison::setBefore(const QString &version)
{
    if (version != m_before) {
        m_before = version;
        compare();
    }
}

void ProfileComparison::setAfter(const QString &version)
{
    if (version != m_after) {
        m_after = version;
        compare();
    }
}

void ProfileComparison::compare()
{
    beginResetModel();
    m_rows.clear();
    m_same = 0;
    m_problem.clear();
    if (m_circle && m_circle->circle() && m_before != m_after) {
        const auto comparison =
            profile::compare(*m_circle->circle(), Id::fromHex(m_before).value_or(Id{}), Id::fromHex(m_after).value_or(Id{}));
        if (comparison) {
            m_same = int(comparison->same);
            const auto heading = [](const profile::Statement &s) { return profile::sectionHeading(s.section); };
            for (const profile::Statement &s : comparison->added)
                m_rows.append({QStringLiteral("new"), heading(s), {}, s.text, s.saidName});
            for (const profile::ChangedStatement &c : comparison->changed)
                m_rows.append({QStringLiteral("changed"), heading(c.after), c.before.text, c.after.text, c.after.saidName});
            for (const profile::MovedStatement &m : comparison->moved) {
                if (m.before.section != m.after.section)
                    m_rows.append({QStringLiteral("moved"), heading(m.after), heading(m.before), m.after.text, m.after.saidName});
            }
            for (const profile::Statement &s : comparison->removed)
                m_rows.append({QStringLiteral("gone"), heading(s), s.text, {}, s.saidName});
        } else {
            m_problem = comparison.error().message;
        }
    }
    endResetModel();
    emit compared();
}

int ProfileComparison::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ProfileComparison::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case KindRole:
        return row.kind;
    case KindTextRole:
        return row.kind == QLatin1String("new")       ? tr("New")
               : row.kind == QLatin1String("gone")    ? tr("Taken out")
               : row.kind == QLatin1String("changed") ? tr("Changed")
                                                      : tr("Moved");
    case SectionRole:
        return row.section;
    case BeforeRole:
        return row.before;
    case AfterRole:
        return row.after;
    case WhoRole:
        return row.who;
    default:
        break;
    }
    return {};
}

QHash<int, QByteArray> ProfileComparison::roleNames() const
{
    return {{KindRole, "kind"},     {KindTextRole, "kindText"}, {SectionRole, "section"},
            {BeforeRole, "before"}, {AfterRole, "after"},       {WhoRole, "who"}};
}

} // namespace heard
