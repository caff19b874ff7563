// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/layout.h"

#include "base/error.h"
#include "document/picture.h"

#include <QFont>
#include <QLocale>
#include <algorithm>
#include <numeric>

namespace heard::layout {

namespace {

constexpr qreal mm = millimetre;
constexpr qreal unlimited = 1e9;

// The page, in points where not said otherwise.
constexpr qreal sideMargin = 14 * mm;
constexpr qreal topMargin = 13 * mm;
constexpr qreal bottomMargin = 12 * mm;
constexpr qreal columnGap = 12 * point;
constexpr qreal blockGap = 12 * point;
constexpr qreal cardPadTop = 11 * point;
constexpr qreal cardPadBottom = 12 * point;
constexpr qreal cardPadSide = 13 * point;
constexpr qreal cardBar = 5 * point;
constexpr qreal cardRadius = 9 * point;
constexpr qreal itemGap = 5 * point;
constexpr qreal markerIndent = 15 * point;
constexpr qreal numberIndent = 22 * point;
constexpr qreal itemPicture = 32 * point;
constexpr qreal itemPictureGap = 9 * point;
constexpr qreal headingSymbol = 32 * point;
constexpr qreal noteSize = 9; ///< credits and running foot only; never anything a person said

qreal indentOf(Marks marks)
{
    switch (marks) {
    case Marks::Dots:
        return markerIndent;
    case Marks::Numbers:
        return numberIndent;
    case Marks::None:
        break;
    }
    return 0;
}

/** What is moved as one when pages are filled. Its draws are placed from its own top; x is already that of the page. */
struct Piece
{
    qreal before = 0; ///< space above, left out at the top of a page
    qreal height = 0;
    bool keepWithNext = false;
    bool loose = false; ///< more space above it does no harm
    int card = -1;      ///< index into Builder::cards
    int tableHead = -1; ///< index into Builder::tableHeads: repeated on the next page
    std::vector<Draw> draws;
};

struct Card
{
    qreal x = 0;
    qreal width = 0;
    Accent accent = Accent::Ink;
};

void moveBy(Draw &draw, qreal dx, qreal dy)
{
    std::visit(
        [&](auto &d) {
            if constexpr (std::is_same_v<std::decay_t<decltype(d)>, TextDraw>)
                d.at += QPointF(dx, dy);
            else
                d.rect.translate(dx, dy);
        },
        draw);
}

/** Turns the page round for scripts that are read from the right: every box keeps its width and changes sides. */
void mirror(Draw &draw)
{
    std::visit(
        [](auto &d) {
            using D = std::decay_t<decltype(d)>;
            if constexpr (std::is_same_v<D, TextDraw>) {
                d.at.setX(paperWidth - d.at.x() - d.text->width);
            } else {
                d.rect.moveLeft(paperWidth - d.rect.right());
                if constexpr (std::is_same_v<D, BoxDraw>)
                    d.barOnRight = true;
            }
        },
        draw);
}

class Builder
{
public:
    Builder(const Document &document, Shaper &shaper, qreal points, qreal air)
        : m_doc(document)
        , m_shaper(shaper)
        , m_points(points)
        , m_air(air)
    {}

    Layout run()
    {
        Layout out = m_doc.form == Form::Pages ? manyPages() : oneSide();
        if (m_doc.direction == Qt::RightToLeft)
            for (Page &page : out.pages)
                for (Draw &draw : page.draws)
                    mirror(draw);
        return out;
    }

private:
    using Style = Shaper::Style;
    using Pieces = std::vector<Piece>;

    [[nodiscard]] qreal airy(qreal gap, qreal more) const { return gap + m_air * more * point; }
    [[nodiscard]] bool small() const { return m_doc.form == Form::HalfCard; }
    int nextGroup() { return ++m_groups; }

    // --- text --------------------------------------------------------------------------------------------------------

