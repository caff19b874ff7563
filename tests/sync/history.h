// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/replicas.h"

namespace heard::testing {

/** What happened in one history or in many, so that a run shows that it was about something. */
struct Counts
{
    qint64 histories = 0;
    qint64 devices = 0;
    qint64 changes = 0;
    qint64 syncs = 0;
    qint64 requests = 0;
    qint64 deaths = 0;
    qint64 restarts = 0;
    qint64 removals = 0;
    qint64 setAside = 0;
    qint64 clashes = 0;
    qint64 equalTwice = 0; ///< fields in which two people wrote the same
    qint64 looks = 0;      ///< at the store's rules
    qint64 shutOut = 0;    ///< objects tried with the keys of one who was removed
    std::array<qint64, troubles> troubled{};
    Counts &operator+=(const Counts &other);
};

/** What one history gave. */
struct Telling
{
    Broken broken;    ///< by invariant; empty when all holds
    QByteArray trace; ///< hash of everything that was done and asked for
    QByteArray digest;
    Counts counts;
    QByteArray story; ///< the same in words
};

/**
 * One random history from one seed: 3 to 6 devices write, clash, settle, remove, bring back, join and are removed, restart, die
 * in the middle of a sync, and reach each other through a store that behaves as one of the profiles and fails as it likes.
 * Then the failing ends, all sync until nothing is new, and the invariants of research are looked at.
 */
class History
{
public:
    /** @p clocks: 1, or -1 for clocks that are as far out the other way. */
    History(Replicas &replicas, quint64 seed, int clocks = 1);
    [[nodiscard]] Telling tell();

private:
    [[nodiscard]] bool begin();
    void step();
    void act(Replica &r);
    void write(Replica &r, Change &change);
    void settleClash(Change &change, Replica &r);
    void editSomething(Change &change, Replica &r);
    void join();
    void remove();
    void sync(Replica &r);
    void judge(const Replica &r, const SyncReport &report);
    [[nodiscard]] Trouble trouble(const QString &what, const QString &path);
    void setClock(Replica &r);
    [[nodiscard]] Replica *anyone(const std::function<bool(const Replica &)> &fits);
    void comeToRest();
    // what must hold in the end
    void allShowTheSame();
    void nothingIsLost();
    void whatIsShownIsWhatWasWritten();
    void equalValuesShowOnce();
    void theRemovedAreShutOut();
    void wrong(int invariant, const QString &what) { m_store.broken[invariant].append(what); }
    void note(const QString &line) { m_trace += line.toUtf8() + '\n'; }
    [[nodiscard]] QString text() { return QStringLiteral("%1 %2").arg(canary).arg(m_written++); }

    struct Replacing
    {
        OpId by;
        QString field;
        OpId old;
    };

    Replicas &m_replicas;
    quint64 m_seed;
    int m_clocks;
    SeededRandom m_random;
    SimStore m_store;
    QByteArray m_trace;
    Counts m_counts;
    int m_devices = 3;
    int m_written = 0;
    qint64 m_now = 1'800'000'000'000;
    quint64 m_rarity = 0;     ///< one request in so many is troubled; 0: none
    QSet<Trouble> m_troubled; ///< in the sync that runs
    bool m_halfThere = false; ///< an upload that was cut may lie there
    // what was written, by the simplest reading
    QSet<Id> m_records;
    Shown m_all;
    QList<Replacing> m_replaced;
    QMap<Id, quint64> m_saved;               ///< stream -> commits that were said to be saved
    QList<std::pair<QString, int>> m_closed; ///< objects put by one who knew of a removal, and who was removed
};

} // namespace heard::testing
