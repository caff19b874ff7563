// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "joining.h"

#include "passedtext.h"

#include <QFile>
#include <QSaveFile>

namespace heard {

namespace {

constexpr qint64 longestInvite = 16'000;

} // namespace

Joining::Joining(OpenCircles &circles, QObject *parent) : QObject(parent), m_open(circles)
{
    connect(&circles, &OpenCircles::closing, this, &Joining::startAgain);
}

void Joining::readFile(const QString &path)
{
    startAgain();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_problem = tr("This file cannot be read. Nothing was changed. Choose the invite file again.");
    } else {
        // One byte more than allowed: a large file is refused without being read.
        m_invite = file.read(longestInvite + 1);
        if (m_invite.size() > longestInvite)
            m_problem = tr("This is not an invite file. Nothing was changed. Choose another file.");
        else
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
    if (auto accepted = m_open.workspace()->accept(m_invite)) {
        m_accepted = *std::move(accepted);
        m_problem.clear();
        m_open.listChanged();
    } else {
        m_problem = accepted.error().message;
    }
    emit changed();
}

void Joining::saveReply(const QString &path)
{
    QSaveFile file(path);
    m_replySaved = file.open(QIODevice::WriteOnly) && file.write(m_accepted.reply) == m_accepted.reply.size() && file.commit();
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

void Joining::startAgain()
{
    m_invite.clear();
    m_info.reset();
    m_accepted = {};
    m_replySaved = false;
    m_replyCopied = false;
    m_problem.clear();
    emit changed();
}

} // namespace heard
