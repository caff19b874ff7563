// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/replicas.h"

#include <QFileInfo>

namespace heard::testing {

namespace {

constexpr std::array roles{Role::Parent, Role::Parent, Role::Parent, Role::Senco, Role::Keyworker, Role::Professional};

} // namespace

bool Replica::restart()
{
    const Id id = circle->id();
    if (!who.reopen())
        return false;
    const auto again = who.workspace->circle(id);
    circle = again ? *again : nullptr;
    return circle;
}

std::optional<SyncReport> Replica::sync(const SyncOptions &options, int dieAt)
{
    const Cancel cancel;
    kill.arm(dieAt);
    try {
        KillPort port(*circle, kill);
        SyncReport report = syncOnce(port, *remote, who.clock, *who.chance, cancel, {}, options);
        kill.arm(0);
        return report;
    } catch (const Killed &) {
        kill.arm(0);
        if (!restart())
            qFatal("a vault does not open after a crash");
        return std::nullopt;
    }
}

QMap<Id, StreamMark> Replica::marks() const
{
    QMap<Id, StreamMark> marks;
    const QList<Circle::StreamInfo> streams = circle->streams();
    for (const Circle::StreamInfo &info : streams) {
        if (info.audience == circle->everyone())
            marks.insert(info.stream, {info.count, info.lastHash});
    }
    return marks;
}

bool Replicas::start()
{
    for (int i = 0; i < mostReplicas; ++i) {
        Replica &r = (*this)[i];
        r.number = i;
        r.chance.seed(1'000 + quint64(i));
        r.who.chance = &r.chance;
        r.who.keychain = &r.keychain;
        if (!r.who.start(QStringLiteral("%1 %2").arg(canary).arg(i), roles[size_t(i)]))
            return false;
    }
    return true;
}

bool Replicas::begin(quint64 seed, SimStore &store)
{
    for (Replica &r : m_all) {
        r.chance.seed(seed * 10 + quint64(r.number));
        r.who.clock.set(1'800'000'000'000);
        if (r.circle && !r.who.workspace->eraseCircle(r.circle->id()))
            return false;
        r.circle = nullptr;
        r.removed = false;
        r.host = 0;
        r.remote = std::make_unique<SimRemote>(store, r.number, r.kill);
        r.remote->chance = seed + quint64(r.number);
    }
    tolerated = {};
    store.canaries = canaries();
    store.readHead = [this](const QString &path, const QByteArray &bytes, int owner) {
        Circle *circle = owner >= 0 && owner < mostReplicas ? (*this)[owner].circle : nullptr;
        return circle ? namedBy(*circle, path, bytes) : std::nullopt;
    };
    return true;
}

Circle *Replicas::found()
{
    const auto circle = m_all[0].who.workspace->createCircle({.name = canary});
    m_all[0].circle = circle ? *circle : nullptr;
    return m_all[0].circle;
}

bool Replicas::letIn(int host, int guest, bool anotherDevice)
{
    Replica &to = (*this)[guest];
    to.host = host;
    // They meet in person, with clocks that agree: an invite is good for a day only.
    to.who.clock.set((*this)[host].who.clock.now());
    to.circle = knock((*this)[host].who, *(*this)[host].circle, to.who, roles[size_t(guest)], anotherDevice);
    return to.circle;
}

bool Replicas::belongs(const Replica &r) const
{
    if (!r.circle || r.removed)
        return false;
    if (r.host == 0 || belongs(m_all[size_t(r.host)]))
        return true;
    // One who was let in and had not read anything yet when its host was removed must be let in again.
    if (!r.isOpen())
        return false;
    const QList<Member> members = m_all[0].circle->members();
    return std::any_of(members.cbegin(), members.cend(),
                       [&](const Member &member) { return !member.removed && member.devices.contains(r.circle->device()); });
}

QString Replicas::family(int guests)
{
    if (!found())
        return QStringLiteral("no circle");
    for (int guest = 1; guest <= guests; ++guest) {
        if (!letIn(0, guest))
            return QStringLiteral("not let in");
    }
    return settle();
}

QString Replicas::settle()
{
    QString wrong;
    SeededRandom random(1);
    for (int round = 0; round < 10; ++round) {
        bool quiet = true;
        wrong.clear();
        for (Replica &r : m_all) {
            if (!belongs(r))
                continue;
            r.remote->arrive(random, true);
            const auto report = r.sync();
            if (r.remote->trace && report)
                r.remote->trace(QStringLiteral("%1 settles: %2").arg(r.number).arg(QString::fromUtf8(told(*report))));
            const bool well =
                report && (report->ok() || (tolerated && std::all_of(report->problems.cbegin(), report->problems.cend(), tolerated)));
            quiet = quiet && well && report->pulled == 0 && report->pushed == 0 && report->waiting == 0 && r.isOpen();
            if (report && !well)
                wrong += QStringLiteral("device %1: %2; ").arg(r.number).arg(QString::fromUtf8(told(*report)));
        }
        if (quiet)
            return {};
    }
    return wrong.isEmpty() ? QStringLiteral("it does not come to rest") : wrong;
}

QList<QByteArray> canaries()
{
    const QByteArray wide(reinterpret_cast<const char *>(canary.utf16()), canary.size() * 2);
    return {canary.toUtf8(), wide, canary.toUtf8().toHex(), canary.toUtf8().toBase64(QByteArray::OmitTrailingEquals).chopped(1)};
}

std::optional<QStringList> namedBy(Circle &reader, const QString &path, const QByteArray &bytes)
{
    const auto name = HeadName::parse(QStringView(path).sliced(2));
    if (!name)
        return std::nullopt;
    const auto opened = openObject(ObjectType::Head, reader.keyring(), reader.id(), Head::role(*name), bytes);
    const auto head = opened ? readHead(opened->plain) : Result<Head>(std::unexpected(opened.error()));
    if (!head)
        return std::nullopt;
    QStringList named;
    for (const SegmentRef &segment : head->segments)
        named.append(segment.path());
    for (const CarriedSegment &carried : head->carried)
        named.append(carried.segment.path());
    for (const SegmentRef &part : head->snapshot ? head->snapshot->parts : QList<SegmentRef>())
        named.append(part.path());
    return named;
}

quint64 firstSeed()
{
    const QByteArray given = qgetenv("HEARD_TEST_SEED");
    return given.isEmpty() ? 1 : given.toULongLong();
}

void useMemoryForVaults()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    if (!qEnvironmentVariableIsSet("TMPDIR") && memory.isDir() && memory.isWritable())
        qputenv("TMPDIR", memory.filePath().toLocal8Bit());
}

} // namespace heard::testing