    /** Cuts shaped text into pieces of whole lines: two lines stay together at each end, so no line is left alone. */
    Pieces flowing(const ShapedPtr &text, qreal x, qreal leastFirst, const Role &role) const
    {
        Pieces out;
        const int lines = text->lines;
        int from = 0;
        while (from < lines) {
            int count = 1;
            if (from == 0) {
                count = 2;
                while (count < lines && text->top(count) < leastFirst)
                    ++count;
            }
            if (lines - from - count < 2)
                count = lines - from;
            Piece piece;
            piece.height = text->top(from + count) - text->top(from);
            piece.draws.emplace_back(TextDraw{text, from, count, QPointF(x, 0), role});
            out.push_back(std::move(piece));
            from += count;
        }
        return out;
    }

    Pieces paragraph(const Runs &runs, const Style &style, qreal x, qreal width, Role role)
    {
        if (plainText(runs).isEmpty())
            return {};
        role.group = nextGroup();
        return flowing(m_shaper.shape(runs, {}, style, width), x, 0, role);
    }

    Pieces heading(const QString &text, int level, qreal x, qreal width)
    {
        const Style style{level <= 1 ? 26.0 : level == 2 ? 18.0 : 14.0, true, ink(), false, true};
        const Role::Kind kind = level <= 1 ? Role::Heading1 : level == 2 ? Role::Heading2 : Role::Heading3;
        Pieces out = paragraph(plain(text), style, x, width, Role{kind});
        for (Piece &piece : out)
            piece.keepWithNext = true;
        if (!out.empty())
            out.front().before = level <= 2 ? 20 * point : 14 * point;
        return out;
    }

    // --- lists -------------------------------------------------------------------------------------------------------

    Pieces item(const Item &item, Marks marks, int number, Accent accent, qreal x, qreal width, int list)
    {
        const bool pictured = !item.picture.isEmpty();
        qreal indent = pictured && marks != Marks::Numbers ? 0 : indentOf(marks);
        const qreal pictureAt = x + indent;
        if (pictured)
            indent += itemPicture + itemPictureGap;
        Role role{Role::ItemText, nextGroup(), list};
        const ShapedPtr text = m_shaper.shape(item.text, item.note, Style{m_points, false, ink()}, width - indent);
        const qreal least = pictured ? itemPicture : 0;
        Pieces out = flowing(text, x + indent, least, role);
        if (out.empty())
            out.emplace_back();
        Piece &first = out.front();
        const qreal firstLine = text->top(1);
        // One or two lines stand in the middle of their picture; more begin at its top.
        qreal down = 0;
        if (pictured && first.height < itemPicture)
            down = (itemPicture - first.height) / 2;
        for (Draw &draw : first.draws)
            moveBy(draw, 0, down);
        first.height = qMax(first.height, least);
        std::vector<Draw> marker;
        if (marks == Marks::Numbers) {
            const QString label = m_numbers.toString(number);
            const ShapedPtr shaped = m_shaper.shape(label, Style{m_points, true, colour(accent)}, numberIndent);
            Role labelRole = role;
            marker.emplace_back(TextDraw{shaped, 0, shaped->lines, QPointF(x, down), labelRole});
        } else if (marks == Marks::Dots && !pictured) {
            const qreal size = 5.5 * point;
            BoxDraw dot;
            dot.rect = QRectF(x + 1.5 * point, down + firstLine * 0.54 - size / 2, size, size);
            dot.radius = size / 2;
            dot.fill = colour(accent);
            marker.emplace_back(dot);
        }
        if (pictured) {
            PictureDraw picture;
            picture.picture = item.picture;
            picture.rect = QRectF(pictureAt, 0, itemPicture, itemPicture);
            picture.plate = true;
            picture.role = Role{Role::Image, nextGroup(), list, role.group};
            marker.emplace_back(std::move(picture));
        }
        first.draws.insert(first.draws.begin(), std::make_move_iterator(marker.begin()), std::make_move_iterator(marker.end()));
        return out;
    }

    Pieces list(const QList<Item> &items, Marks marks, Accent accent, qreal x, qreal width)
    {
        Pieces out;
        const int group = nextGroup();
        int number = 0;
        for (const Item &line : items) {
            ++number;
            Pieces pieces = item(line, marks, number, accent, x, width, group);
            pieces.front().loose = true;
            if (number > 1)
                pieces.front().before = airy(itemGap, 11);
            append(out, std::move(pieces));
        }
        return out;
    }

    // --- panels ------------------------------------------------------------------------------------------------------

