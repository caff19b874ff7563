// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "currentcircle.h"

#include <QCborMap>
#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>
#include <optional>

namespace heard {

/** Something that is being written and was not saved yet. */
struct Draft
{
    QString page;    ///< the page it is written on, by the name that the window gives it
    QCborMap values; ///< what was typed and chosen, by names that whoever keeps it chooses

    friend bool operator==(const Draft &, const Draft &) = default;
};

/**
 * What is being written and was not saved: nobody's but the writer's. Drafts lie sealed in the vault, as the device's own (never in a
 * change, so they are never sent), longestWait after they were typed at the latest, and are there again after a kill, a lock or another
 * page. Only saving, by a person, makes more of them.
 *
 * A draft has a place, of the chosen circle: the id of a line, "new/<section>", "about/<field>" … Places that begin with "vault/"
 * belong to no circle.
 */
class Drafts : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /** Rises when a draft comes, goes or is another: for bindings that ask words(). */
    Q_PROPERTY(int revision READ revision NOTIFY changed FINAL)
    /** Where somebody was writing in the chosen circle when it was left last; "" when nothing is under way there. */
    Q_PROPERTY(QString openPlace READ openPlace NOTIFY changed FINAL)
    /** Why drafts can't be kept just now, in plain words; "" when they are. */
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)

public:
    HEARD_INJECTED(Drafts)

    /** A pause of typing, in ms: what was typed is kept then. */
    static constexpr int pause = 250;
    /** Nothing typed is longer without being kept, in ms. */
    static constexpr int longestWait = 800;

    Drafts(OpenCircles &open, CurrentCircle &circle, QObject *parent = nullptr);

    [[nodiscard]] int revision() const { return m_revision; }
    [[nodiscard]] QString openPlace() const;
    [[nodiscard]] QString problem() const { return m_problem; }

    [[nodiscard]] std::optional<Draft> at(const QString &place) const;
    [[nodiscard]] QStringList places() const; ///< of the chosen circle
    /** Keeps a draft, soon, and notes that somebody is writing there. */
    void put(const QString &place, const Draft &draft);
    /** It was saved, or is again what stands: gone for good, at once. */
    void drop(const QString &place);
    /** It was put away by the person: undo() brings it back until the window is closed or locked. What goes in one turn comes back at once. */
    void putAway(const QString &place);
    /** The text of a draft; "" when there is none. */
    Q_INVOKABLE QString words(const QString &place) const;
    Q_INVOKABLE bool has(const QString &place) const { return at(place).has_value(); }
    /** The draft of one place becomes that of another, below what is written there already. */
    Q_INVOKABLE void become(const QString &from, const QString &to);
    /** Nobody writes there any more; the draft stays. */
    Q_INVOKABLE void letGo(const QString &place);
    /** Brings back what was put away last. Gives its place (one of them); "" when there is nothing. */
    Q_INVOKABLE QString undo();
    /** Keeps everything now. False: problem says why not. */
    Q_INVOKABLE bool flush();
    /** The page on which somebody was writing when Heard was closed, killed or locked; its circle is chosen then. "" when there is none. */
    Q_INVOKABLE QString unfinishedPage();

signals:
    void changed();
    /** The draft of this place is there again, or another: fields show it. */
    void cameBack(const QString &place);
    /** Another circle, and with it other drafts. */
    void reloaded();
    void problemChanged();

private:
    /** All drafts of one circle; those of the vault itself are the null id's. */
    struct Box
    {
        QMap<QString, Draft> drafts;
        bool dirty = false;
    };
    struct Unfinished
    {
        Id circle;
        QString place;
        QString page;
        friend bool operator==(const Unfinished &, const Unfinished &) = default;
    };
    [[nodiscard]] Id circleOf(const QString &place) const;
    void load(const Id &circle);
    [[nodiscard]] Result<> write();
    void touched(Box &box);
    void note(const Unfinished &unfinished);
    void forget();
    void setProblem(const QString &problem);

    OpenCircles &m_open;
    CurrentCircle &m_circle;
    QHash<Id, Box> m_boxes; ///< of the circles that were chosen since the vault was opened
    QString m_problem;
    QTimer m_soon;
    QElapsedTimer m_since; ///< the oldest change that is not kept yet
    Unfinished m_unfinished;
    bool m_unfinishedDirty = false;
    Id m_putAwayCircle;
    QMap<QString, Draft> m_putAway;
    bool m_puttingAway = false; ///< in this turn of the event loop
    int m_revision = 0;
};

} // namespace heard
