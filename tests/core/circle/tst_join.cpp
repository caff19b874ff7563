// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/circles.h"

using namespace heard;
using namespace heard::testing;

/** Joining by three small files. */
class TestJoin : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void threeFilesAndTheSameWords();
    void anInviteWorksOnce();
    void openingItTwiceSaysSo();
    void anOldInviteIsRefused();
    void damagedFilesAreRefused_data();
    void damagedFilesAreRefused();
    void aReplyForgedWithoutTheInviteIsRefused();
    void waitingCirclesCannotWrite();
    void lettersFromStrangersAreNotBelieved();
    void filesFitAQrCode();

private:
    Someone m_mum;
    Someone m_school;
    Circle *m_circle = nullptr;
};

void TestJoin::initTestCase()
{
    QVERIFY(startCrypto());
    QVERIFY(m_mum.start(QStringLiteral("Ada"), Role::Parent));
    QVERIFY(m_school.start(QStringLiteral("Mr Lee"), Role::Senco));
    auto circle = m_mum.workspace->createCircle({.name = QStringLiteral("Sam")});
    HEARD_VERIFY(circle);
    m_circle = *circle;
}

void TestJoin::threeFilesAndTheSameWords()
{
    const auto invite = m_mum.workspace->invite(*m_circle, {.name = QStringLiteral("Mr Lee"), .role = Role::Senco});
    HEARD_VERIFY(invite);
    const auto info = readInvite(invite->file);
    HEARD_VERIFY(info);
    QCOMPARE(info->circleName, QStringLiteral("Sam"));
    QCOMPARE(info->inviterName, QStringLiteral("Ada"));
    QCOMPARE(info->role, Role::Senco);
    const auto accepted = m_school.workspace->accept(invite->file);
    HEARD_VERIFY(accepted);
    QCOMPARE(accepted->checkWords.size(), 6);
    QVERIFY(m_school.reopen()); // waiting survives a restart
    const auto overviews = m_school.workspace->circles();
    HEARD_VERIFY(overviews);
    QVERIFY(overviews->constFirst().waitingToJoin);
    QCOMPARE(overviews->constFirst().name, QStringLiteral("Sam"));
    const auto knock = m_mum.workspace->readReply(*m_circle, accepted->reply);
    HEARD_VERIFY(knock);
    QCOMPARE(knock->name, QStringLiteral("Mr Lee"));
    QCOMPARE(knock->checkWords, accepted->checkWords);
    QCOMPARE(m_circle->members().size(), 1); // looking lets nobody in
    const auto admitted = m_mum.workspace->admit(*m_circle, accepted->reply);
    HEARD_VERIFY(admitted);
    QCOMPARE(admitted->checkWords, accepted->checkWords);
    auto theirs = m_school.workspace->circle(m_circle->id());
    HEARD_VERIFY(theirs);
    const auto letters = m_circle->letters();
    HEARD_VERIFY(letters);
    QCOMPARE(letters->size(), 1);
    const auto opened = (*theirs)->openLetter(letters->constFirst().sealed);
    HEARD_VERIFY(opened);
    QVERIFY(*opened);
    HEARD_VERIFY(handOver(*m_circle, **theirs));
    QVERIFY((*theirs)->isOpen());
    QCOMPARE((*theirs)->me(), admitted->member);
    QVERIFY(!addNote(**theirs, QStringLiteral("Hello from school")).isNull());
    HEARD_VERIFY(handOver(**theirs, *m_circle));
    QCOMPARE(m_circle->digest(), (*theirs)->digest());
    QCOMPARE((*theirs)->members().size(), 2);
}

void TestJoin::anInviteWorksOnce()
{
    const auto invite = m_mum.workspace->invite(*m_circle, {.name = QStringLiteral("Amina"), .role = Role::Keyworker});
    HEARD_VERIFY(invite);
    Someone first;
    Someone second;
    QVERIFY(first.start(QStringLiteral("Amina"), Role::Keyworker));
    QVERIFY(second.start(QStringLiteral("Somebody"), Role::Keyworker));
    const auto one = first.workspace->accept(invite->file);
    const auto two = second.workspace->accept(invite->file);
    HEARD_VERIFY(one);
    HEARD_VERIFY(two);
    QVERIFY(one->checkWords != two->checkWords);
    HEARD_VERIFY(m_mum.workspace->admit(*m_circle, one->reply));
    const qsizetype members = m_circle->members().size();
    QCOMPARE(m_mum.workspace->admit(*m_circle, two->reply).error().name, QStringLiteral("invite-used"));
    QCOMPARE(m_mum.workspace->admit(*m_circle, one->reply).error().code, ErrorCode::Refused);
    QCOMPARE(m_circle->members().size(), members);
}

void TestJoin::openingItTwiceSaysSo()
{
    const auto invite = m_mum.workspace->invite(*m_circle, {.name = QStringLiteral("Jo"), .role = Role::Keyworker});
    HEARD_VERIFY(invite);
    Someone jo;
    QVERIFY(jo.start(QStringLiteral("Jo"), Role::Keyworker));
    HEARD_VERIFY(jo.workspace->accept(invite->file));
    QCOMPARE(jo.workspace->accept(invite->file).error().name, QStringLiteral("invite-opened"));
    HEARD_VERIFY(jo.workspace->eraseCircle(m_circle->id()));
    HEARD_VERIFY(jo.workspace->accept(invite->file));
}