    Pieces panel(const Panel &panel, qreal x, qreal width)
    {
        const int card = int(m_cards.size());
        m_cards.push_back({x, width, panel.accent});
        const qreal inside = x + cardBar + cardPadSide;
        const qreal insideWidth = width - cardBar - 2 * cardPadSide;
        Pieces out;
        const bool symbol = !panel.symbol.isEmpty();
        const qreal indent = symbol ? headingSymbol + 9 * point : 0;
        if (!panel.heading.isEmpty() || symbol) {
            const qreal size = qBound(14.0, m_points + 2, 16.0);
            Piece head;
            head.keepWithNext = true;
            const ShapedPtr text = m_shaper.shape(panel.heading, Style{size, true, colour(panel.accent), false, true}, insideWidth - indent);
            head.height = qMax(text->height, symbol ? headingSymbol : 0.0);
            const int group = nextGroup();
            if (symbol) {
                PictureDraw picture;
                picture.picture = panel.symbol;
                picture.rect = QRectF(inside, 0, headingSymbol, headingSymbol);
                picture.plate = true;
                picture.role = Role{Role::Image, nextGroup()};
                head.draws.emplace_back(std::move(picture));
            }
            if (!panel.heading.isEmpty())
                head.draws.emplace_back(TextDraw{text, 0, text->lines, QPointF(inside + indent, (head.height - text->height) / 2),
                                                 Role{Role::Heading2, group}});
            out.push_back(std::move(head));
        }
        Pieces lines = list(panel.items, panel.marks, panel.accent, inside, insideWidth);
        if (!lines.empty() && !out.empty())
            lines.front().before = airy(5 * point, 5);
        append(out, std::move(lines));
        if (out.empty())
            out.emplace_back();
        if (out.size() == 1)
            out.back().keepWithNext = false;
        for (Piece &piece : out)
            piece.card = card;
        out.front().before = airy(blockGap, 13);
        return out;
    }

    Pieces panels(const Panels &all, qreal x, qreal width, qreal fullHeight)
    {
        if (all.columns >= 2 && all.panels.size() >= 2) {
            Piece both = twoColumns(all, x, width);
            if (m_doc.form != Form::Pages || both.height <= fullHeight) {
                Pieces out;
                out.push_back(std::move(both));
                return out;
            }
        }
        Pieces out;
        for (const Panel &one : all.panels)
            append(out, panel(one, x, width));
        return out;
    }

    /** Panels keep their order; the second column begins where the taller column becomes as low as it can be. */
    Piece twoColumns(const Panels &all, qreal x, qreal width)
    {
        const qreal column = (width - columnGap) / 2;
        std::vector<Pieces> built;
        std::vector<qreal> heights;
        for (const Panel &one : all.panels) {
            built.push_back(panel(one, x, column));
            Page ignored;
            heights.push_back(stack(Pieces(built.back()), ignored));
        }
        const qreal gap = airy(blockGap, 13);
        const auto sum = [&](size_t from, size_t to) {
            return std::accumulate(heights.begin() + qsizetype(from), heights.begin() + qsizetype(to), 0.0) + gap * qreal(to - from - 1);
        };
        size_t split = 1;
        qreal best = unlimited;
        for (size_t at = 1; at < heights.size(); ++at) {
            const qreal taller = qMax(sum(0, at), sum(at, heights.size()));
            if (taller < best) {
                best = taller;
                split = at;
            }
        }
        Piece out;
        out.before = gap;
        Page pages[2];
        const qreal ends[2] = {sum(0, split), sum(split, heights.size())};
        out.height = qMax(ends[0], ends[1]);
        for (int side = 0; side < 2; ++side) {
            Pieces pieces;
            for (size_t at = side == 0 ? 0 : split; at < (side == 0 ? split : built.size()); ++at)
                append(pieces, std::move(built[at]));
            // The shorter column opens its lines a little, so that both end together.
            const auto gaps = std::count_if(pieces.begin(), pieces.end(), [](const Piece &piece) { return piece.loose; });
            const qreal more = gaps > 0 ? qMin((out.height - ends[side]) / qreal(gaps), 7 * point) : 0;
            for (Piece &piece : pieces)
                if (piece.loose)
                    piece.before += more;
            stack(std::move(pieces), pages[side]);
        }
        for (int side = 0; side < 2; ++side) {
            // The last card of the shorter column reaches down to the other's foot.
            BoxDraw *lowest = nullptr;
            for (Draw &draw : pages[side].draws)
                if (auto *box = std::get_if<BoxDraw>(&draw); box && box->card >= 0 && (!lowest || box->rect.bottom() > lowest->rect.bottom()))
                    lowest = box;
            if (lowest)
                lowest->rect.setBottom(out.height);
            for (Draw &draw : pages[side].draws) {
                if (side == 1)
                    moveBy(draw, column + columnGap, 0);
                out.draws.push_back(std::move(draw));
            }
        }
        return out;
    }

