// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circlelist.h"
#include "injected.h"
#include "profile/layout.h"

#include <QTimer>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace heard {

/**
 * The same page for several circles, as PDF files in one folder: one circle after the other, so that the window goes on living. What stops
 * one page stops no other. No file that is there already is written over.
 */
class BulkPages : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /** "one-page", "cover-card", "communication-passport" or "hospital-passport". */
    Q_PROPERTY(QString layout READ layout WRITE setLayout NOTIFY chosen FINAL)
    /** How many circles are chosen. */
    Q_PROPERTY(int chosenCount READ chosenCount NOTIFY chosen FINAL)
    Q_PROPERTY(bool running READ running NOTIFY progress FINAL)
    /** From 0 to 1. */
    Q_PROPERTY(double part READ part NOTIFY progress FINAL)
    Q_PROPERTY(int count READ count NOTIFY progress FINAL)
    /** Pages that were made in the last run. */
    Q_PROPERTY(int saved READ saved NOTIFY progress FINAL)

public:
    HEARD_INJECTED(BulkPages)

    /** One row a circle that a page was tried for. */
    enum Role { NameRole = Qt::UserRole + 1, DoneRole, TellsRole, CircleRole };
    Q_ENUM(Role)

    BulkPages(OpenCircles &open, CircleList &circles, QObject *parent = nullptr);

    [[nodiscard]] QString layout() const { return profile::layoutName(m_layout); }
    void setLayout(const QString &name);
    [[nodiscard]] int chosenCount() const { return int(m_chosen.size()); }
    [[nodiscard]] bool running() const { return !m_left.isEmpty(); }
    [[nodiscard]] double part() const;
    [[nodiscard]] int saved() const { return m_saved; }
    [[nodiscard]] int count() const { return int(m_rows.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /** Layouts as {value, text}; those about an adult are not among them. */
    Q_INVOKABLE QVariantList layouts() const;
    [[nodiscard]] Q_INVOKABLE bool isChosen(const QString &circle) const { return m_chosen.contains(circle); }
    Q_INVOKABLE void choose(const QString &circle, bool on);
    Q_INVOKABLE void chooseAll(const QStringList &circles);
    Q_INVOKABLE void chooseNone();
    /** Makes a page for each chosen circle, in the order of the list. */
    Q_INVOKABLE void make(const QString &folder);
    /** No further page is begun. */
    Q_INVOKABLE void stop();

signals:
    void chosen();
    void progress();
    /** The last page was made, or the run was stopped. */
    void finished();

private:
    struct Row
    {
        QString circle;
        QString name;
        bool done = false;
        QString tells; ///< the name of the file, or why there is none
    };
    void next();
    [[nodiscard]] Result<QString> makeFor(const Id &circle) const;
    void clear();

    OpenCircles &m_open;
    CircleList &m_circles;
    QTimer m_soon;
    profile::Layout m_layout = profile::Layout::OnePage;
    QSet<QString> m_chosen;
    QStringList m_left;
    QString m_folder;
    QList<Row> m_rows;
    qsizetype m_total = 0;
    int m_saved = 0;
};

} // namespace heard
