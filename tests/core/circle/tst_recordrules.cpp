// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/circle/schedules.h"

using namespace heard;
using namespace heard::testing;

/** Rules that a record carries (rules.h), judged alike on every device. Needs: SR-113, SR-119. */
class TestRecordRules : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void approvedWordsStandInEverySchedule();
    void twoApprovalsApartGiveOneWording();
    void onlyTheSpeakerApproves();
    void onlyTheAuthorWrites();
    void onlySomeMayWrite();
    void rulesAreNeitherChangedNorErased();
    void onlyTheAuthorErases();
    void erasingFollowsAWithdrawal();
    void ownersClearAwayWhenTheSpeakerHasLeft();
    void removalsAndApprovalsConverge();
    void refusedBeforeItIsMade();
    void realVaultsAgree();

private:
    struct Place
    {
        Someone *someone;
        Circle *circle;
    };
    [[nodiscard]] Schedule schedule(quint64 seed) const { return {m_circle, m_beginning, m_begun, seed}; }
    [[nodiscard]] Hand hand(const Schedule &s, qsizetype place) const
    {
        return s.hand(m_places.at(place).circle->device(), m_places.at(place).circle->me());
    }
    [[nodiscard]] Id memberAt(qsizetype place) const { return m_places.at(place).circle->me(); }
    /** Something that somebody may try to do to a record. */
    QList<Operation> attempt(Schedule &s, const Hand &by, const Id &record, bool mayApprove) const;
    void everyoneMeets();

    enum : qsizetype { Mum, Sam, SamToo, Dad, Key, Work, Senco, Other, Rep };
    std::array<Someone, 9> m_people;
    QList<Place> m_places;
    QList<Commit> m_beginning;
    Fold m_begun{Id{}};
    Id m_circle;
};

void TestRecordRules::initTestCase()
{
    QVERIFY(startCrypto());
    const std::array<std::pair<const char *, Role>, 9> who{{{"Ada", Role::Parent},
                                                            {"Sam", Role::YoungPerson},
                                                            {"Sam", Role::YoungPerson},
                                                            {"Ben", Role::Parent},
                                                            {"Kim", Role::Keyworker},
                                                            {"Pat", Role::ParticipationWorker},
                                                            {"Lee", Role::Senco},
                                                            {"Dr Day", Role::Professional},
                                                            {"Fay", Role::ForumRep}}};
    for (size_t i = 0; i < who.size(); ++i)
        QVERIFY(m_people.at(i).start(QString::fromLatin1(who.at(i).first), who.at(i).second));
    auto circle = m_people[Mum].workspace->createCircle({.name = QStringLiteral("Sam")});
    HEARD_VERIFY(circle);
    m_circle = (*circle)->id();
    m_places.append({&m_people[Mum], *circle});
    for (size_t i = 1; i < who.size(); ++i) {
        // Sam's second device is let in by Sam's first.
        const bool again = i == size_t(SamToo);
        Someone &host = m_people.at(again ? Sam : Mum);
        if (again)
            HEARD_VERIFY(handOver(*m_places.at(Mum).circle, *m_places.at(Sam).circle));
        Circle *theirs = join(host, *m_places.at(again ? Sam : Mum).circle, m_people.at(i), who.at(i).second, again);
        QVERIFY(theirs);
        m_places.append({&m_people.at(i), theirs});
        if (again)
            HEARD_VERIFY(handOver(*m_places.at(Sam).circle, *m_places.at(Mum).circle));
    }
    everyoneMeets();
    QCOMPARE(memberAt(SamToo), memberAt(Sam));
    m_begun = Fold(m_circle);
    for (const auto &stream : m_places.at(Mum).circle->streams()) {
        if (stream.audience != m_places.at(Mum).circle->everyone())
            continue;
        const auto commits = m_places.at(Mum).circle->commitsOf(stream.stream, 0);
        HEARD_VERIFY(commits);
        for (const SignedCommit &commit : *commits)
            m_beginning.append(*readCommit(commit));
    }
    for (const Commit &commit : std::as_const(m_beginning))
        m_begun.take(commit);
    QCOMPARE(m_begun.held(), 0);
    QCOMPARE(digestOf(m_begun), m_places.at(Mum).circle->digest());
}

void TestRecordRules::everyoneMeets()
{
    for (int round = 0; round < 2; ++round) {
        for (const Place &from : std::as_const(m_places)) {
            for (const Place &to : std::as_const(m_places)) {
                if (from.circle != to.circle)
                    HEARD_VERIFY(handOver(*from.circle, *to.circle));
            }
        }
    }
}

