// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/fold.h"
#include "circle/fold_private.h"

#include <algorithm>

// Whose words they are. Only what an author had seen counts here, so each device finds the same first writer.

namespace heard {

namespace {

/** Where words are copied from, when the record that a change makes says so (common::copyOf). */
std::optional<std::pair<Id, OpId>> copiedFrom(const Commit &commit, const Id &record)
{
    for (const Operation &op : commit.operations) {
        if (op.record == record && op.field == common::copyOf.key())
            return decodeCopyOf(op.value.toByteArray());
    }
    return std::nullopt;
}

} // namespace

QByteArray encodeCopyOf(const Id &record, const OpId &op)
{
    return record.toBytes() + encodeOps({op});
}

std::optional<std::pair<Id, OpId>> decodeCopyOf(const QByteArray &bytes)
{
    constexpr qsizetype idSize = 16;
    const auto record = Id::fromBytes(bytes.first(std::min(idSize, bytes.size())));
    const auto ops = decodeOps(bytes.sliced(std::min(idSize, bytes.size())));
    return record && ops && ops->size() == 1 ? std::optional(std::pair(*record, ops->constFirst())) : std::nullopt;
}

Version::First Fold::firstToWrite(const Commit &commit, const Operation &op, const Version &version) const
{
    Version::First first{{}, version.member, version.time};
    const bool remembered = version.value.isString() && !op.field.startsWith(u'=') && op.field != common::order.key();
    if (!remembered)
        return first;
    first.op = version.op;
    const Id stream = commit.stream();
    bool found = false;
    const auto consider = [&](const OpId &seen, const Version::First &candidate) {
        if (!inPast(commit, stream, seen) || candidate.op.stream.isNull() || (found && first.op < candidate.op))
            return;
        first = candidate;
        found = true;
    };
    QByteArray words;
    const auto search = [&](const Id &record, const OpId *only) {
        const auto known = m_records.constFind(record);
        if (known == m_records.constEnd() || known->audience != commit.audience)
            return;
        const auto field = known->fields.constFind(op.field);
        if (field == known->fields.constEnd())
            return;
        for (const Version &standing : field->all()) {
            if ((!only || standing.op == *only) && standing.value == version.value)
                consider(standing.op, standing.first);
        }
        if (words.isEmpty() && !field->earlier().isEmpty())
            words = hashOfWords(version.value.toString());
        for (const Earlier &earlier : field->earlier()) {
            if ((!only || earlier.op == *only) && earlier.words == words)
                consider(earlier.op, earlier.first);
        }
    };
    search(op.record, nullptr);
    if (const auto source = copiedFrom(commit, op.record); source && !found)
        search(source->first, &source->second);
    return first;
}

} // namespace heard
