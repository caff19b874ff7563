// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hand.h"
#include "support/circles.h"
#include "vault/crypto.h"
#include "vault/steadyclock.h"
#include "window/world.h"

#include <controls/look.h>

#include <QAccessible>
#include <QDir>
#include <QImage>
#include <QProcess>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QTemporaryDir>
#include <QTest>
#include <cstdio>

using namespace heard;
using heard::test::Hand;

namespace {

const QString passphrase = QStringLiteral("otter lamp violin kettle");
const QStringList lineWords{QStringLiteral("Sam makes us laugh"),     QStringLiteral("Sam is kind to the dog"),
                            QStringLiteral("Sam never gives up"),     QStringLiteral("Sam knows every bus"),
                            QStringLiteral("Sam sings at breakfast"), QStringLiteral("Sam remembers birthdays")};

/** The window of Heard on a phone, as main() makes it, over a folder of its own. */
struct PhoneWindow
{
    SystemClock clock;
    SteadyClock steady;
    SystemRandom random;
    QQmlEngine engine;
    std::unique_ptr<World> world;
    std::unique_ptr<QObject> root;
    std::unique_ptr<QObject> where; ///< knows the page that is shown
    QQuickWindow *window = nullptr;

    explicit PhoneWindow(const QString &vault)
    {
        World::Setup setup;
        setup.session.folder = vault;
        setup.session.around = {.clock = &clock, .random = &random, .steady = &steady};
        setup.session.cost = KdfCost::interactive();
        engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
        installIconProvider(engine);
        world = std::make_unique<World>(setup, engine);
        world->preferences.setMotion(false);
        world->preferences.setScheme(QStringLiteral("light"));
        world->preferences.setWindowSize({360, 640});
        world->language.setCurrent(QStringLiteral("en-GB"));
        QQmlComponent main(&engine, QUrl(QStringLiteral("qrc:/qt/qml/Heard/Pages/Shell/Main.qml")));
        root.reset(main.create());
        QQmlComponent asking(&engine);
        asking.setData("import QtQml\nimport Heard.Pages.Shell\nQtObject { property string page: Navigator.current\nfunction go(name) { Navigator.go(name) } }",
                       {});
        where.reset(asking.create());
        window = qobject_cast<QQuickWindow *>(root.get());
        if (!window)
            qFatal("%s", qUtf8Printable(main.errorString()));
        window->show();
        window->requestActivate();
    }
    ~PhoneWindow()
    {
        where.reset();
        root.reset();
    }
    Q_DISABLE_COPY_MOVE(PhoneWindow)

