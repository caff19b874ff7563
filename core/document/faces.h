// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QImage>
#include <QList>
#include <QString>

/**
 * Which face prints which letters. Every stretch of text is given its face here, by its script and its language; Qt is never left to
 * take some font or other, and what no face on this device can show is known before anything is printed.
 */
namespace heard::faces {

/** The face of Latin, Greek and Cyrillic letters, and of all else that no script claims. */
[[nodiscard]] QString plainFace();

/** Letters that follow each other and are set in one face. */
struct Stretch
{
    qsizetype start = 0; ///< UTF-16, as length
    qsizetype length = 0;
    QString family;       ///< empty: nothing here can show them
    bool picture = false; ///< a face of coloured pictures: each of its signs is painted as a picture
};

/**
 * Cuts @p text into stretches, whole and in order. Signs that belong together (a letter and its marks, a family of emoji) are never
 * parted. @p language (BCP 47) decides between the forms of Chinese, Japanese and Korean.
 */
[[nodiscard]] QList<Stretch> stretches(const QString &text, const QString &language);

/** What cannot be shown, and what to do about it. */
struct Missing
{
    QStringList letters; ///< each once, in the order in which they were met
    QString script;      ///< of them, in words ("Chinese"); empty when nobody has a name for it
    QString package;     ///< the Debian package with a face for them; empty when there is none
};

/** The letters of @p text that no face here can show. */
[[nodiscard]] QList<Missing> missingIn(const QString &text, const QString &language);

/** The packages that Heard's own faces come from, where they are not installed. Empty when all is well. */
[[nodiscard]] QStringList packagesWanted();

/** A font of @p family, as wide as @p pixels high, whose letters come from it alone. */
[[nodiscard]] QFont font(const QString &family, int pixels, bool bold);

/** A sign of a face of coloured pictures, on transparent ground; its foot is at @p ascent of its height. */
struct Sign
{
    QImage image;
    qreal ascent = 0; ///< of its height, from 0 to 1
};
[[nodiscard]] Sign sign(const QString &letters, const QString &family);

} // namespace heard::faces
