// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A file that cannot be read, is empty, ends early or is half of what it was is an error, for every command that reads one: nothing is
// taken away, nothing is changed, and nothing goes on for ever.

#include "harness.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QJsonDocument>
#include <QPainter>
#include <QTest>

using namespace heard::test;
using namespace Qt::StringLiterals;

class Reading : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void badFilesChangeNothing_data();
    void badFilesChangeNothing();
    void aPipeWillDo();
    void aLargePhoneIsWelcome();

private:
    /** All that a command could have changed. */
    [[nodiscard]] QByteArray all() const;

    World m_world;
    Device m_mother{m_world, u"mother"_s};
    QString m_circle;
    QString m_statement;
    QByteArray m_photo;
};

void Reading::initTestCase()
{
    QImage image(1200, 900, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, qRgb(x * 255 / 1200, y * 255 / 900, (x * y) % 255));
    }
    QBuffer buffer(&m_photo);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", 90);
    m_world.write(u"photo.jpg"_s, m_photo);
    QCOMPARE(m_mother.create(u"Grace Okafor"_s, u"parent"_s).status, 0);
    m_circle = m_mother({u"circle"_s, u"create"_s, u"--name"_s, u"Sam"_s}).text("circle");
    const Ran added = m_mother({u"profile"_s, u"add"_s, m_circle, u"--section"_s, u"support"_s, u"--text"_s, u"A swing helps."_s,
                                u"--photo"_s, m_world.path(u"photo.jpg"_s)});
    m_statement = added.text("statement");
    QVERIFY2(!m_statement.isEmpty() && added.object()["photo_bytes"_L1].toInt() > 1000, added.told().constData());
    QCOMPARE(m_mother({u"profile"_s, u"about"_s, m_circle, u"--photo"_s, m_world.path(u"photo.jpg"_s)}).status, 0);

    QDir().mkpath(m_world.path(u"bad/folder"_s));
    m_world.write(u"bad/empty"_s, {});
    // Good for every command, as far as it can be read.
    for (const auto &name : {u"bad/fails"_s, u"bad/shrinks"_s}) {
        m_world.write(name, QByteArray(5'000, '\n'));
        m_world.write(name + u".jpg"_s, m_photo);
    }
    m_world.write(u"bad/half.jpg"_s, m_photo.left(m_photo.size() / 2));
    QByteArray png;
    QBuffer other(&png);
    other.open(QIODevice::WriteOnly);
    image.save(&other, "PNG");
    m_world.write(u"bad/half.png"_s, png.left(png.size() / 2));
}

QByteArray Reading::all() const
{
    const QJsonArray answers =
        m_mother.batch({u"profile show "_s + m_circle, u"attachment list "_s + m_circle, u"record list "_s + m_circle, u"circle list"_s});
    return answers.size() == 4 ? QJsonDocument(answers).toJson() : QByteArray();
}

void Reading::badFilesChangeNothing_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<bool>("photo");
    const auto row = [](const char *title, const QStringList &command, bool photo = false) { QTest::newRow(title) << command << photo; };
    row("add a line with a photo", {u"profile"_s, u"add"_s, m_circle, u"--section"_s, u"tips"_s, u"--text"_s, u"Wait."_s, u"--photo"_s}, true);
    row("change the photo of a line", {u"profile"_s, u"edit"_s, m_circle, m_statement, u"--photo"_s}, true);
    row("change the photo of a person", {u"profile"_s, u"about"_s, m_circle, u"--photo"_s}, true);
    row("words", {u"profile"_s, u"edit"_s, m_circle, m_statement, u"--text-file"_s});
    row("a picture", {u"attachment"_s, u"add"_s, m_circle, u"--record"_s, m_statement, u"--file"_s});
    row("import", {u"record"_s, u"import"_s, m_circle, u"--jsonl"_s});
    row("batch", {u"batch"_s, u"--in"_s});
    row("invite", {u"member"_s, u"accept"_s, u"--reply-out"_s, m_world.path(u"reply"_s), u"--invite"_s});
    row("reply", {u"member"_s, u"admit"_s, m_circle, u"--reply"_s});
    row("password", {u"remote"_s, u"set"_s, m_circle, u"--webdav"_s, u"https://127.0.0.1:9/"_s, u"--user"_s, u"a"_s, u"--password-file"_s});
    row("certificate", {u"remote"_s, u"set"_s, m_circle, u"--webdav"_s, u"https://127.0.0.1:9/"_s, u"--user"_s, u"a"_s, u"--ca"_s});
    row("new passphrase", {u"vault"_s, u"passphrase"_s, u"--kdf"_s, u"interactive"_s, u"--new-passphrase-file"_s});
}