    void go(const QString &page) const { QMetaObject::invokeMethod(where.get(), "go", Q_ARG(QVariant, page)); }
    [[nodiscard]] QString page() const { return where->property("page").toString(); }
};

/** One thing that a mother does. After each the program may be killed. */
struct Step
{
    QString name;
    /** The page it is done on; she finds her way back to it after a restart. */
    QString page;
    /** False: why is in the hand's trouble. */
    std::function<bool(Hand &hand, PhoneWindow &phone)> act;
    /** Words that are typed then and not saved yet. */
    QString typed = {};
};

/** The field for the words of a line is open, in the block of what people like; opened when a restart has closed it. */
bool openLine(Hand &hand)
{
    const auto there = [&hand] { return hand.fieldThere(QStringLiteral("New line")); };
    if (QTest::qWaitFor(there, 300))
        return true;
    const QString first = QStringLiteral("Write the first line");
    return hand.tap(hand.offered(first) ? first : QStringLiteral("Add a line")) && hand.until(there, QStringLiteral("a new line"));
}

QList<Step> firstUse()
{
    QList<Step> steps;
    const auto say = [](const char *text) { return QString::fromUtf8(text); };
    // Before there is a vault nothing can be sealed, so nothing is kept: killed here she begins again at the first page.
    steps.append({say("start"), {}, [=](Hand &hand, PhoneWindow &) {
                      return hand.tap(say("Start")) && hand.until([&] { return hand.fieldThere(say("Your name")); }, say("who"));
                  }});
    steps.append({say("name and role"), {}, [=](Hand &hand, PhoneWindow &) {
                      return hand.type(say("Your name"), say("Nadia")) && hand.tap(say("Parent or carer")) && hand.tap(say("Next"))
                             && hand.until([&] { return hand.fieldThere(say("Passphrase")); }, say("passphrase"));
                  }});
    steps.append({say("passphrase"), {}, [=](Hand &hand, PhoneWindow &phone) {
                      if (!hand.type(say("Passphrase"), passphrase))
                          return false;
                      hand.key(Qt::Key_Return);
                      if (!hand.type(say("The same again"), passphrase))
                          return false;
                      hand.key(Qt::Key_Return);
                      return hand.until([&] { return phone.world->session.state() == Session::State::KeepCode; }, say("the code"));
                  }});
    steps.append({say("code"), {}, [=](Hand &hand, PhoneWindow &phone) {
                      const QStringList groups = phone.world->session.recoveryCode().split(u'-');
                      const QList<int> asked = phone.world->session.askedGroups();
                      if (!hand.tap(say("I have the code")))
                          return false;
                      for (const int group : asked) {
                          if (!hand.type(QStringLiteral("Group %1").arg(group), groups.value(group - 1)))
                              return false;
                      }
                      return hand.until([&] { return phone.world->session.state() == Session::State::Unlocked; }, say("home"));
                  }});
    steps.append({say("circle: name"), say("new-circle"),
                  [=](Hand &hand, PhoneWindow &phone) {
                      if (phone.page() != QLatin1String("new-circle") && !hand.tap(say("A new circle")))
                          return false;
                      return hand.type(say("Their name"), say("Sam"));
                  },
                  say("Sam")});
    steps.append({say("circle: made"), say("new-circle"), [=](Hand &hand, PhoneWindow &phone) {
                      if (hand.written(say("Their name")) != QLatin1String("Sam"))
                          return hand.failed(say("lost: the circle's name"));
                      if (!hand.into(say("Their name")))
                          return false;
                      hand.key(Qt::Key_Return);
                      return hand.until([&] { return phone.world->currentCircle.ready(); }, say("the circle"));
                  }});
    for (const QString &words : lineWords) {
        steps.append({say("line typed: ") + words, say("profile"),
                      [=](Hand &hand, PhoneWindow &) { return openLine(hand) && hand.type(say("New line"), words); }, words});
        steps.append({say("line saved: ") + words, say("profile"), [=](Hand &hand, PhoneWindow &phone) {
                          if (!hand.until([&] { return hand.written(say("New line")) == words; }, say("lost: ") + words))
                              return false;
                          const auto count = [&] { return profile::statements(*phone.world->currentCircle.circle()).size(); };
                          const qsizetype before = count();
                          return hand.tap(say("Save")) && hand.until([&] { return count() == before + 1; }, say("one line more"));
                      }});
    }
    steps.append({say("tip"), say("profile"), [=](Hand &hand, PhoneWindow &) {
                      return hand.tap(say("Pick a tip")) && hand.tap(say("Put it in"))
                             && hand.until([&] { return hand.sees(say("The tip is in the profile")); }, say("the tip"));
                  }});
    steps.append({say("photo"), say("profile"), [=](Hand &hand, PhoneWindow &phone) {
                      if (phone.page() != QLatin1String("profile") && !hand.tap(say("Profile")))
                          return false;
                      return hand.tap(say("Add a photo")) && hand.tap(say("photo.png"))
                             && hand.until([&] { return !phone.world->profile.profile.photo().isEmpty(); }, say("the photo"));
                  }});
    steps.append({say("PDF"), say("make-page"), [=](Hand &hand, PhoneWindow &phone) {
                      if (phone.page() != QLatin1String("make-page") && !hand.tap(say("Make a page")))
                          return false;
                      // All lines are her own: nobody else has to be asked before the page leaves the circle.
                      return hand.until([&] { return phone.world->profile.pages.pages() > 0; }, say("the preview")) && hand.tap(say("Save"))
                             && hand.tap(say("Save here"))
                             && hand.until([&] { return !QDir::home().entryList({say("*.pdf")}).isEmpty(); }, say("a PDF"));
                  }});
    steps.append({say("invite: name"), say("invite"),
                  [=](Hand &hand, PhoneWindow &phone) {
                      if (phone.page() != QLatin1String("invite") && !(hand.tap(say("People")) && hand.tap(say("Bring someone in"))))
                          return false;
                      return hand.type(say("Their name"), say("Dan"));
                  },
                  say("Dan")});
    steps.append({say("invite: given"), say("invite"), [=](Hand &hand, PhoneWindow &phone) {
                      if (hand.written(say("Their name")) != QLatin1String("Dan"))
                          return hand.failed(say("lost: the name of who is invited"));
                      if (!hand.tap(say("Keyworker")) || !hand.into(say("Their name")))
                          return false;
                      hand.key(Qt::Key_Return);
                      return hand.until([&] { return phone.world->people.inviting.hasInvite(); }, say("an invite"))
                             && hand.tap(say("Copy as text"))
                             && hand.until([&] { return phone.world->people.inviting.inviteCopied(); }, say("it is copied"));
                  }});
    return steps;
}

/** The other side of this test: a process that shows the window, does the steps from..to, says so, and waits to be killed. */
int walk(int argc, char **argv)
{
    if (argc < 5 || !startCrypto())
        return 2;
    QGuiApplication app(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("heard"));
    installFonts();
    QAccessible::setActive(true);
    const QStringList arguments = QCoreApplication::arguments();
    const int from = arguments.at(3).toInt();
    const int to = arguments.at(4).toInt();
    const QList<Step> steps = firstUse();
    PhoneWindow phone(arguments.at(2));
    Hand hand(*phone.window);
    if (!QTest::qWaitForWindowActive(phone.window))
        return 3;
    const auto say = [](const QString &text) {
        printf("%s\n", qUtf8Printable(text));
        fflush(stdout);
    };
    if (phone.world->session.state() == Session::State::Locked) {
        if (!hand.type(QStringLiteral("Passphrase"), passphrase))
            return 4;
        hand.key(Qt::Key_Return);
        if (!hand.until([&] { return phone.world->session.state() != Session::State::Locked; }, QStringLiteral("open")))
            return 4;
        // Finding the way back is not a press of the way itself.
        const Step &next = steps.at(from);
        if (from > 0 && !steps.at(from - 1).typed.isEmpty() && phone.page() != next.page) {
            say(QStringLiteral("failed after %1: the window is at %2, not where she was writing").arg(steps.at(from - 1).name, phone.page()));
            return 5;
        }
        if (!next.page.isEmpty() && phone.page() != next.page)
            phone.go(next.page);
        QTest::qWait(300);
        hand.forgetPresses();
    }
    for (int i = from; i <= to; ++i) {
        const int before = hand.presses();
        if (!steps.at(i).act(hand, phone)) {
            say(QStringLiteral("failed at %1: %2").arg(steps.at(i).name, hand.trouble()));
            phone.window->grabWindow().save(QDir::home().filePath(QStringLiteral("failed.png")));
            return 5;
        }
        say(QStringLiteral("step %1 %2 %3").arg(i).arg(hand.presses() - before).arg(steps.at(i).name));
    }
    // The second within which what was typed is kept.
    QTest::qWait(1000);
    say(QStringLiteral("done %1").arg(hand.presses()));
    return QGuiApplication::exec();
}

} // namespace

