// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/picture.h"

#include "document/pictureparts.h"

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

bool sizeIsAllowed(QSize size, const Limits &limits)
{
    const qint64 pixels = qint64(size.width()) * size.height();
    return size.isValid() && !size.isEmpty() && size.width() <= longestPixelSide && size.height() <= longestPixelSide && pixels <= limits.pixels;
}

std::unexpected<Error> tooBig(const QString &detail)
{
    return fail(ErrorCode::BadInput, "photo-too-big", coreText("This picture is too big. Choose a smaller one, or take a new photo."), detail);
}

std::unexpected<Error> damaged(const QString &detail)
{
    return fail(ErrorCode::BadInput, "photo-damaged",
                coreText("This picture is damaged, or a part of it is missing. Copy it again, or choose another one."), detail);
}

/** A file of one of our kinds that Qt can read here. */
Result<> checkKind(Kind kind, const QByteArray &bytes)
{
    const char *format = readerFormat(kind);
    if (format && QImageReader::supportedImageFormats().contains(format))
        return {};
    if (kind == Kind::WebP)
        return fail(ErrorCode::BadInput, "photo-no-webp",
                    coreText("This device cannot read WebP pictures. Save it as JPEG, or install qt6-image-formats-plugins."),
                    QStringLiteral("picture: no WebP plugin"));
    if (bytes.mid(4, 4) == "ftyp")
        return fail(ErrorCode::BadInput, "photo-kind",
                    coreText("Pictures of this kind (HEIC or AVIF) cannot be used yet. Save it as JPEG, then choose that."),
                    QStringLiteral("picture: ISO media"));
    return fail(ErrorCode::BadInput, "photo-kind", coreText("This picture cannot be used. Choose a photo saved as JPEG or PNG."),
                QStringLiteral("picture: format not read"));
}

/** What can be said of a file of @p size pixels without decoding it. */
Result<> checkParts(const Parts &parts, QSize size, const Limits &limits)
{
    if (parts.moving)
        return fail(ErrorCode::BadInput, "photo-kind", coreText("This is a moving picture. Choose a photo saved as JPEG or PNG."),
                    QStringLiteral("picture: animation"));
    if (!size.isValid() || size.isEmpty())
        return damaged(QStringLiteral("picture: no size in its head"));
    if (!sizeIsAllowed(size, limits))
        return tooBig(QStringLiteral("picture: %1 x %2 pixels").arg(size.width()).arg(size.height()));
    if (parts.scans > limits.scans)
        return tooBig(QStringLiteral("picture: %1 scans").arg(parts.scans));
    const qint64 pixels = qint64(size.width()) * size.height();
    if (parts.inRounds && pixels * parts.scans > limits.work)
        return tooBig(QStringLiteral("picture: %1 scans of %2 pixels").arg(parts.scans).arg(pixels));
    // All its coefficients at once: two bytes for each of up to three colours.
    if (parts.inRounds && pixels * 6 > limits.memory)
        return tooBig(QStringLiteral("picture: needs too much memory"));
    if (!parts.whole || !parts.plain)
        return damaged(QStringLiteral("picture: its parts are not as they should be"));
    return {};
}

/** Opens a reader of exactly this format: Qt's own guessing would also open PDF, SVG and icons. */
class Reader
{
public:
    Reader(Kind kind, const QByteArray &bytes) : m_bytes(kind == Kind::Png ? bareOfPng(bytes) : bytes), m_buffer(&m_bytes)
    {
        m_buffer.open(QIODevice::ReadOnly);
        m_reader.setDevice(&m_buffer);
        m_reader.setFormat(readerFormat(kind));
        m_reader.setDecideFormatFromContent(false);
        m_reader.setAutoTransform(true);
    }
    QImageReader *operator->() { return &m_reader; }

private:
    QByteArray m_bytes;
    QBuffer m_buffer;
    QImageReader m_reader;
};

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
    if (bytes.size() > kept.bytes || !checkKind(kind, bytes))
        return {};
    Reader reader(kind, bytes);
    const QSize size = reader->size();
    if (!checkParts(partsOf(kind, bytes), size, kept))
        return {};
    return reader->transformation() & QImageIOHandler::TransformationRotate90 ? size.transposed() : size;
}

Result<QImage> decode(const QByteArray &bytes, int longestSide, const Limits &limits)
{
    // Qt's own limit is for programs without one: ours are asked before, and hold for what a large photo needs.
    [[maybe_unused]] static const bool raised = [] {
        QImageReader::setAllocationLimit(int(chosen.memory / 1'000'000));
        return true;
    }();
    const Kind kind = sniff(bytes);
    HEARD_TRY(checkKind(kind, bytes));
    if (bytes.size() > limits.bytes)
        return tooBig(QStringLiteral("picture: file too long"));
    Reader reader(kind, bytes);
    const Parts parts = partsOf(kind, bytes);
    const QSize size = reader->size();
    HEARD_TRY(checkParts(parts, size, limits));
    // The JPEG reader decodes at an eighth, quarter or half when a smaller size is asked for; others decode whole, then scale.
    const bool scalesWhileReading = kind == Kind::Jpeg;
    const int longest = qMax(size.width(), size.height());
    if (scalesWhileReading && longest > 2 * longestSide)
        reader->setScaledSize(size.scaled(2 * longestSide, 2 * longestSide, Qt::KeepAspectRatio).expandedTo(QSize(1, 1)));
    const QSize decoded = scalesWhileReading && reader->scaledSize().isValid() ? reader->scaledSize() : size;
    const qint64 bytesPerPixel = kind == Kind::Png && reader->imageFormat() == QImage::Format_RGBA64 ? 8 : 4;
    if (qint64(decoded.width()) * decoded.height() * bytesPerPixel > limits.memory)
        return tooBig(QStringLiteral("picture: needs too much memory"));
    QImage image = reader->read();
    if (image.isNull())
        return damaged(QStringLiteral("picture: decoder error %1").arg(int(reader->error())));
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
    if (const Result<QImage> image = decode(bytes, longestSide, kept))
        painter.drawImage(fitted(image->size()), *image);
}

} // namespace heard::picture
