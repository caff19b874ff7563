// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/faces.h"
#include "document/layout.h"
#include "document/picture.h"
#include "document/writers.h"

#include <QBuffer>
#include <QPainter>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextDocumentWriter>
#include <QTextList>
#include <QTextTable>

namespace heard {

namespace {

/** Writes the blocks into a QTextDocument, top to bottom: in a text that people go on editing, columns would be in the way. */
class OdtBuilder
{
public:
    explicit OdtBuilder(const Document &document) : m_doc(document), m_cursor(&m_text)
    {
        QFont font(faces::plainFace());
        font.setPointSizeF(12);
        m_text.setDefaultFont(font);
        m_text.setMetaInformation(QTextDocument::DocumentTitle, document.title);
        m_text.setPageSize(QSizeF(595, 842));
    }

    QTextDocument &build()
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
            line(note, 9, layout::softInk());
        return m_text;
    }

private:
    /** The format of a paragraph that says @p words: it runs as they do. */
    [[nodiscard]] QTextBlockFormat running(const QTextBlockFormat &format, const QString &words) const
    {
        QTextBlockFormat block = format;
        const Qt::LayoutDirection direction = faces::directionOf(words, m_doc.direction);
        block.setLayoutDirection(direction);
        // Right for those of a document from the left too: a word processor keeps the side that is written.
        if (direction == Qt::RightToLeft)
            block.setAlignment(Qt::AlignRight | Qt::AlignAbsolute);
        else if (m_doc.direction == Qt::RightToLeft)
            block.setAlignment(Qt::AlignLeft | Qt::AlignAbsolute);
        return block;
    }

    void newBlock(const QTextBlockFormat &format, const QString &words)
    {
        const QTextBlockFormat block = running(format, words);
        // The document begins with one empty block of its own.
        if (m_fresh)
            m_cursor.setBlockFormat(block);
        else
            m_cursor.insertBlock(block, QTextCharFormat());
        m_fresh = false;
    }

    static QTextCharFormat look(qreal points, const QColor &colour, bool bold = false)
    {
        QTextCharFormat format;
        format.setFontPointSize(points);
        format.setForeground(colour);
        format.setFontWeight(bold ? QFont::Bold : QFont::Normal);
        return format;
    }

    void put(const QString &words, const QTextCharFormat &format)
    {
        m_cursor.insertText(QString(words).replace(u'\n', QChar::LineSeparator), format);
    }

    void heading(const QString &words, int level, const QColor &colour)
    {
        QTextBlockFormat format;
        format.setHeadingLevel(level);
        format.setTopMargin(level == 1 ? 0 : 14);
        format.setBottomMargin(4);
        newBlock(format, words);
        put(words, look(level == 1 ? 24 : level == 2 ? 17 : 14, colour, true));
    }

    void line(const QString &words, qreal points, const QColor &colour, bool bold = false)
    {
        if (words.isEmpty())
            return;
        QTextBlockFormat format;
        format.setBottomMargin(4);
        newBlock(format, words);
        put(words, look(points, colour, bold));
    }

    void audienceAndDate()
    {
        QStringList parts{m_doc.audience, dateText(m_doc)};
        parts.removeAll(QString());
        line(parts.join(QStringLiteral(" · ")), 12, layout::softInk());
    }

    void runs(const Runs &runs)
    {
        for (const Run &run : runs)
            put(run.text, look(12, layout::ink(), run.bold));
    }

