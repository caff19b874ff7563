// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"
#include "profile/agreement.h"
#include "profile/profile.h"
#include "profile/version.h"

namespace heard::profile {

enum class Format { Pdf, Html, Odt, Png };
/** "pdf", "html", "odt", "png"; they end the names of files too. */
[[nodiscard]] QString formatName(Format format);
[[nodiscard]] Result<Format> formatFromName(const QString &name);

struct PageOptions
{
    QString language = QStringLiteral("en-GB"); ///< BCP 47, of the words in it; sets the direction too
    QDate date = {};                            ///< null: the version's day, or today by the vault's clock
    QString forWhom = {};                       ///< who it is for, as shown; empty: the agreement's
    Id version = {};                            ///< a frozen version; null: as it is now
    Id member = {};                             ///< whose pen profile; null: mine
    bool includeMine = false;                   ///< also what is in "only me" (only my own vault has it)
    bool whoSaid = true;                        ///< names beside lines that others said
    bool symbols = true;
    QList<Id> leaveOut = {}; ///< statements to leave out of this page; they stay in the profile
};

/** A statement to shorten so that the page fits. */
struct TrimStatement
{
    Id statement;
    QString text;
    qsizetype words = 0; ///< about how many words to take out
    bool whole = false;  ///< shortening is not enough: leave it out
};

/** How full a one-side page is, for the live ruler (SR-083). Other pages always fit. */
struct LiveFit
{
    bool fits = true;
    qreal fraction = 0;      ///< 1 is exactly full; over 1 it does not fit
    qreal pointSize = 12;    ///< the text will be printed at this size, never below 12
    qsizetype wordsLeft = 0; ///< about how many more words fit
    qsizetype wordsOver = 0; ///< about how many are too many
    QList<TrimStatement> trims;
    QString sentence; ///< the same in plain words
};

/** What was made, or what stops it from fitting. */
struct Export
{
    QByteArray bytes;               ///< the file; of pictures the first
    QList<QByteArray> furtherPages; ///< of pictures: the second and all after it
    QString fileName;               ///< whose page it is, what, and for whom; it has no path
    int pages = 0;
    qsizetype words = 0;
    QList<Id> trimmed;   ///< statements left out as asked (PageOptions::leaveOut)
    QList<Id> notShown;  ///< statements this layout has no room for by its nature (a card shows five tips)
    QStringList symbols; ///< ids of the symbols on it
    /** Letters that a PDF from this device shows as boxes, as no font has them; their refs are ids of statements, in hexadecimal. */
    QList<MissingLetters> missing;
    QList<Id> undecided;      ///< statements with two versions: both are on it, each under its own name
    QList<Clash> twoVersions; ///< all wordings of lines, signs and about the young person that stand beside each other on it
};

/**
 * A name for the file: whose page it is, what, the day of a frozen version, and for whom where that is known, as
 * "Sam – one-page profile – for Ms Khan.pdf". Fit for every file system.
 */
[[nodiscard]] QString pageFileName(Circle &circle, Layout layout, Format format, const PageOptions &options = {});

/**
 * The neutral document of a layout. NotFound "no-version", "no-member"; Refused "nothing-to-show" when there is not one line.
 * No gate here: it is what the preview shows, with what an agreement that holds says on it. The circle is only read; its clock gives the day.
 */
[[nodiscard]] Result<Document> makeDocument(Circle &circle, Layout layout, const PageOptions &options = {});
/** How full its page is. An empty one is not an error here. */
[[nodiscard]] Result<LiveFit> fit(Circle &circle, Layout layout, const PageOptions &options = {});
/** As fit(), as if @p statement already read @p typed: for the ruler while a person types. A null id: a new line in @p section. */
[[nodiscard]] Result<LiveFit> fitWhileTyping(Circle &circle, Layout layout, const Id &statement, Section section, const QString &typed,
                                             const PageOptions &options = {});

/** What stands in two wordings in what a page is made of, each with its writer: for saying so before it is made. Of a pen profile none. */
[[nodiscard]] Result<QList<Clash>> twoVersionsOn(Circle &circle, Layout layout, const PageOptions &options = {});

/**
 * Makes the file. Asks mayShare() first. Refused "does-not-fit" when one side cannot hold it: the message names the statements to
 * shorten, `detail` is a JSON array of {statement, words, whole}. HTML and ODT of one-side layouts are held to the same measure.
 */
[[nodiscard]] Result<Export> makeExport(Circle &circle, Layout layout, Format format, const PageOptions &options = {});

/** Saves what was made at @p path, which is replaced; pictures of further pages go beside it and replace nothing. Gives back all files. */
[[nodiscard]] Result<QStringList> saveExport(const Export &made, const QString &path);
/** The same in @p folder under its own name, numbered when that is taken. */
[[nodiscard]] Result<QStringList> saveExportIn(const Export &made, const QString &folder);

} // namespace heard::profile
