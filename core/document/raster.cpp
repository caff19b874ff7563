// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/fit.h"
#include "document/layout.h"
#include "document/writers.h"

#include <QBuffer>
#include <QPainter>

namespace heard {

namespace {

QImage drawn(const layout::Page &page, qreal dpi, qreal height)
{
    const qreal scale = dpi / layout::unitsPerInch;
    QImage image(qRound(layout::paperWidth * scale), qRound(height * scale), QImage::Format_RGB32);
    image.fill(Qt::white);
    image.setDotsPerMeterX(qRound(dpi / 0.0254));
    image.setDotsPerMeterY(qRound(dpi / 0.0254));
    QPainter painter(&image);
    painter.scale(scale, scale);
    layout::paint(painter, page);
    painter.end();
    return image;
}

} // namespace

QImage renderPage(const Document &document, int page, qreal dpi)
{
    if (dpi < 20 || dpi > 600)
        return {};
    layout::Shaper shaper(document);
    const layout::Layout layout = layout::finalLayout(document, shaper);
    if (page < 0 || size_t(page) >= layout.pages.size())
        return {};
    return drawn(layout.pages[size_t(page)], dpi, layout::paperHeight);
}

Result<QList<QByteArray>> toPng(const Document &document)
{
    constexpr qreal dpi = 200;
    layout::Shaper shaper(document);
    const layout::Layout layout = layout::finalLayout(document, shaper);
    if (document.form != Form::Pages && !layout.fits())
        return std::unexpected(doesNotFit(document, measureOnePage(document)));
    const qreal height = document.form == Form::HalfCard ? layout::paperHeight / 2 : layout::paperHeight;
    QList<QByteArray> out;
    for (const layout::Page &page : layout.pages) {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        if (!drawn(page, dpi, height).save(&buffer, "PNG"))
            return fail(ErrorCode::Internal, "cannot-make-png", coreText("The picture could not be made. Your work is safe. Try a PDF."));
        out.append(buffer.data());
    }
    return out;
}

} // namespace heard
