// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/document.h"

#include "base/error.h"
#include "document/bidi.h"

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

QString runningTitle(const Document &document)
{
    QStringList parts;
    for (const QString &part : {document.title, document.audience, dateText(document)})
        if (!part.isEmpty())
            parts.append(bidi::inserted(part, document.direction));
    return parts.join(QStringLiteral(" · "));
}

QString pageLabel(const QString &number, const QString &count)
{
    return coreText("Page %1 of %2").arg(number, count);
}

} // namespace heard
