// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulkpages.h"
#include "circlesearch.h"
#include "lived.h"
#include "support/circles.h"
#include "vault/crypto.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace heard;
using namespace Qt::Literals::StringLiterals;
using heard::test::Lived;

namespace {

QString nameFor(int i)
{
    static const QStringList names{u"Ada"_s, u"Ben"_s, u"Chloé"_s, u"Dan"_s, u"Éloïse"_s, u"Sam"_s, u"Zoë"_s};
    return u"%1 Price %2"_s.arg(names.at(i % names.size())).arg(i);
}

void writeLines(Circle &circle, int lines)
{
    Change change(circle, circle.everyone());
    for (int i = 0; i < lines; ++i) {
        const Id record = change.make(u"statement"_s);
        change.set(record, Field<QString>{"section"}, u"important"_s);
        change.set(record, Field<QString>{"text"}, u"Line %1"_s.arg(i));
    }
    QVERIFY(circle.save(change));
}

/** Takes all changes and states out of a vault, and leaves what is sealed beside them. */
void emptyAllLogs(const QString &folder)
{
    const QStringList files = QDir(folder).entryList({u"*.db"_s, u"*.sqlite"_s}, QDir::Files);
    QCOMPARE(files.size(), 1);
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"emptied"_s);
        database.setDatabaseName(QDir(folder).filePath(files.constFirst()));
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY2(query.exec(u"DELETE FROM commit_log"_s), qPrintable(query.lastError().text()));
        QVERIFY(query.numRowsAffected() > 0);
        QVERIFY(query.exec(u"DELETE FROM state"_s));
        database.close();
    }
    QSqlDatabase::removeDatabase(u"emptied"_s);
}

/** A vault with many circles, the first of which have lines; locked and opened again, so that nothing is in memory. */
struct Many
{
    Lived lived;

    std::function<void(const QString &folder)> whileLocked = {};

    [[nodiscard]] bool make(int count, int written)
    {
        if (!lived.begin())
            return false;
        for (int i = 0; i < count; ++i) {
            const QString id = lived.world->circleList.createCircle(nameFor(i), u"young-person"_s, {}, {});
            if (id.isEmpty())
                return false;
            if (i < written)
                writeLines(**lived.world->circles.open(*Id::fromHex(id)), 5);
        }
        lived.world->session.lock();
        if (whileLocked)
            whileLocked(lived.place.filePath(u"vault"_s));
        lived.world->session.unlock(heard::test::passphrase());
        return QTest::qWaitFor([this] { return lived.world->session.state() == Session::State::Unlocked; }, 20'000);
    }
};

} // namespace

