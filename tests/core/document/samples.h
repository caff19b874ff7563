// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"

#include <QRandomGenerator>
#include <QStringList>

/** Documents that the tests of this folder share. */
namespace samples {

[[nodiscard]] QByteArray symbol();
/** A JPEG of a drawn face, @p width by @p height pixels. */
[[nodiscard]] QByteArray portrait(int width = 800, int height = 600);

/** A typical one-page profile: photo, four titled blocks, about 180 words; every line has a ref. */
[[nodiscard]] heard::Document profile();
/** The same kind of page in Arabic. */
[[nodiscard]] heard::Document arabicProfile();
/** profile() with @p count more lines of 19 words. */
[[nodiscard]] heard::Document longProfile(int count);
/** Five numbered tips on half a side. */
[[nodiscard]] heard::Document card();
/** A passport over several pages with every kind of block. */
[[nodiscard]] heard::Document passport();
/** Anything, of the given form: panels, lists, quotes, odd characters, long words, pictures. */
[[nodiscard]] heard::Document any(QRandomGenerator &random, heard::Form form);

/** All words of a document in reading order. */
[[nodiscard]] QStringList words(const heard::Document &document);
/** Words of any text: runs without white space. */
[[nodiscard]] QStringList wordsOf(const QString &text);

/**
 * Runs a program that the test needs and gives back what it printed. Not being there is a failure, never a skip: the reason says
 * which Debian package to install.
 */
struct Output
{
    bool ok = false;
    QByteArray text;
    QByteArray reason;
};
[[nodiscard]] Output run(const QString &program, const QStringList &arguments, const char *package, int seconds = 60);
/** What one of poppler's programs says of the document as a PDF, which is written into @p folder; the test fails when it says nothing. */
QString asked(const QString &folder, const QString &program, const heard::Document &document, const QStringList &before,
              const QStringList &after = {});

} // namespace samples
