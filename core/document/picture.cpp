// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/picture.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>
#include <QSet>
#include <QSvgRenderer>
#include <QXmlStreamReader>

namespace heard::picture {

namespace {

/** Drawing elements that neither load nor run anything. */
bool isDrawingElement(QStringView name)
{
    static const QSet<QString>
        allowed{QStringLiteral("svg"),      QStringLiteral("g"),       QStringLiteral("defs"),           QStringLiteral("symbol"),
                QStringLiteral("use"),      QStringLiteral("title"),   QStringLiteral("desc"),           QStringLiteral("path"),
                QStringLiteral("rect"),     QStringLiteral("circle"),  QStringLiteral("ellipse"),        QStringLiteral("line"),
                QStringLiteral("polyline"), QStringLiteral("polygon"), QStringLiteral("linearGradient"), QStringLiteral("radialGradient"),
                QStringLiteral("stop"),     QStringLiteral("text"),    QStringLiteral("tspan"),          QStringLiteral("metadata"),
                QStringLiteral("style"),    QStringLiteral("clipPath")};
    return allowed.contains(name.toString());
}

bool attributesAreSafe(const QXmlStreamAttributes &attributes)
{
    for (const QXmlStreamAttribute &attribute : attributes) {
        const QString value = attribute.value().toString().trimmed();
        if (attribute.name().startsWith(u"on", Qt::CaseInsensitive))
            return false;
        if (attribute.name() == u"href" && !value.startsWith(u'#'))
            return false;
        QString rest = value;
        rest.remove(u' ').remove(u'\'').remove(u'"');
        rest.replace(QStringLiteral("url(#"), QString(), Qt::CaseInsensitive);
        if (rest.contains(QStringLiteral("url("), Qt::CaseInsensitive))
            return false;
    }
    return true;
}

const char *readerFormat(Kind kind)
{
    switch (kind) {
    case Kind::Jpeg:
        return "jpeg";
    case Kind::Png:
        return "png";
    case Kind::WebP:
        return "webp";
    case Kind::Unknown:
    case Kind::Svg:
        break;
    }
    return nullptr;
}

bool sizeIsAllowed(QSize size)
{
    const qint64 pixels = qint64(size.width()) * size.height();
    return size.isValid() && !size.isEmpty() && size.width() <= longestPixelSide && size.height() <= longestPixelSide && pixels <= mostPixels;
}

} // namespace

Kind sniff(const QByteArray &bytes)
{
    if (bytes.startsWith("\xFF\xD8\xFF"))
        return Kind::Jpeg;
    if (bytes.startsWith("\x89PNG\r\n\x1A\n"))
        return Kind::Png;
    if (bytes.size() > 12 && bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP")
        return Kind::WebP;
    const QByteArray head = bytes.left(2000);
    if (head.contains("<svg") && (head.trimmed().startsWith('<') || head.startsWith("\xEF\xBB\xBF<")))
        return Kind::Svg;
    return Kind::Unknown;
}

bool isSafeSvg(const QByteArray &bytes)
{
    if (bytes.size() > longestSvg)
        return false;
    QXmlStreamReader reader(bytes);
    int elements = 0;
    int depth = 0;
    int uses = 0;
    bool first = true;
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::DTD:
        case QXmlStreamReader::EntityReference:
        case QXmlStreamReader::ProcessingInstruction:
            return false;
        case QXmlStreamReader::StartElement: {
            const QStringView name = reader.name();
            if (first && name != u"svg")
                return false;
            first = false;
            if (++elements > 5000 || ++depth > 32 || (name == u"use" && ++uses > 200))
                return false;
            // Editors leave their own elements in other namespaces; QtSvg skips those, and so they are let be.
            const bool drawing = reader.namespaceUri().isEmpty() || reader.namespaceUri() == u"http://www.w3.org/2000/svg";
            if ((drawing && !isDrawingElement(name)) || !attributesAreSafe(reader.attributes()))
                return false;
            break;
        }
        case QXmlStreamReader::EndElement:
            --depth;
            break;
        case QXmlStreamReader::Characters:
            if (reader.text().contains(u"@import", Qt::CaseInsensitive) || reader.text().contains(u"url(", Qt::CaseInsensitive))
                return false;
            break;
        default:
            break;
        }
    }
    return !reader.hasError() && !first;
}

