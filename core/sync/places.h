// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace heard {

/** A folder on this device that something else carries to other devices, or that a person carries. */
struct FoundPlace
{
    enum class Kind { OneDrive, GoogleDrive, ICloud, Dropbox, Nextcloud, Syncthing, Rclone, Stick };
    Kind kind = Kind::Stick;
    QString name;       ///< as people know it: "OneDrive", "Dropbox", a stick's own name
    QString folder;     ///< absolute
    bool usable = true; ///< false: it only looks like a folder (a mount of the desktop's, which cannot keep a file under a new name safely)
};

/** "onedrive", "google-drive", "icloud", "dropbox", "nextcloud", "syncthing", "rclone", "stick". */
[[nodiscard]] QString placeKindName(FoundPlace::Kind kind);

/** Where to look; a test gives its own. */
struct PlaceRoots
{
    QString home;
    QStringList settings; ///< folders in which programs keep theirs: ~/.config, ~/Library/Preferences, %APPDATA%, %LOCALAPPDATA% …
    QStringList named;    ///< folders that the environment names for OneDrive (Windows)
    QStringList volumes;  ///< what is plugged in
    QByteArray mounts;    ///< as /proc/mounts lists them
    QString runtime;      ///< /run/user/<id>: where the desktop shows its mounts
    [[nodiscard]] static PlaceRoots ofThisDevice();
};

/**
 * The folders that OneDrive, Google Drive, iCloud, Dropbox, a Nextcloud or ownCloud client, Syncthing or rclone keep here, and the sticks
 * that are plugged in, each once, in that order. Looks into the programs' own settings, and where they usually put them. May take as long
 * as a sleeping disk does: not for the window's thread.
 */
[[nodiscard]] QList<FoundPlace> findPlaces(const PlaceRoots &roots);
/** The folder that Heard uses inside such a place, so that it is one thing to share with others: `<folder>/Heard`. */
[[nodiscard]] QString folderIn(const FoundPlace &place);

} // namespace heard
