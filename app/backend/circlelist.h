// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circlenotes.h"
#include "injected.h"
#include "opencircles.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace heard {

class Messages;

/** The circles of the person, as lists show them. Known without opening any. */
class CircleList : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    HEARD_INJECTED(CircleList)

    enum Role {
        IdRole = Qt::UserRole + 1,
        NameRole,
        TypeRole,
        MembersRole,
        ClashesRole,
        WaitingRole,
        WaitingSinceRole,
        WaitingToJoinRole,
        LinesRole,   ///< of its one-page profile
        UnseenRole,  ///< changes of others that nobody looked at here
        ChangedRole, ///< ms since 1970 of the newest change; 0 when there is none
        FactsRole,   ///< how it stands, in words
        BadgeRole,   ///< what needs somebody, in a word or two; empty when nothing does
    };
    Q_ENUM(Role)

    CircleList(OpenCircles &circles, CircleNotes &notes, Messages &messages, QObject *parent = nullptr);

    [[nodiscard]] int count() const { return int(m_circles.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] const QList<CircleOverview> &overviews() const { return m_circles; }
    [[nodiscard]] CircleNote note(const Id &circle) const { return m_notes.note(circle); }
    /** The name of a circle, known without opening it; empty when there is none of this id. */
    [[nodiscard]] Q_INVOKABLE QString nameOf(const QString &id) const;
    /** True when a circle here has this name already, in whatever case. */
    [[nodiscard]] Q_INVOKABLE bool hasName(const QString &name) const;
    /** ms since 1970 by the vault's clock; 0 when locked. */
    [[nodiscard]] qint64 now() const;

    /** Makes a circle; gives its id, or nothing when it could not be (then `problem` says why). @p type "young-person" or "group". */
    Q_INVOKABLE QString createCircle(const QString &name, const QString &type, const QString &born, const QString &nation);
    /** Gives it another name, for everyone in it. False: problem() says why. */
    Q_INVOKABLE bool renameCircle(const QString &id, const QString &name);
    /** Takes a circle off this device. The others keep theirs. */
    Q_INVOKABLE bool eraseCircle(const QString &id);
    /** The words about times, again: as time passes and after a change of language. */
    void refreshWords();

signals:
    void countChanged();
    /** Why the last call did not work, in plain words. */
    void problem(const QString &sentence);

private:
    void reload();
    void refresh(const Id &circle);

    OpenCircles &m_open;
    CircleNotes &m_notes;
    Messages &m_messages;
    QList<CircleOverview> m_circles;
};

} // namespace heard
