// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foldermodel.h"
#include "lived.h"
#include "profile/profile.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusUnixFileDescriptor>
#include <QDBusVirtualObject>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <fcntl.h>
#include <unistd.h>

using namespace heard;
using namespace Qt::Literals::StringLiterals;
using heard::test::Lived;

namespace {

/** What an open handle leads to. */
QByteArray contents(const QDBusUnixFileDescriptor &handle)
{
    QFile file;
    return handle.isValid() && file.open(::dup(handle.fileDescriptor()), QIODevice::ReadOnly, QFileDevice::AutoCloseHandle) ? file.readAll()
                                                                                                                            : QByteArray();
}

/** A desktop's portal as its documentation describes it, which notes what it is asked and answers with `code`. */
class FakePortal : public QDBusVirtualObject
{
public:
    QDBusMessage asked;
    uint code = 0;
    QList<QByteArray> files;

    [[nodiscard]] QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        if (message.member() == "Get"_L1) {
            const uint version = message.arguments().value(0).toString().endsWith("OpenURI"_L1) ? 4 : 3;
            return connection.send(message.createReply(QVariant::fromValue(QDBusVariant(version))));
        }
        asked = message;
        files.clear();
        QVariantMap options = qdbus_cast<QVariantMap>(message.arguments().constLast());
        if (message.member() == "OpenFile"_L1)
            files.append(contents(message.arguments().at(1).value<QDBusUnixFileDescriptor>()));
        else
            for (const auto &handle : qdbus_cast<QList<QDBusUnixFileDescriptor>>(options.value(u"attachment_fds"_s)))
                files.append(contents(handle));
        const QString path = u"/org/freedesktop/portal/desktop/request/%1/%2"_s.arg(message.service().mid(1).replace(u'.', u'_'),
                                                                                    options.value(u"handle_token"_s).toString());
        // The signal goes first: an answer may overtake the reply.
        QDBusMessage response = QDBusMessage::createSignal(path, u"org.freedesktop.portal.Request"_s, u"Response"_s);
        response << code << QVariantMap();
        return connection.send(response) && connection.send(message.createReply(QVariant::fromValue(QDBusObjectPath(path))));
    }
};

} // namespace