/** A mother's first use on a phone, in the real window: nothing typed is lost by a kill, nothing is shared that was not saved. */
class TestFirstUse : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(startCrypto()); }

    /** Undisturbed: from the first page to the invite in few presses. */
    void fewPresses()
    {
        QTemporaryDir place;
        preparePlace(place);
        int presses = 0;
        QVERIFY(part(place, 0, int(firstUse().size()) - 1, &presses));
        constexpr int most = 30;
        QVERIFY2(presses <= most, qPrintable(QString::number(presses)));
        checkWhatIsShared(place, int(firstUse().size()) - 1);
    }

    /** SIGKILL after every step (in daily runs after some of them); the walk goes on where it was. */
    void killed()
    {
        QTemporaryDir place;
        preparePlace(place);
        const QList<Step> steps = firstUse();
        const int every = heard::testing::byDepth(9, 5, 1);
        int from = 0;
        for (int to = firstKill; from < steps.size(); to = std::min(to + every, int(steps.size()) - 1)) {
            QVERIFY(part(place, from, to, nullptr));
            checkWhatIsShared(place, to);
            if (QTest::currentTestFailed())
                return;
            from = to + 1;
        }
    }

private:
    /** Before the vault is there a kill is a new beginning. */
    static constexpr int firstKill = 2;

    static void preparePlace(const QTemporaryDir &place)
    {
        QImage photo(600, 800, QImage::Format_RGB32);
        photo.fill(QColor(120, 170, 90));
        QVERIFY(photo.save(place.filePath(QStringLiteral("photo.png"))));
    }

    /** Runs steps in a process of its own and kills it. */
    static bool part(const QTemporaryDir &place, int from, int to, int *presses)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), place.path());
        for (const char *name : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_DOCUMENTS_DIR"})
            environment.remove(QString::fromLatin1(name));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QCoreApplication::applicationFilePath(),
                      {QStringLiteral("--walk"), place.filePath(QStringLiteral("vault")), QString::number(from), QString::number(to)});
        QByteArray said;
        QElapsedTimer since;
        since.start();
        constexpr qint64 longest = 240'000; // ms
        while (!said.contains("\ndone ") && process.state() != QProcess::NotRunning && since.elapsed() < longest) {
            process.waitForReadyRead(200);
            said += process.readAll();
        }
        process.kill(); // SIGKILL: nothing of the program runs after it
        process.waitForFinished();
        said += process.readAll();
        const qsizetype at = said.indexOf("\ndone ");
        if (at < 0) {
            qWarning("%s", said.constData());
            if (qEnvironmentVariableIsSet("HEARD_KEEP_FAILED"))
                QFile::copy(place.filePath(QStringLiteral("failed.png")), qEnvironmentVariable("HEARD_KEEP_FAILED"));
            return false;
        }
        if (presses) {
            *presses = said.mid(at + 6).trimmed().toInt();
            qInfo("%s", said.constData());
        }
        return true;
    }

    /** What stands in the vault after these steps: every word saved so far and none that was only typed; those lie among the drafts. */
    static void checkWhatIsShared(const QTemporaryDir &place, int done)
    {
        const QList<Step> steps = firstUse();
        SystemClock clock;
        SteadyClock steady;
        SystemRandom random;
        QString words = passphrase;
        auto vault = Vault::open(place.filePath(QStringLiteral("vault")), Passphrase::typed(words),
                                 {.clock = &clock, .random = &random, .steady = &steady});
        QVERIFY2(vault, vault ? "" : qPrintable(vault.error().message));
        auto workspace = Workspace::open(std::move(*vault));
        QVERIFY(workspace);
        const QList<CircleOverview> circles = (*workspace)->circles().value_or(QList<CircleOverview>{});
        QStringList wanted;
        for (int i = 0; i <= done; ++i) {
            if (steps.at(i).name.startsWith(QLatin1String("line saved: ")))
                wanted.append(steps.at(i).name.mid(12));
        }
        QStringList found;
        QByteArray drafts = (*workspace)->vault().kept(Id{}, ItemKind::Local, "drafts").value_or(QByteArray());
        for (const CircleOverview &overview : circles) {
            auto circle = (*workspace)->circle(overview.id);
            QVERIFY(circle);
            for (const profile::Statement &line : profile::statements(**circle)) {
                if (line.tip.isEmpty())
                    found.append(line.text);
            }
            drafts += (*workspace)->vault().kept(overview.id, ItemKind::Local, "drafts").value_or(QByteArray());
        }
        QCOMPARE(found, wanted);
        if (const QString typed = steps.at(done).typed; !typed.isEmpty())
            QVERIFY2(drafts.contains(typed.toUtf8()), qPrintable(QStringLiteral("lost: ") + typed));
        else
            QVERIFY2(drafts.isEmpty(), drafts.constData());
    }
};

int main(int argc, char **argv)
{
    if (argc > 1 && qstrcmp(argv[1], "--walk") == 0)
        return walk(argc, argv);
    QCoreApplication app(argc, argv);
    TestFirstUse test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "tst_firstuse.moc"