QList<Operation> TestRecordRules::attempt(Schedule &s, const Hand &by, const Id &record, bool mayApprove) const
{
    const Record known = by.fold.records().value(record);
    const QString words = QStringLiteral("words %1").arg(s.random.below(1000));
    QList<Operation> ops;
    switch (s.random.below(9)) {
    case 0:
    case 1:
    case 2:
        ops.append(Schedule::setting(by, record, note::text.key(), QCborValue(words)));
        break;
    case 3:
        ops.append(Schedule::setting(by, record, note::place.key(), QCborValue(words)));
        break;
    case 4: { // taken out
        QByteArray marks;
        for (const Register &field : known.fields) {
            for (const Version &v : field.all())
                marks += mark(v.op);
        }
        ops.append(Schedule::setting(by, record, common::gone.key(), QCborValue(s.random.below(3) == 0 ? QByteArray() : marks)));
        break;
    }
    case 5: { // erased
        QList<OpId> targets;
        for (const Register &field : known.fields) {
            for (const Version &v : field.all())
                targets.append(v.op);
        }
        s.made(by, ops, erasureKind::erasure,
               {{erasureKind::record.key(), FieldCodec<Id>::encode(record)}, {erasureKind::values.key(), QCborValue(encodeOps(targets))}});
        break;
    }
    case 6: { // the approval or the rule itself
        const bool rule = s.random.below(2) == 0;
        ops.append(rule ? Schedule::setting(by, record, common::closes.key(), QCborValue(false))
                        : Schedule::setting(by, record, common::approved.key(), QCborValue(mayApprove ? QCborValue(false) : QCborValue(true))));
        break;
    }
    case 7: // in the speaker's place
        if (!mayApprove)
            ops.append(Schedule::setting(by, record, common::withdrawn.key(), QCborValue(true)));
        else
            ops.append(Schedule::setting(by, record, common::withdrawn.key(), QCborValue(false)));
        break;
    default: // what replaces words that it has not seen
        ops.append(Schedule::setting(by, record, note::text.key(), QCborValue(words)));
        for (const Commit &commit : std::as_const(s.commits))
            ops.last().replaces.append({commit.stream(), commit.seq, 1});
        break;
    }
    return ops;
}

void TestRecordRules::approvedWordsStandInEverySchedule()
{
    const int count = byDepth(60, 250, 1500);
    int approvals = 0;
    int setAside = 0;
    int withdrawals = 0;
    int backDated = 0;
    for (int seed = 1; seed <= count; ++seed) {
        Schedule s = schedule(quint64(seed));
        QList<Hand> hands{hand(s, Sam), hand(s, SamToo)};
        QList<qsizetype> others{Mum, Dad, Key, Work, Senco, Other, Rep};
        for (int i = 0; i < 3; ++i)
            hands.append(hand(s, others.takeAt(qsizetype(s.random.below(quint64(others.size()))))));
        // Written by Sam, or written down for them; who speaks is named, or is the young person, whoever that is.
        QList<Operation> making;
        const qsizetype maker = s.random.below(2) == 0 ? 0 : 2;
        QList<std::pair<QString, QCborValue>> fields{{note::text.key(), QCborValue(QStringLiteral("My own words"))},
                                                     {note::place.key(), QCborValue(QStringLiteral("first"))},
                                                     {common::closes.key(), QCborValue(true)}};
        if (maker != 0 || s.random.below(2) == 0)
            fields.append({common::speaker.key(), FieldCodec<Id>::encode(s.random.below(2) == 0 ? memberAt(Sam) : m_circle)});
        const Id record = s.made(hands.at(maker), making, note::kind, fields);
        const qsizetype made = s.change(hands[maker], making);
        for (Hand &one : hands)
            s.take(one, made);

        bool approved = false;
        bool withdrawn = false;
        QStringList words;
        const int steps = 12;
        for (int step = 0; step < steps; ++step) {
            Hand &by = hands[qsizetype(s.random.below(quint64(hands.size())))];
            const bool sam = by.member == memberAt(Sam);
            if (s.random.below(3) == 0)
                s.takeSome(by);
            Hand &speaker = hands[0];
            if (!approved && (step == steps - 4 || s.random.below(4) == 0) && !speaker.fold.records().value(record).gone()) {
                s.change(speaker, {Schedule::setting(speaker, record, common::approved.key(), QCborValue(true))});
                words = standing(speaker.fold, record, {common::approved.key()});
                approved = true;
                ++approvals;
            } else if (approved && sam && speaker.device == by.device && !withdrawn && s.random.below(6) == 0) {
                s.change(by, {Schedule::setting(by, record, common::withdrawn.key(), QCborValue(true))});
                withdrawn = true;
                ++withdrawals;
            } else if (!(withdrawn && sam)) { // once withdrawn, Sam may do away with it: erasingFollowsAWithdrawal
                // By hand it can be denied that the approval was seen, or anything but that the record was made.
                const bool denied = approved && s.random.below(3) == 0;
                backDated += denied ? 1 : 0;
                s.change(by, attempt(s, by, record, sam), denied ? std::optional(made) : std::nullopt);
            }
        }
        if (!approved)
            continue; // it was taken out before

        const Fold first = s.somewhere();
        QCOMPARE(first.held(), 0);
        QVERIFY2(first.isClosed(record), qPrintable(QString::number(seed)));
        QStringList now = standing(first, record, {common::approved.key(), common::withdrawn.key()});
        words.removeIf([](const QString &one) { return one.startsWith(QLatin1String("withdrawn=")); });
        QVERIFY2(now == words, qPrintable(QStringLiteral("seed %1: %2 / %3").arg(seed).arg(now.join(u'|'), words.join(u'|'))));
        const Record known = first.records().value(record);
        QVERIFY2(known.get(common::approved), qPrintable(QString::number(seed)));
        QVERIFY2(known.get(common::withdrawn) == withdrawn, qPrintable(QString::number(seed)));
        setAside += int(first.setAside().size());
        const QByteArray digest = digestOf(first);
        for (int i = 0; i < 3; ++i)
            QVERIFY2(digestOf(s.somewhere()) == digest, qPrintable(QString::number(seed)));
        for (Hand &one : hands) {
            for (qsizetype i = 0; i < s.commits.size(); ++i)
                s.take(one, i);
            QVERIFY2(digestOf(one.fold) == digest, qPrintable(QString::number(seed)));
        }
    }
    qInfo("%d schedules, %d approvals, %d withdrawals, %d changes set aside, %d of them denying what they had seen", count, approvals,
          withdrawals, setAside, backDated);
    QVERIFY(approvals > count * 3 / 4);
    QVERIFY(withdrawals > 0);
    QVERIFY(setAside > count);
    QVERIFY(backDated > 0);
}

