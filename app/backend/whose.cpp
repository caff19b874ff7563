// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "whose.h"

namespace heard {

Whose::Whose(CurrentCircle &current, CircleNotes &notes, QObject *parent) : QObject(parent), m_current(current), m_notes(notes)
{
    connect(&current, &CurrentCircle::changed, this, &Whose::changed);
    connect(&current, &CurrentCircle::chosen, this, [this] {
        // It is open now: what is known of it is made true, should something else have written in it.
        if (m_current.circle())
            m_notes.read(*m_current.circle());
    });
}

bool Whose::me() const
{
    return m_current.circle() && m_notes.note(m_current.circle()->id()).mine;
}

QString Whose::circle() const
{
    if (!m_current.circle())
        return {};
    return me() ? tr("My circle") : m_current.type() == QLatin1String("group") ? m_current.name() : tr("%1’s circle").arg(m_current.name());
}

void Whose::lookedAt()
{
    if (m_current.circle())
        m_notes.lookedAt(m_current.circle()->id());
}

} // namespace heard
