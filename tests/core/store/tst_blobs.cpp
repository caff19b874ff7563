// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/support.h"

#include <QFile>
#include <QScopeGuard>
#include <QTemporaryDir>

#ifdef Q_OS_LINUX
#include <sys/mount.h>
#include <sys/stat.h>
#endif

using namespace heard;
using heard::testing::byDepth;
using heard::testing::SeededRandom;

namespace {

const Id circleA = *Id::fromHex(u"00000000000000000000000000000001");
const Id circleB = *Id::fromHex(u"00000000000000000000000000000002");

QByteArray nameOf(const QByteArray &bytes)
{
    return blake2b(bytes, 16);
}

Result<> keep(Store &store, const Id &circle, const QByteArray &bytes)
{
    HEARD_TRY(store.writeBlob(nameOf(bytes), bytes));
    HEARD_TRY(store.syncBlobs());
    return store.nameBlob(circle, nameOf(bytes), bytes.size());
}

} // namespace

/** Files beside the database: there before anything names them, gone when nothing does. */
class TestBlobs : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_place = std::make_unique<QTemporaryDir>();
        m_folder = m_place->filePath(QStringLiteral("vault"));
    }

    void keptAndFound()
    {
        auto made = Store::create(m_folder);
        VERIFY_OK(made);
        Store &store = **made;
        const QByteArray one = SeededRandom(1).bytes(900'000);
        VERIFY_OK(keep(store, circleA, one));
        VERIFY_OK(keep(store, circleA, one));
        QCOMPARE(*store.readBlob(nameOf(one)), one);
        QVERIFY(*store.hasBlob(circleA, nameOf(one)));
        QVERIFY(!*store.hasBlob(circleB, nameOf(one)));
        QCOMPARE(store.blobs(circleA)->size(), 1);
        QCOMPARE(store.blobs(circleA)->constFirst().size, 900'000);
        VERIFY_FAILS(store.readBlob(QByteArray(16, 'x')), ErrorCode::NotFound, "blob-missing");
        QCOMPARE(files(), QStringList(QString::fromLatin1(nameOf(one).toHex())));
        QCOMPARE(QFileInfo(m_folder + QStringLiteral("/blobs/") + files().constFirst()).permissions()
                     & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
    }

    /** A power cut between the file and the row leaves a file that nothing names: it goes. Between the two halves of a write: so does the half. */
    void leftoversGoAndNothingElse()
    {
        const QByteArray named("named");
        const QByteArray orphan("orphan");
        {
            auto made = Store::create(m_folder);
            VERIFY_OK(made);
            VERIFY_OK(keep(**made, circleA, named));
            VERIFY_OK((*made)->writeBlob(nameOf(orphan), orphan));
            VERIFY_OK((*made)->syncBlobs());
            // Its row was rolled back with what it belonged to.
            const Result<> undone = (*made)->transaction([&]() -> Result<> {
                HEARD_TRY((*made)->nameBlob(circleA, nameOf(orphan), orphan.size()));
                return fail(ErrorCode::Full, "disk-full", QStringLiteral("as if"));
            });
            QVERIFY(!undone);
        }
        const QString half = QString::fromLatin1(nameOf("half").toHex()) + QStringLiteral(".Ab3dEf");
        const QString foreign = QStringLiteral("read me.txt");
        for (const QString &name : {half, foreign}) {
            QFile file(m_folder + QStringLiteral("/blobs/") + name);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("x") == 1);
        }
        QCOMPARE(files().size(), 4);
        auto opened = Store::open(m_folder);
        VERIFY_OK(opened);
        QStringList left = files();
        left.removeAll(foreign);
        QCOMPARE(left, QStringList(QString::fromLatin1(nameOf(named).toHex())));
        QVERIFY(QFileInfo::exists(m_folder + QStringLiteral("/blobs/") + foreign));
        QCOMPARE(*(*opened)->readBlob(nameOf(named)), named);
    }

    void goWithTheirCircle()
    {
        auto made = Store::create(m_folder);
        VERIFY_OK(made);
        Store &store = **made;
        const QByteArray mine("mine");
        const QByteArray shared("shared");
        for (const Id &circle : {circleA, circleB})
            VERIFY_OK(keep(store, circle, shared));
        VERIFY_OK(keep(store, circleA, mine));
        VERIFY_OK(store.eraseCircle(circleA));
        QCOMPARE(files(), QStringList(QString::fromLatin1(nameOf(shared).toHex())));
        VERIFY_OK(store.removeBlobs(circleB, {nameOf(shared)}));
        QCOMPARE(files(), QStringList());
        QVERIFY(store.blobs(circleB)->isEmpty());
    }

    /// T5: a full disk says so, keeps what was there, and goes on when there is room.
    void fullDisk()
    {
#ifndef Q_OS_LINUX
        QSKIP("needs a small file system");
#else
        const QByteArray disk = QFile::encodeName(m_place->filePath(QStringLiteral("disk")));
        mkdir(disk.constData(), 0700);
        if (mount("none", disk.constData(), "tmpfs", 0, "size=4m") != 0)
            QSKIP("only root may make a small disk");
        const auto unmount = qScopeGuard([&] { umount2(disk.constData(), MNT_DETACH); });
        m_folder = QFile::decodeName(disk) + QStringLiteral("/vault");
        auto made = Store::create(m_folder);
        VERIFY_OK(made);
        SeededRandom random(3);
        QList<QByteArray> kept;
        Result<> done;
        while (done) {
            const QByteArray bytes = random.bytes(500'000);
            done = keep(**made, circleA, bytes);
            if (done)
                kept.append(nameOf(bytes));
            QVERIFY(kept.size() < 10);
        }
        VERIFY_FAILS(done, ErrorCode::Full, "disk-full");
        QVERIFY(kept.size() >= 3);
        QCOMPARE(files().size(), kept.size());
        for (const QByteArray &name : kept)
            QCOMPARE(blake2b(*(*made)->readBlob(name), 16), name);
        VERIFY_OK((*made)->removeBlobs(circleA, {kept.takeFirst()}));
        VERIFY_OK(keep(**made, circleA, random.bytes(400'000)));
#endif
    }

private:
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_folder + QStringLiteral("/blobs")).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

    std::unique_ptr<QTemporaryDir> m_place;
    QString m_folder;
};

QTEST_GUILESS_MAIN(TestBlobs)
#include "tst_blobs.moc"