    // --- other blocks ------------------------------------------------------------------------------------------------

    Piece band(const Band &band, qreal x, qreal width)
    {
        Piece out;
        const bool photo = !picture::naturalSize(band.photo.bytes).isEmpty();
        const qreal size = small() ? 72 * point : airy(104 * point, 36);
        const qreal indent = photo ? size + (small() ? 14 : 20) * point : 0;
        struct Line
        {
            ShapedPtr text;
            qreal gap;
            Role role;
        };
        std::vector<Line> lines;
        qreal height = 0;
        const auto add = [&](const QString &text, const Style &style, qreal gap, Role::Kind kind) {
            if (text.isEmpty())
                return;
            const ShapedPtr shaped = m_shaper.shape(text, style, width - indent);
            const qreal above = lines.empty() ? 0 : gap;
            lines.push_back({shaped, above, Role{kind, nextGroup()}});
            height += above + shaped->height;
        };
        add(band.name, Style{small() ? 22.0 : 30.0, true, ink(), false, true}, 0, Role::Heading1);
        add(band.subtitle, Style{small() ? 13.0 : 16.0, false, colour(band.accent)}, 1 * point, Role::Text);
        add(audienceAndDate(), Style{12, false, softInk()}, 4 * point, Role::Text);
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

    [[nodiscard]] QString audienceAndDate() const
    {
        QStringList parts{m_doc.audience, dateText(m_doc)};
        parts.removeAll(QString());
        return parts.join(QStringLiteral(" · "));
    }

    Pieces titleBlock(qreal x, qreal width)
    {
        Pieces out = heading(m_doc.title, 1, x, width);
        Pieces line = paragraph(plain(audienceAndDate()), Style{12, false, softInk()}, x, width, Role{Role::Text});
        if (!line.empty())
            line.front().before = 4 * point;
        append(out, std::move(line));
        return out;
    }

    Pieces pictureBlock(const PictureBlock &block, qreal x, qreal width)
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

    Pieces quote(const Quote &quote, qreal x, qreal width)
    {
        Runs runs = quote.text;
        if (!runs.isEmpty()) {
            runs.front().text.prepend(u'“');
            runs.back().text.append(u'”');
        }
        const int group = nextGroup();
        const qreal inside = x + 16 * point;
        Pieces out =
            flowing(m_shaper.shape(runs, {}, Style{m_points + 1, false, ink()}, width - 16 * point), inside, 0, Role{Role::Quotation, group});
        if (!quote.speaker.isEmpty()) {
            out.back().keepWithNext = true;
            Pieces speaker =
                paragraph(plain(quote.speaker), Style{smallestText, false, softInk()}, inside, width - 16 * point, Role{Role::Text});
            append(out, std::move(speaker));
        }
        for (Piece &piece : out) {
            BoxDraw bar;
            bar.rect = QRectF(x, 0, 3 * point, piece.height);
            bar.fill = colour(Accent::MySay);
            piece.draws.emplace(piece.draws.begin(), bar);
        }
        out.front().before = blockGap;
        return out;
    }

    Pieces table(const Table &table, qreal x, qreal width, qreal fullHeight)
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
        const qreal rowsHeight =
            std::accumulate(out.begin(), out.end(), 0.0, [](qreal sum, const Piece &piece) { return sum + piece.height; });
        for (size_t at = firstRow; at + 1 < out.size(); ++at)
            if (rowsHeight < fullHeight / 3 || at == firstRow || at + 2 == out.size())
                out[at].keepWithNext = true;
        out.front().before = blockGap;
        return out;
    }

