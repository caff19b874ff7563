// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>
#include <QStringConverter>
#include <functional>
#include <optional>

namespace heard {

/**
 * The text in the bytes of a file that a person gave: UTF-8, or UTF-16 or UTF-32 with a mark at its start (what editors on Windows
 * write). The mark is dropped and line ends become `\n`. BadInput "not-plain-text" for everything else, such as older encodings and
 * pictures: words that are read wrongly would be kept as garbage.
 */
[[nodiscard]] Result<QString> decodedText(QByteArrayView bytes);

/** The same line by line, for what may be long or comes slowly. */
class TextLines
{
public:
    /** Gives some more bytes; none at the end; an error when reading fails. */
    using Source = std::function<Result<QByteArray>()>;
    /** @p longest: of a line, in bytes as they lie in the file; a longer one is BadInput "line-too-long". */
    TextLines(Source source, qsizetype longest) : m_source(std::move(source)), m_longest(longest) {}

    /** The next line in UTF-8, without its end; nothing after the last. */
    [[nodiscard]] Result<std::optional<QByteArray>> next();
    /** Which line next() gave or refused, from 1. */
    [[nodiscard]] qint64 number() const { return m_number; }
    /** True when next() will give nothing more. Reads on if it has to. */
    [[nodiscard]] Result<bool> atEnd();

private:
    [[nodiscard]] Result<> readMore();
    [[nodiscard]] Result<> start();
    [[nodiscard]] qsizetype lineEnd();

    Source m_source;
    qsizetype m_longest;
    bool m_started = false;
    bool m_ended = false;
    QStringConverter::Encoding m_encoding = QStringConverter::Utf8;
    QByteArray m_read;
    qsizetype m_at = 0;      ///< where the next line begins
    qsizetype m_scanned = 0; ///< there is no line end from m_at to here
    qint64 m_number = 0;
};

} // namespace heard