/** Somebody with many circles: nobody is chosen for them, each is found, and the same page is made for several. */
class TestCircles : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(startCrypto()); }

    void nobodyIsPreselected()
    {
        Many many;
        QVERIFY(many.make(2, 0));
        QVERIFY(many.lived.world->currentCircle.circleId().isEmpty());
        QCOMPARE(many.lived.world->circleList.count(), 2);
    }
    void theOnlyOneIs()
    {
        Many many;
        QVERIFY(many.make(1, 0));
        QCOMPARE(many.lived.world->currentCircle.name(), nameFor(0));
    }

    /** The list of 300 circles is there without one of them being opened, and typing finds among them at once. */
    void threeHundred()
    {
        const int count = heard::testing::byDepth(60, 300, 300);
        Many many;
        // Whoever opened a circle now would find nothing in it.
        many.whileLocked = emptyAllLogs;
        QVERIFY(many.make(count, 20));
        World &world = *many.lived.world;
        QCOMPARE(world.circleList.count(), count);
        QCOMPARE(world.messages.count(), 0);
        CircleSearch search;
        const QAbstractItemModelTester tester(&search, QAbstractItemModelTester::FailureReportingMode::QtTest);
        search.setSourceModel(&world.circleList);
        QCOMPARE(search.count(), count);
        search.setTyped(u"elo"_s);
        QCOMPARE(search.count(), (count + 2) / 7);
        search.setTyped(u"PRICE 17"_s);
        QStringList found;
        for (int row = 0; row < search.count(); ++row)
            found.append(world.circleList.nameOf(search.idAt(row)));
        QVERIFY(found.contains(nameFor(17)));
        for (const QString &name : std::as_const(found))
            QVERIFY2(name.contains(u"Price 17"), qPrintable(name));
        search.setTyped(u"ice"_s);
        QCOMPARE(search.count(), 0);
        search.setTyped({});
        search.setOnly(u"missing"_s);
        QCOMPARE(search.count(), count - 20);
        search.setOnly(u"unsent"_s);
        QCOMPARE(search.count(), count);
        for (const QString &only : {u"new"_s, u"versions"_s, u"old"_s}) {
            search.setOnly(only);
            QCOMPARE(search.count(), 0);
        }
        many.lived.clock.set(many.lived.clock.now() + qint64(200) * 24 * 3'600'000);
        search.setOnly({});
        search.setOnly(u"old"_s);
        QCOMPARE(search.count(), 20);

        QElapsedTimer timer;
        timer.start();
        search.setOnly({});
        for (const QString &typed : {u"s"_s, u"sa"_s, u"sam"_s, u"sam "_s, u"sam p"_s})
            search.setTyped(typed);
        QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
    }

    /** What the list says of a circle is kept sealed beside it, and is true. */
    void whatIsKnown()
    {
        Many many;
        QVERIFY(many.make(3, 1));
        World &world = *many.lived.world;
        const CircleOverview first = world.circleList.overviews().at(0);
        const CircleNote note = world.circleList.note(first.id);
        QCOMPARE(first.name, nameFor(0));
        QCOMPARE(note.lines, 5);
        QCOMPARE(note.changed, many.lived.clock.now());
        QCOMPARE(note.unseen(), 0);
        QVERIFY(!note.mine);
        QCOMPARE(world.circleList.note(world.circleList.overviews().at(1).id).lines, 0);
        QCOMPARE(world.circleList.note(Id{}).lines, -1);
        QVERIFY(world.circleList.hasName(u"ada price 0"_s));
        QVERIFY(!world.circleList.hasName(u"Ada"_s));
        QVERIFY(world.circleList.renameCircle(first.id.toHex(), u"  Ada P.  "_s));
        QCOMPARE(world.circleList.nameOf(first.id.toHex()), u"Ada P."_s);
        const QSignalSpy problems(&world.circleList, &CircleList::problem);
        QVERIFY(!world.circleList.renameCircle(first.id.toHex(), u" "_s));
        QCOMPARE(problems.count(), 1);
    }

    /** The same page for several circles: each file named for whom and what; what stops one stops no other; nothing is written over. */
    void pagesForSeveral()
    {
        Many many;
        QVERIFY(many.make(4, 2));
        World &world = *many.lived.world;
        BulkPages &bulk = world.bulkPages;
        const QAbstractItemModelTester tester(&bulk, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(bulk.layouts().size(), 4);
        QStringList ids;
        for (const CircleOverview &circle : world.circleList.overviews())
            ids.append(circle.id.toHex());
        // A circle of the same name as another, and one whose name is no name for a file.
        QVERIFY(world.circleList.renameCircle(ids.at(1), nameFor(0)));
        bulk.chooseAll(ids);
        bulk.choose(ids.at(3), false);
        QCOMPARE(bulk.chosenCount(), 3);
        for (const QString &id : std::as_const(ids)) {
            Circle *circle = *world.circles.open(*Id::fromHex(id));
            profile::NewAgreement yes;
            yes.layouts = {profile::Layout::OnePage};
            QVERIFY(profile::agree(*circle, yes));
        }
        const QString folder = many.lived.place.filePath(u"pages"_s);
        QVERIFY(QDir().mkpath(folder));
        QSignalSpy finished(&bulk, &BulkPages::finished);
        bulk.make(folder);
        QVERIFY(bulk.running());
        QVERIFY(finished.wait(60'000));
        QStringList tells;
        for (int row = 0; row < bulk.count(); ++row)
            tells.append(bulk.data(bulk.index(row), BulkPages::TellsRole).toString());
        QVERIFY2(bulk.count() == 3 && bulk.saved() == 2, qPrintable(tells.join(u'\n')));
        QCOMPARE(bulk.data(bulk.index(0), BulkPages::DoneRole).toBool(), false);
        const QStringList files = QDir(folder).entryList(QDir::Files, QDir::Name);
        QCOMPARE(files.size(), 2);
        QVERIFY2(files.contains(nameFor(0) + u" – one-page profile.pdf"_s), qPrintable(files.join(u'\n')));
        QVERIFY2(files.contains(nameFor(0) + u" – one-page profile (2).pdf"_s), qPrintable(files.join(u'\n')));
        QVERIFY(QFile(QDir(folder).filePath(files.at(0))).size() > 1'000);

        // A folder that is not there: each is told, none is lost in silence.
        bulk.make(many.lived.place.filePath(u"missing"_s));
        QVERIFY(finished.wait(60'000));
        QCOMPARE(bulk.saved(), 0);
        QCOMPARE(bulk.count(), 3);
        world.session.lock();
        QCOMPARE(bulk.count(), 0);
        QCOMPARE(bulk.chosenCount(), 0);
    }
};

QTEST_MAIN(TestCircles)
#include "tst_circles.moc"
