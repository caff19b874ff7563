// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "joining.h"

#include "base/filereader.h"
#include "base/filewriter.h"
#include "passedtext.h"

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
    if (auto invite = readWholeFile(path, longestInvite)) {
        m_invite = *std::move(invite);
        readInviteFile();
    } else if (invite.error().name == QLatin1String("too-large")) {
        m_problem = tr("This is not an invite file. Nothing was changed. Choose another file.");
    } else {
        m_problem = tr("This file cannot be read. Nothing was changed. Choose the invite file again.");
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
    // What is not there yet is not saved: an empty file would be sent in its place.
    m_replySaved = accepted() && saveFile(path, m_accepted.reply).has_value();
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
