// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/pages.h"
#include "profile/pen.h"

/** What the pages of the profile and of the people around it have in common; for core/profile alone. */
namespace heard::profile {

/** The sentence at the foot: whose page it is, and to ask before it is passed on. @p direction is that of the page. */
[[nodiscard]] QString belongsTo(const QString &name, Qt::LayoutDirection direction);

[[nodiscard]] Panel panel(const QString &heading, Accent accent, const QList<Item> &items, Marks marks = Marks::Dots);

/** The one page of a worker: who they are, what they can decide, and what not. @p trims leaves out what did not fit. */
[[nodiscard]] Made penPage(const Pen &p, Qt::LayoutDirection direction, const Trims &trims);

} // namespace heard::profile
