// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/layout.h"

#include "base/error.h"
#include "document/builder.h"

#include <algorithm>

namespace heard::layout {

Layout Builder::run()
{
    Layout out = m_doc.form == Form::Pages ? manyPages() : oneSide();
    if (m_doc.direction == Qt::RightToLeft)
        for (Page &page : out.pages)
            for (Draw &draw : page.draws)
                mirror(draw, 0, paperWidth);
    return out;
}

Pieces Builder::allBlocks(qreal x, qreal width, qreal fullHeight)
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
                    Pieces pieces =
                        paragraph(b.text, Style{.points = m_points, .colour = ink(), .language = b.language}, x, width, Role{Role::Text});
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

Pieces Builder::notes(qreal x, qreal width, bool atEnd)
{
    Pieces out;
    for (const QString &note : m_doc.notes) {
        Pieces line = paragraph(plain(note), Style{.points = noteSize, .colour = softInk(), .atEnd = atEnd, .keepsSide = true}, x, width,
                                Role{Role::Text});
        if (!line.empty() && !out.empty())
            line.front().before = 2 * point;
        append(out, std::move(line));
    }
    return out;
}

Layout Builder::oneSide()
{
    const qreal margin = small() ? 12 * mm : sideMargin;
    const qreal top = small() ? 10 * mm : topMargin;
    const qreal foot = small() ? paperHeight / 2 - 8 * mm : paperHeight - bottomMargin;
    const qreal width = paperWidth - 2 * margin;
    Page noteLines;
    // At the end of their line: a short one under the first column would be read before the second (see BoxDraw::spine).
    qreal notesHeight = stack(notes(margin, width, !small()), noteLines);
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

Layout Builder::manyPages()
{
    const qreal x = 20 * mm;
    const qreal width = paperWidth - 2 * x;
    const qreal top = 18 * mm;
    const qreal bottom = paperHeight - 24 * mm;
    Layout out;
    Pieces pieces = allBlocks(x, width, bottom - top);
    Pieces last = notes(x, width, false);
    if (!last.empty())
        last.front().before = 18 * point;
    append(pieces, std::move(last));
    paginate(std::move(pieces), top, bottom, out.pages);
    out.used = qreal(out.pages.size());
    const int count = int(out.pages.size());
    // Sheets get parted: each says whose it is, for whom, and which of how many. A single one needs no number.
    const ShapedPtr left =
        m_shaper.shape(runningTitle(m_doc), Style{.points = noteSize, .colour = softInk(), .keepsSide = true}, width * 2 / 3);
    for (int number = 1; number <= count; ++number) {
        const qreal y = paperHeight - 17 * mm;
        auto &draws = out.pages[size_t(number - 1)].draws;
        draws.emplace_back(TextDraw{left, 0, qMin(left->lines, 2), QPointF(x, y), Role{}});
        if (count == 1)
            continue;
        const ShapedPtr right = m_shaper.shape(pageLabel(m_numbers.toString(number), m_numbers.toString(count)),
                                               Style{.points = noteSize, .colour = softInk(), .atEnd = true, .keepsSide = true}, width / 3);
        draws.emplace_back(TextDraw{right, 0, 1, QPointF(x + width * 2 / 3, y), Role{}});
    }
    return out;
}

Layout layOut(const Document &document, Shaper &shaper, qreal points, qreal air)
{
    return Builder(document, shaper, points, air).run();
}

qreal fittingSize(const Document &document, Shaper &shaper)
{
    const auto step = [](int count) { return usualText + count * textStep; };
    for (int down = 0; step(-down) >= smallestText; ++down) {
        if (!layOut(document, shaper, step(-down)).fits())
            continue;
        if (down > 0)
            return step(-down);
        // Few words are set larger than usual as long as half of their air is left: a side crammed with large letters reads no better.
        const auto roomy = [&](qreal points) { return layOut(document, shaper, points, 0.5).fits(); };
        if (roomy(16))
            return roomy(largestText) ? largestText : 16;
        return roomy(15) ? 15 : usualText;
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
    // Where even the largest letters leave room, lines and cards stand further apart, up to what still reads as one page.
    const qreal most = points >= largestText ? 2.5 : 1;
    qreal none = 0;
    qreal all = most;
    for (int step = 0; step < 6; ++step) {
        const qreal air = step == 0 ? most : (none + all) / 2;
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

} // namespace heard::layout
