// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/identity.h"
#include "circle/invite_format.h"
#include "support/circles.h"

#include <QSet>

using namespace heard;
using namespace heard::testing;

namespace {

/** Empty when they cannot be worked out. */
QStringList wordsOf(const Transcript &transcript)
{
    const auto words = transcript.checkWords();
    return words ? *words : QStringList();
}

} // namespace

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
    void noTwoRepliesAreAlike();
    void everyByteIsInTheWords();
    void theWordsCostWhatIsSaid();
    void whatWasGroundBeforeDoesNotMeetTheReply();
    void anOldReplyIsRefused();
    void wordsThatDifferMakeTheInviteVoid();
    void onlySixWordsOfTheListAreWords();
    void namesInFilesAreShownClean();

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
    const QStringList words = wordsOf(accepted->transcript);
    QCOMPARE(words.size(), 6);
    QVERIFY(m_school.reopen()); // waiting survives a restart
    const auto overviews = m_school.workspace->circles();
    HEARD_VERIFY(overviews);
    QVERIFY(overviews->constFirst().waitingToJoin);
    QCOMPARE(overviews->constFirst().name, QStringLiteral("Sam"));
    const auto knock = m_mum.workspace->readReply(*m_circle, accepted->reply);
    HEARD_VERIFY(knock);
    QCOMPARE(knock->name, QStringLiteral("Mr Lee"));
    QCOMPARE(wordsOf(knock->transcript), words);
    QCOMPARE(m_circle->members().size(), 1); // looking lets nobody in
    const auto admitted = m_mum.workspace->admit(*m_circle, accepted->reply);
    HEARD_VERIFY(admitted);
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
    QVERIFY(wordsOf(one->transcript) != wordsOf(two->transcript));
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

/** SR-119. A second round with the same invite, from the same device, shows other words: what one saw in a first round is worth nothing. */
void TestJoin::noTwoRepliesAreAlike()
{
    const auto invite = m_mum.workspace->invite(*m_circle, {.name = QStringLiteral("Noor"), .role = Role::Keyworker});
    HEARD_VERIFY(invite);
    Someone noor;
    QVERIFY(noor.start(QStringLiteral("Noor"), Role::Keyworker));
    QSet<QByteArray> nonces;
    QSet<QByteArray> replies;
    const int rounds = byDepth(20, 50, 500);
    for (int i = 0; i < rounds; ++i) {
        const auto accepted = noor.workspace->accept(invite->file);
        HEARD_VERIFY(accepted);
        const auto reply = ReplyBody::read(accepted->reply);
        HEARD_VERIFY(reply);
        nonces.insert(reply->nonce);
        replies.insert(accepted->reply);
        HEARD_VERIFY(noor.workspace->eraseCircle(m_circle->id()));
    }
    QCOMPARE(nonces.size(), rounds);
    QCOMPARE(replies.size(), rounds);
    const auto first = noor.workspace->accept(invite->file);
    HEARD_VERIFY(noor.workspace->eraseCircle(m_circle->id()));
    const auto second = noor.workspace->accept(invite->file);
    HEARD_VERIFY(first);
    HEARD_VERIFY(second);
    QVERIFY(wordsOf(first->transcript) != wordsOf(second->transcript));
}

/** Any byte changed on either side, with keys, proofs and signatures, gives other words. */
void TestJoin::everyByteIsInTheWords()
{
    const QByteArray invite = "an invite";
    const QByteArray reply = "its reply";
    const QStringList words = wordsOf({invite, reply});
    QCOMPARE(words.size(), 6);
    QCOMPARE(wordsOf({invite, reply}), words);
    for (qsizetype i = 0; i < invite.size(); ++i) {
        QByteArray other = invite;
        other[i] = char(other.at(i) ^ 1);
        QVERIFY(wordsOf({other, reply}) != words);
        other = reply;
        other[i] = char(other.at(i) ^ 1);
        QVERIFY(wordsOf({invite, other}) != words);
    }
    // Bytes that move from one to the other do not stay the same words.
    QVERIFY(wordsOf({invite + 'i', reply.sliced(1)}) != words);

    // And what the two programs hold is all of both files.
    const auto made = m_mum.workspace->invite(*m_circle, {.name = QStringLiteral("All"), .role = Role::Keyworker});
    HEARD_VERIFY(made);
    Someone all;
    QVERIFY(all.start(QStringLiteral("All"), Role::Keyworker));
    const auto accepted = all.workspace->accept(made->file);
    HEARD_VERIFY(accepted);
    const auto payload = [](const QByteArray &file) { return QByteArray::fromBase64(file.split(' ').at(1), QByteArray::Base64UrlEncoding); };
    QCOMPARE(wordsOf({payload(made->file), payload(accepted->reply)}), wordsOf(accepted->transcript));
}

