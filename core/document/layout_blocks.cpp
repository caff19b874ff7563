// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/bidi.h"
#include "document/builder.h"
#include "document/picture.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace heard::layout {

Piece Builder::band(const Band &band, qreal x, qreal width)
{
    Piece out;
    const bool photo = !picture::naturalSize(band.photo.bytes).isEmpty();
    const qreal size = small() ? 72 * point : 104 * point + qMin(m_air, 1.75) * 36 * point;
    const qreal indent = photo ? size + (small() ? 14 : 20) * point : 0;
    struct Line
    {
        ShapedPtr text;
        qreal gap;
        Role role;
    };
    std::vector<Line> lines;
    qreal height = 0;
    const auto add = [&](const QString &text, Style style, qreal gap, Role::Kind kind) {
        if (text.isEmpty())
            return;
        // A name in other letters still stands beside the photo.
        style.keepsSide = true;
        const ShapedPtr shaped = m_shaper.shape(text, style, width - indent);
        const qreal above = lines.empty() ? 0 : gap;
        lines.push_back({shaped, above, Role{kind, nextGroup()}});
        height += above + shaped->height;
    };
    add(band.name, Style{grownText(small() ? 22.0 : 30.0), true, ink(), false, true}, 0, Role::Heading1);
    add(band.subtitle, Style{qMin(grownText(small() ? 13.0 : 16.0), 18.0), false, colour(band.accent)}, 1 * point, Role::Text);
    add(audienceAndDate(), Style{qMin(grownText(12), 14.0), false, softInk()}, 4 * point, Role::Text);
    if (photo) {
        PictureDraw picture;
        picture.picture = band.photo;
        picture.rect = QRectF(x, 0, size, size);
        picture.round = true;
        picture.ring = colour(band.accent);
        picture.role = Role{Role::Image, nextGroup()};
        out.draws.emplace_back(std::move(picture));
    }
    out.height = qMax(height, photo ? size : 0);
    qreal y = (out.height - height) / 2;
    for (const Line &line : lines) {
        y += line.gap;
        out.draws.emplace_back(TextDraw{line.text, 0, line.text->lines, QPointF(x + indent, y), line.role});
        y += line.text->height;
    }
    if (!photo) {
        BoxDraw rule;
        rule.rect = QRectF(x, out.height + 7 * point, 44 * point, 4 * point);
        rule.radius = 2 * point;
        rule.fill = colour(band.accent);
        out.draws.emplace_back(rule);
        out.height += 11 * point;
    }
    return out;
}

