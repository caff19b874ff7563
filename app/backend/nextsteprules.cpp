// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "nextsteprules.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <array>

namespace heard {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(NextSteps)

public:
    /** A day as it is said: "3 May 2026". */
    static QString day(qint64 time) { return QLocale().toString(QDateTime::fromMSecsSinceEpoch(time).date(), QLocale::LongFormat); }

    static NextStep twoVersions(const CircleFacts &c)
    {
        return {c.mine ? tr("In your circle, two people wrote %n thing(s) differently", nullptr, c.clashes)
                       : tr("In %1’s circle, two people wrote %n thing(s) differently", nullptr, c.clashes).arg(c.name),
                tr("Both are kept. Say which one is right."), QStringLiteral("two-versions"), QStringLiteral("compare")};
    }
    static NextStep notLetIn(const CircleFacts &c)
    {
        return {tr("You are not in %1’s circle yet").arg(c.name), tr("Give your reply to the person who invited you."),
                QStringLiteral("circle"), QStringLiteral("waiting")};
    }
    static NextStep somethingNew(const CircleFacts &c)
    {
        return {c.mine ? tr("There is something new in your circle") : tr("There is something new in %1’s circle").arg(c.name),
                tr("Others changed something since you last looked."), c.lines > 0 ? QStringLiteral("profile") : QStringLiteral("circle"),
                QStringLiteral("info")};
    }
    static NextStep answeredInvite(const CircleFacts &c)
    {
        return {c.mine ? tr("%n invite(s) to your circle wait for an answer", nullptr, c.openInvites)
                       : tr("%n invite(s) to %1’s circle wait for an answer", nullptr, c.openInvites).arg(c.name),
                tr("When a reply comes, open it here."), QStringLiteral("let-in"), QStringLiteral("invite")};
    }
    static NextStep firstLine(const CircleFacts &c)
    {
        return {c.mine ? tr("Write your one-page profile") : tr("Write %1’s one-page profile").arg(c.name),
                tr("Nothing is on it yet. One line is a good start."), QStringLiteral("profile"), QStringLiteral("profile")};
    }
    static NextStep moreLines(const CircleFacts &c)
    {
        return {c.mine ? tr("Go on with your one-page profile") : tr("Go on with %1’s one-page profile").arg(c.name),
                tr("%n line(s) so far. What else matters?", nullptr, c.lines), QStringLiteral("profile"), QStringLiteral("profile")};
    }
    static NextStep bringIn(const CircleFacts &c)
    {
        return {c.mine ? tr("Bring someone into your circle") : tr("Bring someone into %1’s circle").arg(c.name),
                tr("They see what you share, and can add to it."), QStringLiteral("invite"), QStringLiteral("invite")};
    }
    static NextStep shareIt(const CircleFacts &c)
    {
        return {c.mine ? tr("Choose where to share your circle") : tr("Choose where to share %1’s circle").arg(c.name),
                tr("Until then nothing reaches the others."), QStringLiteral("storage"), QStringLiteral("sync")};
    }
    static NextStep readAgain(const CircleFacts &c)
    {
        return {c.mine ? tr("Read your one-page profile again") : tr("Read %1’s one-page profile again").arg(c.name),
                tr("Nothing has changed since %1. Is it still true?").arg(day(c.changed)), QStringLiteral("profile"),
                QStringLiteral("profile")};
    }
    static NextStep makePage(const CircleFacts &c)
    {
        return {c.mine ? tr("Print your page or save it") : tr("Print %1’s page or save it").arg(c.name),
                tr("Give it to the people who help."), QStringLiteral("make-page"), QStringLiteral("export")};
    }
    static NextStep onlyHere(const CircleFacts &c)
    {
        return {c.mine ? tr("Keep a copy of your circle") : tr("Keep a copy of %1’s circle").arg(c.name),
                tr("It is only on this device. Share it, or save a backup."), QStringLiteral("storage"), QStringLiteral("storage")};
    }
};