/** 60 bits, each try at the cost of Argon2id with 64 MiB, salted with the invite: worked out here again, from the parts. */
void TestJoin::theWordsCostWhatIsSaid()
{
    QCOMPARE(passphraseWords().size(), 1 << 10);
    const QByteArray invite(300, 'i');
    const QByteArray reply(400, 'r');
    QByteArray both = blake2b(QByteArrayLiteral("heard.check-words.v2") + blake2b(invite) + blake2b(reply));
    const QByteArray salt = blake2b(QByteArrayLiteral("heard.check-words.salt.v2") + invite, 16);
    const auto stretched = stretch(SecretBytes::taking(both), salt, {64ULL << 20, 3});
    HEARD_VERIFY(stretched);
    QCOMPARE(wordsOf({invite, reply}), checkWords(stretched->view()));
}

/**
 * The man in the middle, with our own code: he hands on an invite and replies of his own, made beforehand in any number, and waits for
 * the one reply of the victim. With what was there before (words from a hash without a nonce) the victim's words of a second round
 * were known after the first, so he could look for a match among all his files first: a match of one word of six, as an example,
 * was found with a thousand tries. Now the victim's words come of 128 bits he has not seen.
 */
void TestJoin::whatWasGroundBeforeDoesNotMeetTheReply()
{
    const auto invite = m_mum.workspace->invite(*m_circle, {.name = QStringLiteral("Vic"), .role = Role::Keyworker});
    HEARD_VERIFY(invite);
    Someone mallory;
    Someone victim;
    QVERIFY(mallory.start(QStringLiteral("Vic"), Role::Keyworker));
    QVERIFY(victim.start(QStringLiteral("Vic"), Role::Keyworker));
    auto trap = mallory.workspace->createCircle({.name = QStringLiteral("Sam")});
    HEARD_VERIFY(trap);
    const auto handedOn = mallory.workspace->invite(**trap, {.name = QStringLiteral("Vic"), .role = Role::Keyworker});
    HEARD_VERIFY(handedOn);
    const auto theirs = InviteBody::read(invite->file);
    const auto his = InviteBody::read(handedOn->file);
    HEARD_VERIFY(theirs);
    HEARD_VERIFY(his);

    // The first round: he sees the reply, and works out what the old words would have been.
    const auto oldWords = [](const InviteBody &i, const ReplyBody &r) {
        return blake2b(QByteArrayLiteral("heard.check-words.v1") + blake2b(i.payload()) + blake2b(r.signedPart()));
    };
    const auto withoutFresh = [](ReplyBody reply) {
        reply.nonce = QByteArray(16, '\0');
        reply.made = 0;
        return reply;
    };
    const auto round = [&]() -> Result<ReplyBody> {
        HEARD_TRY_ASSIGN(const Workspace::Accepted accepted, victim.workspace->accept(handedOn->file));
        HEARD_TRY(victim.workspace->eraseCircle((*trap)->id()));
        return ReplyBody::read(accepted.reply);
    };
    const auto first = round();
    HEARD_VERIFY(first);
    const QString target = checkWords(oldWords(*his, withoutFresh(*first))).constFirst();
    const auto made = mallory.workspace->accept(invite->file);
    HEARD_VERIFY(made);
    auto ground = ReplyBody::read(made->reply);
    HEARD_VERIFY(ground);
    ground = withoutFresh(*ground);
    int tries = 0;
    do {
        ground->name = QStringLiteral("Vic ") + QString::number(++tries);
    } while (checkWords(oldWords(*theirs, *ground)).constFirst() != target && tries < 100'000);
    QVERIFY2(tries < 100'000, "one word of six, 10 bits, takes about 1,024 tries");

    // The second round, which he waited for: without the fresh part it is what he prepared for …
    const auto second = round();
    HEARD_VERIFY(second);
    QCOMPARE(checkWords(oldWords(*his, withoutFresh(*second))).constFirst(), target);
    QCOMPARE(oldWords(*his, withoutFresh(*second)), oldWords(*his, withoutFresh(*first)));
    // … and with it, what he holds fits neither round. Each trial now needs a reply that only the victim can make.
    QVERIFY(second->payload() != first->payload());
    QSet<QString> shown;
    const int rounds = byDepth(3, 5, 40);
    for (int i = 0; i < rounds; ++i) {
        const auto fresh = round();
        HEARD_VERIFY(fresh);
        const QStringList words = wordsOf({his->payload(), fresh->payload()});
        QCOMPARE(words.size(), 6);
        QVERIFY(words != wordsOf({theirs->payload(), ground->payload()}));
        shown.insert(words.join(u' '));
    }
    QCOMPARE(shown.size(), rounds);
}

void TestJoin::anOldReplyIsRefused()
{
    const auto invite = m_mum.workspace->invite(*m_circle, {.name = QStringLiteral("Slow"), .role = Role::Keyworker, .hours = 24 * 30});
    HEARD_VERIFY(invite);
    Someone slow;
    QVERIFY(slow.start(QStringLiteral("Slow"), Role::Keyworker));
    slow.clock.set(m_mum.clock.now());
    const auto accepted = slow.workspace->accept(invite->file);
    HEARD_VERIFY(accepted);
    const qint64 made = m_mum.clock.now();
    m_mum.clock.set(made + replyHours * 3'600'000LL);
    HEARD_VERIFY(m_mum.workspace->readReply(*m_circle, accepted->reply));
    m_mum.clock.set(made + replyHours * 3'600'000LL + 1);
    QCOMPARE(m_mum.workspace->readReply(*m_circle, accepted->reply).error().name, QStringLiteral("reply-expired"));
    QCOMPARE(m_mum.workspace->admit(*m_circle, accepted->reply).error().name, QStringLiteral("reply-expired"));
    m_mum.clock.set(made);
    // A tablet whose clock stands years behind answers before the invite was made: nobody is left outside for that.
    Someone behind;
    QVERIFY(behind.start(QStringLiteral("Behind"), Role::Keyworker));
    behind.clock.set(made - 3 * 365 * 24 * 3'600'000LL);
    const auto another = m_mum.workspace->invite(*m_circle, {.name = QStringLiteral("Behind"), .role = Role::Keyworker});
    HEARD_VERIFY(another);
    const auto early = behind.workspace->accept(another->file);
    HEARD_VERIFY(early);
    HEARD_VERIFY(m_mum.workspace->readReply(*m_circle, early->reply));
}

void TestJoin::wordsThatDifferMakeTheInviteVoid()
{
    const auto invite = m_mum.workspace->invite(*m_circle, {.name = QStringLiteral("Ola"), .role = Role::Keyworker});
    HEARD_VERIFY(invite);
    Someone ola;
    QVERIFY(ola.start(QStringLiteral("Ola"), Role::Keyworker));
    ola.clock.set(m_mum.clock.now());
    const auto accepted = ola.workspace->accept(invite->file);
    HEARD_VERIFY(accepted);
    const qsizetype members = m_circle->members().size();
    HEARD_VERIFY(m_mum.workspace->refuse(*m_circle, accepted->reply));
    QCOMPARE(m_mum.workspace->readReply(*m_circle, accepted->reply).error().name, QStringLiteral("invite-void"));
    QCOMPARE(m_mum.workspace->admit(*m_circle, accepted->reply).error().name, QStringLiteral("invite-void"));
    const Id id = m_circle->id();
    QVERIFY(m_mum.reopen()); // and stays so
    auto again = m_mum.workspace->circle(id);
    HEARD_VERIFY(again);
    m_circle = *again;
    QCOMPARE(m_mum.workspace->admit(*m_circle, accepted->reply).error().name, QStringLiteral("invite-void"));
    QCOMPARE(m_circle->members().size(), members);
}

void TestJoin::onlySixWordsOfTheListAreWords()
{
    const QStringList six = passphraseWords().first(6);
    QCOMPARE(*readCheckWords(six.join(u' ')), six);
    QCOMPARE(*readCheckWords(QStringLiteral("  ") + six.join(QStringLiteral(" \u00b7 ")).toUpper() + u'\n'), six);
    QCOMPARE(*readCheckWords(six.join(QStringLiteral(", "))), six);
    for (const QString &other : {QString(), six.first(5).join(u' '), six.join(u' ') + QStringLiteral(" ") + six.constFirst(),
                                 QStringLiteral("one two three four five xyzzy")})
        QCOMPARE(readCheckWords(other).error().name, QStringLiteral("not-check-words"));
}

/** Before anybody is let in, too: nothing in a name may steer a terminal, turn letters round or hide. The words come of the files as they are. */
void TestJoin::namesInFilesAreShownClean()
{
    const QString dirty = QStringLiteral("\u001b[2J\u009b31m\u202eA\u200bda\n\u2066 Okafor");
    const QString clean = QStringLiteral("[2J31mAda Okafor");
    const auto made = m_mum.workspace->invite(*m_circle, {.name = QStringLiteral("Nan"), .role = Role::Parent});
    HEARD_VERIFY(made);
    const auto body = InviteBody::read(made->file);
    HEARD_VERIFY(body);
    InviteBody crafted = *body;
    SystemRandom random;
    crafted.info.circle = Id::random(random);
    crafted.info.circleName = crafted.info.inviterName = crafted.info.name = dirty;
    const auto info = readInvite(crafted.file());
    HEARD_VERIFY(info);
    QCOMPARE(info->circleName, clean);
    QCOMPARE(info->inviterName, clean);
    QCOMPARE(info->name, clean);
    Someone nan;
    QVERIFY(nan.start(QStringLiteral("Nan"), Role::Parent));
    const auto accepted = nan.workspace->accept(crafted.file());
    HEARD_VERIFY(accepted);
    const auto circles = nan.workspace->circles();
    HEARD_VERIFY(circles);
    QCOMPARE(circles->constFirst().name, clean);
    QVERIFY(nan.reopen());
    const auto again = nan.workspace->circle(accepted->circle);
    HEARD_VERIFY(again);
    QCOMPARE((*again)->overview().name, clean);
    const auto reply = ReplyBody::read(accepted->reply);
    HEARD_VERIFY(reply);
    QCOMPARE(wordsOf({crafted.payload(), reply->payload()}), wordsOf(accepted->transcript));

    // The other way: a reply by a changed app. What it is let in as is what was shown.
    const DeviceKeys keys = DeviceKeys::make(random);
    const auto replyWith = [&](const QString &name) {
        ReplyBody own = *reply;
        own.circle = m_circle->id();
        own.inviteId = body->inviteId();
        own.signKey = keys.sign.publicKey;
        own.boxKey = keys.box.publicKey;
        own.name = name;
        own.admission = sign(keys.sign, "heard.admission.v1", admissionText(m_circle->id(), body->inviter, keys.id, Admission::Newcomer));
        own.proof = proofFor(body->secret, own.signedPart());
        own.signature = sign(keys.sign, "heard.reply.v1", own.signedPart());
        return own.file();
    };
    const auto knock = m_mum.workspace->readReply(*m_circle, replyWith(dirty));
    HEARD_VERIFY(knock);
    QCOMPARE(knock->name, clean);
    const auto admitted = m_mum.workspace->admit(*m_circle, replyWith(dirty));
    HEARD_VERIFY(admitted);
    QCOMPARE(m_circle->member(admitted->member)->name, clean);

    // Nothing that could be shown is no name, and such a file is none of ours.
    crafted.info.name = QStringLiteral("\u202e\u200b");
    QCOMPARE(readInvite(crafted.file()).error().name, QStringLiteral("not-an-invite"));
    QCOMPARE(m_mum.workspace->readReply(*m_circle, replyWith(QStringLiteral("\u2066\n"))).error().name, QStringLiteral("not-a-reply"));
}

QTEST_GUILESS_MAIN(TestJoin)
#include "tst_join.moc"
