// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cbor.h"
#include "support/circles.h"

#include <QBuffer>
#include <QDir>
#include <QFile>

using namespace heard;
using namespace heard::testing;

namespace {

/** So many bytes that nobody keeps: a film as it comes from a file. */
class Film final : public QIODevice
{
public:
    explicit Film(qint64 size) : m_left(size) { open(ReadOnly | Unbuffered); }
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool atEnd() const override { return m_left == 0; }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 part = std::min(most, m_left);
        for (qint64 i = 0; i < part; ++i)
            data[i] = char((m_left - i) * 131 >> 7);
        m_left -= part;
        return part;
    }
    qint64 writeData(const char * /*data*/, qint64 /*size*/) override { return -1; }

private:
    qint64 m_left;
};

/** Bytes this process has in memory, as Linux counts them. */
qint64 resident()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

Attachment sealed(Circle &circle, QByteArray bytes)
{
    QBuffer source(&bytes);
    source.open(QIODevice::ReadOnly);
    return circle.sealAttachment(source, QStringLiteral("image/png")).value_or(Attachment());
}

} // namespace

/** Pictures and films of a record, on one device. */
class TestAttachment : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(startCrypto());
        QVERIFY(m_mum.start(QStringLiteral("Ada"), Role::Parent));
        m_circle = *m_mum.workspace->createCircle({.name = QStringLiteral("Sam")});
        m_note = addNote(*m_circle, QStringLiteral("a note"));
    }

    void aFilmDoesNotFillTheMemory()
    {
        const qint64 size = byDepth<qint64>(12'000'000, 60'000'000, 60'000'000);
        Film film(size);
        const qint64 before = resident();
        const auto made = m_circle->addAttachment(m_note, film, QStringLiteral("video/mp4"));
        HEARD_VERIFY(made);
        const Attachment attachment = m_circle->record(*made)->get(attachmentKind::content);
        QCOMPARE(attachment.size, size);
        qint64 read = 0;
        Film again(size);
        bool same = true;
        HEARD_VERIFY(m_circle->readAttachment(attachment, [&](QByteArrayView part) -> Result<> {
            read += part.size();
            same = same && again.read(part.size()) == part;
            return {};
        }));
        const qint64 grew = (resident() - before) / 1000;
        qInfo("a film of %lld kB: memory grew by %lld kB", static_cast<long long>(size / 1000), static_cast<long long>(grew));
        QCOMPARE(read, size);
        QVERIFY(same);
#if !defined(__SANITIZE_ADDRESS__) // which keeps freed memory in quarantine
        QVERIFY(grew < 25'000);
#endif
    }

    /** The pieces lie there for good before the row that names them, and go when no change that names them is saved. */
    void whatIsNotSavedGoes()
    {
        const Attachment kept = sealed(*m_circle, "kept");
        const Attachment dropped = sealed(*m_circle, "not saved");
        Change change(*m_circle, m_circle->everyone());
        change.set(change.make(note::kind), Field<Attachment>{"photo"}, kept);
        HEARD_VERIFY(m_circle->save(change));
        const Id id = m_circle->id();
        QVERIFY(m_mum.reopen());
        m_circle = *m_mum.workspace->circle(id);
        const Store &store = m_mum.workspace->vault().store();
        QVERIFY(store.blobFileSize(kept.chunks.constFirst().name) > 0);
        QCOMPARE(store.blobFileSize(dropped.chunks.constFirst().name), -1);
        QVERIFY(!m_circle->readAttachment(dropped, [](QByteArrayView) -> Result<> { return {}; }));
        // Nothing of it can be read on the disk.
        const QDir blobs(store.folder() + QStringLiteral("/blobs"));
        for (const QString &name : blobs.entryList(QDir::Files)) {
            QFile file(blobs.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(!file.readAll().contains("kept"));
        }
    }

    /** Values from elsewhere: whatever cannot be an attachment is none. */
    void hostileReferencesAreNone()
    {
        const Attachment good = sealed(*m_circle, "good");
        const QCborArray value = FieldCodec<Attachment>::encode(good).toArray();
        QCOMPARE(FieldCodec<Attachment>::decode(value), good);
        QCOMPARE(*fromCbor(toCbor(value)), QCborValue(value));
        QVERIFY(toCbor(value).contains(attachmentMark));
        const auto with = [&](qsizetype at, const QCborValue &part) {
            QCborArray changed = value;
            changed[at] = part;
            return attachmentIn(changed).has_value();
        };
        QVERIFY(with(3, 5));
        QVERIFY(!with(0, QStringLiteral("heard.attachment.2")));
        QVERIFY(!with(1, QByteArray(31, 'k')));
        QVERIFY(!with(2, QByteArray(25, 'h')));
        for (const qint64 size : {qint64(-1), qint64(pieceSize + 1), largestAttachment + 1, qint64(INT64_MAX)})
            QVERIFY(!with(3, size));
        for (const QString &type : {QString(), QStringLiteral("image"), QStringLiteral("image/jpeg\n"), QStringLiteral("IMAGE/x y"),
                                    QStringLiteral("image/") + QString(100, u'x')})
            QVERIFY(!with(4, type));
        QVERIFY(!with(5, QCborArray()));
        QVERIFY(!with(5, QCborArray{QCborArray{QByteArray(16, 'n'), QByteArray(31, 'h')}}));
        QVERIFY(!with(5, QCborArray{QCborArray{QByteArray(16, 'n'), QByteArray(32, 'h')}, QCborArray{QByteArray(16, 'n'), QByteArray(32, 'h')}}));
        QVERIFY(!attachmentIn(QCborValue(QStringLiteral("heard.attachment.1"))));
        QVERIFY(!attachmentIn(QCborArray()));
        QVERIFY(FieldCodec<Attachment>::decode(QCborValue(7)).isNull());
    }

    void badSourcesChangeNothing()
    {
        const auto files = [&] { return QDir(m_mum.path() + QStringLiteral("/blobs")).entryList(QDir::Files).size(); };
        const auto before = files();
        Film film(largestAttachment + 1);
        const auto large = m_circle->addAttachment(m_note, film, QStringLiteral("video/mp4"));
        QVERIFY(!large && large.error().name == QLatin1String("attachment-too-large"));
        Film small(5);
        const auto type = m_circle->addAttachment(m_note, small, QStringLiteral("a film"));
        QVERIFY(!type && type.error().name == QLatin1String("bad-type"));
        const auto nowhere = m_circle->addAttachment(Id{}, small, QStringLiteral("video/mp4"));
        QVERIFY(!nowhere && nowhere.error().code == ErrorCode::NotFound);
        QCOMPARE(files(), before);
    }

    /** T22: a backup brings pictures back with the words. */
    void backupsCarryThem()
    {
        const QByteArray bytes(2'000'000, 'p');
        const Id record = addNote(*m_circle, QStringLiteral("with a picture"));
        const Attachment attachment = sealed(*m_circle, bytes);
        Change change(*m_circle, m_circle->everyone());
        change.set(record, Field<Attachment>{"photo"}, attachment);
        HEARD_VERIFY(m_circle->save(change));
        const QTemporaryDir place;
        const QString file = place.filePath(QStringLiteral("heard.backup"));
        HEARD_VERIFY(m_mum.workspace->vault().backup(file));
        Someone again;
        HEARD_VERIFY(Vault::restore(file, secret("paper lantern quiet river"), again.path(), again.around()));
        QVERIFY(again.reopen());
        Circle *circle = *again.workspace->circle(m_circle->id());
        QByteArray back;
        HEARD_VERIFY(circle->readAttachment(circle->record(record)->get(Field<Attachment>{"photo"}), [&](QByteArrayView part) -> Result<> {
            back += part;
            return {};
        }));
        QCOMPARE(back, bytes);
        QVERIFY(again.workspace->check()->damaged.isEmpty());
    }

    void goWithTheirCircle()
    {
        Circle *other = *m_mum.workspace->createCircle({.name = QStringLiteral("Kim")});
        const Id id = other->id();
        const Attachment attachment = sealed(*other, "a picture of Kim");
        Change change(*other, other->everyone());
        change.set(change.make(note::kind), Field<Attachment>{"photo"}, attachment);
        HEARD_VERIFY(other->save(change));
        // Of another circle it opens nothing, even with its key.
        QVERIFY(!m_circle->readAttachment(attachment, [](QByteArrayView) -> Result<> { return {}; }));
        HEARD_VERIFY(m_mum.workspace->eraseCircle(id));
        QCOMPARE(m_mum.workspace->vault().store().blobFileSize(attachment.chunks.constFirst().name), -1);
    }

private:
    Someone m_mum;
    Circle *m_circle = nullptr;
    Id m_note;
};

QTEST_GUILESS_MAIN(TestAttachment)
#include "tst_attachment.moc"