QSizeF naturalSize(const QByteArray &bytes)
{
    const Kind kind = sniff(bytes);
    if (kind == Kind::Svg) {
        if (!isSafeSvg(bytes))
            return {};
        QSvgRenderer renderer(bytes);
        const QSizeF size = renderer.viewBoxF().size();
        return renderer.isValid() && size.width() > 0 && size.height() > 0 ? size : QSizeF();
    }
    const char *format = readerFormat(kind);
    if (!format)
        return {};
    QByteArray copy = bytes;
    QBuffer buffer(&copy);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, format);
    reader.setDecideFormatFromContent(false);
    const QSize size = reader.size();
    if (!sizeIsAllowed(size))
        return {};
    return reader.transformation() & QImageIOHandler::TransformationRotate90 ? size.transposed() : size;
}

Result<QImage> decode(const QByteArray &bytes, int longestSide)
{
    const char *format = readerFormat(sniff(bytes));
    const auto wrongKind = [](const QString &detail) {
        return fail(ErrorCode::BadInput, "photo-kind", coreText("This picture cannot be used. Choose a photo saved as JPEG or PNG."), detail);
    };
    if (!format || !QImageReader::supportedImageFormats().contains(format))
        return wrongKind(QStringLiteral("picture: format not read"));
    const auto tooBig = [](const QString &detail) {
        return fail(ErrorCode::BadInput, "photo-too-big", coreText("This picture is too big. Choose a smaller one, or take a new photo."),
                    detail);
    };
    if (bytes.size() > longestFile)
        return tooBig(QStringLiteral("picture: file too long"));
    const auto damaged = [](const QString &detail) {
        return fail(ErrorCode::BadInput, "photo-damaged", coreText("This picture is damaged and cannot be opened. Choose another one."), detail);
    };
    QByteArray copy = bytes;
    QBuffer buffer(&copy);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, format);
    // The name of the format is ours; Qt's own guessing would also open PDF, SVG and icons.
    reader.setDecideFormatFromContent(false);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (!size.isValid() || size.isEmpty())
        return damaged(QStringLiteral("picture: no size in its head"));
    if (!sizeIsAllowed(size))
        return tooBig(QStringLiteral("picture: %1 x %2 pixels").arg(size.width()).arg(size.height()));
    if (sniff(bytes) == Kind::Jpeg) {
        // A progressive JPEG keeps all its coefficients in memory, and each of its scans costs as much as a whole picture.
        if (bytes.count("\xFF\xDA") > mostScans)
            return tooBig(QStringLiteral("picture: too many scans"));
        if (bytes.contains("\xFF\xC2") && qint64(size.width()) * size.height() * 3 > qint64(mostMegabytes) * 1024 * 1024)
            return tooBig(QStringLiteral("picture: needs too much memory"));
    }
    // The JPEG reader decodes at an eighth, quarter or half when a smaller size is asked for; others decode whole, then scale.
    const bool scalesWhileReading = sniff(bytes) == Kind::Jpeg;
    const int longest = qMax(size.width(), size.height());
    if (scalesWhileReading && longest > 2 * longestSide)
        reader.setScaledSize(size.scaled(2 * longestSide, 2 * longestSide, Qt::KeepAspectRatio).expandedTo(QSize(1, 1)));
    const QSize decoded = scalesWhileReading && reader.scaledSize().isValid() ? reader.scaledSize() : size;
    const qint64 bytesPerPixel = sniff(bytes) == Kind::Png && reader.imageFormat() == QImage::Format_RGBA64 ? 8 : 4;
    if (qint64(decoded.width()) * decoded.height() * bytesPerPixel > qint64(mostMegabytes) * 1024 * 1024)
        return tooBig(QStringLiteral("picture: needs too much memory"));
    QImage image = reader.read();
    if (image.isNull())
        return damaged(QStringLiteral("picture: decoder error %1").arg(int(reader.error())));
    if (qMax(image.width(), image.height()) > longestSide)
        image = image.scaled(longestSide, longestSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    return image;
}

void draw(QPainter &painter, const QByteArray &bytes, const QRectF &rect, qreal unitsPerInch)
{
    if (rect.isEmpty())
        return;
    const auto fitted = [&](QSizeF size) {
        size.scale(rect.size(), Qt::KeepAspectRatio);
        return QRectF(rect.center() - QPointF(size.width() / 2, size.height() / 2), size);
    };
    if (sniff(bytes) == Kind::Svg) {
        if (!isSafeSvg(bytes))
            return;
        QSvgRenderer renderer(bytes);
        const QSizeF size = renderer.viewBoxF().size();
        if (renderer.isValid() && size.width() > 0 && size.height() > 0)
            renderer.render(&painter, fitted(size));
        return;
    }
    // 300 dots an inch is what a printer can show; more would only make the file larger.
    const int longestSide = qMax(1, qCeil(qMax(rect.width(), rect.height()) / unitsPerInch * 300));
    if (const Result<QImage> image = decode(bytes, longestSide))
        painter.drawImage(fitted(image->size()), *image);
}

} // namespace heard::picture