    /** A picture in the line. Not every reader of ODT draws SVG, so what goes in is always dots. */
    void picture(const Picture &picture, qreal longestPoints)
    {
        QSizeF size = picture::naturalSize(picture.bytes);
        if (size.isEmpty())
            return;
        size.scale(longestPoints, longestPoints, Qt::KeepAspectRatio);
        QImage image((size * 200 / 72).toSize().expandedTo(QSize(1, 1)), QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        picture::draw(painter, picture.bytes, QRectF(image.rect()), 200);
        painter.end();
        QTextImageFormat format;
        const QString name = QStringLiteral("picture%1.png").arg(++m_pictures);
        m_text.addResource(QTextDocument::ImageResource, QUrl(name), image);
        format.setName(name);
        // Qt writes pixels at 96 to the inch.
        format.setWidth(size.width() * 96 / 72);
        format.setHeight(size.height() * 96 / 72);
        format.setProperty(QTextFormat::ImageAltText, picture.alt);
        m_cursor.insertImage(format);
    }

    void list(const QList<Item> &items, Marks marks)
    {
        QTextList *list = nullptr;
        for (const Item &item : items) {
            QTextBlockFormat format;
            format.setBottomMargin(3);
            newBlock(format, plainText(item.text));
            if (marks != Marks::None) {
                if (list) {
                    list->add(m_cursor.block());
                } else {
                    QTextListFormat listFormat;
                    listFormat.setStyle(marks == Marks::Numbers ? QTextListFormat::ListDecimal : QTextListFormat::ListDisc);
                    list = m_cursor.createList(listFormat);
                }
            }
            if (!item.picture.isEmpty()) {
                picture(item.picture, 30);
                put(QStringLiteral(" "), look(12, layout::ink()));
            }
            runs(item.text);
            if (!item.note.isEmpty())
                put(QStringLiteral(" –\u00A0") + item.note, look(12, layout::softInk()));
        }
    }

    void write(const Heading &block) { heading(block.text, qBound(2, block.level, 3), layout::ink()); }

    void write(const Paragraph &block)
    {
        QTextBlockFormat format;
        format.setBottomMargin(6);
        newBlock(format, plainText(block.text));
        runs(block.text);
    }

    void write(const List &block) { list(block.items, block.marks); }

    void write(const PictureBlock &block)
    {
        newBlock({}, {});
        picture(block.picture, qBound(30.0, block.widthMm * 72 / 25.4, 480.0));
        line(block.caption, 12, layout::softInk());
    }

    void write(const Table &block)
    {
        const int columns = int(block.header.size());
        if (columns == 0)
            return;
        line(block.caption, 12, layout::ink(), true);
        QTextTableFormat format;
        format.setHeaderRowCount(1);
        format.setCellPadding(4);
        format.setBorderCollapse(true);
        format.setBorder(1);
        format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
        QTextTable *table = m_cursor.insertTable(int(block.rows.size()) + 1, columns, format);
        for (int row = 0; row <= int(block.rows.size()); ++row) {
            for (int column = 0; column < columns; ++column) {
                QTextCursor cell = table->cellAt(row, column).firstCursorPosition();
                const bool bold = row == 0 || (column == 0 && block.firstColumnIsHeader);
                const QString words = row == 0 ? block.header.at(column) : block.rows.at(row - 1).value(column);
                cell.setBlockFormat(running({}, words));
                cell.insertText(QString(words).replace(u'\n', QChar::LineSeparator), look(12, layout::ink(), bold));
            }
        }
        m_cursor.movePosition(QTextCursor::End);
        // A table is always followed by a block that is empty.
        m_fresh = true;
    }

    void write(const Quote &block)
    {
        QTextBlockFormat format;
        format.setLeftMargin(20);
        format.setTopMargin(6);
        newBlock(format, plainText(block.text));
        put(QStringLiteral("“") + plainText(block.text) + QStringLiteral("”"), look(13, layout::ink()));
        line(block.speaker, 12, layout::softInk());
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
        if (!block.photo.isEmpty()) {
            newBlock({}, {});
            picture(block.photo, 110);
        }
        heading(block.name, 1, layout::ink());
        line(block.subtitle, 15, layout::colour(block.accent));
        audienceAndDate();
    }

    const Document &m_doc;
    QTextDocument m_text;
    QTextCursor m_cursor;
    bool m_fresh = true;
    int m_pictures = 0;
};

} // namespace

Result<QByteArray> toOdt(const Document &document, int *pages)
{
    OdtBuilder builder(document);
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    QTextDocumentWriter writer(&buffer, "odf");
    QTextDocument &text = builder.build();
    if (pages)
        *pages = text.pageCount();
    if (!writer.write(&text))
        return fail(ErrorCode::Internal, "cannot-make-odt", coreText("The text file could not be made. Your work is safe. Try a PDF."));
    buffer.close();
    return out;
}

} // namespace heard
