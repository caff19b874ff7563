// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drafts.h"
#include "profilefacts.h"

#include <QObject>
#include <QQmlParserStatus>
#include <QtQml/qqmlregistration.h>

namespace heard {

/**
 * One line of the profile while it is being written: a new one, or other words for one that stands. All of it is kept as a draft as it
 * is typed (Drafts); save() makes a line of it, and nothing else does.
 */
class LineDraft
    : public QObject
    , public QQmlParserStatus
{
    Q_OBJECT
    QML_ELEMENT
    Q_INTERFACES(QQmlParserStatus)
    Q_PROPERTY(heard::CurrentCircle *circle MEMBER m_circle REQUIRED FINAL)
    Q_PROPERTY(heard::Drafts *drafts MEMBER m_drafts REQUIRED FINAL)
    Q_PROPERTY(heard::Profile *profile MEMBER m_profile REQUIRED FINAL)
    /** Id of the line; "" for a new one. */
    Q_PROPERTY(QString line MEMBER m_line REQUIRED FINAL)
    Q_PROPERTY(QString section MEMBER m_section REQUIRED FINAL)
    /** Words that a new line starts with; alone they are nobody's writing yet. */
    Q_PROPERTY(QString beginning MEMBER m_beginning FINAL)
    Q_PROPERTY(QString place READ place CONSTANT FINAL)

    Q_PROPERTY(QString text READ text WRITE setText NOTIFY changed FINAL)
    Q_PROPERTY(QString symbol READ symbol WRITE setSymbol NOTIFY changed FINAL)
    Q_PROPERTY(bool mustKnow READ mustKnow WRITE setMustKnow NOTIFY changed FINAL)
    /** A value of Profile.speakers(), or "else" for somebody who is not in the circle. Who said a line that stands is its writer's to correct. */
    Q_PROPERTY(QString speaker READ speaker WRITE setSpeaker NOTIFY changed FINAL)
    /** Their name, when speaker is "else". */
    Q_PROPERTY(QString speakerName READ speakerName WRITE setSpeakerName NOTIFY changed FINAL)
    /** Only the writer can read it. */
    Q_PROPERTY(bool onlyMe READ onlyMe WRITE setOnlyMe NOTIFY changed FINAL)

    /** I write it, or wrote it: who said it and who sees it is mine to choose. */
    Q_PROPERTY(bool mine READ mine NOTIFY changed FINAL)
    /** Others can read the line as it stands, and would not be able to any more. */
    Q_PROPERTY(bool hidesAgain READ hidesAgain NOTIFY changed FINAL)
    /** Somebody else said it than the line says now. */
    Q_PROPERTY(bool voiceChanged READ voiceChanged NOTIFY changed FINAL)
    /** There is something to save. */
    Q_PROPERTY(bool unsaved READ unsaved NOTIFY changed FINAL)
    /** Who will be able to read it once it is saved, in plain words. */
    Q_PROPERTY(QString seenBy READ seenBy NOTIFY changed FINAL)
    /** The line says something else now than when this was begun; saving keeps both. */
    Q_PROPERTY(bool changedMeanwhile READ changedMeanwhile NOTIFY changed FINAL)
    /** Why it could not be saved. */
    Q_PROPERTY(QString textProblem READ textProblem NOTIFY problemChanged FINAL)
    Q_PROPERTY(QString speakerProblem READ speakerProblem NOTIFY problemChanged FINAL)

public:
    using QObject::QObject;

    void classBegin() override {}
    void componentComplete() override;

    [[nodiscard]] QString place() const;
    [[nodiscard]] QString text() const { return m_now.text; }
    void setText(const QString &text) { set(m_now.text, text); }
    [[nodiscard]] QString symbol() const { return m_now.symbol; }
    void setSymbol(const QString &symbol) { set(m_now.symbol, symbol); }
    [[nodiscard]] bool mustKnow() const { return m_now.mustKnow; }
    void setMustKnow(bool must) { set(m_now.mustKnow, must); }
    [[nodiscard]] QString speaker() const { return m_now.speaker; }
    void setSpeaker(const QString &speaker) { set(m_now.speaker, speaker); }
    [[nodiscard]] QString speakerName() const { return m_now.speakerName; }
    void setSpeakerName(const QString &name) { set(m_now.speakerName, name); }
    [[nodiscard]] bool onlyMe() const { return m_now.onlyMe; }
    void setOnlyMe(bool only) { set(m_now.onlyMe, only); }
    [[nodiscard]] bool mine() const { return m_mine; }
    [[nodiscard]] bool voiceChanged() const { return voice(m_now) != voice(m_saw); }
    [[nodiscard]] bool hidesAgain() const { return !fresh() && m_now.onlyMe && !m_saw.onlyMe; }

    [[nodiscard]] bool unsaved() const;
    [[nodiscard]] QString seenBy() const;
    [[nodiscard]] bool changedMeanwhile() const;
    [[nodiscard]] QString textProblem() const { return m_textProblem; }
    [[nodiscard]] QString speakerProblem() const { return m_speakerProblem; }

    /** Makes a line of it, and is empty then for the next one. False: a problem says why, and nothing was changed. */
    Q_INVOKABLE bool save();
    /** What was typed goes; Drafts.undo() brings it back. True when there was something. */
    Q_INVOKABLE bool putAway();
    /** It stays a draft, and nobody is writing it any more. True when there is something to come back to. */
    Q_INVOKABLE bool leaveOpen();

signals:
    void changed();
    void problemChanged();

private:
    /** What can be chosen of a line. */
    struct Words
    {
        QString text;
        QString symbol;
        bool mustKnow = false;
        QString speaker;
        QString speakerName;
        bool onlyMe = false;
    };
    [[nodiscard]] bool fresh() const { return m_line.isEmpty(); }
    [[nodiscard]] std::optional<profile::Statement> standing() const;
    template<typename T>
    void set(T &member, const T &value)
    {
        if (member == value)
            return;
        member = value;
        keep();
        setProblem({}, {});
        emit changed();
    }
    /** The voice as add() and correctVoice() want it: an id, or a name; "" when a name is missing. */
    [[nodiscard]] static QString voice(const Words &words);
    void load();
    void keep();
    [[nodiscard]] bool saveChanges(const QString &words);
    [[nodiscard]] bool alreadySaved() const;
    void setProblem(const QString &text, const QString &speaker);

    CurrentCircle *m_circle = nullptr;
    Drafts *m_drafts = nullptr;
    Profile *m_profile = nullptr;
    QString m_line;
    QString m_section;
    QString m_beginning;
    Words m_saw; ///< what stood when this was begun
    Words m_now;
    bool m_mine = true;
    QString m_textProblem;
    QString m_speakerProblem;
};

} // namespace heard