/** A page that leaves Heard: saved under a name that says whose it is, opened, put into a mail, handed on, printed; no word in any other file. */
class TestLeaving : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", startBus());
        QVERIFY2(m_bus.state() == QProcess::Running, "dbus-daemon is missing: install the Debian package dbus-daemon");
        QVERIFY(QDir(m_place.path()).mkpath(u"bin"_s));
        qputenv("PATH", m_place.filePath(u"bin"_s).toUtf8() + ":/usr/bin:/bin");
        QVERIFY(startCrypto());
        m_lived = std::make_unique<Lived>(AutoSync::Setup{.automatic = false});
        QVERIFY(m_lived->begin());
        QVERIFY(!m_lived->world->circleList.createCircle(u"Sam"_s, u"young-person"_s, {}, {}).isEmpty());
        QVERIFY(profile::add(*m_lived->world->currentCircle.circle(), {.section = profile::Section::Support, .text = u"Say my name first."_s}));
        pages().refresh();
    }

    void init()
    {
        QFile::remove(m_place.filePath(u"log"_s));
        for (const char *name : {"xdg-open", "xdg-email", "lp", "lpstat"})
            program(name, "exit 3");
    }

    /** The suggested name follows what is chosen. */
    void named()
    {
        QCOMPARE(pages().suggestedName(), u"Sam – one-page profile.pdf"_s);
        const QSignalSpy told(&pages(), &PageMaker::named);
        pages().setFormat(u"png"_s);
        pages().setLayout(u"cover-card"_s);
        pages().setForWhom(u"Ms Khan"_s);
        QVERIFY(!told.isEmpty());
        QCOMPARE(pages().suggestedName(), u"Sam – card for cover staff – for Ms Khan.png"_s);
        pages().setFormat(u"pdf"_s);
        pages().setLayout(u"one-page"_s);
        pages().setForWhom({});
        FolderModel folder;
        folder.setFolder(m_place.path());
        QCOMPARE(folder.freeName(pages().suggestedName()), u"Sam – one-page profile.pdf"_s);
        QVERIFY(pages().save(folder.pathFor(pages().suggestedName())));
        QCOMPARE(folder.freeName(pages().suggestedName()), u"Sam – one-page profile (2).pdf"_s);
        QCOMPARE(out().fileName(), u"Sam – one-page profile.pdf"_s);
        QCOMPARE(out().count(), 1);
    }

    void opened()
    {
        const QSignalSpy failed(&out(), &PageOut::failed);
        program("xdg-open", "note");
        out().open();
        QTRY_COMPARE(log(), saved() + "\n");
        QVERIFY(failed.isEmpty());
        // Nothing opens it: said, and where the page is.
        program("xdg-open", "exit 3");
        out().open();
        QTRY_COMPARE(failed.size(), 1);
        // Moved away meanwhile.
        QVERIFY(QFile::rename(path(), path() + u"x"_s));
        out().open();
        QTRY_COMPARE(failed.size(), 2);
        QVERIFY(failed.last().constFirst().toString().contains(u"not there any more"_s));
        QVERIFY(QFile::rename(path() + u"x"_s, path()));
    }

    void mailed()
    {
        const QSignalSpy failed(&out(), &PageOut::failed);
        const QSignalSpy done(&out(), &PageOut::done);
        QVERIFY(out().canMail());
        program("xdg-email", "note");
        out().mail();
        QTRY_COMPARE(done.size(), 1);
        QVERIFY2(log().endsWith("--attach\n" + saved() + "\n"), log().constData());
        // The subject is read by all on the way: it names nobody.
        QVERIFY(!log().left(log().indexOf("--attach")).contains("Sam"));
        program("xdg-email", "exit 4");
        out().mail();
        QTRY_COMPARE(failed.size(), 1);
        // Neither a program nor a portal: there is no such button.
        QFile::remove(m_place.filePath(u"bin/xdg-email"_s));
        if (QStandardPaths::findExecutable(u"xdg-email"_s).isEmpty())
            QVERIFY(!out().canMail());
    }

    /** Shown only where there is a portal; the file goes as an open handle. */
    void handedToAnotherApp()
    {
        QVERIFY(!out().canShare());
        FakePortal portal;
        QDBusConnection bus = QDBusConnection::connectToBus(qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), u"portal"_s);
        QVERIFY(bus.registerService(u"org.freedesktop.portal.Desktop"_s));
        QVERIFY(bus.registerVirtualObject(u"/org/freedesktop/portal/desktop"_s, &portal, QDBusConnection::SubPath));
        Portal desktop;
        const QSignalSpy found(&desktop, &Portal::found);
        const QSignalSpy answered(&desktop, &Portal::answered);
        desktop.look();
        QTRY_COMPARE(found.size(), 1);
        QVERIFY(desktop.canOpenWith());
        QVERIFY(desktop.canMail());
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        using Answer = Portal::Answer;
        for (const auto &[code, answer] : {std::pair(0U, Answer::Done), std::pair(1U, Answer::Cancelled), std::pair(2U, Answer::Failed)}) {
            portal.code = code;
            const qsizetype before = answered.size();
            desktop.openWith(path());
            QTRY_COMPARE(answered.size(), before + 1);
            QCOMPARE(answered.last().constFirst().value<Answer>(), answer);
            QCOMPARE(portal.asked.interface(), u"org.freedesktop.portal.OpenURI"_s);
            QCOMPARE(portal.files, QList<QByteArray>{bytes});
            QVERIFY(qdbus_cast<QVariantMap>(portal.asked.arguments().at(2)).value(u"ask"_s).toBool());
        }
        portal.code = 0;
        desktop.mail({path(), path()}, u"A page"_s);
        QTRY_COMPARE(answered.size(), 4);
        QCOMPARE(portal.asked.member(), u"ComposeEmail"_s);
        QCOMPARE(portal.files, QList<QByteArray>({bytes, bytes}));
        // A file that is gone is no mail without it.
        desktop.mail({path(), m_place.filePath(u"gone"_s)}, u"A page"_s);
        QTRY_COMPARE(answered.size(), 5);
        QCOMPARE(answered.last().constFirst().value<Answer>(), Answer::Failed);
        bus.unregisterService(u"org.freedesktop.portal.Desktop"_s);
        desktop.openWith(path());
        QTRY_COMPARE(answered.size(), 6);
        QCOMPARE(answered.last().constFirst().value<Answer>(), Answer::Failed);
    }

    void printed()
    {
        const QSignalSpy done(&printing(), &Printing::printed);
        const QSignalSpy failed(&printing(), &Printing::failed);
        program("lpstat", "echo Office_upstairs; echo Kitchen; echo 'system default destination: Kitchen'");
        program("lp", "note; cat > \"$place/paper\"");
        printing().look();
        QTRY_VERIFY(!printing().busy());
        QCOMPARE(printing().printers().size(), 2);
        QCOMPARE(printing().printers().constFirst().toMap().value(u"text"_s).toString(), u"Office upstairs"_s);
        QCOMPARE(printing().printer(), u"Kitchen"_s);
        QCOMPARE(printing().problem(), QString());
        printing().setPrinter(u"Office_upstairs"_s);
        printing().setPrinter(u"-o raw"_s); // no printer of this device
        printing().setCopies(3);
        printing().setColour(false);
        printing().setBothSides(true);
        printing().print();
        QVERIFY(printing().busy());
        QTRY_COMPARE(done.size(), 1);
        QFile paper(m_place.filePath(u"paper"_s));
        QVERIFY(paper.open(QIODevice::ReadOnly));
        const auto page = profile::makeExport(*m_lived->world->currentCircle.circle(), profile::Layout::OnePage, profile::Format::Pdf);
        QVERIFY(page);
        QCOMPARE(paper.readAll(), page->bytes);
        QCOMPARE(log(), "-d\nOffice_upstairs\n-n\n3\n-t\nHeard\n-o\nmedia=A4\n-o\nsides=one-sided\n-o\nprint-color-mode=monochrome\n-\n"_ba);
        // It does not take it.
        program("lp", "cat > /dev/null; exit 1");
        printing().print();
        QTRY_COMPARE(failed.size(), 1);
        QTRY_VERIFY(!printing().busy());
    }

    /** No printer, nothing to print with, a server that has only sentences to say: said plainly, and nothing is sent. */
    void noPrinter()
    {
        const QSignalSpy failed(&printing(), &Printing::failed);
        for (const char *said : {"exit 0", "echo 'no system default destination'", "echo 'lpstat: Bad file descriptor' >&2; exit 1"}) {
            program("lpstat", said);
            printing().look();
            QTRY_VERIFY(!printing().busy());
            QVERIFY(printing().printer().isEmpty());
            QVERIFY2(printing().problem().contains(u"no printer"_s), qPrintable(printing().problem()));
        }
        printing().print();
        QCOMPARE(failed.size(), 1);
        QCOMPARE(log(), QByteArray());
        const QByteArray before = qgetenv("PATH");
        qputenv("PATH", m_place.path().toUtf8());
        printing().look();
        QTRY_VERIFY(!printing().busy());
        qputenv("PATH", before);
        QVERIFY2(printing().problem().contains(u"not set up"_s), qPrintable(printing().problem()));
    }

    /** Another circle, or locked: nothing tells of the page that was saved. */
    void forgotten()
    {
        QCOMPARE(out().count(), 1);
        m_lived->world->session.lock();
        QTRY_COMPARE(out().count(), 0);
        QCOMPARE(out().fileName(), QString());
    }

    void cleanupTestCase()
    {
        m_lived.reset();
        m_bus.terminate();
        m_bus.waitForFinished();
    }

