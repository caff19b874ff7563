// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "canaries.h"

#include <QDirIterator>
#include <QFile>
#include <zlib.h>

namespace heard::test {

namespace {

/** What is the same in the base64 of @p word wherever it begins: the groups of three that lie wholly inside. */
QByteArray insideOfBase64(const QByteArray &word, int offset, QByteArray::Base64Options alphabet)
{
    QByteArray shifted = word.mid((3 - offset) % 3);
    shifted.chop(shifted.size() % 3);
    return shifted.toBase64(alphabet);
}

QByteArray utf16(const QByteArray &word, bool bigEndian)
{
    QByteArray wide;
    for (const char c : word) {
        if (bigEndian)
            wide.append('\0');
        wide.append(c);
        if (!bigEndian)
            wide.append('\0');
    }
    return wide;
}

QByteArray escaped(const QByteArray &word, const char *before, bool upper)
{
    QByteArray out;
    for (const char c : word) {
        const QByteArray hex = QByteArray(1, c).toHex();
        out += before + (upper ? hex.toUpper() : hex);
    }
    return out;
}

/** What a zlib stream at the beginning of @p bytes holds, up to some size; empty when there is none. */
QByteArray inflated(QByteArrayView bytes)
{
    constexpr qsizetype most = 4'000'000;
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK)
        return {};
    QByteArray out(most, Qt::Uninitialized);
    // zlib reads only; its interface is older than const.
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data())); // NOLINT(cppcoreguidelines-pro-type-const-cast)
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = uInt(out.size());
    inflate(&stream, Z_SYNC_FLUSH);
    out.resize(qsizetype(stream.total_out));
    inflateEnd(&stream);
    return out;
}

} // namespace

CanaryFinder::CanaryFinder(const QByteArray &word)
{
    m_forms = {{QStringLiteral("UTF-8"), word},
               {QStringLiteral("UTF-16LE"), utf16(word, false)},
               {QStringLiteral("UTF-16BE"), utf16(word, true)},
               {QStringLiteral("hex"), escaped(word, "", false)},
               {QStringLiteral("HEX"), escaped(word, "", true)},
               {QStringLiteral("URL"), escaped(word, "%", false)},
               {QStringLiteral("URL, upper"), escaped(word, "%", true)}};
    for (int offset = 0; offset < 3; ++offset) {
        m_forms.append({QStringLiteral("base64 at %1").arg(offset), insideOfBase64(word, offset, QByteArray::Base64Encoding)});
        m_forms.append({QStringLiteral("base64url at %1").arg(offset), insideOfBase64(word, offset, QByteArray::Base64UrlEncoding)});
        m_forms.append(
            {QStringLiteral("UTF-16 in base64 at %1").arg(offset), insideOfBase64(utf16(word, false), offset, QByteArray::Base64Encoding)});
    }
}

QString CanaryFinder::findPlain(QByteArrayView bytes) const
{
    for (const Form &form : m_forms) {
        if (bytes.contains(form.bytes))
            return form.name;
    }
    return {};
}

QString CanaryFinder::find(QByteArrayView bytes) const
{
    if (const QString form = findPlain(bytes); !form.isEmpty())
        return form;
    // A zlib stream begins with 0x78 and a second byte that makes both a multiple of 31 (RFC 1950).
    for (qsizetype at = bytes.indexOf('\x78'); at >= 0 && at + 1 < bytes.size(); at = bytes.indexOf('\x78', at + 1)) {
        if ((0x7800 + static_cast<unsigned char>(bytes.at(at + 1))) % 31 != 0)
            continue;
        if (const QString form = findPlain(inflated(bytes.sliced(at))); !form.isEmpty())
            return QStringLiteral("zlib, ") + form;
    }
    return {};
}

QStringList CanaryFinder::findIn(const QString &folder) const
{
    QStringList found;
    QDirIterator files(folder, QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        if (const QString form = find(files.fileName().toUtf8()); !form.isEmpty())
            found.append(path + QStringLiteral(" (its name): ") + form);
        QFile file(path);
        if (files.fileInfo().isFile() && file.open(QIODevice::ReadOnly)) {
            if (const QString form = find(file.readAll()); !form.isEmpty())
                found.append(path + QStringLiteral(": ") + form);
        }
    }
    return found;
}

CanaryFinder::Memory CanaryFinder::findInMemory(qint64 process) const
{
    const QString place = QStringLiteral("/proc/%1/").arg(process);
    QFile maps(place + QStringLiteral("maps"));
    QFile memory(place + QStringLiteral("mem"));
    if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return Memory::NotAllowed;
    const QList<QByteArray> lines = maps.readAll().split('\n');
    qsizetype read = 0;
    for (const QByteArray &line : lines) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() < 2 || !words.at(1).startsWith("rw"))
            continue;
        const QList<QByteArray> range = words.at(0).split('-');
        const qint64 begin = range.at(0).toLongLong(nullptr, 16);
        const qint64 size = range.at(1).toLongLong(nullptr, 16) - begin;
        if (!memory.seek(begin))
            continue;
        const QByteArray bytes = memory.read(size);
        read += bytes.size();
        if (!findPlain(bytes).isEmpty())
            return Memory::Found;
    }
    return read > 0 ? Memory::Absent : Memory::NotAllowed;
}

} // namespace heard::test
