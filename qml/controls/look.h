// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QQmlEngine;

namespace heard {

/**
 * Sets Noto Sans, 16 pixels, as the font of the app. Letters that it lacks come from the Noto faces of their script, where fontconfig
 * finds them. Gives back the Debian packages whose faces are not installed: the app then looks otherwise than it should, and who starts
 * it has to be told. Call once, after the QGuiApplication exists and before any QML is loaded.
 */
QStringList installFonts();

/**
 * Registers the line icons with an engine as `image://icon/<name>/<colour>`: name is a file of assets/icons without ".svg",
 * colour is six or eight hexadecimal digits (rrggbb or aarrggbb). An unknown name gives an empty picture and a warning.
 */
void installIconProvider(QQmlEngine &engine);

} // namespace heard
