// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/invite.h"
#include "injected.h"
#include "opencircles.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** Coming into a circle with an invite file: what it says, the reply to give back, the words to compare aloud. */
class Joining : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /** True once an invite has been read and can be used. */
    Q_PROPERTY(bool hasInvite READ hasInvite NOTIFY changed FINAL)
    Q_PROPERTY(QString circleName READ circleName NOTIFY changed FINAL)
    Q_PROPERTY(QString inviterName READ inviterName NOTIFY changed FINAL)
    Q_PROPERTY(QString roleLabel READ roleLabelText NOTIFY changed FINAL)
    /** The invite makes this device another one of the inviter's: what is written here is theirs, and they read all of it. */
    Q_PROPERTY(bool anotherDevice READ anotherDevice NOTIFY changed FINAL)
    /** True once the invite was accepted: the reply waits to be saved. */
    Q_PROPERTY(bool accepted READ accepted NOTIFY changed FINAL)
    /** On one line, as they are read aloud. */
    Q_PROPERTY(QString checkWords READ checkWords NOTIFY changed FINAL)
    /** True once the reply lies in a file. */
    Q_PROPERTY(bool replySaved READ replySaved NOTIFY changed FINAL)
    /** True once the reply was copied as text. */
    Q_PROPERTY(bool replyCopied READ replyCopied NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)

public:
    HEARD_INJECTED(Joining)

    explicit Joining(OpenCircles &circles, QObject *parent = nullptr);

    [[nodiscard]] bool hasInvite() const { return m_info.has_value(); }
    [[nodiscard]] QString circleName() const { return m_info ? m_info->circleName : QString(); }
    [[nodiscard]] QString inviterName() const { return m_info ? m_info->inviterName : QString(); }
    [[nodiscard]] QString roleLabelText() const { return m_info ? roleLabel(m_info->role) : QString(); }
    [[nodiscard]] bool anotherDevice() const { return m_info && m_info->anotherDevice; }
    [[nodiscard]] bool accepted() const { return !m_accepted.reply.isEmpty(); }
    [[nodiscard]] QString checkWords() const { return m_words; }
    [[nodiscard]] bool replySaved() const { return m_replySaved; }
    [[nodiscard]] bool replyCopied() const { return m_replyCopied; }
    [[nodiscard]] QString problem() const { return m_problem; }

    Q_INVOKABLE void readFile(const QString &path);
    /** Reads the invite from the text that was copied last. */
    Q_INVOKABLE void pasteInvite();
    Q_INVOKABLE void accept();
    Q_INVOKABLE void saveReply(const QString &path);
    Q_INVOKABLE void copyReply();
    /** The words differ: the circle that waits is taken away again, and problem says what to do. */
    Q_INVOKABLE void wordsDiffer();
    Q_INVOKABLE void startAgain();

signals:
    void changed();

private:
    void readInviteFile();

    OpenCircles &m_open;
    QByteArray m_invite;
    std::optional<InviteInfo> m_info;
    Workspace::Accepted m_accepted;
    QString m_words;
    bool m_replySaved = false;
    bool m_replyCopied = false;
    QString m_problem;
};

} // namespace heard
