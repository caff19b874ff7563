// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/workspace.h"
#include "currentcircle.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>
#include <optional>

namespace heard {

/** Bringing someone into the circle: the invite to give them, their reply, the words to compare aloud, and letting them in. */
class Inviting : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /** An invite is made and waits to be saved. */
    Q_PROPERTY(bool hasInvite READ hasInvite NOTIFY changed FINAL)
    Q_PROPERTY(bool inviteSaved READ inviteSaved NOTIFY changed FINAL)
    Q_PROPERTY(bool inviteCopied READ inviteCopied NOTIFY changed FINAL)
    /** Until when it can be used, in words. */
    Q_PROPERTY(QString usableUntil READ usableUntil NOTIFY changed FINAL)
    /** A reply was read and fits. */
    Q_PROPERTY(bool hasReply READ hasReply NOTIFY changed FINAL)
    Q_PROPERTY(QString replyName READ replyName NOTIFY changed FINAL)
    Q_PROPERTY(QString replyRole READ replyRole NOTIFY changed FINAL)
    /** On one line, as they are read aloud. */
    Q_PROPERTY(QString checkWords READ checkWords NOTIFY changed FINAL)
    /** The person said that the words are the same: only then can anyone be let in. */
    Q_PROPERTY(bool compared READ compared NOTIFY changed FINAL)
    Q_PROPERTY(bool letIn READ letIn NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)

public:
    HEARD_INJECTED(Inviting)

    Inviting(OpenCircles &open, CurrentCircle &circle, QObject *parent = nullptr);

    [[nodiscard]] bool hasInvite() const { return m_invite.has_value(); }
    [[nodiscard]] bool inviteSaved() const { return m_saved; }
    [[nodiscard]] bool inviteCopied() const { return m_copied; }
    [[nodiscard]] QString usableUntil() const;
    [[nodiscard]] bool hasReply() const { return m_knock.has_value(); }
    [[nodiscard]] QString replyName() const { return m_knock ? m_knock->name : QString(); }
    [[nodiscard]] QString replyRole() const { return m_knock ? roleLabel(m_knock->role) : QString(); }
    [[nodiscard]] QString checkWords() const { return m_knock ? m_words : QString(); }
    [[nodiscard]] bool compared() const { return m_compared; }
    [[nodiscard]] bool letIn() const { return m_letIn; }
    [[nodiscard]] QString problem() const { return m_problem; }

    /** @p role by its value; empty and @p ownDevice true for another device of mine. */
    Q_INVOKABLE void make(const QString &name, const QString &role, bool ownDevice);
    Q_INVOKABLE void save(const QString &path);
    Q_INVOKABLE void copyInvite();
    Q_INVOKABLE void readReply(const QString &path);
    /** Reads the reply from the text that was copied last. */
    Q_INVOKABLE void pasteReply();
    /** After both have compared the words aloud. */
    Q_INVOKABLE void wordsAreTheSame();
    /** Nobody comes in with this invite any more. problem says what to do. */
    Q_INVOKABLE void wordsDiffer();
    /** Does nothing before wordsAreTheSame(). */
    Q_INVOKABLE void admit();
    Q_INVOKABLE void startAgain();

signals:
    void changed();

private:
    void say(const QString &problem);
    void readReplyFile(const QByteArray &reply);

    OpenCircles &m_open;
    CurrentCircle &m_circle;
    std::optional<Invite> m_invite;
    std::optional<Workspace::Knock> m_knock;
    QByteArray m_reply;
    QString m_words;
    bool m_compared = false;
    bool m_saved = false;
    bool m_copied = false;
    bool m_letIn = false;
    QString m_problem;
};

} // namespace heard
