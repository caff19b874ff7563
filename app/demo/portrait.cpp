// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "content.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QPainterPath>

namespace heard::demo {

QByteArray portraitOfSam()
{
    constexpr int side = 480;
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(QColor(0xf6, 0xe3, 0xb4));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);

    // A bus behind him, of course.
    painter.setBrush(QColor(0xb4, 0x3a, 0x2e));
    painter.drawRoundedRect(QRectF(-20, 60, 520, 190), 24, 24);
    painter.setBrush(QColor(0xcf, 0xe8, 0xf2));
    for (int x = 10; x < side; x += 118)
        painter.drawRoundedRect(QRectF(x, 90, 96, 76), 10, 10);

    // Jumper, neck, head, hair.
    painter.setBrush(QColor(0x2f, 0x7d, 0x7a));
    painter.drawEllipse(QRectF(70, 370, 340, 240));
    painter.setBrush(QColor(0x7a, 0x4a, 0x2f));
    painter.drawRoundedRect(QRectF(202, 330, 76, 84), 30, 30);
    painter.setBrush(QColor(0x2a, 0x1c, 0x14));
    painter.drawEllipse(QRectF(126, 98, 228, 236));
    painter.setBrush(QColor(0x8c, 0x57, 0x38));
    painter.drawEllipse(QRectF(112, 226, 40, 60));
    painter.drawEllipse(QRectF(328, 226, 40, 60));
    QPainterPath face;
    face.addEllipse(QRectF(136, 140, 208, 234));
    painter.drawPath(face);

    // Eyes, and a wide smile.
    painter.setBrush(Qt::white);
    painter.drawEllipse(QRectF(180, 226, 44, 38));
    painter.drawEllipse(QRectF(256, 226, 44, 38));
    painter.setBrush(QColor(0x1b, 0x12, 0x0d));
    painter.drawEllipse(QRectF(196, 234, 22, 24));
    painter.drawEllipse(QRectF(262, 234, 22, 24));
    QPainterPath smile;
    smile.moveTo(188, 300);
    smile.quadTo(240, 366, 292, 300);
    smile.quadTo(240, 324, 188, 300);
    painter.setBrush(Qt::white);
    painter.setPen(QPen(QColor(0x5c, 0x2e, 0x1e), 5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(smile);
    painter.end();

    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return png;
}

} // namespace heard::demo
