// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/photo.h"

#include "document/picture.h"

#include <QBuffer>
#include <QImageWriter>
#include <QPainter>

namespace heard {

namespace {

QByteArray toJpeg(const QImage &image, int quality)
{
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "jpeg");
    writer.setQuality(quality);
    writer.setOptimizedWrite(true);
    return writer.write(image) ? out : QByteArray();
}

} // namespace

Result<QByteArray> cleanPhoto(const QByteArray &raw, int longestSide, qsizetype longestBytes)
{
    if (raw.isEmpty())
        return fail(ErrorCode::BadInput, "photo-empty", coreText("There is nothing in this file. Nothing was changed. Choose another photo."));
    int side = qBound(16, longestSide, picture::longestPixelSide);
    HEARD_TRY_ASSIGN(const QImage decoded, picture::decode(raw, side, picture::chosen));
    // A new image: no text, no profile and no other metadata comes along. What was see-through becomes white paper.
    QImage image(decoded.size(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.drawImage(0, 0, decoded);
    painter.end();
    for (;;) {
        for (int quality = 88; quality >= 48; quality -= 8) {
            QByteArray jpeg = toJpeg(image, quality);
            if (jpeg.isEmpty())
                return fail(ErrorCode::Internal, "photo-damaged",
                            coreText("This photo could not be kept. Nothing was changed. Try another one."),
                            QStringLiteral("photo: cannot write JPEG"));
            if (jpeg.size() <= longestBytes)
                return jpeg;
        }
        if (side <= 64)
            return fail(ErrorCode::BadInput, "photo-too-big", coreText("This photo is too big. Choose a smaller one, or take a new photo."),
                        QStringLiteral("photo: limit of bytes cannot be met"));
        side = side * 3 / 4;
        image = image.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    }
}

} // namespace heard
