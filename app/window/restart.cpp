// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/restart.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#include <vector>
#endif

namespace heard {

void restartProgram(const QStringList &arguments)
{
    const QString program = QCoreApplication::applicationFilePath();
#ifdef Q_OS_UNIX
    std::vector<QByteArray> words;
    words.reserve(size_t(arguments.size()));
    for (const QString &argument : arguments)
        words.push_back(QFile::encodeName(argument));
    std::vector<char *> pointers;
    pointers.reserve(words.size() + 1);
    for (QByteArray &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    // Whatever was opened without close-on-exec would stay open, and with it a window that nobody draws any more.
    const long most = sysconf(_SC_OPEN_MAX);
    for (int descriptor = 3; descriptor < std::min(most, 4096L); ++descriptor) {
        const int flags = fcntl(descriptor, F_GETFD);
        if (flags >= 0)
            fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC);
    }
    execv(QFile::encodeName(program).constData(), pointers.data());
#else
    if (QProcess::startDetached(program, arguments.mid(1)))
        std::_Exit(0);
#endif
}

} // namespace heard
