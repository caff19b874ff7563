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

} // namespace

Progress::Progress(const QString &what) : m_what(what), m_terminal(standardErrorIsTerminal()) {}

Progress::~Progress()
{
    if (m_shown)
        std::fputs("\r\033[K", stderr);
}

void Progress::show(qint64 done, qint64 most)
{
    if (!m_terminal || (m_since.isValid() && m_since.elapsed() < everyMs && done < most))
        return;
    m_since.start();
    m_shown = true;
    QString line = m_what + u' ';
    if (most > 0) {
        const qint64 full = std::clamp<qint64>(done * cells / most, 0, cells);
        line += u'[' + QString(full, u'#') + QString(cells - full, u'.') + QStringLiteral("] ") + QString::number(done) + u'/'
                + QString::number(most);
    } else {
        line += QString::number(done);
    }
    std::fprintf(stderr, "\r%s\033[K", qPrintable(line));
    std::fflush(stderr);
}

} // namespace heard::cli