    /** A row too tall to be kept whole is set as lines below each other instead, each cell after its column's name. */
    Pieces splitTall(Piece row, const QStringList &cells, const QStringList &header, qreal x, qreal width, qreal fullHeight)
    {
        Pieces out;
        if (m_doc.form != Form::Pages || row.height <= fullHeight / 2) {
            out.push_back(std::move(row));
            return out;
        }
        for (qsizetype column = 0; column < cells.size(); ++column) {
            Runs runs = plain(cells.at(column));
            if (column < header.size())
                runs.prepend({header.at(column) + QStringLiteral(": "), true});
            append(out, paragraph(runs, Style{smallestText, false, ink()}, x, width, Role{Role::Text}));
        }
        return out;
    }

    std::vector<qreal> columnWidths(const Table &table, qreal width) const
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

    // --- pages -------------------------------------------------------------------------------------------------------

    static void append(Pieces &to, Pieces &&from) { std::move(from.begin(), from.end(), std::back_inserter(to)); }

    BoxDraw cardBox(int card, qreal top, qreal bottom) const
    {
        const Card &which = m_cards.at(size_t(card));
        BoxDraw box;
        box.rect = QRectF(which.x, top, which.width, bottom - top);
        box.radius = cardRadius;
        box.fill = paperTint();
        box.bar = colour(which.accent);
        box.card = card;
        return box;
    }

    /** Puts all pieces below each other on one endless page; gives back the height. */
    qreal stack(Pieces pieces, Page &page)
    {
        std::vector<Page> pages;
        const qreal end = paginate(std::move(pieces), 0, unlimited, pages);
        page = std::move(pages.front());
        return end;
    }

    /** Fills pages between @p top and @p bottom; gives back where the last page ends. */
    qreal paginate(Pieces pieces, qreal top, qreal bottom, std::vector<Page> &pages) const
    {
        pages.emplace_back();
        qreal y = top;
        bool fresh = true;
        int openCard = -1;
        qreal cardTop = 0;
        size_t cardAt = 0;
        const auto closeCard = [&] {
            if (openCard < 0)
                return;
            y += cardPadBottom;
            auto &draws = pages.back().draws;
            draws.insert(draws.begin() + qsizetype(cardAt), cardBox(openCard, cardTop, y));
            openCard = -1;
        };
        const auto place = [&](Piece &piece) {
            if (piece.card != openCard) {
                closeCard();
                if (!fresh)
                    y += piece.before;
                if (piece.card >= 0) {
                    openCard = piece.card;
                    cardTop = y;
                    cardAt = pages.back().draws.size();
                    y += cardPadTop;
                }
            } else if (!fresh) {
                y += piece.before;
            }
            for (Draw &draw : piece.draws) {
                moveBy(draw, 0, y);
                pages.back().draws.push_back(std::move(draw));
            }
            y += piece.height;
            fresh = false;
        };
        /** Height from here of the pieces that must stay together, with the foot of the card they are in. */
        const auto needed = [&](size_t from, size_t to) {
            qreal at = y;
            int card = openCard;
            bool first = fresh;
            for (size_t i = from; i < to; ++i) {
                const Piece &piece = pieces[i];
                if (piece.card != card) {
                    at += (card >= 0 ? cardPadBottom : 0) + (first ? 0 : piece.before) + (piece.card >= 0 ? cardPadTop : 0);
                    card = piece.card;
                } else if (!first) {
                    at += piece.before;
                }
                at += piece.height;
                first = false;
            }
            return at + (card >= 0 ? cardPadBottom : 0);
        };
        for (size_t i = 0; i < pieces.size();) {
            size_t to = i + 1;
            while (to < pieces.size() && pieces[to - 1].keepWithNext)
                ++to;
            if (!fresh && needed(i, to) > bottom) {
                closeCard();
                pages.emplace_back();
                y = top;
                fresh = true;
                if (pieces[i].tableHead >= 0) {
                    Piece head = m_tableHeads.at(size_t(pieces[i].tableHead));
                    // The words were read out once; the repeat is for the eye.
                    for (Draw &draw : head.draws)
                        if (auto *text = std::get_if<TextDraw>(&draw))
                            text->role = Role{};
                    place(head);
                }
                // A chain longer than a page cannot be kept together.
                if (needed(i, to) > bottom)
                    to = i + 1;
            }
            for (; i < to; ++i) {
                if (!fresh && needed(i, i + 1) > bottom && to - i > 1) {
                    closeCard();
                    pages.emplace_back();
                    y = top;
                    fresh = true;
                }
                place(pieces[i]);
            }
        }
        closeCard();
        return y;
    }

