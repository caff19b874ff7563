// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"

#include <QByteArray>
#include <QList>
#include <QXmlStreamWriter>
#include <optional>

/** The package of an OpenDocument text (OASIS ODF 1.2): its parts besides the words, and the ZIP file around them. */
namespace heard::odt {

inline const QString office = QStringLiteral("urn:oasis:names:tc:opendocument:xmlns:office:1.0");
inline const QString style = QStringLiteral("urn:oasis:names:tc:opendocument:xmlns:style:1.0");
inline const QString text = QStringLiteral("urn:oasis:names:tc:opendocument:xmlns:text:1.0");
inline const QString table = QStringLiteral("urn:oasis:names:tc:opendocument:xmlns:table:1.0");
inline const QString draw = QStringLiteral("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0");
inline const QString fo = QStringLiteral("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0");
inline const QString svg = QStringLiteral("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0");
inline const QString xlink = QStringLiteral("http://www.w3.org/1999/xlink");

/** The names above, with the prefixes that every writer of ODF uses. */
void declareNames(QXmlStreamWriter &xml);

/** "lr-tb" or "rl-tb", as style:writing-mode has it. */
[[nodiscard]] QString writingMode(Qt::LayoutDirection direction);

/** Words, with what XML would fold or not take: line breaks, tabs and spaces in a row. */
void writeWords(QXmlStreamWriter &xml, const QString &words);

/** A file of the package. */
struct Part
{
    QString path;
    QByteArray bytes;
    QString type = {}; ///< as the manifest has it; empty: it is not in it
};

/** styles.xml: page, headings, and the foot of each page; with one page as it is written, the first has no number. */
[[nodiscard]] QByteArray styles(const Document &document, int pages);
/** meta.xml: title, language and day, and nothing about the computer or its person. */
[[nodiscard]] QByteArray meta(const Document &document);

/** All parts as a file that word processors open; equal parts give equal bytes. Nothing when it would be over 2 GiB. */
[[nodiscard]] std::optional<QByteArray> package(QList<Part> parts);

} // namespace heard::odt
