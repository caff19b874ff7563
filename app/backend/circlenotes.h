// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "opencircles.h"

#include <QTimer>

namespace heard {

/** What lists and next steps say of a circle besides its overview. */
struct CircleNote
{
    int lines = -1;        ///< of its one-page profile; -1 when it was never opened here
    qint64 changed = 0;    ///< ms since 1970 of the newest change, never after it was seen here; 0 when there is none
    bool mine = false;     ///< it is about the person whose vault this is: they are its young person
    qint64 fromOthers = 0; ///< changes of other people that are here
    qint64 looked = 0;     ///< how many of those were here when somebody last looked
    [[nodiscard]] int unseen() const { return int(std::max<qint64>(0, fromOthers - looked)); }
    friend bool operator==(const CircleNote &, const CircleNote &) = default;
};

/**
 * Keeps a sealed note of each circle, so that lists of hundreds are true without opening one. A note is made anew whenever its open circle
 * changes; losing one loses nothing but what was looked at.
 */
class CircleNotes : public QObject
{
    Q_OBJECT

public:
    explicit CircleNotes(OpenCircles &open, QObject *parent = nullptr);

    /** As it was last known; an empty one when it never was. */
    [[nodiscard]] CircleNote note(const Id &circle) const;
    /** Reads the circle again, which must be open. */
    void read(Circle &circle);
    /** Somebody looks at a page of it: what others changed until now is no longer new. */
    void lookedAt(const Id &circle);
    /** Writes what is not written yet. */
    void flush();

signals:
    void changed(const heard::Id &circle);

private:
    void set(const Id &circle, const CircleNote &note);
    void forget();

    OpenCircles &m_open;
    mutable QHash<Id, CircleNote> m_notes;
    QSet<Id> m_unwritten;
    QTimer m_soon;
};

} // namespace heard
