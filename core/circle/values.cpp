// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/values.h"

#include "base/cbor.h"
#include "circle/commit.h"
#include "vault/crypto.h"

#include <QtEndian>
#include <algorithm>

namespace heard {

namespace {

QByteArray saltOf(const QByteArray &seed, qsizetype index)
{
    QByteArray number(4, Qt::Uninitialized);
    qToBigEndian(quint32(index), number.data());
    return blake2b(QByteArrayLiteral("heard.salt.v1") + seed + number, seedSize);
}

QByteArray digestOf(const QByteArray &salt, const QByteArray &value)
{
    return blake2b(QByteArrayLiteral("heard.value.v1") + salt + value);
}

} // namespace

CommitValues CommitValues::make(const QByteArray &seed, const QList<QCborValue> &values)
{
    CommitValues made;
    made.m_seed = seed;
    made.m_values.reserve(values.size());
    for (const QCborValue &value : values) {
        const QByteArray salt = saltOf(seed, made.m_values.size());
        const QByteArray bytes = toCbor(value);
        made.m_values.append({salt, value, digestOf(salt, bytes), bytes.size()});
    }
    return made;
}

QByteArray CommitValues::encoded() const
{
    QCborArray all;
    for (const Value &v : m_values) {
        if (!m_seed.isEmpty())
            all.append(v.value);
        else if (v.erased())
            all.append(v.digest);
        else
            all.append(QCborArray{v.salt, v.value});
    }
    return toCbor(QCborArray{m_seed.isEmpty() ? QCborValue(QCborValue::Null) : QCborValue(m_seed), all});
}

std::optional<CommitValues> CommitValues::decoded(const QByteArray &bytes)
{
    const auto body = fromCbor(bytes, {.bytes = longestCommit, .depth = 12, .items = 400'000});
    if (!body)
        return std::nullopt;
    CborFields f(*body);
    const QCborValue seed = f.any();
    const QCborArray all = f.array(mostOperations);
    if (!f.finished() || (!seed.isNull() && seed.toByteArray().size() != seedSize))
        return std::nullopt;
    if (!seed.isNull()) {
        QList<QCborValue> values;
        values.reserve(all.size());
        for (const auto &item : all)
            values.append(item);
        return make(seed.toByteArray(), values);
    }
    CommitValues some;
    for (const auto &item : all) {
        const QCborValue one(item);
        if (one.isByteArray()) {
            some.m_values.append({{}, {}, one.toByteArray(), 0});
            if (one.toByteArray().size() != hashSize)
                return std::nullopt;
            continue;
        }
        CborFields pair(one);
        const QByteArray salt = pair.exactly(seedSize);
        const QCborValue value = pair.any();
        if (!pair.finished())
            return std::nullopt;
        const QByteArray own = toCbor(value);
        some.m_values.append({salt, value, digestOf(salt, own), own.size()});
    }
    return some;
}

QByteArray CommitValues::root() const
{
    QByteArray all = QByteArrayLiteral("heard.values.v1");
    all.reserve(all.size() + m_values.size() * hashSize);
    for (const Value &v : m_values)
        all += v.digest;
    return blake2b(all);
}

qsizetype CommitValues::mostBytes() const
{
    constexpr qsizetype around = 32; // the array, the seed or null, the count
    constexpr qsizetype pair = 2 + seedSize;
    constexpr qsizetype digest = 2 + hashSize;
    qsizetype most = around;
    for (const Value &v : m_values)
        most += std::max(digest, pair + v.size);
    return most;
}

void CommitValues::erase(qsizetype index)
{
    m_seed.clear();
    Value &v = m_values[index];
    v.salt.clear();
    v.value = {};
    v.size = 0;
}

void CommitValues::complete(const CommitValues &other)
{
    for (qsizetype i = 0; i < std::min(m_values.size(), other.m_values.size()); ++i) {
        if (m_values.at(i).erased() && m_values.at(i).digest == other.m_values.at(i).digest)
            m_values[i] = other.m_values.at(i);
    }
    if (!other.m_seed.isEmpty())
        m_seed = other.m_seed;
}

} // namespace heard
