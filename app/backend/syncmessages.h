// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages.h"
#include "synclist.h"

#include <QHash>

namespace heard {

/**
 * Tells the person of what stands in the way of sending and that they can do something about: one message for each cause, not for each
 * try or circle, there as long as the cause is. A storage that is away for a while is no message: that is what offline-first is for.
 */
class SyncMessages : public QObject
{
    Q_OBJECT

public:
    SyncMessages(SyncList &list, SyncRunner &runner, Messages &messages, QObject *parent = nullptr);

    /** What the buttons of its messages mean: "sync:<circle>" is done here, "place:<circle>" and "waiting" are pages. */
    static constexpr QLatin1String syncAction{"sync:"};

    struct Cause
    {
        QStringList circles; ///< names
        QString text;        ///< what happened; %1 stands for the circles
        QString sentence;
        QString actionText;
        QString action;
    };
    /** What to do about the problem of a row; nothing: it is not worth a message. */
    [[nodiscard]] std::optional<Cause> causeOf(const SyncList::Row &row) const;

private:
    void look();

    SyncList &m_list;
    SyncRunner &m_runner;
    Messages &m_messages;
    QSet<QString> m_told; ///< keys
};

} // namespace heard
