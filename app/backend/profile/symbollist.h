// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/symbols.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** Symbols to put beside a line, found by a word. */
class SymbolList : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY queryChanged FINAL)

public:
    enum Role { SymbolIdRole = Qt::UserRole + 1, LabelRole, SourceRole };
    Q_ENUM(Role)

    explicit SymbolList(QObject *parent = nullptr);

    [[nodiscard]] QString query() const { return m_query; }
    void setQuery(const QString &query);
    [[nodiscard]] int count() const { return int(m_symbols.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    /** The word of a symbol; empty when there is none. */
    Q_INVOKABLE QString labelOf(const QString &symbol) const;
    /** Where its picture is; empty when there is none. */
    Q_INVOKABLE QString sourceOf(const QString &symbol) const;

signals:
    void queryChanged();

private:
    QString m_query;
    QList<profile::Symbol> m_symbols;
};

} // namespace heard