    Pieces allBlocks(qreal x, qreal width, qreal fullHeight)
    {
        Pieces out;
        const bool hasBand =
            std::any_of(m_doc.blocks.begin(), m_doc.blocks.end(), [](const Block &block) { return std::holds_alternative<Band>(block); });
        if (!hasBand)
            append(out, titleBlock(x, width));
        for (const Block &block : m_doc.blocks) {
            Pieces next = std::visit(
                [&](const auto &b) -> Pieces {
                    using B = std::decay_t<decltype(b)>;
                    if constexpr (std::is_same_v<B, Heading>) {
                        return heading(b.text, qBound(2, b.level, 3), x, width);
                    } else if constexpr (std::is_same_v<B, Paragraph>) {
                        Pieces pieces = paragraph(b.text, Style{m_points, false, ink()}, x, width, Role{Role::Text});
                        if (!pieces.empty())
                            pieces.front().before = airy(8 * point, 4);
                        return pieces;
                    } else if constexpr (std::is_same_v<B, List>) {
                        Pieces pieces = list(b.items, b.marks, Accent::Profile, x, width);
                        if (!pieces.empty())
                            pieces.front().before = airy(8 * point, 4);
                        return pieces;
                    } else if constexpr (std::is_same_v<B, PictureBlock>) {
                        return pictureBlock(b, x, width);
                    } else if constexpr (std::is_same_v<B, Table>) {
                        return table(b, x, width, fullHeight);
                    } else if constexpr (std::is_same_v<B, Quote>) {
                        return quote(b, x, width);
                    } else if constexpr (std::is_same_v<B, Panels>) {
                        return panels(b, x, width, fullHeight);
                    } else {
                        Pieces pieces;
                        pieces.push_back(band(b, x, width));
                        pieces.front().before = 24 * point;
                        return pieces;
                    }
                },
                block);
            append(out, std::move(next));
        }
        return out;
    }

    Pieces notes(qreal x, qreal width)
    {
        Pieces out;
        for (const QString &note : m_doc.notes) {
            Pieces line = paragraph(plain(note), Style{noteSize, false, softInk()}, x, width, Role{Role::Text});
            if (!line.empty() && !out.empty())
                line.front().before = 2 * point;
            append(out, std::move(line));
        }
        return out;
    }

    Layout oneSide()
    {
        const qreal margin = small() ? 12 * mm : sideMargin;
        const qreal top = small() ? 10 * mm : topMargin;
        const qreal foot = small() ? paperHeight / 2 - 8 * mm : paperHeight - bottomMargin;
        const qreal width = paperWidth - 2 * margin;
        Page noteLines;
        qreal notesHeight = stack(notes(margin, width), noteLines);
        const qreal bottom = foot - (notesHeight > 0 ? notesHeight + 8 * point : 0);
        Layout out;
        Page page;
        const qreal height = stack(allBlocks(margin, width, unlimited), page);
        // However long the notes are, the side keeps a little room, so that `used` stays a number a ruler can show.
        out.used = height / qMax(bottom - top, 10 * point);
        for (Draw &draw : page.draws)
            moveBy(draw, 0, top);
        if (!out.fits()) {
            // Only a preview shows this: what hangs over is cut off, and the notes stay readable.
            BoxDraw cover;
            cover.rect = QRectF(0, bottom, paperWidth, paperHeight - bottom);
            cover.fill = QColor(Qt::white);
            page.draws.emplace_back(cover);
        }
        for (Draw &draw : noteLines.draws) {
            moveBy(draw, 0, foot - notesHeight);
            page.draws.push_back(std::move(draw));
        }
        if (small()) {
            BoxDraw cut;
            cut.rect = QRectF(0, paperHeight / 2, paperWidth, 0);
            cut.edge = softInk();
            cut.edgeWidth = 0.75 * point;
            cut.dashed = true;
            page.draws.emplace_back(cut);
        }
        out.pages.push_back(std::move(page));
        return out;
    }

