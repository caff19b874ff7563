// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/writers.h"

#include <QDir>
#include <QFontDatabase>
#include <mutex>

// Q_INIT_RESOURCE must be called outside of any namespace.
static void initFontResource()
{
    // A static library's resources are left out by the linker unless something names them.
    Q_INIT_RESOURCE(heard_fonts);
}

namespace heard {

void registerDocumentFonts()
{
    static std::once_flag once;
    std::call_once(once, [] {
        initFontResource();
        const QDir fonts(QStringLiteral(":/fonts"));
        const QStringList files = fonts.entryList({QStringLiteral("*.ttf"), QStringLiteral("*.otf")}, QDir::Files, QDir::Name);
        for (const QString &file : files)
            QFontDatabase::addApplicationFont(fonts.filePath(file));
    });
}

} // namespace heard
