// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan.h"

namespace heard::gates {

namespace {

class Scanner
{
public:
    explicit Scanner(const QString &source) : m_source(source) { m_result.code = m_result.bare = source; }

    Scanned run()
    {
        while (m_at < m_source.size()) {
            if (starts(u"//"))
                blankUntil(u"\n", false);
            else if (starts(u"/*"))
                blankUntil(u"*/", true);
            else if (starts(u"R\"") && isPrefix(wordBefore()))
                rawString();
            else if (m_source.at(m_at) == u'"' || (m_source.at(m_at) == u'\'' && !isDigitSeparator()) || m_source.at(m_at) == u'`')
                string(m_source.at(m_at));
            else
                ++m_at;
        }
        return m_result;
    }

private:
    [[nodiscard]] bool starts(QStringView what) const { return QStringView(m_source).mid(m_at).startsWith(what); }

    /** Letters and digits directly before this place. */
    [[nodiscard]] QStringView wordBefore() const
    {
        qsizetype begin = m_at;
        while (begin > 0 && (m_source.at(begin - 1).isLetterOrNumber() || m_source.at(begin - 1) == u'_' || m_source.at(begin - 1) == u'\''))
            --begin;
        return QStringView(m_source).mid(begin, m_at - begin);
    }

    /** What may stand before a literal and belongs to it. */
    [[nodiscard]] static bool isPrefix(QStringView word)
    {
        return word.isEmpty() || word == u"u" || word == u"U" || word == u"L" || word == u"u8";
    }

    /** The marks in 4'000'000 open nothing. */
    [[nodiscard]] bool isDigitSeparator() const
    {
        const QStringView word = wordBefore();
        return !word.isEmpty() && word.front().isDigit();
    }

    static void blank(QString &text, qsizetype from, qsizetype to)
    {
        for (qsizetype i = from; i < to; ++i) {
            if (text.at(i) != u'\n')
                text[i] = u' ';
        }
    }

    void blankUntil(QStringView mark, bool alsoMark)
    {
        qsizetype end = m_source.indexOf(mark, m_at + 2);
        end = end < 0 ? m_source.size() : end + (alsoMark ? mark.size() : 0);
        blank(m_result.code, m_at, end);
        blank(m_result.bare, m_at, end);
        m_at = end;
    }

    void rawString()
    {
        const qsizetype open = m_source.indexOf(u'(', m_at);
        if (open < 0) {
            m_at += 2;
            return;
        }
        const QString mark = u')' + m_source.mid(m_at + 2, open - m_at - 2) + u'"';
        const qsizetype close = m_source.indexOf(mark, open);
        const qsizetype end = close < 0 ? m_source.size() : close + mark.size();
        m_result.literals.append({m_at, end, m_source.mid(open + 1, (close < 0 ? end : close) - open - 1)});
        blank(m_result.bare, m_at + 2, end - 1);
        m_at = end;
    }

    void string(QChar quote)
    {
        Scanned::Literal literal{m_at, m_at, {}};
        qsizetype i = m_at + 1;
        while (i < m_source.size() && m_source.at(i) != quote && (quote == u'`' || m_source.at(i) != u'\n')) {
            if (m_source.at(i) == u'\\' && i + 1 < m_source.size())
                i += escape(i, literal.value);
            else
                literal.value += m_source.at(i++);
        }
        literal.end = qMin(i + 1, m_source.size());
        blank(m_result.bare, m_at + 1, i);
        // A single quote is a character in C++ and a string in QML: both are kept, a character harms nobody.
        m_result.literals.append(literal);
        m_at = literal.end;
    }

    /** Appends what the escape at @p at stands for; returns how long it is. */
    [[nodiscard]] qsizetype escape(qsizetype at, QString &out) const
    {
        const QChar kind = m_source.at(at + 1);
        if (kind == u'u') {
            bool ok = false;
            const uint code = m_source.mid(at + 2, 4).toUInt(&ok, 16);
            out += ok ? QChar(ushort(code)) : u'u';
            return ok ? 6 : 2;
        }
        out += kind == u'n' ? u'\n' : kind == u't' ? u'\t' : kind;
        return 2;
    }

    QString m_source;
    Scanned m_result;
    qsizetype m_at = 0;
};

} // namespace

Scanned scan(const QString &source)
{
    return Scanner(source).run();
}

int lineAt(const QString &source, qsizetype offset)
{
    return int(QStringView(source).left(offset).count(u'\n')) + 1;
}

} // namespace heard::gates
