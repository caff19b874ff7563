// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/encoding.h"

#include <QStringDecoder>
#include <algorithm>

namespace heard {

namespace {

using Encoding = QStringConverter::Encoding;

/** No mark of an encoding is longer. */
constexpr qsizetype longestMark = 4;

std::unexpected<Error> notText()
{
    return fail(ErrorCode::BadInput, "not-plain-text",
                coreText("This file is not plain text that Heard can read. Save it as text in UTF-8, then try again."));
}

/** Bytes of one code unit. */
qsizetype unitOf(Encoding encoding)
{
    switch (encoding) {
    case QStringConverter::Utf16:
    case QStringConverter::Utf16LE:
    case QStringConverter::Utf16BE:
        return 2;
    case QStringConverter::Utf32:
    case QStringConverter::Utf32LE:
    case QStringConverter::Utf32BE:
        return 4;
    default:
        return 1;
    }
}

/** What the first bytes say, and how many of them say it. */
std::pair<Encoding, qsizetype> marked(QByteArrayView bytes)
{
    const QByteArrayView start = bytes.first(std::min(longestMark, bytes.size()));
    const Encoding encoding = QStringConverter::encodingForData(start).value_or(QStringConverter::Utf8);
    const qsizetype unit = unitOf(encoding);
    return {encoding, unit > 1 ? unit : start.startsWith("\xEF\xBB\xBF") ? 3 : 0};
}

Result<QString> decoded(Encoding encoding, QByteArrayView bytes)
{
    if (bytes.size() % unitOf(encoding) != 0)
        return notText();
    QStringDecoder decoder(encoding, QStringConverter::Flag::Stateless | QStringConverter::Flag::ConvertInitialBom);
    QString text = decoder.decode(bytes);
    // U+0000 is in no text that anybody wrote: it is UTF-16 without its mark, or a picture.
    if (decoder.hasError() || text.contains(QChar(u'\0')))
        return notText();
    return text;
}

} // namespace

Result<QString> decodedText(QByteArrayView bytes)
{
    const auto [encoding, mark] = marked(bytes);
    HEARD_TRY_ASSIGN(QString text, decoded(encoding, bytes.sliced(mark)));
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    text.replace(u'\r', u'\n');
    return text;
}

Result<> TextLines::readMore()
{
    m_read.remove(0, m_at);
    m_scanned -= m_at;
    m_at = 0;
    HEARD_TRY_ASSIGN(const QByteArray more, m_source());
    m_ended = more.isEmpty();
    m_read += more;
    return {};
}

Result<> TextLines::start()
{
    while (!m_started && !m_ended && m_read.size() < longestMark)
        HEARD_TRY(readMore());
    if (!m_started) {
        const auto [encoding, mark] = marked(m_read);
        m_encoding = encoding;
        m_at = m_scanned = mark;
        m_started = true;
    }
    return {};
}

qsizetype TextLines::lineEnd()
{
    const qsizetype unit = unitOf(m_encoding);
    if (unit == 1) {
        const qsizetype found = m_read.indexOf('\n', m_scanned);
        m_scanned = found < 0 ? m_read.size() : found;
        return found;
    }
    QByteArray end(unit, '\0');
    const bool low = m_encoding == QStringConverter::Utf16LE || m_encoding == QStringConverter::Utf32LE;
    end[low ? 0 : unit - 1] = '\n';
    for (; m_scanned + unit <= m_read.size(); m_scanned += unit) {
        if (QByteArrayView(m_read).sliced(m_scanned, unit) == end)
            return m_scanned;
    }
    return -1;
}

Result<bool> TextLines::atEnd()
{
    HEARD_TRY(start());
    while (m_at == m_read.size() && !m_ended)
        HEARD_TRY(readMore());
    return m_at == m_read.size();
}

Result<std::optional<QByteArray>> TextLines::next()
{
    HEARD_TRY_ASSIGN(const bool none, atEnd());
    if (none)
        return std::nullopt;
    ++m_number;
    qsizetype end = lineEnd();
    while (end < 0 && !m_ended && m_read.size() - m_at <= m_longest) {
        HEARD_TRY(readMore());
        end = lineEnd();
    }
    const qsizetype size = (end < 0 ? m_read.size() : end) - m_at;
    if (size > m_longest)
        return fail(ErrorCode::BadInput, "line-too-long", coreText("It is too long."));
    const QByteArrayView raw = QByteArrayView(m_read).sliced(m_at, size);
    HEARD_TRY_ASSIGN(const QString text, decoded(m_encoding, raw));
    QByteArray line = m_encoding == QStringConverter::Utf8 ? raw.toByteArray() : text.toUtf8();
    if (line.endsWith('\r'))
        line.chop(1);
    m_at = end < 0 ? m_read.size() : end + unitOf(m_encoding);
    m_scanned = m_at;
    return line;
}

} // namespace heard
