// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/layout.h"

#include <QLocale>
#include <vector>

namespace heard::layout {

inline constexpr qreal mm = millimetre;
inline constexpr qreal unlimited = 1e9;

// The page, in points where not said otherwise.
inline constexpr qreal sideMargin = 14 * mm;
inline constexpr qreal topMargin = 13 * mm;
inline constexpr qreal bottomMargin = 12 * mm;
inline constexpr qreal columnGap = 12 * point;
inline constexpr qreal blockGap = 12 * point;
inline constexpr qreal cardPadTop = 11 * point;
inline constexpr qreal cardPadBottom = 12 * point;
inline constexpr qreal cardPadSide = 13 * point;
inline constexpr qreal cardBar = 5 * point;
inline constexpr qreal cardRadius = 9 * point;
inline constexpr qreal itemGap = 5 * point;
inline constexpr qreal markerIndent = 15 * point;
inline constexpr qreal numberIndent = 22 * point;
inline constexpr qreal itemPicture = 32 * point;
inline constexpr qreal itemPictureGap = 9 * point;
inline constexpr qreal headingSymbol = 32 * point;
inline constexpr qreal noteSize = 9; ///< credits and running foot only; never anything a person said

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

using Pieces = std::vector<Piece>;

struct Card
{
    qreal x = 0;
    qreal width = 0;
    Accent accent = Accent::Ink;
};

void moveBy(Draw &draw, qreal dx, qreal dy);
/** Turns what is drawn between @p x and @p x + @p width round: every box keeps its width and changes sides. */
void mirror(Draw &draw, qreal x, qreal width);

/** Makes the pieces of every block and fills pages with them. One for each layout; layout.cpp says how it is used. */
class Builder
{
public:
    Builder(const Document &document, Shaper &shaper, qreal points, qreal air)
        : m_doc(document)
        , m_shaper(shaper)
        , m_points(points)
        , m_air(air)
    {}

    [[nodiscard]] Layout run();

private:
    using Style = Shaper::Style;

    [[nodiscard]] qreal airy(qreal gap, qreal more) const { return gap + m_air * more * point; }
    /** What a length becomes beside text that is larger than usual. */
    [[nodiscard]] qreal grown(qreal usual) const { return usual * qMax(1.0, m_points / usualText); }
    /** The same of a size of letters. */
    [[nodiscard]] qreal grownText(qreal usual) const { return qRound(grown(usual) / textStep) * textStep; }
    [[nodiscard]] bool small() const { return m_doc.form == Form::HalfCard; }
    int nextGroup() { return ++m_groups; }
    static void append(Pieces &to, Pieces &&from);
    /** Turns a line round whose words run the other way than the document: its mark or picture stands where its words begin. */
    void turnRound(Pieces &pieces, const Runs &words, qreal x, qreal width) const;

    // layout_text.cpp: text, lists and panels
    /** Cuts shaped text into pieces of whole lines: two lines stay together at each end, so no line is left alone. */
    [[nodiscard]] Pieces flowing(const ShapedPtr &text, qreal x, qreal leastFirst, const Role &role) const;
    [[nodiscard]] Pieces paragraph(const Runs &runs, const Style &style, qreal x, qreal width, Role role);
    [[nodiscard]] Pieces heading(const QString &text, int level, qreal x, qreal width);
    [[nodiscard]] Pieces item(const Item &item, Marks marks, int number, Accent accent, qreal x, qreal width, int list);
    [[nodiscard]] Pieces list(const QList<Item> &items, Marks marks, Accent accent, qreal x, qreal width);
    [[nodiscard]] Pieces panel(const Panel &panel, qreal x, qreal width);
    [[nodiscard]] Pieces panels(const Panels &all, qreal x, qreal width, qreal fullHeight);
    /** Panels keep their order; the second column begins where the taller column becomes as low as it can be. */
    [[nodiscard]] Piece twoColumns(const Panels &all, qreal x, qreal width);

    // layout_blocks.cpp: other blocks
    [[nodiscard]] Piece band(const Band &band, qreal x, qreal width);
    [[nodiscard]] QString audienceAndDate() const;
    [[nodiscard]] Pieces titleBlock(qreal x, qreal width);
    [[nodiscard]] Pieces pictureBlock(const PictureBlock &block, qreal x, qreal width);
    [[nodiscard]] Pieces quote(const Quote &quote, qreal x, qreal width);
    [[nodiscard]] Pieces table(const Table &table, qreal x, qreal width, qreal fullHeight);
    /** A row too tall to be kept whole is set as lines below each other instead, each cell after its column's name. */
    [[nodiscard]] Pieces splitTall(Piece row, const QStringList &cells, const QStringList &header, qreal x, qreal width, qreal fullHeight);
    [[nodiscard]] std::vector<qreal> columnWidths(const Table &table, qreal width) const;

    // layout_pages.cpp: filling pages
    [[nodiscard]] BoxDraw cardBox(int card, qreal top, qreal bottom) const;
    /** Puts all pieces below each other on one endless page; gives back the height. */
    qreal stack(Pieces pieces, Page &page);
    /** Fills pages between @p top and @p bottom; gives back where the last page ends. */
    qreal paginate(Pieces pieces, qreal top, qreal bottom, std::vector<Page> &pages) const;

    // layout.cpp: the whole
    [[nodiscard]] Pieces allBlocks(qreal x, qreal width, qreal fullHeight);
    [[nodiscard]] Pieces notes(qreal x, qreal width, bool atEnd);
    Layout oneSide();
    Layout manyPages();

    const Document &m_doc;
    Shaper &m_shaper;
    qreal m_points;
    qreal m_air;
    QLocale m_numbers{m_doc.language};
    std::vector<Card> m_cards;
    std::vector<Piece> m_tableHeads;
    int m_groups = 0;
};

} // namespace heard::layout
