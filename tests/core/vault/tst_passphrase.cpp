// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/support.h"
#include "vault/recoverycode.h"
#include "vault/vault.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>

using namespace heard;
using heard::testing::SeededRandom;
using Strength = PassphraseHint::Strength;

/** Words to remember, to read aloud and to write down. */
class TestPassphrase : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { VERIFY_OK(startCrypto()); }

    void theListIsAsItShouldBe()
    {
        const QStringList &words = passphraseWords();
        QCOMPARE(words.size(), 1024);
        QVERIFY(std::is_sorted(words.cbegin(), words.cend()));
        const QRegularExpression plain(QStringLiteral("^[a-z]{3,8}$"));
        QSet<QString> starts;
        for (const QString &word : words) {
            QVERIFY2(plain.match(word).hasMatch(), qPrintable(word));
            starts.insert(word.left(4));
        }
        // Four letters tell each from all others.
        QCOMPARE(starts.size(), 1024);
        QFile source(qEnvironmentVariable("HEARD_SOURCE_DIR") + QStringLiteral("/assets/words/en.txt"));
        if (source.open(QIODevice::ReadOnly))
            QCOMPARE(QString::fromUtf8(source.readAll()).split(u'\n', Qt::SkipEmptyParts), words);
    }

    void noWordSoundsLikeAnother()
    {
        // One of each pair may be there, if the other is no word a listener would write instead; of these pairs neither may be.
        const QStringList alike =
            QStringLiteral("sea see sun son flower flour pear pair plane plain bear bare hare hair deer dear tail tale sail sale "
                           "meat meet knight night eye eight ate blue blew red read road rode rose rows whale wail new knew one won "
                           "two too right write rain reign piece peace week weak wheel week hole whole hour our knot not")
                .split(u' ');
        for (const QString &word : alike)
            QVERIFY2(!passphraseWords().contains(word), qPrintable(word));
    }

    void suggestionsAreEven()
    {
        SeededRandom random(SeededRandom::seedOfRun());
        QHash<QString, int> seen;
        for (int i = 0; i < 20'000; ++i) {
            const QStringList words = suggestPassphrase(random).split(u' ');
            QCOMPARE(words.size(), 5);
            for (const QString &word : words)
                ++seen[word];
        }
        QCOMPARE(seen.size(), 1024);
        // 100,000 draws of 1,024: 97.7 each, standard deviation 9.9.
        for (auto it = seen.cbegin(); it != seen.cend(); ++it)
            QVERIFY2(it.value() > 40 && it.value() < 160, qPrintable(it.key()));
        QCOMPARE(suggestPassphrase(random, 4).split(u' ').size(), 4);
    }

    void wordsToCompare()
    {
        const QByteArray hash = blake2b("x");
        QCOMPARE(checkWords(hash).size(), 6);
        QCOMPARE(checkWords(hash), checkWords(hash));
        SeededRandom random(SeededRandom::seedOfRun());
        QSet<QString> seen;
        for (int i = 0; i < 20'000; ++i)
            seen.insert(checkWords(random.bytes(32)).join(u' '));
        QCOMPARE(seen.size(), 20'000);
    }

    void hints_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("strength");
        const auto row = [](const char *typed, Strength strength) { QTest::newRow(typed) << QString::fromUtf8(typed) << int(strength); };
        row("", Strength::Empty);
        row("   ", Strength::Empty);
        row("password", Strength::Weak);
        row("Password1!", Strength::Weak);
        row("P4ssw0rd", Strength::Weak);
        row("12345678", Strength::Weak);
        row("1234567890123456", Strength::Weak);
        row("aaaaaaaaaaaaaaaaaaaa", Strength::Weak);
        row("qwertyuiop", Strength::Weak);
        row("abcdefghijkl", Strength::Weak);
        row("Charlie2014", Strength::Weak);
        row("liverpool liverpool liverpool liverpool", Strength::Weak);
        row("rocket", Strength::Weak);
        row("i love you mum", Strength::Weak);
        row("rocket lemon", Strength::Weak);
        row("rocket lemon rocket lemon rocket lemon rocket lemon rocket lemon", Strength::Weak);
        row("rocket lemon jigsaw", Strength::Fair);
        row("rocket lemon jigsaw waffle", Strength::Fair);
        row("rocket lemon jigsaw waffle iron", Strength::Good);
        row("Rocket-Lemon-Jigsaw-Waffle-Iron", Strength::Good);
        row("mae gen i ddraig fach werdd o Gaernarfon", Strength::Good);
        row("vK9#tq2$Lm8!xR4z", Strength::Good);
    }
    void hints()
    {
        QFETCH(const QString, typed);
        QFETCH(const int, strength);
        const PassphraseHint hint = passphraseHint(typed);
        QCOMPARE(int(hint.strength), strength);
        QVERIFY(!hint.sentence.isEmpty());
        const QStringList sentences = hint.sentence.split(QStringLiteral(". "));
        for (const QString &sentence : sentences)
            QVERIFY(sentence.split(u' ').size() < 15);
    }

    void everySuggestionIsGood()
    {
        SeededRandom random(SeededRandom::seedOfRun());
        for (int i = 0; i < 500; ++i) {
            const QString suggested = suggestPassphrase(random);
            const QStringList words = suggested.split(u' ');
            const bool neighboursDiffer = std::adjacent_find(words.cbegin(), words.cend()) == words.cend();
            QVERIFY2(!neighboursDiffer || passphraseHint(suggested).strength == Strength::Good, qPrintable(suggested));
        }
    }

    /** The same words from every keyboard: composed or not, with a space too many, with the spaces that phones and mail put in. */
    void typedBytesAreTheSame_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("composed") << QStringLiteral("caf\u00e9 au lait");
        QTest::newRow("decomposed") << QStringLiteral("cafe\u0301 au lait");
        QTest::newRow("spaces around") << QStringLiteral("  caf\u00e9 au lait \n");
        QTest::newRow("non-breaking spaces around") << QStringLiteral("\u00a0caf\u00e9 au lait\u202f");
        QTest::newRow("non-breaking space inside") << QStringLiteral("caf\u00e9\u00a0au\u2007lait");
        QTest::newRow("byte-order mark") << QStringLiteral("\ufeffcaf\u00e9 au lait");
        QTest::newRow("zero-width space behind") << QStringLiteral("cafe\u0301 au lait\u200b");
        QTest::newRow("Windows line end") << QStringLiteral("caf\u00e9 au lait\r\n");
    }
    void typedBytesAreTheSame()
    {
        QFETCH(QString, typed);
        const QByteArray utf8 = typed.toUtf8();
        const Passphrase passphrase = Passphrase::typed(typed);
        QCOMPARE(passphrase.bytes().view(), QByteArrayView("caf\xc3\xa9 au lait"));
        QVERIFY(typed.isEmpty());
        SecretBytes line(utf8.size());
        std::copy(utf8.cbegin(), utf8.cend(), line.data());
        const auto read = Passphrase::read(line);
        VERIFY_OK(read);
        QVERIFY(read->equals(passphrase));
    }

    /** What is no text is refused, never kept as garbage that nobody can type again. */
    void whatIsNoTextIsNoPassphrase()
    {
        for (const QByteArray &bytes : {QByteArray("caf\xE9 au lait"), QByteArray("\xFF\xFEg\0r\0", 6), QByteArray("g\0r", 3)}) {
            SecretBytes line(bytes.size());
            std::copy(bytes.cbegin(), bytes.cend(), line.data());
            VERIFY_FAILS(Passphrase::read(line), ErrorCode::BadInput, "passphrase-not-text");
        }
        QString nothing = QStringLiteral(" \u00a0\u200b\n");
        QVERIFY(Passphrase::typed(nothing).isEmpty());
    }

    /** Everybody's first idea, and everybody's first guess. */
    void aNameAndAYearIsWeak_data()
    {
        QTest::addColumn<QString>("typed");
        for (const char *typed : {"Sam2015", "sam 2015", "Sam-2015!", "2015sam", "Nadia Begum 1984", "sam12", "Sam 17 05 2015", "S4m2015",
                                  "okafor okafor 99", "Zo\u00eb2011", "zoe2011", "samokafor2015"})
            QTest::newRow(typed) << QString::fromUtf8(typed);
    }
    void aNameAndAYearIsWeak()
    {
        QFETCH(const QString, typed);
        const PassphraseHint hint =
            passphraseHint(typed, {QStringLiteral("Sam Okafor"), QStringLiteral("Nadia Begum"), QStringLiteral("Zo\u00eb")});
        QCOMPARE(int(hint.strength), int(Strength::Weak));
        QVERIFY2(hint.sentence.contains(QStringLiteral("name")), qPrintable(hint.sentence));
    }
    void namesWithOtherWordsAreJudgedByThose()
    {
        const QStringList names{QStringLiteral("Sam")};
        QCOMPARE(int(passphraseHint(QStringLiteral("rocket lemon jigsaw waffle iron"), names).strength), int(Strength::Good));
        QCOMPARE(int(passphraseHint(QStringLiteral("sam rocket lemon jigsaw waffle iron"), names).strength), int(Strength::Good));
        QCOMPARE(int(passphraseHint(QStringLiteral("sam rocket"), names).strength), int(Strength::Weak));
        // Somebody else's name and a year, which nobody here has told us of.
        const PassphraseHint other = passphraseHint(QStringLiteral("Charlie2014"));
        QCOMPARE(int(other.strength), int(Strength::Weak));
        QVERIFY(other.sentence.contains(QStringLiteral("name")));
    }

    void recoveryCodesComeBack()
    {
        SeededRandom random(SeededRandom::seedOfRun());
        for (int i = 0; i < 2'000; ++i) {
            const SecretBytes bytes = SecretBytes::random(recoverySize, random);
            const QString code = recoveryCodeOf(bytes);
            QCOMPARE(code.size(), 34);
            QVERIFY(QRegularExpression(QStringLiteral("^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$")).match(code).hasMatch());
            const auto back = recoveryBytesOf(code);
            VERIFY_OK(back);
            QVERIFY(back->equals(bytes));
            QString sloppy = code.toLower();
            sloppy.remove(u'-');
            sloppy.replace(u'0', random.below(2) ? u'o' : u'O').replace(u'1', random.below(2) ? u'l' : u'I');
            for (int at = int(sloppy.size()) - 2; at > 0; at -= 3)
                sloppy.insert(at, u' ');
            const auto again = recoveryBytesOf(QStringLiteral("  ") + sloppy + u'\n');
            VERIFY_OK(again);
            QVERIFY(again->equals(bytes));
        }
    }

    /** Slips of the pen: one wrong sign, two neighbours swapped, one left out, one too many. */
    void typosAreNoticed()
    {
        SeededRandom random(SeededRandom::seedOfRun());
        const QString signs = QStringLiteral("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
        int slips = 0;
        int unseen = 0;
        for (int i = 0; i < 4'000; ++i) {
            QString code = recoveryCodeOf(SecretBytes::random(recoverySize, random));
            code.remove(u'-');
            QString slip = code;
            const auto at = qsizetype(random.below(27));
            if (i % 2 == 0)
                slip[at] = signs.at(qsizetype(random.below(32)));
            else
                std::swap(slip[at], slip[at + 1]);
            if (slip == code)
                continue;
            ++slips;
            const auto read = recoveryBytesOf(slip);
            if (read)
                ++unseen;
            else
                VERIFY_FAILS(read, ErrorCode::BadInput, "recovery-code-typo");
        }
        qInfo("%d slips, %d unseen (one in 1,024 is expected)", slips, unseen);
        QVERIFY(unseen <= 20);
        const QString code = recoveryCodeOf(SecretBytes::random(recoverySize, random));
        VERIFY_FAILS(recoveryBytesOf(code.chopped(1)), ErrorCode::BadInput, "recovery-code-length");
        VERIFY_FAILS(recoveryBytesOf(code + u'0'), ErrorCode::BadInput, "recovery-code-length");
        VERIFY_FAILS(recoveryBytesOf({}), ErrorCode::BadInput, "recovery-code-length");
        VERIFY_FAILS(recoveryBytesOf(QString(code).replace(0, 1, u'U')), ErrorCode::BadInput, "recovery-code-sign");
        VERIFY_FAILS(recoveryBytesOf(QString(code).replace(0, 1, QStringLiteral("é"))), ErrorCode::BadInput, "recovery-code-sign");
    }
};

QTEST_GUILESS_MAIN(TestPassphrase)
#include "tst_passphrase.moc"
