// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/history.h"

#include <algorithm>
#include <tuple>

// What must hold once the failing has ended and all have synced.

namespace heard::testing {

namespace {

using AsideKey = std::tuple<Id, quint64, int, QString>;

QList<AsideKey> asideOf(const Circle &circle)
{
    QList<AsideKey> all;
    const QList<SetAside> aside = circle.setAside();
    for (const SetAside &one : aside)
        all.append({one.stream, one.seq, one.index, one.reason});
    std::sort(all.begin(), all.end());
    return all;
}

} // namespace

void History::comeToRest()
{
    m_rarity = 0;
    // Half a head of one who was removed stays for ever: nobody may remove another's file, and its author sends no more.
    const bool halves = m_halfThere && m_counts.removals > 0;
    m_replicas.tolerated = [halves](const SyncProblem &problem) { return halves && problem.name == u"object-damaged"; };
    note(QStringLiteral("the failing ends"));
    if (const QString left = m_replicas.settle(); !left.isEmpty()) {
        wrong(1, left);
        return;
    }
    // Those who are out go on trying: that harms nobody.
    for (Replica &r : m_replicas.all()) {
        if (!r.circle || m_replicas.belongs(r))
            continue;
        m_troubled.clear();
        r.remote->arrive(m_random, true);
        if (const auto report = r.sync())
            judge(r, *report);
    }
    if (const QString left = m_replicas.settle(); !left.isEmpty())
        wrong(1, QStringLiteral("after the removed had their say: ") + left);
}

void History::allShowTheSame()
{
    const Circle &first = *m_replicas[0].circle;
    const Shown shown = shownBy(first, m_records);
    const auto aside = asideOf(first);
    for (const Replica &r : m_replicas.all()) {
        if (!m_replicas.takesPart(r))
            continue;
        if (r.circle->digest() != first.digest() || shownBy(*r.circle, m_records) != shown)
            wrong(1, QStringLiteral("device %1 shows something else than the first").arg(r.number));
        if (asideOf(*r.circle) != aside)
            wrong(10, QStringLiteral("device %1 set other things aside than the first").arg(r.number));
    }
}

void History::nothingIsLost()
{
    for (const Replica &author : m_replicas.all()) {
        if (!m_replicas.takesPart(author))
            continue;
        const QMap<Id, StreamMark> wrote = author.marks();
        const Id own = streamOf(author.circle->device(), author.circle->everyone());
        if (wrote.value(own).count < m_saved.value(own, 0))
            wrong(2, QStringLiteral("device %1 itself lost what it had saved").arg(author.number));
        for (const Replica &reader : m_replicas.all()) {
            if (m_replicas.takesPart(reader) && reader.marks().value(own) != wrote.value(own))
                wrong(2, QStringLiteral("device %1 lacks changes of device %2").arg(reader.number).arg(author.number));
        }
    }
}

/** All that was written, less what its author's screen showed when something took its place: no more and no less. */
void History::whatIsShownIsWhatWasWritten()
{
    const Circle &first = *m_replicas[0].circle;
    QSet<OpId> aside;
    QSet<std::pair<Id, quint64>> wholly;
    const QList<SetAside> all = first.setAside();
    m_counts.setAside = all.size();
    for (const SetAside &one : all) {
        if (one.index < 0)
            wholly.insert({one.stream, one.seq});
        else
            aside.insert({one.stream, one.seq, quint32(one.index)});
        const auto author = std::find_if(m_replicas.all().cbegin(), m_replicas.all().cend(),
                                         [&](const Replica &r) { return r.circle && r.circle->device() == one.device; });
        // What answers something that was set aside goes with it; nothing else of one who may write does.
        const bool fits = author != m_replicas.all().cend()
                          && (!m_replicas.belongs(*author) || (m_counts.removals > 0 && one.reason == u"unknown-record"));
        if (!fits)
            wrong(2, QStringLiteral("set aside without a cause: ") + one.reason);
    }
    const QMap<Id, StreamMark> marks = m_replicas[0].marks();
    const auto counts = [&](const OpId &op) {
        return !aside.contains(op) && !wholly.contains({op.stream, op.seq}) && op.seq <= marks.value(op.stream).count;
    };
    Shown expected;
    for (auto it = m_all.cbegin(); it != m_all.cend(); ++it) {
        for (const OpId &op : it.value()) {
            if (counts(op))
                expected[it.key()].insert(op);
        }
    }
    for (const Replacing &one : std::as_const(m_replaced)) {
        if (counts(one.by))
            expected[one.field].remove(one.old);
    }
    expected.removeIf([](const auto &it) { return it.value().isEmpty(); });
    if (shownBy(first, m_records) != expected)
        wrong(3, QStringLiteral("what is shown is not what was written and not replaced"));
}

void History::equalValuesShowOnce()
{
    const Circle &first = *m_replicas[0].circle;
    m_counts.clashes = first.clashing().size();
    for (const Id &id : std::as_const(m_records)) {
        const Record *record = first.record(id);
        if (!record)
            continue;
        for (const Register &field : record->fields) {
            QList<QCborValue> values;
            for (const Version &version : field.all()) {
                if (!values.contains(version.value))
                    values.append(version.value);
            }
            QList<QCborValue> once;
            for (const Version &version : field.distinct())
                once.append(version.value);
            m_counts.equalTwice += values.size() < field.all().size() ? 1 : 0;
            if (once.size() != values.size() || !std::all_of(values.cbegin(), values.cend(), [&](const auto &v) { return once.contains(v); }))
                wrong(3, QStringLiteral("equal values do not show exactly once"));
        }
    }
}

void History::theRemovedAreShutOut()
{
    for (const auto &[path, number] : std::as_const(m_closed)) {
        ++m_counts.shutOut;
        const Circle &removed = *m_replicas[number].circle;
        const auto opened = openObject(path.startsWith(u'h') ? ObjectType::Head : ObjectType::Segment, removed.keyring(), removed.id(), "",
                                       m_store.ever.value(path));
        if (opened || opened.error().name != QLatin1String("no-key"))
            wrong(10, QStringLiteral("%1 can be opened by device %2, which was removed before").arg(path).arg(number));
    }
}

} // namespace heard::testing
