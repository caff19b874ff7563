// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

/** What the project's own files must keep to, as functions of one file's text. tst_rules shows that each can fail. */
namespace heard::gates {

/** One file of the project; @p path is relative to its root, with `/`. */
struct SourceFile
{
    QString path;
    QString text;
};

struct Finding
{
    QString path;
    int line = 0; ///< from 1; 0 when it is about the whole file
    QString what;

    [[nodiscard]] QString toString() const;
};

using Findings = QList<Finding>;

/** Rooms of core and app include downwards only, and only the room a library is for includes that library. */
[[nodiscard]] Findings layering(const SourceFile &file);

/** Both SPDX lines stand in the first five lines. */
[[nodiscard]] Findings licence(const SourceFile &file);

/** Nothing is left for later: no notes to oneself. */
[[nodiscard]] Findings unfinished(const SourceFile &file);

/** No file has grown into two. */
[[nodiscard]] Findings tooLong(const SourceFile &file);

/** QML knows only our modules and Qt's, has typed public properties, and shows no text that cannot be translated. */
[[nodiscard]] Findings qmlHabits(const SourceFile &file);

/** Types reach QML by declaration only. */
[[nodiscard]] Findings imperativeRegistration(const SourceFile &file);

/** Files are written by core/base and read there or by what asks after each read; pictures of others are decoded in core/document/picture. */
[[nodiscard]] Findings oneDoor(const SourceFile &file);

/** A string that people are shown, with its place. */
struct ShownText
{
    QString path;
    int line = 0;
    QString text;
};

/** The strings given to qsTr, tr, coreText and translate in C++ or QML. */
[[nodiscard]] QList<ShownText> shownTexts(const SourceFile &file);

/** Words that mean nothing to a ten-year-old or to a parent, and sentences of more than 20 words. */
[[nodiscard]] Findings plainWords(const ShownText &shown);

/** Sentences of a shown text, each as its number of words. */
[[nodiscard]] QList<int> sentenceLengths(const QString &text);

} // namespace heard::gates
