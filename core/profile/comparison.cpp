// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/version.h"

#include <QHash>
#include <algorithm>

namespace heard::profile {

namespace {

/** Words and the spaces between them, so that joining them gives the text back. */
QStringList tokens(const QString &text)
{
    QStringList list;
    qsizetype from = 0;
    for (qsizetype i = 1; i <= text.size(); ++i) {
        if (i == text.size() || text.at(i).isSpace() != text.at(i - 1).isSpace()) {
            list.append(text.mid(from, i - from));
            from = i;
        }
    }
    return list;
}

void append(QList<DiffRun> &runs, DiffRun::Kind kind, const QString &text)
{
    if (text.isEmpty())
        return;
    if (!runs.isEmpty() && runs.constLast().kind == kind)
        runs.last().text += text;
    else
        runs.append({kind, text});
}

/**
 * The middle of a comparison after Myers, "An O(ND) Difference Algorithm and Its Variations", 1986. Texts that differ in more than
 * @p most words are shown as one text gone and one text new: nobody reads such a comparison word by word.
 */
QList<DiffRun> middleDiff(const QStringList &a, const QStringList &b, qsizetype most = 1'500)
{
    QList<DiffRun> runs;
    const qsizetype n = a.size();
    const qsizetype m = b.size();
    const qsizetype limit = std::min(n + m, most);
    std::vector<std::vector<qsizetype>> trace;
    std::vector<qsizetype> furthest(size_t(2 * limit + 3), 0);
    const auto at = [&](std::vector<qsizetype> &v, qsizetype k) -> qsizetype & { return v[size_t(k + limit + 1)]; };
    bool reached = false;
    for (qsizetype d = 0; d <= limit && !reached; ++d) {
        trace.emplace_back(furthest.begin() + (limit + 1 - d), furthest.begin() + (limit + 2 + d));
        for (qsizetype k = -d; k <= d; k += 2) {
            qsizetype x = k == -d || (k != d && at(furthest, k - 1) < at(furthest, k + 1)) ? at(furthest, k + 1) : at(furthest, k - 1) + 1;
            while (x < n && x - k < m && a.at(x) == b.at(x - k))
                ++x;
            at(furthest, k) = x;
            if (x >= n && x - k >= m) {
                reached = true;
                break;
            }
        }
    }
    if (!reached) {
        append(runs, DiffRun::Removed, a.join(QString()));
        append(runs, DiffRun::Added, b.join(QString()));
        return runs;
    }
    QList<std::pair<DiffRun::Kind, QString>> backwards;
    qsizetype x = n;
    qsizetype y = m;
    for (qsizetype d = qsizetype(trace.size()) - 1; d >= 0; --d) {
        const std::vector<qsizetype> &v = trace[size_t(d)]; // holds k from -d to d, as they stood before step d
        const auto before = [&](qsizetype k) { return k < -d || k > d ? qsizetype(-1) : v[size_t(k + d)]; };
        const qsizetype k = x - y;
        qsizetype fromX = 0;
        qsizetype fromY = 0;
        if (d > 0) {
            const bool down = k == -d || (k != d && before(k - 1) < before(k + 1));
            fromX = down ? before(k + 1) : before(k - 1);
            fromY = fromX - (down ? k + 1 : k - 1);
        }
        while (x > fromX && y > fromY && a.at(x - 1) == b.at(y - 1)) {
            backwards.append({DiffRun::Same, a.at(x - 1)});
            --x;
            --y;
        }
        if (d > 0) {
            if (x > fromX)
                backwards.append({DiffRun::Removed, a.at(--x)});
            else if (y > fromY)
                backwards.append({DiffRun::Added, b.at(--y)});
        }
    }
    for (auto it = backwards.crbegin(); it != backwards.crend(); ++it)
        append(runs, it->first, it->second);
    return runs;
}

/** Which of @p places form a longest rising run: those are where they were, the others moved. */
QList<bool> stayed(const QList<qsizetype> &places)
{
    QList<qsizetype> ends; // index of the smallest end of a run of each length
    QList<qsizetype> previous(places.size(), -1);
    for (qsizetype i = 0; i < places.size(); ++i) {
        const auto it = std::lower_bound(ends.begin(), ends.end(), places.at(i),
                                         [&](qsizetype index, qsizetype place) { return places.at(index) < place; });
        if (it != ends.begin())
            previous[i] = *(it - 1);
        if (it == ends.end())
            ends.append(i);
        else
            *it = i;
    }
    QList<bool> kept(places.size(), false);
    for (qsizetype i = ends.isEmpty() ? -1 : ends.constLast(); i >= 0; i = previous.at(i))
        kept[i] = true;
    return kept;
}

} // namespace

QList<DiffRun> wordDiff(const QString &before, const QString &after)
{
    QStringList a = tokens(before);
    QStringList b = tokens(after);
    qsizetype head = 0;
    while (head < a.size() && head < b.size() && a.at(head) == b.at(head))
        ++head;
    qsizetype tail = 0;
    while (tail < a.size() - head && tail < b.size() - head && a.at(a.size() - 1 - tail) == b.at(b.size() - 1 - tail))
        ++tail;
    QList<DiffRun> runs;
    append(runs, DiffRun::Same, a.mid(0, head).join(QString()));
    for (const DiffRun &run : middleDiff(a.mid(head, a.size() - head - tail), b.mid(head, b.size() - head - tail)))
        append(runs, run.kind, run.text);
    append(runs, DiffRun::Same, a.mid(a.size() - tail).join(QString()));
    return runs;
}

Comparison compare(const Content &before, const Content &after)
{
    Comparison result;
    QHash<Id, qsizetype> places;
    for (qsizetype i = 0; i < after.statements.size(); ++i)
        places.insert(after.statements.at(i).id, i);
    QHash<Id, qsizetype> known;
    QList<qsizetype> stayedPlaces; // of those in the same section before and after, in the order of before
    QList<qsizetype> stayedFrom;
    for (qsizetype i = 0; i < before.statements.size(); ++i) {
        const Statement &old = before.statements.at(i);
        known.insert(old.id, i);
        const auto it = places.constFind(old.id);
        if (it == places.constEnd()) {
            result.removed.append(old);
        } else if (after.statements.at(*it).section == old.section) {
            stayedPlaces.append(*it);
            stayedFrom.append(i);
        }
    }
    QHash<qsizetype, bool> still;
    const QList<bool> kept = stayed(stayedPlaces);
    for (qsizetype i = 0; i < kept.size(); ++i)
        still.insert(stayedFrom.at(i), kept.at(i));
    for (const Statement &now : after.statements) {
        const auto it = known.constFind(now.id);
        if (it == known.constEnd()) {
            result.added.append(now);
            continue;
        }
        const Statement &old = before.statements.at(*it);
        const bool picture = old.symbol != now.symbol || old.photo != now.photo;
        const bool must = old.mustKnow != now.mustKnow;
        const bool changed = old.text != now.text || picture || must;
        const bool moved = !still.value(*it);
        if (changed)
            result.changed.append({old, now, wordDiff(old.text, now.text), picture, must});
        if (moved)
            result.moved.append({old, now});
        if (!changed && !moved)
            ++result.same;
    }
    const auto facts = [](const About &a) { return std::tie(a.name, a.photo, a.communicate, a.yes, a.no, a.stop, a.pain); };
    const auto signFacts = [](const QList<Sign> &list) {
        QStringList all;
        for (const Sign &s : list)
            all += {s.see, s.means, s.help};
        return all;
    };
    result.aboutChanged = facts(before.about) != facts(after.about) || signFacts(before.signs) != signFacts(after.signs);
    return result;
}

Result<Comparison> compare(const Circle &circle, const Id &before, const Id &after)
{
    const auto content = [&](const Id &id) -> Result<Content> {
        return id.isNull() ? Result<Content>(present(circle)) : versionContent(circle, id);
    };
    HEARD_TRY_ASSIGN(const Content old, content(before));
    HEARD_TRY_ASSIGN(const Content now, content(after));
    return compare(old, now);
}

} // namespace heard::profile
