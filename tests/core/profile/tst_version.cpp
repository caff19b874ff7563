// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles.h"

#include "profile/version.h"

using namespace heard;
using namespace heard::profile;
using namespace heard::testing;

class TestVersion : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void needsStrengths();
    void keepsAllAsItStood();
    void cannotBeChanged();
    void photosAreKeptOnce();
    void privateLinesStayOut();
    void reachesTheOthersWhole();
    void comparesTwoVersions();
    void startsFromTheExisting();
    void wordsCompared_data();
    void wordsCompared();
    void wordsComparedAtRandom();
    void movesAreFound();
    void tenThousandStatements();
    void damagedPiecesAreAnError();

private:
    std::unique_ptr<SamsCircle> m_sams;
    Circle &mum() { return *m_sams->atMum; }
};

void TestVersion::init()
{
    m_sams = std::make_unique<SamsCircle>();
    QVERIFY(m_sams->start());
}

/// SR-003
void TestVersion::needsStrengths()
{
    say(mum(), Section::Support, QStringLiteral("Give me time."));
    say(mum(), Section::Appreciate, QStringLiteral("Kind."));
    auto refused = freeze(mum(), QStringLiteral("Spring"));
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QCOMPARE(refused.error().name, QStringLiteral("no-strengths"));
    QVERIFY(refused.error().message.contains(sectionHeading(Section::Strengths)));
    QVERIFY(versions(mum()).isEmpty());
    // A strength that only I can read is none that others see.
    HEARD_DO(add(mum(), {.section = Section::Strengths, .text = QStringLiteral("Maps"), .audience = mum().onlyMe()}));
    QCOMPARE(freeze(mum(), {}).error().name, QStringLiteral("no-strengths"));
    const Id maps = say(mum(), Section::Strengths, QStringLiteral("I can draw maps."));
    HEARD_DO(freeze(mum(), QStringLiteral("Spring")));
    HEARD_DO(remove(mum(), maps));
    QCOMPARE(freeze(mum(), {}).error().name, QStringLiteral("no-strengths"));
    HEARD_DO(bringBack(mum(), maps));
    HEARD_DO(remove(mum(), statements(mum(), Section::Appreciate).constFirst().id));
    QCOMPARE(freeze(mum(), {}).error().name, QStringLiteral("no-likes"));
}

void TestVersion::keepsAllAsItStood()
{
    HEARD_DO(editAbout(mum(), {.name = QStringLiteral("Sammy"),
                               .photo = photoFile(Qt::blue),
                               .communicate = QStringLiteral("I sign."),
                               .yes = QStringLiteral("Thumb up")}));
    HEARD_DO(addSign(mum(), {QStringLiteral("I tap my ear"), QStringLiteral("Too loud"), QStringLiteral("Go outside")}));
    say(mum(), Section::Appreciate, QStringLiteral("He makes us laugh."));
    HEARD_DO(add(mum(), {.section = Section::Strengths,
                         .text = QStringLiteral("Maps"),
                         .saidName = QStringLiteral("Gran"),
                         .photo = photoFile(Qt::red),
                         .mustKnow = true,
                         .tip = QStringLiteral("a-tip")}));
    const Content then = present(mum());
    const auto id = freeze(mum(), QStringLiteral(" Before the review "));
    HEARD_VERIFY(id);
    const qint64 day = m_sams->mum.clock.now();
    m_sams->mum.clock.set(day + 1'000'000);
    HEARD_DO(edit(mum(), then.statements.constFirst().id, {.text = QStringLiteral("Changed")}));
    HEARD_DO(remove(mum(), then.statements.constLast().id));
    HEARD_DO(editAbout(mum(), {.photo = QByteArray(), .communicate = QStringLiteral("I type.")}));
    QVERIFY(m_sams->reopenMum());
    const auto content = versionContent(mum(), *id);
    HEARD_VERIFY(content);
    QCOMPARE(content->about, then.about);
    QCOMPARE(content->statements, then.statements);
    QCOMPARE(content->signs, then.signs);
    const auto info = versionInfo(mum(), *id);
    HEARD_VERIFY(info);
    QCOMPARE(info->note, QStringLiteral("Before the review"));
    QCOMPARE(info->date, day);
    QCOMPARE(info->who, QStringLiteral("Ada"));
    QCOMPARE(info->statements, 2);
    QCOMPARE(versionContent(mum(), mum().me()).error().code, ErrorCode::NotFound);
}

