// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/workspace.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest/QTest>
#include <random>

namespace heard::testing {

/** Seeded randomness, for histories that can be told again. Never for the app's own keys. */
class SeededRandom final : public Random
{
public:
    explicit SeededRandom(quint64 seed) : m_engine(seed) {}
    void fill(std::span<unsigned char> out) override
    {
        for (unsigned char &byte : out)
            byte = static_cast<unsigned char>(m_engine() & 0xFF);
    }
    quint64 below(quint64 n) { return m_engine() % n; }

private:
    std::mt19937_64 m_engine;
};

/** How much to do: HEARD_TEST_DEPTH is quick, normal (when unset) or nightly. */
template<typename T>
T byDepth(T quick, T normal, T nightly)
{
    const QByteArray depth = qgetenv("HEARD_TEST_DEPTH");
    return depth == "quick" ? quick : depth == "nightly" ? nightly : normal;
}

/** The error's words when there is one, for QVERIFY2. */
template<typename T>
QByteArray why(const Result<T> &result)
{
    return result ? QByteArrayLiteral("fine")
                  : (result.error().name + QLatin1String(": ") + result.error().message + QLatin1String(" [") + result.error().detail
                     + QLatin1String("]"))
                        .toUtf8();
}

/// Verifies that a call gave a value, and prints its error when not. The call is made once (QVERIFY2 evaluates its message always).
#define HEARD_VERIFY(call)                                                             \
    do {                                                                               \
        const auto &heardGiven = (call);                                               \
        QVERIFY2(heardGiven.has_value(), heard::testing::why(heardGiven).constData()); \
    } while (false)

inline Passphrase secret(const char *text)
{
    QString typed = QString::fromUtf8(text);
    return Passphrase::typed(typed);
}

/** One person with a vault of their own in a folder of its own. */
struct Someone
{
    QTemporaryDir folder;
    SetClock clock{1'800'000'000'000};
    SystemRandom random;
    std::unique_ptr<Workspace> workspace;
    QString recoveryCode;

    [[nodiscard]] Surroundings around() { return {.clock = &clock, .random = &random, .keychain = nullptr, .store = {}}; }
    [[nodiscard]] QString path() const { return folder.filePath(QStringLiteral("vault")); }
    [[nodiscard]] bool start(const QString &name, Role role)
    {
        auto created = Workspace::create(path(), {name, role, QStringLiteral("en-GB")}, secret("paper lantern quiet river"),
                                         KdfCost::interactive(), around());
        if (!created) {
            qWarning() << created.error().name << created.error().detail;
            return false;
        }
        workspace = std::move(created->workspace);
        recoveryCode = created->recoveryCode;
        return true;
    }
    [[nodiscard]] bool reopen()
    {
        workspace.reset();
        auto vault = Vault::open(path(), secret("paper lantern quiet river"), around());
        if (!vault) {
            qWarning() << vault.error().name << vault.error().detail;
            return false;
        }
        auto opened = Workspace::open(*std::move(vault));
        if (!opened) {
            qWarning() << opened.error().name << opened.error().detail;
            return false;
        }
        workspace = *std::move(opened);
        return true;
    }
};

/** Hands over everything @p from holds that @p to may have. The way of a sync without a remote. */
inline Result<Circle::Received> handOver(Circle &from, Circle &to, bool privateToo = false)
{
    QList<SignedCommit> all;
    for (const Circle::StreamInfo &stream : from.streams()) {
        if (stream.audience != from.everyone() && !privateToo)
            continue;
        auto commits = from.commitsOf(stream.stream, 0);
        if (!commits)
            return std::unexpected(commits.error());
        all += *commits;
    }
    return to.receive(all);
}

/** Lets @p guest into @p host's circle: invite, reply, admit, letter and first changes. Null when it fails. */
inline Circle *join(Someone &host, Circle &circle, Someone &guest, Role role, bool anotherDevice = false)
{
    auto invite = host.workspace->invite(circle, {.name = guest.workspace->person().name, .role = role, .anotherDeviceOfMine = anotherDevice});
    if (!invite)
        return nullptr;
    auto accepted = guest.workspace->accept(invite->file);
    if (!accepted)
        return nullptr;
    auto admitted = host.workspace->admit(circle, accepted->reply);
    if (!admitted)
        return nullptr;
    auto theirs = guest.workspace->circle(circle.id());
    auto letters = circle.letters();
    if (!theirs || !letters)
        return nullptr;
    for (const Letter &letter : *letters) {
        const auto opened = (*theirs)->openLetter(letter.sealed);
        if (opened && *opened && !circle.letterSent(letter.name))
            return nullptr;
    }
    return handOver(circle, **theirs, anotherDevice) ? *theirs : nullptr;
}

/** A kind of record for tests of the circle itself. */
namespace note {
inline const QString kind = QStringLiteral("test-note");
inline constexpr Field<QString> text{"text"};
inline constexpr Field<QString> place{"place"};
inline constexpr Field<Id> saidBy{"=said_by"};
} // namespace note

/** Saves a new note; a null id when it cannot. */
inline Id addNote(Circle &circle, const QString &text, bool onlyMe = false)
{
    Change change(circle, onlyMe ? circle.onlyMe() : circle.everyone());
    const Id id = change.make(note::kind);
    change.set(id, note::text, text);
    change.set(id, note::saidBy, circle.me());
    return circle.save(change) ? id : Id{};
}

inline bool editNote(Circle &circle, const Id &id, const QString &text)
{
    Change change(circle, circle.record(id)->audience);
    change.set(id, note::text, text);
    return circle.save(change).has_value();
}

} // namespace heard::testing