/** Sam's two devices approve apart, over different words: one of the two wordings is shown everywhere, and never a mixture. */
void TestRecordRules::twoApprovalsApartGiveOneWording()
{
    for (int seed = 1; seed <= byDepth(40, 120, 600); ++seed) {
        Schedule s = schedule(quint64(seed) + 10'000);
        QList<Hand> hands{hand(s, Sam), hand(s, SamToo), hand(s, Mum)};
        QList<Operation> making;
        const Id record = s.made(hands.at(0), making, note::kind,
                                 {{note::text.key(), QCborValue(QStringLiteral("first"))},
                                  {note::place.key(), QCborValue(QStringLiteral("here"))},
                                  {common::closes.key(), QCborValue(true)},
                                  {common::approvers.key(), FieldCodec<QList<Id>>::encode({memberAt(Mum)})}});
        const qsizetype made = s.change(hands[0], making);
        for (Hand &one : hands)
            s.take(one, made);
        QList<QStringList> wordings;
        QList<bool> bySam;
        for (Hand &by : hands) {
            if (s.random.below(3) == 0)
                continue;
            s.change(by, {Schedule::setting(by, record, (s.random.below(2) == 0 ? note::text : note::place).key(),
                                            QCborValue(QStringLiteral("by hand %1").arg(s.random.below(1000))))});
            if (s.random.below(4) == 0)
                s.takeSome(by);
            s.change(by, {Schedule::setting(by, record, common::approved.key(), QCborValue(true))});
            if (by.fold.isClosed(record)) {
                wordings.append(standing(by.fold, record, {common::approved.key()}));
                bySam.append(by.member == memberAt(Sam));
            }
        }
        if (wordings.isEmpty())
            continue;
        const Fold first = s.somewhere();
        const qsizetype which = wordings.indexOf(standing(first, record, {common::approved.key()}));
        QVERIFY2(which >= 0, qPrintable(QString::number(seed)));
        QVERIFY2(first.records().value(record).fields.value(common::approved.key()).all().size() == 1, qPrintable(QString::number(seed)));
        for (int i = 0; i < 3; ++i)
            QVERIFY2(digestOf(s.somewhere()) == digestOf(first), qPrintable(QString::number(seed)));
    }
}

void TestRecordRules::onlyTheSpeakerApproves()
{
    Schedule s = schedule(1);
    Hand mum = hand(s, Mum);
    Hand sam = hand(s, Sam);
    Hand kim = hand(s, Key);
    // Written down by Mum, approved by her in the same change: it is not hers to approve.
    QList<Operation> making;
    const Id record = s.made(mum, making, note::kind,
                             {{note::text.key(), QCborValue(QStringLiteral("Sam's words"))},
                              {common::closes.key(), QCborValue(true)},
                              {common::speaker.key(), FieldCodec<Id>::encode(memberAt(Sam))},
                              {common::approvers.key(), FieldCodec<QList<Id>>::encode({memberAt(Key)})},
                              {common::approved.key(), QCborValue(true)}});
    s.change(mum, making);
    QVERIFY(!mum.fold.isClosed(record));
    QCOMPARE(mum.fold.setAside().constLast().reason, QStringLiteral("not-the-speaker"));
    s.take(kim, 0);
    s.take(sam, 0);
    // An approval is a plain yes.
    s.change(sam, {Schedule::setting(sam, record, common::approved.key(), QCborValue(1))});
    QVERIFY(!sam.fold.isClosed(record));
    s.change(kim, {Schedule::setting(kim, record, common::approved.key(), QCborValue(true))});
    QVERIFY(kim.fold.isClosed(record));
    QVERIFY(!kim.fold.speaksFor(record, memberAt(Key)));
    // Who may approve for the speaker may not withdraw for them.
    s.change(kim, {Schedule::setting(kim, record, common::withdrawn.key(), QCborValue(true))});
    QVERIFY(!kim.fold.records().value(record).get(common::withdrawn));
    QVERIFY(kim.fold.speaksFor(record, memberAt(Sam)));
}

void TestRecordRules::onlyTheAuthorWrites()
{
    Schedule s = schedule(2);
    Hand key = hand(s, Key);
    QList<Operation> making;
    const Id record = s.made(key, making, note::kind,
                             {{note::text.key(), QCborValue(QStringLiteral("mine"))}, {common::authorOnly.key(), QCborValue(true)}});
    s.change(key, making);
    for (const qsizetype place : {Mum, Sam, Dad, Work, Senco, Other, Rep}) {
        Hand other = hand(s, place);
        s.take(other, 0);
        for (int i = 0; i < 12; ++i)
            s.change(other, attempt(s, other, record, false));
        s.takeSome(key);
        QCOMPARE(other.fold.records().value(record).get(note::text), QStringLiteral("mine"));
        QVERIFY(!other.fold.records().value(record).gone());
        const auto ruled = [](const SetAside &one) { return one.reason == QLatin1String("author-only"); };
        QVERIFY(std::any_of(other.fold.setAside().cbegin(), other.fold.setAside().cend(), ruled));
    }
    s.change(key, {Schedule::setting(key, record, note::text.key(), QCborValue(QStringLiteral("mine, changed")))});
    const Fold end = s.somewhere();
    QCOMPARE(end.records().value(record).get(note::text), QStringLiteral("mine, changed"));
    QCOMPARE(digestOf(s.somewhere()), digestOf(end));
}

void TestRecordRules::onlySomeMayWrite()
{
    Schedule s = schedule(3);
    Hand mum = hand(s, Mum);
    QList<Operation> making;
    const Id record = s.made(mum, making, note::kind,
                             {{note::text.key(), QCborValue(QStringLiteral("0"))},
                              {common::writers.key(), FieldCodec<QList<Id>>::encode({memberAt(Other)})},
                              {common::writerRoles.key(), FieldCodec<QStringList>::encode({QStringLiteral("senco")})}});
    // A rule that cannot be read lets nobody else in.
    const Id unreadable =
        s.made(mum, making, note::kind, {{note::text.key(), QCborValue(QStringLiteral("0"))}, {common::writers.key(), QCborValue(7)}});
    s.change(mum, making);
    // The role shown can be edited by its owner; what counts is what they were let in as.
    s.change(mum, {Schedule::setting(mum, memberAt(Rep), memberKind::role.key(), QCborValue(QStringLiteral("senco")))});
    for (const qsizetype place : {Mum, Dad, Key, Senco, Other, Rep}) {
        Hand other = hand(s, place);
        if (place != Mum) {
            s.take(other, 0);
            s.take(other, 1);
        } else {
            other = mum;
        }
        const bool may = place == Mum || place == Senco || place == Other;
        const QString text = QString::number(place + 1);
        s.change(other, {Schedule::setting(other, record, note::text.key(), QCborValue(text))});
        QCOMPARE(other.fold.records().value(record).get(note::text) == text, may);
        s.change(other, {Schedule::setting(other, unreadable, note::text.key(), QCborValue(text))});
        QCOMPARE(other.fold.records().value(unreadable).get(note::text) == text, place == Mum);
    }
    QCOMPARE(digestOf(s.somewhere()), digestOf(s.somewhere()));
}

void TestRecordRules::rulesAreNeitherChangedNorErased()
{
    Schedule s = schedule(4);
    Hand sam = hand(s, Sam);
    QList<Operation> making;
    const Id record =
        s.made(sam, making, note::kind, {{note::text.key(), QCborValue(QStringLiteral("x"))}, {common::closes.key(), QCborValue(true)}});
    const qsizetype made = s.change(sam, making);
    for (const Operation &op : std::as_const(making))
        QCOMPARE(isErasable(op), op.field == note::text.key());
    const OpId rule{s.commits.at(made).stream(), s.commits.at(made).seq, 2};
    // Sam themself, by hand: the rule is aimed at under the name of an erasure.
    QList<Operation> erasing;
    s.made(sam, erasing, erasureKind::erasure,
           {{erasureKind::record.key(), FieldCodec<Id>::encode(record)}, {erasureKind::values.key(), QCborValue(encodeOps({rule}))}});
    s.change(sam, erasing);
    QVERIFY(sam.fold.records().value(record).get(common::closes));
    s.change(sam, {Schedule::setting(sam, record, common::closes.key(), QCborValue(false))});
    QVERIFY(sam.fold.records().value(record).get(common::closes));
    s.change(sam, {Schedule::setting(sam, record, common::approved.key(), QCborValue(true))});
    s.change(sam, {Schedule::setting(sam, record, note::text.key(), QCborValue(QStringLiteral("y")))});
    QCOMPARE(s.somewhere().records().value(record).get(note::text), QStringLiteral("x"));
}

/** What somebody decided is erased by them or by nobody: not by owners, not after they have left, not under another record's name. */
void TestRecordRules::onlyTheAuthorErases()
{
    int erasures = 0;
    int own = 0;
    for (int seed = 1; seed <= byDepth(40, 120, 600); ++seed) {
        Schedule s = schedule(quint64(seed) + 30'000);
        QList<Hand> hands{hand(s, Sam), hand(s, Key), hand(s, Mum), hand(s, Dad)};
        const bool dictated = s.random.below(2) == 0;
        QList<Operation> making;
        const Id record = s.made(hands.at(dictated ? 1 : 0), making, note::kind,
                                 {{note::text.key(), QCborValue(QStringLiteral("no"))},
                                  {note::place.key(), QCborValue(QStringLiteral("every page"))},
                                  {common::authorErases.key(), QCborValue(true)},
                                  {common::speaker.key(), FieldCodec<Id>::encode(memberAt(Sam))}});
        const Id decoy = s.made(hands.at(dictated ? 1 : 0), making, note::kind, {{note::text.key(), QCborValue(QStringLiteral("decoy"))}});
        const qsizetype made = s.change(hands[dictated ? 1 : 0], making);
        const Id stream = s.commits.at(made).stream();
        const quint64 seq = s.commits.at(made).seq;
        for (Hand &one : hands)
            s.take(one, made);
        const auto erase = [&](Hand &by) {
            QList<OpId> targets;
            for (const quint32 index : {1U, 2U}) {
                if (s.random.below(3) > 0)
                    targets.append({stream, seq, index});
            }
            // Named once, or after another record that may be erased, or before it.
            QList<std::pair<QString, QCborValue>> fields{{erasureKind::record.key(), FieldCodec<Id>::encode(record)},
                                                         {erasureKind::values.key(), QCborValue(encodeOps(targets))}};
            if (const quint64 trick = s.random.below(3); trick > 0)
                fields.insert(trick == 1 ? 0 : 1, {erasureKind::record.key(), FieldCodec<Id>::encode(decoy)});
            QList<Operation> ops;
            s.made(by, ops, erasureKind::erasure, fields);
            s.change(by, ops);
            ++erasures;
        };
        for (int step = 0; step < 5; ++step) {
            Hand &by = hands[2 + qsizetype(s.random.below(2))];
            if (s.random.below(4) == 0) {
                QList<Operation> removal;
                s.made(by, removal, removalKind::removal,
                       {{removalKind::member.key(), FieldCodec<Id>::encode(memberAt(s.random.below(2) == 0 ? Sam : Key))}});
                s.change(by, removal);
            }
            erase(by);
            s.takeSome(by);
        }
        const Fold end = s.somewhere();
        QVERIFY2(end.records().value(record).get(note::text) == QLatin1String("no"), qPrintable(QString::number(seed)));
        QVERIFY2(end.records().value(record).has(note::place), qPrintable(QString::number(seed)));
        QVERIFY2(end.setAside().size() >= 5, qPrintable(QString::number(seed)));
        for (int i = 0; i < 3; ++i)
            QVERIFY2(digestOf(s.somewhere()) == digestOf(end), qPrintable(QString::number(seed)));

        // Who said it, and who wrote it down for them, may.
        Schedule again = schedule(quint64(seed) + 40'000);
        Hand sam = hand(again, Sam);
        Hand key = hand(again, Key);
        QList<Operation> written;
        const Id mine = again.made(key, written, note::kind,
                                   {{note::text.key(), QCborValue(QStringLiteral("no"))},
                                    {common::authorErases.key(), QCborValue(true)},
                                    {common::speaker.key(), FieldCodec<Id>::encode(memberAt(Sam))}});
        again.take(sam, again.change(key, written));
        QList<Operation> erasing;
        Hand &by = seed % 2 == 0 ? sam : key;
        again.made(by, erasing, erasureKind::erasure,
                   {{erasureKind::record.key(), FieldCodec<Id>::encode(mine)},
                    {erasureKind::values.key(), QCborValue(encodeOps({{again.commits.at(0).stream(), again.commits.at(0).seq, 1}}))}});
        again.change(by, erasing);
        QVERIFY(!again.somewhere().records().value(mine).has(note::text));
        ++own;
    }
    qInfo("%d erasures by others, %d by who decided", erasures, own);
}

void TestRecordRules::erasingFollowsAWithdrawal()
{
    Schedule s = schedule(5);
    Hand sam = hand(s, Sam);
    QList<Operation> making;
    const Id record =
        s.made(sam, making, note::kind, {{note::text.key(), QCborValue(QStringLiteral("x"))}, {common::closes.key(), QCborValue(true)}});
    const qsizetype made = s.change(sam, making);
    const OpId words{s.commits.at(made).stream(), s.commits.at(made).seq, 1};
    s.change(sam, {Schedule::setting(sam, record, common::approved.key(), QCborValue(true))});
    Hand mum = hand(s, Mum);
    for (qsizetype i = 0; i < s.commits.size(); ++i)
        s.take(mum, i);
    const auto erase = [&](Hand &by, bool withdrawing) {
        QList<Operation> ops;
        s.made(by, ops, erasureKind::erasure,
               {{erasureKind::record.key(), FieldCodec<Id>::encode(record)}, {erasureKind::values.key(), QCborValue(encodeOps({words}))}});
        if (withdrawing)
            ops.append(Schedule::setting(by, record, common::withdrawn.key(), QCborValue(true)));
        s.change(by, ops);
        return by.fold.records().value(record).has(note::text);
    };
    QVERIFY(erase(mum, false)); // an owner may erase what others wrote, but not this
    QVERIFY(erase(mum, true));
    QVERIFY(erase(sam, false)); // a part taken away is a change too
    QVERIFY(!erase(sam, true));
    const Fold end = s.somewhere();
    QVERIFY(!end.records().value(record).has(note::text));
    QVERIFY(end.records().value(record).get(common::withdrawn));
    QCOMPARE(digestOf(s.somewhere()), digestOf(end));
}

void TestRecordRules::ownersClearAwayWhenTheSpeakerHasLeft()
{
    Schedule s = schedule(6);
    Hand key = hand(s, Key);
    QList<Operation> making;
    const Id closed =
        s.made(key, making, note::kind, {{note::text.key(), QCborValue(QStringLiteral("said"))}, {common::closes.key(), QCborValue(true)}});
    const Id own = s.made(key, making, note::kind,
                          {{note::text.key(), QCborValue(QStringLiteral("own"))}, {common::authorOnly.key(), QCborValue(true)}});
    const qsizetype made = s.change(key, making);
    s.change(key, {Schedule::setting(key, closed, common::approved.key(), QCborValue(true))});
    Hand mum = hand(s, Mum);
    s.take(mum, 0);
    s.take(mum, 1);
    const auto erase = [&](const Id &record, quint32 index) {
        QList<Operation> ops;
        const OpId words{s.commits.at(made).stream(), s.commits.at(made).seq, index};
        s.made(mum, ops, erasureKind::erasure,
               {{erasureKind::record.key(), FieldCodec<Id>::encode(record)}, {erasureKind::values.key(), QCborValue(encodeOps({words}))}});
        s.change(mum, ops);
        return !mum.fold.records().value(record).has(note::text);
    };
    QVERIFY(!erase(closed, 1));
    QVERIFY(!erase(own, 4));
    QList<Operation> removal;
    s.made(mum, removal, removalKind::removal, {{removalKind::member.key(), FieldCodec<Id>::encode(memberAt(Key))}});
    s.change(mum, removal);
    s.change(mum, {Schedule::setting(mum, closed, note::text.key(), QCborValue(QStringLiteral("never said")))});
    QCOMPARE(mum.fold.records().value(closed).get(note::text), QStringLiteral("said"));
    QVERIFY(erase(closed, 1));
    QVERIFY(erase(own, 4));
    QCOMPARE(digestOf(s.somewhere()), digestOf(mum.fold));
}

/** Approvals, edits and removals of people, all apart: whatever holds, it holds alike on every device. */
void TestRecordRules::removalsAndApprovalsConverge()
{
    for (int seed = 1; seed <= byDepth(30, 80, 400); ++seed) {
        Schedule s = schedule(quint64(seed) + 20'000);
        QList<Hand> hands{hand(s, Sam), hand(s, Key), hand(s, Dad), hand(s, Mum)};
        QList<Operation> making;
        const Id record = s.made(hands.at(1), making, note::kind,
                                 {{note::text.key(), QCborValue(QStringLiteral("0"))},
                                  {common::closes.key(), QCborValue(true)},
                                  {common::speaker.key(), FieldCodec<Id>::encode(memberAt(s.random.below(2) == 0 ? Sam : Key))},
                                  {common::approvers.key(), FieldCodec<QList<Id>>::encode({memberAt(Key), memberAt(Dad)})}});
        const qsizetype made = s.change(hands[1], making);
        for (Hand &one : hands)
            s.take(one, made);
        for (int step = 0; step < 9; ++step) {
            Hand &by = hands[qsizetype(s.random.below(4))];
            if (s.random.below(3) == 0)
                s.takeSome(by);
            QList<Operation> ops;
            switch (s.random.below(4)) {
            case 0:
                s.made(by, ops, removalKind::removal,
                       {{removalKind::member.key(), FieldCodec<Id>::encode(memberAt(s.random.below(2) == 0 ? Key : Dad))}});
                break;
            case 1:
                ops.append(Schedule::setting(by, record, common::approved.key(), QCborValue(true)));
                break;
            default:
                ops = attempt(s, by, record, s.random.below(2) == 0);
                break;
            }
            s.change(by, ops);
        }
        const QByteArray digest = digestOf(s.somewhere());
        for (int i = 0; i < 3; ++i)
            QVERIFY2(digestOf(s.somewhere()) == digest, qPrintable(QString::number(seed)));
        for (Hand &one : hands) {
            for (qsizetype i = 0; i < s.commits.size(); ++i)
                s.take(one, i);
            QVERIFY2(digestOf(one.fold) == digest, qPrintable(QString::number(seed)));
        }
    }
}

/** A plain sentence and a stable name, before anything is written; and a vault opened again judges as before. */
void TestRecordRules::refusedBeforeItIsMade()
{
    Circle &atSam = *m_places.at(Sam).circle;
    Change making(atSam, atSam.everyone());
    const Id closed = making.make(note::kind);
    making.set(closed, note::text, QStringLiteral("approved words"));
    making.set(closed, common::closes, true);
    const Id own = making.make(note::kind);
    making.set(own, note::text, QStringLiteral("own words"));
    making.set(own, common::authorOnly, true);
    const Id some = making.make(note::kind);
    making.set(some, note::text, QStringLiteral("for some"));
    making.set(some, common::writerRoles, QStringList{QStringLiteral("keyworker")});
    HEARD_VERIFY(atSam.save(making));
    everyoneMeets();
    Circle &atMum = *m_places.at(Mum).circle;
    const auto tried = [](Circle &circle, const Id &record, const auto &field, const auto &value) {
        Change change(circle, circle.everyone());
        change.set(record, field, value);
        const auto saved = circle.save(change);
        return saved ? QString() : saved.error().name;
    };
    QCOMPARE(tried(atMum, closed, common::approved, true), QStringLiteral("not-the-speaker"));
    QCOMPARE(tried(atMum, own, note::text, QStringLiteral("no")), QStringLiteral("author-only"));
    QCOMPARE(tried(atMum, some, note::text, QStringLiteral("no")), QStringLiteral("not-a-writer"));
    QCOMPARE(tried(*m_places.at(Key).circle, some, note::text, QStringLiteral("yes")), QString());
    QCOMPARE(tried(atSam, closed, common::approved, true), QString());
    everyoneMeets();
    for (const Place &place : std::as_const(m_places)) {
        const QByteArray before = place.circle->digest();
        Change change(*place.circle, place.circle->everyone());
        change.set(closed, note::text, QStringLiteral("other words"));
        const auto saved = place.circle->save(change);
        QVERIFY(!saved);
        QCOMPARE(saved.error().name, QStringLiteral("closed"));
        QCOMPARE(saved.error().message, QStringLiteral("This was approved by its speaker. Nobody can change it."));
        Change removal(*place.circle, place.circle->everyone());
        removal.remove(closed);
        QCOMPARE(place.circle->save(removal).error().name, QStringLiteral("closed"));
        if (place.circle->me() != memberAt(Sam)) {
            const auto erased = place.circle->erase(closed);
            QVERIFY(!erased);
            QVERIFY2(erased.error().name == u"closed" || erased.error().name == u"not-yours", qPrintable(erased.error().name));
        }
        QCOMPARE(place.circle->digest(), before);
    }
    // The same after a checkpoint, and after its speaker's other device has withdrawn it.
    HEARD_VERIFY(atMum.checkpoint());
    QVERIFY(m_people[Mum].reopen());
    const auto again = m_people[Mum].workspace->circle(m_circle);
    HEARD_VERIFY(again);
    m_places[Mum].circle = *again;
    QCOMPARE(tried(**again, closed, note::text, QStringLiteral("other words")), QStringLiteral("closed"));
    QCOMPARE(tried(**again, closed, common::withdrawn, true), QStringLiteral("not-the-speaker"));
    QCOMPARE(tried(*m_places.at(SamToo).circle, closed, common::withdrawn, true), QString());
    everyoneMeets();
    QVERIFY((*again)->record(closed)->get(common::withdrawn));
    QCOMPARE((*again)->record(closed)->get(note::text), QStringLiteral("approved words"));
    // Its speaker erases it for good.
    HEARD_VERIFY(m_places.at(Sam).circle->erase(closed));
    everyoneMeets();
    for (const Place &place : std::as_const(m_places)) {
        QVERIFY(!place.circle->record(closed)->has(note::text));
        QVERIFY(place.circle->record(closed)->gone()); // withdrawn in the same change, which keeps nothing
        QCOMPARE(place.circle->digest(), m_places.at(Sam).circle->digest());
    }
}

/** The same through vaults, signatures and receiving: edits on every device before it hears of the approval. */
void TestRecordRules::realVaultsAgree()
{
    for (int seed = 1; seed <= byDepth(3, 8, 40); ++seed) {
        SeededRandom random(quint64(seed) + 30'000);
        Circle &atSam = *m_places.at(Sam).circle;
        Change making(atSam, atSam.everyone());
        const Id record = making.make(note::kind);
        making.set(record, note::text, QStringLiteral("what I say"));
        making.set(record, common::closes, true);
        HEARD_VERIFY(atSam.save(making));
        for (const Place &place : std::as_const(m_places)) {
            if (place.circle != &atSam)
                HEARD_VERIFY(handOver(atSam, *place.circle));
        }
        for (const Place &place : std::as_const(m_places)) {
            if (place.circle == &atSam)
                continue;
            if (random.below(3) == 0) {
                Change removal(*place.circle, place.circle->everyone());
                removal.remove(record);
                HEARD_VERIFY(place.circle->save(removal));
            } else {
                QVERIFY(editNote(*place.circle, record, QStringLiteral("what they say %1").arg(random.below(100))));
            }
        }
        Change approval(atSam, atSam.everyone());
        approval.set(record, common::approved, true);
        HEARD_VERIFY(atSam.save(approval));
        for (int i = 0; i < 30; ++i) {
            Circle *from = m_places.at(qsizetype(random.below(9))).circle;
            Circle *to = m_places.at(qsizetype(random.below(9))).circle;
            if (from != to)
                HEARD_VERIFY(handOver(*from, *to));
        }
        everyoneMeets();
        for (const Place &place : std::as_const(m_places)) {
            QCOMPARE(place.circle->record(record)->get(note::text), QStringLiteral("what I say"));
            QVERIFY(!place.circle->record(record)->gone());
            QVERIFY(place.circle->record(record)->clashes().isEmpty());
            QCOMPARE(place.circle->digest(), atSam.digest());
        }
    }
    const auto check = m_places.at(Dad).circle->check();
    HEARD_VERIFY(check);
    QVERIFY2(check->damaged.isEmpty(), qPrintable(check->damaged.join(u' ')));
}

QTEST_GUILESS_MAIN(TestRecordRules)
#include "tst_recordrules.moc"
