// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/bidi.h"
#include "document/faces.h"
#include "document/glyphs.h"
#include "document/layout.h"

#include <QFont>
#include <algorithm>

namespace heard::layout {

namespace {

QFont fontOf(const QString &family, qreal points, bool bold)
{
    QFont font = faces::font(family, qRound(points * point), bold);
    // The least spacing there is (1/640 point) turns off ligatures of Latin letters: a PDF keeps "ﬁ" as one character, and then "find" is
    // not found, nor read out well. Scripts that need their ligatures, such as Arabic, keep them.
    font.setLetterSpacing(QFont::AbsoluteSpacing, 1.0 / 64);
    return font;
}

/** Room above and below the line that letters stand on, in units. */
struct Reach
{
    qreal above = 0;
    qreal below = 0;
};

/** What the plain face asks for; its capitals with their accents and its longest tails are within. */
constexpr qreal plainAbove = 1.069;
constexpr qreal plainBelow = 0.293;
/** Between the ink of two lines there is at least twice this much of the size of the letters. */
constexpr qreal inkGap = 0.05;

/**
 * How far the ink of these lines reaches. The faces of many scripts ask for twice the room that they need, and some letters reach out
 * of what their face asks for; so what counts is the ink itself, and every line of a paragraph gets the same.
 */
Reach reachOf(const QTextLayout &text, const std::vector<QTextLine> &lines, qreal size)
{
    Reach reach{plainAbove * size, plainBelow * size};
    for (const QTextLine &line : lines) {
        const qreal foot = line.y() + line.ascent();
        for (const Glyph &glyph : glyphsOf(text, line, line.textStart(), line.textStart() + line.textLength())) {
            const QRectF ink = glyph.font.boundingRect(glyph.index);
            if (ink.isEmpty())
                continue;
            reach.above = qMax(reach.above, foot - glyph.position.y() - ink.top() + inkGap * size);
            reach.below = qMax(reach.below, glyph.position.y() + ink.bottom() - foot + inkGap * size);
        }
    }
    return reach;
}

} // namespace

Shaper::Shaper(const Document &document) : m_direction(document.direction), m_language(document.language) {}

Qt::LayoutDirection Shaper::directionOf(const Runs &runs) const
{
    return bidi::directionOf(plainText(runs), m_direction);
}

ShapedPtr Shaper::shape(const Runs &runs, const QString &note, const Style &style, qreal width)
{
    const qreal room = qMax(width, 2 * style.points * point);
    QString key = QStringLiteral("%1/%2/%3/%4/%5%6%7%8/")
                      .arg(style.points)
                      .arg(int(style.bold))
                      .arg(style.colour.rgb())
                      .arg(room)
                      .arg(style.atEnd)
                      .arg(style.balanced)
                      .arg(style.keepsSide)
                      .arg(style.language);
    for (const Run &run : runs)
        key += (run.bold ? QChar(1) : QChar(2)) + run.text;
    key += QChar(3) + note;
    if (const auto known = m_known.constFind(key); known != m_known.constEnd())
        return *known;
    ShapedPtr shaped = shapeAnew(runs, note, style, room);
    if (style.balanced && shaped->lines > 1 && shaped->lines < 5) {
        // The narrowest width that still takes as many lines.
        qreal narrow = room / 2;
        qreal wide = room;
        while (wide - narrow > 4 * point) {
            const qreal middle = (narrow + wide) / 2;
            ShapedPtr narrower = shapeAnew(runs, note, style, middle);
            if (narrower->lines == shaped->lines) {
                shaped = std::move(narrower);
                wide = middle;
            } else {
                narrow = middle;
            }
        }
    }
    m_known.insert(key, shaped);
    return shaped;
}

ShapedPtr Shaper::shapeAnew(const Runs &runs, const QString &note, const Style &style, qreal room) const
{
    auto shaped = std::make_shared<Shaped>();
    const QString language = style.language.isEmpty() ? m_language : style.language;
    const Qt::LayoutDirection direction = directionOf(runs);
    QString text;
    QList<QTextLayout::FormatRange> formats;
    bool onlyPlain = true;
    const auto add = [&](QString words, bool bold, const QColor &colour) {
        words = bidi::numbersKept(words, direction);
        // A line break a person typed is a line break, not a new paragraph.
        words.replace(u'\n', QChar::LineSeparator);
        const QList<faces::Stretch> stretches = faces::stretches(words, language);
        for (const faces::Stretch &stretch : stretches) {
            // What nothing can show is a box of the plain face; missingLetters() has said so.
            const QString family = stretch.family.isEmpty() ? faces::plainFace() : stretch.family;
            onlyPlain = onlyPlain && family == faces::plainFace();
            QTextLayout::FormatRange range;
            range.start = int(text.size() + stretch.start);
            range.length = int(stretch.length);
            range.format.setFont(fontOf(family, style.points, bold && !stretch.picture));
            range.format.setForeground(colour);
            range.format.setProperty(pictureProperty, stretch.picture);
            formats.append(range);
        }
        text += words;
    };
    for (const Run &run : runs)
        add(run.text, run.bold || style.bold, style.colour);
    if (!note.isEmpty()) {
        // A name in the other direction must not turn the words before it round.
        add(QStringLiteral(" –\u2060\u00A0") + bidi::inserted(note, direction), false, softInk());
    }

    const bool right = ((style.keepsSide ? m_direction : direction) == Qt::RightToLeft) != style.atEnd;
    QTextOption option(right ? Qt::AlignRight | Qt::AlignAbsolute : Qt::AlignLeft | Qt::AlignAbsolute);
    option.setTextDirection(direction);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    shaped->text.setFont(fontOf(faces::plainFace(), style.points, style.bold));
    shaped->text.setText(text);
    shaped->text.setTextOption(option);
    shaped->text.setFormats(formats);
    shaped->text.setCacheEnabled(true);
    shaped->text.beginLayout();
    std::vector<QTextLine> lines;
    for (QTextLine line = shaped->text.createLine(); line.isValid(); line = shaped->text.createLine()) {
        line.setLineWidth(room);
        line.setPosition({0, 0});
        lines.push_back(line);
    }
    const qreal size = style.points * point;
    const Reach reach = onlyPlain ? Reach{plainAbove * size, plainBelow * size} : reachOf(shaped->text, lines, size);
    qreal y = 0;
    for (QTextLine &line : lines) {
        line.setPosition(QPointF(0, y + reach.above - line.ascent()));
        shaped->tops.push_back(y);
        y += reach.above + reach.below;
        ++shaped->lines;
    }
    shaped->text.endLayout();
    shaped->foot = reach.above;
    shaped->width = room;
    shaped->height = y;
    return shaped;
}

QColor ink()
{
    return QColor(0x1F, 0x24, 0x30);
}

QColor softInk()
{
    return QColor(0x4A, 0x51, 0x60);
}

QColor edge()
{
    return QColor(0x8C, 0x85, 0x77);
}

QColor paperTint()
{
    return QColor(0xFB, 0xF7, 0xEF);
}

QColor colour(Accent accent)
{
    switch (accent) {
    case Accent::Ink:
        return ink();
    case Accent::Profile:
        return QColor(0x0B, 0x5F, 0x6B);
    case Accent::MySay:
        return QColor(0x6B, 0x2D, 0x73);
    case Accent::Meetings:
        return QColor(0x2F, 0x4A, 0x9A);
    case Accent::Charter:
        return QColor(0x2C, 0x65, 0x39);
    case Accent::Warn:
        return QColor(0x7A, 0x4E, 0x00);
    case Accent::Alert:
        return QColor(0xA3, 0x34, 0x1F);
    }
    return ink();
}

} // namespace heard::layout
