// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace heard {

/** What is known of a circle without opening it, as far as it says what to do next. */
struct CircleFacts
{
    QString id;
    QString name;
    bool group = false;         ///< a group's circle, not a young person's
    bool mine = false;          ///< it is about the person whose device this is
    bool waitingToJoin = false; ///< not let in yet
    bool shared = false;        ///< a place is set where it meets other devices
    int members = 1;
    int lines = 0;       ///< of the one-page profile; -1 when it is not known
    int clashes = 0;     ///< things that two people wrote differently
    int unseen = 0;      ///< changes of others that nobody looked at here
    int openInvites = 0; ///< given out here, not answered yet
    qint64 changed = 0;  ///< ms since 1970 of the newest change; 0 when it is not known
};

/** One thing to do. */
struct NextStep
{
    QString text;        ///< what, as a sentence
    QString detail;      ///< why
    QString page;        ///< name of the page where it is done
    QString icon;        ///< file name in assets/icons
    QString circle = {}; ///< the circle it is about; empty when it is about several
    QString only = {};   ///< what the list of circles is to show, when it leads there (CircleSearch::only)
    friend bool operator==(const NextStep &, const NextStep &) = default;
};

/** Months without any change after which a profile is worth reading again. */
inline constexpr int staleMonths = 6;
/** From so many lines on a profile is no longer just begun. */
inline constexpr int begunLines = 4;

/** True when a circle with a profile has not changed for staleMonths. */
[[nodiscard]] bool isStale(qint64 changed, qint64 now);

/**
 * What to do next in these circles, the most useful first, never more than three. Each is true of the facts: nobody is asked to begin what
 * stands, nor to read again what was just written. Nothing to do is an empty list. @p now in ms since 1970.
 */
[[nodiscard]] QList<NextStep> nextSteps(const QList<CircleFacts> &circles, qint64 now);

} // namespace heard
