// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clashlist.h"

#include "rows.h"

#include <QLocale>

namespace heard {

namespace {

/** Before the places of drafts. */
const QLatin1String ofClash("clash/");

/** The versions that the person sees: a decision is over these and no others. */
QList<OpId> shown(const profile::Clash &clash)
{
    QList<OpId> ops;
    for (const profile::Side &side : clash.sides)
        ops.append(side.op);
    return ops;
}

} // namespace

ClashList::ClashList(CurrentCircle &circle, Drafts &drafts, QObject *parent)
    : QAbstractListModel(parent)
    , m_circle(circle)
    , m_drafts(drafts)
{
    connect(&circle, &CurrentCircle::changed, this, &ClashList::load);
    connect(&drafts, &Drafts::changed, this, &ClashList::lookForLeftOver);
}

QString ClashList::placeOf(const profile::Clash &clash)
{
    return ofClash + clash.record.toHex() + u'/' + clash.field;
}

void ClashList::lookForLeftOver()
{
    QStringList left;
    const QStringList places = m_drafts.places();
    for (const QString &place : places) {
        const auto stands = [&place](const Row &row) { return placeOf(row.clash) == place; };
        if (place.startsWith(ofClash) && std::none_of(m_clashes.cbegin(), m_clashes.cend(), stands))
            left.append(place);
    }
    if (left == m_leftOver)
        return;
    m_leftOver = left;
    emit leftOverChanged();
}

void ClashList::load()
{
    QList<Row> wanted;
    if (m_circle.circle()) {
        const QList<profile::Clash> clashes = profile::clashes(*m_circle.circle());
        for (const profile::Clash &clash : clashes)
            wanted.append({clash});
    }
    const int before = count();
    // Row by row: somebody may be writing new words for one of them.
    updateRows(m_clashes, wanted, [](const Row &row) { return std::pair(row.clash.record, row.clash.field); }, HEARD_ROW_STEPS);
    if (count() != before)
        emit countChanged();
    lookForLeftOver();
}

bool ClashList::done(const Result<> &result)
{
    m_problem = result ? QString() : result.error().message;
    emit problemChanged();
    return result.has_value();
}

bool ClashList::isText(const profile::Clash &clash) const
{
    return std::all_of(clash.sides.cbegin(), clash.sides.cend(), [&](const profile::Side &side) {
        return side.value.isString() && clash.field != profile::statementKind::section.key()
               && clash.field != profile::statementKind::symbol.key();
    });
}

int ClashList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ClashList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const profile::Clash &clash = m_clashes.at(index.row()).clash;
    switch (role) {
    case LabelRole:
        return clash.label;
    case SidesRole: {
        QList<SideShown> sides;
        for (const profile::Side &side : clash.sides) {
            sides.append({.text = side.shown,
                          .who = side.who,
                          .when = QLocale().toString(QDateTime::fromMSecsSinceEpoch(side.time), QLocale::ShortFormat),
                          .removal = side.removal});
        }
        return QVariant::fromValue(sides);
    }
    case IsTextRole:
        return isText(clash);
    case CanKeepBothRole:
        return clash.kind == profile::statementKind::statement && clash.field == profile::statementKind::text.key();
    case PlaceRole:
        return placeOf(clash);
    default:
        break;
    }
    return {};
}

QHash<int, QByteArray> ClashList::roleNames() const
{
    return {{LabelRole, "label"}, {SidesRole, "sides"}, {IsTextRole, "isText"}, {CanKeepBothRole, "canKeepBoth"}, {PlaceRole, "place"}};
}

bool ClashList::keep(int row, int side)
{
    if (row < 0 || row >= count() || side < 0 || side >= m_clashes.at(row).clash.sides.size())
        return false;
    // A copy: settling brings the list anew.
    const profile::Clash clash = m_clashes.at(row).clash;
    return done(profile::settle(*m_circle.circle(), clash.record, clash.field, clash.sides.at(side).op, shown(clash)));
}

bool ClashList::keepBoth(int row)
{
    if (row < 0 || row >= count())
        return false;
    const profile::Clash clash = m_clashes.at(row).clash;
    const auto made = profile::keepBoth(*m_circle.circle(), clash.record, shown(clash));
    return done(made ? Result<>{} : std::unexpected(made.error()));
}

bool ClashList::write(int row, const QString &text)
{
    if (row < 0 || row >= count())
        return false;
    const profile::Clash clash = m_clashes.at(row).clash;
    if (!done(profile::settleWithText(*m_circle.circle(), clash.record, clash.field, text, shown(clash))))
        return false;
    m_drafts.drop(placeOf(clash));
    return true;
}

} // namespace heard
