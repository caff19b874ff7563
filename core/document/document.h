// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>
#include <variant>
#include <vector>

namespace heard {

/**
 * The neutral document: what a profile, a passport or a meeting pack hands to the writers (writers.h).
 * Plain values, in reading order; it knows nothing of profiles. Sizes are millimetres, text is Unicode as cleanText() keeps it.
 */

/** The colours a block may carry; the values are those of the app's light theme, all at least 4.5 : 1 on paper. Never the only sign. */
enum class Accent {
    Ink,      ///< no colour of its own
    Profile,  ///< teal
    MySay,    ///< plum
    Meetings, ///< blue
    Charter,  ///< green: also "likes" in a hospital passport
    Warn,     ///< brown-amber: also "important" in a hospital passport
    Alert,    ///< brick red: also "must know" in a hospital passport
};

/** A picture with what it shows in words. SVG, PNG or JPEG bytes; empty bytes mean no picture. Broken or unsafe bytes are left out. */
struct Picture
{
    QByteArray bytes;
    QString alt; ///< empty: only decoration, the words beside it say the same

    [[nodiscard]] bool isEmpty() const { return bytes.isEmpty(); }
};

/** A stretch of text in one weight. There are no italics. */
struct Run
{
    QString text;
    bool bold = false;
};
using Runs = QList<Run>;

/** One plain run. */
[[nodiscard]] inline Runs plain(const QString &text)
{
    return {Run{text, false}};
}

/** The words of @p runs without their weights. */
[[nodiscard]] QString plainText(const Runs &runs);

/** A line of a list. */
struct Item
{
    Runs text;
    Picture picture = {};      ///< a symbol beside the line
    QString note = {};         ///< a quiet "who said it" after the line, as shown ("Mum"); may be empty
    QString ref = {};          ///< the caller's name for this line; the fit report gives it back
    QString language = {};     ///< of the words, BCP 47: it decides between the forms of Chinese and Japanese; empty: the document's
    bool otherVersion = false; ///< of the line before it: it goes when that one is shortened or taken out
};

enum class Marks { Dots, Numbers, None };

/** Level 2 or 3; level 1 is the document's title. */
struct Heading
{
    QString text;
    int level = 2;
};

struct Paragraph
{
    Runs text;
    QString ref = {};
    QString language = {}; ///< as of an Item
};

struct List
{
    QList<Item> items;
    Marks marks = Marks::Dots;
};

/** A picture on its own, with its caption below. */
struct PictureBlock
{
    Picture picture;
    qreal widthMm = 60; ///< made smaller when the page is narrower or the picture higher than half a page
    QString caption = {};
};

struct Table
{
    QString caption;
    QStringList header;
    QList<QStringList> rows;         ///< short rows are filled up, cells beyond the header are left out
    bool firstColumnIsHeader = true; ///< the first cell names its row
};

struct Quote
{
    Runs text;
    QString speaker; ///< as shown, may be empty
    QString ref = {};
    QString language = {}; ///< as of an Item
};

/** A titled block: a card with a coloured edge, a symbol beside its heading, and lines. */
struct Panel
{
    QString heading;
    Accent accent = Accent::Profile;
    Picture symbol = {};
    QList<Item> items;
    Marks marks = Marks::Dots;
};

/** Panels in one column, or in two that are balanced; read down the first column, then down the second. */
struct Panels
{
    QList<Panel> panels;
    int columns = 1;
};

/** The head of a profile: round photo, name (this is the page's first heading), sub-title; the document's audience and date go here too. */
struct Band
{
    Picture photo;
    QString name;
    QString subtitle = {};
    Accent accent = Accent::Profile;
};

using Block = std::variant<Heading, Paragraph, List, PictureBlock, Table, Quote, Panels, Band>;

/** How the document meets the paper. */
enum class Form {
    OneSide,  ///< exactly one side of A4, text 14 down to 12 points, or refused
    HalfCard, ///< exactly one A5 card (half of A4, to cut out), on the upper half of an A4 side, text 14 down to 12 points, or refused
    Pages,    ///< as many A4 sides as it takes, with a running footer, text 12 points
};

struct Document
{
    QString title;                                   ///< title of the file; printed as first heading when there is no Band
    QString language = QStringLiteral("en-GB");      ///< BCP 47
    Qt::LayoutDirection direction = Qt::LeftToRight; ///< LeftToRight or RightToLeft
    QString audience = {};                           ///< who it is for, as shown ("For cover staff in Year 5")
    QDate date = {};                                 ///< the day it is dated; also the file's date, so equal documents give equal files
    QStringList notes = {};                          ///< last lines in small type: privacy agreement, symbol credits
    Form form = Form::Pages;
    std::vector<Block> blocks = {};
};

/** Letters that no face on this device can print; a PDF shows a box for each. */
struct MissingLetters
{
    QStringList letters; ///< each once
    QString script;      ///< of them, in words ("Chinese"); empty when nobody has a name for it
    QString package;     ///< the Debian package with a face for them; empty when there is none
    QStringList refs;    ///< the lines they are in
};

/** The document's date in its language ("22 November 2026"), or nothing when it has none. */
[[nodiscard]] QString dateText(const Document &document);
/** What each sheet says of the whole: "Sam: Communication passport · For Ms Khan · 22 November 2026". */
[[nodiscard]] QString runningTitle(const Document &document);
/** "Page 2 of 3", of numbers as they are written, or of what stands for them. */
[[nodiscard]] QString pageLabel(const QString &number, const QString &count);

} // namespace heard
