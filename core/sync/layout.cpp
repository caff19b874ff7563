// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/layout.h"

#include <algorithm>

namespace heard {

namespace {

constexpr qsizetype tagLength = 16;
constexpr qsizetype seqLength = 8;
constexpr qsizetype hexNameLength = 32;
constexpr qsizetype folderLength = 2;

bool isBase32(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'2' && c <= u'7');
}

bool isLowerHex(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
}

bool isHex(QStringView name, qsizetype length)
{
    return name.size() == length && std::all_of(name.begin(), name.end(), isLowerHex);
}

} // namespace

QString circleFolder(const Id &circle)
{
    return base32(blake2b(QByteArrayLiteral("heard.folder.v1") + circle.toBytes(), 16));
}

QString streamTag(const SecretBytes &nameKey, const Id &stream)
{
    // 80 bits: enough that no two streams of a circle meet, and a short name.
    return base32(keyedHash(nameKey, QByteArrayLiteral("heard.tag.v1") + stream.toBytes(), 16).first(10));
}

QString HeadName::text() const
{
    return tag + QLatin1Char('.') + QStringLiteral("%1").arg(seq, int(seqLength), 16, QLatin1Char('0'));
}

std::optional<HeadName> HeadName::parse(QStringView name)
{
    if (name.size() != tagLength + 1 + seqLength || name[tagLength] != u'.')
        return std::nullopt;
    const QStringView tag = name.first(tagLength);
    const QStringView seq = name.last(seqLength);
    if (!std::all_of(tag.begin(), tag.end(), isBase32) || !std::all_of(seq.begin(), seq.end(), isLowerHex))
        return std::nullopt;
    const quint32 number = seq.toString().toUInt(nullptr, 16);
    if (number == 0)
        return std::nullopt;
    return HeadName{tag.toString(), number};
}

bool isObjectName(QStringView folder, QStringView name)
{
    if (folder == QStringView(u"h"))
        return HeadName::parse(name).has_value();
    if (folder == QStringView(u"s") || folder == QStringView(u"m"))
        return isHex(name, hexNameLength);
    if (folder == QStringView(u"b"))
        return isHex(name, folderLength);
    if (folder.startsWith(u"b/"))
        return isHex(folder.sliced(2), folderLength) && isHex(name, hexNameLength) && name.startsWith(folder.sliced(2));
    return false;
}

bool isObjectPath(QStringView path)
{
    const qsizetype slash = path.lastIndexOf(u'/');
    return slash > 0 && path.first(slash) != QStringView(u"b") && isObjectName(path.first(slash), path.sliced(slash + 1));
}

QString folderOf(const QString &path)
{
    return path.first(std::max<qsizetype>(path.lastIndexOf(u'/'), 0));
}

QString leafOf(const QString &path)
{
    return path.sliced(path.lastIndexOf(u'/') + 1);
}

QString chunkPath(const QByteArray &name, int number)
{
    const QByteArray used = number == 0 ? name : blake2b(QByteArrayLiteral("heard.chunk.again") + name + char(number), name.size());
    const QString hex = QString::fromLatin1(used.toHex());
    return QStringLiteral("b/") + hex.first(folderLength) + u'/' + hex;
}

} // namespace heard