private:
    QByteArray startBus()
    {
        m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
        return m_bus.waitForReadyRead(10'000) ? m_bus.readLine().trimmed() : QByteArray("unix:path=/nowhere");
    }
    /** A program of this name on the path; `note` in @p does writes its arguments down. */
    void program(const char *name, const QByteArray &does)
    {
        QFile file(m_place.filePath(u"bin/"_s + QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\nplace='" + m_place.path().toUtf8()
                   + "'\nall=\"$(printf '%s\\n' \"$@\")\"\nnote() { printf '%s\\n' \"$all\" > \"$place/log\"; }\n" + does + '\n');
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }
    [[nodiscard]] QByteArray log() const
    {
        QFile file(m_place.filePath(u"log"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] QString path() const { return m_place.filePath(u"Sam – one-page profile.pdf"_s); }
    [[nodiscard]] QByteArray saved() const { return path().toUtf8(); }
    [[nodiscard]] PageMaker &pages() const { return m_lived->world->profile.pages; }
    [[nodiscard]] PageOut &out() const { return m_lived->world->profile.pageOut; }
    [[nodiscard]] Printing &printing() const { return m_lived->world->profile.printing; }

    QTemporaryDir m_place;
    QProcess m_bus;
    std::unique_ptr<Lived> m_lived;
};

QTEST_MAIN(TestLeaving)
#include "tst_leaving.moc"
