// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"
#include "sync/remote.h"

#include <QString>

namespace heard {

/**
 * A remote in a plain folder: a USB stick, a network share, a folder that Nextcloud or Syncthing carries about.
 * Objects lie in `<folder>/<circle folder>/{h,s,m,b}`. A new object is written under a name that is ignored, made durable, and
 * given its name by a rename that refuses to replace; then the folder is made durable. Symbolic links below the chosen folder
 * are not followed. Files may arrive in any order and half-written ones may lie about: objects prove themselves.
 */
class FolderRemote final : public Remote
{
public:
    /** @p folder is what the person chose; it must exist when used (an unplugged stick is Unreachable, never made anew). */
    FolderRemote(const QString &folder, const Id &circle);
    [[nodiscard]] QByteArray identity() const override;
    [[nodiscard]] bool arrivesInPieces() const override { return true; }
    [[nodiscard]] bool hasFolders() const override;
    void removeFolders() override;

    /**
     * Can this folder be used for this circle? Does what a sync does: puts an object where objects lie, reads it back, finds it listed and
     * takes it away; and looks whether what other accounts put there is open to this one. Leaves nothing behind.
     */
    [[nodiscard]] static Result<> check(const QString &folder, const Id &circle);

protected:
    [[nodiscard]] Result<QStringList> doList(const QString &folder) override;
    [[nodiscard]] Result<QByteArray> doGet(const QString &path, qsizetype limit) override;
    [[nodiscard]] Result<> doPutNew(const QString &path, const QByteArray &bytes) override;
    [[nodiscard]] Result<> doRemove(const QString &path) override;

private:
    [[nodiscard]] Result<> lookForClosed();

    QString m_folder;
    QString m_circle;
};

} // namespace heard
