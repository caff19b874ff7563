// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "progress.h"

#include <algorithm>
#include <cstdio>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

namespace heard::cli {

namespace {

bool standardErrorIsTerminal()
{
#ifdef Q_OS_WIN
    return _isatty(_fileno(stderr)) != 0;
#else
    return ::isatty(STDERR_FILENO) != 0;
#endif
}

constexpr qint64 cells = 30;
constexpr int everyMs = 100;

QString bar(qint64 done, qint64 most)
{
    const qint64 full = std::clamp<qint64>(done * cells / most, 0, cells);
    return u'[' + QString(full, u'#') + QString(cells - full, u'.') + QStringLiteral("] ");
}

} // namespace

Progress::Progress(const QString &what) : m_what(what), m_terminal(standardErrorIsTerminal()) {}

Progress::~Progress()
{
    if (m_shown)
        std::fputs("\r\033[K", stderr);
}

bool Progress::isDue(bool last)
{
    if (!m_terminal || (m_since.isValid() && m_since.elapsed() < everyMs && !last))
        return false;
    m_since.start();
    return true;
}

void Progress::print(const QString &line)
{
    m_shown = true;
    std::fprintf(stderr, "\r%s\033[K", qPrintable(line));
    std::fflush(stderr);
}

void Progress::show(qint64 done, qint64 most)
{
    if (isDue(done >= most))
        print(m_what + u' ' + (most > 0 ? bar(done, most) + QString::number(done) + u'/' + QString::number(most) : QString::number(done)));
}

void Progress::showBytes(qint64 done, qint64 most, qint64 secondsLeft)
{
    if (!isDue(done >= most))
        return;
    QString line = m_what + u' ' + bar(done, most) + QString::number(done / 1000) + u'/' + QString::number(most / 1000) + QStringLiteral(" kB");
    if (secondsLeft >= 0)
        line += QStringLiteral(", %1 s left").arg(secondsLeft);
    print(line);
}

} // namespace heard::cli
