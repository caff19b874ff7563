// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "symbollist.h"

namespace heard {

namespace {

/** A resource path as QML wants it. */
QString sourceFor(const QString &file)
{
    return file.startsWith(u':') ? QStringLiteral("qrc") + file : file;
}

} // namespace

SymbolList::SymbolList(QObject *parent) : QAbstractListModel(parent), m_symbols(profile::findSymbols({})) {}

void SymbolList::setQuery(const QString &query)
{
    if (query == m_query)
        return;
    beginResetModel();
    m_query = query;
    m_symbols = profile::findSymbols(query);
    endResetModel();
    emit queryChanged();
}

int SymbolList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant SymbolList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const profile::Symbol &symbol = m_symbols.at(index.row());
    switch (role) {
    case SymbolIdRole:
        return symbol.id;
    case LabelRole:
        return symbol.label;
    case SourceRole:
        return sourceFor(symbol.file);
    default:
        break;
    }
    return {};
}

QHash<int, QByteArray> SymbolList::roleNames() const
{
    return {{SymbolIdRole, "symbolId"}, {LabelRole, "label"}, {SourceRole, "source"}};
}

QString SymbolList::labelOf(const QString &symbol) const
{
    const profile::Symbol *known = profile::symbol(symbol);
    return known ? known->label : QString();
}

QString SymbolList::sourceOf(const QString &symbol) const
{
    const profile::Symbol *known = profile::symbol(symbol);
    return known ? sourceFor(known->file) : QString();
}

} // namespace heard
