// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The passphrase asked for on a terminal: not shown, asked twice when it is new, and Ctrl+C leaves the terminal as it was.

#include "harness.h"

#include <QElapsedTimer>
#include <QTest>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

using namespace heard::test;
using namespace Qt::StringLiterals;

namespace {

/** A terminal that a program can be started on, and the person in front of it. */
class Terminal
{
public:
    Terminal() : m_person(::posix_openpt(O_RDWR | O_NOCTTY))
    {
        if (m_person >= 0 && ::grantpt(m_person) == 0 && ::unlockpt(m_person) == 0)
            m_name = ::ptsname(m_person);
        // Held open, so that its settings outlive the program.
        m_screen = ::open(m_name.constData(), O_RDWR | O_NOCTTY);
    }
    ~Terminal()
    {
        ::close(m_screen);
        ::close(m_person);
    }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    [[nodiscard]] bool isReady() const { return m_screen >= 0; }
    /** Makes this the controlling terminal of what @p process will start. */
    void give(QProcess &process) const
    {
        process.setChildProcessModifier([name = m_name] {
            ::setsid();
            const int own = ::open(name.constData(), O_RDWR);
            ::ioctl(own, TIOCSCTTY, 0);
        });
    }
    /** What is on the screen once @p wanted is there, or after some seconds. */
    QByteArray waitFor(const QByteArray &wanted)
    {
        QElapsedTimer timer;
        timer.start();
        pollfd readable{m_person, POLLIN, 0};
        while (!m_shown.contains(wanted) && timer.elapsed() < 30'000) {
            if (::poll(&readable, 1, 100) <= 0)
                continue;
            QByteArray some(4096, '\0');
            some.resize(std::max<qsizetype>(0, ::read(m_person, some.data(), size_t(some.size()))));
            m_shown += some;
        }
        const QByteArray all = m_shown;
        m_shown.clear();
        return all;
    }
    void type(const QByteArray &keys) const { QVERIFY(::write(m_person, keys.constData(), size_t(keys.size())) == keys.size()); }
    [[nodiscard]] QString name() const { return QString::fromLocal8Bit(m_name); }
    [[nodiscard]] bool echoes() const
    {
        termios settings{};
        return ::tcgetattr(m_screen, &settings) == 0 && (settings.c_lflag & ECHO) != 0;
    }

private:
    int m_person;
    int m_screen = -1;
    QByteArray m_name;
    QByteArray m_shown;
};

} // namespace

class TerminalTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void createdAndOpened();
    void twoThatDiffer();
    void stopped();
    void lettingInAsks();
    void noTerminal();

private:
    void start(QProcess &process, const QStringList &arguments, const QString &vault = u"vault"_s);

    World m_world;
    Terminal m_terminal;
};

void TerminalTest::initTestCase()
{
    // A bare chroot has no /dev/pts: there is no terminal then that the command line could be asked on.
    if (!m_terminal.isReady())
        QSKIP("this system has no pseudo-terminals (/dev/pts is not mounted)");
    QVERIFY(m_terminal.echoes());
}

void TerminalTest::start(QProcess &process, const QStringList &arguments, const QString &vault)
{
    process.setProcessEnvironment(m_world.environment());
    m_terminal.give(process);
    process.start(World::program(), QStringList{u"--vault"_s, m_world.path(vault)} + arguments);
    QVERIFY(process.waitForStarted());
}