void TestVersion::cannotBeChanged()
{
    say(mum(), Section::Appreciate, QStringLiteral("Kind."));
    say(mum(), Section::Strengths, QStringLiteral("Maps."));
    const auto id = freeze(mum(), QStringLiteral("Spring"));
    HEARD_VERIFY(id);
    for (const QString &field : {versionKind::note.key(), versionKind::date.key(), versionKind::pieces.key()}) {
        Change change(mum(), mum().everyone());
        change.setRaw(*id, field, QCborValue(QStringLiteral("other")));
        QCOMPARE(mum().save(change).error().name, QStringLiteral("fixed-field"));
    }
    for (const Record *piece : mum().records(pieceKind::piece)) {
        Change change(mum(), mum().everyone());
        change.set(piece->id, pieceKind::data, QByteArray("other"));
        QCOMPARE(mum().save(change).error().name, QStringLiteral("fixed-field"));
    }
}

void TestVersion::photosAreKeptOnce()
{
    HEARD_DO(add(mum(), {.section = Section::Appreciate, .text = QStringLiteral("Kind."), .photo = photoFile(Qt::red)}));
    HEARD_DO(add(mum(), {.section = Section::Strengths, .text = QStringLiteral("Maps."), .photo = photoFile(Qt::red)}));
    HEARD_DO(freeze(mum(), QStringLiteral("1")));
    HEARD_DO(freeze(mum(), QStringLiteral("2")));
    QCOMPARE(mum().records(pictureKind::picture).size(), 1);
    HEARD_DO(add(mum(), {.section = Section::Strengths, .text = QStringLiteral("Cars."), .photo = photoFile(Qt::blue)}));
    const auto third = freeze(mum(), QStringLiteral("3"));
    HEARD_VERIFY(third);
    QCOMPARE(mum().records(pictureKind::picture).size(), 2);
    QCOMPARE(versionContent(mum(), *third)->statements, present(mum()).statements);
}

void TestVersion::privateLinesStayOut()
{
    say(mum(), Section::Appreciate, QStringLiteral("Kind."));
    say(mum(), Section::Strengths, QStringLiteral("Maps."));
    HEARD_DO(add(mum(), {.text = QStringLiteral("My own worry"), .audience = mum().onlyMe()}));
    const auto id = freeze(mum(), {});
    HEARD_VERIFY(id);
    QCOMPARE(texts(versionContent(mum(), *id)->statements), QStringList({QStringLiteral("Kind."), QStringLiteral("Maps.")}));
}

void TestVersion::reachesTheOthersWhole()
{
    QVERIFY(m_sams->addSchool());
    HEARD_DO(add(mum(), {.section = Section::Appreciate, .text = QStringLiteral("Kind."), .photo = photoFile(Qt::red)}));
    say(mum(), Section::Strengths, QStringLiteral("Maps."));
    const auto id = freeze(mum(), QStringLiteral("Spring"));
    HEARD_VERIFY(id);
    QVERIFY(m_sams->meet());
    const auto content = versionContent(*m_sams->atSchool, *id);
    HEARD_VERIFY(content);
    QCOMPARE(content->statements, present(mum()).statements);
    QCOMPARE(versions(*m_sams->atSchool).size(), 1);
}

void TestVersion::comparesTwoVersions()
{
    const Id kind = say(mum(), Section::Appreciate, QStringLiteral("Sam is kind to his cat."));
    const Id maps = say(mum(), Section::Strengths, QStringLiteral("I can draw maps."));
    const Id tip = say(mum(), Section::Tips, QStringLiteral("Wait for me."));
    const Id gone = say(mum(), Section::Support, QStringLiteral("Old."));
    const auto first = freeze(mum(), QStringLiteral("Spring"));
    HEARD_VERIFY(first);
    HEARD_DO(edit(mum(), kind, {.text = QStringLiteral("Sam is very kind to his cat.")}));
    HEARD_DO(edit(mum(), tip, {.section = Section::Support, .mustKnow = true}));
    HEARD_DO(remove(mum(), gone));
    const Id fresh = say(mum(), Section::Important, QStringLiteral("Trains."));
    m_sams->mum.clock.set(m_sams->mum.clock.now() + 86'400'000);
    const auto second = freeze(mum(), QStringLiteral("Autumn"));
    HEARD_VERIFY(second);
    for (const Id &after : {*second, Id{}}) {
        const auto c = compare(mum(), *first, after);
        HEARD_VERIFY(c);
        QCOMPARE(c->added.size(), 1);
        QCOMPARE(c->added.constFirst().id, fresh);
        QCOMPARE(c->removed.size(), 1);
        QCOMPARE(c->removed.constFirst().id, gone);
        QCOMPARE(c->changed.size(), 2);
        QCOMPARE(c->changed.at(0).after.id, kind);
        QCOMPARE(c->changed.at(0).words, QList<DiffRun>({{DiffRun::Same, QStringLiteral("Sam is ")},
                                                         {DiffRun::Added, QStringLiteral("very ")},
                                                         {DiffRun::Same, QStringLiteral("kind to his cat.")}}));
        QVERIFY(!c->changed.at(0).mustKnowChanged);
        QCOMPARE(c->changed.at(1).after.id, tip);
        QVERIFY(c->changed.at(1).mustKnowChanged);
        QCOMPARE(c->moved.size(), 1);
        QCOMPARE(c->moved.constFirst().before.section, Section::Tips);
        QCOMPARE(c->moved.constFirst().after.section, Section::Support);
        QCOMPARE(c->same, 1);
        QVERIFY(!c->aboutChanged);
    }
    QVERIFY(!maps.isNull());
    QCOMPARE(versions(mum()).size(), 2);
    QCOMPARE(versions(mum()).constFirst().note, QStringLiteral("Autumn")); // newest first
    const auto nothing = compare(mum(), *second, {});
    HEARD_VERIFY(nothing);
    QVERIFY(nothing->added.isEmpty() && nothing->removed.isEmpty() && nothing->changed.isEmpty() && nothing->moved.isEmpty());
    QCOMPARE(nothing->same, 4);
}

