// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/builder.h"

#include <QLocale>
#include <algorithm>
#include <numeric>

namespace heard::layout {

namespace {

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

} // namespace

Pieces Builder::flowing(const ShapedPtr &text, qreal x, qreal leastFirst, const Role &role) const
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

Pieces Builder::paragraph(const Runs &runs, const Style &style, qreal x, qreal width, Role role)
{
    if (plainText(runs).isEmpty())
        return {};
    role.group = nextGroup();
    return flowing(m_shaper.shape(runs, {}, style, width), x, 0, role);
}

Pieces Builder::heading(const QString &text, int level, qreal x, qreal width)
{
    const Style style{.points = level <= 1   ? 26.0
                                : level == 2 ? 18.0
                                             : 14.0,
                      .bold = true,
                      .colour = ink(),
                      .balanced = true,
                      .keepsSide = true};
    const Role::Kind kind = level <= 1 ? Role::Heading1 : level == 2 ? Role::Heading2 : Role::Heading3;
    Pieces out = paragraph(plain(text), style, x, width, Role{kind});
    for (Piece &piece : out)
        piece.keepWithNext = true;
    if (!out.empty())
        out.front().before = level <= 2 ? 20 * point : 14 * point;
    return out;
}

Pieces Builder::item(const Item &item, Marks marks, int number, Accent accent, qreal x, qreal width, int list)
{
    const bool pictured = !item.picture.isEmpty();
    qreal indent = pictured && marks != Marks::Numbers ? 0 : indentOf(marks);
    const qreal pictureAt = x + indent;
    const qreal pictureSize = grown(itemPicture);
    if (pictured)
        indent += pictureSize + itemPictureGap;
    Role role{Role::ItemText, nextGroup(), list};
    const ShapedPtr text =
        m_shaper.shape(item.text, item.note, Style{.points = m_points, .colour = ink(), .language = item.language}, width - indent);
    const qreal least = pictured ? pictureSize : 0;
    Pieces out = flowing(text, x + indent, least, role);
    if (out.empty())
        out.emplace_back();
    Piece &first = out.front();
    // One or two lines stand in the middle of their picture; more begin at its top.
    qreal down = 0;
    if (pictured && first.height < pictureSize)
        down = (pictureSize - first.height) / 2;
    for (Draw &draw : first.draws)
        moveBy(draw, 0, down);
    first.height = qMax(first.height, least);
    std::vector<Draw> marker;
    if (marks == Marks::Numbers) {
        const QString label = m_numbers.toString(number);
        Style style{.points = m_points, .bold = true, .colour = colour(accent)};
        style.atEnd = m_shaper.directionOf(item.text) != m_shaper.direction();
        const ShapedPtr shaped = m_shaper.shape(label, style, numberIndent);
        Role labelRole = role;
        marker.emplace_back(TextDraw{shaped, 0, shaped->lines, QPointF(x, down + text->foot - shaped->foot), labelRole});
    } else if (marks == Marks::Dots && !pictured) {
        const qreal size = 5.5 * point;
        BoxDraw dot;
        dot.rect = QRectF(x + 1.5 * point, down + text->foot - 0.33 * m_points * point - size / 2, size, size);
        dot.radius = size / 2;
        dot.fill = colour(accent);
        marker.emplace_back(dot);
    }
    if (pictured) {
        PictureDraw picture;
        picture.picture = item.picture;
        picture.rect = QRectF(pictureAt, 0, pictureSize, pictureSize);
        picture.plate = true;
        picture.role = Role{Role::Image, nextGroup(), list, role.group};
        marker.emplace_back(std::move(picture));
    }
    first.draws.insert(first.draws.begin(), std::make_move_iterator(marker.begin()), std::make_move_iterator(marker.end()));
    turnRound(out, item.text, x, width);
    return out;
}

Pieces Builder::list(const QList<Item> &items, Marks marks, Accent accent, qreal x, qreal width)
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

Pieces Builder::panel(const Panel &panel, qreal x, qreal width)
{
    const int card = int(m_cards.size());
    m_cards.push_back({x, width, panel.accent});
    const qreal inside = x + cardBar + cardPadSide;
    const qreal insideWidth = width - cardBar - 2 * cardPadSide;
    Pieces out;
    const bool symbol = !panel.symbol.isEmpty();
    const qreal symbolSize = grown(headingSymbol);
    const qreal indent = symbol ? symbolSize + 9 * point : 0;
    if (!panel.heading.isEmpty() || symbol) {
        const qreal size = grownText(qBound(14.0, m_points + 2, 16.0));
        Piece head;
        head.keepWithNext = true;
        const ShapedPtr text =
            m_shaper.shape(panel.heading,
                           Style{.points = size, .bold = true, .colour = colour(panel.accent), .balanced = true, .keepsSide = true},
                           insideWidth - indent);
        head.height = qMax(text->height, symbol ? symbolSize : 0.0);
        const int group = nextGroup();
        if (symbol) {
            PictureDraw picture;
            picture.picture = panel.symbol;
            picture.rect = QRectF(inside, 0, symbolSize, symbolSize);
            picture.plate = true;
            picture.role = Role{Role::Image, nextGroup()};
            head.draws.emplace_back(std::move(picture));
        }
        if (!panel.heading.isEmpty())
            head.draws.emplace_back(
                TextDraw{text, 0, text->lines, QPointF(inside + indent, (head.height - text->height) / 2), Role{Role::Heading2, group}});
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

Pieces Builder::panels(const Panels &all, qreal x, qreal width, qreal fullHeight)
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
    for (const Panel &one : all.panels) {
        Pieces pieces = panel(one, x, width);
        // A card that a page can hold is not cut: whoever holds the second page alone could not tell what its lines are about.
        Page ignored;
        if (m_doc.form == Form::Pages && stack(Pieces(pieces), ignored) <= fullHeight * 0.7) {
            for (size_t at = 0; at + 1 < pieces.size(); ++at)
                pieces[at].keepWithNext = true;
        }
        append(out, std::move(pieces));
    }
    return out;
}

Piece Builder::twoColumns(const Panels &all, qreal x, qreal width)
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
    BoxDraw spine;
    spine.spine = true;
    spine.rect = QRectF(x + column + columnGap / 2, 0, 0, out.height);
    out.draws.emplace_back(spine);
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

} // namespace heard::layout
