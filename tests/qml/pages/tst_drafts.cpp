// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "linedraft.h"
#include "lived.h"
#include "profilesection.h"
#include "textdraft.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace heard;
using heard::test::Lived;
using heard::test::passphrase;

namespace {

/** As QML makes one. */
std::unique_ptr<LineDraft> writing(World &world, const QString &line, const QString &section, const QString &beginning = {})
{
    auto draft = std::make_unique<LineDraft>();
    draft->setProperty("circle", QVariant::fromValue(&world.currentCircle));
    draft->setProperty("drafts", QVariant::fromValue(&world.profile.drafts));
    draft->setProperty("profile", QVariant::fromValue(&world.profile.profile));
    draft->setProperty("line", line);
    draft->setProperty("section", section);
    draft->setProperty("beginning", beginning);
    draft->componentComplete();
    return draft;
}

std::unique_ptr<TextDraft> field(World &world, const QString &place, const QString &standing)
{
    auto draft = std::make_unique<TextDraft>();
    draft->setProperty("drafts", QVariant::fromValue(&world.profile.drafts));
    draft->setProperty("place", place);
    draft->setProperty("page", QStringLiteral("about-me"));
    draft->setStanding(standing);
    draft->componentComplete();
    return draft;
}

} // namespace

/** SR-113, SR-119: what is being written is kept, only here, and becomes a line by saving and by nothing else. */
class TestDrafts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(startCrypto());
        m_lived = std::make_unique<Lived>(AutoSync::Setup{.automatic = false});
        QVERIFY(m_lived->begin());
        QVERIFY(!world().circleList.createCircle(QStringLiteral("Sam"), QStringLiteral("young-person"), {}, {}).isEmpty());
    }

    void init() { m_commits = commits(); }

    /** Kept at a pause of typing, and within the second while somebody types on and on; in no change. */
    void keptWithinASecond()
    {
        const auto draft = writing(world(), {}, QStringLiteral("important"));
        QElapsedTimer typing;
        typing.start();
        draft->setText(QStringLiteral("I have told nobody yet"));
        QTRY_VERIFY_WITH_TIMEOUT(onDisk().contains("told nobody yet"), 1000);
        QString text = draft->text();
        qint64 longest = 0;
        QElapsedTimer since;
        since.start();
        typing.restart();
        QByteArray last = onDisk();
        while (typing.elapsed() < 2500) {
            text += u'x';
            draft->setText(text);
            QTest::qWait(40);
            if (const QByteArray now = onDisk(); now != last) {
                longest = std::max(longest, since.restart());
                last = now;
            }
        }
        QVERIFY2(longest > 0 && longest < 1000, qPrintable(QString::number(longest)));
        QVERIFY(lines().isEmpty());
        QCOMPARE(commits(), m_commits);
        QVERIFY(draft->putAway());
        QVERIFY(!onDisk().contains("told nobody yet"));
    }

    /** One keeping takes so little that nobody feels it while typing. */
    void keepingIsQuick()
    {
        const auto draft = writing(world(), {}, QStringLiteral("important"));
        draft->setText(QString(2000, u'w'));
        QVERIFY(world().profile.drafts.flush());
        qint64 all = 0;
        constexpr int rounds = 20;
        for (int i = 0; i < rounds; ++i) {
            draft->setText(QString(2000, u'w') + QString::number(i));
            QElapsedTimer timer;
            timer.start();
            QVERIFY(world().profile.drafts.flush());
            all += timer.nsecsElapsed();
        }
        qInfo("one keeping of 2,000 letters: %.2f ms", double(all) / rounds / 1e6);
        draft->putAway();
    }

    /** Every choice of a new line is in its draft, across a lock; nothing of it is a line until it is saved. */
    void allOfItComesBack()
    {
        {
            const auto draft = writing(world(), {}, QStringLiteral("strengths"), QStringLiteral("I am good at "));
            QVERIFY(!draft->unsaved());
            QVERIFY(!world().profile.drafts.has(draft->place()));
            draft->setText(QStringLiteral("I am good at knots"));
            draft->setSymbol(QStringLiteral("quiet"));
            draft->setMustKnow(true);
            draft->setSpeaker(QStringLiteral("else"));
            draft->setSpeakerName(QStringLiteral("Gran"));
            draft->setOnlyMe(true);
            QCOMPARE(draft->seenBy(), QStringLiteral("Only you will see it."));
        }
        lockAndOpen();
        QVERIFY(lines().isEmpty());
        QCOMPARE(commits(), m_commits);
        QCOMPARE(world().profile.drafts.unfinishedPage(), QStringLiteral("profile"));
        QCOMPARE(world().profile.drafts.openPlace(), QStringLiteral("new/strengths"));
        const auto draft = writing(world(), {}, QStringLiteral("strengths"));
        QCOMPARE(draft->text(), QStringLiteral("I am good at knots"));
        QCOMPARE(draft->symbol(), QStringLiteral("quiet"));
        QVERIFY(draft->mustKnow());
        QCOMPARE(draft->speaker(), QStringLiteral("else"));
        QCOMPARE(draft->speakerName(), QStringLiteral("Gran"));
        QVERIFY(draft->onlyMe());
        draft->setSpeakerName(QStringLiteral(" "));
        QVERIFY(!draft->save());
        QVERIFY(!draft->speakerProblem().isEmpty());
        draft->setSpeakerName(QStringLiteral("Gran"));
        QVERIFY2(draft->save(), qPrintable(draft->textProblem()));
        QCOMPARE(lines().size(), 1);
        QVERIFY(lines().constFirst().onlyMine);
        QCOMPARE(lines().constFirst().saidName, QStringLiteral("Gran"));
        QVERIFY(!world().profile.drafts.has(draft->place()));
        QVERIFY(world().profile.drafts.unfinishedPage().isEmpty());
        lockAndOpen();
        QVERIFY(!world().profile.drafts.has(QStringLiteral("new/strengths")));
    }

    /** Other words for a line that stands: the line stays as it was; words that came meanwhile are kept beside the new ones. */
    void changingALine()
    {
        const QString line = world().profile.profile.add(QStringLiteral("support"), QStringLiteral("Give me time"), me(), {}, false, false);
        QVERIFY(!line.isEmpty());
        m_commits = commits();
        {
            const auto draft = writing(world(), line, QStringLiteral("support"));
            draft->setText(QStringLiteral("Give me time to answer"));
        }
        lockAndOpen();
        QCOMPARE(textOf(line), QStringLiteral("Give me time"));
        QCOMPARE(commits(), m_commits);
        QVERIFY(world().profile.profile.setText(line, QStringLiteral("Give me a minute")));
        const auto draft = writing(world(), line, QStringLiteral("support"));
        QCOMPARE(draft->text(), QStringLiteral("Give me time to answer"));
        QVERIFY(draft->changedMeanwhile());
        QVERIFY(draft->save());
        const auto both = profile::statement(*world().currentCircle.circle(), *Id::fromHex(line));
        QVERIFY(both && both->clashes);
        QVERIFY(world().profile.profile.remove(line));
    }

    /** Left with Escape it stays; thrown away it comes back with one press. */
    void leftAndThrownAway()
    {
        const auto draft = writing(world(), {}, QStringLiteral("tips"));
        Drafts &drafts = world().profile.drafts;
        draft->setText(QStringLiteral("Say it once"));
        QVERIFY(draft->leaveOpen());
        QVERIFY(drafts.openPlace().isEmpty());
        QCOMPARE(drafts.words(QStringLiteral("new/tips")), QStringLiteral("Say it once"));
        QVERIFY(draft->putAway());
        QVERIFY(!drafts.has(QStringLiteral("new/tips")));
        QCOMPARE(drafts.undo(), QStringLiteral("new/tips"));
        QCOMPARE(drafts.words(QStringLiteral("new/tips")), QStringLiteral("Say it once"));
        QVERIFY(onDisk().contains("Say it once"));
        QVERIFY(drafts.undo().isEmpty());
        QVERIFY(draft->putAway());
        QCOMPARE(commits(), m_commits);
    }

    /** Refused before its writer was let in, a line does not become one later, by itself, when they are. */
    void refusedStaysADraft()
    {
        // Over the longest line there may be: refused, as before being let in.
        const auto draft = writing(world(), {}, QStringLiteral("appreciate"));
        const qsizetype before = lines().size();
        draft->setText(QString(200'000, u'w'));
        QVERIFY(!draft->save());
        QVERIFY(!draft->textProblem().isEmpty());
        QCOMPARE(lines().size(), before);
        lockAndOpen();
        QTest::qWait(2 * Drafts::longestWait);
        QCOMPARE(lines().size(), before);
        QCOMPARE(commits(), m_commits);
        QVERIFY(world().profile.drafts.has(QStringLiteral("new/appreciate")));
        writing(world(), {}, QStringLiteral("appreciate"))->putAway();
    }

    /** Killed between the saving of a line and the dropping of its draft: the line is there once, and nobody is asked to save it again. */
    void savedAlready()
    {
        const auto draft = writing(world(), {}, QStringLiteral("important"));
        draft->setText(QStringLiteral("My bus at eight "));
        QVERIFY(world().profile.drafts.flush());
        QVERIFY(!world().profile.profile.add(QStringLiteral("important"), QStringLiteral("My bus at eight"), me(), {}, false, false).isEmpty());
        const auto again = writing(world(), {}, QStringLiteral("important"));
        QCOMPARE(again->text(), QString());
        QVERIFY(!world().profile.drafts.has(again->place()));
    }

    /** Who said it, and who may read it, are part of the draft as well: nothing of them changes before Save. */
    void voiceAndReaders()
    {
        const QString line = world().profile.profile.add(QStringLiteral("support"), QStringLiteral("Not too loud"), me(), {}, false, false);
        const auto draft = writing(world(), line, QStringLiteral("support"));
        QVERIFY(draft->mine());
        m_commits = commits();
        draft->setText(QStringLiteral("Not too loud please"));
        draft->setSpeaker(QStringLiteral("else"));
        draft->setSpeakerName(QStringLiteral("Gran"));
        draft->setOnlyMe(true);
        QVERIFY(draft->hidesAgain());
        QCOMPARE(commits(), m_commits);
        QCOMPARE(textOf(line), QStringLiteral("Not too loud"));
        QVERIFY2(draft->save(), qPrintable(draft->textProblem()));
        const QList<profile::Statement> own =
            profile::statements(*world().currentCircle.circle(), profile::Section::Support, profile::Which::Mine);
        QCOMPARE(own.size(), 1);
        QCOMPARE(own.constFirst().text, QStringLiteral("Not too loud please"));
        QCOMPARE(own.constFirst().saidName, QStringLiteral("Gran"));
        // The new words were never where others can read.
        const auto past = profile::history(*world().currentCircle.circle(), *Id::fromHex(line));
        QVERIFY(past);
        for (const profile::Past &entry : *past)
            QVERIFY(!entry.shown.contains(QStringLiteral("please")));
        QVERIFY(world().profile.drafts.places().isEmpty());
        const QString back = world().profile.profile.shareWithEveryone(own.constFirst().id.toHex());
        QVERIFY(world().profile.profile.remove(back));
    }

    /** Somebody took the line away while it was being changed: the words are shown, and become a new line's. */
    void leftOver()
    {
        const QString line = world().profile.profile.add(QStringLiteral("tips"), QStringLiteral("Show me"), me(), {}, false, false);
        ProfileSection section;
        section.setSection(QStringLiteral("tips"));
        section.setDrafts(&world().profile.drafts);
        section.setCircle(&world().currentCircle);
        writing(world(), line, QStringLiteral("tips"))->setText(QStringLiteral("Show me with your hands"));
        QVERIFY(section.leftOver().isEmpty());
        QVERIFY(world().profile.profile.remove(line));
        QCOMPARE(section.leftOver(), QStringList{line});
        world().profile.drafts.become(line, QStringLiteral("new/tips"));
        QVERIFY(section.leftOver().isEmpty());
        const auto fresh = writing(world(), {}, QStringLiteral("tips"));
        QCOMPARE(fresh->text(), QStringLiteral("Show me with your hands"));
        QVERIFY(fresh->putAway());
    }

    /** One field: a draft while its words are not what stands. */
    void oneField()
    {
        Drafts &drafts = world().profile.drafts;
        const auto name = field(world(), QStringLiteral("about/name"), QStringLiteral("Sam"));
        QVERIFY(!name->unsaved());
        name->setWords(QStringLiteral("Sammy"));
        QVERIFY(name->unsaved());
        // What stands changes under the hand: the words stay.
        name->setStanding(QStringLiteral("Samuel"));
        QCOMPARE(name->words(), QStringLiteral("Sammy"));
        name->setWords(QStringLiteral("Samuel"));
        QVERIFY(!drafts.has(QStringLiteral("about/name")));
        name->setWords(QStringLiteral("Sammy"));
        QVERIFY(name->putAway());
        QCOMPARE(name->words(), QStringLiteral("Samuel"));
        QCOMPARE(drafts.undo(), QStringLiteral("about/name"));
        QCOMPARE(name->words(), QStringLiteral("Sammy"));
        name->setStanding(QStringLiteral("Sammy"));
        name->saved();
        QVERIFY(!drafts.has(QStringLiteral("about/name")));
        QCOMPARE(commits(), m_commits);
    }

    /** Drafts are a circle's: another one has its own, and what is erased takes them along. */
    void ofOneCircle()
    {
        World &w = world();
        const QString sam = w.currentCircle.circleId();
        const QString alex = w.circleList.createCircle(QStringLiteral("Alex"), QStringLiteral("young-person"), {}, {});
        QVERIFY(w.currentCircle.choose(alex));
        writing(w, {}, QStringLiteral("important"))->setText(QStringLiteral("Alex only"));
        QVERIFY(w.currentCircle.choose(sam));
        QVERIFY(!w.profile.drafts.has(QStringLiteral("new/important")));
        QCOMPARE(w.profile.drafts.unfinishedPage(), QStringLiteral("profile"));
        QCOMPARE(w.currentCircle.circleId(), alex);
        QVERIFY(w.currentCircle.choose(sam));
        QVERIFY(w.circleList.eraseCircle(alex));
        QVERIFY(w.profile.drafts.unfinishedPage().isEmpty());
    }

    /** Each word that is written leaves no more room than there was, however short it is. */
    void writingMakesNoRoom()
    {
        RoomLeft &room = world().profile.roomLeft;
        const auto left = [&room] {
            QString digits = room.sentence();
            digits.removeIf([](QChar c) { return !c.isDigit(); });
            return digits.toInt();
        };
        QString text;
        room.typing({}, QStringLiteral("important"), text);
        QTest::qWait(200);
        int before = left();
        QVERIFY(before > 0);
        for (int i = 0; i < 40; ++i) {
            text += QStringLiteral("a ");
            room.typing({}, QStringLiteral("important"), text);
            QSignalSpy measured(&room, &RoomLeft::changed);
            QVERIFY(measured.wait(5000));
            const int now = left();
            QVERIFY2(now <= before, qPrintable(QStringLiteral("%1 words: %2, then %3").arg(i + 1).arg(before).arg(now)));
            before = now;
        }
        room.settled();
    }

private:
    [[nodiscard]] World &world() const { return *m_lived->world; }
    [[nodiscard]] QString me() const { return world().currentCircle.me(); }
    [[nodiscard]] qint64 commits() const
    {
        return world().circles.workspace()->vault().store().commitCount(world().currentCircle.circle()->id()).value_or(-1);
    }
    [[nodiscard]] QList<profile::Statement> lines() const { return profile::statements(*world().currentCircle.circle()); }
    [[nodiscard]] QString textOf(const QString &line) const
    {
        return profile::statement(*world().currentCircle.circle(), *Id::fromHex(line)).value_or(profile::Statement{}).text;
    }
    /** The drafts as they lie in the vault, unsealed. */
    [[nodiscard]] QByteArray onDisk() const
    {
        return world().circles.workspace()->vault().kept(world().currentCircle.circle()->id(), ItemKind::Local, "drafts").value_or(QByteArray());
    }
    void lockAndOpen() const
    {
        world().session.lock();
        world().session.unlock(passphrase());
        QTRY_COMPARE_WITH_TIMEOUT(world().session.state(), Session::State::Unlocked, 20'000);
        QVERIFY(world().currentCircle.ready());
    }

    std::unique_ptr<Lived> m_lived;
    qint64 m_commits = 0;
};

QTEST_MAIN(TestDrafts)
#include "tst_drafts.moc"
