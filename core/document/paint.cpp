// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/layout.h"
#include "document/picture.h"

#include <QPainter>
#include <QPainterPath>

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

void paintText(QPainter &painter, const TextDraw &draw, Marker *marker)
{
    const QTextLayout &text = draw.text->text;
    const qreal top = draw.text->top(draw.firstLine);
    for (int i = draw.firstLine; i < draw.firstLine + draw.lineCount; ++i) {
        const QTextLine line = text.lineAt(i);
        if (marker)
            marker->beginLine(painter, text.text().mid(line.textStart(), line.textLength()));
        line.draw(&painter, draw.at - QPointF(0, top));
        if (marker)
            marker->endLine(painter);
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
                if constexpr (std::is_same_v<D, BoxDraw>)
                    paintBox(painter, d);
                else if constexpr (std::is_same_v<D, TextDraw>)
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
