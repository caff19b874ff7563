// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "passphrase.h"

#include "base/encoding.h"
#include "base/keptplaces.h"
#include "files.h"
#include "vault/recoverycode.h"

#include <QFile>
#include <algorithm>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>
#endif

namespace heard::cli {

namespace {

constexpr qsizetype longestSecret = 4096;

/** The part of @p read before the first line end. */
SecretBytes firstLine(const SecretBytes &read, qsizetype size)
{
    const unsigned char *begin = read.data();
    qsizetype length = std::find(begin, begin + size, static_cast<unsigned char>('\n')) - begin;
    if (length > 0 && begin[length - 1] == '\r')
        --length;
    if (length == 0)
        return {};
    SecretBytes line(length);
    std::copy_n(begin, length, line.data());
    return line;
}

} // namespace

Result<Passphrase> passphraseFromFile(const QString &file)
{
    QFile in(file);
    const auto unreadable = [&] {
        return fail(ErrorCode::BadInput, "no-passphrase-file",
                    coreText("The file with the passphrase cannot be read. Nothing was changed. Check its place."), in.errorString());
    };
    // Unbuffered: the bytes of the file pass through no other memory than the guarded one.
    if (!in.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return unreadable();
    noteRead(in.handle());
    SecretBytes read(longestSecret + 1);
    qsizetype size = 0;
    while (size <= longestSecret) {
        const qint64 got = in.read(reinterpret_cast<char *>(read.data()) + size, longestSecret + 1 - size);
        if (got < 0)
            return unreadable();
        if (got == 0)
            break;
        size += got;
    }
    if (size > longestSecret)
        return fail(ErrorCode::BadInput, "too-large", coreText("This file is too large. Nothing was changed. Use a smaller one."));
    HEARD_TRY_ASSIGN(QString text, decodedText(read.view().first(size)));
    QString line = text.left(text.indexOf(u'\n'));
    text.fill(u'\0');
    Passphrase passphrase = Passphrase::typed(line);
    if (passphrase.isEmpty())
        return fail(ErrorCode::BadInput, "empty-passphrase",
                    coreText("The first line of the passphrase file is empty. Write the passphrase there."));
    return passphrase;
}

Result<QString> recoveryCodeFromFile(const QString &file)
{
    HEARD_TRY_ASSIGN(const QString text, readTextFile(file, longestSecret));
    const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (recoveryBytesOf(line))
            return line.trimmed();
    }
    // Where it is used, it is said what is wrong with it.
    return lines.isEmpty() ? QString() : lines.constLast().trimmed();
}

#ifdef Q_OS_UNIX

namespace {

constexpr unsigned char endOfText = 3; ///< what Ctrl+C types

/** The controlling terminal with its echo off, put back at the end. */
class QuietTerminal
{
public:
    QuietTerminal() : m_descriptor(::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC))
    {
        if (m_descriptor < 0 || ::tcgetattr(m_descriptor, &m_before) != 0)
            return;
        termios quiet = m_before;
        // Signals are off as well, so that the echo is always put back: Ctrl+C comes as a character, which ends the line.
        quiet.c_lflag &= ~tcflag_t(ECHO | ISIG);
        quiet.c_cc[VEOL] = endOfText;
        m_ready = ::tcsetattr(m_descriptor, TCSAFLUSH, &quiet) == 0;
    }
    ~QuietTerminal()
    {
        if (m_ready)
            ::tcsetattr(m_descriptor, TCSAFLUSH, &m_before);
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    QuietTerminal(const QuietTerminal &) = delete;
    QuietTerminal &operator=(const QuietTerminal &) = delete;

    [[nodiscard]] bool isReady() const { return m_ready; }
    void write(const QByteArray &text) const
    {
        // A question that cannot be shown changes nothing: the answer is read all the same.
        [[maybe_unused]] const auto written = ::write(m_descriptor, text.constData(), size_t(text.size()));
    }
    [[nodiscard]] qsizetype readLine(unsigned char *to, qsizetype most) const { return ::read(m_descriptor, to, size_t(most)); }

private:
    int m_descriptor;
    termios m_before{};
    bool m_ready = false;
};

} // namespace

Result<Passphrase> passphraseFromTerminal(const QString &question)
{
    const QuietTerminal terminal;
    if (!terminal.isReady())
        return fail(ErrorCode::Usage, "no-passphrase",
                    coreText("There is no terminal to ask on. Give --passphrase-file or set HEARD_PASSPHRASE_FILE."));
    terminal.write(question.toLocal8Bit() + ' ');
    SecretBytes read(longestSecret);
    const qsizetype size = terminal.readLine(read.data(), longestSecret);
    terminal.write("\n");
    if (size <= 0 || std::find(read.data(), read.data() + size, endOfText) != read.data() + size)
        return fail(ErrorCode::Refused, "stopped", coreText("Stopped. Nothing was changed."));
    HEARD_TRY_ASSIGN(Passphrase passphrase, Passphrase::read(firstLine(read, size)));
    if (passphrase.isEmpty())
        return fail(ErrorCode::BadInput, "empty-passphrase", coreText("Nothing was typed. Nothing was changed. Please try again."));
    return passphrase;
}

bool personIsThere()
{
    return ::isatty(STDIN_FILENO) != 0;
}

Result<QString> answerFromTerminal(const QString &question)
{
    QFile terminal(QStringLiteral("/dev/tty"));
    if (!terminal.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return fail(ErrorCode::Usage, "no-terminal", coreText("There is no terminal to ask on. Give the answer as an option."));
    terminal.write(question.toLocal8Bit() + ' ');
    const QByteArray line = terminal.readLine(longestSecret);
    if (line.trimmed().isEmpty())
        return fail(ErrorCode::Refused, "stopped", coreText("Stopped. Nothing was changed."));
    return QString::fromLocal8Bit(line).trimmed();
}

#else

Result<Passphrase> passphraseFromTerminal(const QString &question)
{
    Q_UNUSED(question)
    return fail(ErrorCode::Usage, "no-passphrase", coreText("Give --passphrase-file or set HEARD_PASSPHRASE_FILE."));
}

bool personIsThere()
{
    return false;
}

Result<QString> answerFromTerminal(const QString &question)
{
    Q_UNUSED(question)
    return fail(ErrorCode::Usage, "no-terminal", coreText("There is no terminal to ask on. Give the answer as an option."));
}

#endif

Result<Passphrase> newPassphraseFromTerminal(const QString &question)
{
    HEARD_TRY_ASSIGN(Passphrase first, passphraseFromTerminal(question));
    HEARD_TRY_ASSIGN(const Passphrase second, passphraseFromTerminal(coreText("The same again:")));
    if (!first.equals(second))
        return fail(ErrorCode::BadInput, "passphrases-differ", coreText("The two were not the same. Nothing was changed. Please try again."));
    return first;
}

} // namespace heard::cli
