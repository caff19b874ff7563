// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circlenotes.h"
#include "currentcircle.h"
#include "injected.h"

namespace heard {

/** Whose the pages are: what the chosen circle is called, and whether somebody looks at it. */
class Whose : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /** The circle is about the person themselves. */
    Q_PROPERTY(bool me READ me NOTIFY changed FINAL)
    /** "Sam’s circle", "My circle", the name of a group; empty when none is chosen. */
    Q_PROPERTY(QString circle READ circle NOTIFY changed FINAL)

public:
    HEARD_INJECTED(Whose)

    Whose(CurrentCircle &current, CircleNotes &notes, QObject *parent = nullptr);

    [[nodiscard]] bool me() const;
    [[nodiscard]] QString circle() const;
    /** A page of the chosen circle is shown. */
    Q_INVOKABLE void lookedAt();
    /** The words again, after a change of language. */
    void refresh() { emit changed(); }

signals:
    void changed();

private:
    CurrentCircle &m_current;
    CircleNotes &m_notes;
};

} // namespace heard
