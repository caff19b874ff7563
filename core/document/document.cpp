// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/document.h"

#include <QLocale>

namespace heard {

QString plainText(const Runs &runs)
{
    QString text;
    for (const Run &run : runs)
        text += run.text;
    return text;
}

QString dateText(const Document &document)
{
    return document.date.isValid() ? QLocale(document.language).toString(document.date, QStringLiteral("d MMMM yyyy")) : QString();
}

} // namespace heard
