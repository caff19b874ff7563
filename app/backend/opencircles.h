// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/workspace.h"

#include <QObject>
#include <QSet>

namespace heard {

/**
 * The circles of an unlocked vault, and word of every change in one. A circle is opened once, when somebody needs it, and
 * watched from then on. Lives as long as the program; empty while locked.
 */
class OpenCircles : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /** Null when locked. */
    [[nodiscard]] Workspace *workspace() const { return m_workspace.get(); }
    void setWorkspace(std::unique_ptr<Workspace> workspace);
    /** Says closing(), then forgets everything. */
    void close();

    [[nodiscard]] Result<Circle *> open(const Id &id);
    /** Erases a circle from this device. Says leaving() before it, and that the list has changed after it, also when it failed. */
    [[nodiscard]] Result<> erase(const Id &id);
    /** To be called after a circle was made or joined. */
    void listChanged();
    /** To be called after things were sent. */
    void countsChanged(const Id &circle);
    /** To be called after it was set where a circle is shared, or forgotten. */
    void placeSet(const Id &circle);

signals:
    void opened();
    /** Last chance to let go of what belongs to the vault. */
    void closing();
    /** Last chance to let go of this circle: its object is about to go. */
    void leaving(const heard::Id &circle);
    /** What a circle shows is different now. */
    void changed(const heard::Id &circle);
    /** What waits to be sent is different now; what it shows is not. */
    void sent(const heard::Id &circle);
    /** A circle is shared elsewhere now, or no more. */
    void placeChanged(const heard::Id &circle);
    /** A circle came or went. */
    void circlesChanged();

private:
    std::unique_ptr<Workspace> m_workspace;
    QSet<Id> m_watched;
};

} // namespace heard
