// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "linedraft.h"

#include <algorithm>

namespace heard {

namespace {

const QLatin1String someoneElse("else");
const QLatin1String pageOfLines("profile");

const QLatin1String sectionKey("section");
/** Before the names of what stood when the writing began. */
const QLatin1String saw("saw-");

} // namespace

QString LineDraft::place() const
{
    return fresh() ? QStringLiteral("new/") + m_section : m_line;
}

void LineDraft::componentComplete()
{
    load();
    connect(m_drafts, &Drafts::cameBack, this, [this](const QString &where) {
        if (where == place())
            load();
    });
    // Somebody else may have changed the line, or joined the circle.
    connect(m_circle, &CurrentCircle::changed, this, &LineDraft::changed);
}

std::optional<profile::Statement> LineDraft::standing() const
{
    const auto id = Id::fromHex(m_line);
    if (!id || !m_circle->circle())
        return std::nullopt;
    const auto line = profile::statement(*m_circle->circle(), *id);
    return line ? std::optional(*line) : std::nullopt;
}

QString LineDraft::voice(const Words &words)
{
    return words.speaker == someoneElse ? words.speakerName.trimmed() : words.speaker;
}

void LineDraft::load()
{
    m_saw = {};
    m_mine = true;
    const QVariantList speakers = m_profile->speakers();
    m_saw.speaker = speakers.isEmpty() ? QString(someoneElse) : speakers.constFirst().toMap().value(QStringLiteral("value")).toString();
    if (const auto line = fresh() ? std::nullopt : standing()) {
        const Circle &circle = *m_circle->circle();
        const Id speaker = profile::isYoungPerson(circle, line->saidBy) ? profile::youngPerson(circle) : line->saidBy;
        m_saw = {line->text, line->symbol, line->mustKnow, speaker.toHex(), {}, line->onlyMine};
        if (line->saidBy.isNull()) {
            m_saw.speaker = someoneElse;
            m_saw.speakerName = line->saidName;
        }
        const Record *record = circle.record(line->id);
        m_mine = record && record->creator == circle.me();
    }
    m_now = m_saw;
    if (fresh())
        m_now.text = m_beginning;
    if (const auto draft = m_drafts->at(place())) {
        const auto words = [&kept = draft->values](const QString &before) {
            return Words{kept.value(before + QLatin1String("text")).toString(),
                         kept.value(before + QLatin1String("symbol")).toString(),
                         kept.value(before + QLatin1String("must-know")).toBool(),
                         kept.value(before + QLatin1String("speaker")).toString(),
                         kept.value(before + QLatin1String("speaker-name")).toString(),
                         kept.value(before + QLatin1String("only-me")).toBool()};
        };
        m_now = words({});
        if (!fresh())
            m_saw = words(saw);
        if (m_now.speaker.isEmpty())
            m_now.speaker = m_saw.speaker;
        if (alreadySaved()) {
            m_drafts->drop(place());
            load();
            return;
        }
        // This is where somebody writes now.
        m_drafts->put(place(), *draft);
    }
    setProblem({}, {});
    emit changed();
}

bool LineDraft::alreadySaved() const
{
    // Ended between the saving of a line and the dropping of its draft, Heard finds both.
    if (!fresh())
        return !unsaved();
    const auto section = profile::sectionFromName(m_section);
    if (!section || !m_circle->circle())
        return false;
    const QList<profile::Statement> lines = profile::statements(*m_circle->circle(), *section);
    return std::any_of(lines.cbegin(), lines.cend(), [this](const profile::Statement &line) {
        return line.text == m_now.text.simplified() && line.onlyMine == m_now.onlyMe && line.writtenBy == m_circle->circle()->me();
    });
}

bool LineDraft::unsaved() const
{
    const QString words = m_now.text.trimmed();
    if (fresh())
        return !words.isEmpty() && words != m_beginning.trimmed();
    return words != m_saw.text.trimmed() || m_now.symbol != m_saw.symbol || m_now.mustKnow != m_saw.mustKnow || voice(m_now) != voice(m_saw)
           || m_now.onlyMe != m_saw.onlyMe;
}

void LineDraft::keep()
{
    if (!unsaved()) {
        m_drafts->drop(place());
        return;
    }
    QCborMap values{{sectionKey, m_section}};
    const auto add = [&values](const QString &before, const Words &words) {
        values.insert(before + QLatin1String("text"), words.text);
        values.insert(before + QLatin1String("symbol"), words.symbol);
        values.insert(before + QLatin1String("must-know"), words.mustKnow);
        values.insert(before + QLatin1String("speaker"), words.speaker);
        values.insert(before + QLatin1String("speaker-name"), words.speakerName);
        values.insert(before + QLatin1String("only-me"), words.onlyMe);
    };
    add({}, m_now);
    if (!fresh())
        add(saw, m_saw);
    m_drafts->put(place(), {pageOfLines, values});
}

QString LineDraft::seenBy() const
{
    if (m_now.onlyMe)
        return tr("Only you will see it.");
    if (m_circle->members() < 2)
        return tr("You, and everyone who joins %1’s circle, will see it.").arg(m_circle->name());
    return tr("Everyone in %1’s circle will see it.").arg(m_circle->name());
}

bool LineDraft::changedMeanwhile() const
{
    const auto line = standing();
    return !fresh() && line && line->text != m_saw.text;
}

bool LineDraft::save()
{
    const QString words = m_now.text.trimmed();
    if (words.isEmpty()) {
        setProblem(fresh() ? tr("Write something first.") : tr("Write something, or take the line away."), {});
        return false;
    }
    if (voice(m_now).isEmpty()) {
        setProblem({}, tr("Write the name of who said it."));
        return false;
    }
    const bool saved = fresh() ? !m_profile->add(m_section, words, voice(m_now), m_now.symbol, m_now.mustKnow, m_now.onlyMe).isEmpty()
                               : saveChanges(words);
    if (!saved) {
        setProblem(m_profile->problem(), {});
        return false;
    }
    m_drafts->drop(place());
    setProblem({}, {});
    if (fresh()) {
        // Whoever writes one line often has another to say: the same voice, for the same readers.
        m_beginning.clear();
        m_now.text.clear();
        m_now.symbol.clear();
        m_now.mustKnow = false;
    } else {
        m_saw = m_now;
    }
    emit changed();
    return true;
}

bool LineDraft::saveChanges(const QString &words)
{
    // What others shall not read is out of their reach before new words stand in it; what they shall read has its new words first.
    const auto follow = [this](const QString &line) {
        if (line.isEmpty())
            return false;
        if (line != m_line) {
            m_drafts->become(m_line, line);
            m_line = line;
        }
        return true;
    };
    if (m_now.onlyMe && !m_saw.onlyMe && !follow(m_profile->keepToMyself(m_line)))
        return false;
    if (voice(m_now) != voice(m_saw) && !follow(m_profile->correctVoice(m_line, voice(m_now))))
        return false;
    if (!m_profile->change(m_line, words, m_now.symbol, m_now.mustKnow, m_saw.text, m_saw.symbol, m_saw.mustKnow))
        return false;
    return m_now.onlyMe || !m_saw.onlyMe || follow(m_profile->shareWithEveryone(m_line));
}

bool LineDraft::putAway()
{
    const bool something = m_drafts->has(place());
    m_drafts->putAway(place());
    m_drafts->letGo(place());
    return something;
}

bool LineDraft::leaveOpen()
{
    m_drafts->letGo(place());
    m_drafts->flush();
    return m_drafts->has(place());
}

void LineDraft::setProblem(const QString &text, const QString &speaker)
{
    if (text == m_textProblem && speaker == m_speakerProblem)
        return;
    m_textProblem = text;
    m_speakerProblem = speaker;
    emit problemChanged();
}

} // namespace heard
