// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/circle.h"

#include <optional>

namespace heard::profile {

/** An adult's own page: a record apart from the child's (SR-080). Name and role come from the member. */
namespace penKind {
inline const QString pen = QStringLiteral("pen-profile");
inline constexpr Field<Id> about{"=about"}; ///< the member
inline constexpr Field<QString> what{"what_i_do"};
inline constexpr Field<QString> can{"can_decide"};
inline constexpr Field<QString> cannot{"cannot_decide"};
inline constexpr Field<QString> work{"how_i_work"};
inline constexpr Field<QByteArray> photo{"photo"}; ///< none: the member's photo is used
} // namespace penKind

struct Pen
{
    Id id; ///< null when nothing was written yet
    Id member;
    QString name;
    QString role; ///< in plain words
    QString what;
    QString can;
    QString cannot;
    QString work;
    QByteArray photo;
    bool clashes = false;
    [[nodiscard]] bool isEmpty() const { return what.isEmpty() && can.isEmpty() && cannot.isEmpty() && work.isEmpty(); }
};

/** NotFound "no-member". Only what the member wrote about themselves counts; words others put in are not shown. */
[[nodiscard]] Result<Pen> pen(const Circle &circle, const Id &member);
/** Of every adult here, also those who wrote nothing yet. */
[[nodiscard]] QList<Pen> pens(const Circle &circle);

struct PenEdit
{
    std::optional<QString> what = {};
    std::optional<QString> can = {};
    std::optional<QString> cannot = {};
    std::optional<QString> work = {};
    std::optional<QByteArray> photo = {};
};
/** My own only: nobody writes another's. Refused "not-an-adult" for the young person, whose page is the profile itself. */
[[nodiscard]] Result<> editPen(Circle &circle, const PenEdit &edit);

} // namespace heard::profile
