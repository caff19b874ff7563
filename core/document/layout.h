// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"

#include <QColor>
#include <QHash>
#include <QRectF>
#include <QTextLayout>
#include <memory>

class QPainter;

/** Where everything goes on the paper. Used by the fit measure, the PDF and the preview, so that they cannot disagree. */
namespace heard::layout {

/**
 * Layout is done in tenths of a point: text sizes are then whole pixels for the font engine, without hinting, and the same at every
 * resolution it is painted at later.
 */
inline constexpr qreal point = 10;
inline constexpr qreal millimetre = point * 72 / 25.4;
inline constexpr int unitsPerInch = 720;

inline constexpr qreal paperWidth = 210 * millimetre;
inline constexpr qreal paperHeight = 297 * millimetre;

inline constexpr qreal largestText = 18; ///< points, where few words stand
inline constexpr qreal usualText = 14;   ///< of a page that has the room
inline constexpr qreal smallestText = 12;
inline constexpr qreal textStep = 0.5;

/** Text broken into lines for one width. */
struct Shaped
{
    QTextLayout text;
    qreal width = 0;
    qreal height = 0;
    int lines = 0;
    qreal foot = 0;          ///< what the first line stands on, below the top of the text
    std::vector<qreal> tops; ///< of each line, below the top of the text

    /** Top of line @p index below the top of the text; for index == lines its height. */
    [[nodiscard]] qreal top(int index) const { return index >= lines ? height : tops[size_t(index)]; }
};
using ShapedPtr = std::shared_ptr<const Shaped>;

/** What a drawn thing is, for those who cannot see it. */
struct Role
{
    enum Kind { Artifact, Heading1, Heading2, Heading3, Text, ItemText, Quotation, Image, Cell, HeadCell, Caption };
    Kind kind = Artifact;
    int group = 0;  ///< things of one paragraph, list line or cell share a number above 0, in reading order
    int parent = 0; ///< number of the list or table it is in, or 0
    int row = 0;    ///< row of a table, or for the picture of a list line the group of that line's words
};

struct TextDraw
{
    ShapedPtr text;
    int firstLine = 0;
    int lineCount = 0;
    QPointF at; ///< top left of the first line drawn
    Role role;
};

struct BoxDraw
{
    QRectF rect;
    qreal radius = 0;
    QColor fill;
    QColor edge;
    qreal edgeWidth = 0;
    bool dashed = false;
    int card = -1; ///< which panel it is the background of
    QColor bar;    ///< a coloured bar on the side where lines begin
    bool barOnRight = false;
    /**
     * Nothing to see: the line between two columns, for readers of PDF files that guess the order from where words stand (pdftotext,
     * and many that read aloud). Without it they take lines at one height for the rows of a table.
     */
    bool spine = false;
};

struct PictureDraw
{
    Picture picture;
    QRectF rect;
    bool round = false; ///< cut to a circle with a ring
    bool plate = false; ///< on a white plate with rounded corners
    QColor ring;
    Role role;
};

using Draw = std::variant<BoxDraw, TextDraw, PictureDraw>;

struct Page
{
    std::vector<Draw> draws;
};

struct Layout
{
    std::vector<Page> pages;
    qreal used = 0; ///< one-side forms: height wanted / height there is
    [[nodiscard]] bool fits() const { return used <= 1; }
};

/** Shapes text, and remembers it: measuring at several sizes and trying what to trim asks for the same lines again and again. */
class Shaper
{
public:
    explicit Shaper(const Document &document);
    struct Style
    {
        qreal points = 12;
        bool bold = false;
        QColor colour;
        bool atEnd = false;    ///< set at the side where lines end
        bool balanced = false; ///< lines of like length, for headings: no single word on the last line
        /** Set at the side of the document also when its words run the other way: for what stands beside something. */
        bool keepsSide = false;
        QString language = {}; ///< of the words, BCP 47; empty: the document's
    };
    [[nodiscard]] ShapedPtr shape(const Runs &runs, const QString &note, const Style &style, qreal width);
    [[nodiscard]] ShapedPtr shape(const QString &text, const Style &style, qreal width) { return shape(plain(text), {}, style, width); }
    /** The direction of the first letter that has one; words without any go with the document. */
    [[nodiscard]] Qt::LayoutDirection directionOf(const Runs &runs) const;
    [[nodiscard]] Qt::LayoutDirection direction() const { return m_direction; }

private:
    [[nodiscard]] ShapedPtr shapeAnew(const Runs &runs, const QString &note, const Style &style, qreal room) const;

    QHash<QString, ShapedPtr> m_known;
    Qt::LayoutDirection m_direction;
    QString m_language;
};

/** @p points is the size of the text. @p air from 0 to 1, or to 2.5 where few words stand, spreads a one-side page that has room to spare. */
[[nodiscard]] Layout layOut(const Document &document, Shaper &shaper, qreal points, qreal air = 0);

/** The layout that is printed: the largest text that fits, spread so far that it fills its side. When nothing fits, that of the smallest text. */
[[nodiscard]] Layout finalLayout(const Document &document, Shaper &shaper);

/** The largest of the text sizes that fits on one side, or 0. */
[[nodiscard]] qreal fittingSize(const Document &document, Shaper &shaper);

/** Is told what is painted, so that the PDF can be given its structure. */
class Marker
{
public:
    Marker() = default;
    Marker(const Marker &) = delete;
    Marker &operator=(const Marker &) = delete;
    virtual ~Marker() = default;
    virtual void begin(QPainter &painter, const Draw &draw) = 0;
    /** What is painted until endWords() reads as @p words. */
    virtual void beginWords(QPainter &painter, const QString &words) = 0;
    virtual void endWords(QPainter &painter) = 0;
    virtual void endPage(QPainter &painter) = 0;
};

/** Paints a page in units of this layout. */
void paint(QPainter &painter, const Page &page, Marker *marker = nullptr);

[[nodiscard]] QColor colour(Accent accent);
[[nodiscard]] QColor ink();
[[nodiscard]] QColor softInk();
[[nodiscard]] QColor paperTint();
[[nodiscard]] QColor edge();

} // namespace heard::layout
