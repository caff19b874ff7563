// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "circle/circle.h"

#include <QByteArray>
#include <QList>
#include <QString>

/** One-page profiles: statements typed once, and the pages made of them. */
namespace heard::profile {

/** The blocks of a profile, in the order of the page: strengths come early on purpose. */
enum class Section { Appreciate, Important, Strengths, Support, Tips };

/** "appreciate", "important", "strengths", "support", "tips". */
[[nodiscard]] QString sectionName(Section section);
[[nodiscard]] Result<Section> sectionFromName(const QString &name);
/** The heading on the page, in the app's language ("What is important to me"). */
[[nodiscard]] QString sectionHeading(Section section);
[[nodiscard]] QList<Section> allSections();

/** One line of a profile. Every line is a record of its own, so that clashes are rare and each keeps who said it. */
namespace statementKind {
inline const QString statement = QStringLiteral("statement");
inline constexpr Field<QString> section{"section", 40};
inline constexpr Field<QString> text{"text"};
inline constexpr Field<Id> saidBy{"=said_by"};                       ///< a member; the circle's own id stands for the young person
inline constexpr Field<QString> saidName{"=said_name", longestName}; ///< a name, when who said it is not in the circle ("Gran"); saidBy is then unset
inline constexpr Field<QString> symbol{"symbol", 100};               ///< id of a symbol (symbols.h)
inline constexpr Field<QByteArray> photo{"photo"};                   ///< JPEG as cleanPhoto() writes it
inline constexpr Field<bool> mustKnow{"must_know"}; ///< others must know it to keep the person safe: red in a hospital passport
inline constexpr Field<QString> tip{"tip", 100};    ///< id in the tip library it was picked from
// common::order too
} // namespace statementKind

/** About the young person: facts that every page shows. One per circle; two made apart are read as one. */
namespace aboutKind {
inline const QString about = QStringLiteral("profile-about");
inline constexpr Field<QString> name{"name", longestName};  ///< the name to show
inline constexpr Field<QByteArray> photo{"photo"};          ///< the photo they chose
inline constexpr Field<QString> communicate{"communicate"}; ///< how I communicate
inline constexpr Field<QString> yes{"says_yes"};            ///< how I say or show yes …
inline constexpr Field<QString> no{"says_no"};
inline constexpr Field<QString> stop{"says_stop"};
inline constexpr Field<QString> pain{"says_pain"};
} // namespace aboutKind

/** A sign others may see, what it means and what helps: a row of the communication passport. */
namespace signKind {
inline const QString sign = QStringLiteral("passport-sign");
inline constexpr Field<QString> see{"see"};
inline constexpr Field<QString> means{"means"};
inline constexpr Field<QString> help{"help"};
inline constexpr Field<Id> saidBy{"=said_by"};
// common::order too
} // namespace signKind

/** All kinds of this folder with their fields, for listing, importing and exporting by name. */
[[nodiscard]] QList<KindInfo> kinds();

/** Words that stand, with whose they are. */
struct Wording
{
    OpId op;
    QString text;
    Id writer;   ///< the member who wrote these words first (Version::First)
    QString who; ///< their name, as shown
    qint64 time = 0;
    bool changed = false; ///< written over what was there before, by another than the speaker

    friend bool operator==(const Wording &, const Wording &) = default;
};

/** A statement as shown. */
struct Statement
{
    Id id;
    Section section = Section::Important;
    QString text;
    Id saidBy;           ///< member, or the circle's id for the young person; null when saidName is used
    QString saidName;    ///< who said it, as a name to show; never empty
    Id writtenBy;        ///< the member who wrote the words that stand now
    qint64 changed = 0;  ///< when, ms since 1970, as claimed
    Id changedBy;        ///< null, or who put other words in the place of those that were said: never the speaker
    QString changedName; ///< their name, as shown
    /** When two or more wordings stand: all of them, the speaker's own first. `text` is then the first one's, and so are the names. */
    QList<Wording> wordings;
    QString order;
    QString symbol;
    QByteArray photo;
    bool mustKnow = false;
    QString tip;
    Id audience;
    bool onlyMine = false; ///< in "only me": nobody else can read it
    bool clashes = false;  ///< two versions of something people decide on (not of its place in the list)

    friend bool operator==(const Statement &, const Statement &) = default;
};

/** About the young person, as shown. */
struct About
{
    /** By field: all wordings, where two or more stand. */
    QMap<QString, QList<Wording>> wordings;
    Id id;        ///< null when nothing was written yet
    QString name; ///< the circle's name when none was written
    QByteArray photo;
    QString communicate;
    QString yes;
    QString no;
    QString stop;
    QString pain;
    bool clashes = false;

    friend bool operator==(const About &, const About &) = default;
};

struct Sign
{
    Id id;
    QString see;
    QString means;
    QString help;
    Id saidBy;
    QString order;
    bool clashes = false;
    /** By field: all wordings, where two or more stand. */
    QMap<QString, QList<Wording>> wordings;

    friend bool operator==(const Sign &, const Sign &) = default;
};

/** What someone was let in as. The role shown can be edited; this cannot. */
[[nodiscard]] Role grantOf(const Circle &circle, const Member &member);
/** The young person of the circle: their member id when they are in it, else the circle's id. */
[[nodiscard]] Id youngPerson(const Circle &circle);
/**
 * True when @p who is the young person, named either way. Where several were ever let in as young people, which of them the circle is about
 * is not for the circle's owners to say by letting in one more: then each speaks under their own name, and only the circle's id means them.
 */
[[nodiscard]] bool isYoungPerson(const Circle &circle, const Id &who);
/** The sentence beside a line: "Changed by Mum (3 March 2027)"; empty when the words are as their speaker's. @p language is BCP 47. */
[[nodiscard]] QString changedNote(const Statement &statement, const QString &language);
/** The name to show for a member or for the young person, told apart from others' (names.h); "Someone" when not known here. */
[[nodiscard]] QString nameOf(const Circle &circle, const Id &who);

} // namespace heard::profile