/** One rule: when it holds, what it says of one circle, and what is said when it holds for many. */
struct Rule
{
    bool (*holds)(const CircleFacts &circle, qint64 now);
    NextStep (*step)(const CircleFacts &circle);
    const char *many; ///< sentence with %n; null when many are not worth one
    const char *only; ///< CircleSearch::only
};

bool isIn(const CircleFacts &c)
{
    return !c.waitingToJoin;
}

/** The most useful first. */
constexpr std::array rules{
    Rule{[](const CircleFacts &c, qint64) { return isIn(c) && c.clashes > 0; }, Words::twoVersions,
         QT_TRANSLATE_NOOP("NextSteps", "In %n circle(s), two people wrote something differently"), "versions"},
    Rule{[](const CircleFacts &c, qint64) { return c.waitingToJoin; }, Words::notLetIn,
         QT_TRANSLATE_NOOP("NextSteps", "%n circle(s) have not let you in yet"), "missing"},
    Rule{[](const CircleFacts &c, qint64) { return isIn(c) && c.unseen > 0; }, Words::somethingNew,
         QT_TRANSLATE_NOOP("NextSteps", "There is something new in %n circle(s)"), "new"},
    Rule{[](const CircleFacts &c, qint64) { return isIn(c) && c.openInvites > 0; }, Words::answeredInvite, nullptr, ""},
    Rule{[](const CircleFacts &c, qint64) { return isIn(c) && !c.group && c.lines == 0; }, Words::firstLine,
         QT_TRANSLATE_NOOP("NextSteps", "In %n circle(s), nothing is written yet"), "missing"},
    Rule{[](const CircleFacts &c, qint64 now) { return isIn(c) && !c.group && c.lines > 0 && isStale(c.changed, now); }, Words::readAgain,
         QT_TRANSLATE_NOOP("NextSteps", "%n circle(s) have not changed for half a year"), "old"},
    Rule{[](const CircleFacts &c, qint64 now) {
             return isIn(c) && !c.group && c.lines > 0 && c.lines < begunLines && !isStale(c.changed, now);
         },
         Words::moreLines, nullptr, ""},
    Rule{[](const CircleFacts &c, qint64) { return isIn(c) && !c.shared && (c.members > 1 || c.openInvites > 0); }, Words::shareIt, nullptr, ""},
    Rule{[](const CircleFacts &c, qint64) { return isIn(c) && c.members < 2 && c.openInvites == 0; }, Words::bringIn, nullptr, ""},
    Rule{[](const CircleFacts &c, qint64) { return isIn(c) && !c.group && c.lines >= begunLines; }, Words::makePage, nullptr, ""},
    Rule{[](const CircleFacts &c, qint64) { return isIn(c) && !c.shared && c.members < 2 && c.openInvites == 0 && (c.group || c.lines > 0); },
         Words::onlyHere, nullptr, ""},
};

} // namespace

bool isStale(qint64 changed, qint64 now)
{
    return changed > 0 && QDateTime::fromMSecsSinceEpoch(changed).addMonths(staleMonths) <= QDateTime::fromMSecsSinceEpoch(now);
}

QList<NextStep> nextSteps(const QList<CircleFacts> &circles, qint64 now)
{
    constexpr qsizetype most = 3;
    QList<NextStep> steps;
    for (const Rule &rule : rules) {
        QList<const CircleFacts *> meant;
        for (const CircleFacts &circle : circles) {
            if (rule.holds(circle, now))
                meant.append(&circle);
        }
        // One sentence for many circles: three of a kind would leave no room for anything else.
        if (meant.size() >= most && rule.many) {
            steps.append({QCoreApplication::translate("NextSteps", rule.many, nullptr, int(meant.size())),
                          QCoreApplication::translate("NextSteps", "The list shows which."),
                          QStringLiteral("circles"),
                          QStringLiteral("circle"),
                          {},
                          QString::fromLatin1(rule.only)});
            meant.clear();
        }
        for (const CircleFacts *circle : std::as_const(meant)) {
            steps.append(rule.step(*circle));
            steps.last().circle = circle->id;
        }
        if (steps.size() >= most)
            break;
    }
    return steps.mid(0, most);
}

} // namespace heard