void TestJoin::anOldInviteIsRefused()
{
    const auto invite = m_mum.workspace->invite(*m_circle, {.name = QStringLiteral("Late"), .role = Role::Keyworker, .hours = 2});
    HEARD_VERIFY(invite);
    Someone late;
    QVERIFY(late.start(QStringLiteral("Late"), Role::Keyworker));
    late.clock.set(m_mum.clock.now() + 3 * 3'600'000);
    QCOMPARE(late.workspace->accept(invite->file).error().name, QStringLiteral("invite-expired"));
    late.clock.set(m_mum.clock.now());
    const auto accepted = late.workspace->accept(invite->file);
    HEARD_VERIFY(accepted);
    m_mum.clock.set(m_mum.clock.now() + 3 * 3'600'000);
    QCOMPARE(m_mum.workspace->admit(*m_circle, accepted->reply).error().name, QStringLiteral("invite-expired"));
}

void TestJoin::damagedFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("another file") << QByteArray("Dear Mr Lee,\nplease find attached");
    QTest::newRow("word alone") << QByteArray("HEARD-INVITE-1");
    QTest::newRow("bad base64") << QByteArray("HEARD-INVITE-1 !!!! 000000000000");
    QTest::newRow("bad check") << QByteArray("HEARD-INVITE-1 AAAA 000000000000");
    QTest::newRow("huge") << QByteArray(1'000'000, 'A');
}

void TestJoin::damagedFilesAreRefused()
{
    QFETCH(QByteArray, file);
    const auto accepted = m_school.workspace->accept(file);
    QVERIFY(!accepted);
    QCOMPARE(accepted.error().code, ErrorCode::BadInput);
    QVERIFY(!accepted.error().message.isEmpty());
    QCOMPARE(m_mum.workspace->readReply(*m_circle, file).error().code, ErrorCode::BadInput);
}

void TestJoin::aReplyForgedWithoutTheInviteIsRefused()
{
    const auto invite = m_mum.workspace->invite(*m_circle, {.name = QStringLiteral("Kim"), .role = Role::Parent});
    HEARD_VERIFY(invite);
    Someone kim;
    QVERIFY(kim.start(QStringLiteral("Kim"), Role::Parent));
    const auto accepted = kim.workspace->accept(invite->file);
    HEARD_VERIFY(accepted);
    // Every single changed character is noticed.
    for (qsizetype i = 15; i < accepted->reply.size() - 1; i += 7) {
        QByteArray changed = accepted->reply;
        changed[i] = changed.at(i) == 'A' ? 'B' : 'A';
        QVERIFY(!m_mum.workspace->readReply(*m_circle, changed));
    }
    // The reply to another circle's invite, from the same vault.
    auto other = m_mum.workspace->createCircle({.name = QStringLiteral("Other")});
    HEARD_VERIFY(other);
    QCOMPARE(m_mum.workspace->readReply(**other, accepted->reply).error().name, QStringLiteral("other-circle"));
}

void TestJoin::waitingCirclesCannotWrite()
{
    const auto invite = m_mum.workspace->invite(*m_circle, {.name = QStringLiteral("Pat"), .role = Role::Keyworker});
    HEARD_VERIFY(invite);
    Someone pat;
    QVERIFY(pat.start(QStringLiteral("Pat"), Role::Keyworker));
    HEARD_VERIFY(pat.workspace->accept(invite->file));
    auto waiting = pat.workspace->circle(m_circle->id());
    HEARD_VERIFY(waiting);
    QVERIFY(!(*waiting)->isOpen());
    Change change(**waiting, (*waiting)->everyone());
    change.set(change.make(note::kind), note::text, QStringLiteral("too early"));
    QCOMPARE((*waiting)->save(change).error().name, QStringLiteral("not-let-in"));
    QCOMPARE((*waiting)->nameKey().error().name, QStringLiteral("no-keys"));
}

void TestJoin::lettersFromStrangersAreNotBelieved()
{
    // Two circles in two vaults: a letter of one, put into the mailbox of the other, brings no keys.
    Someone stranger;
    QVERIFY(stranger.start(QStringLiteral("Stranger"), Role::Parent));
    auto theirs = stranger.workspace->createCircle({.name = QStringLiteral("Trap")});
    HEARD_VERIFY(theirs);
    Someone victim;
    QVERIFY(victim.start(QStringLiteral("Victim"), Role::Keyworker));
    const auto trap = stranger.workspace->invite(**theirs, {.name = QStringLiteral("Victim"), .role = Role::Keyworker});
    const auto real = m_mum.workspace->invite(*m_circle, {.name = QStringLiteral("Victim"), .role = Role::Keyworker});
    HEARD_VERIFY(trap);
    HEARD_VERIFY(real);
    const auto toTrap = victim.workspace->accept(trap->file);
    HEARD_VERIFY(toTrap);
    HEARD_VERIFY(victim.workspace->accept(real->file));
    HEARD_VERIFY(stranger.workspace->admit(**theirs, toTrap->reply));
    const auto letters = (*theirs)->letters();
    HEARD_VERIFY(letters);
    auto waiting = victim.workspace->circle(m_circle->id());
    HEARD_VERIFY(waiting);
    const auto opened = (*waiting)->openLetter(letters->constFirst().sealed);
    HEARD_VERIFY(opened);
    QVERIFY(!*opened);
    QVERIFY((*waiting)->keyring().empty());
    QVERIFY(!*(*waiting)->openLetter(QByteArray(500, 'x')));
    QVERIFY(!*(*waiting)->openLetter(QByteArray(2'000'000, 'x')));
}

void TestJoin::filesFitAQrCode()
{
    const auto invite = m_mum.workspace->invite(*m_circle, {.name = QString(60, u'N'), .role = Role::Keyworker});
    HEARD_VERIFY(invite);
    QVERIFY2(invite->file.size() < 1'000, qPrintable(QString::number(invite->file.size())));
}

QTEST_GUILESS_MAIN(TestJoin)
#include "tst_join.moc"
