// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>

namespace heard {

/**
 * saveFile() for what opens something: invites, replies, recovery codes. Nobody else with an account on this device can read the file
 * (mode 0600), at no moment and also when it replaces an older one that others could read. Disks that know no owners (FAT) keep none.
 */
[[nodiscard]] Result<> savePrivateFile(const QString &path, const QByteArray &bytes);

} // namespace heard
