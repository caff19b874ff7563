// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/statement.h"

#include <QDate>

namespace heard::profile {

/**
 * A dated version: the profile as everyone here could read it on a day. Fixed for ever. Its content lies in pieces, records of
 * their own that are saved before it, because a profile with photos can be larger than one value may be; a photo that did not change
 * is kept once for all versions.
 */
namespace versionKind {
inline const QString version = QStringLiteral("profile-version");
inline constexpr Field<QString> note{"=note"};
inline constexpr Field<qint64> date{"=date"};        ///< ms since 1970
inline constexpr Field<Id> by{"=by"};                ///< the member who froze it
inline constexpr Field<QList<Id>> pieces{"=pieces"}; ///< records of kind piece, in order
inline constexpr Field<qint64> count{"=count"};      ///< number of statements
} // namespace versionKind
namespace pieceKind {
inline const QString piece = QStringLiteral("profile-piece");
inline constexpr Field<QByteArray> data{"=data"};
} // namespace pieceKind
namespace pictureKind {
inline const QString picture = QStringLiteral("profile-picture");
inline constexpr Field<QByteArray> data{"=data"};
} // namespace pictureKind

/** A version without its content, for lists. */
struct VersionInfo
{
    Id id;
    QString note;
    qint64 date = 0; ///< ms since 1970
    Id by;
    QString who;
    qint64 statements = 0;
};

/** All that a page is made of, live or as it stood. */
struct Content
{
    About about;
    QList<Statement> statements;
    QList<Sign> signs;
};

/** What everyone here can read now. */
[[nodiscard]] Content present(const Circle &circle);

/**
 * Freezes the profile under a note. Refused "no-strengths" or "no-likes" while the strengths or the likes are empty (SR-003): a page of
 * needs only is not a profile. What is in "only me" stays out.
 */
[[nodiscard]] Result<Id> freeze(Circle &circle, const QString &note);
/** Newest first. */
[[nodiscard]] QList<VersionInfo> versions(const Circle &circle);
[[nodiscard]] Result<VersionInfo> versionInfo(const Circle &circle, const Id &version);
/** The profile as it stood. NotFound "no-version"; Damaged when its pieces are not all here (yet). */
[[nodiscard]] Result<Content> versionContent(const Circle &circle, const Id &version);

/** A stretch of words in a comparison. */
struct DiffRun
{
    enum Kind { Same, Added, Removed };
    Kind kind = Same;
    QString text;
    friend bool operator==(const DiffRun &, const DiffRun &) = default;
};
/** Word by word; the Same and Removed runs give @p before, the Same and Added ones @p after. */
[[nodiscard]] QList<DiffRun> wordDiff(const QString &before, const QString &after);

struct ChangedStatement
{
    Statement before;
    Statement after;
    QList<DiffRun> words;        ///< of the text
    bool pictureChanged = false; ///< symbol or photo
    bool mustKnowChanged = false;
};
struct MovedStatement
{
    Statement before;
    Statement after;
};
struct Comparison
{
    QList<Statement> added;
    QList<Statement> removed;
    QList<ChangedStatement> changed;
    QList<MovedStatement> moved; ///< to another section, or to another place in it; may be in `changed` too
    qsizetype same = 0;          ///< neither
    bool aboutChanged = false;
};
[[nodiscard]] Comparison compare(const Content &before, const Content &after);
/** Two versions; a null id stands for the profile as it is now. */
[[nodiscard]] Result<Comparison> compare(const Circle &circle, const Id &before, const Id &after);

} // namespace heard::profile
