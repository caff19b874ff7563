// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QQmlEngine;

namespace heard {

/**
 * Makes the fonts of the app known to the program and sets Noto Sans, 16 pixels, as its font. Letters that a face lacks
 * come from Noto Sans and Noto Sans Arabic. Call once, after the QGuiApplication exists and before any QML is loaded.
 */
void installFonts();

/**
 * Registers the line icons with an engine as `image://icon/<name>/<colour>`: name is a file of assets/icons without ".svg",
 * colour is six or eight hexadecimal digits (rrggbb or aarrggbb). An unknown name gives an empty picture and a warning.
 */
void installIconProvider(QQmlEngine &engine);

} // namespace heard
