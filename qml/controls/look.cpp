// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "look.h"

#include <QFile>
#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPainter>
#include <QQmlEngine>
#include <QQuickImageProvider>
#include <QSvgRenderer>

// Resources of a static library are dropped by the linker unless somebody names them.
static void keepResources()
{
    Q_INIT_RESOURCE(heard_look_icons);
}

namespace heard {

namespace {

/** Draws a line icon of the resources in the colour asked for. */
class IconProvider : public QQuickImageProvider
{
public:
    IconProvider()
        : QQuickImageProvider(QQuickImageProvider::Image)
    {
    }

    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override
    {
        constexpr int Grid = 24; // every icon is drawn on a grid of 24 by 24
        const QSize wanted(requestedSize.width() > 0 ? requestedSize.width() : Grid, requestedSize.height() > 0 ? requestedSize.height() : Grid);
        if (size)
            *size = wanted;
        QImage image(wanted, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);

        QFile file(QStringLiteral(":/icons/%1.svg").arg(id.section(u'/', 0, 0)));
        if (!file.open(QIODevice::ReadOnly)) {
            qWarning("No icon of this name: %s", qUtf8Printable(id));
            return image;
        }
        QByteArray drawing = file.readAll();
        drawing.replace("currentColor", "#" + id.section(u'/', 1, 1).right(6).toLatin1());
        QSvgRenderer renderer(drawing);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        renderer.render(&painter);
        return image;
    }
};

} // namespace

QStringList installFonts()
{
    const QStringList here = QFontDatabase::families();
    QStringList missing;
    const auto need = [&](const char *family, const char *package) {
        const QString name = QString::fromLatin1(package);
        if (!here.contains(QString::fromLatin1(family)) && !missing.contains(name))
            missing.append(name);
    };
    need("Noto Sans", "fonts-noto-core");
    need("Noto Sans Arabic", "fonts-noto-core");
    need("OpenDyslexic", "fonts-opendyslexic");
    // Letters that a face lacks come from these, in this order, and not from whatever else is on the device.
    QStringList others{QStringLiteral("Noto Sans")};
    for (const char *script : {"Arabic", "Hebrew", "Gurmukhi", "Bengali", "Gujarati", "Tamil", "Devanagari", "Ethiopic", "CJK SC", "Symbols", "Symbols2"}) {
        const QString family = QStringLiteral("Noto Sans ") + QString::fromLatin1(script);
        if (here.contains(family))
            others.append(family);
    }
    if (here.contains(QStringLiteral("Noto Color Emoji")))
        others.append(QStringLiteral("Noto Color Emoji"));
    QFont::insertSubstitutions(QStringLiteral("OpenDyslexic"), others);
    others.removeFirst();
    QFont::insertSubstitutions(QStringLiteral("Noto Sans"), others);
    QFont font(QStringLiteral("Noto Sans"));
    font.setPixelSize(16);
    QGuiApplication::setFont(font);
    return missing;
}

void installIconProvider(QQmlEngine &engine)
{
    keepResources();
    engine.addImageProvider(QStringLiteral("icon"), new IconProvider);
}

} // namespace heard
