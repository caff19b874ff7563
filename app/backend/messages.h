// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "injected.h"

#include <QAbstractListModel>
#include <QSet>
#include <QtQml/qqmlregistration.h>

namespace heard {

/**
 * What the person must be told: it stays until they have dealt with it. Newest first. The same sentence is there once.
 */
class Messages : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    HEARD_INJECTED(Messages)

    enum Role { KindRole = Qt::UserRole + 1, TextRole, DetailRole, ActionTextRole, ActionRole };
    Q_ENUM(Role)

    explicit Messages(QObject *parent) : QAbstractListModel(parent) {}

    [[nodiscard]] int count() const { return int(m_messages.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /** Something went wrong: its plain sentence, as the core says it. */
    void report(const Error &error, const QString &detail = {});

    /**
     * @p kind "problem", "warning" or "done"; @p text what happened; @p detail what is safe and what to do;
     * @p action is given back by chosen() when the button with @p actionText is pressed.
     */
    Q_INVOKABLE void add(const QString &kind, const QString &text, const QString &detail = {}, const QString &actionText = {},
                         const QString &action = {});
    /**
     * The same for something that lasts, known by its @p key: it is there once however often it is said, and goes with settle(). Put away
     * by the person it does not come again until it was settled. Its action leaves it there.
     */
    void keep(const QString &key, const QString &kind, const QString &text, const QString &detail, const QString &actionText,
              const QString &action);
    /** What @p key stands for is over. */
    void settle(const QString &key);
    Q_INVOKABLE void dismiss(int row);
    Q_INVOKABLE void choose(int row);

signals:
    void countChanged();
    /** The button of a message was pressed. */
    void chosen(const QString &action);

private:
    struct Message
    {
        QString key; ///< of what lasts; empty for what happened once
        QString kind;
        QString text;
        QString detail;
        QString actionText;
        QString action;
        friend bool operator==(const Message &, const Message &) = default;
    };
    void remove(int row);

    QList<Message> m_messages;
    QSet<QString> m_putAway; ///< keys
};

} // namespace heard