    Layout manyPages()
    {
        const qreal x = 20 * mm;
        const qreal width = paperWidth - 2 * x;
        const qreal top = 18 * mm;
        const qreal bottom = paperHeight - 24 * mm;
        Layout out;
        Pieces pieces = allBlocks(x, width, bottom - top);
        Pieces last = notes(x, width);
        if (!last.empty())
            last.front().before = 18 * point;
        append(pieces, std::move(last));
        paginate(std::move(pieces), top, bottom, out.pages);
        out.used = qreal(out.pages.size());
        const int count = int(out.pages.size());
        QStringList name{m_doc.title, dateText(m_doc)};
        name.removeAll(QString());
        for (int number = 1; number <= count; ++number) {
            const QString label = coreText("Page %1 of %2").arg(m_numbers.toString(number), m_numbers.toString(count));
            const ShapedPtr right = m_shaper.shape(label, Style{noteSize, false, softInk(), true}, width / 3);
            ShapedPtr left = m_shaper.shape(name.join(QStringLiteral(" · ")), Style{noteSize, false, softInk()}, width * 2 / 3);
            const qreal y = paperHeight - 17 * mm;
            auto &draws = out.pages[size_t(number - 1)].draws;
            draws.emplace_back(TextDraw{left, 0, qMin(left->lines, 2), QPointF(x, y), Role{}});
            draws.emplace_back(TextDraw{right, 0, 1, QPointF(x + width * 2 / 3, y), Role{}});
        }
        return out;
    }

    const Document &m_doc;
    Shaper &m_shaper;
    qreal m_points;
    qreal m_air;
    QLocale m_numbers{m_doc.language};
    std::vector<Card> m_cards;
    std::vector<Piece> m_tableHeads;
    int m_groups = 0;
};

QFont fontOf(qreal points, bool bold)
{
    QFont font;
    font.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("Noto Sans Arabic")});
    font.setPixelSize(qRound(points * point));
    font.setBold(bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(QFont::ForceOutline);
    // The least spacing there is (1/640 point) turns off ligatures of Latin letters: a PDF keeps "ﬁ" as one character, and then "find" is
    // not found, nor read out well. Scripts that need their ligatures, such as Arabic, keep them.
    font.setLetterSpacing(QFont::AbsoluteSpacing, 1.0 / 64);
    return font;
}

} // namespace

Shaper::Shaper(const Document &document) : m_direction(document.direction) {}

ShapedPtr Shaper::shape(const Runs &runs, const QString &note, const Style &style, qreal width)
{
    const qreal room = qMax(width, 2 * style.points * point);
    QString key = QStringLiteral("%1/%2/%3/%4/%5%6/")
                      .arg(style.points)
                      .arg(int(style.bold))
                      .arg(style.colour.rgb())
                      .arg(room)
                      .arg(style.atEnd)
                      .arg(style.balanced);
    for (const Run &run : runs)
        key += (run.bold ? QChar(1) : QChar(2)) + run.text;
    key += QChar(3) + note;
    if (const auto known = m_known.constFind(key); known != m_known.constEnd())
        return *known;
    ShapedPtr shaped = shapeAnew(runs, note, style, room);
    if (style.balanced && shaped->lines > 1 && shaped->lines < 5) {
        // The narrowest width that still takes as many lines.
        qreal narrow = room / 2;
        qreal wide = room;
        while (wide - narrow > 4 * point) {
            const qreal middle = (narrow + wide) / 2;
            ShapedPtr narrower = shapeAnew(runs, note, style, middle);
            if (narrower->lines == shaped->lines) {
                shaped = std::move(narrower);
                wide = middle;
            } else {
                narrow = middle;
            }
        }
    }
    m_known.insert(key, shaped);
    return shaped;
}

