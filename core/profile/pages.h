// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/writers.h"
#include "profile/layout.h"

#include <QHash>
#include <QSet>
#include <functional>

/** How pages are built and measured; shared by the files of this folder. */
namespace heard::profile {

/** What to trim, by the line's name in the document. */
using Trims = QHash<QString, Trim>;

/** A document in the making, with what it took to make it. */
struct Made
{
    Document document;
    QStringList symbols;
    QList<Id> trimmed;
    QList<Id> notShown;
    QList<Id> undecided;
    QHash<QString, QString> lines;            ///< name of a line -> its words
    QSet<QString> mustStay;                   ///< names of lines that keep the person safe: the last to be trimmed
    std::function<Made(const Trims &)> again; ///< the same page, as it would be after trimming
};

/** What a page is made with besides its options. */
struct Making
{
    bool emptyIsFine = false;
    std::function<void(Content &)> change = {}; ///< alters the content first: what is being typed
    QString promise = {};                       ///< a line about the agreement it rests on
};

/** What a page is made of: as it is now, or a frozen version. */
[[nodiscard]] Result<Content> contentOf(Circle &circle, const PageOptions &options);

[[nodiscard]] Result<Made> make(Circle &circle, Layout layout, const PageOptions &options, const Making &making);

/** The statement as it will be once this member has saved @p text in it: two versions are settled, and another's line is shown as changed. */
void putInWords(Circle &circle, Statement &statement, const QString &text);

/** All words of a document that a person reads, without its notes. */
[[nodiscard]] qsizetype wordsOf(const Document &document);

/** The text without its last @p words words. */
[[nodiscard]] QString withoutLast(const QString &text, qsizetype words);

/** How full its side is, and what to trim. What it names is tried out: after trimming so, by whole words, the page fits. */
[[nodiscard]] LiveFit measured(const Made &made);

} // namespace heard::profile