QString Builder::audienceAndDate() const
{
    QStringList parts{bidi::inserted(m_doc.audience, m_doc.direction), bidi::inserted(dateText(m_doc), m_doc.direction)};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

Pieces Builder::titleBlock(qreal x, qreal width)
{
    Pieces out = heading(m_doc.title, 1, x, width);
    Pieces line = paragraph(plain(audienceAndDate()), Style{.points = 12, .colour = softInk(), .keepsSide = true}, x, width, Role{Role::Text});
    if (!line.empty())
        line.front().before = 4 * point;
    append(out, std::move(line));
    return out;
}

Pieces Builder::pictureBlock(const PictureBlock &block, qreal x, qreal width)
{
    QSizeF size = picture::naturalSize(block.picture.bytes);
    if (size.isEmpty())
        return paragraph(plain(block.caption), Style{m_points, false, softInk()}, x, width, Role{Role::Caption});
    const QSizeF most(qBound(10 * mm, block.widthMm * mm, width), small() ? 45 * mm : 120 * mm);
    size.scale(most, Qt::KeepAspectRatio);
    Piece piece;
    piece.before = blockGap;
    piece.height = size.height();
    PictureDraw draw;
    draw.picture = block.picture;
    draw.rect = QRectF(QPointF(x, 0), size);
    draw.role = Role{Role::Image, nextGroup()};
    piece.draws.emplace_back(std::move(draw));
    Pieces caption = paragraph(plain(block.caption), Style{smallestText, false, softInk()}, x, width, Role{Role::Caption});
    piece.keepWithNext = !caption.empty();
    if (!caption.empty())
        caption.front().before = 4 * point;
    Pieces out;
    out.push_back(std::move(piece));
    append(out, std::move(caption));
    return out;
}

Pieces Builder::quote(const Quote &quote, qreal x, qreal width)
{
    Runs runs = quote.text;
    if (!runs.isEmpty()) {
        runs.front().text.prepend(u'“');
        runs.back().text.append(u'”');
    }
    const int group = nextGroup();
    const qreal inside = x + 16 * point;
    Pieces out =
        flowing(m_shaper.shape(runs, {}, Style{.points = m_points + 1, .colour = ink(), .language = quote.language}, width - 16 * point),
                inside, 0, Role{Role::Quotation, group});
    if (!quote.speaker.isEmpty()) {
        out.back().keepWithNext = true;
        Pieces speaker = paragraph(plain(quote.speaker), Style{smallestText, false, softInk()}, inside, width - 16 * point, Role{Role::Text});
        append(out, std::move(speaker));
    }
    for (Piece &piece : out) {
        BoxDraw bar;
        bar.rect = QRectF(x, 0, 3 * point, piece.height);
        bar.fill = colour(Accent::MySay);
        piece.draws.emplace(piece.draws.begin(), bar);
    }
    turnRound(out, quote.text, x, width);
    out.front().before = blockGap;
    return out;
}

Pieces Builder::table(const Table &table, qreal x, qreal width, qreal fullHeight)
{
    const qsizetype columns = table.header.size();
    Pieces out;
    if (columns == 0)
        return out;
    out = paragraph(plain(table.caption), Style{m_points, true, ink()}, x, width, Role{Role::Caption});
    for (Piece &piece : out)
        piece.keepWithNext = true;
    const qreal pad = 6 * point;
    const std::vector<qreal> widths = columnWidths(table, width);
    const int group = nextGroup();
    const auto row = [&](const QStringList &cells, bool head, int number) {
        Piece piece;
        qreal at = x;
        std::vector<Draw> texts;
        for (qsizetype column = 0; column < columns; ++column) {
            const bool bold = head || (column == 0 && table.firstColumnIsHeader);
            const qreal cellWidth = widths[size_t(column)];
            const ShapedPtr text = m_shaper.shape(cells.value(column), Style{smallestText, bold, ink()}, cellWidth - 2 * pad);
            piece.height = qMax(piece.height, text->height + 2 * pad);
            texts.emplace_back(TextDraw{text, 0, text->lines, QPointF(at + pad, pad),
                                        Role{bold ? Role::HeadCell : Role::Cell, nextGroup(), group, number}});
            at += cellWidth;
        }
        BoxDraw ground;
        ground.rect = QRectF(x, 0, width, piece.height);
        ground.fill = head ? QColor(0xE9, 0xE3, 0xD6) : number % 2 == 0 ? paperTint() : QColor(Qt::white);
        piece.draws.emplace_back(ground);
        std::move(texts.begin(), texts.end(), std::back_inserter(piece.draws));
        BoxDraw rule;
        rule.edge = edge();
        rule.edgeWidth = (head ? 1.25 : 0.5) * point;
        rule.rect = QRectF(x, piece.height - rule.edgeWidth / 2, width, 0);
        piece.draws.emplace_back(rule);
        return piece;
    };
    Piece head = row(table.header, true, 0);
    head.before = out.empty() ? blockGap : 5 * point;
    head.keepWithNext = true;
    const bool repeats = head.height < fullHeight / 4;
    const int headIndex = repeats ? int(m_tableHeads.size()) : -1;
    if (repeats)
        m_tableHeads.push_back(head);
    if (table.rows.isEmpty())
        head.keepWithNext = false;
    append(out, splitTall(std::move(head), table.header, {}, x, width, fullHeight));
    const size_t firstRow = out.size();
    int number = 0;
    for (const QStringList &cells : table.rows) {
        Pieces pieces = splitTall(row(cells, false, ++number), cells, table.header, x, width, fullHeight);
        for (Piece &piece : pieces)
            piece.tableHead = headIndex;
        append(out, std::move(pieces));
    }
    // A small table stays whole; of a long one, no row is left alone on a page.
    const qreal rowsHeight = std::accumulate(out.begin(), out.end(), 0.0, [](qreal sum, const Piece &piece) { return sum + piece.height; });
    for (size_t at = firstRow; at + 1 < out.size(); ++at)
        if (rowsHeight < fullHeight / 3 || at == firstRow || at + 2 == out.size())
            out[at].keepWithNext = true;
    out.front().before = blockGap;
    return out;
}

Pieces Builder::splitTall(Piece row, const QStringList &cells, const QStringList &header, qreal x, qreal width, qreal fullHeight)
{
    Pieces out;
    if (m_doc.form != Form::Pages || row.height <= fullHeight / 2) {
        out.push_back(std::move(row));
        return out;
    }
    for (qsizetype column = 0; column < cells.size(); ++column) {
        Runs runs = plain(cells.at(column));
        if (column < header.size())
            runs.prepend({bidi::inserted(header.at(column), m_doc.direction) + QStringLiteral(": "), true});
        append(out, paragraph(runs, Style{smallestText, false, ink()}, x, width, Role{Role::Text}));
    }
    return out;
}

std::vector<qreal> Builder::columnWidths(const Table &table, qreal width) const
{
    // By the amount of text, dampened, and no column less than a usable share.
    const auto columns = size_t(table.header.size());
    std::vector<qreal> shares(columns, 0);
    for (size_t column = 0; column < columns; ++column) {
        qsizetype longest = table.header.at(qsizetype(column)).size();
        for (const QStringList &cells : table.rows)
            longest = qMax(longest, cells.value(qsizetype(column)).size());
        shares[column] = std::sqrt(qreal(qBound(qsizetype(9), longest, qsizetype(200))));
    }
    const qreal total = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (qreal &share : shares)
        share *= width / total;
    return shares;
}

} // namespace heard::layout
