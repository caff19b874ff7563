// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "inviting.h"

#include "document/writers.h"
#include "passedtext.h"

#include <QFile>
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
    const auto written = saveFile(path, m_invite->file);
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
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return say(tr("This file can't be opened. Ask for it again."));
    // A reply is under a thousand bytes; whatever is larger is refused by its reader.
    readReplyFile(file.read(10'000));
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
    m_knock = knock ? std::optional(*knock) : std::nullopt;
    m_letIn = false;
    say(knock ? QString() : knock.error().message);
}

void Inviting::admit()
{
    if (!m_knock || !m_circle.ready() || !m_open.workspace())
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
    m_saved = false;
    m_copied = false;
    m_letIn = false;
    say({});
}

} // namespace heard
