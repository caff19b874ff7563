// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/odtpackage.h"

#include "document/bidi.h"
#include "document/faces.h"
#include "document/layout.h"

#include <QtEndian>
#include <limits>
#include <zlib.h>

namespace heard::odt {

namespace {

const QString mimeType = QStringLiteral("application/vnd.oasis.opendocument.text");

template<typename Number>
void append(QByteArray &to, Number number)
{
    char bytes[sizeof(Number)];
    qToLittleEndian(number, bytes);
    to.append(bytes, sizeof(Number));
}

/** Fields that the two headers of a file in a ZIP share (PKWARE APPNOTE 4.3.7 and 4.3.12), from "version needed" on. */
QByteArray zipFields(const QByteArray &name, bool packed, quint32 sum, qsizetype packedSize, qsizetype size)
{
    constexpr quint16 utf8Names = 1 << 11;
    constexpr quint16 firstOfJanuary1980 = (1 << 5) | 1;
    QByteArray out;
    append(out, quint16(20));
    append(out, utf8Names);
    append(out, quint16(packed ? 8 : 0));
    append(out, quint16(0));
    append(out, firstOfJanuary1980);
    append(out, sum);
    append(out, quint32(packedSize));
    append(out, quint32(size));
    append(out, quint16(name.size()));
    append(out, quint16(0));
    return out;
}

void fontSize(QXmlStreamWriter &xml, const QString &size)
{
    xml.writeAttribute(fo, QStringLiteral("font-size"), size);
    xml.writeAttribute(style, QStringLiteral("font-size-asian"), size);
    xml.writeAttribute(style, QStringLiteral("font-size-complex"), size);
}

void headingStyle(QXmlStreamWriter &xml, int level)
{
    xml.writeStartElement(style, QStringLiteral("style"));
    xml.writeAttribute(style, QStringLiteral("name"), QStringLiteral("Heading_20_%1").arg(level));
    xml.writeAttribute(style, QStringLiteral("display-name"), QStringLiteral("Heading %1").arg(level));
    xml.writeAttribute(style, QStringLiteral("family"), QStringLiteral("paragraph"));
    xml.writeAttribute(style, QStringLiteral("parent-style-name"), QStringLiteral("Standard"));
    xml.writeAttribute(style, QStringLiteral("next-style-name"), QStringLiteral("Standard"));
    xml.writeAttribute(style, QStringLiteral("default-outline-level"), QString::number(level));
    xml.writeEmptyElement(style, QStringLiteral("paragraph-properties"));
    xml.writeAttribute(fo, QStringLiteral("keep-with-next"), QStringLiteral("always"));
    xml.writeAttribute(fo, QStringLiteral("margin-top"), level == 1 ? QStringLiteral("0pt") : QStringLiteral("14pt"));
    xml.writeAttribute(fo, QStringLiteral("margin-bottom"), QStringLiteral("4pt"));
    xml.writeEmptyElement(style, QStringLiteral("text-properties"));
    for (const auto &[space, name] :
         {std::pair(fo, "font-weight"), std::pair(style, "font-weight-asian"), std::pair(style, "font-weight-complex")})
        xml.writeAttribute(space, QString::fromLatin1(name), QStringLiteral("bold"));
    fontSize(xml, QStringLiteral("%1pt").arg(level == 1 ? 24 : level == 2 ? 17 : 14));
    xml.writeEndElement();
}

void masterPage(QXmlStreamWriter &xml, const Document &document, const QString &name, const QString &next, bool numbered)
{
    xml.writeStartElement(style, QStringLiteral("master-page"));
    xml.writeAttribute(style, QStringLiteral("name"), name);
    xml.writeAttribute(style, QStringLiteral("page-layout-name"), QStringLiteral("A4"));
    if (!next.isEmpty())
        xml.writeAttribute(style, QStringLiteral("next-style-name"), next);
    xml.writeStartElement(style, QStringLiteral("footer"));
    xml.writeStartElement(text, QStringLiteral("p"));
    xml.writeAttribute(text, QStringLiteral("style-name"), QStringLiteral("Footer"));
    writeWords(xml, runningTitle(document));
    if (numbered) {
        xml.writeEmptyElement(text, QStringLiteral("tab"));
        const QString label = pageLabel(QStringLiteral("\x1"), QStringLiteral("\x2"));
        QString words;
        for (const QChar c : label) {
            if (c != QChar(1) && c != QChar(2)) {
                words += c;
                continue;
            }
            writeWords(xml, words);
            words.clear();
            xml.writeTextElement(text, c == QChar(1) ? QStringLiteral("page-number") : QStringLiteral("page-count"), QStringLiteral("1"));
        }
        writeWords(xml, words);
    }
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
}

QByteArray manifest(const QList<Part> &parts)
{
    const QString space = QStringLiteral("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0");
    QByteArray out;
    QXmlStreamWriter xml(&out);
    xml.writeStartDocument();
    xml.writeNamespace(space, QStringLiteral("manifest"));
    xml.writeStartElement(space, QStringLiteral("manifest"));
    xml.writeAttribute(space, QStringLiteral("version"), QStringLiteral("1.2"));
    const auto entry = [&](const QString &path, const QString &type) {
        xml.writeEmptyElement(space, QStringLiteral("file-entry"));
        xml.writeAttribute(space, QStringLiteral("full-path"), path);
        xml.writeAttribute(space, QStringLiteral("media-type"), type);
    };
    entry(QStringLiteral("/"), mimeType);
    for (const Part &part : parts)
        entry(part.path, part.type);
    xml.writeEndDocument();
    return out;
}

} // namespace

void declareNames(QXmlStreamWriter &xml)
{
    for (const auto &[space, prefix] :
         {std::pair(office, "office"), std::pair(style, "style"), std::pair(text, "text"), std::pair(table, "table"),
          std::pair(draw, "draw"), std::pair(fo, "fo"), std::pair(svg, "svg"), std::pair(xlink, "xlink")})
        xml.writeNamespace(space, QString::fromLatin1(prefix));
}

QString writingMode(Qt::LayoutDirection direction)
{
    return direction == Qt::RightToLeft ? QStringLiteral("rl-tb") : QStringLiteral("lr-tb");
}

void writeWords(QXmlStreamWriter &xml, const QString &words)
{
    QString plain;
    const auto flush = [&] {
        if (!plain.isEmpty())
            xml.writeCharacters(plain);
        plain.clear();
    };
    for (qsizetype at = 0; at < words.size(); ++at) {
        const QChar c = words.at(at);
        if (c == u'\n' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator) {
            flush();
            xml.writeEmptyElement(text, QStringLiteral("line-break"));
        } else if (c == u'\t') {
            flush();
            xml.writeEmptyElement(text, QStringLiteral("tab"));
        } else if (c == u' ' && (at == 0 || words.at(at - 1) == u' ' || at + 1 == words.size())) {
            flush();
            xml.writeEmptyElement(text, QStringLiteral("s"));
        } else if (c.unicode() >= 0x20 && c.unicode() != 0xFFFE && c.unicode() != 0xFFFF) {
            plain += c;
        }
    }
    flush();
}

QByteArray styles(const Document &document, int pages)
{
    QByteArray out;
    QXmlStreamWriter xml(&out);
    xml.writeStartDocument();
    declareNames(xml);
    xml.writeStartElement(office, QStringLiteral("document-styles"));
    xml.writeAttribute(office, QStringLiteral("version"), QStringLiteral("1.2"));
    xml.writeStartElement(office, QStringLiteral("font-face-decls"));
    xml.writeEmptyElement(style, QStringLiteral("font-face"));
    xml.writeAttribute(style, QStringLiteral("name"), faces::plainFace());
    xml.writeAttribute(svg, QStringLiteral("font-family"), u'\'' + faces::plainFace() + u'\'');
    xml.writeEndElement();

    xml.writeStartElement(office, QStringLiteral("styles"));
    xml.writeStartElement(style, QStringLiteral("default-style"));
    xml.writeAttribute(style, QStringLiteral("family"), QStringLiteral("paragraph"));
    xml.writeEmptyElement(style, QStringLiteral("text-properties"));
    xml.writeAttribute(style, QStringLiteral("font-name"), faces::plainFace());
    fontSize(xml, QStringLiteral("12pt"));
    const QString language = document.language.section(u'-', 0, 0);
    const QString country = document.language.section(u'-', -1);
    const bool named = country.size() == 2 && country != language;
    xml.writeAttribute(fo, QStringLiteral("language"), language);
    xml.writeAttribute(fo, QStringLiteral("country"), named ? country.toUpper() : QStringLiteral("none"));
    xml.writeEndElement();
    xml.writeEmptyElement(style, QStringLiteral("style"));
    xml.writeAttribute(style, QStringLiteral("name"), QStringLiteral("Standard"));
    xml.writeAttribute(style, QStringLiteral("family"), QStringLiteral("paragraph"));
    for (const int level : {1, 2, 3})
        headingStyle(xml, level);
    xml.writeStartElement(style, QStringLiteral("style"));
    xml.writeAttribute(style, QStringLiteral("name"), QStringLiteral("Footer"));
    xml.writeAttribute(style, QStringLiteral("family"), QStringLiteral("paragraph"));
    xml.writeAttribute(style, QStringLiteral("parent-style-name"), QStringLiteral("Standard"));
    xml.writeStartElement(style, QStringLiteral("paragraph-properties"));
    xml.writeAttribute(style, QStringLiteral("writing-mode"), writingMode(document.direction));
    xml.writeAttribute(fo, QStringLiteral("text-align"),
                       document.direction == Qt::RightToLeft ? QStringLiteral("right") : QStringLiteral("left"));
    xml.writeStartElement(style, QStringLiteral("tab-stops"));
    xml.writeEmptyElement(style, QStringLiteral("tab-stop"));
    xml.writeAttribute(style, QStringLiteral("position"), QStringLiteral("17cm"));
    xml.writeAttribute(style, QStringLiteral("type"), QStringLiteral("right"));
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEmptyElement(style, QStringLiteral("text-properties"));
    fontSize(xml, QStringLiteral("9pt"));
    xml.writeAttribute(fo, QStringLiteral("color"), layout::softInk().name());
    xml.writeEndElement();
    xml.writeEndElement();

    xml.writeStartElement(office, QStringLiteral("automatic-styles"));
    xml.writeStartElement(style, QStringLiteral("page-layout"));
    xml.writeAttribute(style, QStringLiteral("name"), QStringLiteral("A4"));
    xml.writeEmptyElement(style, QStringLiteral("page-layout-properties"));
    xml.writeAttribute(fo, QStringLiteral("page-width"), QStringLiteral("21cm"));
    xml.writeAttribute(fo, QStringLiteral("page-height"), QStringLiteral("29.7cm"));
    xml.writeAttribute(fo, QStringLiteral("margin"), QStringLiteral("2cm"));
    xml.writeAttribute(style, QStringLiteral("writing-mode"), writingMode(document.direction));
    xml.writeStartElement(style, QStringLiteral("footer-style"));
    xml.writeEmptyElement(style, QStringLiteral("header-footer-properties"));
    xml.writeAttribute(fo, QStringLiteral("margin-top"), QStringLiteral("5mm"));
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();

    xml.writeStartElement(office, QStringLiteral("master-styles"));
    masterPage(xml, document, QStringLiteral("Standard"), {}, true);
    masterPage(xml, document, QStringLiteral("First"), QStringLiteral("Standard"), pages > 1);
    xml.writeEndDocument();
    return out;
}

QByteArray meta(const Document &document)
{
    const QString dc = QStringLiteral("http://purl.org/dc/elements/1.1/");
    QByteArray out;
    QXmlStreamWriter xml(&out);
    xml.writeStartDocument();
    xml.writeNamespace(office, QStringLiteral("office"));
    xml.writeNamespace(dc, QStringLiteral("dc"));
    xml.writeStartElement(office, QStringLiteral("document-meta"));
    xml.writeAttribute(office, QStringLiteral("version"), QStringLiteral("1.2"));
    xml.writeStartElement(office, QStringLiteral("meta"));
    xml.writeTextElement(dc, QStringLiteral("title"), bidi::withoutMarks(document.title));
    xml.writeTextElement(dc, QStringLiteral("language"), document.language);
    if (document.date.isValid())
        xml.writeTextElement(dc, QStringLiteral("date"), document.date.toString(Qt::ISODate) + QStringLiteral("T00:00:00"));
    xml.writeEndDocument();
    return out;
}

std::optional<QByteArray> package(QList<Part> parts)
{
    parts.append({QStringLiteral("META-INF/manifest.xml"), manifest(parts)});
    // ODF 1.2 part 3, 3.3: the kind of file comes first, as it is.
    parts.prepend({QStringLiteral("mimetype"), mimeType.toLatin1()});
    QByteArray files;
    QByteArray list;
    for (const Part &part : std::as_const(parts)) {
        const QByteArray name = part.path.toUtf8();
        const bool packed = part.path != QLatin1String("mimetype");
        // qCompress() gives four bytes of length, then two of zlib before the data and four after it.
        const QByteArray data = packed ? qCompress(part.bytes, 9).mid(6).chopped(4) : part.bytes;
        const auto sum = quint32(crc32(0, reinterpret_cast<const Bytef *>(part.bytes.constData()), uInt(part.bytes.size())));
        const QByteArray fields = zipFields(name, packed, sum, data.size(), part.bytes.size());
        append(list, quint32(0x02014B50));
        append(list, quint16(20));
        list += fields;
        list += QByteArray(10, '\0');
        append(list, quint32(files.size()));
        list += name;
        append(files, quint32(0x04034B50));
        files += fields + name + data;
        if (files.size() + list.size() > std::numeric_limits<qint32>::max())
            return {};
    }
    const auto at = quint32(files.size());
    files += list;
    append(files, quint32(0x06054B50));
    append(files, quint32(0));
    append(files, quint16(parts.size()));
    append(files, quint16(parts.size()));
    append(files, quint32(list.size()));
    append(files, at);
    append(files, quint16(0));
    return files;
}

} // namespace heard::odt
