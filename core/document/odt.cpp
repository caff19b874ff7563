// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/bidi.h"
#include "document/layout.h"
#include "document/odtpackage.h"
#include "document/picture.h"
#include "document/writers.h"

#include <QBuffer>
#include <QHash>
#include <QPainter>

namespace heard {

namespace {

using odt::fo;

/**
 * Writes the blocks as content.xml, top to bottom: in a text that people go on editing, columns would be in the way. By hand, because
 * QTextDocumentWriter of Qt 6.4 writes neither the direction of a paragraph, nor the sizes of Arabic letters, nor the foot of a page.
 */
class OdtBuilder
{
public:
    explicit OdtBuilder(const Document &document) : m_doc(document)
    {
        odt::declareNames(m_styles);
        m_styles.writeStartElement(odt::office, QStringLiteral("automatic-styles"));
        odt::declareNames(m_body);
        m_body.writeStartElement(odt::office, QStringLiteral("body"));
        m_body.writeStartElement(odt::office, QStringLiteral("text"));
    }

    QList<odt::Part> build()
    {
        const bool hasBand =
            std::any_of(m_doc.blocks.begin(), m_doc.blocks.end(), [](const Block &block) { return std::holds_alternative<Band>(block); });
        if (!hasBand) {
            heading(m_doc.title, 1, layout::ink());
            audienceAndDate();
        }
        for (const Block &block : m_doc.blocks)
            std::visit([this](const auto &b) { write(b); }, block);
        for (const QString &note : m_doc.notes)
            line(note, {9, layout::softInk()});
        m_body.writeEndDocument();
        listStyles();
        cellStyle();
        m_styles.writeEndDocument();
        const QByteArray root = "office:document-content";
        QByteArray content = R"(<?xml version="1.0" encoding="UTF-8"?><)" + root + " xmlns:office=\"" + odt::office.toLatin1()
                             + "\" office:version=\"1.2\">" + m_styleBytes.data() + m_bodyBytes.data() + "</" + root + '>';
        m_pictures.prepend({QStringLiteral("content.xml"), content, QStringLiteral("text/xml")});
        return m_pictures;
    }

private:
    /** A paragraph besides its direction. Lengths are points. */
    struct Look
    {
        int heading = 0; ///< level; 0: none
        int above = 0;
        int below = 4;
        int left = 0;
    };
    struct Letters
    {
        qreal points = 12;
        QColor colour = layout::ink();
        bool bold = false;
    };

    [[nodiscard]] Qt::LayoutDirection directionOf(const QString &words) const { return bidi::directionOf(words, m_doc.direction); }

    /** The automatic style of this key: made by @p make when it is met first. */
    template<typename Make>
    QString styleFor(const QString &family, const QString &key, const Make &make)
    {
        QString &name = m_known[family + key];
        if (!name.isEmpty())
            return name;
        name = family.at(0).toUpper() + QString::number(m_known.size());
        m_styles.writeStartElement(odt::style, QStringLiteral("style"));
        m_styles.writeAttribute(odt::style, QStringLiteral("name"), name);
        m_styles.writeAttribute(odt::style, QStringLiteral("family"), family);
        make();
        m_styles.writeEndElement();
        return name;
    }

    QString paragraphStyle(const Look &look, Qt::LayoutDirection direction)
    {
        // The page that a document begins on is named by its first paragraph.
        const bool first = std::exchange(m_first, false);
        const QString key =
            QStringLiteral("%1/%2/%3/%4/%5/%6").arg(look.heading).arg(look.above).arg(look.below).arg(look.left).arg(direction).arg(first);
        return styleFor(QStringLiteral("paragraph"), key, [&] {
            m_styles.writeAttribute(odt::style, QStringLiteral("parent-style-name"),
                                    look.heading > 0 ? QStringLiteral("Heading_20_%1").arg(look.heading) : QStringLiteral("Standard"));
            if (first)
                m_styles.writeAttribute(odt::style, QStringLiteral("master-page-name"), QStringLiteral("First"));
            m_styles.writeEmptyElement(odt::style, QStringLiteral("paragraph-properties"));
            m_styles.writeAttribute(odt::style, QStringLiteral("writing-mode"), odt::writingMode(direction));
            // "start" is read as left by some word processors.
            m_styles.writeAttribute(fo, QStringLiteral("text-align"),
                                    direction == Qt::RightToLeft ? QStringLiteral("right") : QStringLiteral("left"));
            if (look.heading == 0) {
                m_styles.writeAttribute(fo, QStringLiteral("margin-top"), QStringLiteral("%1pt").arg(look.above));
                m_styles.writeAttribute(fo, QStringLiteral("margin-bottom"), QStringLiteral("%1pt").arg(look.below));
            }
            if (look.left > 0)
                m_styles.writeAttribute(fo, direction == Qt::RightToLeft ? QStringLiteral("margin-right") : QStringLiteral("margin-left"),
                                        QStringLiteral("%1pt").arg(look.left));
        });
    }

