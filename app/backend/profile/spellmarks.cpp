// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spellmarks.h"

#include <QQuickTextDocument>
#include <QTextCursor>
#include <algorithm>

namespace heard {

namespace {

/** So many letters are looked through between two key presses without anybody feeling it. */
constexpr qsizetype atOnce = 8000;
constexpr int pause = 250; // ms
/** A text with more is in another language: marking it all helps nobody. */
constexpr qsizetype mostMarks = 60;

} // namespace

void SpellMarks::componentComplete()
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(pause);
    connect(&m_soon, &QTimer::timeout, this, &SpellMarks::look);
    const auto *field = qobject_cast<QQuickTextDocument *>(m_quick);
    m_document = field ? field->textDocument() : nullptr;
    if (!m_document)
        return;
    m_text = m_document->toPlainText();
    connect(m_document, &QTextDocument::contentsChanged, this, &SpellMarks::edited);
    connect(m_spelling, &Spelling::changed, this, &SpellMarks::look);
    if (m_active)
        m_spelling->wake();
    look();
}

void SpellMarks::setCursor(int cursor)
{
    if (cursor == m_cursor)
        return;
    m_cursor = cursor;
    emit cursorChanged();
    if (m_typing >= 0 && wordAt(cursor).start != m_typing) {
        m_typing = -1;
        lookSoon();
    }
}

void SpellMarks::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    emit activeChanged();
    if (active && m_document)
        m_spelling->wake();
    m_typing = -1;
    lookSoon();
}

void SpellMarks::edited()
{
    const QString text = m_document->toPlainText();
    // Also said when only the look of the text is another.
    if (text == m_text)
        return;
    m_text = text;
    const WordPlace word = wordAt(m_cursor);
    m_typing = m_active && word.length > 0 ? word.start : -1;
    lookSoon();
}

void SpellMarks::lookSoon()
{
    if (m_text.size() <= atOnce) {
        look();
        return;
    }
    m_soon.start();
    // They would stand below other letters.
    if (!m_marks.isEmpty()) {
        m_marks.clear();
        emit marksChanged();
    }
}

void SpellMarks::look()
{
    m_soon.stop();
    QList<SpellMark> marks;
    if (m_spelling->state() == Spelling::Ready) {
        const QList<WordPlace> words = wordsIn(m_text);
        for (const WordPlace &word : words) {
            if (word.start != m_typing && m_spelling->isStrange(m_text.mid(word.start, word.length)))
                marks.append({int(word.start), int(word.length)});
        }
        if (marks.size() > mostMarks && marks.size() * 2 > words.size())
            marks.clear();
    }
    if (marks == m_marks)
        return;
    m_marks = marks;
    emit marksChanged();
}

WordPlace SpellMarks::wordAt(int position) const
{
    // A word may lie far from the begin of a long text, but not across a line.
    const QList<WordPlace> words = wordsIn(m_text);
    const auto there = std::find_if(words.cbegin(), words.cend(), [position](const WordPlace &word) {
        return position >= word.start && position <= word.start + word.length;
    });
    return there == words.cend() ? WordPlace{-1, 0} : *there;
}

bool SpellMarks::own() const
{
    return !m_word.isEmpty() && m_spelling->isOwn(m_word);
}

void SpellMarks::ask(int position)
{
    const WordPlace word = wordAt(position);
    m_at = word.start;
    m_word = word.length > 0 ? m_text.mid(word.start, word.length) : QString();
    m_strange = !m_word.isEmpty() && m_spelling->isStrange(m_word);
    m_suggestions = m_strange ? m_spelling->suggestions(m_word) : QStringList();
    emit asked();
}

int SpellMarks::replace(const QString &by)
{
    if (!m_document || m_word.isEmpty() || m_text.mid(m_at, m_word.size()) != m_word)
        return m_cursor;
    QTextCursor change(m_document);
    change.setPosition(int(m_at));
    change.setPosition(int(m_at + m_word.size()), QTextCursor::KeepAnchor);
    change.insertText(by);
    return change.position();
}

int SpellMarks::next(int position) const
{
    const auto later = std::find_if(m_marks.cbegin(), m_marks.cend(), [position](const SpellMark &mark) { return mark.start >= position; });
    return m_marks.isEmpty() ? -1 : later == m_marks.cend() ? m_marks.constFirst().start : later->start;
}

} // namespace heard
