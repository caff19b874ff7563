// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Files that people write with other editors: marks of byte order, UTF-16, Windows line ends, odd spaces. Each is read as its words,
// or refused with a reason; none is kept as garbage. And files that open something are for their owner's eyes only.

#include "harness.h"

#include <QDir>
#include <QFile>
#include <QStringEncoder>
#include <QTest>

using namespace heard::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray utf16(QString text, bool mark = true)
{
    QStringEncoder encoder(QStringEncoder::Utf16LE);
    return (mark ? QByteArray("\xFF\xFE") : QByteArray()) + QByteArray(encoder.encode(text.replace(u'\n', u"\r\n"_s)));
}

QByteArray withMark(const QString &text)
{
    return "\xEF\xBB\xBF" + text.toUtf8();
}

bool onlyMine(const QString &file)
{
    return (QFile::permissions(file) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)) == QFile::Permissions();
}

} // namespace

class Encodings : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void passphraseFiles_data();
    void passphraseFiles();
    void recoveryCodeFiles();
    void words();
    void batchAndImport();
    void invites();
    void theWordsDecide();

private:
    [[nodiscard]] Ran with(const QString &passphraseFile, const QStringList &arguments) const
    {
        return m_world.run(QStringList{u"--vault"_s, m_zoe.folder(), u"--passphrase-file"_s, m_world.path(passphraseFile)} + arguments);
    }
    [[nodiscard]] QString file(const QString &name, const QByteArray &bytes) const
    {
        m_world.write(name, bytes);
        return m_world.path(name);
    }

    World m_world;
    Device m_zoe{m_world, u"zoe"_s};
    QString m_circle;
    QString m_code;
};

void Encodings::initTestCase()
{
    // A space too many at each end, as copied from a page: what the vault takes are the words.
    m_world.write(u"passphrase"_s, u" caf\u00e9 au lait\u00a0\n"_s.toUtf8());
    const Ran made = m_zoe.create(u"Zo\u00eb"_s, u"parent"_s);
    QVERIFY2(made.status == 0, made.told().constData());
    m_code = made.text("recovery_code");
    m_circle = m_zoe({u"circle"_s, u"create"_s, u"--name"_s, u"Sam"_s}).text("circle");
    QCOMPARE(m_circle.size(), 32);
}

void Encodings::passphraseFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QString words = u"caf\u00e9 au lait"_s;
    QTest::newRow("plain") << words.toUtf8() << 0;
    QTest::newRow("Windows line end") << QByteArray(words.toUtf8() + "\r\n") << 0;
    QTest::newRow("byte-order mark") << withMark(words + u'\n') << 0;
    QTest::newRow("UTF-16") << utf16(words + u'\n') << 0;
    QTest::newRow("decomposed") << u"cafe\u0301 au lait\n"_s.toUtf8() << 0;
    QTest::newRow("spaces around") << QByteArray("  " + words.toUtf8() + " \n") << 0;
    QTest::newRow("non-breaking spaces") << u"\u00a0caf\u00e9\u00a0au lait\u202f\n"_s.toUtf8() << 0;
    QTest::newRow("more lines") << QByteArray(words.toUtf8() + "\nof the kitchen door\n") << 0;
    QTest::newRow("Latin-1") << QByteArray("caf\xE9 au lait\n") << 4;
    QTest::newRow("UTF-16 without a mark") << utf16(words, false) << 4;
    QTest::newRow("empty") << QByteArray("\n") << 4;
    QTest::newRow("only spaces") << u"\u00a0 \u200b\n"_s.toUtf8() << 4;
    QTest::newRow("a long file") << QByteArray(10'000, 'a') << 4;
}

void Encodings::passphraseFiles()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, status);
    m_world.write(u"other"_s, bytes);
    const Ran ran = with(u"other"_s, {u"vault"_s, u"info"_s});
    QVERIFY2(ran.status == status, ran.told().constData());
    QCOMPARE(ran.error.value("message"_L1).toString().isEmpty(), status == 0);
    // The same file sets one that the plain words open, or sets none.
    const Ran changed =
        m_zoe({u"vault"_s, u"passphrase"_s, u"--new-passphrase-file"_s, m_world.path(u"other"_s), u"--kdf"_s, u"interactive"_s});
    QVERIFY2(changed.status == status, changed.told().constData());
    QCOMPARE(m_zoe({u"vault"_s, u"info"_s}).status, 0);
}

