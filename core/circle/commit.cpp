// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/commit.h"

#include "base/cbor.h"
#include "vault/crypto.h"

#include <QCborArray>
#include <QCborStreamReader>

namespace heard {

namespace {

constexpr char domain[] = "heard.commit.v1";
constexpr int formatVersion = 1;

Error damaged(const char *why)
{
    return {ErrorCode::Damaged, QStringLiteral("damaged-change"),
            coreText("A change is damaged. It was kept out, and nothing else is touched."), QString::fromLatin1(why), false};
}

} // namespace

Id streamOf(const Id &device, const Id &audience)
{
    return Id::fromBytes(blake2b(QByteArrayLiteral("heard.stream.v1") + device.toBytes() + audience.toBytes(), 16)).value_or(Id{});
}

Id Commit::stream() const
{
    return streamOf(device, audience);
}

QByteArray SignedCommit::hash() const
{
    return blake2b(bytes);
}

Result<SignedCommit> signCommit(const Commit &commit, const SigningKey &key)
{
    QCborArray seen;
    for (auto it = commit.seen.cbegin(); it != commit.seen.cend(); ++it)
        seen.append(QCborArray{it.key().toBytes(), qint64(it.value())});
    QCborArray operations;
    for (const Operation &op : commit.operations) {
        QCborArray replaces;
        for (const OpId &old : op.replaces)
            replaces.append(QCborArray{old.stream.toBytes(), qint64(old.seq), qint64(old.index)});
        if (toCbor(op.value).size() > longestValue)
            return fail(ErrorCode::BadInput, "value-too-long",
                        coreText("This is too much to keep in one place. Cut it into smaller pieces. Nothing was changed."));
        operations.append(QCborArray{op.record.toBytes(), op.kind, op.field, op.value, replaces});
    }
    const QCborArray body{formatVersion,
                          commit.circle.toBytes(),
                          commit.audience.toBytes(),
                          commit.device.toBytes(),
                          qint64(commit.seq),
                          commit.prev,
                          seen,
                          commit.epoch.toBytes(),
                          commit.time,
                          operations};
    QByteArray bytes = toCbor(body);
    bytes += sign(key, domain, bytes);
    SignedCommit made{bytes};
    // Whatever the limits of reading are, nothing is ever saved that could not be read again.
    if (!readCommit(made))
        return fail(ErrorCode::BadInput, "change-too-long",
                    coreText("This is too much for one save. Save it in smaller pieces. Nothing was changed."));
    return made;
}

Result<Commit> readCommit(const SignedCommit &stored)
{
    if (stored.bytes.size() > longestCommit || stored.bytes.size() <= signatureSize)
        return std::unexpected(damaged("commit: size"));
    const CborLimits limits{.bytes = longestCommit, .depth = 12, .items = 400'000};
    HEARD_TRY_ASSIGN(const QCborValue body, fromCbor(stored.bytes.chopped(signatureSize), limits));
    CborFields f(body);
    const qint64 version = f.integer();
    if (f.ok() && version > formatVersion)
        return fail(ErrorCode::TooNew, "newer-change",
                    coreText("Someone uses a newer Heard. Update this one to see what they wrote. Nothing is lost."));
    Commit c;
    c.circle = f.id();
    c.audience = f.id();
    c.device = f.id();
    c.seq = quint64(f.integer(1));
    c.prev = f.exactly(hashSize);
    const QCborArray seen = f.array(10'000);
    c.epoch = f.id();
    c.time = f.integer(INT64_MIN);
    const QCborArray operations = f.array(mostOperations);
    if (!f.finished() || version < 1)
        return std::unexpected(damaged("commit: shape"));
    for (const auto &item : seen) {
        CborFields s{QCborValue(item)};
        const Id stream = s.id();
        const qint64 count = s.integer(1);
        if (!s.finished() || c.seen.contains(stream))
            return std::unexpected(damaged("commit: seen"));
        c.seen.insert(stream, quint64(count));
    }
    c.operations.reserve(operations.size());
    for (const auto &item : operations) {
        CborFields o{QCborValue(item)};
        Operation op;
        op.record = o.id();
        op.kind = o.text(64);
        op.field = o.text(64);
        op.value = o.any();
        const QCborArray replaces = o.array(10'000);
        if (!o.finished())
            return std::unexpected(damaged("commit: operation"));
        for (const auto &oldItem : replaces) {
            CborFields r{QCborValue(oldItem)};
            OpId old;
            old.stream = r.id();
            old.seq = quint64(r.integer(1));
            old.index = quint32(r.integer(0, mostOperations));
            if (!r.finished())
                return std::unexpected(damaged("commit: replaces"));
            op.replaces.append(old);
        }
        c.operations.append(op);
    }
    return c;
}

std::optional<Id> streamNamedIn(const SignedCommit &stored)
{
    QCborStreamReader reader(stored.bytes);
    if (!reader.isArray() || !reader.enterContainer() || !reader.isInteger() || !reader.next())
        return std::nullopt;
    const auto nextId = [&]() -> std::optional<Id> {
        // The circle's, the audience's, the device's.
        if (!reader.isByteArray())
            return std::nullopt;
        const auto bytes = reader.readByteArray();
        if (bytes.status != QCborStreamReader::Ok || reader.readByteArray().status != QCborStreamReader::EndOfString)
            return std::nullopt;
        return Id::fromBytes(bytes.data);
    };
    const auto circle = nextId();
    const auto audience = circle ? nextId() : std::nullopt;
    const auto device = audience ? nextId() : std::nullopt;
    return device ? std::optional(streamOf(*device, *audience)) : std::nullopt;
}

bool verifyCommit(const SignedCommit &stored, QByteArrayView devicePublicKey)
{
    if (stored.bytes.size() <= signatureSize)
        return false;
    const QByteArrayView all(stored.bytes);
    return verify(devicePublicKey, domain, all.chopped(signatureSize), all.last(signatureSize));
}

} // namespace heard
