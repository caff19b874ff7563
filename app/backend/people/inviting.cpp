// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "inviting.h"

#include "base/filewriter.h"
#include "passedtext.h"

#include <QLocale>

namespace heard {

Inviting::Inviting(OpenCircles &open, CurrentCircle &circle, QObject *parent) : QObject(parent), m_open(open), m_circle(circle)
{
    connect(&circle, &CurrentCircle::chosen, this, &Inviting::startAgain);
}

QString Inviting::usableUntil() const
{
    return m_invite ? QLocale().toString(QDateTime::fromMSecsSinceEpoch(m_invite->expires), QLocale::ShortFormat) : QString();
}

void Inviting::say(const QString &problem)
{
    m_problem = problem;
    emit changed();
}

void Inviting::make(const QString &name, const QString &role, bool ownDevice)
{
    if (!m_circle.ready() || !m_open.workspace())
        return;
    NewMember who{.name = name, .anotherDeviceOfMine = ownDevice};
    if (!ownDevice) {
        // What somebody may do follows from it, so nothing is chosen for the person who invites.
        if (role.isEmpty())
            return say(tr("Choose what they are in the circle first."));
        const auto known = roleFromName(role);
        if (!known)
            return say(known.error().message);
        who.role = *known;
    }
    auto invite = m_open.workspace()->invite(*m_circle.circle(), who);
    if (!invite)
        return say(invite.error().message);
    m_invite = *std::move(invite);
    m_saved = false;
    m_copied = false;
    say({});
}

void Inviting::save(const QString &path)
{
    if (!m_invite)
        return;
    const auto written = saveFile(path, m_invite->file, FileRights::OwnerOnly);
    m_saved = m_saved || written.has_value();
    say(written ? QString() : written.error().message);
}

void Inviting::copyInvite()
{
    if (!m_invite)
        return;
    copyAsText(m_invite->file);
    m_copied = true;
    say({});
}

void Inviting::readReply(const QString &path)
{
    const auto reply = passedFileAt(path);
    if (!reply && reply.error().name == QLatin1String("cannot-read"))
        return say(tr("This file can't be opened. Ask for it again."));
    // What is no text, or none of ours, is refused by its reader.
    readReplyFile(reply.value_or(QByteArray()));
}

void Inviting::pasteReply()
{
    const QByteArray reply = pastedFile();
    if (reply.isEmpty())
        return say(tr("There is no whole reply in what you copied. Copy all of the text that they sent you. Then paste it again."));
    readReplyFile(reply);
}

void Inviting::readReplyFile(const QByteArray &reply)
{
    if (!m_circle.ready() || !m_open.workspace())
        return;
    m_reply = reply;
    auto knock = m_open.workspace()->readReply(*m_circle.circle(), m_reply);
    m_knock.reset();
    m_words.clear();
    m_compared = false;
    m_letIn = false;
    if (!knock)
        return say(knock.error().message);
    const auto words = knock->transcript.checkWords();
    if (!words)
        return say(words.error().message);
    m_words = words->join(QStringLiteral(" · "));
    m_knock = *std::move(knock);
    say({});
}

void Inviting::wordsAreTheSame()
{
    m_compared = m_knock.has_value();
    say({});
}

void Inviting::wordsDiffer()
{
    if (!m_knock || m_letIn || !m_circle.ready() || !m_open.workspace())
        return;
    const auto refused = m_open.workspace()->refuse(*m_circle.circle(), m_reply);
    startAgain();
    say(refused ? tr("Stopped. Nobody was let in, and this invite is no longer good. Make a new one, and hand it over in person.")
                : refused.error().message);
}

void Inviting::admit()
{
    if (!m_knock || !m_compared || !m_circle.ready() || !m_open.workspace())
        return;
    const auto admitted = m_open.workspace()->admit(*m_circle.circle(), m_reply);
    m_letIn = admitted.has_value();
    say(admitted ? QString() : admitted.error().message);
}

void Inviting::startAgain()
{
    m_invite.reset();
    m_knock.reset();
    m_reply.clear();
    m_words.clear();
    m_compared = false;
    m_saved = false;
    m_copied = false;
    m_letIn = false;
    say({});
}

} // namespace heard
