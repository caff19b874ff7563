// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QImage>
#include <QSizeF>

class QPainter;

/** Reading pictures that may come from anyone: the only place that decodes any. It can be used from every thread. */
namespace heard::picture {

enum class Kind { Unknown, Jpeg, Png, WebP, Svg };

/** By the first bytes only; nothing is decoded. */
[[nodiscard]] Kind sniff(const QByteArray &bytes);

/**
 * True when an SVG holds only what is safe to draw: no scripts, no DTD, no foreign objects, no links to files or sites, at most 512 kB,
 * 5,000 elements, 32 deep and 200 `use`. QtSvg would load a local image that an SVG names.
 */
[[nodiscard]] bool isSafeSvg(const QByteArray &bytes);

inline constexpr qsizetype longestSvg = 512'000;
inline constexpr int longestPixelSide = 12'000;

inline constexpr qsizetype longestFile = 64'000'000;

/** What decoding a picture may cost. Known from its head and its parts, before any of it is decoded. */
struct Limits
{
    qsizetype bytes;
    qint64 pixels;
    qint64 memory; ///< bytes that are in use at once
    int scans;     ///< of a JPEG. Programs write 1, or up to some 14 when it is progressive
    qint64 work;   ///< pixels times scans. 100 million take about a second
};

/** For a photo that a person chose just now: of the largest phones. It may take a second or two. */
inline constexpr Limits chosen{longestFile, 120'000'000, 256'000'000, 64, 400'000'000};
/** For what lies in a circle, which anybody in it may have put there: the window and the pages show many at once. */
inline constexpr Limits kept{1'500'000, 4'000'000, 32'000'000, 32, 10'000'000};

/** The size a picture has, upright, read from its head; empty when it is unsafe, beyond what may be kept, or cannot be read. */
[[nodiscard]] QSizeF naturalSize(const QByteArray &bytes);

/**
 * Decodes a JPEG, PNG or WebP, upright, and not larger than @p longestSide: scaled while it is read where the format can.
 * Errors are BadInput: "photo-kind" (none of these, or a moving one), "photo-no-webp" (a part of Qt is missing on this device),
 * "photo-too-big" (beyond @p limits), "photo-damaged" (also: not all of it is there).
 */
[[nodiscard]] Result<QImage> decode(const QByteArray &bytes, int longestSide, const Limits &limits);

/** Draws a picture that lies in a circle into @p rect, its shape kept, in the middle; nothing when it is unsafe or broken. */
void draw(QPainter &painter, const QByteArray &bytes, const QRectF &rect, qreal unitsPerInch);

} // namespace heard::picture
