// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "nextsteprules.h"

#include <QDateTime>
#include <QSet>
#include <QTest>

using namespace heard;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 day = 24 * 60 * minute;
const qint64 now = QDateTime(QDate(2027, 3, 10), QTime(19, 30)).toMSecsSinceEpoch();

/** A circle with three people, eight lines, all of it shared and seen, changed last week. */
CircleFacts settled(const QString &name = u"Sam"_s)
{
    return {.id = name.toLower(), .name = name, .shared = true, .members = 3, .lines = 8, .changed = now - 7 * day};
}

template<typename Change>
CircleFacts but(CircleFacts facts, Change change)
{
    change(facts);
    return facts;
}

QStringList pages(const QList<NextStep> &steps)
{
    QStringList names;
    for (const NextStep &step : steps)
        names.append(step.page);
    return names;
}

} // namespace

/** What Home says to do next is true of the circles, in every situation. */
class TestNextSteps : public QObject
{
    Q_OBJECT

private slots:
    void situations_data()
    {
        QTest::addColumn<QList<CircleFacts>>("circles");
        QTest::addColumn<QStringList>("wanted");  ///< pages, in order
        QTest::addColumn<QString>("says");        ///< words that stand in the first step
        QTest::addColumn<QStringList>("saysNot"); ///< words that stand in none
        using C = CircleFacts;
        const auto row = [](const char *tag, const QList<C> &circles, const QStringList &wanted, const QString &says,
                            const QStringList &saysNot = {}) { QTest::newRow(tag) << circles << wanted << says << saysNot; };
        const QStringList noBeginning{u"good start"_s, u"Nothing is on it"_s};
        row("no circle", {}, {}, {});
        row("just made",
            {but(settled(),
                 [](C &c) {
                     c.members = 1;
                     c.lines = 0;
                     c.shared = false;
                     c.changed = now;
                 })},
            {u"profile"_s, u"invite"_s}, u"Write Sam’s one-page profile"_s, {u"again"_s, u"Keep a copy"_s});
        row("one line, just now",
            {but(settled(),
                 [](C &c) {
                     c.members = 1;
                     c.lines = 1;
                     c.shared = false;
                     c.changed = now;
                 })},
            {u"profile"_s, u"invite"_s, u"storage"_s}, u"Go on with Sam’s one-page profile"_s, noBeginning + QStringList{u"again"_s});
        row("eight lines, alone",
            {but(settled(),
                 [](C &c) {
                     c.members = 1;
                     c.shared = false;
                     c.changed = now - 15 * minute;
                 })},
            {u"invite"_s, u"make-page"_s, u"storage"_s}, u"Bring someone into Sam’s circle"_s, noBeginning + QStringList{u"again"_s});
        row("eight lines, written 15 minutes ago", {but(settled(), [](C &c) { c.changed = now - 15 * minute; })}, {u"make-page"_s},
            u"Print Sam’s page or save it"_s, noBeginning + QStringList{u"again"_s});
        row("seven months ago", {but(settled(), [](C &c) { c.changed = now - 213 * day; })}, {u"profile"_s, u"make-page"_s},
            u"Read Sam’s one-page profile again"_s, noBeginning);
        row("five months ago", {but(settled(), [](C &c) { c.changed = now - 150 * day; })}, {u"make-page"_s}, {}, {u"again"_s});
        row("two lines, a year ago",
            {but(settled(),
                 [](C &c) {
                     c.lines = 2;
                     c.changed = now - 365 * day;
                 })},
            {u"profile"_s}, u"again"_s, {u"Go on"_s});
        row("empty, a year ago",
            {but(settled(),
                 [](C &c) {
                     c.lines = 0;
                     c.changed = now - 365 * day;
                 })},
            {u"profile"_s}, u"Write"_s, {u"again"_s});
        row("not let in",
            {but(settled(),
                 [](C &c) {
                     c.waitingToJoin = true;
                     c.lines = 0;
                     c.members = 0;
                     c.shared = false;
                 })},
            {u"circle"_s}, u"You are not in Sam’s circle yet"_s, {u"Write"_s, u"Bring"_s, u"Keep"_s});
        row("invite open",
            {but(settled(),
                 [](C &c) {
                     c.members = 1;
                     c.openInvites = 1;
                     c.shared = false;
                 })},
            {u"let-in"_s, u"storage"_s, u"make-page"_s}, u"1 invite"_s, {u"Bring someone"_s, u"Keep a copy"_s});
        row("two versions", {but(settled(), [](C &c) { c.clashes = 2; })}, {u"two-versions"_s, u"make-page"_s}, u"two people wrote 2 thing"_s);
        row("something new", {but(settled(), [](C &c) { c.unseen = 4; })}, {u"profile"_s, u"make-page"_s}, u"something new in Sam’s circle"_s);
        row("something new, no lines",
            {but(settled(),
                 [](C &c) {
                     c.unseen = 1;
                     c.lines = 0;
                 })},
            {u"circle"_s, u"profile"_s}, u"new"_s);
        row("others there, nothing shared", {but(settled(), [](C &c) { c.shared = false; })}, {u"storage"_s, u"make-page"_s},
            u"Choose where to share Sam’s circle"_s);
        row("a group, empty",
            {but(settled(u"Forum"_s),
                 [](C &c) {
                     c.group = true;
                     c.lines = 0;
                 })},
            {}, {});
        row("a group, alone",
            {but(settled(u"Forum"_s),
                 [](C &c) {
                     c.group = true;
                     c.lines = 0;
                     c.members = 1;
                     c.shared = false;
                 })},
            {u"invite"_s, u"storage"_s}, u"Bring someone into Forum’s circle"_s, {u"profile"_s});
        row("my own",
            {but(settled(),
                 [](C &c) {
                     c.mine = true;
                     c.lines = 0;
                     c.members = 1;
                 })},
            {u"profile"_s, u"invite"_s}, u"Write your one-page profile"_s, {u"Sam"_s});
        row("two children: what is urgent first", {settled(u"Ada"_s), but(settled(u"Ben"_s), [](C &c) { c.clashes = 1; })},
            {u"two-versions"_s, u"make-page"_s, u"make-page"_s}, u"Ben"_s);
        QList<C> many;
        for (int i = 0; i < 300; ++i) {
            C c = settled(u"Child %1"_s.arg(i));
            c.clashes = i < 3 ? 1 : 0;
            c.unseen = i % 2;
            c.lines = i < 20 ? 0 : 8;
            c.changed = i < 100 ? now : now - 200 * day;
            many.append(c);
        }
        row("300 circles", many, {u"circles"_s, u"circles"_s, u"circles"_s}, u"In 3 circle(s), two people wrote something differently"_s);
        row("two of many differ",
            QList<C>{but(settled(u"Ada"_s), [](C &c) { c.clashes = 1; }), but(settled(u"Ben"_s), [](C &c) { c.clashes = 1; })},
            {u"two-versions"_s, u"two-versions"_s, u"make-page"_s}, u"Ada"_s);
    }
    void situations()
    {
        QFETCH(QList<CircleFacts>, circles);
        QFETCH(QStringList, wanted);
        QFETCH(QString, says);
        QFETCH(QStringList, saysNot);
        const QList<NextStep> steps = nextSteps(circles, now);
        QStringList words;
        for (const NextStep &step : steps) {
            words.append(step.text + u' ' + step.detail);
            QVERIFY(!step.text.isEmpty() && !step.detail.isEmpty() && !step.icon.isEmpty());
            QVERIFY2(step.page == u"circles" || !step.circle.isEmpty(), "a step about one circle says which");
        }
        QCOMPARE(pages(steps), wanted);
        if (!says.isEmpty())
            QVERIFY2(words.value(0).contains(says), qPrintable(words.join(u'\n')));
        for (const QString &word : std::as_const(saysNot))
            QVERIFY2(!words.join(u' ').contains(word), qPrintable(word + u": "_s + words.join(u'\n')));
    }

