// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/problems.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <algorithm>

using namespace heard;

namespace {

/** Names that core/sync gives to errors which never become a problem of a run, and why. */
const QHash<QString, QString> elsewhere{
    {QStringLiteral("bad-address"), QStringLiteral("typed when it is set up")},
    {QStringLiteral("not-encrypted"), QStringLiteral("typed when it is set up")},
    {QStringLiteral("bad-ca"), QStringLiteral("chosen when it is set up")},
    {QStringLiteral("bad-object-path"), QStringLiteral("a slip of ours; no run makes such a path")},
    {QStringLiteral("name-taken"), QStringLiteral("another name is taken then")},
    {QStringLiteral("not-kept"), QStringLiteral("the run was stopped, or says itself what could not be kept")},
    {QStringLiteral("not-owner"), QStringLiteral("of emptying a storage, which is no run")},
    {QStringLiteral("stopped"), QStringLiteral("asked for")},
};

/** The names that an error or a problem is given in a source: the string after its code. */
QStringList namesIn(const QString &source)
{
    static const QRegularExpression given(QStringLiteral(
        "(?:ErrorCode::\\w+,\\s*(?:QStringLiteral\\()?|unreachable\\()\"([a-z]+(?:-[a-z]+)*)\"|\"([a-z]+(?:-[a-z]+)*)\",\\s*(?:coreText|QStringLiteral)"));
    QStringList names;
    auto all = given.globalMatch(source);
    while (all.hasNext()) {
        const auto match = all.next();
        names.append(match.captured(1).isEmpty() ? match.captured(2) : match.captured(1));
    }
    return names;
}

} // namespace

/** Whatever a sync can say is known with what it asks for: a new problem cannot be forgotten where people are told. */
class TestProblems : public QObject
{
    Q_OBJECT

private slots:
    void everyNameIsKnown()
    {
        const QDir room(qEnvironmentVariable("HEARD_SOURCE_DIR") + QStringLiteral("/core/sync"));
        const QStringList sources = room.entryList({QStringLiteral("*.cpp")}, QDir::Files);
        QVERIFY(sources.size() > 10);
        const QStringList known = problemNames();
        QSet<QString> raised;
        for (const QString &name : sources) {
            QFile file(room.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            if (name == QStringLiteral("problems.cpp"))
                continue;
            const QStringList names = namesIn(QString::fromUtf8(file.readAll()));
            for (const QString &one : names) {
                raised.insert(one);
                QVERIFY2(known.contains(one) != elsewhere.contains(one),
                         qPrintable(QStringLiteral("%1 in %2: list it in problems.cpp, or say here why not").arg(one, name)));
            }
        }
        // What the circle says of a change that it cannot read comes through too.
        raised.insert(QStringLiteral("newer-change"));
        for (const QString &one : known)
            QVERIFY2(raised.contains(one), qPrintable(one + QStringLiteral(" is listed but nothing says it")));
        for (auto it = elsewhere.cbegin(); it != elsewhere.cend(); ++it)
            QVERIFY2(raised.contains(it.key()), qPrintable(it.key()));
        QVERIFY(std::is_sorted(known.cbegin(), known.cend()));
    }

    void weights()
    {
        QCOMPARE(weightiest({}), nullptr);
        QList<SyncProblem> problems;
        for (const char *name : {"changes-waiting", "remote-full", "remote-refused", "two-histories"})
            problems.append({QString::fromLatin1(name), {}, {}});
        QCOMPARE(weightiest(problems)->name, QStringLiteral("remote-full"));
        QCOMPARE(remedyOf(QStringLiteral("disk-full")), Remedy::Device);
        QCOMPARE(remedyOf(QString()), Remedy::Device);
        QVERIFY(!isFailure(Remedy::ComesLater) && !isFailure(Remedy::Read));
        for (const Remedy one : {Remedy::ComesBack, Remedy::AtStorage, Remedy::SetUp, Remedy::Access, Remedy::Decide, Remedy::Device})
            QVERIFY(isFailure(one));
    }
};

QTEST_APPLESS_MAIN(TestProblems)
#include "tst_problems.moc"
