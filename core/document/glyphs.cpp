// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/glyphs.h"

#include <QGlyphRun>

namespace heard::layout {

std::vector<Glyph> glyphsOf(const QTextLayout &text, const QTextLine &line, int from, int to)
{
    std::vector<Glyph> out;
    from = qMax(from, line.textStart());
    to = qMin(to, line.textStart() + line.textLength());
    const QList<QTextLayout::FormatRange> formats = text.formats();
    for (const QTextLayout::FormatRange &range : formats) {
        const int first = qMax(range.start, from);
        const int end = qMin(range.start + range.length, to);
        if (first >= end || range.format.boolProperty(pictureProperty))
            continue;
        const QColor colour = range.format.foreground().color();
        const QList<QGlyphRun> runs = line.glyphRuns(first, end - first);
        for (const QGlyphRun &run : runs) {
            const QList<quint32> indexes = run.glyphIndexes();
            const QList<QPointF> positions = run.positions();
            for (qsizetype i = 0; i < indexes.size(); ++i)
                out.push_back({indexes[i], positions[i], run.rawFont(), colour});
        }
    }
    return out;
}

} // namespace heard::layout
