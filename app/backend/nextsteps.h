// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circlelist.h"
#include "injected.h"
#include "nextsteprules.h"
#include "synclist.h"

#include <QAbstractListModel>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** What to do next, the most useful first: never more than three (nextsteprules.h). */
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
        IconRole,
        PageRole,   ///< the page it leads to, whose name the button has
        CircleRole, ///< the circle it is about; empty when it is about several
        OnlyRole,   ///< what the list of circles is to show, when it leads there
    };
    Q_ENUM(Role)

    NextSteps(OpenCircles &open, CircleList &circles, SyncList &sync, QObject *parent = nullptr);

    [[nodiscard]] int count() const { return int(m_steps.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    /** Looks again: for a page that is shown, after a change of language, and as time passes. */
    Q_INVOKABLE void refresh();

signals:
    void countChanged();

private:
    [[nodiscard]] QList<CircleFacts> facts() const;

    OpenCircles &m_open;
    CircleList &m_circles;
    SyncList &m_sync;
    QList<NextStep> m_steps;
    QTimer m_soon;
};

} // namespace heard