/// SR-077: a new version begins with the one before; nothing has to be typed again.
void TestVersion::startsFromTheExisting()
{
    say(mum(), Section::Appreciate, QStringLiteral("Kind."));
    say(mum(), Section::Strengths, QStringLiteral("Maps."));
    const auto first = freeze(mum(), QStringLiteral("Year 5"));
    HEARD_VERIFY(first);
    say(mum(), Section::Strengths, QStringLiteral("Swimming."));
    const auto second = freeze(mum(), QStringLiteral("Year 6"));
    HEARD_VERIFY(second);
    QCOMPARE(texts(versionContent(mum(), *second)->statements),
             QStringList({QStringLiteral("Kind."), QStringLiteral("Maps."), QStringLiteral("Swimming.")}));
    QCOMPARE(versionContent(mum(), *first)->statements.size(), 2);
}

void TestVersion::wordsCompared_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("shown");
    QTest::newRow("same") << "a b c"
                          << "a b c"
                          << "a b c";
    QTest::newRow("both empty") << ""
                                << ""
                                << "";
    QTest::newRow("all new") << ""
                             << "a b"
                             << "+a b+";
    QTest::newRow("all gone") << "a b"
                              << ""
                              << "-a b-";
    QTest::newRow("one word") << "a b c"
                              << "a x c"
                              << "a -b-+x+ c";
    QTest::newRow("at the end") << "a b"
                                << "a b c"
                                << "a b+ c+";
    QTest::newRow("line ends") << "a\nb"
                               << "a b"
                               << "a-\n-+ +b";
}

void TestVersion::wordsCompared()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QString shown;
    for (const DiffRun &run : wordDiff(before, after)) {
        const QString mark = run.kind == DiffRun::Same ? QString() : run.kind == DiffRun::Added ? QStringLiteral("+") : QStringLiteral("-");
        shown += mark + run.text + mark;
    }
    QTEST(shown, "shown");
}

