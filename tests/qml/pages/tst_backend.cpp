// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foldermodel.h"
#include "lived.h"
#include "marshalledport.h"
#include "passedtext.h"
#include "putaside.h"
#include "testlanguage.h"
#include "timewords.h"
#include "vault/crypto.h"
#include "window/options.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>
#include <QSettings>
#include <QSignalSpy>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>
#include <thread>

using namespace heard;
using heard::test::Lived;
using heard::test::passphrase;

class TestBackend : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(startCrypto()); }

    /** Every model keeps its promises to views while things happen. */
    void models()
    {
        Lived lived;
        World &world = *lived.world;
        const auto mode = QAbstractItemModelTester::FailureReportingMode::QtTest;
        const QAbstractItemModelTester messages(&world.messages, mode);
        const QAbstractItemModelTester circles(&world.circleList, mode);
        const QAbstractItemModelTester sync(&world.syncList, mode);
        const QAbstractItemModelTester steps(&world.nextSteps, mode);
        QVERIFY(lived.begin());
        QVERIFY(!world.circleList.createCircle(QStringLiteral("Sam"), QStringLiteral("young-person"), {}, {}).isEmpty());
        const QString second = world.circleList.createCircle(QStringLiteral("Alex"), QStringLiteral("young-person"), {}, {});
        QVERIFY(!second.isEmpty());
        QCOMPARE(world.circleList.count(), 2);
        QCOMPARE(world.syncList.count(), 2);
        // Changes that come together are looked at once, a turn of the loop later.
        QTRY_VERIFY(world.nextSteps.count() > 0);
        QVERIFY(world.nextSteps.count() <= 3);
        QVERIFY(lived.write(QStringLiteral("I like ducks")));
        QVERIFY(world.currentCircle.waiting() > 0);
        world.messages.add(QStringLiteral("warning"), QStringLiteral("One"));
        world.messages.add(QStringLiteral("warning"), QStringLiteral("Two"));
        QCOMPARE(world.messages.data(world.messages.index(0), Messages::TextRole).toString(), QStringLiteral("Two"));
        world.messages.dismiss(1);
        world.messages.dismiss(7);
        QCOMPARE(world.messages.count(), 1);
        QVERIFY(world.circleList.eraseCircle(second));
        QCOMPARE(world.circleList.count(), 1);
        world.session.lock();
        QCOMPARE(world.circleList.count(), 0);
        QCOMPARE(world.syncList.count(), 0);
        QVERIFY(world.currentCircle.circle() == nullptr);
        QVERIFY(world.currentCircle.name().isEmpty());
    }

    void erasingTheCurrentCircle()
    {
        Lived lived;
        QVERIFY(lived.begin());
        const QString only = lived.world->circleList.createCircle(QStringLiteral("Sam"), QStringLiteral("young-person"), {}, {});
        QCOMPARE(lived.world->currentCircle.circleId(), only);
        QVERIFY(lived.world->circleList.eraseCircle(only));
        QVERIFY(lived.world->currentCircle.circleId().isEmpty());
    }

    /** What was saved is sent by itself; a folder that goes away and comes back needs no hand. */
    void syncByItself()
    {
        Lived lived;
        QVERIFY(lived.begin());
        World &world = *lived.world;
        const QString circle = world.circleList.createCircle(QStringLiteral("Sam"), QStringLiteral("young-person"), {}, {});
        QCOMPARE(world.syncState.phase(), SyncState::Phase::NotSetUp);
        const QString folder = lived.place.filePath(QStringLiteral("shared"));
        QVERIFY(QDir().mkpath(folder));
        world.sharedPlace.begin(circle);
        world.sharedPlace.tryFolder(folder);
        QTRY_COMPARE_WITH_TIMEOUT(world.syncState.phase(), SyncState::Phase::AllSent, 10'000);
        QVERIFY(lived.write(QStringLiteral("I like ducks")));
        QCOMPARE(world.syncState.waiting(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(world.syncState.waiting(), 0, 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(world.syncState.phase(), SyncState::Phase::AllSent, 10'000);

        QVERIFY(QDir(folder).rename(folder, folder + u'x'));
        QVERIFY(lived.write(QStringLiteral("I like trains")));
        QTRY_COMPARE_WITH_TIMEOUT(world.syncState.phase(), SyncState::Phase::Unreachable, 10'000);
        QCOMPARE(world.syncState.waiting(), 1);
        QVERIFY(QDir(folder).rename(folder + u'x', folder));
        QTRY_COMPARE_WITH_TIMEOUT(world.syncState.phase(), SyncState::Phase::AllSent, 10'000);
        QCOMPARE(world.syncState.waiting(), 0);
        lived.clock.set(lived.clock.now() + 120'000);
        world.syncState.refresh();
        QVERIFY2(world.syncState.sentence().contains(QStringLiteral("2 minutes ago"))
                     || world.syncState.sentence().contains(QStringLiteral("just now")),
                 qPrintable(world.syncState.sentence()));
    }

    /** With an hour to wait for the next try: the network that is back, or the app in front again, ends the wait. */
    void networkIsBack_data()
    {
        QTest::addColumn<bool>("network");
        QTest::newRow("network back") << true;
        QTest::newRow("app resumed") << false;
    }
    void networkIsBack()
    {
        QFETCH(bool, network);
        constexpr qint64 hour = 3'600'000;
        AutoSync::Setup patient;
        patient.pace = {.afterChange = 20, .afterFirst = 50, .between = hour, .idleBetween = hour, .soon = 20, .afterFailure = hour, .longest = hour};
        Lived lived(patient);
        QVERIFY(lived.begin());
        World &world = *lived.world;
        const QString circle = world.circleList.createCircle(QStringLiteral("Sam"), QStringLiteral("young-person"), {}, {});
        const QString folder = lived.place.filePath(QStringLiteral("shared"));
        QVERIFY(QDir().mkpath(folder));
        world.sharedPlace.begin(circle);
        world.sharedPlace.tryFolder(folder);
        QTRY_COMPARE_WITH_TIMEOUT(world.syncState.phase(), SyncState::Phase::AllSent, 10'000);
        QVERIFY(QDir(folder).rename(folder, folder + u'x'));
        QVERIFY(lived.write(QStringLiteral("I like trains")));
        QTRY_COMPARE_WITH_TIMEOUT(world.syncState.phase(), SyncState::Phase::Unreachable, 10'000);
        QVERIFY(QDir(folder).rename(folder + u'x', folder));
        QTest::qWait(300);
        QCOMPARE(world.syncState.phase(), SyncState::Phase::Unreachable);
        if (network)
            world.autoSync.networkBack();
        else
            world.autoSync.resumed();
        QTRY_COMPARE_WITH_TIMEOUT(world.syncState.phase(), SyncState::Phase::AllSent, 10'000);
        QCOMPARE(world.syncState.waiting(), 0);
    }

    /** Locking while a sync runs neither waits nor crashes, and nothing saved is lost. */
    void lockingWhileSyncing()
    {
        AutoSync::Setup hurry;
        hurry.pace = {.afterChange = 1, .afterFirst = 5, .between = 5, .idleBetween = 5, .soon = 1, .afterFailure = 5, .longest = 5};
        Lived lived(hurry);
        QVERIFY(lived.begin());
        World &world = *lived.world;
        const QString circle = world.circleList.createCircle(QStringLiteral("Sam"), QStringLiteral("young-person"), {}, {});
        const QString folder = lived.place.filePath(QStringLiteral("shared"));
        QVERIFY(QDir().mkpath(folder));
        world.sharedPlace.begin(circle);
        world.sharedPlace.tryFolder(folder);
        for (int round = 0; round < 8; ++round) {
            QVERIFY(lived.write(QStringLiteral("Round %1").arg(round)));
            QTest::qWait(round * 3);
            world.session.lock();
            QCOMPARE(world.session.state(), Session::State::Locked);
            world.session.unlock(passphrase());
            QTRY_COMPARE_WITH_TIMEOUT(world.session.state(), Session::State::Unlocked, 20'000);
        }
        QCOMPARE(world.currentCircle.circle()->records(QStringLiteral("statement")).size(), 8);
    }

    /** A closed port answers at once, to one who waits already too. */
    void closedPort()
    {
        OpenCircles circles;
        MarshalledPort port(circles, Id{});
        Result<CircleSnapshot> answer = fail(ErrorCode::Internal, "none", {});
        std::thread worker([&] { answer = port.snapshot(); });
        // This thread never lets the call through: only closing ends the wait.
        QThread::msleep(50);
        port.close();
        worker.join();
        QVERIFY(!answer);
        QCOMPARE(answer.error().name, QStringLiteral("stopped"));
        QVERIFY(!port.letters());
        QCoreApplication::processEvents();
    }

    void idleLock()
    {
        Lived lived({}, 1);
        QVERIFY(lived.begin());
        // A key now and then keeps it open.
        QObject somebody;
        for (int i = 0; i < 6; ++i) {
            QTest::qWait(300);
            QKeyEvent key(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier);
            QCoreApplication::sendEvent(&somebody, &key);
        }
        QCOMPARE(lived.world->session.state(), Session::State::Unlocked);
        QTRY_COMPARE_WITH_TIMEOUT(lived.world->session.state(), Session::State::Locked, 3'000);
    }

    void preferences()
    {
        QTemporaryDir place;
        const QString file = place.filePath(QStringLiteral("look.ini"));
        {
            Preferences preferences(file);
            preferences.setScheme(QStringLiteral("contrast"));
            preferences.setTextScale(9);
            preferences.setFace(QStringLiteral("OpenDyslexic"));
            preferences.setLineSpacing(2);
            preferences.setLetterSpacing(0.12);
            preferences.setMotion(false);
            preferences.setSpelling(false);
            preferences.setLanguage(QStringLiteral("en-GB"));
            preferences.setWindowSize({640, 800});
        }
        const Preferences preferences(file);
        QCOMPARE(preferences.scheme(), QStringLiteral("contrast"));
        QCOMPARE(preferences.textScale(), 2.0);
        QCOMPARE(preferences.face(), QStringLiteral("OpenDyslexic"));
        QCOMPARE(preferences.lineSpacing(), 2.0);
        QCOMPARE(preferences.letterSpacing(), 0.12);
        QVERIFY(!preferences.motion());
        QVERIFY(!preferences.spelling());
        QCOMPARE(preferences.windowSize(), QSize(640, 800));
        const QSettings settings(file, QSettings::IniFormat);
        const QStringList keys = settings.allKeys();
        QCOMPARE(keys.size(), Preferences::allowedKeys().size());
        for (const QString &key : keys)
            QVERIFY(Preferences::allowedKeys().contains(key));
    }

    /** What the command line asks for one run is not there in the next one; what a person chooses meanwhile is. */
    void preferencesForOneRun()
    {
        QTemporaryDir place;
        const QString file = place.filePath(QStringLiteral("look.ini"));
        {
            Preferences preferences(file);
            preferences.setFace(QStringLiteral("OpenDyslexic"));
            preferences.forThisRun([&] {
                preferences.setScheme(QStringLiteral("dark"));
                preferences.setTextScale(2);
                preferences.setWindowSize({360, 640});
            });
            QCOMPARE(preferences.scheme(), QStringLiteral("dark"));
            QCOMPARE(preferences.textScale(), 2.0);
            preferences.rememberWindow(360, 640);
            preferences.setScheme(QStringLiteral("dark"));
        }
        const Preferences preferences(file);
        QCOMPARE(preferences.textScale(), 1.0);
        QVERIFY(!preferences.windowSize().isValid());
        QCOMPARE(preferences.face(), QStringLiteral("OpenDyslexic"));
        QCOMPARE(preferences.scheme(), QStringLiteral("dark"));
    }

    void preferencesFromElsewhere()
    {
        QTemporaryDir place;
        const QString file = place.filePath(QStringLiteral("look.ini"));
        {
            QSettings settings(file, QSettings::IniFormat);
            settings.setValue(QStringLiteral("look/scheme"), QStringLiteral("pink"));
            settings.setValue(QStringLiteral("look/textScale"), QStringLiteral("huge"));
            settings.setValue(QStringLiteral("look/face"), QStringLiteral("Wingdings"));
        }
        const Preferences preferences(file);
        QVERIFY(preferences.scheme() == QLatin1String("light") || preferences.scheme() == QLatin1String("dark"));
        QCOMPARE(preferences.textScale(), 1.0);
        QCOMPARE(preferences.face(), QStringLiteral("Noto Sans"));
    }

    /** Counting words have a form for one and one for many, in the core's sentences too. */
    void plurals()
    {
        Lived lived;
        QCOMPARE(QCoreApplication::translate("TimeWords", "%n minute(s) ago", nullptr, 1), QStringLiteral("1 minute ago"));
        QCOMPARE(QCoreApplication::translate("TimeWords", "%n minute(s) ago", nullptr, 5), QStringLiteral("5 minutes ago"));
        const QString one = coreText("That was wrong too many times. Your work is safe. Wait %n second(s), then try again.", nullptr, 1);
        QVERIFY2(one.contains(QStringLiteral("1 second,")), qPrintable(one));
        QFile file(QStringLiteral(":/i18n/heard_en_GB.qm"));
        QVERIFY(file.exists());
    }

    void testLanguage()
    {
        const QString disguised = TestLanguage::disguise(QStringLiteral("Open %1 and %n things (%L2) at 100 %"));
        for (const char *marker : {"%1", "%n", "%L2", "100 %"})
            QVERIFY2(disguised.contains(QString::fromLatin1(marker)), marker);
        QVERIFY(!disguised.contains(u'O'));
        Lived lived;
        lived.world->language.setCurrent(Language::testLanguage());
        QVERIFY(lived.world->language.rightToLeft());
        QCOMPARE(QGuiApplication::layoutDirection(), Qt::RightToLeft);
        lived.world->language.setCurrent(QStringLiteral("xx"));
        QCOMPARE(lived.world->language.current(), QStringLiteral("en-GB"));
        QCOMPARE(QGuiApplication::layoutDirection(), Qt::LeftToRight);
        for (const LanguageChoice &choice : lived.world->language.choices())
            QVERIFY(choice.code != Language::testLanguage());
    }

    void timeAgo_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("words");
        QTest::newRow("now") << qint64(5) << QStringLiteral("just now");
        QTest::newRow("clock set back") << qint64(-5000) << QStringLiteral("just now");
        QTest::newRow("a minute") << qint64(61) << QStringLiteral("1 minute ago");
        QTest::newRow("59 minutes") << qint64(59 * 60) << QStringLiteral("59 minutes ago");
        QTest::newRow("2 hours") << qint64(2 * 3600) << QStringLiteral("2 hours ago");
        QTest::newRow("a day") << qint64(24 * 3600) << QStringLiteral("yesterday");
    }
    void timeAgo()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, words);
        Lived lived;
        const qint64 now = QDateTime(QDate(2027, 5, 12), QTime(18, 0)).toMSecsSinceEpoch();
        QCOMPARE(heard::timeAgo(now - seconds * 1000, now), words);
    }

    void folders()
    {
        QTemporaryDir place;
        QVERIFY(QDir(place.path()).mkpath(QStringLiteral("b")));
        QVERIFY(QDir(place.path()).mkpath(QStringLiteral("a10")));
        QVERIFY(QDir(place.path()).mkpath(QStringLiteral("a9")));
        QVERIFY(QFile(place.filePath(QStringLiteral("x.invite"))).open(QIODevice::WriteOnly));
        QVERIFY(QFile(place.filePath(QStringLiteral("x.other"))).open(QIODevice::WriteOnly));
        FolderModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFilters({QStringLiteral("*.invite")});
        model.setFolder(place.path());
        QTRY_VERIFY(!model.busy());
        QStringList names;
        for (int row = 0; row < model.count(); ++row)
            names.append(model.data(model.index(row), FolderModel::NameRole).toString());
        QCOMPARE(names, QStringList({QStringLiteral("a9"), QStringLiteral("a10"), QStringLiteral("b"), QStringLiteral("x.invite")}));
        QVERIFY(model.canWrite());

        // A name stays inside the folder, whatever was typed.
        for (const char *typed : {"../../etc/passwd", "a/b", "..", "C:\\x", ".hidden", "\x01x"}) {
            const QString path = model.pathFor(QString::fromUtf8(typed));
            QCOMPARE(QFileInfo(path).absolutePath() == place.path() || path == place.path() + u'/', true);
        }
        QVERIFY(model.makeFolder(QStringLiteral("new")));
        QCOMPARE(model.folderName(), QStringLiteral("new"));
        model.up();
        QCOMPARE(model.folder(), place.path());
        model.setFolder(place.filePath(QStringLiteral("gone")));
        QTRY_VERIFY(!model.busy() && !model.problem().isEmpty());
    }

    /** After a lock nothing on the command line opens the vault again. */
    void argumentsAfterLocking()
    {
        QCOMPARE(argumentsAfterLock({QStringLiteral("heard"), QStringLiteral("--vault"), QStringLiteral("v"),
                                     QStringLiteral("--passphrase-file"), QStringLiteral("p"), QStringLiteral("--idle-lock-seconds=9"),
                                     QStringLiteral("--theme"), QStringLiteral("dark")}),
                 QStringList({QStringLiteral("heard"), QStringLiteral("--vault"), QStringLiteral("v"), QStringLiteral("--theme"),
                              QStringLiteral("dark")}));
    }

    /** What stands around an invite in a message does no harm; half an invite is none. */
    void filesInText()
    {
        const QByteArray file = "HEARD-INVITE-1 hAEBQmFi-_c 0123456789ab\n";
        QCOMPARE(fileInText(QString::fromLatin1(file)), file);
        QCOMPARE(fileInText(QStringLiteral("Dear Sam,\nhere it is: HEARD-INVITE-1 hAEBQmFi-_c 0123456789ab. Love, Dad")), file);
        // Mail breaks long lines, and puts a mark before each when it is answered.
        QCOMPARE(fileInText(QStringLiteral("> HEARD-INVITE-1\r\n> hAEBQ\r\n> mFi-_c\r\n> 0123456789ab\r\n>\r\n> Love")), file);
        QCOMPARE(fileInText(QStringLiteral("HEARD-INVITE-1 hAEBQmFi-_c 01234567")), QByteArray());
        QCOMPARE(fileInText(QStringLiteral("Dear Nadia, this is not an invite.")), QByteArray());
        QCOMPARE(fileInText({}), QByteArray());
        QCOMPARE(fileInText(QStringLiteral("HEARD-INVITE-1 ") + QString(200'000, u'a')), QByteArray());
    }

    /** The whole way into a circle by two texts, without a file. */
    void joiningByText()
    {
        Lived here;
        Lived there;
        QVERIFY(here.begin() && there.begin());
        here.world->circleList.createCircle(QStringLiteral("Sam"), QStringLiteral("young-person"), {}, {});
        Inviting &inviting = here.world->people.inviting;
        Joining &joining = there.world->joining;

        QGuiApplication::clipboard()->setText(QStringLiteral("milk, bread"));
        joining.pasteInvite();
        QVERIFY(!joining.hasInvite() && !joining.problem().isEmpty());
        inviting.pasteReply();
        QVERIFY(!inviting.hasReply() && !inviting.problem().isEmpty());
        inviting.copyInvite();
        joining.copyReply();
        QVERIFY(!inviting.inviteCopied() && !joining.replyCopied());
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("milk, bread"));

        inviting.make(QStringLiteral("Dan"), QStringLiteral("keyworker"), false);
        inviting.copyInvite();
        QVERIFY(inviting.inviteCopied() && !inviting.inviteSaved());
        joining.pasteInvite();
        QVERIFY2(joining.hasInvite(), qPrintable(joining.problem()));
        // An invite is no reply.
        inviting.pasteReply();
        QVERIFY(!inviting.hasReply() && !inviting.problem().isEmpty());
        joining.accept();
        joining.copyReply();
        QVERIFY(joining.replyCopied() && !joining.replySaved());
        QGuiApplication::clipboard()->setText(QStringLiteral("Here you are:\n\n%1\n\nDan").arg(QGuiApplication::clipboard()->text()));
        inviting.pasteReply();
        QVERIFY2(inviting.hasReply(), qPrintable(inviting.problem()));
        QCOMPARE(inviting.checkWords(), joining.checkWords());
        // Nobody comes in before it was said that the words are the same.
        inviting.admit();
        QVERIFY(!inviting.letIn());
        QCOMPARE(here.world->currentCircle.circle()->members().size(), 1);
        inviting.wordsAreTheSame();
        inviting.admit();
        QVERIFY2(inviting.letIn(), qPrintable(inviting.problem()));
    }

    /** The words differ: on both sides it ends there, and the invite works for nobody. */
    void wordsThatDiffer()
    {
        Lived here;
        Lived there;
        QVERIFY(here.begin() && there.begin());
        here.world->circleList.createCircle(QStringLiteral("Sam"), QStringLiteral("young-person"), {}, {});
        Inviting &inviting = here.world->people.inviting;
        Joining &joining = there.world->joining;
        inviting.make(QStringLiteral("Dan"), QStringLiteral("keyworker"), false);
        const QString invite = here.place.filePath(QStringLiteral("invite"));
        const QString reply = here.place.filePath(QStringLiteral("reply"));
        inviting.save(invite);
        QCOMPARE(QFile::permissions(invite) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
        // As Notepad saves what was pasted into it.
        QFile file(invite);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromLatin1(file.readAll());
        file.close();
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("\xFF\xFE") + QByteArray(QStringEncoder(QStringEncoder::Utf16LE).encode(text)));
        file.close();
        joining.readFile(invite);
        QVERIFY2(joining.hasInvite(), qPrintable(joining.problem()));
        joining.accept();
        joining.saveReply(reply);
        QVERIFY(joining.replySaved());
        QCOMPARE(QFile::permissions(reply) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
        inviting.readReply(reply);
        QVERIFY2(inviting.hasReply(), qPrintable(inviting.problem()));
        inviting.wordsDiffer();
        QVERIFY(!inviting.hasReply() && !inviting.problem().isEmpty());
        inviting.readReply(reply);
        QVERIFY(!inviting.hasReply() && !inviting.problem().isEmpty());
        QCOMPARE(here.world->currentCircle.circle()->members().size(), 1);
        const int before = there.world->circleList.count();
        joining.wordsDiffer();
        QVERIFY(!joining.accepted() && !joining.problem().isEmpty());
        QCOMPARE(there.world->circleList.count(), before - 1);
        QVERIFY2(there.world->currentCircle.circle() == nullptr, "the circle that is gone is let go of before it goes");
    }

    /** What was copied goes when Heard locks, and what somebody else copied stays. */
    void whatWasCopiedIsTakenAway()
    {
        Lived here;
        QVERIFY(here.begin());
        here.world->circleList.createCircle(QStringLiteral("Sam"), QStringLiteral("young-person"), {}, {});
        Inviting &inviting = here.world->people.inviting;
        inviting.make(QStringLiteral("Dan"), QStringLiteral("keyworker"), false);
        inviting.copyInvite();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("HEARD-INVITE")));
        QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(QStringLiteral("x-kde-passwordManagerHint")), QByteArray("secret"));
        here.world->session.lock();
        QCOMPARE(QGuiApplication::clipboard()->text(), QString());
        copyAsText("HEARD-REPLY-1 abc");
        QGuiApplication::clipboard()->setText(QStringLiteral("milk, bread"));
        forgetCopied();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("milk, bread"));
    }

    /** From the lock page: a backup comes back in the place of what nobody can open, which is kept. */
    void restoreOverALockedStore()
    {
        Lived lived;
        QVERIFY(lived.begin());
        lived.world->circleList.createCircle(QStringLiteral("Sam"), QStringLiteral("young-person"), {}, {});
        const QString file = lived.place.filePath(QStringLiteral("all.heard-backup"));
        QSignalSpy done(&lived.world->security, &Security::done);
        lived.world->security.backup(file);
        QTRY_COMPARE(done.count(), 1);
        QSignalSpy changed(&lived.world->security, &Security::done);
        lived.world->security.changePassphrase(passphrase(), QStringLiteral("forgotten for good today"));
        QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 1, 20'000);
        Session &session = lived.world->session;
        session.lock();
        QCOMPARE(session.state(), Session::State::Locked);
        // A wrong one changes nothing.
        session.restore(file, QStringLiteral("wrong"));
        QTRY_VERIFY_WITH_TIMEOUT(!session.busy(), 20'000);
        QCOMPARE(session.state(), Session::State::Locked);
        QVERIFY(lastPutAside(session.setup().folder).isEmpty());
        session.restore(file, passphrase());
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), Session::State::Unlocked, 30'000);
        QCOMPARE(lived.world->circleList.count(), 1);
        const QString kept = lastPutAside(session.setup().folder);
        QVERIFY(!kept.isEmpty());
        QString forgotten = QStringLiteral("forgotten for good today");
        QVERIFY(Vault::open(kept, Passphrase::typed(forgotten), session.setup().around));
    }

    /** Stopped between the two moves of a restore: the next start ends it. */
    void restoreThatWasStopped()
    {
        QTemporaryDir place;
        const QString folder = place.filePath(QStringLiteral("vault"));
        QVERIFY(QDir().mkpath(folder + QStringLiteral("-coming")));
        QFile store(folder + QStringLiteral("-coming/vault.sqlite"));
        QVERIFY(store.open(QIODevice::WriteOnly));
        // An empty file is no vault.
        QVERIFY(store.write("SQLite") > 0);
        store.close();
        finishRestore(folder);
        QVERIFY(Store::exists(folder));
        QVERIFY(!QFileInfo::exists(folder + QStringLiteral("-coming")));
    }

    /** A backup comes back on another device and opens with its own passphrase. */
    void restore()
    {
        Lived lived;
        QVERIFY(lived.begin());
        lived.world->circleList.createCircle(QStringLiteral("Sam"), QStringLiteral("young-person"), {}, {});
        QVERIFY(lived.write(QStringLiteral("I like ducks")));
        const QString file = lived.place.filePath(QStringLiteral("all.heard-backup"));
        QSignalSpy done(&lived.world->security, &Security::done);
        lived.world->security.backup(file);
        QTRY_COMPARE(done.count(), 1);

        Lived other;
        other.world->session.restore(file, QStringLiteral("wrong"));
        QTRY_VERIFY_WITH_TIMEOUT(!other.world->session.busy(), 20'000);
        QCOMPARE(other.world->session.state(), Session::State::FirstRun);
        QVERIFY(!other.world->session.problem().isEmpty());
        other.world->session.restore(file, passphrase());
        QTRY_COMPARE_WITH_TIMEOUT(other.world->session.state(), Session::State::Unlocked, 20'000);
        QCOMPARE(other.world->circleList.count(), 1);
        QCOMPARE(other.world->currentCircle.circle()->records(QStringLiteral("statement")).size(), 1);
    }

    /** What cannot be opened says so in plain words and changes nothing. */
    void notAVault()
    {
        Lived lived;
        const QString folder = lived.place.filePath(QStringLiteral("vault"));
        QVERIFY(QDir().mkpath(folder));
        QFile file(folder + QStringLiteral("/vault.sqlite"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("This is a shopping list.");
        file.close();
        Lived again;
        World::Setup setup;
        setup.session.folder = folder;
        setup.session.around = {.clock = &again.clock, .random = &again.random};
        QQmlEngine engine;
        World world(setup, engine);
        QCOMPARE(world.session.state(), Session::State::Locked);
        world.session.unlock(passphrase());
        QTRY_VERIFY_WITH_TIMEOUT(!world.session.busy(), 20'000);
        QCOMPARE(world.session.state(), Session::State::Locked);
        QVERIFY(!world.session.problem().isEmpty());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("This is a shopping list."));
    }
};

QTEST_MAIN(TestBackend)
#include "tst_backend.moc"
