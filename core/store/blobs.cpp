// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store_private.h"

#include "base/filewriter.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace heard {

namespace {

/** No piece is larger (vault/chunks.h); a file that grew is not read whole to find that out. */
constexpr qint64 longestBlob = 1'000'000;

} // namespace

QString Store::Private::blobFile(const QByteArray &name) const
{
    return folder + QStringLiteral("/blobs/") + QString::fromLatin1(name.toHex());
}

Result<> Store::Private::dropBlobFiles(const QList<QByteArray> &names)
{
    for (const QByteArray &name : names) {
        HEARD_TRY_ASSIGN(const qint64 left, number("SELECT count(*) FROM blob WHERE name = ?", {blob(name)}));
        if (left == 0)
            QFile::remove(blobFile(name));
    }
    return {};
}

Result<> Store::Private::sweepBlobs()
{
    // A name of ours, or one that FileWriter had not given its last name yet. What else lies there is left alone.
    static const QRegularExpression ours(QStringLiteral("^([0-9a-f]{32})(\\.[A-Za-z0-9]{6})?$"));
    const QDir place(folder + QStringLiteral("/blobs"));
    const QStringList names = place.entryList(QDir::Files | QDir::Hidden);
    for (const QString &name : names) {
        const auto match = ours.match(name);
        if (!match.hasMatch())
            continue;
        const bool half = match.hasCaptured(2);
        HEARD_TRY_ASSIGN(const qint64 rows,
                         half ? Result<qint64>(0)
                              : number("SELECT count(*) FROM blob WHERE name = ?", {blob(QByteArray::fromHex(name.toLatin1()))}));
        if (rows == 0)
            QFile::remove(place.filePath(name));
    }
    return {};
}

Result<> Store::writeBlob(const QByteArray &name, QByteArrayView bytes)
{
    // Writes beside it, makes it durable, and renames: a name never stands for half a file.
    const auto write = [&]() -> Result<> {
        HEARD_TRY_ASSIGN(FileWriter file,
                         FileWriter::open(d->blobFile(name), {.rights = FileRights::OwnerOnly, .syncName = false, .asked = false}));
        HEARD_TRY(file.write(bytes));
        return file.commit();
    };
    const Result<> written = write();
    return written ? written : std::unexpected(inStore(written.error()));
}

Result<> Store::syncBlobs()
{
    const Result<> synced = syncFolder(d->folder + QStringLiteral("/blobs"));
    return synced ? synced : std::unexpected(inStore(synced.error()));
}

Result<> Store::nameBlob(const Id &circle, const QByteArray &name, qint64 size)
{
    return transaction([&]() -> Result<> {
        HEARD_TRY(d->knowCircle(circle));
        return d->write("INSERT INTO blob(circle, name, size) VALUES(?, ?, ?) ON CONFLICT DO NOTHING", {blob(circle), blob(name), size});
    });
}

Result<QList<Store::StoredBlob>> Store::blobs(const Id &circle) const
{
    HEARD_TRY_ASSIGN(auto rows, d->run("SELECT name, size FROM blob WHERE circle = ? ORDER BY name", {blob(circle)}));
    QList<StoredBlob> found;
    for (;;) {
        HEARD_TRY_ASSIGN(const bool more, rows.next());
        if (!more)
            return found;
        found.append({rows.bytes(0), rows.number(1)});
    }
}

Result<bool> Store::hasBlob(const Id &circle, const QByteArray &name) const
{
    HEARD_TRY_ASSIGN(const qint64 rows, d->number("SELECT count(*) FROM blob WHERE circle = ? AND name = ?", {blob(circle), blob(name)}));
    return rows > 0;
}

Result<QByteArray> Store::readBlob(const QByteArray &name) const
{
    QFile file(d->blobFile(name));
    if (!file.exists())
        return fail(ErrorCode::NotFound, "blob-missing", coreText("This picture or film is not on this device. Sync to fetch it."));
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(folderReadOnly(QStringLiteral("blob: ") + file.errorString()));
    return file.read(longestBlob);
}

qint64 Store::blobFileSize(const QByteArray &name) const
{
    const QFileInfo info(d->blobFile(name));
    return info.isFile() ? info.size() : -1;
}

Result<> Store::removeBlobs(const Id &circle, const QList<QByteArray> &names)
{
    const Result<> done = transaction([&]() -> Result<> {
        for (const QByteArray &name : names)
            HEARD_TRY(d->write("DELETE FROM blob WHERE circle = ? AND name = ?", {blob(circle), blob(name)}));
        return {};
    });
    HEARD_TRY(done);
    // Inside a larger transaction nothing is sure yet: the next opening takes the files away.
    return d->depth == 0 ? d->dropBlobFiles(names) : Result<>();
}

} // namespace heard