    /** Whatever the facts: at most three, no two the same, nothing about a profile that is not there or not open. */
    void anyFacts()
    {
        quint32 seed = 20'270'310;
        const auto next = [&seed](int below) {
            seed = seed * 1'664'525 + 1'013'904'223;
            return int((seed >> 8) % quint32(below));
        };
        for (int round = 0; round < 2'000; ++round) {
            QList<CircleFacts> circles;
            for (int i = next(6); i > 0; --i) {
                CircleFacts c;
                c.id = QString::number(i);
                c.name = u"C%1"_s.arg(i);
                c.group = next(5) == 0;
                c.mine = i == 1 && !c.group && next(2) == 0;
                c.waitingToJoin = next(5) == 0;
                c.shared = next(2) == 0;
                c.members = 1 + next(4);
                c.lines = c.group ? 0 : next(10);
                c.clashes = next(4) == 0 ? 1 + next(3) : 0;
                c.unseen = next(3) == 0 ? 1 + next(5) : 0;
                c.openInvites = next(3) == 0 ? 1 : 0;
                c.changed = now - next(400) * day;
                circles.append(c);
            }
            const QList<NextStep> steps = nextSteps(circles, now);
            QVERIFY(steps.size() <= 3);
            QSet<QString> seen;
            for (const NextStep &step : steps) {
                QVERIFY2(!seen.contains(step.text), qPrintable(step.text));
                seen.insert(step.text);
                if (step.circle.isEmpty())
                    continue;
                const CircleFacts &c =
                    *std::find_if(circles.cbegin(), circles.cend(), [&](const CircleFacts &f) { return f.id == step.circle; });
                QVERIFY(!c.waitingToJoin || step.page == u"circle");
                QVERIFY(!step.text.contains(u"again") || (c.lines > 0 && isStale(c.changed, now)));
                QVERIFY(!step.detail.contains(u"good start") || c.lines == 0);
                QVERIFY(!step.text.startsWith(u"Bring someone") || (c.members < 2 && c.openInvites == 0));
            }
        }
    }

    void stale()
    {
        QVERIFY(!isStale(0, now));
        QVERIFY(!isStale(now, now));
        QVERIFY(!isStale(now + day, now));
        QVERIFY(!isStale(now - 150 * day, now));
        QVERIFY(isStale(now - 200 * day, now));
    }
};

QTEST_GUILESS_MAIN(TestNextSteps)
#include "tst_nextsteps.moc"
