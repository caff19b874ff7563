// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/faces.h"

#include "base/error.h"
#include "document/scripts.h"

#include <QFontDatabase>
#include <QHash>
#include <QMutex>
#include <QPainter>
#include <QRawFont>
#include <QSet>
#include <QTextBoundaryFinder>
#include <QTextLayout>
#include <algorithm>

namespace heard::faces {

namespace {

/** The faces on this device, looked up once. Its own lock: pages are made in more than one thread. */
class Installed
{
public:
    static Installed &instance()
    {
        static Installed one;
        return one;
    }

    bool has(const QString &family)
    {
        const QMutexLocker lock(&m_lock);
        return hasLocked(family);
    }

    /** True when @p family is here and shows all of @p letters. */
    bool shows(const QString &family, const QList<uint> &letters)
    {
        const QMutexLocker lock(&m_lock);
        if (!hasLocked(family))
            return false;
        auto known = m_raw.find(family);
        if (known == m_raw.end())
            known = m_raw.insert(family, QRawFont::fromFont(font(family, 16, false)));
        return std::all_of(letters.begin(), letters.end(), [&](uint c) { return isUnseen(c) || known->supportsCharacter(c); });
    }

private:
    bool hasLocked(const QString &family)
    {
        if (m_families.isEmpty()) {
            const QStringList all = QFontDatabase::families();
            m_families = QSet<QString>(all.begin(), all.end());
        }
        return m_families.contains(family);
    }

    QMutex m_lock;
    QSet<QString> m_families;
    QHash<QString, QRawFont> m_raw;
};

/** The face among @p candidates that shows the cluster, spelled as it is or composed. */
QString faceFor(const QString &cluster, const QStringList &candidates)
{
    const QList<uint> letters = cluster.toUcs4();
    for (const QString &family : candidates)
        if (Installed::instance().shows(family, letters))
            return family;
    const QString composed = cluster.normalized(QString::NormalizationForm_C);
    return composed == cluster ? QString() : faceFor(composed, candidates);
}

/** Letters that the plain face has for certain, so that most pages need no looking up. */
bool isPlain(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c.unicode() >= 0x20 && c.unicode() < 0x180) || (c.unicode() >= 0x2010 && c.unicode() <= 0x2026) || c == QChar::LineSeparator
               || c == u'\n' || c == u'\t';
    });
}

/** The stretches of @p text cluster by cluster; neighbours in one face are one. @p each is told of every cluster and its script. */
template<typename Each>
QList<Stretch> walk(const QString &text, const QString &language, const Each &each)
{
    QList<Stretch> out;
    const Faces faces(text, language);
    QTextBoundaryFinder clusters(QTextBoundaryFinder::Grapheme, text);
    QChar::Script before = QChar::Script_Common;
    qsizetype from = 0;
    while (from < text.size()) {
        qsizetype to = clusters.toNextBoundary();
        if (to < 0)
            to = text.size();
        const QString cluster = text.mid(from, to - from);
        const bool emoji = isEmoji(cluster);
        QChar::Script script = emoji ? QChar::Script_Common : scriptOf(cluster);
        Stretch stretch{from, to - from, {}, false};
        if (emoji) {
            stretch.family = faceFor(cluster, {pictureFace()});
            stretch.picture = !stretch.family.isEmpty();
        } else if (script == QChar::Script_Common) {
            // A space or full stop is set in the face of the word before it, if that has one.
            script = before;
        } else {
            before = script;
        }
        if (stretch.family.isEmpty())
            stretch.family = faceFor(cluster, emoji ? faces.forSigns() : faces.forScript(script));
        each(cluster, emoji, script, stretch);
        if (!out.isEmpty() && out.back().family == stretch.family && !stretch.picture)
            out.back().length += stretch.length;
        else
            out.append(stretch);
        from = to;
    }
    return out;
}

} // namespace

QString plainFace()
{
    return QStringLiteral("Noto Sans");
}

QList<Stretch> stretches(const QString &text, const QString &language)
{
    if (text.isEmpty())
        return {};
    if (isPlain(text) && Installed::instance().has(plainFace()))
        return {Stretch{0, text.size(), plainFace(), false}};
    return walk(text, language, [](const QString &, bool, QChar::Script, const Stretch &) {});
}

QList<Missing> missingIn(const QString &text, const QString &language)
{
    QList<Missing> out;
    if (isPlain(text) && Installed::instance().has(plainFace()))
        return out;
    walk(text, language, [&out](const QString &cluster, bool emoji, QChar::Script script, const Stretch &stretch) {
        if (!stretch.family.isEmpty())
            return;
        const ScriptName name = emoji ? emojiName() : nameOf(script);
        auto known = std::find_if(out.begin(), out.end(), [&](const Missing &one) { return one.script == name.words; });
        if (known == out.end())
            known = out.insert(out.end(), Missing{{}, name.words, name.package});
        if (!known->letters.contains(cluster))
            known->letters.append(cluster);
    });
    return out;
}

QStringList packagesWanted()
{
    QStringList out;
    for (const char *family : {"Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Gurmukhi"})
        if (!Installed::instance().has(QString::fromLatin1(family)) && out.isEmpty())
            out.append(QStringLiteral("fonts-noto-core"));
    if (!Installed::instance().has(QStringLiteral("OpenDyslexic")))
        out.append(QStringLiteral("fonts-opendyslexic"));
    return out;
}

QFont font(const QString &family, int pixels, bool bold)
{
    QFont font;
    font.setFamilies({family});
    font.setPixelSize(qMax(1, pixels));
    font.setBold(bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(QFont::StyleStrategy(QFont::ForceOutline | QFont::NoFontMerging));
    return font;
}

Sign sign(const QString &letters, const QString &family)
{
    static QMutex lock;
    static QHash<QString, Sign> known;
    const QMutexLocker locked(&lock);
    if (const auto found = known.constFind(letters); found != known.constEnd())
        return *found;
    // The pictures in the face are 136 by 128 dots: any larger would only be blown up.
    constexpr int pixels = 110;
    QTextLayout layout(letters, font(family, pixels, false));
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(20 * pixels);
    layout.endLayout();
    Sign out;
    out.image = QImage(qMax(1, qCeil(line.naturalTextWidth())), qMax(1, qCeil(line.height())), QImage::Format_ARGB32_Premultiplied);
    out.image.fill(Qt::transparent);
    QPainter painter(&out.image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    layout.draw(&painter, {});
    painter.end();
    out.ascent = line.ascent() / qMax(1.0, line.height());
    known.insert(letters, out);
    return out;
}

} // namespace heard::faces
