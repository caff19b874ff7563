// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "roomleft.h"

#include "base/text.h"

namespace heard {

RoomLeft::RoomLeft(CurrentCircle &circle, QObject *parent) : QObject(parent), m_circle(circle)
{
    // One measure for a burst of changes: a sync may bring many at once.
    m_soon.setSingleShot(true);
    m_soon.setInterval(30);
    connect(&m_soon, &QTimer::timeout, this, &RoomLeft::measure);
    connect(&circle, &CurrentCircle::changed, &m_soon, qOverload<>(&QTimer::start));
}

void RoomLeft::typing(const QString &line, const QString &section, const QString &text)
{
    m_typing = true;
    m_line = line;
    m_section = section;
    m_text = text;
    m_soon.start();
}

void RoomLeft::settled()
{
    m_typing = false;
    m_soon.start();
}

void RoomLeft::measure()
{
    profile::LiveFit fresh;
    if (m_circle.ready()) {
        const auto section = profile::sectionFromName(m_section);
        const auto fit = m_typing && section ? profile::fitWhileTyping(*m_circle.circle(), profile::Layout::OnePage,
                                                                       Id::fromHex(m_line).value_or(Id{}), *section, m_text)
                                             : profile::fit(*m_circle.circle(), profile::Layout::OnePage);
        if (fit)
            fresh = *fit;
        else
            fresh.sentence = fit.error().message;
    }
    // What a word takes is reckoned from the words that are there, and each new one changes that a little: more words never make more room.
    const qsizetype words = m_typing ? countWords(m_text) : 0;
    if (m_typing && fresh.fits && m_fit.fits && words >= m_words && fresh.wordsLeft > m_fit.wordsLeft && m_fit.wordsLeft > 0) {
        fresh.wordsLeft = m_fit.wordsLeft;
        fresh.sentence = m_fit.sentence;
    }
    m_words = words;
    m_fit = fresh;
    emit changed();
}

QVariantList RoomLeft::trims() const
{
    QVariantList list;
    for (const profile::TrimStatement &trim : m_fit.trims) {
        list.append(QVariantMap{{QStringLiteral("lineId"), trim.statement.toHex()},
                                {QStringLiteral("text"), trim.text},
                                {QStringLiteral("words"), int(trim.words)},
                                {QStringLiteral("whole"), trim.whole}});
    }
    return list;
}

} // namespace heard
