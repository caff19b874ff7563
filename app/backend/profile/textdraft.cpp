// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textdraft.h"

namespace heard {

void TextDraft::componentComplete()
{
    m_complete = true;
    load();
    connect(m_drafts, &Drafts::reloaded, this, &TextDraft::load);
    connect(m_drafts, &Drafts::cameBack, this, [this](const QString &place) {
        if (place == m_place)
            load();
    });
}

void TextDraft::load()
{
    const auto draft = m_drafts->at(m_place);
    m_words = draft ? draft->values.value(QLatin1String("text")).toString() : m_standing;
    emit changed();
}

void TextDraft::setStanding(const QString &standing)
{
    if (standing == m_standing)
        return;
    const bool follows = !unsaved();
    m_standing = standing;
    if (m_complete && follows)
        m_words = standing;
    else if (m_complete && !unsaved())
        m_drafts->drop(m_place); // somebody wrote the same elsewhere
    emit changed();
}

void TextDraft::setWords(const QString &words)
{
    if (words == m_words)
        return;
    m_words = words;
    if (unsaved())
        m_drafts->put(m_place, {m_page, QCborMap{{QLatin1String("text"), words}}});
    else
        m_drafts->drop(m_place);
    emit changed();
}

void TextDraft::saved()
{
    m_drafts->drop(m_place);
    load();
}

bool TextDraft::putAway()
{
    const bool something = unsaved();
    m_drafts->putAway(m_place);
    load();
    return something;
}

} // namespace heard
