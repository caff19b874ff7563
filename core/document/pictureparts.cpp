// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/pictureparts.h"

#include <QtEndian>
#include <algorithm>
#include <array>

namespace heard::picture {

namespace {

constexpr quint8 startOfImage = 0xD8;
constexpr quint8 endOfImage = 0xD9;
constexpr quint8 startOfScan = 0xDA;

bool standsAlone(quint8 marker)
{
    return marker == 0x01 || (marker >= 0xD0 && marker <= startOfImage);
}

bool startsFrame(quint8 marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/** The marker at or after @p at, as a decoder looks for it: bytes that belong to nothing are passed over. 0 when there is none. */
quint8 nextMarker(QByteArrayView bytes, qsizetype &at)
{
    for (;;) {
        at = bytes.indexOf('\xFF', at);
        if (at < 0)
            return 0;
        while (at < bytes.size() && quint8(bytes.at(at)) == 0xFF)
            ++at;
        if (at >= bytes.size())
            return 0;
        if (const auto marker = quint8(bytes.at(at++)); marker != 0)
            return marker;
    }
}

Parts partsOfJpeg(QByteArrayView bytes)
{
    Parts parts;
    int frames = 0;
    bool progressive = false;
    for (qsizetype at = 0;;) {
        const quint8 marker = nextMarker(bytes, at);
        if (marker == 0)
            break;
        if (marker == endOfImage) {
            parts.whole = parts.scans > 0;
            break;
        }
        if (standsAlone(marker))
            continue;
        if (bytes.size() - at < 2)
            break;
        const auto length = qFromBigEndian<quint16>(bytes.data() + at);
        if (length < 2 || length > bytes.size() - at)
            break;
        at += length;
        if (startsFrame(marker)) {
            ++frames;
            progressive = marker == 0xC2;
            parts.plain = parts.plain && marker <= 0xC2;
        }
        parts.scans += marker == startOfScan ? 1 : 0;
    }
    parts.plain = parts.plain && frames == 1;
    parts.inRounds = progressive || parts.scans > 1;
    return parts;
}

Parts partsOfPng(QByteArrayView bytes)
{
    Parts parts;
    constexpr qsizetype aroundData = 12; // length, name, check
    for (qsizetype at = 8; bytes.size() - at >= aroundData;) {
        const auto length = qFromBigEndian<quint32>(bytes.data() + at);
        if (length > quint64(bytes.size() - at - aroundData))
            break;
        if (bytes.sliced(at + 4, 4) == "IEND") {
            parts.whole = true;
            break;
        }
        at += aroundData + qsizetype(length);
    }
    return parts;
}

Parts partsOfWebP(QByteArrayView bytes)
{
    Parts parts;
    constexpr qsizetype head = 8; // name and length
    if (bytes.size() < 20)
        return parts;
    const quint64 told = qFromLittleEndian<quint32>(bytes.data() + 4);
    parts.whole = told + head <= quint64(bytes.size());
    for (qsizetype at = 12; bytes.size() - at >= head;) {
        const QByteArrayView name = bytes.sliced(at, 4);
        const quint64 length = qFromLittleEndian<quint32>(bytes.data() + at + 4);
        parts.moving = parts.moving || name == "ANIM" || name == "ANMF";
        parts.lossless = parts.lossless || name == "VP8L";
        const quint64 padded = length + (length & 1);
        if (padded > quint64(bytes.size() - at - head))
            break;
        at += head + qsizetype(padded);
    }
    return parts;
}

} // namespace

Parts partsOf(Kind kind, QByteArrayView bytes)
{
    switch (kind) {
    case Kind::Jpeg:
        return partsOfJpeg(bytes);
    case Kind::Png:
        return partsOfPng(bytes);
    case Kind::WebP:
        return partsOfWebP(bytes);
    case Kind::Unknown:
    case Kind::Svg:
        break;
    }
    return {};
}

QByteArray bareOfPng(QByteArrayView bytes)
{
    static constexpr std::array<QByteArrayView, 7> needed{"IHDR", "PLTE", "tRNS", "gAMA", "sRGB", "IDAT", "IEND"};
    QByteArray bare = bytes.first(qMin<qsizetype>(8, bytes.size())).toByteArray();
    bare.reserve(bytes.size());
    constexpr qsizetype aroundData = 12;
    for (qsizetype at = 8; bytes.size() - at >= aroundData;) {
        const auto length = qFromBigEndian<quint32>(bytes.data() + at);
        if (length > quint64(bytes.size() - at - aroundData))
            break;
        const QByteArrayView chunk = bytes.sliced(at, aroundData + qsizetype(length));
        if (std::find(needed.begin(), needed.end(), chunk.sliced(4, 4)) != needed.end())
            bare += chunk;
        at += chunk.size();
    }
    return bare;
}

} // namespace heard::picture
