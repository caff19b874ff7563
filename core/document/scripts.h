// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChar>
#include <QString>
#include <QStringList>

/** What the faces need to know of the world's scripts. */
namespace heard::faces {

/** The faces that are tried for a text, the best first. */
class Faces
{
public:
    /** Of @p text in @p language (BCP 47); letters that only Japanese has decide too. */
    Faces(const QString &text, const QString &language);

    [[nodiscard]] QStringList forScript(QChar::Script script) const;
    /** For signs, arrows, and emoji where no coloured face is. */
    [[nodiscard]] QStringList forSigns() const;

private:
    [[nodiscard]] QStringList forHan() const;

    QString m_language; ///< its first part, small
    QString m_region;   ///< all of it, small
    bool m_japanese = false;
};

/** The face of coloured emoji. */
[[nodiscard]] QString pictureFace();

/** A script in words, and the Debian package with its face; both empty when there is none. */
struct ScriptName
{
    QString words;
    QString package;
};
[[nodiscard]] ScriptName nameOf(QChar::Script script);
[[nodiscard]] ScriptName emojiName();

/** The script of a letter with its marks; Script_Common for spaces, digits and signs. */
[[nodiscard]] QChar::Script scriptOf(const QString &cluster);

/** True for a sign that is meant as a coloured picture (Unicode Technical Standard 51): by its nature, or asked for with U+FE0F. */
[[nodiscard]] bool isEmoji(const QString &cluster);

/** True for what has no ink of its own: joiners, selectors, marks of direction, line ends. */
[[nodiscard]] bool isUnseen(uint c);

/** True for scripts whose glyphs do not follow each other as their letters do, so that a reader of a PDF needs to be told the words. */
[[nodiscard]] bool needsItsWords(const QString &words);

} // namespace heard::faces