void TestVersion::wordsComparedAtRandom()
{
    const quint64 seed = QRandomGenerator::global()->generate64();
    qInfo() << "seed" << seed;
    SeededRandom random(seed);
    const auto text = [&](quint64 words) {
        QString t;
        for (quint64 i = 0; i < words; ++i)
            t += QChar(u'a' + int(random.below(4))) + (random.below(5) == 0 ? QStringLiteral("\n") : QStringLiteral(" "));
        return t;
    };
    const auto least = [](const QStringList &a, const QStringList &b) {
        // Longest common subsequence, the slow and sure way.
        std::vector<std::vector<int>> l(size_t(a.size() + 1), std::vector<int>(size_t(b.size() + 1), 0));
        for (size_t i = 1; i < l.size(); ++i) {
            for (size_t j = 1; j < l[i].size(); ++j)
                l[i][j] = a.at(qsizetype(i) - 1) == b.at(qsizetype(j) - 1) ? l[i - 1][j - 1] + 1 : std::max(l[i - 1][j], l[i][j - 1]);
        }
        return int(a.size() + b.size()) - 2 * l.back().back();
    };
    const auto words = [](const QString &t) {
        QStringList list;
        QString now;
        for (const QChar c : t) {
            if (!now.isEmpty() && now.back().isSpace() != c.isSpace()) {
                list.append(now);
                now.clear();
            }
            now += c;
        }
        return now.isEmpty() ? list : list + QStringList{now};
    };
    for (int i = 0; i < 500; ++i) {
        const QString before = text(random.below(30));
        const QString after = text(random.below(30));
        QString old;
        QString now;
        int changes = 0;
        for (const DiffRun &run : wordDiff(before, after)) {
            old += run.kind == DiffRun::Added ? QString() : run.text;
            now += run.kind == DiffRun::Removed ? QString() : run.text;
            changes += run.kind == DiffRun::Same ? 0 : int(words(run.text).size());
        }
        QCOMPARE(old, before);
        QCOMPARE(now, after);
        QCOMPARE(changes, least(words(before), words(after)));
    }
    // Long and altogether different: still quick, still true.
    QElapsedTimer timer;
    timer.start();
    const QString before = QStringLiteral("one ").repeated(20'000);
    const QString after = QStringLiteral("two ").repeated(20'000);
    QString now;
    for (const DiffRun &run : wordDiff(before, after))
        now += run.kind == DiffRun::Removed ? QString() : run.text;
    QCOMPARE(now, after);
    qInfo() << "40,000 different words compared in" << timer.elapsed() << "ms";
}

void TestVersion::movesAreFound()
{
    Content before;
    for (int i = 0; i < 6; ++i) {
        Statement s;
        s.id.bytes[0] = static_cast<unsigned char>(i + 1);
        s.section = Section::Tips;
        s.text = QString::number(i);
        before.statements.append(s);
    }
    Content after = before;
    after.statements.move(5, 1);
    const Comparison one = compare(before, after);
    QCOMPARE(one.moved.size(), 1); // not all that stand behind it
    QCOMPARE(one.moved.constFirst().before.text, QStringLiteral("5"));
    QCOMPARE(one.same, 5);
    after = before;
    std::reverse(after.statements.begin(), after.statements.end());
    QCOMPARE(compare(before, after).moved.size(), 5);
    QVERIFY(compare(before, before).moved.isEmpty());
    QCOMPARE(compare({}, before).added.size(), 6);
    QCOMPARE(compare(before, {}).removed.size(), 6);
}

void TestVersion::tenThousandStatements()
{
    const int count = byDepth(2'000, 10'000, 10'000);
    QList<NewStatement> many;
    for (int i = 0; i < count; ++i)
        many.append({.section = allSections().at(i % 5), .text = QStringLiteral("Statement number %1, with a few words in it.").arg(i)});
    HEARD_DO(addAll(mum(), many));
    QElapsedTimer timer;
    timer.start();
    const auto id = freeze(mum(), QStringLiteral("All of it"));
    HEARD_VERIFY(id);
    const qint64 froze = timer.restart();
    HEARD_DO(edit(mum(), statements(mum()).constFirst().id, {.text = QStringLiteral("Changed")}));
    const auto c = compare(mum(), *id, {});
    HEARD_VERIFY(c);
    qInfo() << count << "statements frozen in" << froze << "ms, compared in" << timer.elapsed() << "ms";
    QCOMPARE(c->changed.size(), 1);
    QCOMPARE(c->same, count - 1);
}

void TestVersion::damagedPiecesAreAnError()
{
    // Pieces that another Heard, or nobody, wrote well: an error, never a crash.
    const quint64 seed = QRandomGenerator::global()->generate64();
    qInfo() << "seed" << seed;
    SeededRandom random(seed);
    say(mum(), Section::Appreciate, QStringLiteral("Kind."));
    say(mum(), Section::Strengths, QStringLiteral("Maps."));
    const auto good = freeze(mum(), {});
    HEARD_VERIFY(good);
    const QByteArray packed = mum().records(pieceKind::piece).constFirst()->get(pieceKind::data);
    QList<QByteArray> bad{QByteArray(),
                          QByteArray("x"),
                          QByteArray("\xff\xff\xff\xff", 4) + packed.mid(4),
                          packed.left(packed.size() / 2),
                          qCompress(QByteArray("\x80", 1)),
                          qCompress(QByteArray("\x84\x02\x80\x80\x80", 5)),
                          qCompress(qUncompress(packed).chopped(1))};
    for (int i = 0; i < 20; ++i) {
        QByteArray plain = qUncompress(packed);
        plain[qsizetype(random.below(quint64(plain.size())))] = char(random.below(256));
        bad.append(qCompress(plain));
    }
    const qsizetype hopeless = 7; // the ones above that can never be read; a changed byte may only change a word
    for (qsizetype i = 0; i < bad.size(); ++i) {
        Change change(mum(), mum().everyone());
        const Id piece = change.make(pieceKind::piece);
        change.set(piece, pieceKind::data, bad.at(i));
        const Id id = change.make(versionKind::version);
        change.set(id, versionKind::pieces, QList<Id>{piece});
        HEARD_DO(mum().save(change));
        const auto content = versionContent(mum(), id);
        QVERIFY(i >= hopeless || !content);
        if (!content)
            QVERIFY(content.error().code == ErrorCode::Damaged || content.error().code == ErrorCode::TooNew);
    }
    QVERIFY(versionContent(mum(), *good).has_value());
}

QTEST_GUILESS_MAIN(TestVersion)
#include "tst_version.moc"
