// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPointF>
#include <QRawFont>
#include <QTextLayout>
#include <vector>

/** Glyphs as they are painted: for measuring their ink, and for painting them in an order that readers of PDF files can follow. */
namespace heard::layout {

/** In the formats of shaped text: set for signs that are painted as pictures. */
inline constexpr int pictureProperty = QTextFormat::UserProperty + 1;

struct Glyph
{
    quint32 index = 0;
    QPointF position; ///< in the units of the layout, from its top left
    QRawFont font;
    QColor colour;
};

/** The glyphs of characters @p from to @p to of a line, without signs that are pictures. */
[[nodiscard]] std::vector<Glyph> glyphsOf(const QTextLayout &text, const QTextLine &line, int from, int to);

} // namespace heard::layout
