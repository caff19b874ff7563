// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "testlanguage.h"

namespace heard {

QString TestLanguage::translate(const char *context, const char *source, const char *disambiguation, int n) const
{
    QString english = m_english.translate(context, source, disambiguation, n);
    if (english.isEmpty())
        english = QString::fromUtf8(source);
    return disguise(english);
}

QString TestLanguage::disguise(const QString &english)
{
    // One Arabic letter for each Latin one: a to z. The choice means nothing; it only has to join and to need its marks.
    static constexpr char16_t letters[] = u"ابكدهفغحيجقلمنوپصرستثعشخطظ";
    static_assert(std::size(letters) == 26 + 1);
    QString out;
    qsizetype letterCount = 0;
    for (qsizetype i = 0; i < english.size(); ++i) {
        const QChar c = english.at(i);
        if (c == u'%') {
            // A marker is copied as it is: %1, %12, %L1, %n, %Ln.
            qsizetype end = i + 1;
            while (end < english.size() && (english.at(end).isDigit() || english.at(end) == u'L' || english.at(end) == u'n') && end - i <= 3)
                ++end;
            out += QStringView(english).mid(i, end - i);
            i = end - 1;
            continue;
        }
        const char16_t lower = c.toLower().unicode();
        if (lower >= u'a' && lower <= u'z') {
            out += QChar(letters[lower - u'a']);
            // Every third letter twice: languages are longer than English.
            if (++letterCount % 3 == 0)
                out += QChar(letters[lower - u'a']);
        } else {
            out += c;
        }
    }
    return out;
}

} // namespace heard
