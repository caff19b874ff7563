// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages.h"

namespace heard {

int Messages::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant Messages::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Message &message = m_messages.at(index.row());
    switch (role) {
    case KindRole:
        return message.kind;
    case Qt::DisplayRole:
    case TextRole:
        return message.text;
    case DetailRole:
        return message.detail;
    case ActionTextRole:
        return message.actionText;
    case ActionRole:
        return message.action;
    default:
        return {};
    }
}

QHash<int, QByteArray> Messages::roleNames() const
{
    return {{KindRole, "kind"}, {TextRole, "text"}, {DetailRole, "detail"}, {ActionTextRole, "actionText"}, {ActionRole, "action"}};
}

void Messages::report(const Error &error, const QString &detail)
{
    add(QStringLiteral("problem"), error.message, detail);
}

void Messages::add(const QString &kind, const QString &text, const QString &detail, const QString &actionText, const QString &action)
{
    // Said once is enough, but the newest goes on top.
    for (int row = 0; row < count(); ++row) {
        if (m_messages.at(row).text == text) {
            remove(row);
            break;
        }
    }
    beginInsertRows({}, 0, 0);
    m_messages.prepend({{}, kind, text, detail, actionText, action});
    endInsertRows();
    emit countChanged();
}

void Messages::keep(const QString &key, const QString &kind, const QString &text, const QString &detail, const QString &actionText,
                    const QString &action)
{
    if (m_putAway.contains(key))
        return;
    const Message message{key, kind, text, detail, actionText, action};
    for (int row = 0; row < count(); ++row) {
        if (m_messages.at(row).key != key)
            continue;
        if (m_messages.at(row) != message) {
            m_messages[row] = message;
            emit dataChanged(index(row), index(row));
        }
        return;
    }
    beginInsertRows({}, 0, 0);
    m_messages.prepend(message);
    endInsertRows();
    emit countChanged();
}

void Messages::settle(const QString &key)
{
    m_putAway.remove(key);
    for (int row = 0; row < count(); ++row) {
        if (m_messages.at(row).key == key) {
            remove(row);
            return;
        }
    }
}

void Messages::dismiss(int row)
{
    if (row < 0 || row >= count())
        return;
    if (const QString key = m_messages.at(row).key; !key.isEmpty())
        m_putAway.insert(key);
    remove(row);
}

void Messages::choose(int row)
{
    if (row < 0 || row >= count())
        return;
    const Message message = m_messages.at(row);
    if (message.key.isEmpty())
        remove(row);
    emit chosen(message.action);
}

void Messages::remove(int row)
{
    beginRemoveRows({}, row, row);
    m_messages.removeAt(row);
    endRemoveRows();
    emit countChanged();
}

} // namespace heard
