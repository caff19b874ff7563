// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/faces.h"
#include "document/glyphs.h"
#include "document/layout.h"
#include "document/picture.h"
#include "document/scripts.h"

#include <QGlyphRun>
#include <QPainter>
#include <QPainterPath>
#include <QRawFont>
#include <algorithm>

namespace heard::layout {

namespace {

void paintBox(QPainter &painter, const BoxDraw &box)
{
    painter.setBrush(box.fill.isValid() ? QBrush(box.fill) : QBrush(Qt::NoBrush));
    if (box.edge.isValid())
        painter.setPen(QPen(box.edge, box.edgeWidth, box.dashed ? Qt::DashLine : Qt::SolidLine));
    else
        painter.setPen(Qt::NoPen);
    if (box.rect.height() <= 0) {
        painter.drawLine(box.rect.topLeft(), box.rect.topRight());
        return;
    }
    QPainterPath shape;
    shape.addRoundedRect(box.rect, box.radius, box.radius);
    painter.drawPath(shape);
    if (box.bar.isValid()) {
        // The bar follows the card's round corners: what the card and a strip along its side share.
        const qreal width = 5 * point;
        const QRectF strip(box.barOnRight ? box.rect.right() - width : box.rect.left(), box.rect.top(), width, box.rect.height());
        QPainterPath side;
        side.addRect(strip);
        painter.setBrush(box.bar);
        painter.setPen(Qt::NoPen);
        painter.drawPath(shape.intersected(side));
    }
}

/** A glyph without ink and width, as tall as the columns: to a reader it is a word that stands between them all the way down. */
void paintSpine(QPainter &painter, const QRectF &rect)
{
    constexpr qreal ascent = 0.76; // of what readers take for the height of Noto Sans, about 1.4 times its size
    constexpr qreal tall = 1.4;
    const QRawFont raw = QRawFont::fromFont(faces::font(faces::plainFace(), qRound(rect.height() / tall), false));
    QGlyphRun run;
    run.setRawFont(raw);
    run.setGlyphIndexes(raw.glyphIndexesForString(QString(QChar(0x200B))));
    run.setPositions({QPointF(rect.left(), rect.top() + rect.height() * ascent)});
    painter.setPen(ink());
    painter.drawGlyphRun({}, run);
}

void paintGlyphs(QPainter &painter, const std::vector<Glyph> &glyphs, QPointF at)
{
    for (size_t i = 0; i < glyphs.size();) {
        QList<quint32> indexes;
        QList<QPointF> positions;
        const size_t first = i;
        for (; i < glyphs.size() && glyphs[i].font == glyphs[first].font && glyphs[i].colour == glyphs[first].colour; ++i) {
            indexes.append(glyphs[i].index);
            positions.append(glyphs[i].position);
        }
        QGlyphRun run;
        run.setRawFont(glyphs[first].font);
        run.setGlyphIndexes(indexes);
        run.setPositions(positions);
        painter.setPen(glyphs[first].colour);
        painter.drawGlyphRun(at, run);
    }
}

/**
 * Draws a line glyph by glyph from the left. Readers of PDF files put words together from glyphs that follow each other on the paper;
 * Qt would draw Arabic and Hebrew from the right, and then some readers find a space between any two letters.
 */
void paintFromTheLeft(QPainter &painter, const QTextLayout &text, const QTextLine &line, QPointF at)
{
    std::vector<Glyph> glyphs = glyphsOf(text, line, line.textStart(), line.textStart() + line.textLength());
    std::stable_sort(glyphs.begin(), glyphs.end(), [](const Glyph &a, const Glyph &b) { return a.position.x() < b.position.x(); });
    // A mark goes before its letter: once the line is turned round it then follows it.
    for (size_t i = 1; i < glyphs.size(); ++i)
        if (glyphs[i].font.advancesForGlyphIndexes({glyphs[i].index}).value(0).x() < 1)
            std::swap(glyphs[i], glyphs[i - 1]);
    paintGlyphs(painter, glyphs, at);
}

/** Glyphs without ink from @p at on, as far as @p width, or one: readers of PDF files need letters for what has none. */
void paintSpace(QPainter &painter, const QRawFont &font, QPointF at, qreal width = 0)
{
    QGlyphRun space;
    space.setRawFont(font);
    const QList<quint32> glyph = font.glyphIndexesForString(QStringLiteral(" "));
    const qreal step = qMax(1.0, font.advancesForGlyphIndexes(glyph).value(0).x());
    const qsizetype count = qMax<qsizetype>(1, qFloor(width / step));
    QList<QPointF> positions;
    for (qsizetype i = 0; i < count; ++i)
        positions.append(at + QPointF(qreal(i) * step, 0));
    space.setGlyphIndexes(QList<quint32>(count, glyph.value(0)));
    space.setPositions(positions);
    painter.setPen(ink());
    painter.drawGlyphRun({}, space);
}

/** A sign of a face of coloured pictures: as a picture, because a PDF of Qt would show a black bar or nothing. */
void paintSign(QPainter &painter, const QTextLayout &text, const QTextLine &line, int from, int to, QPointF at, Marker *marker)
{
    const QString letters = text.text().mid(from, to - from);
    const qreal one = line.cursorToX(from);
    const qreal other = line.cursorToX(to);
    const qreal left = qMin(one, other);
    const qreal width = qAbs(other - one);
    const faces::Sign sign = faces::sign(letters, faces::pictureFace());
    if (sign.image.isNull() || width <= 0)
        return;
    const qreal height = width * sign.image.height() / sign.image.width();
    const QPointF foot = at + QPointF(left, line.y() + line.ascent());
    if (marker) {
        marker->beginWords(painter, letters);
        paintSpace(painter, QRawFont::fromFont(text.font()), foot, width);
    }
    painter.drawImage(QRectF(foot.x(), foot.y() - height * sign.ascent, width, height), sign.image);
    if (marker)
        marker->endWords(painter);
}

/**
 * Draws a line that is read from the left stretch by stretch: signs as pictures, and in a PDF each word of a script whose glyphs do
 * not follow each other as its letters do together with its letters.
 */
void paintInStretches(QPainter &painter, const QTextLayout &text, const QTextLine &line, QPointF at, Marker *marker)
{
    for (const QTextLayout::FormatRange &range : text.formats()) {
        int from = qMax(range.start, line.textStart());
        const int to = qMin(range.start + range.length, line.textStart() + line.textLength());
        if (from >= to)
            continue;
        if (range.format.boolProperty(pictureProperty)) {
            paintSign(painter, text, line, from, to, at, marker);
            continue;
        }
        while (from < to) {
            // A word with the space after it; without a marker the whole stretch.
            int end = to;
            if (marker) {
                const qsizetype space = text.text().indexOf(u' ', from);
                end = space < 0 || space >= to ? to : int(space) + 1;
            }
            const QString word = text.text().mid(from, end - from);
            const bool told = marker && faces::needsItsWords(word);
            if (told)
                marker->beginWords(painter, word);
            paintGlyphs(painter, glyphsOf(text, line, from, end), at);
            if (told)
                marker->endWords(painter);
            from = end;
        }
    }
}

bool hasFromTheRight(const QString &words)
{
    return std::any_of(words.begin(), words.end(), [](QChar c) { return c.direction() == QChar::DirR || c.direction() == QChar::DirAL; });
}

void paintSigns(QPainter &painter, const QTextLayout &text, const QTextLine &line, QPointF at, Marker *marker)
{
    for (const QTextLayout::FormatRange &range : text.formats()) {
        const int from = qMax(range.start, line.textStart());
        const int to = qMin(range.start + range.length, line.textStart() + line.textLength());
        if (from < to && range.format.boolProperty(pictureProperty))
            paintSign(painter, text, line, from, to, at, marker);
    }
}

void paintText(QPainter &painter, const TextDraw &draw, Marker *marker)
{
    const QTextLayout &text = draw.text->text;
    const QPointF at = draw.at - QPointF(0, draw.text->top(draw.firstLine));
    for (int i = draw.firstLine; i < draw.firstLine + draw.lineCount; ++i) {
        const QTextLine line = text.lineAt(i);
        const QString words = text.text().mid(line.textStart(), line.textLength());
        if (marker && hasFromTheRight(words)) {
            paintFromTheLeft(painter, text, line, at);
            paintSigns(painter, text, line, at, marker);
        } else if (faces::needsItsWords(words) || (marker && text.formats().size() > 1)) {
            paintInStretches(painter, text, line, at, marker);
        } else {
            line.draw(&painter, at);
        }
        // The space that a line was broken at is not drawn. A PDF needs it, or the words on its two sides are read as one.
        if (marker && i + 1 < draw.text->lines && !words.isEmpty() && words.back().isSpace()) {
            const QList<QGlyphRun> runs = line.glyphRuns();
            if (runs.isEmpty())
                continue;
            const bool fromTheRight = text.textOption().textDirection() == Qt::RightToLeft;
            const qreal x = fromTheRight ? line.naturalTextRect().left() - 3 * point : line.naturalTextRect().right();
            paintSpace(painter, QRawFont::fromFont(text.font()), at + QPointF(x, line.y() + line.ascent()));
        }
    }
}

void paintPicture(QPainter &painter, const PictureDraw &draw)
{
    if (draw.round) {
        painter.save();
        QPainterPath circle;
        circle.addEllipse(draw.rect);
        painter.setClipPath(circle, Qt::IntersectClip);
        // The photo covers the circle: its longer side runs over and is cut off on both ends alike.
        const QSizeF natural = picture::naturalSize(draw.picture.bytes);
        const QSizeF size = natural.scaled(draw.rect.size(), Qt::KeepAspectRatioByExpanding);
        // Faces are in the upper part of upright photos.
        const qreal above = (size.height() - draw.rect.height()) * 0.3;
        const QRectF cover(draw.rect.center().x() - size.width() / 2, draw.rect.top() - above, size.width(), size.height());
        picture::draw(painter, draw.picture.bytes, cover, unitsPerInch);
        painter.restore();
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(draw.ring, 2.5 * point));
        painter.drawEllipse(draw.rect);
        return;
    }
    QRectF inside = draw.rect;
    if (draw.plate) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(Qt::white);
        painter.drawRoundedRect(draw.rect, 6 * point, 6 * point);
        inside.adjust(2 * point, 2 * point, -2 * point, -2 * point);
    }
    painter.save();
    picture::draw(painter, draw.picture.bytes, inside, unitsPerInch);
    painter.restore();
}

} // namespace

void paint(QPainter &painter, const Page &page, Marker *marker)
{
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
    for (const Draw &draw : page.draws) {
        if (marker)
            marker->begin(painter, draw);
        std::visit(
            [&](const auto &d) {
                using D = std::decay_t<decltype(d)>;
                if constexpr (std::is_same_v<D, BoxDraw>) {
                    if (!d.spine)
                        paintBox(painter, d);
                    else if (marker)
                        paintSpine(painter, d.rect);
                } else if constexpr (std::is_same_v<D, TextDraw>)
                    paintText(painter, d, marker);
                else
                    paintPicture(painter, d);
            },
            draw);
    }
    if (marker)
        marker->endPage(painter);
}

} // namespace heard::layout
