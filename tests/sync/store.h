// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/support.h"

#include <span>

/**
 * The simulator's storage: all objects in memory, the ways in which real storage lets people down, and the rules that are looked
 * after at every single change of it.
 */
namespace heard::testing {

/** How one kind of storage behaves, as far as a Remote can tell (measured on real servers: see README.md). */
struct Profile
{
    const char *name;
    bool tellsNameTaken; ///< a put to a name in use is refused; otherwise the file is replaced without a word
    bool cutLeavesHalf;  ///< an upload that is cut leaves the first half, under the right name
    qsizetype largest;   ///< bytes of a body it takes; 0: any
    bool carried;        ///< a folder that a tool carries about: each change comes to each device late, in any order
    bool removalsLast;   ///< … but none is removed before what was put earlier has come (Syncthing)
};

/** Apache mod_dav, nginx, lighttpd, rclone, SabreDAV, and folders that a tool carries about. */
[[nodiscard]] std::span<const Profile> profiles();

/** What goes wrong with one request. */
enum class Trouble {
    None,
    Unreachable,  ///< nothing happens and nothing answers
    Refused,      ///< password not taken
    Full,         ///< uploads only
    Busy,         ///< locked, or too many at once
    LostAnswer,   ///< it is done, and the answer does not come
    CutUpload,    ///< the connection ends half-way; what lies there then is the profile's affair
    CutDownload,  ///< half of it comes, and nothing tells
    BitFlip,      ///< it comes with one bit changed
    StaleListing, ///< a listing of some time ago: never of before what this device was shown already
};
inline constexpr int troubles = 10;

/** The rules of research that the store itself watches, by number. */
using Broken = QMap<int, QStringList>;

/** The storage itself. */
class SimStore
{
public:
    struct File
    {
        QByteArray bytes;
        int owner = 0;
    };
    /** One change, in order: what a tool that carries the folder brings to each device. */
    struct Event
    {
        QString path;
        bool put = true;
    };

    explicit SimStore(const Profile &kind) : profile(kind) {}

    const Profile &profile;
    QMap<QString, File> files;
    QHash<QString, QByteArray> ever; ///< all that was ever put, by name
    QList<Event> events;
    Broken broken;
    /** The segments that a head names, when @p owner can open it. */
    std::function<std::optional<QStringList>(const QString &path, const QByteArray &bytes, int owner)> readHead;
    std::function<void(const QString &path, const QByteArray &bytes, int owner)> afterPut;
    /** Words that must not be found in any name or byte. */
    QList<QByteArray> canaries;
    qint64 checks = 0;

    /** Puts for an honest device. @p whole: all of it came, so it must be a proper object. */
    void put(const QString &path, const QByteArray &bytes, int owner, bool whole = true);
    void remove(const QString &path, int owner);
    /** What lies in a folder now, or lay there after the first @p events. */
    [[nodiscard]] QStringList in(const QString &folder, qsizetype afterEvents = -1) const;
    /** Someone with power over the store does as they like: nothing is checked, all are shown the result. */
    void meddle(const QMap<QString, File> &with) { files = with; }

private:
    void look(const QString &path, const QByteArray &bytes, int owner, bool whole);
    QMap<QString, QStringList> m_named; ///< heads that lie there, and the segments they name
};

/** One device's way to the store. */
class SimRemote final : public Remote
{
public:
    SimRemote(SimStore &store, int owner, KillSwitch &kill) : m_store(store), m_owner(owner), m_kill(kill) {}

    /** Asked before each request; @p what is "list", "get", "put" or "remove". */
    std::function<Trouble(const QString &what, const QString &path)> trouble;
    /** Names this device is not shown. */
    std::function<bool(const QString &path)> hidden;
    /** Told of every request and its outcome: what makes two tellings of one history comparable. */
    std::function<void(const QString &line)> trace;
    quint64 chance = 1; ///< what trouble of several kinds is drawn from

    /** Brings some changes of a carried folder to this device, or all. */
    void arrive(SeededRandom &random, bool all);
    [[nodiscard]] QByteArray identity() const override { return blake2b("simulated", 16); }
    [[nodiscard]] bool arrivesInPieces() const override { return m_store.profile.carried; }

protected:
    [[nodiscard]] Result<QStringList> doList(const QString &folder) override;
    [[nodiscard]] Result<QByteArray> doGet(const QString &path, qsizetype limit) override;
    [[nodiscard]] Result<> doPutNew(const QString &path, const QByteArray &bytes) override;
    [[nodiscard]] Result<> doRemove(const QString &path) override;

private:
    [[nodiscard]] Trouble next(const QString &what, const QString &path);
    void tell(const QString &what, const QString &path, const QString &outcome) const;
    [[nodiscard]] bool isHere(const QString &path) const;
    [[nodiscard]] quint64 draw();

    SimStore &m_store;
    int m_owner;
    KillSwitch &m_kill;
    QSet<qsizetype> m_arrived; ///< events of the store that have come to this device, when carried
    QSet<QString> m_here;
    QSet<QString> m_gone;
    qsizetype m_shown = 0; ///< how many events the newest listing stood for
};

} // namespace heard::testing
