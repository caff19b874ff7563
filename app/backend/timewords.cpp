// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timewords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace heard {

QString timeAgo(qint64 then, qint64 now)
{
    constexpr qint64 minute = 60'000;
    constexpr qint64 hour = 60 * minute;
    const qint64 passed = now - then;
    // A clock that was set back must not say "in 3 hours".
    if (passed < minute)
        return QCoreApplication::translate("TimeWords", "just now");
    if (passed < hour)
        return QCoreApplication::translate("TimeWords", "%n minute(s) ago", nullptr, int(passed / minute));
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(then);
    const qint64 days = at.date().daysTo(QDateTime::fromMSecsSinceEpoch(now).date());
    if (days == 0 || passed < 6 * hour)
        return QCoreApplication::translate("TimeWords", "%n hour(s) ago", nullptr, int(passed / hour));
    if (days == 1)
        return QCoreApplication::translate("TimeWords", "yesterday");
    return QLocale().toString(at.date(), QLocale::LongFormat);
}

QString timeLong(qint64 seconds)
{
    constexpr qint64 minute = 60;
    constexpr qint64 hour = 60 * minute;
    // Counted outside the calls: lupdate of Qt 6.4 never ends on brackets in brackets there.
    const int minutes = int((seconds + minute - 1) / minute);
    const int hours = int((seconds + hour / 2) / hour);
    if (seconds < minute)
        return QCoreApplication::translate("TimeWords", "Less than a minute");
    if (seconds < hour)
        return QCoreApplication::translate("TimeWords", "About %n minute(s)", nullptr, minutes);
    return QCoreApplication::translate("TimeWords", "About %n hour(s)", nullptr, hours);
}

} // namespace heard
