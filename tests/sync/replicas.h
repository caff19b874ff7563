// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/keychain.h"
#include "sync/store.h"

#include <array>

namespace heard::testing {

inline constexpr int mostReplicas = 6;

/** One device of the simulation: a real vault on disk, and its way to the simulated store. */
struct Replica
{
    int number = 0;
    TellableRandom chance;
    FakeKeychain keychain;
    Quick who;
    Circle *circle = nullptr; ///< null until it was invited
    KillSwitch kill;
    std::unique_ptr<SimRemote> remote;
    int host = 0; ///< who let it in
    bool removed = false;

    [[nodiscard]] bool isOpen() const { return circle && circle->isOpen(); }
    /** Opens the vault anew from disk, as after a crash. */
    [[nodiscard]] bool restart();
    /** One sync; nothing when the device died in it (its vault is open again then). */
    [[nodiscard]] std::optional<SyncReport> sync(const SyncOptions &options = {}, int dieAt = 0);
    /** What it holds of its own streams and of others', for comparing. */
    [[nodiscard]] QMap<Id, StreamMark> marks() const;
};

/** Vaults take long to make, on purpose: they are made once for many histories. Lives on one thread. */
class Replicas
{
public:
    /** Makes the vaults; the same @p salt gives the same devices. */
    [[nodiscard]] bool start();
    /** Forgets the last circle and starts the randomness again: what follows depends on the seed alone. */
    [[nodiscard]] bool begin(quint64 seed, SimStore &store);
    /** A new circle of the first device's, into which the next @p guests are let through the store. What is wrong, or nothing. */
    [[nodiscard]] QString family(int guests);
    /** Syncs all until nothing is new; what is wrong then, or nothing. */
    [[nodiscard]] QString settle();
    /** Problems that stay and are known to: settle() does not wait for them to go. */
    std::function<bool(const SyncProblem &)> tolerated;
    [[nodiscard]] Circle *found();
    /** Lets @p guest in by @p host's hand; the letter and the changes are left to sync. */
    [[nodiscard]] bool letIn(int host, int guest, bool anotherDevice = false);
    /** In the circle, as its founder sees it: not one who was let in by somebody removed meanwhile. */
    [[nodiscard]] bool belongs(const Replica &r) const;
    [[nodiscard]] bool takesPart(const Replica &r) const { return r.isOpen() && belongs(r); }
    [[nodiscard]] Replica &operator[](int number) { return m_all[size_t(number)]; }
    [[nodiscard]] std::array<Replica, mostReplicas> &all() { return m_all; }

private:
    std::array<Replica, mostReplicas> m_all;
};

/** Words by which whatever leaks would be found: they are in every name and text of the simulation. */
inline const QString canary = QStringLiteral("yellowhammer");
/** How they would look if they lay in the store unsealed. */
[[nodiscard]] QList<QByteArray> canaries();

/** Segments a head names, when one of @p keyring opens it. */
[[nodiscard]] std::optional<QStringList> namedBy(Circle &reader, const QString &path, const QByteArray &bytes);

/** HEARD_TEST_SEED, or 1. */
[[nodiscard]] quint64 firstSeed();

/** Puts temporary vaults into memory where the system has such a place: half the time went into waiting for the disk. */
void useMemoryForVaults();

} // namespace heard::testing
