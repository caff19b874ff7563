// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is printed may be read on a terminal, and hold what somebody else chose. It is JSON that no terminal takes for a command and that
// reads as what it is; a program that parses it gets every character.

#include "harness.h"

#include <QDir>
#include <QJsonDocument>
#include <QTest>

using namespace heard::test;
using namespace Qt::StringLiterals;

namespace {

/** ESC, DEL, the C1 controls that begin sequences, marks that turn letters round or hide, and line ends that are not one. */
const QString acting = u"\u001b]0;owned\u0007\u007f\u009b2J\u009d\u202eabc\u2066\u200e\u061c\u200b\u2028\ufeff"_s;

bool holdsNothingActing(const QByteArray &printed)
{
    const QString text = QString::fromUtf8(printed);
    return std::none_of(text.cbegin(), text.cend(), [](QChar c) {
        const bool lineEnd = c == u'\n';
        const bool joiner = c == QChar(0x200C) || c == QChar(0x200D); // a part of words and of pictures made of several
        return (c.category() == QChar::Other_Control && !lineEnd) || (c.category() == QChar::Other_Format && !joiner)
               || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
    });
}

} // namespace

class PlainOutput : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void answers();
    void refusals();
    void wrongUsage();
    void eachLineOfABatch();

private:
    World m_world;
    Device m_mother{m_world, u"mother"_s};
};

void PlainOutput::initTestCase()
{
    QCOMPARE(m_mother.create(u"Ada Okafor"_s, u"parent"_s).status, 0);
}

void PlainOutput::answers()
{
    const Ran circle = m_mother({u"circle"_s, u"create"_s, u"--name"_s, u"Sam ﷽ نور می‌خواهم 👩‍👧"_s});
    QCOMPARE(circle.status, 0);
    const Ran list = m_mother({u"circle"_s, u"list"_s});
    QVERIFY(list.out.contains("می‌خواهم")); // words, with their joiners, stay as they are
    for (const QStringList &more : {QStringList(), QStringList{u"--pretty"_s}}) {
        const QString out = m_world.path(u"invite"_s + acting);
        const Ran invite = m_mother(more
                                    + QStringList{u"member"_s, u"invite"_s, circle.text("circle"), u"--name"_s, u"Nan"_s, u"--role"_s,
                                                  u"parent"_s, u"--out"_s, out});
        QVERIFY2(invite.status == 0, invite.told().constData());
        QVERIFY2(holdsNothingActing(invite.out), invite.out.toHex(' ').constData());
        QCOMPARE(invite.text("invite"), out);
    }
}

void PlainOutput::refusals()
{
    const Ran refused = m_mother({u"profile"_s, u"show"_s, acting});
    QVERIFY(refused.status != 0);
    QVERIFY2(holdsNothingActing(refused.err), refused.err.toHex(' ').constData());
    const Ran missing = m_world.run({u"--vault"_s, m_world.path(acting), u"--passphrase-file"_s, m_world.path(acting), u"vault"_s, u"info"_s});
    QVERIFY(missing.status != 0);
    QVERIFY2(holdsNothingActing(missing.err), missing.err.toHex(' ').constData());
}

void PlainOutput::wrongUsage()
{
    const Ran wrong = m_world.run({acting});
    QCOMPARE(wrong.status, 2);
    QVERIFY2(holdsNothingActing(wrong.err), wrong.err.toHex(' ').constData());
    QVERIFY(!wrong.code().isEmpty());
}

void PlainOutput::eachLineOfABatch()
{
    m_world.write(u"lines"_s, ("vault info\nprofile show " + quoted(QString(acting).remove(QChar::LineSeparator)) + '\n').toUtf8());
    const Ran batch = m_mother({u"batch"_s, u"--keep-going"_s, u"--in"_s, m_world.path(u"lines"_s)});
    QVERIFY2(holdsNothingActing(batch.out) && holdsNothingActing(batch.err), batch.told().constData());
    QCOMPARE(batch.out.count('\n'), 2);
}

QTEST_GUILESS_MAIN(PlainOutput)
#include "tst_plainoutput.moc"
