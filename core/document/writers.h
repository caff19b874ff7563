// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/filewriter.h"
#include "document/document.h"

#include <QImage>

namespace heard {

/**
 * What toPdf() cannot print of @p document with the fonts on this device. To be told before it is made. Web pages and text documents
 * are shown with the fonts of whoever opens them. Needs a QGuiApplication (the platform may be "offscreen"), as all here that set type.
 */
[[nodiscard]] QList<MissingLetters> missingLetters(const Document &document);
/** The same in plain words, with what to install; empty when nothing is missing. */
[[nodiscard]] QString missingSentence(const QList<MissingLetters> &missing);

/** A line to shorten so that the page fits. */
struct Trim
{
    QString ref;         ///< as in the Item, Paragraph or Quote
    qsizetype words = 0; ///< about how many words to take out of it
    bool whole = false;  ///< true: shortening is not enough, this line has to go
};

/** How a one-side document fills its side. */
struct FitReport
{
    bool fits = false;
    qreal pointSize = 12;    ///< size of the text on the page: 14, 13.5, 13, 12.5 or 12; where few words stand 15, 16 or 18
    qreal used = 0;          ///< how full the side is at 12 points, 1 is exactly full; it grows with each line, for a live ruler
    qsizetype wordsOver = 0; ///< about how many words are too many
    QList<Trim> trims;       ///< the fewest lines to shorten or take out, in reading order; empty when it fits
};

/**
 * Measures a OneSide or HalfCard document with the same code that paints it, so `fits` is exactly what toPdf() will do.
 * Fast enough to call while a person types. A Pages document always fits; its `used` is its number of pages.
 */
[[nodiscard]] FitReport measureOnePage(const Document &document);

/** How many sides toPdf() will give. A one-side document that does not fit counts as 1. */
[[nodiscard]] int pageCount(const Document &document);

/**
 * A PDF: A4, real text in reading order, fonts embedded, title and language set, nothing about the computer or its person in it.
 * Equal documents give equal bytes. A one-side document that overflows is Refused, "does-not-fit", and the message names what to shorten.
 */
[[nodiscard]] Result<QByteArray> toPdf(const Document &document);

/** One self-contained accessible HTML file: language, direction, headings, alternative text; no scripts, nothing fetched. UTF-8. */
[[nodiscard]] Result<QByteArray> toHtml(const Document &document);

/**
 * An OpenDocument text, for people who want to go on writing: one column, so what is one side as a PDF can be two here.
 * @p pages gets the number of A4 pages it takes as written.
 */
[[nodiscard]] Result<QByteArray> toOdt(const Document &document, int *pages = nullptr);

/**
 * Pictures of the pages for screens and messages, each a PNG of 200 dots to the inch, painted by what paints the PDF; of a card only the
 * card. Nothing but the dots is in them. Refused as a PDF is.
 */
[[nodiscard]] Result<QList<QByteArray>> toPng(const Document &document);

/**
 * A picture of one page (from 0), laid out exactly as toPdf() does it. An overflowing one-side document is drawn at 12 points and cut
 * at the foot of the page, so the preview can still be shown. A null image when there is no such page or @p dpi is not within 20 to 600.
 */
[[nodiscard]] QImage renderPage(const Document &document, int page, qreal dpi);

} // namespace heard
