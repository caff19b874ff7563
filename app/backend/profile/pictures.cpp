// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pictures.h"

#include "currentcircle.h"
#include "pagemaker.h"

#include <QStringList>

namespace heard {

QString pictureOf(const Id &record, const QString &field, const QByteArray &bytes)
{
    return QStringLiteral("image://circle/record/%1/%2/%3").arg(record.toHex(), field, QString::number(qHash(bytes, 7), 16));
}

Pictures::Pictures(const CurrentCircle &circle, const PageMaker &pages) : QQuickImageProvider(Image), m_circle(circle), m_pages(pages) {}

QImage Pictures::requestImage(const QString &id, QSize *size, const QSize &requested)
{
    const QStringList parts = id.split(u'/');
    QImage image;
    if (parts.size() == 4 && parts.at(0) == QLatin1String("record") && m_circle.circle()) {
        const auto record = Id::fromHex(parts.at(1));
        const Record *known = record ? m_circle.circle()->record(*record) : nullptr;
        const Version *shown = known ? known->shown(parts.at(2)) : nullptr;
        // Photos are kept as our own cleaned JPEG and nothing else is read as a picture.
        if (shown)
            image = QImage::fromData(shown->value.toByteArray(), "JPEG");
        if (!image.isNull() && requested.isValid() && !requested.isEmpty())
            image = image.scaled(requested, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    } else if (parts.size() == 3 && parts.at(0) == QLatin1String("page")) {
        image = m_pages.picture(parts.at(1).toInt(), requested.width() > 0 ? requested.width() : 900);
    }
    if (image.isNull()) {
        image = QImage(1, 1, QImage::Format_ARGB32);
        image.fill(Qt::transparent);
    }
    if (size)
        *size = image.size();
    return image;
}

} // namespace heard