ShapedPtr Shaper::shapeAnew(const Runs &runs, const QString &note, const Style &style, qreal room) const
{
    auto shaped = std::make_shared<Shaped>();
    QString text;
    QList<QTextLayout::FormatRange> formats;
    const auto add = [&](QString words, bool bold, const QColor &colour) {
        // A line break a person typed is a line break, not a new paragraph.
        words.replace(u'\n', QChar::LineSeparator);
        QTextLayout::FormatRange range;
        range.start = int(text.size());
        range.length = int(words.size());
        range.format.setFontWeight(bold ? QFont::Bold : QFont::Normal);
        range.format.setForeground(colour);
        formats.append(range);
        text += words;
    };
    for (const Run &run : runs)
        add(run.text, run.bold || style.bold, style.colour);
    if (!note.isEmpty())
        add(QStringLiteral(" –\u2060\u00A0") + note, false, softInk());

    const bool right = (m_direction == Qt::RightToLeft) != style.atEnd;
    QTextOption option(right ? Qt::AlignRight | Qt::AlignAbsolute : Qt::AlignLeft | Qt::AlignAbsolute);
    option.setTextDirection(m_direction);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    shaped->text.setFont(fontOf(style.points, style.bold));
    shaped->text.setText(text);
    shaped->text.setTextOption(option);
    shaped->text.setFormats(formats);
    shaped->text.setCacheEnabled(true);
    shaped->text.beginLayout();
    // Fonts for Arabic and some other scripts ask for twice the room that print in these sizes needs.
    const qreal tallest = 1.62 * style.points * point;
    qreal y = 0;
    for (QTextLine line = shaped->text.createLine(); line.isValid(); line = shaped->text.createLine()) {
        line.setLineWidth(room);
        const qreal pitch = qMin(line.height(), tallest);
        line.setPosition(QPointF(0, y - (line.height() - pitch) * line.ascent() / line.height()));
        shaped->tops.push_back(y);
        y += pitch;
        ++shaped->lines;
    }
    shaped->text.endLayout();
    shaped->width = room;
    shaped->height = y;
    return shaped;
}

Layout layOut(const Document &document, Shaper &shaper, qreal points, qreal air)
{
    return Builder(document, shaper, points, air).run();
}

qreal fittingSize(const Document &document, Shaper &shaper)
{
    constexpr int steps = int((largestText - smallestText) / textStep);
    for (int step = 0; step <= steps; ++step) {
        const qreal points = largestText - step * textStep;
        if (layOut(document, shaper, points).fits())
            return points;
    }
    return 0;
}

Layout finalLayout(const Document &document, Shaper &shaper)
{
    if (document.form == Form::Pages)
        return layOut(document, shaper, smallestText);
    const qreal points = fittingSize(document, shaper);
    if (points <= 0)
        return layOut(document, shaper, smallestText);
    Layout best = layOut(document, shaper, points);
    qreal none = 0;
    qreal all = 1;
    for (int step = 0; step < 5; ++step) {
        const qreal air = step == 0 ? 1 : (none + all) / 2;
        Layout spread = layOut(document, shaper, points, air);
        if (spread.fits()) {
            best = std::move(spread);
            none = air;
            if (step == 0)
                break;
        } else {
            all = air;
        }
    }
    return best;
}

QColor ink()
{
    return QColor(0x1F, 0x24, 0x30);
}

QColor softInk()
{
    return QColor(0x4A, 0x51, 0x60);
}

QColor edge()
{
    return QColor(0x8C, 0x85, 0x77);
}

QColor paperTint()
{
    return QColor(0xFB, 0xF7, 0xEF);
}

QColor colour(Accent accent)
{
    switch (accent) {
    case Accent::Ink:
        return ink();
    case Accent::Profile:
        return QColor(0x0B, 0x5F, 0x6B);
    case Accent::MySay:
        return QColor(0x6B, 0x2D, 0x73);
    case Accent::Meetings:
        return QColor(0x2F, 0x4A, 0x9A);
    case Accent::Charter:
        return QColor(0x2C, 0x65, 0x39);
    case Accent::Warn:
        return QColor(0x7A, 0x4E, 0x00);
    case Accent::Alert:
        return QColor(0xA3, 0x34, 0x1F);
    }
    return ink();
}

} // namespace heard::layout
