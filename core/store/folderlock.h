// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <memory>

class QLockFile;

namespace heard {

/**
 * Keeps a second process (or a second store of this one) out of a vault's folder.
 * On Unix it is flock on `vault.lock`: the kernel lets go of it however the process ends, so nothing is ever stale.
 */
class FolderLock
{
public:
    [[nodiscard]] static Result<std::unique_ptr<FolderLock>> take(const QString &folder);
    ~FolderLock();
    FolderLock(const FolderLock &) = delete;
    FolderLock &operator=(const FolderLock &) = delete;

private:
    FolderLock();
    int m_descriptor = -1;
    std::unique_ptr<QLockFile> m_file;
};

} // namespace heard
