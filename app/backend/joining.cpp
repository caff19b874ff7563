// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "joining.h"

#include "base/filewriter.h"
#include "passedtext.h"

namespace heard {

Joining::Joining(OpenCircles &circles, QObject *parent) : QObject(parent), m_open(circles)
{
    connect(&circles, &OpenCircles::closing, this, [this] {
        startAgain();
        forgetCopied();
    });
}

void Joining::readFile(const QString &path)
{
    startAgain();
    if (auto read = passedFileAt(path); !read && read.error().name == QLatin1String("cannot-read"))
        m_problem = tr("This file cannot be read. Nothing was changed. Choose the invite file again.");
    else if (!read || read->isEmpty())
        m_problem = tr("This is not an invite file. Nothing was changed. Choose another file.");
    else {
        m_invite = *std::move(read);
        readInviteFile();
    }
    emit changed();
}

void Joining::pasteInvite()
{
    startAgain();
    m_invite = pastedFile();
    if (m_invite.isEmpty())
        m_problem = tr("There is no whole invite in what you copied. Copy all of the text that they sent you. Then paste it again.");
    else
        readInviteFile();
    emit changed();
}

void Joining::readInviteFile()
{
    if (const auto info = readInvite(m_invite))
        m_info = *info;
    else
        m_problem = info.error().message;
}

void Joining::accept()
{
    if (!m_info || !m_open.workspace())
        return;
    auto accepted = m_open.workspace()->accept(m_invite);
    if (!accepted) {
        m_problem = accepted.error().message;
    } else if (const auto words = accepted->transcript.checkWords(); !words) {
        // Without words to compare nobody should be let in: as if it had not been opened.
        const auto erased = m_open.erase(accepted->circle);
        m_problem = erased ? words.error().message : erased.error().message;
    } else {
        m_accepted = *std::move(accepted);
        m_words = words->join(QStringLiteral(" · "));
        m_problem.clear();
        m_open.listChanged();
    }
    emit changed();
}

void Joining::saveReply(const QString &path)
{
    // What is not there yet is not saved: an empty file would be sent in its place.
    m_replySaved = accepted() && saveFile(path, m_accepted.reply, FileRights::OwnerOnly).has_value();
    m_problem = m_replySaved ? QString() : tr("The reply could not be saved there. It is still here. Choose another place.");
    emit changed();
}

void Joining::copyReply()
{
    if (!accepted())
        return;
    copyAsText(m_accepted.reply);
    m_replyCopied = true;
    m_problem.clear();
    emit changed();
}

void Joining::wordsDiffer()
{
    if (!accepted() || !m_open.workspace())
        return;
    const QString inviter = inviterName();
    const auto erased = m_open.erase(m_accepted.circle);
    startAgain();
    forgetCopied();
    m_problem = erased ? tr("Stopped. You are in no new circle. Ask %1 for a new invite, face to face.").arg(inviter) : erased.error().message;
    emit changed();
}

void Joining::startAgain()
{
    m_invite.clear();
    m_info.reset();
    m_accepted = {};
    m_words.clear();
    m_replySaved = false;
    m_replyCopied = false;
    m_problem.clear();
    emit changed();
}

} // namespace heard