/** The file that the window saves says first what it is; the command line reads it too. */
void Encodings::recoveryCodeFiles()
{
    const QString saved = u"Recovery code for Heard:\n%1\n"_s.arg(m_code);
    for (const QByteArray &bytes : {m_code.toUtf8(), saved.toUtf8(), withMark(saved), utf16(saved), utf16(m_code.toLower())}) {
        const Ran ran = m_zoe({u"vault"_s, u"recover"_s, u"--code-file"_s, file(u"code"_s, bytes), u"--kdf"_s, u"interactive"_s});
        QVERIFY2(ran.status == 0, ran.told().constData());
    }
    QCOMPARE(m_zoe({u"vault"_s, u"recover"_s, u"--code-file"_s, file(u"code"_s, "Dear diary,\nnothing.\n")}).status, 4);
    // A new one on request: the old one stops, and says so.
    const Ran renewed = m_zoe({u"vault"_s, u"code"_s});
    QVERIFY2(renewed.status == 0, renewed.told().constData());
    const Ran old = m_zoe({u"vault"_s, u"recover"_s, u"--code-file"_s, file(u"code"_s, m_code.toUtf8()), u"--kdf"_s, u"interactive"_s});
    QCOMPARE(old.status, 3);
    QCOMPARE(old.code(), u"wrong-recovery-code"_s);
    m_code = renewed.text("recovery_code");
    QCOMPARE(m_zoe({u"vault"_s, u"recover"_s, u"--code-file"_s, file(u"code"_s, m_code.toUtf8()), u"--kdf"_s, u"interactive"_s}).status, 0);
}

void Encodings::words()
{
    const QString said = u"Zo\u00eb likes ducks.\nAnd tea."_s;
    for (const QByteArray &bytes : {said.toUtf8(), withMark(said), utf16(said), said.toUtf8().replace("\n", "\r\n")}) {
        const Ran added = m_zoe({u"profile"_s, u"add"_s, m_circle, u"--section"_s, u"important"_s, u"--text-file"_s, file(u"words"_s, bytes)});
        QVERIFY2(added.status == 0, added.told().constData());
        const Ran shown = m_zoe({u"record"_s, u"show"_s, m_circle, added.text("statement")});
        QCOMPARE(shown.object().value("fields"_L1)["text"_L1].toString(), said);
    }
    for (const QByteArray &bytes : {QByteArray("Zo\xEB likes ducks."), utf16(said, false), QByteArray("\x89PNG\r\n\x1A\n\0\0", 10)}) {
        const Ran refused =
            m_zoe({u"profile"_s, u"add"_s, m_circle, u"--section"_s, u"important"_s, u"--text-file"_s, file(u"words"_s, bytes)});
        QCOMPARE(refused.status, 4);
        QCOMPARE(refused.code(), u"not-plain-text"_s);
    }
    QCOMPARE(m_zoe({u"record"_s, u"list"_s, m_circle, u"--kind"_s, u"statement"_s}).array().size(), 4);
}

void Encodings::batchAndImport()
{
    const QString lines =
        u"profile add %1 --section tips --text 'Zo\u00eb first'\nprofile add %1 --section tips --text 'then tea'\n"_s.arg(m_circle);
    for (const QByteArray &bytes : {withMark(lines), utf16(lines)}) {
        const Ran named = m_zoe({u"batch"_s, u"--in"_s, file(u"lines"_s, bytes)});
        QVERIFY2(named.status == 0, named.told().constData());
        QCOMPARE(named.out.count("\"ok\":true"), 2);
        const Ran piped = m_world.run(m_zoe.opening() + QStringList{u"batch"_s}, bytes);
        QVERIFY2(piped.status == 0, piped.told().constData());
        QCOMPARE(piped.out.count("\"ok\":true"), 2);
    }
    const Ran latin = m_zoe({u"batch"_s, u"--in"_s, file(u"lines"_s, lines.toLatin1())});
    QCOMPARE(latin.status, 4);
    QCOMPARE(latin.code(), u"not-plain-text"_s);
    QCOMPARE(latin.error.value("line"_L1).toInt(), 1);

    const QString records = u"{\"kind\":\"statement\",\"fields\":{\"=section\":\"tips\",\"text\":\"Zo\u00eb\"}}\n"_s;
    const Ran plain = m_zoe({u"record"_s, u"import"_s, m_circle, u"--jsonl"_s, file(u"jsonl"_s, records.toUtf8())});
    for (const QByteArray &bytes : {withMark(records), utf16(records)}) {
        const Ran imported = m_zoe({u"record"_s, u"import"_s, m_circle, u"--jsonl"_s, file(u"jsonl"_s, bytes)});
        QVERIFY2(imported.status == plain.status, imported.told().constData());
        QCOMPARE(imported.code(), plain.code());
    }
    const Ran folder = m_zoe({u"record"_s, u"import"_s, m_circle, u"--jsonl"_s, m_world.path(u"."_s)}, 20);
    QCOMPARE(folder.status, 4);
}

