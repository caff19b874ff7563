// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/builder.h"

#include <algorithm>
#include <iterator>

namespace heard::layout {

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

void mirror(Draw &draw, qreal x, qreal width)
{
    const qreal both = 2 * x + width;
    std::visit(
        [&](auto &d) {
            using D = std::decay_t<decltype(d)>;
            if constexpr (std::is_same_v<D, TextDraw>) {
                d.at.setX(both - d.at.x() - d.text->width);
            } else {
                d.rect.moveLeft(both - d.rect.right());
                if constexpr (std::is_same_v<D, BoxDraw>)
                    d.barOnRight = !d.barOnRight;
            }
        },
        draw);
}

void Builder::turnRound(Pieces &pieces, const Runs &words, qreal x, qreal width) const
{
    if (m_shaper.directionOf(words) == m_shaper.direction())
        return;
    for (Piece &piece : pieces)
        for (Draw &draw : piece.draws)
            mirror(draw, x, width);
}

void Builder::append(Pieces &to, Pieces &&from)
{
    std::move(from.begin(), from.end(), std::back_inserter(to));
}

BoxDraw Builder::cardBox(int card, qreal top, qreal bottom) const
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

qreal Builder::stack(Pieces pieces, Page &page)
{
    std::vector<Page> pages;
    const qreal end = paginate(std::move(pieces), 0, unlimited, pages);
    page = std::move(pages.front());
    return end;
}

qreal Builder::paginate(Pieces pieces, qreal top, qreal bottom, std::vector<Page> &pages) const
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

} // namespace heard::layout
