// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/statement.h"

namespace heard::profile {

/** A support tip to pick from (SR-095). */
struct Tip
{
    QString id;
    QString group; ///< "talking", "listening", "waiting" …
    QString text;
    QString date; ///< ISO, of the words
    QString source;
    QStringList keywords;
};

/** The library: where it is from and how old it is. */
struct TipLibrary
{
    QString language;
    int version = 0;
    QString date;
    QList<Tip> tips;
};

/** Of the best language for @p language (BCP 47); English when there is no other. Read once. */
[[nodiscard]] const TipLibrary &tipLibrary(const QString &language = QStringLiteral("en"));
/** Reads a library and checks it: every tip has id, group, text, date and source; ids are unique. BadInput "tips-…". */
[[nodiscard]] Result<TipLibrary> readTips(const QByteArray &json);
/** In the order of the library. */
[[nodiscard]] QStringList tipGroups(const TipLibrary &library);
/** The group in plain words. */
[[nodiscard]] QString tipGroupLabel(const QString &group);
/** Every word of @p query must begin a word of the tip, its group or its keywords; best first. Empty query: all. Empty group: all. */
[[nodiscard]] QList<Tip> searchTips(const TipLibrary &library, const QString &query, const QString &group = {});

/** Makes a statement of a tip, in Tips or Support. Picked already: gives the one that is there. NotFound "no-tip". */
[[nodiscard]] Result<Id> insertTip(Circle &circle, const QString &tipId, Section section = Section::Tips, const Id &audience = {});

} // namespace heard::profile
