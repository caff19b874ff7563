// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/scripts.h"

#include "base/error.h"
#include "document/faces.h"

#include <algorithm>
#include <array>

namespace heard::faces {

namespace {

struct Script
{
    QChar::Script script;
    const char *face;
    const char *words; ///< for a sentence: the language most families would call it by
};

/**
 * Faces of Debian's fonts-noto-core. Urdu is set in the letters of Arabic: Qt 6.4 places those of Nastaliq upside down (it hands HarfBuzz
 * the points where letters meet with their height negated), and words would climb where they should descend.
 */
constexpr std::array scripts{
    Script{QChar::Script_Arabic, "Noto Sans Arabic", QT_TRANSLATE_NOOP("core", "Arabic or Urdu")},
    Script{QChar::Script_Hebrew, "Noto Sans Hebrew", QT_TRANSLATE_NOOP("core", "Hebrew")},
    Script{QChar::Script_Gurmukhi, "Noto Sans Gurmukhi", QT_TRANSLATE_NOOP("core", "Punjabi")},
    Script{QChar::Script_Bengali, "Noto Sans Bengali", QT_TRANSLATE_NOOP("core", "Bengali")},
    Script{QChar::Script_Gujarati, "Noto Sans Gujarati", QT_TRANSLATE_NOOP("core", "Gujarati")},
    Script{QChar::Script_Tamil, "Noto Sans Tamil", QT_TRANSLATE_NOOP("core", "Tamil")},
    Script{QChar::Script_Devanagari, "Noto Sans Devanagari", QT_TRANSLATE_NOOP("core", "Hindi or Nepali")},
    Script{QChar::Script_Ethiopic, "Noto Sans Ethiopic", QT_TRANSLATE_NOOP("core", "Amharic or Tigrinya")},
    Script{QChar::Script_Telugu, "Noto Sans Telugu", QT_TRANSLATE_NOOP("core", "Telugu")},
    Script{QChar::Script_Kannada, "Noto Sans Kannada", QT_TRANSLATE_NOOP("core", "Kannada")},
    Script{QChar::Script_Malayalam, "Noto Sans Malayalam", QT_TRANSLATE_NOOP("core", "Malayalam")},
    Script{QChar::Script_Sinhala, "Noto Sans Sinhala", QT_TRANSLATE_NOOP("core", "Sinhala")},
    Script{QChar::Script_Oriya, "Noto Sans Oriya", QT_TRANSLATE_NOOP("core", "Odia")},
    Script{QChar::Script_Thai, "Noto Sans Thai", QT_TRANSLATE_NOOP("core", "Thai")},
    Script{QChar::Script_Lao, "Noto Sans Lao", QT_TRANSLATE_NOOP("core", "Lao")},
    Script{QChar::Script_Khmer, "Noto Sans Khmer", QT_TRANSLATE_NOOP("core", "Khmer")},
    Script{QChar::Script_Myanmar, "Noto Sans Myanmar", QT_TRANSLATE_NOOP("core", "Burmese")},
    Script{QChar::Script_Tibetan, "Noto Serif Tibetan", QT_TRANSLATE_NOOP("core", "Tibetan")},
    Script{QChar::Script_Armenian, "Noto Sans Armenian", QT_TRANSLATE_NOOP("core", "Armenian")},
    Script{QChar::Script_Georgian, "Noto Sans Georgian", QT_TRANSLATE_NOOP("core", "Georgian")},
    Script{QChar::Script_Thaana, "Noto Sans Thaana", QT_TRANSLATE_NOOP("core", "Dhivehi")},
    Script{QChar::Script_Syriac, "Noto Sans Syriac", QT_TRANSLATE_NOOP("core", "Syriac")},
    Script{QChar::Script_Nko, "Noto Sans NKo", QT_TRANSLATE_NOOP("core", "N’Ko")},
    Script{QChar::Script_Tifinagh, "Noto Sans Tifinagh", QT_TRANSLATE_NOOP("core", "Tamazight")},
    Script{QChar::Script_Mongolian, "Noto Sans Mongolian", QT_TRANSLATE_NOOP("core", "Mongolian")},
    Script{QChar::Script_CanadianAboriginal, "Noto Sans Canadian Aboriginal", QT_TRANSLATE_NOOP("core", "Inuktitut or Cree")},
    Script{QChar::Script_Cherokee, "Noto Sans Cherokee", QT_TRANSLATE_NOOP("core", "Cherokee")},
    Script{QChar::Script_Adlam, "Noto Sans Adlam", QT_TRANSLATE_NOOP("core", "Fula")},
    Script{QChar::Script_Vai, "Noto Sans Vai", QT_TRANSLATE_NOOP("core", "Vai")},
    Script{QChar::Script_Yi, "Noto Sans Yi", QT_TRANSLATE_NOOP("core", "Yi")},
};

const Script *find(QChar::Script script)
{
    const auto *found = std::find_if(scripts.begin(), scripts.end(), [&](const Script &one) { return one.script == script; });
    return found == scripts.end() ? nullptr : found;
}

bool isEastAsian(QChar::Script script)
{
    return script == QChar::Script_Han || script == QChar::Script_Hiragana || script == QChar::Script_Katakana
           || script == QChar::Script_Bopomofo || script == QChar::Script_Hangul;
}

struct Range
{
    uint first;
    uint last;
};

/** Emoji_Presentation of Unicode 15, with neighbours that are not assigned yet. */
constexpr std::array emojiRanges{
    Range{0x231A, 0x231B},   Range{0x23E9, 0x23EC},   Range{0x23F0, 0x23F0},   Range{0x23F3, 0x23F3},   Range{0x25FD, 0x25FE},
    Range{0x2614, 0x2615},   Range{0x2648, 0x2653},   Range{0x267F, 0x267F},   Range{0x2693, 0x2693},   Range{0x26A1, 0x26A1},
    Range{0x26AA, 0x26AB},   Range{0x26BD, 0x26BE},   Range{0x26C4, 0x26C5},   Range{0x26CE, 0x26CE},   Range{0x26D4, 0x26D4},
    Range{0x26EA, 0x26EA},   Range{0x26F2, 0x26F3},   Range{0x26F5, 0x26F5},   Range{0x26FA, 0x26FA},   Range{0x26FD, 0x26FD},
    Range{0x2705, 0x2705},   Range{0x270A, 0x270B},   Range{0x2728, 0x2728},   Range{0x274C, 0x274C},   Range{0x274E, 0x274E},
    Range{0x2753, 0x2755},   Range{0x2757, 0x2757},   Range{0x2795, 0x2797},   Range{0x27B0, 0x27B0},   Range{0x27BF, 0x27BF},
    Range{0x2B1B, 0x2B1C},   Range{0x2B50, 0x2B50},   Range{0x2B55, 0x2B55},   Range{0x1F004, 0x1F004}, Range{0x1F0CF, 0x1F0CF},
    Range{0x1F18E, 0x1F18E}, Range{0x1F191, 0x1F19A}, Range{0x1F1E6, 0x1F1FF}, Range{0x1F201, 0x1F201}, Range{0x1F21A, 0x1F21A},
    Range{0x1F22F, 0x1F22F}, Range{0x1F232, 0x1F236}, Range{0x1F238, 0x1F23A}, Range{0x1F250, 0x1F251}, Range{0x1F300, 0x1F64F},
    Range{0x1F680, 0x1F6FF}, Range{0x1F7E0, 0x1F7F0}, Range{0x1F90C, 0x1F9FF}, Range{0x1FA70, 0x1FAFF},
};

bool isEmojiByNature(uint c)
{
    return std::any_of(emojiRanges.begin(), emojiRanges.end(), [&](const Range &range) { return c >= range.first && c <= range.last; });
}

constexpr QChar asPicture(0xFE0F);
constexpr QChar asText(0xFE0E);

} // namespace

Faces::Faces(const QString &text, const QString &language)
    : m_language(language.section(u'-', 0, 0).toLower())
    , m_region(language.toLower())
{
    const QList<uint> letters = text.toUcs4();
    for (const uint c : letters) {
        const QChar::Script script = QChar::script(c);
        m_japanese = m_japanese || script == QChar::Script_Hiragana || script == QChar::Script_Katakana;
    }
}

QStringList Faces::forHan() const
{
    QStringList regions{QStringLiteral("SC"), QStringLiteral("TC"), QStringLiteral("HK"), QStringLiteral("JP"), QStringLiteral("KR")};
    QString first = QStringLiteral("SC");
    if (m_japanese || m_language == u"ja")
        first = QStringLiteral("JP");
    else if (m_language == u"ko")
        first = QStringLiteral("KR");
    else if (m_region.contains(QLatin1String("-hk")) || m_language == u"yue")
        first = QStringLiteral("HK");
    else if (m_region.contains(QLatin1String("-tw")) || m_region.contains(QLatin1String("hant")))
        first = QStringLiteral("TC");
    regions.removeOne(first);
    regions.prepend(first);
    QStringList out;
    for (const QString &region : std::as_const(regions))
        out.append(QStringLiteral("Noto Sans CJK ") + region);
    out.append(QStringLiteral("Droid Sans Fallback"));
    return out;
}

QStringList Faces::forScript(QChar::Script script) const
{
    QStringList out;
    if (isEastAsian(script))
        out += script == QChar::Script_Hangul ? Faces({}, QStringLiteral("ko")).forHan() : forHan();
    else if (const Script *known = find(script))
        out.append(QString::fromLatin1(known->face));
    // Other alphabets have no signs of their own for what all share, nor for letters of the West.
    out.append(plainFace());
    out += forSigns();
    out.removeDuplicates();
    return out;
}

QStringList Faces::forSigns() const
{
    return {plainFace(), QStringLiteral("Noto Sans Symbols"), QStringLiteral("Noto Sans Symbols2"), QStringLiteral("Noto Sans Math"),
            QStringLiteral("DejaVu Sans")};
}

QString pictureFace()
{
    return QStringLiteral("Noto Color Emoji");
}

ScriptName nameOf(QChar::Script script)
{
    const QString cjk = QStringLiteral("fonts-noto-cjk");
    const QString core = QStringLiteral("fonts-noto-core");
    if (script == QChar::Script_Hangul)
        return {coreText("Korean"), cjk};
    if (script == QChar::Script_Hiragana || script == QChar::Script_Katakana)
        return {coreText("Japanese"), cjk};
    if (isEastAsian(script))
        return {coreText("Chinese"), cjk};
    if (const Script *known = find(script))
        return {coreText(known->words), core};
    if (script == QChar::Script_Latin || script == QChar::Script_Greek || script == QChar::Script_Cyrillic)
        return {{}, core};
    return {};
}

ScriptName emojiName()
{
    return {coreText("emoji"), QStringLiteral("fonts-noto-color-emoji")};
}

QChar::Script scriptOf(const QString &cluster)
{
    const QList<uint> letters = cluster.toUcs4();
    for (const uint c : letters) {
        const QChar::Script script = QChar::script(c);
        if (script != QChar::Script_Common && script != QChar::Script_Inherited)
            return script;
    }
    return QChar::Script_Common;
}

bool isEmoji(const QString &cluster)
{
    if (cluster.contains(asText))
        return false;
    const QList<uint> letters = cluster.toUcs4();
    if (letters.isEmpty())
        return false;
    return isEmojiByNature(letters.front()) || (cluster.contains(asPicture) && QChar::script(letters.front()) == QChar::Script_Common);
}

bool isUnseen(uint c)
{
    return c == 0x0A || c == 0x09 || c == 0x2028 || c == 0x2029 || c == 0x00AD || c == 0x061C || c == 0x180E || (c >= 0x200B && c <= 0x200F)
           || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF
           || (c >= 0xE0000 && c <= 0xE0FFF);
}

bool needsItsWords(const QString &words)
{
    const QList<uint> letters = words.toUcs4();
    return std::any_of(letters.begin(), letters.end(), [](uint c) {
        switch (QChar::script(c)) {
        case QChar::Script_Common:
        case QChar::Script_Inherited:
            return isEmojiByNature(c) || c == asPicture.unicode();
        case QChar::Script_Latin:
        case QChar::Script_Greek:
        case QChar::Script_Cyrillic:
            return false;
        default:
            return true;
        }
    });
}

} // namespace heard::faces
