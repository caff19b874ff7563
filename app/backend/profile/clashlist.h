// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "currentcircle.h"
#include "drafts.h"
#include "profile/profile.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

#include <algorithm>

namespace heard {

/** One of two versions of a thing, as it is shown. */
struct SideShown
{
    Q_GADGET
    QML_VALUE_TYPE(sideShown)
    Q_PROPERTY(QString text MEMBER text CONSTANT FINAL)
    Q_PROPERTY(QString who MEMBER who CONSTANT FINAL)
    Q_PROPERTY(QString when MEMBER when CONSTANT FINAL)
    Q_PROPERTY(bool removal MEMBER removal CONSTANT FINAL)

public:
    QString text;
    QString who;
    QString when; ///< the day and time, in the reader's language
    bool removal = false;
    friend bool operator==(const SideShown &, const SideShown &) = default;
};

/** "Two versions: which is right?" Everything in the profile that was changed in two places at once. */
class ClashList : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)
    /** Drafts (their places) of new words for what was decided meanwhile: words that are nowhere else. */
    Q_PROPERTY(QStringList leftOver READ leftOver NOTIFY leftOverChanged FINAL)

public:
    HEARD_INJECTED(ClashList)

    enum Role {
        LabelRole = Qt::UserRole + 1, ///< what it is about, in words
        SidesRole,                    ///< a list of SideShown
        IsTextRole,                   ///< new words can be written
        CanKeepBothRole,
        PlaceRole, ///< of the draft of its new words
    };
    Q_ENUM(Role)

    ClashList(CurrentCircle &circle, Drafts &drafts, QObject *parent = nullptr);

    [[nodiscard]] int count() const { return int(m_clashes.size()); }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QStringList leftOver() const { return m_leftOver; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE bool keep(int row, int side);
    Q_INVOKABLE bool keepBoth(int row);
    /** New words in the place of all; their draft is done with. */
    Q_INVOKABLE bool write(int row, const QString &text);

signals:
    void countChanged();
    void problemChanged();
    void leftOverChanged();

private:
    struct Row
    {
        profile::Clash clash;
        friend bool operator==(const Row &a, const Row &b)
        {
            const auto same = [](const profile::Side &x, const profile::Side &y) {
                return x.op == y.op && x.shown == y.shown && x.who == y.who;
            };
            return a.clash.record == b.clash.record && a.clash.field == b.clash.field
                   && std::equal(a.clash.sides.cbegin(), a.clash.sides.cend(), b.clash.sides.cbegin(), b.clash.sides.cend(), same);
        }
    };
    void load();
    void lookForLeftOver();
    [[nodiscard]] static QString placeOf(const profile::Clash &clash);
    bool done(const Result<> &result);
    [[nodiscard]] bool isText(const profile::Clash &clash) const;

    CurrentCircle &m_circle;
    Drafts &m_drafts;
    QString m_problem;
    QList<Row> m_clashes;
    QStringList m_leftOver;
};

} // namespace heard
