// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/circle.h"

#include <QDate>
#include <QStringList>

namespace heard::profile {

/** The pages that can be made of a profile. */
enum class Layout { OnePage, CoverCard, CommunicationPassport, HospitalPassport, Pen };

/** "one-page", "cover-card", "communication-passport", "hospital-passport", "pen". */
[[nodiscard]] QString layoutName(Layout layout);
[[nodiscard]] Result<Layout> layoutFromName(const QString &name);
/** In plain words, in the app's language. */
[[nodiscard]] QString layoutLabel(Layout layout);
[[nodiscard]] QList<Layout> allLayouts();

/** Someone's yes or no to a page leaving the circle. All fields are fixed; it is taken back by removing it. */
namespace agreementKind {
inline const QString agreement = QStringLiteral("agreement");
inline constexpr Field<Id> about{"=about"};      ///< a member (pen profile), or the circle (the young person's pages)
inline constexpr Field<Id> givenBy{"=given_by"}; ///< who said it: a member, or the circle's id for the young person
inline constexpr Field<bool> yes{"=yes"};
inline constexpr Field<QStringList> layouts{"=layouts"};
inline constexpr Field<QString> until{"=until"};        ///< ISO date, the last day it holds
inline constexpr Field<QString> how{"=how"};            ///< how they said it ("with her switch, at home")
inline constexpr Field<QString> forWhom{"=for", 200};   ///< who it is for ("cover staff"), may be empty
inline constexpr Field<QByteArray> wording{"=wording"}; ///< which words it was given to (wording.h); about the young person's pages only
} // namespace agreementKind

struct Agreement
{
    Id id;
    Id about;
    Id givenBy;
    QString who;  ///< name of givenBy
    Id writtenBy; ///< the member who wrote it down
    bool yes = true;
    QList<Layout> layouts;
    QDate until;
    QString how;
    QString forWhom;
    bool counts = false; ///< it was written down by one who may (see mayShare)
    bool ended = false;  ///< a yes whose words another than who gave it has changed since
};

struct NewAgreement
{
    Id about = {};   ///< null or the circle's id: the young person's pages
    Id givenBy = {}; ///< null: me
    bool yes = true;
    QList<Layout> layouts = {}; ///< empty: all that are about this person
    QDate until = {};           ///< null: a year from today
    QString how = {};           ///< needed when another than the giver writes it down
    QString forWhom = {};
};

/** Writes down an agreement. Refused "not-yours-to-give" when it could never count; BadInput "date-past", "say-how". */
[[nodiscard]] Result<Id> agree(Circle &circle, const NewAgreement &agreement);
/** Takes back a yes or a no. Only who gave one, or wrote it down for them, can also erase it (Circle::erase, "author-erases"). Anyone here may take back a yes; only who said no may take back the no. */
[[nodiscard]] Result<> takeBack(Circle &circle, const Id &agreement);
/** All that stand, also past ones. */
[[nodiscard]] QList<Agreement> agreements(const Circle &circle);

/**
 * May I, in whose vault this is, take @p layout about @p subject out of the circle now (a file, paper, a message)? (SR-045)
 *
 * The page belongs to the person it is about. So:
 *  1. One who is not in the circle (any more) may not.
 *  2. The person it is about always may: the young person their pages, an adult their pen profile. A no by another who was let in as a
 *     young person holds for them too: nobody gets past a no by being let in as one more.
 *  3. While the young person says no to a layout, nobody else may, with one exception: a parent may still take the hospital passport,
 *     because staff who do not know a child in danger need it. The app tells the young person so when they say no. The no outlasts
 *     whoever wrote it down; only they or the young person can take it back.
 *  4. A parent may take their child's pages: they are its stewards, and doing it is their own act of agreeing.
 *  5. Anyone else needs a yes that stands today: for the young person's pages, said by the young person or a parent and written down by one
 *     of them; or, while neither is in the circle yet, written down with how it was said by the professional who began the circle.
 *     For a pen profile, said and written down by that adult, whoever asks; parents need it too.
 *  6. A yes is to the words as they stood. It no longer holds once another than who gave it has changed some of them, or put another photo
 *     or symbol in their place; it holds again when they stand as before. It still holds for a frozen version with the words agreed to.
 * Who is a parent or the young person is what they were let in as, which cannot be edited afterwards.
 *
 * @p subject is null or the circle's id for the young person, else the member of a pen profile. @p now is ms since 1970; an agreement
 * holds to the end of its last day in local time. Refused: "not-a-member", "said-no", "needs-agreement". NotFound "no-member".
 * @p version is a frozen version whose page it is; null: the profile as it is now.
 * Gives the agreement it rests on; null when none is needed.
 */
[[nodiscard]] Result<Id> mayShare(const Circle &circle, Layout layout, const Id &subject, qint64 now, const Id &version = {});

} // namespace heard::profile
