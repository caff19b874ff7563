// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences.h"

#include "base/filewriter.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <QPalette>
#include <QRegularExpression>
#include <QSettings>

namespace heard {

namespace {

QString schemeKey()
{
    return QStringLiteral("look/scheme");
}
QString textScaleKey()
{
    return QStringLiteral("look/textScale");
}
QString faceKey()
{
    return QStringLiteral("look/face");
}
QString lineSpacingKey()
{
    return QStringLiteral("look/lineSpacing");
}
QString letterSpacingKey()
{
    return QStringLiteral("look/letterSpacing");
}
QString motionKey()
{
    return QStringLiteral("look/motion");
}
QString spellingKey()
{
    return QStringLiteral("look/spelling");
}
QString languageKey()
{
    return QStringLiteral("language");
}
QString windowSizeKey()
{
    return QStringLiteral("window/size");
}

/** As QSettings reads it. Nothing that is kept has other than plain letters in it. */
QByteArray iniText(const QVariantMap &values)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9 ._-]*$"));
    QMap<QString, QStringList> groups;
    for (auto it = values.cbegin(); it != values.cend(); ++it) {
        const QSize size = it->typeId() == QMetaType::QSize ? it->toSize() : QSize();
        const QString shown = size.isValid() ? QStringLiteral("@Size(%1 %2)").arg(size.width()).arg(size.height()) : it->toString();
        if (!size.isValid() && !plain.match(shown).hasMatch())
            continue;
        const bool grouped = it.key().contains(u'/');
        groups[grouped ? it.key().section(u'/', 0, 0) : QStringLiteral("General")].append(it.key().section(u'/', -1) + u'=' + shown);
    }
    QByteArray text;
    for (auto it = groups.cbegin(); it != groups.cend(); ++it)
        text += '[' + it.key().toUtf8() + "]\n" + it->join(u'\n').toUtf8() + "\n\n";
    return text;
}

/** Qt 6.4 does not say whether the desktop is dark, but its palette does. */
QString schemeOfDesktop()
{
    return QGuiApplication::palette().window().color().lightness() < 128 ? QStringLiteral("dark") : QStringLiteral("light");
}

} // namespace

QStringList Preferences::allowedKeys()
{
    return {schemeKey(), textScaleKey(), faceKey(),     lineSpacingKey(), letterSpacingKey(),
            motionKey(), spellingKey(),  languageKey(), windowSizeKey()};
}

Preferences::Preferences(const QString &file, QObject *parent) : QObject(parent), m_file(file)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(200);
    connect(&m_soon, &QTimer::timeout, this, &Preferences::keep);
    if (file.isEmpty())
        return;
    const QSettings kept(file, QSettings::IniFormat);
    for (const QString &key : allowedKeys()) {
        if (kept.contains(key))
            m_values.insert(key, kept.value(key));
    }
}

Preferences::~Preferences()
{
    if (m_soon.isActive())
        keep();
}

void Preferences::keep()
{
    m_soon.stop();
    if (m_file.isEmpty())
        return;
    // Read with QSettings, and not written with it: on a full disk it puts an empty file in the place of all that was chosen.
    const auto write = [this]() -> Result<> {
        HEARD_TRY(makeFolder(QFileInfo(m_file).absolutePath()));
        return saveFile(m_file, iniText(m_values));
    };
    const Result<> written = write();
    const QString problem = written ? QString() : tr("How Heard looks could not be kept: %1").arg(written.error().message);
    if (problem == m_problem)
        return;
    m_problem = problem;
    emit problemChanged();
}

QString Preferences::scheme() const
{
    const QString scheme = value(schemeKey(), {}).toString();
    return QStringList{QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("contrast")}.contains(scheme) ? scheme
                                                                                                                     : schemeOfDesktop();
}

void Preferences::setScheme(const QString &scheme)
{
    setValue(schemeKey(), scheme);
}

double Preferences::textScale() const
{
    return qBound(1.0, value(textScaleKey(), 1.0).toDouble(), 2.0);
}

void Preferences::setTextScale(double scale)
{
    setValue(textScaleKey(), qBound(1.0, scale, 2.0));
}

QString Preferences::face() const
{
    const QString other = QStringLiteral("OpenDyslexic");
    return value(faceKey(), {}).toString() == other ? other : QStringLiteral("Noto Sans");
}

void Preferences::setFace(const QString &face)
{
    setValue(faceKey(), face);
}

double Preferences::lineSpacing() const
{
    return qBound(1.5, value(lineSpacingKey(), 1.5).toDouble(), 2.5);
}

void Preferences::setLineSpacing(double spacing)
{
    setValue(lineSpacingKey(), qBound(1.5, spacing, 2.5));
}

double Preferences::letterSpacing() const
{
    return qBound(0.0, value(letterSpacingKey(), 0.0).toDouble(), 0.12);
}

void Preferences::setLetterSpacing(double spacing)
{
    setValue(letterSpacingKey(), qBound(0.0, spacing, 0.12));
}

bool Preferences::motion() const
{
    return value(motionKey(), true).toBool();
}

void Preferences::setMotion(bool motion)
{
    setValue(motionKey(), motion);
}

bool Preferences::spelling() const
{
    return value(spellingKey(), true).toBool();
}

void Preferences::setSpelling(bool spelling)
{
    setValue(spellingKey(), spelling);
}

QString Preferences::language() const
{
    return value(languageKey(), {}).toString();
}

void Preferences::setLanguage(const QString &language)
{
    setValue(languageKey(), language);
}

QSize Preferences::windowSize() const
{
    return value(windowSizeKey(), {}).toSize();
}

void Preferences::setWindowSize(const QSize &size)
{
    setValue(windowSizeKey(), size);
}

QVariant Preferences::value(const QString &key, const QVariant &fallback) const
{
    return m_now.value(key, m_values.value(key, fallback));
}

void Preferences::setValue(const QString &key, const QVariant &value)
{
    Q_ASSERT(allowedKeys().contains(key));
    // Chosen by a person it is kept, though it looks so already for this run; but the window only tells the size that it was given.
    const bool chosenNow = !m_onlyNow && m_now.contains(key) && key != windowSizeKey();
    if (!chosenNow && this->value(key, {}) == value)
        return;
    if (m_onlyNow) {
        m_now.insert(key, value);
    } else {
        m_now.remove(key);
        m_values.insert(key, value);
        if (!m_file.isEmpty())
            m_soon.start();
    }
    emit changed();
}

void Preferences::forThisRun(const std::function<void()> &changes)
{
    m_onlyNow = true;
    changes();
    m_onlyNow = false;
}

} // namespace heard
