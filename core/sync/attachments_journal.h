// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/layout.h"

#include <QByteArray>

/** What the journal says of the names of pieces. For the engine's own files. */
namespace heard::pieces {

inline const QByteArray ours = QByteArrayLiteral("1");    ///< may have been put by this device
inline const QByteArray notOurs = QByteArrayLiteral("2"); ///< may have been put by another, and is not there
/** The names that the maker of a piece begins with; another who puts it back takes the rest, since nobody knows how many were used. */
inline constexpr int makersNames = namesOfChunk / 2;

} // namespace heard::pieces
