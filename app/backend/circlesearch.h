// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** The circles that somebody looks for: by the beginnings of the words of their names, and by how they stand. Source: CircleList. */
class CircleSearch : public QSortFilterProxyModel
{
    Q_OBJECT
    QML_ELEMENT
    /** What was typed. Every word of it must begin a word of the name, whatever case and accents. */
    Q_PROPERTY(QString typed READ typed WRITE setTyped NOTIFY changed FINAL)
    /**
     * "" for all, "new" (others changed something), "versions" (two versions), "unsent" (waits to be sent), "missing" (nothing is written,
     * or not let in yet) or "old" (no change for half a year).
     */
    Q_PROPERTY(QString only READ only WRITE setOnly NOTIFY changed FINAL)
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    explicit CircleSearch(QObject *parent = nullptr);

    [[nodiscard]] QString typed() const { return m_typed; }
    void setTyped(const QString &typed);
    [[nodiscard]] QString only() const { return m_only; }
    void setOnly(const QString &only);
    [[nodiscard]] int count() const { return rowCount(); }
    /** The id of a row; empty when there is none. */
    [[nodiscard]] Q_INVOKABLE QString idAt(int row) const;
    /** Ids of all that are shown. */
    [[nodiscard]] Q_INVOKABLE QStringList ids() const;

signals:
    void changed();
    void countChanged();

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QString m_typed;
    QString m_only;
    QStringList m_words; ///< of what was typed, as they are compared
};

} // namespace heard
