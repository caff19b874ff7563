// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/backup.h"

#include "base/cbor.h"
#include "base/filewriter.h"
#include "store/sqlerror.h"
#include "vault/recoverycode.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>
#include <array>
#include <optional>
#include <sodium.h>

namespace heard {

namespace {

constexpr QByteArrayView magic("HEARDBK1");
constexpr qsizetype chunkSize = 65'536;
constexpr qsizetype sealedChunkSize = chunkSize + crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr qsizetype streamHeaderSize = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr qsizetype longestHeader = 4096;
constexpr qsizetype longestName = 255;
const QString databaseName = QStringLiteral("vault.sqlite");
const QString blobPrefix = QStringLiteral("blobs/");

const unsigned char *raw(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

unsigned char *raw(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

std::unexpected<Error> damagedBackup(const char *why)
{
    return fail(ErrorCode::Damaged, "backup-damaged",
                coreText("This backup is damaged or not whole. Nothing was changed. Copy it again from where you keep it, or use an older one."),
                QString::fromLatin1(why));
}

/** An error of base/filewriter.h; no right to write has words of its own here. */
std::unexpected<Error> notWritten(const Error &error)
{
    if (error.code != ErrorCode::Refused)
        return std::unexpected(error);
    return fail(ErrorCode::Refused, "backup-not-written",
                coreText("The backup could not be written there. Your work is safe. Choose another place."), error.detail);
}

struct Header
{
    Id vault;
    QByteArray salt;
    QByteArray passphraseSlot;
    QByteArray recoverySlot;
};

/** Bytes in, chunks out. */
class ChunkWriter
{
public:
    ChunkWriter(FileWriter &file, const SecretBytes &key, QByteArray associated) : m_file(file), m_associated(std::move(associated))
    {
        crypto_secretstream_xchacha20poly1305_init_push(&m_state, m_streamHeader.data(), key.data());
        m_waiting.reserve(chunkSize);
    }
    ~ChunkWriter() { sodium_memzero(&m_state, sizeof m_state); }
    ChunkWriter(const ChunkWriter &) = delete;
    ChunkWriter &operator=(const ChunkWriter &) = delete;

    Result<> begin() { return m_file.write(QByteArrayView(reinterpret_cast<const char *>(m_streamHeader.data()), streamHeaderSize)); }

    Result<> add(QByteArrayView bytes)
    {
        while (!bytes.isEmpty()) {
            // A full chunk waits until more comes, since the last one is marked.
            if (m_waiting.size() == chunkSize)
                HEARD_TRY(flush(crypto_secretstream_xchacha20poly1305_TAG_MESSAGE));
            const qsizetype part = qMin(bytes.size(), chunkSize - m_waiting.size());
            m_waiting.append(bytes.first(part));
            bytes = bytes.sliced(part);
        }
        return {};
    }

    Result<> finish() { return flush(crypto_secretstream_xchacha20poly1305_TAG_FINAL); }

private:
    Result<> flush(unsigned char tag)
    {
        QByteArray sealed(m_waiting.size() + qsizetype(crypto_secretstream_xchacha20poly1305_ABYTES), Qt::Uninitialized);
        crypto_secretstream_xchacha20poly1305_push(&m_state, raw(sealed), nullptr, raw(std::as_const(m_waiting)), size_t(m_waiting.size()),
                                                   raw(std::as_const(m_associated)), size_t(m_associated.size()), tag);
        m_waiting.resize(0);
        return m_file.write(sealed);
    }

    FileWriter &m_file;
    QByteArray m_associated;
    QByteArray m_waiting;
    crypto_secretstream_xchacha20poly1305_state m_state{};
    std::array<unsigned char, size_t(streamHeaderSize)> m_streamHeader{};
};

/** Chunks in, bytes out; every byte given out was authenticated. */
class ChunkReader
{
public:
    ChunkReader(QFile &file, QByteArray associated) : m_file(file), m_associated(std::move(associated)) {}
    ~ChunkReader() { sodium_memzero(&m_state, sizeof m_state); }
    ChunkReader(const ChunkReader &) = delete;
    ChunkReader &operator=(const ChunkReader &) = delete;

    Result<> begin(const SecretBytes &key)
    {
        const QByteArray header = m_file.read(streamHeaderSize);
        if (header.size() != streamHeaderSize || crypto_secretstream_xchacha20poly1305_init_pull(&m_state, raw(header), key.data()) != 0)
            return damagedBackup("stream header");
        return {};
    }

    /** Up to @p most bytes, at least one; empty only when all was read. */
    Result<QByteArrayView> some(qsizetype most)
    {
        while (m_at == m_plain.size()) {
            if (m_final)
                return QByteArrayView();
            HEARD_TRY(pull());
        }
        const qsizetype part = qMin(most, m_plain.size() - m_at);
        const QByteArrayView view = QByteArrayView(m_plain).sliced(m_at, part);
        m_at += part;
        return view;
    }

    Result<QByteArray> exactly(qsizetype size)
    {
        QByteArray all;
        while (all.size() < size) {
            HEARD_TRY_ASSIGN(const QByteArrayView part, some(size - all.size()));
            if (part.isEmpty())
                return damagedBackup("ends early");
            all.append(part);
        }
        return all;
    }

    Result<bool> atEnd()
    {
        while (m_at == m_plain.size() && !m_final)
            HEARD_TRY(pull());
        return m_at == m_plain.size();
    }

private:
    Result<> pull()
    {
        const QByteArray sealed = m_file.read(sealedChunkSize);
        if (sealed.size() < qsizetype(crypto_secretstream_xchacha20poly1305_ABYTES))
            return damagedBackup("cut short");
        m_plain.resize(sealed.size() - qsizetype(crypto_secretstream_xchacha20poly1305_ABYTES));
        m_at = 0;
        unsigned char tag = 0;
        if (crypto_secretstream_xchacha20poly1305_pull(&m_state, raw(m_plain), nullptr, &tag, raw(sealed), size_t(sealed.size()),
                                                       raw(std::as_const(m_associated)), size_t(m_associated.size()))
            != 0)
            return damagedBackup("chunk");
        m_final = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
        if (m_final && !m_file.atEnd())
            return damagedBackup("bytes after the end");
        return {};
    }

    QFile &m_file;
    QByteArray m_associated;
    QByteArray m_plain;
    qsizetype m_at = 0;
    bool m_final = false;
    crypto_secretstream_xchacha20poly1305_state m_state{};
};

Result<> addFile(ChunkWriter &writer, const QString &path, const QString &name)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(vaultDamaged(QStringLiteral("cannot read a part for the backup: %1").arg(file.errorString())));
    const QByteArray nameBytes = name.toUtf8();
    std::array<char, 10> lengths{};
    qToBigEndian<quint16>(quint16(nameBytes.size()), lengths.data());
    qToBigEndian<quint64>(quint64(file.size()), lengths.data() + 2);
    HEARD_TRY(writer.add(QByteArrayView(lengths.data(), qsizetype(lengths.size()))));
    HEARD_TRY(writer.add(nameBytes));
    qint64 left = file.size();
    while (left > 0) {
        const QByteArray part = file.read(qMin<qint64>(left, chunkSize));
        if (part.isEmpty())
            return std::unexpected(vaultDamaged(QStringLiteral("a part for the backup ended early")));
        HEARD_TRY(writer.add(part));
        left -= part.size();
    }
    return {};
}

Result<> unpackFile(ChunkReader &reader, const QString &folder)
{
    HEARD_TRY_ASSIGN(const QByteArray lengths, reader.exactly(10));
    const auto nameSize = qsizetype(qFromBigEndian<quint16>(lengths.constData()));
    auto left = qFromBigEndian<quint64>(lengths.constData() + 2);
    if (nameSize < 1 || nameSize > longestName)
        return damagedBackup("name");
    HEARD_TRY_ASSIGN(const QByteArray nameBytes, reader.exactly(nameSize));
    const QString name = QString::fromUtf8(nameBytes);
    const QString leaf = name.startsWith(blobPrefix) ? name.mid(blobPrefix.size()) : name;
    // Authentic, yet a path out of the folder is never followed.
    if ((name != databaseName && !name.startsWith(blobPrefix)) || leaf.isEmpty() || leaf.startsWith(u'.') || leaf.contains(u'/')
        || leaf.contains(u'\\'))
        return damagedBackup("name");
    const QString path = folder + u'/' + name;
    if (QFileInfo::exists(path))
        return damagedBackup("a name stands there twice");
    HEARD_TRY_ASSIGN(FileWriter file, FileWriter::open(path, {.rights = FileRights::OwnerOnly, .syncName = false, .asked = false}));
    while (left > 0) {
        HEARD_TRY_ASSIGN(const QByteArrayView part, reader.some(qsizetype(qMin<quint64>(left, chunkSize))));
        if (part.isEmpty())
            return damagedBackup("ends early");
        HEARD_TRY(file.write(part));
        left -= quint64(part.size());
    }
    return file.commit();
}

Result<Header> readHeader(const QByteArray &bytes)
{
    const auto value = fromCbor(bytes, {.bytes = longestHeader, .depth = 2, .items = 10});
    if (!value)
        return damagedBackup("header");
    CborFields fields(*value);
    Header header{fields.id(), fields.exactly(16), fields.bytes(1000), fields.bytes(1000)};
    if (!fields.finished())
        return damagedBackup("header");
    return header;
}

} // namespace

Result<> writeBackup(const Store &store, const Id &vault, const SecretBytes &profileKey, Random &random, const QString &file)
{
    // Damage must not be copied over an older, whole backup.
    HEARD_TRY_ASSIGN(const QString said, store.integrity());
    if (!said.isEmpty())
        return std::unexpected(vaultDamaged(said.left(500)));

    const auto copies = TemporaryFolder::make(store.folder() + QStringLiteral("/copy-"));
    if (!copies)
        return std::unexpected(inStore(copies.error()));
    const QString copy = copies->filePath(databaseName);
    HEARD_TRY(store.copyTo(copy));

    HEARD_TRY_ASSIGN(const auto all, store.slotsOf());
    HEARD_TRY_ASSIGN(const QByteArray passphraseSlot, findSlot(all, SlotKind::Passphrase));
    const QByteArray recoverySlot = findSlot(all, SlotKind::Recovery).value_or(QByteArray());
    QByteArray salt(16, Qt::Uninitialized);
    random.fill({raw(salt), size_t(salt.size())});
    const QByteArray header = toCbor(QCborArray{vault.toBytes(), salt, passphraseSlot, recoverySlot});

    QByteArray front = magic.toByteArray();
    std::array<char, 4> length{};
    qToBigEndian<quint32>(quint32(header.size()), length.data());
    front.append(length.data(), qsizetype(length.size()));
    front.append(header);
    const auto write = [&]() -> Result<> {
        HEARD_TRY_ASSIGN(FileWriter out, FileWriter::open(file, FileRights::OwnerOnly));
        HEARD_TRY(out.write(front));
        ChunkWriter writer(out, deriveKey(profileKey, "backup", salt), front);
        HEARD_TRY(writer.begin());
        HEARD_TRY(addFile(writer, copy, databaseName));
        const QDir blobs(store.folder() + QStringLiteral("/blobs"));
        for (const QString &name : blobs.entryList(QDir::Files, QDir::Name))
            HEARD_TRY(addFile(writer, blobs.filePath(name), blobPrefix + name));
        HEARD_TRY(writer.finish());
        return out.commit();
    };
    const Result<> written = write();
    return written ? written : notWritten(written.error());
}

Result<> readBackup(const QString &file, SlotKind kind, const SecretBytes &secret, const QString &folder, const Surroundings &around)
{
    const QString target = QDir(folder).absolutePath();
    if (QFileInfo::exists(target)
        && (!QFileInfo(target).isDir() || !QDir(target).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)))
        return fail(ErrorCode::Refused, "folder-not-empty",
                    coreText("There is something in this folder already. Nothing was changed. Choose an empty folder."));
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, "no-backup", coreText("This backup cannot be opened. Nothing was changed. Check where it is."),
                    in.errorString());
    QByteArray front = in.read(magic.size() + 4);
    if (!front.startsWith(magic) || front.size() != magic.size() + 4)
        return fail(ErrorCode::BadInput, "not-a-backup", coreText("This is not a Heard backup. Nothing was changed. Choose another file."));
    const auto length = qFromBigEndian<quint32>(front.constData() + magic.size());
    if (length > longestHeader)
        return damagedBackup("header");
    const QByteArray headerBytes = in.read(length);
    if (headerBytes.size() != qsizetype(length))
        return damagedBackup("header");
    front.append(headerBytes);
    HEARD_TRY_ASSIGN(const Header header, readHeader(headerBytes));
    auto profileKey = openSlot(header.vault, kind, kind == SlotKind::Passphrase ? header.passphraseSlot : header.recoverySlot, secret);
    if (!profileKey && profileKey.error().code == ErrorCode::Refused) {
        if (kind == SlotKind::Recovery)
            return std::unexpected(wrongRecoveryCode());
        return fail(ErrorCode::Refused, "wrong-passphrase",
                    coreText("That is not the passphrase of this backup. Nothing was changed. Use the one you had when it was made."));
    }
    if (!profileKey)
        return std::unexpected(profileKey.error());

