// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/random.h"
#include "store/store.h"
#include "vault/crypto.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>
#include <cstring>

/** What the tests of the store and the vault share. */
namespace heard::testing {

/** How long a run may take: HEARD_TEST_DEPTH = quick, normal (also when not set) or nightly. */
inline int byDepth(int quick, int normal, int nightly)
{
    const QByteArray depth = qgetenv("HEARD_TEST_DEPTH");
    if (depth == "quick")
        return quick;
    return depth == "nightly" ? nightly : normal;
}

/** Random numbers that HEARD_TEST_SEED repeats (SplitMix64). Prints its seed, so that what was found can be found again. */
class SeededRandom final : public Random
{
public:
    explicit SeededRandom(quint64 seed) : m_state(seed) {}
    static quint64 seedOfRun()
    {
        static const quint64 seed = [] {
            bool given = false;
            const quint64 wanted = qEnvironmentVariable("HEARD_TEST_SEED").toULongLong(&given);
            const quint64 chosen = given ? wanted : quint64(QDateTime::currentMSecsSinceEpoch());
            qInfo("seed %llu (repeat with HEARD_TEST_SEED)", static_cast<unsigned long long>(chosen));
            return chosen;
        }();
        return seed;
    }
    quint64 next()
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        quint64 z = m_state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    /** 0 … @p bound - 1 */
    quint64 below(quint64 bound) { return next() % bound; }
    double fraction() { return double(next() >> 11) / double(1ULL << 53); }
    QByteArray bytes(qsizetype size)
    {
        QByteArray made(size, Qt::Uninitialized);
        fill({reinterpret_cast<unsigned char *>(made.data()), size_t(size)});
        return made;
    }
    void fill(std::span<unsigned char> out) override
    {
        for (size_t i = 0; i < out.size(); i += 8) {
            const quint64 value = next();
            std::memcpy(out.data() + i, &value, std::min<size_t>(8, out.size() - i));
        }
    }

private:
    quint64 m_state;
};

/** A commit whose content follows from its number: a reader can tell right from wrong without keeping what was written. */
inline StoredCommit numberedCommit(const Id &circle, const Id &stream, quint64 seq, qsizetype size = 900)
{
    QByteArray content = blake2b(stream.toBytes() + QByteArray::number(seq), 64);
    while (content.size() < size)
        content += blake2b(content.right(64), 64);
    content.truncate(size);
    return {circle, stream, seq, blake2b(content), content, true, false};
}

/**
 * A template for QTemporaryDir, in memory when the system has such a place: for tests that make thousands of files
 * which need not survive anything.
 */
inline QString quickPlace()
{
    const QString memory = QStringLiteral("/dev/shm");
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/heard-test-XXXXXX");
}

inline QByteArray explain(const Error &error)
{
    return error.name.toUtf8() + ": " + error.message.toUtf8() + " [" + error.detail.toUtf8() + ']';
}

} // namespace heard::testing

/** Passes when the result holds a value; prints the error otherwise. */
#define VERIFY_OK(result)                                                                                                  \
    do {                                                                                                                   \
        const auto &verified = (result);                                                                                   \
        QVERIFY2(verified.has_value(), verified.has_value() ? "" : heard::testing::explain(verified.error()).constData()); \
    } while (false)

/** Passes when the result is an error of this code and name, said in a sentence. */
#define VERIFY_FAILS(result, wantedCode, wantedName)                                                            \
    do {                                                                                                        \
        const auto &verified = (result);                                                                        \
        QVERIFY2(!verified.has_value(), "an error was expected");                                               \
        QVERIFY2(verified.error().code == (wantedCode), heard::testing::explain(verified.error()).constData()); \
        QCOMPARE(verified.error().name, QStringLiteral(wantedName));                                            \
        QVERIFY(verified.error().message.size() > 20);                                                          \
    } while (false)
