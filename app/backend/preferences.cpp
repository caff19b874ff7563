// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences.h"

#include <QGuiApplication>
#include <QPalette>

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
QString languageKey()
{
    return QStringLiteral("language");
}
QString windowSizeKey()
{
    return QStringLiteral("window/size");
}

/** Qt 6.4 does not say whether the desktop is dark, but its palette does. */
QString schemeOfDesktop()
{
    return QGuiApplication::palette().window().color().lightness() < 128 ? QStringLiteral("dark") : QStringLiteral("light");
}

} // namespace

QStringList Preferences::allowedKeys()
{
    return {schemeKey(), textScaleKey(), faceKey(), lineSpacingKey(), letterSpacingKey(), motionKey(), languageKey(), windowSizeKey()};
}

Preferences::Preferences(const QString &file, QObject *parent) : QObject(parent)
{
    if (!file.isEmpty())
        m_settings = std::make_unique<QSettings>(file, QSettings::IniFormat);
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
    return m_settings ? m_settings->value(key, fallback) : m_values.value(key, fallback);
}

void Preferences::setValue(const QString &key, const QVariant &value)
{
    Q_ASSERT(allowedKeys().contains(key));
    if (this->value(key, {}) == value)
        return;
    if (m_settings)
        m_settings->setValue(key, value);
    else
        m_values.insert(key, value);
    emit changed();
}

} // namespace heard
