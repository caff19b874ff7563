// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QImage>
#include <QSizeF>

class QPainter;

/** Reading pictures that may come from anyone. */
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
inline constexpr qsizetype longestFile = 20'000'000;
inline constexpr int longestPixelSide = 12'000;
inline constexpr qint64 mostPixels = 40'000'000;
inline constexpr int mostMegabytes = 64;
inline constexpr int mostScans = 100; ///< of a JPEG

/** The size a picture has, upright, read from its head; empty when it is unsafe or cannot be read. */
[[nodiscard]] QSizeF naturalSize(const QByteArray &bytes);

/** Decodes a JPEG, PNG or WebP within the limits above, upright, and not much larger than @p longestSide where the format can. */
[[nodiscard]] Result<QImage> decode(const QByteArray &bytes, int longestSide);

/** Draws a picture into @p rect, its shape kept, in the middle; nothing when it is unsafe or broken. */
void draw(QPainter &painter, const QByteArray &bytes, const QRectF &rect, qreal unitsPerInch);

} // namespace heard::picture