    QString letterStyle(const Letters &letters)
    {
        return styleFor(QStringLiteral("text"), QStringLiteral("%1/%2/%3").arg(letters.points).arg(letters.colour.name()).arg(letters.bold), [&] {
            m_styles.writeEmptyElement(odt::style, QStringLiteral("text-properties"));
            m_styles.writeAttribute(fo, QStringLiteral("color"), letters.colour.name());
            const QString weight = letters.bold ? QStringLiteral("bold") : QStringLiteral("normal");
            const QString size = QStringLiteral("%1pt").arg(letters.points);
            // Letters of the West, of the East, and those that join or pile up have sizes of their own.
            for (const auto &[space, ending] : {std::pair(fo, ""), std::pair(odt::style, "-asian"), std::pair(odt::style, "-complex")}) {
                m_styles.writeAttribute(space, QStringLiteral("font-size") + QLatin1String(ending), size);
                m_styles.writeAttribute(space, QStringLiteral("font-weight") + QLatin1String(ending), weight);
            }
        });
    }

    void begin(const Look &look, Qt::LayoutDirection direction)
    {
        const QString style = paragraphStyle(look, direction);
        m_body.writeStartElement(odt::text, look.heading > 0 ? QStringLiteral("h") : QStringLiteral("p"));
        m_body.writeAttribute(odt::text, QStringLiteral("style-name"), style);
        if (look.heading > 0)
            m_body.writeAttribute(odt::text, QStringLiteral("outline-level"), QString::number(look.heading));
    }
    void end() { m_body.writeEndElement(); }

    void put(const QString &words, const Letters &letters, Qt::LayoutDirection direction)
    {
        if (words.isEmpty())
            return;
        m_body.writeStartElement(odt::text, QStringLiteral("span"));
        m_body.writeAttribute(odt::text, QStringLiteral("style-name"), letterStyle(letters));
        odt::writeWords(m_body, bidi::numbersKept(words, direction));
        m_body.writeEndElement();
    }

    void paragraph(const QString &words, const Look &look, const Letters &letters)
    {
        const Qt::LayoutDirection direction = directionOf(words);
        begin(look, direction);
        put(words, letters, direction);
        end();
    }

    void heading(const QString &words, int level, const QColor &colour)
    {
        paragraph(words, {.heading = level}, {level == 1 ? 24.0 : level == 2 ? 17.0 : 14.0, colour, true});
    }

    void line(const QString &words, const Letters &letters)
    {
        if (!words.isEmpty())
            paragraph(words, {}, letters);
    }

    void audienceAndDate()
    {
        QStringList parts{bidi::inserted(m_doc.audience, m_doc.direction), bidi::inserted(dateText(m_doc), m_doc.direction)};
        parts.removeAll(QString());
        line(parts.join(QStringLiteral(" · ")), {12, layout::softInk()});
    }

    void runs(const Runs &runs, Qt::LayoutDirection direction)
    {
        for (const Run &run : runs)
            put(run.text, {.bold = run.bold}, direction);
    }

