// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circlelist.h"
#include "injected.h"
#include "synclist.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** What to do next, the most useful first: never more than three, and one that always helps. */
class NextSteps : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    HEARD_INJECTED(NextSteps)

    enum Role {
        TextRole = Qt::UserRole + 1, ///< what, as a sentence
        DetailRole,                  ///< why
        ActionTextRole,              ///< the button
        IconRole,
        PageRole,   ///< the page the button leads to
        CircleRole, ///< the circle it is about; empty when none
    };
    Q_ENUM(Role)

    NextSteps(OpenCircles &open, CircleList &circles, SyncList &sync, QObject *parent = nullptr);

    [[nodiscard]] int count() const { return int(m_steps.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    /** The words again, after a change of language. */
    void refresh();

signals:
    void countChanged();

private:
    struct Step
    {
        QString text;
        QString detail;
        QString actionText;
        QString icon;
        QString page;
        QString circle;
        friend bool operator==(const Step &, const Step &) = default;
    };
    [[nodiscard]] QList<Step> find() const;

    OpenCircles &m_open;
    CircleList &m_circles;
    SyncList &m_sync;
    QList<Step> m_steps;
};

} // namespace heard
