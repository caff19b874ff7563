// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/state.h"

#include "circle/people.h"
#include "circle/rules.h"
#include "vault/crypto.h"

#include <algorithm>

namespace heard {

QByteArray mark(const OpId &op)
{
    // Ids are random, so mixing the numbers into them is as good as a hash, and much cheaper.
    QByteArray bytes = op.stream.toBytes().first(8);
    quint64 mixed = op.seq * 0x9E3779B97F4A7C15ULL + op.index * 0xC2B2AE3D27D4EB4FULL;
    for (qsizetype i = 0; i < 8; ++i, mixed >>= 8)
        bytes[i] = char(static_cast<unsigned char>(bytes.at(i)) ^ static_cast<unsigned char>(mixed & 0xFF));
    return bytes;
}

QList<Version> Register::distinct() const
{
    QList<Version> different;
    for (const Version &v : m_versions) {
        const auto same = [&](const Version &other) { return other.value == v.value; };
        if (std::none_of(different.cbegin(), different.cend(), same))
            different.append(v);
    }
    return different;
}

bool Register::clashes() const
{
    // Most have one: not worth comparing.
    return m_versions.size() > 1 && std::any_of(m_versions.cbegin() + 1, m_versions.cend(), [&](const Version &v) {
               return v.value != m_versions.constFirst().value;
           });
}

void Register::add(const Version &version)
{
    const auto at =
        std::lower_bound(m_versions.begin(), m_versions.end(), version, [](const Version &a, const Version &b) { return a.op < b.op; });
    if (at == m_versions.end() || at->op != version.op)
        m_versions.insert(at, version);
}

QByteArray hashOfWords(const QString &words)
{
    return blake2b(QByteArrayLiteral("heard.words.v1") + words.toUtf8(), 16);
}

void Register::replace(const OpId &op)
{
    const auto it = std::find_if(m_versions.begin(), m_versions.end(), [&](const Version &v) { return v.op == op; });
    if (it == m_versions.end())
        return;
    if (!it->first.op.stream.isNull() && it->value.isString())
        m_earlier.append({op, hashOfWords(it->value.toString()), it->first});
    m_versions.erase(it);
}

void Register::erase(const OpId &op)
{
    m_versions.removeIf([&](const Version &v) { return v.op == op; });
    m_earlier.removeIf([&](const Earlier &e) { return e.op == op; });
}

namespace {

enum class Removal { No, Yes, ChangedMeanwhile };

Removal removalOf(const Record &record)
{
    const auto it = record.fields.constFind(common::gone.key());
    if (it == record.fields.constEnd())
        return Removal::No;
    QByteArray marks;
    bool kept = false;
    for (const Version &v : it->all()) {
        const QByteArray one = v.value.toByteArray();
        kept = kept || one.isEmpty();
        marks += one;
    }
    if (marks.isEmpty())
        return Removal::No;
    if (kept)
        return Removal::ChangedMeanwhile;
    const auto isMarked = [&](const OpId &op) {
        const QByteArray wanted = mark(op);
        for (qsizetype at = 0; at + 8 <= marks.size(); at += 8) {
            if (QByteArrayView(marks).sliced(at, 8) == wanted)
                return true;
        }
        return false;
    };
    for (auto field = record.fields.cbegin(); field != record.fields.cend(); ++field) {
        // Withdrawing words is no reason to keep them, and neither is a place in a list: moving a line numbers its neighbours too, so
        // somebody who moved another line would bring back what they never meant to touch.
        if (field.key() == common::gone.key() || field.key() == common::withdrawn.key() || field.key() == common::order.key())
            continue;
        for (const Version &v : field->all()) {
            if (!isMarked(v.op))
                return Removal::ChangedMeanwhile;
        }
    }
    return Removal::Yes;
}

} // namespace

bool Record::gone() const
{
    return removalOf(*this) == Removal::Yes;
}

QStringList Record::clashes() const
{
    QStringList names;
    if (removalOf(*this) == Removal::ChangedMeanwhile)
        names.append(common::gone.key());
    for (auto it = fields.cbegin(); it != fields.cend(); ++it) {
        if (it.key() != common::gone.key() && it.key() != common::order.key() && kind != deviceKind::device && it->clashes())
            names.append(it.key());
    }
    return names;
}

} // namespace heard