    /** A picture in the line. Not every reader of ODT draws SVG, so what goes in is always dots. False: there is none. */
    bool picture(const Picture &picture, qreal longestPoints)
    {
        QSizeF size = picture::naturalSize(picture.bytes);
        if (size.isEmpty())
            return false;
        size.scale(longestPoints, longestPoints, Qt::KeepAspectRatio);
        QImage image((size * 200 / 72).toSize().expandedTo(QSize(1, 1)), QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        picture::draw(painter, picture.bytes, QRectF(image.rect()), 200);
        painter.end();
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        if (!image.save(&buffer, "PNG"))
            return false;
        const QString path = QStringLiteral("Pictures/%1.png").arg(m_pictures.size() + 1);
        m_pictures.append({path, buffer.data(), QStringLiteral("image/png")});
        m_body.writeStartElement(odt::draw, QStringLiteral("frame"));
        m_body.writeAttribute(odt::draw, QStringLiteral("name"), QStringLiteral("Picture %1").arg(m_pictures.size()));
        m_body.writeAttribute(odt::text, QStringLiteral("anchor-type"), QStringLiteral("as-char"));
        m_body.writeAttribute(odt::svg, QStringLiteral("width"), QStringLiteral("%1pt").arg(size.width(), 0, 'f', 2));
        m_body.writeAttribute(odt::svg, QStringLiteral("height"), QStringLiteral("%1pt").arg(size.height(), 0, 'f', 2));
        m_body.writeEmptyElement(odt::draw, QStringLiteral("image"));
        m_body.writeAttribute(odt::xlink, QStringLiteral("href"), path);
        m_body.writeAttribute(odt::xlink, QStringLiteral("type"), QStringLiteral("simple"));
        if (!picture.alt.isEmpty())
            m_body.writeTextElement(odt::svg, QStringLiteral("title"), picture.alt);
        m_body.writeEndElement();
        return true;
    }

    void list(const QList<Item> &items, Marks marks)
    {
        if (items.isEmpty())
            return;
        if (marks != Marks::None) {
            m_body.writeStartElement(odt::text, QStringLiteral("list"));
            m_body.writeAttribute(odt::text, QStringLiteral("style-name"),
                                  marks == Marks::Numbers ? QStringLiteral("Numbers") : QStringLiteral("Dots"));
        }
        for (const Item &item : items) {
            if (marks != Marks::None)
                m_body.writeStartElement(odt::text, QStringLiteral("list-item"));
            const Qt::LayoutDirection direction = directionOf(plainText(item.text));
            begin({.below = 3}, direction);
            if (!item.picture.isEmpty() && picture(item.picture, 30))
                put(QStringLiteral(" "), {}, direction);
            runs(item.text, direction);
            if (!item.note.isEmpty())
                put(QStringLiteral(" –\u00A0") + bidi::inserted(item.note, direction), {12, layout::softInk()}, direction);
            end();
            if (marks != Marks::None)
                m_body.writeEndElement();
        }
        if (marks != Marks::None)
            m_body.writeEndElement();
    }

    void write(const Heading &block) { heading(block.text, qBound(2, block.level, 3), layout::ink()); }

    void write(const Paragraph &block)
    {
        const Qt::LayoutDirection direction = directionOf(plainText(block.text));
        begin({.below = 6}, direction);
        runs(block.text, direction);
        end();
    }

    void write(const List &block) { list(block.items, block.marks); }

    void write(const PictureBlock &block)
    {
        begin({}, m_doc.direction);
        picture(block.picture, qBound(30.0, block.widthMm * 72 / 25.4, 480.0));
        end();
        line(block.caption, {12, layout::softInk()});
    }

    void write(const Table &block)
    {
        const qsizetype columns = block.header.size();
        if (columns == 0)
            return;
        line(block.caption, {.bold = true});
        m_body.writeStartElement(odt::table, QStringLiteral("table"));
        m_body.writeAttribute(odt::table, QStringLiteral("style-name"), styleFor(QStringLiteral("table"), {}, [&] {
                                  m_styles.writeEmptyElement(odt::style, QStringLiteral("table-properties"));
                                  m_styles.writeAttribute(odt::table, QStringLiteral("align"), QStringLiteral("margins"));
                                  m_styles.writeAttribute(odt::style, QStringLiteral("writing-mode"), odt::writingMode(m_doc.direction));
                              }));
        m_body.writeEmptyElement(odt::table, QStringLiteral("table-column"));
        m_body.writeAttribute(odt::table, QStringLiteral("number-columns-repeated"), QString::number(columns));
        m_body.writeStartElement(odt::table, QStringLiteral("table-header-rows"));
        row(block.header, columns, true, false);
        m_body.writeEndElement();
        for (const QStringList &cells : block.rows)
            row(cells, columns, false, block.firstColumnIsHeader);
        m_body.writeEndElement();
    }

    void row(const QStringList &cells, qsizetype columns, bool head, bool firstBold)
    {
        m_body.writeStartElement(odt::table, QStringLiteral("table-row"));
        for (qsizetype column = 0; column < columns; ++column) {
            m_body.writeStartElement(odt::table, QStringLiteral("table-cell"));
            m_body.writeAttribute(odt::table, QStringLiteral("style-name"), QStringLiteral("Cell"));
            paragraph(cells.value(column), {.below = 0}, {.bold = head || (column == 0 && firstBold)});
            m_body.writeEndElement();
        }
        m_body.writeEndElement();
    }

    void write(const Quote &block)
    {
        paragraph(QStringLiteral("“") + plainText(block.text) + QStringLiteral("”"), {.above = 6, .left = 20}, {.points = 13});
        line(block.speaker, {12, layout::softInk()});
    }

    void write(const Panels &block)
    {
        for (const Panel &panel : block.panels) {
            heading(panel.heading, 2, layout::colour(panel.accent));
            list(panel.items, panel.marks);
        }
    }

    void write(const Band &block)
    {
        if (!picture::naturalSize(block.photo.bytes).isEmpty()) {
            begin({}, m_doc.direction);
            picture(block.photo, 110);
            end();
        }
        heading(block.name, 1, layout::ink());
        line(block.subtitle, {15, layout::colour(block.accent)});
        audienceAndDate();
    }

    void listStyles()
    {
        for (const bool numbers : {false, true}) {
            m_styles.writeStartElement(odt::text, QStringLiteral("list-style"));
            m_styles.writeAttribute(odt::style, QStringLiteral("name"), numbers ? QStringLiteral("Numbers") : QStringLiteral("Dots"));
            m_styles.writeStartElement(odt::text,
                                       numbers ? QStringLiteral("list-level-style-number") : QStringLiteral("list-level-style-bullet"));
            m_styles.writeAttribute(odt::text, QStringLiteral("level"), QStringLiteral("1"));
            if (numbers) {
                m_styles.writeAttribute(odt::style, QStringLiteral("num-format"), QStringLiteral("1"));
                m_styles.writeAttribute(odt::style, QStringLiteral("num-suffix"), QStringLiteral("."));
            } else {
                m_styles.writeAttribute(odt::text, QStringLiteral("bullet-char"), QStringLiteral("•"));
            }
            m_styles.writeStartElement(odt::style, QStringLiteral("list-level-properties"));
            m_styles.writeAttribute(odt::text, QStringLiteral("list-level-position-and-space-mode"), QStringLiteral("label-alignment"));
            m_styles.writeEmptyElement(odt::style, QStringLiteral("list-level-label-alignment"));
            m_styles.writeAttribute(odt::text, QStringLiteral("label-followed-by"), QStringLiteral("listtab"));
            m_styles.writeAttribute(fo, QStringLiteral("text-indent"), QStringLiteral("-18pt"));
            m_styles.writeAttribute(fo, QStringLiteral("margin-left"), QStringLiteral("18pt"));
            m_styles.writeEndElement();
            m_styles.writeEndElement();
            m_styles.writeEndElement();
        }
    }

    void cellStyle()
    {
        m_styles.writeStartElement(odt::style, QStringLiteral("style"));
        m_styles.writeAttribute(odt::style, QStringLiteral("name"), QStringLiteral("Cell"));
        m_styles.writeAttribute(odt::style, QStringLiteral("family"), QStringLiteral("table-cell"));
        m_styles.writeEmptyElement(odt::style, QStringLiteral("table-cell-properties"));
        m_styles.writeAttribute(fo, QStringLiteral("padding"), QStringLiteral("4pt"));
        m_styles.writeAttribute(fo, QStringLiteral("border"), QStringLiteral("0.75pt solid ") + layout::edge().name());
        m_styles.writeEndElement();
    }

    const Document &m_doc;
    QBuffer m_styleBytes;
    QBuffer m_bodyBytes;
    QXmlStreamWriter m_styles{opened(m_styleBytes)};
    QXmlStreamWriter m_body{opened(m_bodyBytes)};
    QHash<QString, QString> m_known; ///< family and key of an automatic style -> its name
    QList<odt::Part> m_pictures;
    bool m_first = true;

    static QIODevice *opened(QBuffer &buffer)
    {
        buffer.open(QIODevice::WriteOnly);
        return &buffer;
    }
};

/** The same words in one column on as many pages as it takes: how the text is written. */
int pagesAsText(Document document)
{
    document.form = Form::Pages;
    for (Block &block : document.blocks)
        if (auto *panels = std::get_if<Panels>(&block))
            panels->columns = 1;
    return pageCount(document);
}

} // namespace

Result<QByteArray> toOdt(const Document &document, int *pages)
{
    const int count = pagesAsText(document);
    if (pages)
        *pages = count;
    QList<odt::Part> parts = OdtBuilder(document).build();
    parts.insert(1, {QStringLiteral("styles.xml"), odt::styles(document, count), QStringLiteral("text/xml")});
    parts.insert(2, {QStringLiteral("meta.xml"), odt::meta(document), QStringLiteral("text/xml")});
    const std::optional<QByteArray> file = odt::package(parts);
    if (!file)
        return fail(ErrorCode::Internal, "cannot-make-odt", coreText("The text file could not be made. Your work is safe. Try a PDF."));
    return *file;
}

} // namespace heard
