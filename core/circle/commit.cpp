// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/commit.h"

#include "base/cbor.h"
#include "circle/values.h"
#include "vault/crypto.h"

#include <QCborArray>
#include <QCborStreamReader>
#include <QtEndian>
#include <algorithm>

namespace heard {

namespace {

constexpr char firstDomain[] = "heard.commit.v1";
constexpr char domain[] = "heard.commit.v2";
constexpr int firstFormat = 1;
constexpr int formatVersion = 2;
/** Before the signed part: the format, which no commit of the first one begins with, and the part's length. */
constexpr char mark = '\x02';
constexpr qsizetype headSize = 5;

Error damaged(const char *why)
{
    return {ErrorCode::Damaged, QStringLiteral("damaged-change"),
            coreText("A change is damaged. It was kept out, and nothing else is touched."), QString::fromLatin1(why), false};
}

/** What is signed, with the signature, and the values beside it, as views of the whole. Both are null when the lengths do not fit. */
struct Parts
{
    QByteArray sealed;
    QByteArray values;
    bool first = false; ///< of the first format
};

Parts partsOf(const QByteArray &bytes)
{
    if (!bytes.startsWith(mark))
        return {bytes, {}, true};
    if (bytes.size() < headSize)
        return {};
    const auto length = qsizetype(qFromBigEndian<quint32>(bytes.constData() + 1));
    if (length > bytes.size() - headSize)
        return {};
    return {QByteArray::fromRawData(bytes.constData() + headSize, length),
            QByteArray::fromRawData(bytes.constData() + headSize + length, bytes.size() - headSize - length), false};
}

QByteArray joined(const QByteArray &signedPart, const QByteArray &values)
{
    QByteArray bytes(headSize, mark);
    qToBigEndian(quint32(signedPart.size()), bytes.data() + 1);
    return bytes + signedPart + values;
}

Result<CommitValues> valuesOf(const Parts &parts)
{
    auto values = parts.first ? std::nullopt : CommitValues::decoded(parts.values);
    if (!values)
        return std::unexpected(damaged("commit: values"));
    return *std::move(values);
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
    return blake2b(partsOf(bytes).sealed);
}

bool isWhole(const Commit &commit)
{
    return std::none_of(commit.operations.cbegin(), commit.operations.cend(), [](const Operation &op) { return op.erased; });
}

Result<SignedCommit> signCommit(const Commit &commit, const SigningKey &key)
{
    QCborArray seen;
    for (auto it = commit.seen.cbegin(); it != commit.seen.cend(); ++it)
        seen.append(QCborArray{it.key().toBytes(), qint64(it.value())});
    if (commit.seed.size() != seedSize || !isWhole(commit))
        return fail(ErrorCode::Internal, "no-seed", coreText("Something went wrong. Nothing was changed."));
    QCborArray operations;
    QList<QCborValue> plain;
    plain.reserve(commit.operations.size());
    for (const Operation &op : commit.operations) {
        QCborArray replaces;
        for (const OpId &old : op.replaces)
            replaces.append(QCborArray{old.stream.toBytes(), qint64(old.seq), qint64(old.index)});
        if (toCbor(op.value).size() > longestValue)
            return fail(ErrorCode::BadInput, "value-too-long",
                        coreText("This is too much to keep in one place. Cut it into smaller pieces. Nothing was changed."));
        operations.append(QCborArray{op.record.toBytes(), op.kind, op.field, replaces});
        plain.append(op.value);
    }
    const CommitValues values = CommitValues::make(commit.seed, plain);
    const QCborArray body{formatVersion,
                          commit.circle.toBytes(),
                          commit.audience.toBytes(),
                          commit.device.toBytes(),
                          qint64(commit.seq),
                          commit.prev,
                          seen,
                          commit.epoch.toBytes(),
                          commit.time,
                          operations,
                          values.root()};
    QByteArray bytes = toCbor(body);
    bytes += sign(key, domain, bytes);
    SignedCommit made{joined(bytes, values.encoded())};
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
    const Parts parts = partsOf(stored.bytes);
    if (parts.sealed.size() <= signatureSize)
        return std::unexpected(damaged("commit: size"));
    const CborLimits limits{.bytes = longestCommit, .depth = 12, .items = 400'000};
    HEARD_TRY_ASSIGN(const QCborValue body, fromCbor(parts.sealed.chopped(signatureSize), limits));
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
    const QByteArray root = parts.first ? QByteArray() : f.exactly(hashSize);
    if (!f.finished() || version != (parts.first ? firstFormat : formatVersion))
        return std::unexpected(damaged("commit: shape"));
    std::optional<CommitValues> values;
    if (!parts.first) {
        HEARD_TRY_ASSIGN(values, valuesOf(parts));
        if (values->all().size() != operations.size() || values->root() != root)
            return std::unexpected(damaged("commit: values"));
        // It must stay readable whatever is erased of it.
        if (headSize + parts.sealed.size() + values->mostBytes() > longestCommit)
            return std::unexpected(damaged("commit: size"));
        c.seed = values->seed();
    }
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
        if (values) {
            const CommitValues::Value &v = values->all().at(c.operations.size());
            op.value = v.value;
            op.erased = v.erased();
        } else {
            op.value = o.any();
        }
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

Result<SignedCommit> withoutValues(const SignedCommit &stored, const QSet<quint32> &operations)
{
    const Parts parts = partsOf(stored.bytes);
    if (parts.first)
        return fail(ErrorCode::Refused, "cannot-erase",
                    coreText("This was written with the first Heard. It cannot be erased by itself. Erase the whole circle instead."));
    HEARD_TRY_ASSIGN(CommitValues values, valuesOf(parts));
    for (const quint32 index : operations) {
        if (index < values.all().size())
            values.erase(index);
    }
    return SignedCommit{joined(parts.sealed, values.encoded())};
}

Result<SignedCommit> withValuesOfBoth(const SignedCommit &one, const SignedCommit &other)
{
    const Parts parts = partsOf(one.bytes);
    if (parts.first || one.hash() != other.hash())
        return one;
    HEARD_TRY_ASSIGN(CommitValues values, valuesOf(parts));
    HEARD_TRY_ASSIGN(const CommitValues more, valuesOf(partsOf(other.bytes)));
    values.complete(more);
    return SignedCommit{joined(parts.sealed, values.encoded())};
}

std::optional<Id> streamNamedIn(const SignedCommit &stored)
{
    const Parts parts = partsOf(stored.bytes);
    QCborStreamReader reader(parts.sealed);
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
    const Parts parts = partsOf(stored.bytes);
    if (parts.sealed.size() <= signatureSize)
        return false;
    const QByteArrayView all(parts.sealed);
    return verify(devicePublicKey, parts.first ? firstDomain : domain, all.chopped(signatureSize), all.last(signatureSize));
}

} // namespace heard
