// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/history.h"

#include <algorithm>

namespace heard::testing {

namespace {

constexpr qint64 day = 86'400'000;

const Profile &drawn(quint64 seed)
{
    // Not the seed's lowest bits: those decide what else happens.
    return profiles()[(seed * 2'654'435'761ULL >> 16) % profiles().size()];
}

} // namespace

Counts &Counts::operator+=(const Counts &other)
{
    histories += other.histories;
    devices += other.devices;
    changes += other.changes;
    syncs += other.syncs;
    requests += other.requests;
    deaths += other.deaths;
    restarts += other.restarts;
    removals += other.removals;
    setAside += other.setAside;
    clashes += other.clashes;
    equalTwice += other.equalTwice;
    looks += other.looks;
    shutOut += other.shutOut;
    for (size_t i = 0; i < troubled.size(); ++i)
        troubled[i] += other.troubled[i];
    return *this;
}

History::History(Replicas &replicas, quint64 seed, int clocks)
    : m_replicas(replicas)
    , m_seed(seed)
    , m_clocks(clocks)
    , m_random(seed)
    , m_store(drawn(seed))
{}

Telling History::tell()
{
    if (!begin()) {
        wrong(0, QStringLiteral("no circle"));
        return {m_store.broken, {}, {}, {}, {}};
    }
    const int steps = int(15 + m_random.below(40));
    for (int i = 0; i < steps && m_store.broken.isEmpty(); ++i)
        step();
    if (m_store.broken.isEmpty())
        comeToRest();
    if (m_store.broken.isEmpty()) {
        allShowTheSame();
        nothingIsLost();
        whatIsShownIsWhatWasWritten();
        equalValuesShowOnce();
        theRemovedAreShutOut();
    }
    m_counts.histories = 1;
    m_counts.devices = m_devices;
    m_counts.changes = m_written;
    m_counts.looks = m_store.checks;
    return {m_store.broken, blake2b(m_trace), m_replicas[0].circle->digest(), m_counts, m_trace};
}

bool History::begin()
{
    if (!m_replicas.begin(m_seed, m_store) || !m_replicas.found())
        return false;
    m_devices = int(3 + m_random.below(mostReplicas - 2));
    static constexpr std::array<quint64, 4> rarities{0, 20, 7, 3};
    m_rarity = rarities[m_random.below(rarities.size())];
    for (Replica &r : m_replicas.all()) {
        r.remote->trace = [this](const QString &line) { note(line); };
        r.remote->trouble = [this](const QString &what, const QString &path) { return trouble(what, path); };
        setClock(r);
    }
    m_store.afterPut = [this](const QString &path, const QByteArray &, int owner) {
        if (path.startsWith(u'm'))
            return;
        for (const Replica &other : m_replicas.all()) {
            if (!other.removed)
                continue;
            const auto known = m_replicas[owner].circle->member(other.circle->me());
            if (known && known->removed)
                m_closed.append({path, other.number});
        }
    };
    const int atOnce = int(1 + m_random.below(quint64(m_devices) - 1));
    for (int guest = 1; guest <= atOnce; ++guest) {
        if (!m_replicas.letIn(0, guest, guest == 2 && m_random.below(2) == 0))
            return false;
    }
    note(QStringLiteral("%1: %2 devices, trouble 1 in %3").arg(QLatin1String(m_store.profile.name)).arg(m_devices).arg(m_rarity));
    return true;
}

/** A clock that nobody should believe: ten years out either way, and another error now and then. */
void History::setClock(Replica &r)
{
    r.who.clock.set(m_now + m_clocks * (qint64(m_random.below(20 * 365)) - 10 * 365) * day);
}

Replica *History::anyone(const std::function<bool(const Replica &)> &fits)
{
    const int from = int(m_random.below(quint64(m_devices)));
    for (int i = 0; i < m_devices; ++i) {
        Replica &r = m_replicas[(from + i) % m_devices];
        if (fits(r))
            return &r;
    }
    return nullptr;
}

void History::step()
{
    m_now += qint64(m_random.below(3 * quint64(day)));
    Replica *r = anyone([](const Replica &one) { return one.circle; });
    if (m_random.below(5) == 0)
        setClock(*r);
    const quint64 what = m_random.below(100);
    if (what < 48 && r->isOpen()) {
        act(*r);
    } else if (what < 88) {
        sync(*r);
    } else if (what < 94) {
        join();
    } else if (what < 97) {
        remove();
    } else {
        note(QStringLiteral("%1 restarts").arg(r->number));
        ++m_counts.restarts;
        if (!r->restart())
            wrong(2, QStringLiteral("device %1 does not open again").arg(r->number));
    }
}

void History::act(Replica &r)
{
    if (m_random.below(12) == 0) {
        const Id id = addNote(*r.circle, text(), true);
        note(QStringLiteral("%1 keeps something to itself").arg(r.number));
        if (id.isNull() && m_replicas.belongs(r))
            wrong(2, QStringLiteral("not saved"));
        return;
    }
    Change change(*r.circle, r.circle->everyone());
    const quint64 what = m_random.below(10);
    if (what < 3 || m_records.isEmpty()) {
        const Id id = change.make(note::kind);
        // Now and then too long for a head, so that a segment is needed.
        QByteArray filling(m_random.below(8) == 0 ? 14'000 : 0, Qt::Uninitialized);
        m_random.fill({reinterpret_cast<unsigned char *>(filling.data()), size_t(filling.size())});
        change.set(id, note::text, text() + QString::fromLatin1(filling.toBase64()));
        if (m_random.below(3) == 0)
            change.set(id, note::place, text());
        m_records.insert(id);
    } else if (what < 5) {
        settleClash(change, r);
    } else {
        editSomething(change, r);
    }
    if (!change.isEmpty())
        write(r, change);
}

void History::settleClash(Change &change, Replica &r)
{
    const QList<const Record *> clashing = r.circle->clashing();
    for (const Record *record : clashing) {
        if (!m_records.contains(record->id) || m_random.below(2) == 0)
            continue;
        const QStringList fields = record->clashes();
        for (const QString &field : fields) {
            if (field == common::gone.key())
                m_random.below(2) == 0 ? change.remove(record->id) : change.bringBack(record->id);
            else
                change.setRaw(record->id, field, record->fields.value(field).all().constFirst().value);
        }
        return;
    }
}

void History::editSomething(Change &change, Replica &r)
{
    QList<Id> here;
    for (const Id &id : std::as_const(m_records)) {
        if (r.circle->record(id))
            here.append(id);
    }
    if (here.isEmpty())
        return;
    std::sort(here.begin(), here.end());
    const Id id = here.at(qsizetype(m_random.below(quint64(std::min<qsizetype>(here.size(), 4))))); // few, so that they meet
    const QString words = m_random.below(4) == 0 ? canary : text();
    switch (m_random.below(7)) {
    case 0:
        return change.remove(id);
    case 1:
        return change.bringBack(id);
    case 2:
    case 3:
        return change.set(id, note::place, words);
    default:
        return change.set(id, note::text, words);
    }
}

void History::write(Replica &r, Change &change)
{
    // What its author has before them now is what it replaces, and nothing else.
    QList<QList<OpId>> seen;
    const QList<Operation> operations = change.operations();
    for (const Operation &op : operations) {
        QList<OpId> ops;
        if (const Record *record = r.circle->record(op.record)) {
            const Register field = record->fields.value(op.field);
            for (const Version &version : field.all())
                ops.append(version.op);
        }
        seen.append(ops);
    }
    const auto saved = r.circle->save(change);
    note(QStringLiteral("%1 writes: %2").arg(r.number).arg(saved ? QString::number(saved->seq) : saved.error().name));
    if (!saved) {
        if (m_replicas.belongs(r) || saved.error().name != QLatin1String("not-a-member"))
            wrong(2, QStringLiteral("device %1: %2").arg(r.number).arg(QString::fromUtf8(why(saved))));
        return;
    }
    m_saved[saved->stream] = saved->seq;
    for (qsizetype i = 0; i < operations.size(); ++i) {
        const Operation &op = operations.at(i);
        if (op.field == common::made.key())
            continue;
        const OpId by{saved->stream, saved->seq, quint32(i)};
        const QString field = fieldName(op.record, op.field);
        m_all[field].insert(by);
        for (const OpId &old : std::as_const(seen[i]))
            m_replaced.append({by, field, old});
    }
}

void History::join()
{
    Replica *host = anyone([&](const Replica &r) { return m_replicas.takesPart(r) && r.circle->iAmOwner(); });
    Replica *guest = anyone([](const Replica &r) { return !r.circle; });
    if (!host || !guest)
        return;
    note(QStringLiteral("%1 lets %2 in").arg(host->number).arg(guest->number));
    if (!m_replicas.letIn(host->number, guest->number))
        wrong(0, QStringLiteral("device %1 is not let in").arg(guest->number));
}

void History::remove()
{
    Replica &founder = m_replicas[0];
    Replica *other = anyone([&](const Replica &r) {
        return m_replicas.takesPart(r) && r.circle->me() != founder.circle->me() && founder.circle->member(r.circle->me());
    });
    if (!other)
        return;
    note(QStringLiteral("0 takes %1 out").arg(other->number));
    ++m_counts.removals;
    if (const auto done = founder.circle->removeMember(other->circle->me()); !done)
        wrong(10, QString::fromUtf8(why(done)));
    other->removed = true;
}

Trouble History::trouble(const QString &what, const QString &path)
{
    if (m_rarity == 0 || m_random.below(m_rarity) > 0)
        return Trouble::None;
    static const QHash<QString, QList<Trouble>> all{
        {QStringLiteral("list"), {Trouble::Unreachable, Trouble::Refused, Trouble::Busy, Trouble::StaleListing}},
        {QStringLiteral("get"), {Trouble::Unreachable, Trouble::Refused, Trouble::Busy, Trouble::CutDownload, Trouble::BitFlip}},
        {QStringLiteral("put"), {Trouble::Unreachable, Trouble::Refused, Trouble::Busy, Trouble::Full, Trouble::LostAnswer, Trouble::CutUpload}},
        {QStringLiteral("remove"), {Trouble::Unreachable, Trouble::Refused, Trouble::Busy, Trouble::LostAnswer}},
    };
    const QList<Trouble> &some = *all.constFind(what);
    Trouble found = some.at(qsizetype(m_random.below(quint64(some.size()))));
    // A letter that came garbled is taken for a stranger's: see TestLetters::aGarbledOneIsReadAgain.
    if (path.startsWith(u"m/") && (found == Trouble::CutDownload || found == Trouble::BitFlip))
        found = Trouble::Busy;
    ++m_counts.troubled[size_t(found)];
    m_troubled.insert(found);
    m_halfThere = m_halfThere || (found == Trouble::CutUpload && m_store.profile.cutLeavesHalf);
    return found;
}

void History::sync(Replica &r)
{
    r.remote->arrive(m_random, m_random.below(4) == 0);
    m_troubled.clear();
    const int dieAt = m_random.below(8) == 0 ? int(1 + m_random.below(30)) : 0;
    ++m_counts.syncs;
    const auto report = r.sync({}, dieAt);
    if (!report) {
        ++m_counts.deaths;
        note(QStringLiteral("%1 dies").arg(r.number));
        return;
    }
    m_counts.requests += report->requests;
    note(QStringLiteral("%1 syncs: %2").arg(r.number).arg(QString::fromUtf8(told(*report))));
    judge(r, *report);
}

/** Trouble is named for what it is, and plain lag never raises an alarm. */
void History::judge(const Replica &r, const SyncReport &report)
{
    const bool garbled = m_troubled.contains(Trouble::CutDownload) || m_troubled.contains(Trouble::BitFlip);
    const bool anyOrder = m_store.profile.carried && !m_store.profile.removalsLast;
    for (const SyncProblem &problem : report.problems) {
        const QString &name = problem.name;
        const bool fits = (name == u"remote-unreachable"
                           && (m_troubled.contains(Trouble::Unreachable) || m_troubled.contains(Trouble::LostAnswer)
                               || m_troubled.contains(Trouble::CutUpload)))
                          || (name == u"remote-refused" && m_troubled.contains(Trouble::Refused))
                          || (name == u"remote-full" && m_troubled.contains(Trouble::Full))
                          || (name == u"remote-busy" && m_troubled.contains(Trouble::Busy))
                          || (name == u"object-damaged" && (garbled || m_halfThere))
                          || (name == u"object-too-new" && garbled)
                          // see TestHostile::aFolderThatLagsIsNotAnEmptiedOne
                          || (name == u"remote-emptied" && (anyOrder || m_troubled.contains(Trouble::StaleListing)))
                          || (name == u"store-went-back" && anyOrder) || name == u"object-missing" || name == u"changes-waiting"
                          || (name == u"no-key" && (garbled || m_counts.removals > 0));
        if (!fits)
            wrong(9, QStringLiteral("device %1 raises an alarm for nothing: %2").arg(r.number).arg(QString::fromUtf8(told(report))));
    }
}

} // namespace heard::testing
