// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>

namespace heard {

/**
 * Calls @p back on the thread of @p context, while that lives, when more of the network can be reached than before: the room, the house,
 * the world. False where the device does not tell such things; it is never called then.
 */
bool whenNetworkIsBack(QObject *context, const std::function<void()> &back);

} // namespace heard
