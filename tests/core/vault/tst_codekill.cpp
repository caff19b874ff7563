// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/workspace.h"
#include "core/store/support.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <csignal>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace heard;

namespace {

Passphrase right()
{
    QString typed = QStringLiteral("five green apples on a hill");
    return Passphrase::typed(typed);
}

/** What the child says it has done, one line each: "made CODE", "open CODE", "kept CODE". */
void say(int to, const char *what, const QString &code)
{
    const QByteArray line = QByteArray(what) + ' ' + code.toLatin1() + '\n';
    if (::write(to, line.constData(), size_t(line.size())) != line.size())
        ::_exit(1);
}

/** As a person would: a new vault, its code confirmed, another code asked for, confirmed, and so on, until it is killed. */
[[noreturn]] void childAtWork(const QString &folder, int to)
{
    SystemClock clock;
    SystemRandom random;
    const Person person{QStringLiteral("Nadia"), Role::Parent};
    const auto created =
        Workspace::create(folder, person, right(), KdfCost::interactive(), {.clock = &clock, .random = &random}, Vault::NewCode::KeptOpen);
    if (!created)
        ::_exit(2);
    say(to, "open", created->recoveryCode);
    Vault &vault = created->workspace->vault();
    QString code = created->recoveryCode;
    for (;;) {
        if (!vault.confirmRecoveryCode())
            ::_exit(3);
        say(to, "kept", code);
        const auto next = vault.prepareRecoveryCode();
        if (!next)
            ::_exit(4);
        code = *next;
        say(to, "open", code);
    }
}

} // namespace

/** SIGKILL while a vault is made and its code changes hands: there is always a code that somebody has seen, or will see, and it opens. */
class TestCodeKill : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { VERIFY_OK(startCrypto()); }

    void aCodeAlwaysOpens()
    {
        const QByteArray depth = qgetenv("HEARD_TEST_DEPTH");
        const int kills = depth == "nightly" ? 300 : depth == "quick" ? 10 : 25;
        QRandomGenerator chance(20'261'128);
        int nothing = 0;
        int between = 0;
        for (int i = 0; i < kills; ++i) {
            const QTemporaryDir place;
            const QString folder = place.filePath(QStringLiteral("vault"));
            std::array<int, 2> pipe{};
            QCOMPARE(::pipe(pipe.data()), 0);
            const pid_t child = ::fork();
            QVERIFY(child >= 0);
            if (child == 0) {
                ::close(pipe[0]);
                childAtWork(folder, pipe[1]);
            }
            ::close(pipe[1]);
            // Half of them while it is made (most of which is the stretching), half in the quick to and fro afterwards.
            pollfd first{pipe[0], POLLIN, 0};
            if (i % 2 == 0) {
                ::usleep(useconds_t(chance.bounded(300'000)));
            } else {
                QVERIFY(::poll(&first, 1, 60'000) == 1);
                ::usleep(useconds_t(chance.bounded(60'000)));
            }
            ::kill(child, SIGKILL);
            int status = 0;
            ::waitpid(child, &status, 0);
            QVERIFY2(WIFSIGNALED(status), qPrintable(QStringLiteral("the child ended by itself: %1").arg(WEXITSTATUS(status))));
            QByteArray told;
            std::array<char, 4096> some{};
            for (ssize_t got = 0; (got = ::read(pipe[0], some.data(), some.size())) > 0;)
                told.append(some.data(), got);
            ::close(pipe[0]);
            QString kept;
            QString open;
            const QList<QByteArray> lines = told.split('\n');
            for (const QByteArray &line : lines) {
                if (line.startsWith("kept "))
                    kept = QString::fromLatin1(line.mid(5));
                else if (line.startsWith("open "))
                    open = QString::fromLatin1(line.mid(5));
            }
            if (!Store::exists(folder)) {
                QVERIFY2(told.isEmpty(), "a vault that was there is gone");
                ++nothing;
                continue;
            }
            check(folder, kept, open);
            between += kept.isEmpty() ? 0 : 1;
        }
        qInfo("%d kills: %d before there was a vault, %d after a code had been confirmed", kills, nothing, between);
        QVERIFY(between > 0);
    }

private:
    void check(const QString &folder, const QString &kept, const QString &open)
    {
        const Surroundings around{.clock = &m_clock, .random = &m_random};
        QString shown;
        {
            auto vault = Vault::open(folder, right(), around);
            VERIFY_OK(vault);
            const auto again = (*vault)->openRecoveryCode();
            VERIFY_OK(again);
            shown = *again;
            // Whole from its first moment: the person and the device are in it.
            VERIFY_OK(Workspace::open(*std::move(vault)));
        }
        const auto opens = [&](const QString &code) {
            return !code.isEmpty() && Vault::openWithRecoveryCode(folder, code, around).has_value();
        };
        // What was confirmed opens; a confirmation under way may have put the open one in its place, which was shown before.
        QVERIFY2(opens(kept) || opens(open) || opens(shown), "no code that anybody has seen or will see opens this vault");
        if (kept.isEmpty() && open.isEmpty())
            QVERIFY2(opens(shown), "killed before the code was shown: it has to be shown now");
        // One that was shown and not confirmed is shown again, and no other.
        if (!open.isEmpty() && !shown.isEmpty() && !opens(open))
            QVERIFY2(shown == open || !opens(shown), "another code took the place of the one that was shown");
    }

    SystemClock m_clock;
    SystemRandom m_random;
};

QTEST_GUILESS_MAIN(TestCodeKill)
#include "tst_codekill.moc"
