// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store.h"

#include "vault/crypto.h"

#include <algorithm>
#include <array>

namespace heard::testing {

namespace {

/** What an object has around its padded plain text (object.h): header, commitment, nonce, tag. */
constexpr qsizetype around = objectHeaderSize + 16 + nonceSize + tagSize;

std::unexpected<Error> failing(Trouble trouble)
{
    switch (trouble) {
    case Trouble::Refused:
        return fail(ErrorCode::Refused, "remote-refused", coreText("The storage does not let Heard in. Your work is safe on this device."));
    case Trouble::Full:
        return fail(ErrorCode::Full, "remote-full", coreText("The storage is full. Your work is safe on this device."));
    case Trouble::Busy:
        return fail(ErrorCode::Unreachable, "remote-busy", coreText("The storage is busy. Your work is safe on this device."));
    default:
        return fail(ErrorCode::Unreachable, "remote-unreachable", coreText("The storage is not there. Your work is safe on this device."));
    }
}

QString folderOf(const QString &path)
{
    return path.section(u'/', 0, 0);
}

} // namespace

std::span<const Profile> profiles()
{
    static constexpr std::array<Profile, 7> all{{
        {"Apache", true, false, 0, false, false},
        {"nginx", false, false, 1'000'000, false, false},
        {"lighttpd", true, false, 0, false, false},
        {"rclone", false, true, 0, false, false},
        {"SabreDAV", true, false, 0, false, false},
        {"Syncthing", true, true, 0, true, true},
        {"a folder carried in any order", true, true, 0, true, false},
    }};
    return all;
}

void SimStore::put(const QString &path, const QByteArray &bytes, int owner, bool whole)
{
    if (ever.contains(path))
        broken[4].append(QStringLiteral("%1 was put a second time, by device %2").arg(path).arg(owner));
    ever.insert(path, bytes);
    files.insert(path, {bytes, owner});
    events.append({path, true});
    look(path, bytes, owner, whole);
    if (afterPut)
        afterPut(path, bytes, owner);
}

void SimStore::remove(const QString &path, int owner)
{
    const auto it = files.constFind(path);
    if (it == files.constEnd())
        return;
    if (it->owner != owner)
        broken[4].append(QStringLiteral("%1 of device %2 was removed by device %3").arg(path).arg(it->owner).arg(owner));
    files.erase(it);
    events.append({path, false});
    m_named.remove(path);
    for (auto head = m_named.cbegin(); head != m_named.cend(); ++head) {
        if (head->contains(path))
            broken[5].append(QStringLiteral("%1 names %2, which was removed").arg(head.key(), path));
    }
    ++checks;
}

void SimStore::look(const QString &path, const QByteArray &bytes, int owner, bool whole)
{
    ++checks;
    for (const QByteArray &word : std::as_const(canaries)) {
        if (bytes.contains(word) || path.toUtf8().contains(word))
            broken[7].append(QStringLiteral("%1 can be read by anyone").arg(path));
    }
    if (!whole)
        return;
    const QString folder = folderOf(path);
    // What is not padded: header and seal around heads and segments, a hash behind letters.
    const qsizetype padded = bytes.size() - (folder == u'm' ? 16 : around);
    if ((folder == u'h' || folder == u's' || folder == u'm') && padmeSize(padded) != padded)
        broken[7].append(QStringLiteral("%1 is %2 bytes long, which is no Padmé size").arg(path).arg(bytes.size()));
    if (folder != u'h' || !readHead)
        return;
    const auto named = readHead(path, bytes, owner);
    if (!named) {
        broken[5].append(QStringLiteral("%1 cannot be opened by device %2, which put it").arg(path).arg(owner));
        return;
    }
    m_named.insert(path, *named);
    for (const QString &segment : *named) {
        if (!files.contains(segment) || segmentName(files.value(segment).bytes) != segment.sliced(2))
            broken[5].append(QStringLiteral("%1 names %2, which does not lie there").arg(path, segment));
    }
}

QStringList SimStore::in(const QString &folder, qsizetype afterEvents) const
{
    QSet<QString> paths;
    if (afterEvents < 0) {
        paths = QSet<QString>(files.keyBegin(), files.keyEnd());
    } else {
        for (const Event &event : events.first(std::min(afterEvents, events.size()))) {
            if (event.put)
                paths.insert(event.path);
            else
                paths.remove(event.path);
        }
    }
    QStringList names;
    for (const QString &path : std::as_const(paths)) {
        if (folderOf(path) == folder)
            names.append(path.sliced(folder.size() + 1));
    }
    names.sort();
    return names;
}

void SimRemote::arrive(SeededRandom &random, bool all)
{
    for (qsizetype i = 0; i < m_store.events.size(); ++i) {
        if (m_arrived.contains(i) || (!all && random.below(2) == 0))
            continue;
        const SimStore::Event &event = m_store.events.at(i);
        if (!event.put && m_store.profile.removalsLast && m_arrived.size() < i)
            continue;
        m_arrived.insert(i);
        (event.put ? m_here : m_gone).insert(event.path);
    }
}

bool SimRemote::isHere(const QString &path) const
{
    if (hidden && hidden(path))
        return false;
    if (m_store.profile.carried)
        return m_here.contains(path) && !m_gone.contains(path);
    return m_store.files.contains(path);
}

quint64 SimRemote::draw()
{
    chance = chance * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
    return chance >> 33;
}

Trouble SimRemote::next(const QString &what, const QString &path)
{
    m_kill.step();
    const Trouble found = trouble ? trouble(what, path) : Trouble::None;
    if (found != Trouble::None)
        tell(what, path, QStringLiteral("trouble %1").arg(int(found)));
    return found;
}

void SimRemote::tell(const QString &what, const QString &path, const QString &outcome) const
{
    if (trace)
        trace(QStringLiteral("%1 %2 %3 %4").arg(m_owner).arg(what, path, outcome));
}

Result<QStringList> SimRemote::doList(const QString &folder)
{
    const Trouble t = next(QStringLiteral("list"), folder);
    if (t != Trouble::None && t != Trouble::StaleListing)
        return failing(t);
    QStringList names;
    if (m_store.profile.carried) {
        for (const QString &path : std::as_const(m_here)) {
            if (folderOf(path) == folder)
                names.append(path.sliced(2));
        }
        names.sort();
    } else if (t == Trouble::StaleListing) {
        m_shown += qsizetype(draw() % quint64(m_store.events.size() - m_shown + 1));
        names = m_store.in(folder, m_shown);
    } else {
        m_shown = m_store.events.size();
        names = m_store.in(folder);
    }
    names.removeIf([&](const QString &name) {
        const QString path = folder + u'/' + name;
        return (hidden && hidden(path)) || (m_store.profile.carried && m_gone.contains(path));
    });
    tell(QStringLiteral("list"), folder, QString::number(names.size()));
    m_kill.step();
    return names;
}

Result<QByteArray> SimRemote::doGet(const QString &path, qsizetype limit)
{
    const Trouble t = next(QStringLiteral("get"), path);
    if (t != Trouble::None && t != Trouble::CutDownload && t != Trouble::BitFlip)
        return failing(t);
    if (!isHere(path)) {
        tell(QStringLiteral("get"), path, QStringLiteral("missing"));
        return fail(ErrorCode::NotFound, "object-missing", coreText("A shared file has not come yet. Your work is safe."), path);
    }
    // What a tool has brought stays as it came, also while the original is being removed elsewhere.
    QByteArray bytes = m_store.profile.carried ? m_store.ever.value(path) : m_store.files.value(path).bytes;
    if (bytes.size() > limit)
        return fail(ErrorCode::Damaged, "object-too-large", coreText("A shared file is larger than it can be. Your work is safe."), path);
    if (t == Trouble::CutDownload)
        bytes.truncate(qsizetype(draw() % quint64(bytes.size() + 1)));
    if (t == Trouble::BitFlip && !bytes.isEmpty()) {
        const quint64 bit = draw() % (quint64(bytes.size()) * 8);
        bytes[qsizetype(bit / 8)] = char(bytes.at(qsizetype(bit / 8)) ^ (1 << (bit % 8)));
    }
    tell(QStringLiteral("get"), path, QString::number(bytes.size()));
    m_kill.step();
    return bytes;
}

Result<> SimRemote::doPutNew(const QString &path, const QByteArray &bytes)
{
    const Trouble t = next(QStringLiteral("put"), path);
    if (m_store.profile.largest > 0 && bytes.size() > m_store.profile.largest) {
        m_store.broken[14].append(QStringLiteral("%1 has %2 bytes: more than common servers take").arg(path).arg(bytes.size()));
        return fail(ErrorCode::Unreachable, "remote-too-small", coreText("The storage does not take files of this size. Your work is safe."));
    }
    if (t == Trouble::LostAnswer)
        m_store.put(path, bytes, m_owner);
    else if (t == Trouble::CutUpload && m_store.profile.cutLeavesHalf)
        m_store.put(path, bytes.first(bytes.size() / 2), m_owner, false);
    if (t != Trouble::None) {
        if (m_store.files.contains(path))
            m_here.insert(path);
        return failing(t);
    }
    if (m_store.profile.tellsNameTaken && isHere(path)) {
        tell(QStringLiteral("put"), path, QStringLiteral("taken"));
        return fail(ErrorCode::Refused, "name-taken", coreText("This name is taken in the shared folder. Nothing was replaced."), path);
    }
    m_store.put(path, bytes, m_owner);
    m_here.insert(path);
    tell(QStringLiteral("put"), path, QString::number(bytes.size()));
    m_kill.step();
    return {};
}

Result<> SimRemote::doRemove(const QString &path)
{
    const Trouble t = next(QStringLiteral("remove"), path);
    if (t != Trouble::None && t != Trouble::LostAnswer)
        return failing(t);
    m_store.remove(path, m_owner);
    m_gone.insert(path);
    if (t == Trouble::LostAnswer)
        return failing(t);
    tell(QStringLiteral("remove"), path, QStringLiteral("gone"));
    m_kill.step();
    return {};
}

} // namespace heard::testing
