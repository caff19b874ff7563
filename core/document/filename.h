// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

/** Names of the files that leave Heard: for whom and what, and fit for every file system that they may be carried to. */
namespace heard {

/**
 * @p words as a part of a file's name, at most @p mostBytes of UTF-8, cut between letters: NFC, without what Windows, macOS, FAT sticks or a
 * shell read otherwise (`\ / : * ? " < > |`, control and invisible characters), and neither hidden nor ending in a full stop. May be empty.
 */
[[nodiscard]] QString fileWords(const QString &words, qsizetype mostBytes = 80);

/**
 * The parts as one name, as "Sam – one-page profile – for Ms Khan.pdf"; empty parts are left out. Never empty, never a name that Windows
 * keeps for its devices (CON, LPT1), and short enough (200 bytes) for a number and a temporary ending.
 */
[[nodiscard]] QString fileName(const QStringList &parts, const QString &extension);

/** @p name, or the first of "name (2)", "name (3)" … that nothing in @p folder has yet. */
[[nodiscard]] QString freeFileName(const QString &folder, const QString &name);

/** @p path for page @p number (from 1) of several files: that of the first stays, "…, page 2" follows; what is there already is passed by. */
[[nodiscard]] QString pathOfPage(const QString &path, int number);

} // namespace heard
