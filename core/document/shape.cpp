// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/layout.h"

#include <QFont>

namespace heard::layout {

namespace {

QFont fontOf(qreal points, bool bold)
{
    QFont font;
    font.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("Noto Sans Arabic")});
    font.setPixelSize(qRound(points * point));
    font.setBold(bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(QFont::ForceOutline);
    // The least spacing there is (1/640 point) turns off ligatures of Latin letters: a PDF keeps "ﬁ" as one character, and then "find" is
    // not found, nor read out well. Scripts that need their ligatures, such as Arabic, keep them.
    font.setLetterSpacing(QFont::AbsoluteSpacing, 1.0 / 64);
    return font;
}

} // namespace

Shaper::Shaper(const Document &document) : m_direction(document.direction) {}

ShapedPtr Shaper::shape(const Runs &runs, const QString &note, const Style &style, qreal width)
{
    const qreal room = qMax(width, 2 * style.points * point);
    QString key = QStringLiteral("%1/%2/%3/%4/%5%6/")
                      .arg(style.points)
                      .arg(int(style.bold))
                      .arg(style.colour.rgb())
                      .arg(room)
                      .arg(style.atEnd)
                      .arg(style.balanced);
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
    QString text;
    QList<QTextLayout::FormatRange> formats;
    const auto add = [&](QString words, bool bold, const QColor &colour) {
        // A line break a person typed is a line break, not a new paragraph.
        words.replace(u'\n', QChar::LineSeparator);
        QTextLayout::FormatRange range;
        range.start = int(text.size());
        range.length = int(words.size());
        range.format.setFontWeight(bold ? QFont::Bold : QFont::Normal);
        range.format.setForeground(colour);
        formats.append(range);
        text += words;
    };
    for (const Run &run : runs)
        add(run.text, run.bold || style.bold, style.colour);
    if (!note.isEmpty())
        add(QStringLiteral(" –\u2060\u00A0") + note, false, softInk());

    const bool right = (m_direction == Qt::RightToLeft) != style.atEnd;
    QTextOption option(right ? Qt::AlignRight | Qt::AlignAbsolute : Qt::AlignLeft | Qt::AlignAbsolute);
    option.setTextDirection(m_direction);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    shaped->text.setFont(fontOf(style.points, style.bold));
    shaped->text.setText(text);
    shaped->text.setTextOption(option);
    shaped->text.setFormats(formats);
    shaped->text.setCacheEnabled(true);
    shaped->text.beginLayout();
    // Fonts for Arabic and some other scripts ask for twice the room that print in these sizes needs.
    const qreal tallest = 1.62 * style.points * point;
    qreal y = 0;
    for (QTextLine line = shaped->text.createLine(); line.isValid(); line = shaped->text.createLine()) {
        line.setLineWidth(room);
        const qreal pitch = qMin(line.height(), tallest);
        line.setPosition(QPointF(0, y - (line.height() - pitch) * line.ascent() / line.height()));
        shaped->tops.push_back(y);
        y += pitch;
        ++shaped->lines;
    }
    shaped->text.endLayout();
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
