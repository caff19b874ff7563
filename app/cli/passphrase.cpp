// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "passphrase.h"

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

Result<SecretBytes> secretFromFile(const QString &file)
{
    QFile in(file);
    // Unbuffered: the bytes pass through no other memory than the guarded one.
    if (!in.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(ErrorCode::BadInput, "no-passphrase-file",
                    coreText("The file with the passphrase cannot be read. Nothing was changed. Check its place."), in.errorString());
    SecretBytes read(longestSecret);
    qsizetype size = 0;
    while (size < longestSecret) {
        const qint64 got = in.read(reinterpret_cast<char *>(read.data()) + size, longestSecret - size);
        if (got < 0)
            return fail(ErrorCode::BadInput, "no-passphrase-file",
                        coreText("The file with the passphrase cannot be read. Nothing was changed. Check its place."), in.errorString());
        if (got == 0)
            break;
        size += got;
    }
    SecretBytes secret = firstLine(read, size);
    if (secret.isEmpty())
        return fail(ErrorCode::BadInput, "empty-passphrase",
                    coreText("The first line of the passphrase file is empty. Write the passphrase there."));
    return secret;
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

Result<SecretBytes> secretFromTerminal(const QString &question)
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
    SecretBytes secret = firstLine(read, size);
    if (secret.isEmpty())
        return fail(ErrorCode::BadInput, "empty-passphrase", coreText("Nothing was typed. Nothing was changed. Please try again."));
    return secret;
}

#else

Result<SecretBytes> secretFromTerminal(const QString &question)
{
    Q_UNUSED(question)
    return fail(ErrorCode::Usage, "no-passphrase", coreText("Give --passphrase-file or set HEARD_PASSPHRASE_FILE."));
}

#endif

Result<SecretBytes> newSecretFromTerminal(const QString &question)
{
    HEARD_TRY_ASSIGN(SecretBytes first, secretFromTerminal(question));
    HEARD_TRY_ASSIGN(const SecretBytes second, secretFromTerminal(coreText("The same again:")));
    if (!first.equals(second))
        return fail(ErrorCode::BadInput, "passphrases-differ", coreText("The two were not the same. Nothing was changed. Please try again."));
    return first;
}

} // namespace heard::cli