void TerminalTest::createdAndOpened()
{
    QProcess create;
    start(create, {u"vault"_s, u"create"_s, u"--name"_s, u"Grace"_s, u"--role"_s, u"parent"_s, u"--kdf"_s, u"interactive"_s});
    QVERIFY(m_terminal.waitFor("New passphrase:").contains("New passphrase:"));
    QVERIFY(!m_terminal.echoes());
    m_terminal.type("green kettle on the hob\n");
    QByteArray shown = m_terminal.waitFor("again:");
    m_terminal.type("green kettle on the hob\n");
    QVERIFY(create.waitForFinished(60'000));
    QCOMPARE(create.exitCode(), 0);
    shown += m_terminal.waitFor("\n");
    QVERIFY2(!shown.contains("kettle"), shown.constData());
    QVERIFY(m_terminal.echoes());

    QProcess info;
    start(info, {u"vault"_s, u"info"_s});
    QVERIFY(m_terminal.waitFor("Passphrase:").contains("Passphrase:"));
    m_terminal.type("green kettle on the hob\n");
    QVERIFY(info.waitForFinished(60'000));
    QCOMPARE(info.exitCode(), 0);
    QVERIFY(info.readAllStandardOutput().contains("\"Grace\""));
}

void TerminalTest::twoThatDiffer()
{
    QProcess create;
    start(create, {u"vault"_s, u"create"_s, u"--name"_s, u"A"_s, u"--role"_s, u"parent"_s}, u"other"_s);
    m_terminal.waitFor("New passphrase:");
    m_terminal.type("one set of words\n");
    m_terminal.waitFor("again:");
    m_terminal.type("another set of words\n");
    QVERIFY(create.waitForFinished(60'000));
    QCOMPARE(create.exitCode(), 4);
    QVERIFY(!QFile::exists(m_world.path(u"other/vault.sqlite"_s)));
}

void TerminalTest::stopped()
{
    QProcess info;
    start(info, {u"vault"_s, u"info"_s});
    m_terminal.waitFor("Passphrase:");
    QVERIFY(!m_terminal.echoes());
    m_terminal.type("half a pass\x03");
    QVERIFY(info.waitForFinished(60'000));
    QCOMPARE(info.exitStatus(), QProcess::NormalExit);
    QCOMPARE(info.exitCode(), 3);
    QVERIFY(info.readAllStandardError().contains("\"stopped\""));
    QVERIFY(m_terminal.echoes());
}

/** A person at a terminal is asked for the words that the other one reads out; a script is not, and is told so. */
void TerminalTest::lettingInAsks()
{
    m_world.write(u"p"_s, "green kettle on the hob\n");
    const auto run = [&](const QString &vault, const QStringList &arguments) {
        return m_world.run(QStringList{u"--vault"_s, m_world.path(vault), u"--passphrase-file"_s, m_world.path(u"p"_s)} + arguments);
    };
    const QString circle = run(u"vault"_s, {u"circle"_s, u"create"_s, u"--name"_s, u"Sam"_s}).text("circle");
    const auto reply = [&](const QString &vault) {
        const QString invite = m_world.path(vault + u"-invite"_s);
        if (run(vault, {u"vault"_s, u"create"_s, u"--name"_s, u"Dan"_s, u"--role"_s, u"keyworker"_s, u"--kdf"_s, u"interactive"_s}).status != 0
            || run(u"vault"_s, {u"member"_s, u"invite"_s, circle, u"--name"_s, u"Dan"_s, u"--role"_s, u"keyworker"_s, u"--out"_s, invite}).status
                   != 0)
            return Ran();
        return run(vault, {u"member"_s, u"accept"_s, u"--invite"_s, invite, u"--reply-out"_s, m_world.path(vault + u"-reply"_s)});
    };
    const Ran first = reply(u"dan"_s);
    QCOMPARE(first.status, 0);
    QStringList words;
    const QJsonArray shown = first.object().value("check_words"_L1).toArray();
    for (const auto &word : shown)
        words.append(word.toString());
    QProcess admit;
    start(admit, {u"--passphrase-file"_s, m_world.path(u"p"_s), u"member"_s, u"admit"_s, circle, u"--reply"_s, m_world.path(u"dan-reply"_s)});
    admit.closeWriteChannel();
    QVERIFY(admit.waitForFinished(60'000));
    // Its standard input is a pipe here: a script. It lets in as the contract says, and says that nothing was compared.
    QCOMPARE(admit.exitCode(), 0);
    QVERIFY(admit.readAllStandardOutput().contains("\"compared\":false"));

    QCOMPARE(reply(u"eve"_s).status, 0);
    QProcess asked;
    asked.setStandardInputFile(m_terminal.name());
    start(asked, {u"--passphrase-file"_s, m_world.path(u"p"_s), u"member"_s, u"admit"_s, circle, u"--reply"_s, m_world.path(u"eve-reply"_s)});
    QVERIFY(m_terminal.waitFor("here:").contains("six words"));
    m_terminal.type(words.join(u' ').toLatin1() + '\n'); // those of somebody else
    QVERIFY(asked.waitForFinished(60'000));
    QCOMPARE(asked.exitCode(), 3);
    QVERIFY(asked.readAllStandardError().contains("\"words-differ\""));
}

void TerminalTest::noTerminal()
{
    QProcess info;
    info.setProcessEnvironment(m_world.environment());
    info.setChildProcessModifier([] { ::setsid(); });
    info.start(World::program(), {u"--vault"_s, m_world.path(u"vault"_s), u"vault"_s, u"info"_s});
    QVERIFY(info.waitForFinished(60'000));
    QCOMPARE(info.exitCode(), 2);
    QVERIFY(info.readAllStandardError().contains("\"no-passphrase\""));
}

QTEST_GUILESS_MAIN(TerminalTest)
#include "tst_terminal.moc"