void Reading::badFilesChangeNothing()
{
    QFETCH(QStringList, command);
    QFETCH(bool, photo);
    const QByteArray before = all();
    QVERIFY(!before.isEmpty());
    struct Bad
    {
        QString file;
        QStringList faults;
    };
    const QString preload = u"LD_PRELOAD="_s + QStringLiteral(HEARD_FAULTS);
    const QString fails = m_world.path(photo ? u"bad/fails.jpg"_s : u"bad/fails"_s);
    const QString shrinks = m_world.path(photo ? u"bad/shrinks.jpg"_s : u"bad/shrinks"_s);
    QList<Bad> bad{{m_world.path(u"bad/none"_s), {}},  {m_world.path(u"bad/folder"_s), {}},
                   {m_world.path(u"bad/empty"_s), {}}, {u"/dev/null"_s, {}},
                   {u"/proc/self/mem"_s, {}},          {fails, {preload, u"HEARD_FAULT_READ="_s + fails, u"HEARD_FAULT_ROOM=0"_s}}};
    // The first line of a passphrase file is all that is read of it: what comes after may fail.
    if (!command.contains(u"passphrase"_s)) {
        bad.append({fails, {preload, u"HEARD_FAULT_READ="_s + fails, u"HEARD_FAULT_ROOM=2000"_s}});
        bad.append({shrinks, {preload, u"HEARD_FAULT_READ="_s + shrinks, u"HEARD_FAULT_ROOM=2000"_s, u"HEARD_FAULT_SHRINK=1"_s}});
    }
    if (photo) {
        bad.append({m_world.path(u"bad/half.jpg"_s), {}});
        bad.append({m_world.path(u"bad/half.png"_s), {}});
    }
    for (const Bad &one : std::as_const(bad)) {
        const Ran ran = m_world.runAmong(one.faults, World::program(), m_mother.opening() + command + QStringList(one.file), {}, 60);
        QVERIFY2(ran.status == 4, (one.file.toUtf8() + ": " + ran.told()).constData());
        QVERIFY2(!ran.code().isEmpty() && !ran.error["message"_L1].toString().isEmpty(), ran.told().constData());
    }
    QCOMPARE(all(), before);
    QCOMPARE(m_mother({u"profile"_s, u"show"_s, m_circle}).status, 0);
}

void Reading::aPipeWillDo()
{
    const Ran ran = m_world.runAmong({}, u"bash"_s,
                                     QStringList{u"-c"_s, u"exec \"$0\" \"$@\" --text-file <(echo From a pipe.)"_s, World::program()}
                                         + m_mother.opening() + QStringList{u"profile"_s, u"edit"_s, m_circle, m_statement});
    QVERIFY2(ran.status == 0, ran.told().constData());
    QCOMPARE(ran.text("text"), u"From a pipe."_s);
}

void Reading::aLargePhoneIsWelcome()
{
    QImage large(8000, 6000, QImage::Format_RGB32);
    large.fill(QColor(40, 120, 90));
    {
        QPainter painter(&large);
        painter.fillRect(0, 0, 4000, 3000, QColor(200, 60, 30));
    }
    QVERIFY(large.save(m_world.path(u"large.jpg"_s), "JPEG", 92));
    large = {};
    const Ran ran = m_mother({u"profile"_s, u"edit"_s, m_circle, m_statement, u"--photo"_s, m_world.path(u"large.jpg"_s)});
    QVERIFY2(ran.status == 0, ran.told().constData());
    QVERIFY(ran.object()["photo_bytes"_L1].toInt() > 1000);
}

QTEST_MAIN(Reading)
#include "tst_reading.moc"
