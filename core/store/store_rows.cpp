// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store_private.h"

#include "base/filewriter.h"

#include <QFile>
#include <limits>

namespace heard {

namespace {

constexpr qsizetype hashBytes = 32;
constexpr int pageOfCommits = 256;

} // namespace

Result<QByteArray> Store::meta(const QString &key) const
{
    HEARD_TRY_ASSIGN(const auto value, d->one("SELECT value FROM meta WHERE key = ?", {key}));
    return value.value_or(QByteArray());
}

Result<> Store::setMeta(const QString &key, const QByteArray &value)
{
    return d->write("INSERT INTO meta(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value", {key, blob(value)});
}

Result<QList<StoredSlot>> Store::slotsOf() const
{
    HEARD_TRY_ASSIGN(auto rows, d->run("SELECT kind, body FROM keyslot ORDER BY kind"));
    QList<StoredSlot> found;
    for (;;) {
        HEARD_TRY_ASSIGN(const bool more, rows.next());
        if (!more)
            return found;
        found.append({int(rows.number(0)), rows.bytes(1)});
    }
}

Result<> Store::setSlot(int kind, const QByteArray &body)
{
    return d->write("INSERT INTO keyslot(kind, body) VALUES(?, ?) ON CONFLICT(kind) DO UPDATE SET body = excluded.body", {kind, blob(body)});
}

Result<> Store::removeSlot(int kind)
{
    return d->write("DELETE FROM keyslot WHERE kind = ?", {kind});
}

Result<QList<Id>> Store::circles() const
{
    HEARD_TRY_ASSIGN(auto rows, d->run("SELECT id FROM circle WHERE overview IS NOT NULL ORDER BY id"));
    QList<Id> found;
    for (;;) {
        HEARD_TRY_ASSIGN(const bool more, rows.next());
        if (!more)
            return found;
        HEARD_TRY_ASSIGN(const Id id, rows.id(0));
        found.append(id);
    }
}

Result<QByteArray> Store::overview(const Id &circle) const
{
    HEARD_TRY_ASSIGN(const auto sealed, d->one("SELECT overview FROM circle WHERE id = ? AND overview IS NOT NULL", {blob(circle)}));
    return sealed.value_or(QByteArray());
}

Result<> Store::setOverview(const Id &circle, const QByteArray &sealed)
{
    return d->write("INSERT INTO circle(id, overview) VALUES(?, ?) ON CONFLICT(id) DO UPDATE SET overview = excluded.overview",
                    {blob(circle), blob(sealed)});
}

Result<> Store::eraseCircle(const Id &circle)
{
    if (circle.isNull())
        return fail(ErrorCode::Usage, "no-circle", coreText("There is no such circle. Nothing was changed."));
    d->knownCircles.remove(circle);
    HEARD_TRY_ASSIGN(const QList<StoredBlob> held, blobs(circle));
    HEARD_TRY(d->write("DELETE FROM circle WHERE id = ?", {blob(circle)}));
    if (d->depth == 0) {
        QList<QByteArray> names;
        for (const StoredBlob &one : held)
            names.append(one.name);
        HEARD_TRY(d->dropBlobFiles(names));
        // What was erased must not stay readable in the log until the next checkpoint. The erasing itself is durable already.
        [[maybe_unused]] const Result<> emptied = d->write("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    return {};
}

Result<Store::StoredState> Store::state(const Id &circle) const
{
    HEARD_TRY_ASSIGN(auto rows, d->run("SELECT up_to_row, sealed FROM state WHERE circle = ?", {blob(circle)}));
    HEARD_TRY_ASSIGN(const bool some, rows.next());
    return some ? StoredState{rows.number(0), rows.bytes(1)} : StoredState{};
}

Result<> Store::setState(const Id &circle, const StoredState &state)
{
    return transaction([&]() -> Result<> {
        HEARD_TRY(d->knowCircle(circle));
        return d->write("INSERT INTO state(circle, up_to_row, sealed) VALUES(?, ?, ?)"
                        " ON CONFLICT(circle) DO UPDATE SET up_to_row = excluded.up_to_row, sealed = excluded.sealed",
                        {blob(circle), state.upToRow, blob(state.sealed)});
    });
}

Result<> Store::dropState(const Id &circle)
{
    return d->write("DELETE FROM state WHERE circle = ?", {blob(circle)});
}

Result<bool> Store::append(const StoredCommit &commit)
{
    if (commit.seq < 1 || commit.seq > quint64(std::numeric_limits<qint64>::max()) || commit.hash.size() != hashBytes)
        return fail(ErrorCode::BadInput, "bad-commit", coreText("This change cannot be used. Nothing was changed."),
                    QStringLiteral("seq or hash"));
    const auto insert = [&]() -> Result<bool> {
        HEARD_TRY_ASSIGN(const auto rows, d->run("INSERT INTO commit_log(circle, stream, seq, hash, sealed, own, sent) VALUES(?, ?, ?, ?, ?, ?, ?)"
                                                 " ON CONFLICT(circle, stream, seq) DO NOTHING",
                                                 {blob(commit.circle), blob(commit.stream), qint64(commit.seq), blob(commit.hash),
                                                  blob(commit.sealed), int(commit.own), int(commit.sent)}));
        return rows.changed() > 0;
    };
    bool fresh = false;
    if (d->knownCircles.contains(commit.circle)) {
        HEARD_TRY_ASSIGN(fresh, insert());
    } else {
        const Result<> done = transaction([&]() -> Result<> {
            HEARD_TRY(d->knowCircle(commit.circle));
            HEARD_TRY_ASSIGN(fresh, insert());
            return {};
        });
        HEARD_TRY(done);
    }
    if (fresh)
        return true;
    HEARD_TRY_ASSIGN(const auto hash, d->one("SELECT hash FROM commit_log WHERE circle = ? AND stream = ? AND seq = ?",
                                             {blob(commit.circle), blob(commit.stream), qint64(commit.seq)}));
    if (hash != commit.hash)
        return fail(ErrorCode::Damaged, "fork",
                    coreText("Two different changes claim the same place. The first one is kept. Your work is safe."));
    return false;
}

Result<QList<StoredCommit>> Store::Private::commits(const Id &circle, std::string_view sql, std::initializer_list<QVariant> values)
{
    HEARD_TRY_ASSIGN(Rows rows, run(sql, values));
    QList<StoredCommit> found;
    for (;;) {
        HEARD_TRY_ASSIGN(const bool more, rows.next());
        if (!more)
            return found;
        HEARD_TRY_ASSIGN(const Id stream, rows.id(1));
        found.append({circle, stream, quint64(rows.number(2)), rows.bytes(3), rows.bytes(4), rows.number(5) != 0, rows.number(6) != 0,
                      rows.number(0)});
    }
}

Result<> Store::eachCommit(const Id &circle, qint64 afterRow, const std::function<Result<>(const StoredCommit &)> &each) const
{
    HEARD_TRY_ASSIGN(const qint64 last, lastRow(circle));
    // Read a page at a time: memory stays small, and no statement is open while `each` uses the store itself.
    while (afterRow < last) {
        HEARD_TRY_ASSIGN(const auto page, d->commits(circle,
                                                     "SELECT row, stream, seq, hash, sealed, own, sent FROM commit_log"
                                                     " WHERE circle = ? AND row > ? AND row <= ? ORDER BY row LIMIT ?",
                                                     {blob(circle), afterRow, last, pageOfCommits}));
        if (page.isEmpty())
            return {};
        for (const StoredCommit &commit : page)
            HEARD_TRY(each(commit));
        afterRow = page.constLast().row;
    }
    return {};
}

Result<QList<StoredCommit>> Store::commitsOf(const Id &circle, const Id &stream, quint64 after, int most) const
{
    constexpr auto largest = quint64(std::numeric_limits<qint64>::max());
    return d->commits(circle,
                      "SELECT row, stream, seq, hash, sealed, own, sent FROM commit_log"
                      " WHERE circle = ? AND stream = ? AND seq > ? ORDER BY seq LIMIT ?",
                      {blob(circle), blob(stream), qint64(std::min(after, largest)), most});
}

Result<> Store::reseal(const StoredCommit &commit)
{
    HEARD_TRY_ASSIGN(const auto rows,
                     d->run("UPDATE commit_log SET sealed = ? WHERE circle = ? AND stream = ? AND seq = ? AND hash = ?",
                            {blob(commit.sealed), blob(commit.circle), blob(commit.stream), qint64(commit.seq), blob(commit.hash)}));
    if (rows.changed() != 1)
        return fail(ErrorCode::NotFound, "no-such-commit", coreText("A saved change was not found. Nothing was changed."));
    return {};
}

Result<> Store::scrub()
{
    return d->write("PRAGMA wal_checkpoint(TRUNCATE)");
}

Result<> Store::markSent(const Id &circle, const Id &stream, quint64 upToSeq)
{
    constexpr auto largest = quint64(std::numeric_limits<qint64>::max());
    return d->write("UPDATE commit_log SET sent = 1 WHERE circle = ? AND stream = ? AND seq <= ? AND own = 1 AND sent = 0",
                    {blob(circle), blob(stream), qint64(std::min(upToSeq, largest))});
}

Result<QList<StoredCommit>> Store::unsent(const Id &circle) const
{
    return d->commits(circle,
                      "SELECT row, stream, seq, hash, sealed, own, sent FROM commit_log"
                      " WHERE circle = ? AND own = 1 AND sent = 0 ORDER BY row",
                      {blob(circle)});
}

Result<QList<Id>> Store::unsentStreams(const Id &circle) const
{
    HEARD_TRY_ASSIGN(auto rows, d->run("SELECT DISTINCT stream FROM commit_log WHERE circle = ? AND own = 1 AND sent = 0", {blob(circle)}));
    QList<Id> found;
    for (;;) {
        HEARD_TRY_ASSIGN(const bool more, rows.next());
        if (!more)
            return found;
        HEARD_TRY_ASSIGN(const Id stream, rows.id(0));
        found.append(stream);
    }
}

Result<> Store::removeCommits(const Id &circle, const Id &stream, quint64 after)
{
    constexpr auto largest = quint64(std::numeric_limits<qint64>::max());
    return d->write("DELETE FROM commit_log WHERE circle = ? AND stream = ? AND seq > ?",
                    {blob(circle), blob(stream), qint64(std::min(after, largest))});
}

Result<qint64> Store::commitCount(const Id &circle) const
{
    return d->number("SELECT count(*) FROM commit_log WHERE circle = ?", {blob(circle)});
}

Result<qint64> Store::lastRow(const Id &circle) const
{
    return d->number("SELECT coalesce(max(row), 0) FROM commit_log WHERE circle = ?", {blob(circle)});
}

Result<QByteArray> Store::item(const Id &circle, ItemKind kind, const QByteArray &name) const
{
    HEARD_TRY_ASSIGN(const auto sealed,
                     d->one("SELECT sealed FROM item WHERE circle = ? AND kind = ? AND name = ?", {blob(circle), int(kind), blob(name)}));
    return sealed.value_or(QByteArray());
}

Result<> Store::setItem(const Id &circle, ItemKind kind, const QByteArray &name, const QByteArray &sealed)
{
    return transaction([&]() -> Result<> {
        HEARD_TRY(d->knowCircle(circle));
        return d->write("INSERT INTO item(circle, kind, name, sealed) VALUES(?, ?, ?, ?)"
                        " ON CONFLICT(circle, kind, name) DO UPDATE SET sealed = excluded.sealed",
                        {blob(circle), int(kind), blob(name), blob(sealed)});
    });
}

Result<> Store::removeItem(const Id &circle, ItemKind kind, const QByteArray &name)
{
    return d->write("DELETE FROM item WHERE circle = ? AND kind = ? AND name = ?", {blob(circle), int(kind), blob(name)});
}

Result<QList<std::pair<QByteArray, QByteArray>>> Store::items(const Id &circle, ItemKind kind) const
{
    HEARD_TRY_ASSIGN(auto rows, d->run("SELECT name, sealed FROM item WHERE circle = ? AND kind = ? ORDER BY name", {blob(circle), int(kind)}));
    QList<std::pair<QByteArray, QByteArray>> found;
    for (;;) {
        HEARD_TRY_ASSIGN(const bool more, rows.next());
        if (!more)
            return found;
        found.append({rows.bytes(0), rows.bytes(1)});
    }
}

Result<QString> Store::integrity() const
{
    QStringList said;
    for (const char *check : {"PRAGMA integrity_check", "PRAGMA foreign_key_check"}) {
        HEARD_TRY_ASSIGN(auto rows, d->run(check));
        for (;;) {
            HEARD_TRY_ASSIGN(const bool more, rows.next());
            if (!more)
                break;
            if (const QString line = rows.text(0); line != QStringLiteral("ok"))
                said.append(line);
        }
    }
    return said.join(u'\n');
}

Result<> Store::copyTo(const QString &file) const
{
    // Made first with narrow rights: SQLite would use the default ones. It accepts an empty file.
    if (const Result<> made = makeEmptyFile(file); !made)
        return std::unexpected(inStore(made.error()));
    if (Result<> done = d->write("VACUUM INTO ?", {file}); !done) {
        QFile::remove(file);
        return done;
    }
    return {};
}

} // namespace heard
