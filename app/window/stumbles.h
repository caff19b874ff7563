// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QQuickWindow>
#include <QStringList>

namespace heard {

/** The part of an item that can be seen, in the window: what clips it cuts it. Empty when it is scrolled away. */
[[nodiscard]] QRectF seenPart(const QQuickItem *item);

/**
 * What someone who hears the page, or who presses with little control, stumbles over: controls without a name, of the same name, too
 * small or out of the window, and a page without a heading. One sentence each. QAccessible must have been active since before the
 * window was made.
 */
[[nodiscard]] QStringList namesAndSizesMissed(QQuickWindow &window);

/** Goes once through all that the keyboard reaches: what is not brought into view, and marks of the keyboard that are cut. */
[[nodiscard]] QStringList keyboardMissed(QQuickWindow &window);

} // namespace heard