    const QString parent = QFileInfo(target).absolutePath();
    HEARD_TRY(makeFolder(parent));
    // Beside the target, so that the last step is one rename on one file system.
    HEARD_TRY_ASSIGN(TemporaryFolder making, TemporaryFolder::make(parent + QStringLiteral("/.heard-restore-")));
    HEARD_TRY(makeFolder(making.filePath(QStringLiteral("blobs")), FileRights::OwnerOnly));
    ChunkReader reader(in, front);
    HEARD_TRY(reader.begin(deriveKey(*profileKey, "backup", header.salt)));
    for (;;) {
        HEARD_TRY_ASSIGN(const bool end, reader.atEnd());
        if (end)
            break;
        HEARD_TRY(unpackFile(reader, making.path()));
    }
    {
        HEARD_TRY_ASSIGN(const auto store, Store::open(making.path(), around.store));
        HEARD_TRY_ASSIGN(const QString said, store->integrity());
        HEARD_TRY_ASSIGN(const QByteArray id, store->meta(QStringLiteral("vault")));
        if (!said.isEmpty() || id != header.vault.toBytes())
            return damagedBackup("content");
        const Result<> marked = store->transaction([&]() -> Result<> {
            HEARD_TRY(store->removeSlot(int(SlotKind::Keychain)));
            HEARD_TRY(store->setMeta(QStringLiteral("tries"), {}));
            return store->setMeta(QStringLiteral("restored"), QByteArrayLiteral("1"));
        });
        HEARD_TRY(marked);
    }
    HEARD_TRY(syncFolder(making.filePath(QStringLiteral("blobs"))));
    HEARD_TRY(syncFolder(making.path()));
    if (QFileInfo::exists(target) && !QDir().rmdir(target))
        return std::unexpected(folderReadOnly(QStringLiteral("rmdir")));
    if (!QDir().rename(making.path(), target))
        return std::unexpected(folderReadOnly(QStringLiteral("rename")));
    making.keep();
    return syncFolder(parent);
}

} // namespace heard
