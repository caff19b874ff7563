// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drafts.h"
#include "profile/statement.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** The lines of one block of the profile, in their order: those everyone here can read, then those that only I can. */
class ProfileSection : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(heard::CurrentCircle *circle READ circle WRITE setCircle NOTIFY circleChanged REQUIRED FINAL)
    /** "appreciate", "important", "strengths", "support" or "tips". */
    Q_PROPERTY(QString section READ section WRITE setSection NOTIFY sectionChanged REQUIRED FINAL)
    Q_PROPERTY(heard::Drafts *drafts READ drafts WRITE setDrafts NOTIFY circleChanged FINAL)
    /** Places of drafts for lines of this block that are not there any more: somebody took them away. */
    Q_PROPERTY(QStringList leftOver READ leftOver NOTIFY leftOverChanged FINAL)
    Q_PROPERTY(QString heading READ heading NOTIFY sectionChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    enum Role {
        LineIdRole = Qt::UserRole + 1,
        TextRole,
        WhoRole,    ///< who said it, as a name
        SymbolRole, ///< id; empty when none
        PhotoRole,  ///< where the picture is; empty when none
        MustKnowRole,
        ClashingRole, ///< two versions
        OnlyMineRole,
        ChangedByRole, ///< a name, when another than the speaker wrote the words that stand; else empty
        ChangedOnRole, ///< the day, when those words stand in the place of what was said; else empty
    };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] CurrentCircle *circle() const { return m_circle; }
    void setCircle(CurrentCircle *circle);
    [[nodiscard]] Drafts *drafts() const { return m_drafts; }
    void setDrafts(Drafts *drafts);
    [[nodiscard]] QStringList leftOver() const { return m_leftOver; }
    [[nodiscard]] QString section() const { return m_name; }
    void setSection(const QString &name);
    [[nodiscard]] QString heading() const;
    [[nodiscard]] int count() const { return int(m_lines.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void circleChanged();
    void sectionChanged();
    void countChanged();
    void leftOverChanged();

private:
    [[nodiscard]] QString writerOf(const profile::Statement &line) const;
    void load();
    void lookForLeftOver();

    CurrentCircle *m_circle = nullptr;
    Drafts *m_drafts = nullptr;
    QStringList m_leftOver;
    QString m_name;
    QList<profile::Statement> m_lines;
};

} // namespace heard
