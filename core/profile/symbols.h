// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace heard::profile {

/** A symbol of the app's own set. */
struct Symbol
{
    QString id;
    QString label; ///< in plain words: its alternative text
    QString category;
    QStringList keywords;
    QString file; ///< resource path of the SVG
};

/** The whole set, in its order. Empty when the app was built without one. Read once. */
[[nodiscard]] const QList<Symbol> &symbols();
/** Null when there is none. */
[[nodiscard]] const Symbol *symbol(const QString &id);
/** The SVG; empty when there is none. */
[[nodiscard]] QByteArray symbolBytes(const QString &id);
/** Every word must begin a word of the label or keywords; best first. Empty: all. */
[[nodiscard]] QList<Symbol> findSymbols(const QString &query);
/** The line every exported page with symbols carries. */
[[nodiscard]] QString symbolCredit();

} // namespace heard::profile
