// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/statement.h"

#include <optional>

namespace heard::profile {

// --- reading -----------------------------------------------------------------------------------------------------------------

enum class Which {
    Shared, ///< statements that everyone here can read
    Mine,   ///< only those that nobody but me can read
    All,    ///< both
};

/** All statements, by section and then in their order. */
[[nodiscard]] QList<Statement> statements(const Circle &circle, Which which = Which::All);
[[nodiscard]] QList<Statement> statements(const Circle &circle, Section section, Which which = Which::All);
/** NotFound "no-statement" when there is none; a removed one is given while it can be brought back. */
[[nodiscard]] Result<Statement> statement(const Circle &circle, const Id &id);
[[nodiscard]] About about(const Circle &circle);
[[nodiscard]] QList<Sign> signs(const Circle &circle);

/** A beginning to finish, so that nobody faces an empty page (SR-077). */
struct Starter
{
    QString id;
    Section section = Section::Important;
    QString question;  ///< "What makes a good day?"
    QString beginning; ///< "A good day has …"
};
[[nodiscard]] QList<Starter> starters(Section section);

/** A gentle hint while typing ("That is a long line. Short lines are read more."), or nothing. Never stops anyone. */
[[nodiscard]] QString textHint(const QString &typed);

// --- changing: each is one save; once it returns it is durable -------------------------------------------------------------------

struct NewStatement
{
    Section section = Section::Important;
    QString text;
    Id saidBy = {};        ///< null: me. The circle's id: the young person
    QString saidName = {}; ///< who said it when they are not in the circle; then saidBy is left null
    QString symbol = {};
    QByteArray photo = {}; ///< any JPEG, PNG or WebP; it is cleaned and made small
    bool mustKnow = false;
    QString tip = {};
    Id audience = {}; ///< null: everyone here
};

/**
 * Adds at the end of its section. BadInput "empty-text", "text-too-long", "unknown-member", "unknown-symbol",
 * "unknown-audience", "photo-…". Refused "not-a-member".
 */
[[nodiscard]] Result<Id> add(Circle &circle, const NewStatement &statement);
/** Many at once, in few saves. All are checked before any is saved. */
[[nodiscard]] Result<QList<Id>> addAll(Circle &circle, const QList<NewStatement> &statements);

/** What to change; what is unset stays. An empty symbol or photo takes it away. */
struct Edit
{
    std::optional<Section> section = {};
    std::optional<QString> text = {};
    std::optional<QString> symbol = {};
    std::optional<QByteArray> photo = {};
    std::optional<bool> mustKnow = {};
    /** The words the person had before them when they began: words that came meanwhile are kept beside theirs, as two versions. */
    std::optional<QString> sawText = {};
    [[nodiscard]] bool isEmpty() const { return !section && !text && !symbol && !photo && !mustKnow; }
};
/** Who said it can never be changed. An edit that changes nothing saves nothing. A changed section moves it to that section's end. */
[[nodiscard]] Result<> edit(Circle &circle, const Id &statement, const Edit &edit);
[[nodiscard]] Result<> remove(Circle &circle, const Id &statement);
/** Undo of remove, at its old place. */
[[nodiscard]] Result<> bringBack(Circle &circle, const Id &statement);
/** Puts it after @p after in its own section; null @p after: first. Both must be in one section. */
[[nodiscard]] Result<> moveAfter(Circle &circle, const Id &statement, const Id &after);
/** Puts it at place @p index (from 0, clamped) of its section, as a list on screen counts it. */
[[nodiscard]] Result<> moveTo(Circle &circle, const Id &statement, qsizetype index);
/**
 * Lets everyone here read one of my own statements: a copy there, then the own one goes. Gives the copy's id.
 * Who said it stays. Stopped half way, both are there and nothing is lost.
 */
[[nodiscard]] Result<Id> shareWithEveryone(Circle &circle, const Id &statement);
/**
 * For a slip of the one who wrote the line: somebody else said it. Who said a line never changes, so one that says it right takes its
 * place in the same save, and the wrong one goes, with its history and without the yes that was given to it. Gives the id of the right
 * one. Refused "not-the-writer": the voice of a line is its writer's to correct. BadInput "unknown-member".
 */
[[nodiscard]] Result<Id> sayAs(Circle &circle, const Id &statement, const Id &saidBy, const QString &saidName = {});
/**
 * A line of the one who wrote it becomes one that only they can read: a copy there, then the shared one goes. Others keep what their
 * devices received. Gives the copy's id. Refused "not-the-writer". Stopped half way, both are there and nothing is lost.
 */
[[nodiscard]] Result<Id> keepToMyself(Circle &circle, const Id &statement);

/** What to change about the young person; what is unset stays, empty clears. */
struct AboutEdit
{
    std::optional<QString> name = {};
    std::optional<QByteArray> photo = {};
    std::optional<QString> communicate = {};
    std::optional<QString> yes = {};
    std::optional<QString> no = {};
    std::optional<QString> stop = {};
    std::optional<QString> pain = {};
};
[[nodiscard]] Result<> editAbout(Circle &circle, const AboutEdit &edit);

struct NewSign
{
    QString see;
    QString means;
    QString help;
    Id saidBy = {}; ///< null: me
};
[[nodiscard]] Result<Id> addSign(Circle &circle, const NewSign &sign);
/** Sets all three; removing and bringing back are remove() and bringBack(). */
[[nodiscard]] Result<> editSign(Circle &circle, const Id &sign, const QString &see, const QString &means, const QString &help);

// --- two versions ------------------------------------------------------------------------------------------------------------

/** One of two (or more) versions of the same thing. */
struct Side
{
    OpId op; ///< which version it is, for settle()
    QCborValue value;
    QString shown; ///< in words; "Taken out" for a removal
    bool removal = false;
    Id member;       ///< who wrote it first (Version::First), whoever chose it since
    QString who;     ///< their name
    qint64 time = 0; ///< when, ms since 1970, as claimed
};

struct Clash
{
    Id record; ///< a statement, or a record about the young person or an adult
    QString kind;
    QString field; ///< "text", "section", "symbol", "photo", "must_know", "gone" …
    QString label; ///< the field in plain words
    QList<Side> sides;
};

/** Of one record. A place in a list is not asked about: one of the two is taken. */
[[nodiscard]] QList<Clash> clashesOf(const Circle &circle, const Id &record);
/** Of the whole profile: statements, about, signs and pen profiles. */
[[nodiscard]] QList<Clash> clashes(const Circle &circle);

/**
 * Keeps one side. For field "gone": the removal's side removes it, another brings it back. NotFound "no-clash" when it is settled
 * already, or when a side stands that is not among @p seen (what was shown to who decides; empty: whatever stands now), so that
 * nobody decides against words they have not read.
 */
[[nodiscard]] Result<> settle(Circle &circle, const Id &record, const QString &field, const OpId &keep, const QList<OpId> &seen = {});
/** Writes new words in place of all sides: for fields that hold text. As settle() otherwise. */
[[nodiscard]] Result<> settleWithText(Circle &circle, const Id &record, const QString &field, const QString &text, const QList<OpId> &seen = {});
/**
 * Keeps all sides of a statement's text: the first stays, each other becomes a statement of its own right after it. Gives the new ids.
 * Each keeps its speaker and its writer, whoever settles it: the line goes on with the speaker's own words, when those are one side, and
 * what another wrote beside them is from then on said by who wrote it. Where nobody who wrote was the speaker, all are the speaker's
 * still, and each says who wrote it. As settle() with @p seen.
 */
[[nodiscard]] Result<QList<Id>> keepBoth(Circle &circle, const Id &statement, const QList<OpId> &seen = {});

// --- what it said before -----------------------------------------------------------------------------------------------------

struct Past
{
    OpId op;
    QString field;
    QString label;
    QString shown; ///< in words
    Id member;
    QString who;
    qint64 time = 0;
    bool standing = false; ///< it is what stands now, or one of the versions that do
};
/** Oldest first, without places in the list and inner fields. */
[[nodiscard]] Result<QList<Past>> history(const Circle &circle, const Id &record);

} // namespace heard::profile