/** Invites and replies: mode 0600 also over an older file, and read from whatever an editor makes of them. */
void Encodings::invites()
{
    const QString invite = m_world.path(u"invite"_s);
    const QString reply = m_world.path(u"reply"_s);
    for (const QString &place : {invite, reply}) {
        m_world.write(QFileInfo(place).fileName(), "old");
        QFile::setPermissions(place, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    }
    QCOMPARE(m_zoe({u"member"_s, u"invite"_s, m_circle, u"--name"_s, u"Dan"_s, u"--role"_s, u"keyworker"_s, u"--out"_s, invite}).status, 0);
    QVERIFY(onlyMine(invite));
    QCOMPARE(m_zoe({u"member"_s, u"invite"_s, m_circle, u"--name"_s, u"Dan"_s, u"--role"_s, u"keyworker"_s, u"--out"_s, invite + u"2"_s}).status,
             0);
    QVERIFY(onlyMine(invite + u"2"_s));
    const Device dan(m_world, u"dan"_s);
    QCOMPARE(dan.create(u"Dan"_s, u"keyworker"_s).status, 0);
    const QString odd = file(u"invite-notepad"_s, utf16(QString::fromLatin1(m_world.read(u"invite"_s))));
    const Ran accepted = dan({u"member"_s, u"accept"_s, u"--invite"_s, odd, u"--reply-out"_s, reply});
    QVERIFY2(accepted.status == 0, accepted.told().constData());
    QVERIFY(onlyMine(reply));
    const QString oddReply = file(u"reply-notepad"_s, withMark(QString::fromLatin1(m_world.read(u"reply"_s))));
    const Ran look = m_zoe({u"member"_s, u"admit"_s, m_circle, u"--reply"_s, oddReply, u"--look"_s});
    QVERIFY2(look.status == 0, look.told().constData());
    QCOMPARE(look.object().value("check_words"_L1), accepted.object().value("check_words"_L1));
}

/** A slip is not a difference; a difference ends the invite; a script's admit says that nothing was compared. */
void Encodings::theWordsDecide()
{
    const QString reply = m_world.path(u"reply"_s);
    const auto admit = [&](const QStringList &more) {
        return m_zoe(QStringList{u"member"_s, u"admit"_s, m_circle, u"--reply"_s, reply} + more);
    };
    const Ran slip = admit({u"--check-words"_s, u"one two three"_s});
    QCOMPARE(slip.status, 4);
    QCOMPARE(slip.code(), u"not-check-words"_s);
    const QJsonArray words = admit({u"--look"_s}).object().value("check_words"_L1).toArray();
    QStringList other;
    for (const auto &word : words)
        other.prepend(word.toString());
    QVERIFY(other.join(u' ') != QStringList(other.crbegin(), other.crend()).join(u' '));
    const Ran differ = admit({u"--check-words"_s, other.join(u' ')});
    QCOMPARE(differ.status, 3);
    QCOMPARE(differ.code(), u"words-differ"_s);
    QCOMPARE(admit({}).code(), u"invite-void"_s);

    // With another invite, and the right words.
    const Device dan(m_world, u"dan"_s);
    QCOMPARE(dan({u"circle"_s, u"erase"_s, m_circle, u"--yes"_s}).status, 0);
    const Ran accepted = dan({u"member"_s, u"accept"_s, u"--invite"_s, m_world.path(u"invite2"_s), u"--reply-out"_s, reply});
    QVERIFY2(accepted.status == 0, accepted.told().constData());
    QStringList right;
    for (const auto &word : accepted.object().value("check_words"_L1).toArray())
        right.append(word.toString());
    const Ran late = admit({u"--now"_s, u"2099-01-01T00:00:00Z"_s});
    QCOMPARE(late.status, 3);
    const Ran admitted = admit({u"--check-words"_s, right.join(u' ')});
    QVERIFY2(admitted.status == 0, admitted.told().constData());
    QCOMPARE(admitted.object().value("compared"_L1).toBool(), true);
}

QTEST_GUILESS_MAIN(Encodings)
#include "tst_encodings.moc"
