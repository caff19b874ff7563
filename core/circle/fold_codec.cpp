// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/fold.h"

#include <QDataStream>
#include <QIODevice>
#include <QtEndian>

namespace heard {

namespace {

/** Written into each checkpoint; another number means: fold the log again. Raise it whenever the folding or this file changes. */
constexpr quint32 checkpointVersion = 4;

enum class Tag : quint8 { Text, Bytes, Integer, True, False, Other };

void writeId(QDataStream &out, const Id &id)
{
    out.writeRawData(reinterpret_cast<const char *>(id.bytes.data()), int(id.bytes.size()));
}

Id readId(QDataStream &in)
{
    Id id;
    if (in.readRawData(reinterpret_cast<char *>(id.bytes.data()), int(id.bytes.size())) != int(id.bytes.size()))
        in.setStatus(QDataStream::ReadPastEnd);
    return id;
}

void writeValue(QDataStream &out, const QCborValue &value)
{
    const auto tag = [&](Tag t) { out << quint8(t); };
    if (value.isString()) {
        tag(Tag::Text);
        out << value.toString().toUtf8();
    } else if (value.isByteArray()) {
        tag(Tag::Bytes);
        out << value.toByteArray();
    } else if (value.isInteger()) {
        tag(Tag::Integer);
        out << qint64(value.toInteger());
    } else if (value.isBool()) {
        tag(value.toBool() ? Tag::True : Tag::False);
    } else {
        tag(Tag::Other);
        out << value.toCbor();
    }
}

QCborValue readValue(QDataStream &in)
{
    quint8 tag = 0;
    in >> tag;
    QByteArray bytes;
    qint64 number = 0;
    switch (Tag(tag)) {
    case Tag::Text:
        in >> bytes;
        return QCborValue(QString::fromUtf8(bytes));
    case Tag::Bytes:
        in >> bytes;
        return QCborValue(bytes);
    case Tag::Integer:
        in >> number;
        return QCborValue(number);
    case Tag::True:
        return QCborValue(true);
    case Tag::False:
        return QCborValue(false);
    case Tag::Other:
        in >> bytes;
        return QCborValue::fromCbor(bytes);
    }
    in.setStatus(QDataStream::ReadCorruptData);
    return {};
}

void writeOp(QDataStream &out, const OpId &op)
{
    writeId(out, op.stream);
    out << op.seq << op.index;
}

OpId readOp(QDataStream &in)
{
    OpId op;
    op.stream = readId(in);
    in >> op.seq >> op.index;
    return op;
}

void writeFirst(QDataStream &out, const Version::First &first)
{
    writeOp(out, first.op);
    writeId(out, first.member);
    out << first.time;
}

Version::First readFirst(QDataStream &in)
{
    Version::First first;
    first.op = readOp(in);
    first.member = readId(in);
    in >> first.time;
    return first;
}

/** Of nearly every version who set it wrote it first: that takes one byte. */
enum class Wrote : quint8 { Itself, NotKept, Earlier };

void writeFirstOf(QDataStream &out, const Version &v)
{
    const bool own = v.first.member == v.member && v.first.time == v.time;
    const Wrote wrote = own && v.first.op == v.op ? Wrote::Itself : own && v.first.op == OpId{} ? Wrote::NotKept : Wrote::Earlier;
    out << quint8(wrote);
    if (wrote == Wrote::Earlier)
        writeFirst(out, v.first);
}

Version::First readFirstOf(QDataStream &in, const Version &v)
{
    quint8 wrote = 0;
    in >> wrote;
    switch (Wrote(wrote)) {
    case Wrote::Itself:
        return {v.op, v.member, v.time};
    case Wrote::NotKept:
        return {{}, v.member, v.time};
    case Wrote::Earlier:
        return readFirst(in);
    }
    in.setStatus(QDataStream::ReadCorruptData);
    return {};
}

void writeIds(QDataStream &out, const QList<Id> &ids)
{
    out << quint32(ids.size());
    for (const Id &id : ids)
        writeId(out, id);
}

QList<Id> readIds(QDataStream &in)
{
    quint32 count = 0;
    in >> count;
    QList<Id> ids;
    for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i)
        ids.append(readId(in));
    return ids;
}

void writeCounts(QDataStream &out, const QMap<Id, quint64> &counts)
{
    out << quint32(counts.size());
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        writeId(out, it.key());
        out << it.value();
    }
}

QMap<Id, quint64> readCounts(QDataStream &in)
{
    quint32 count = 0;
    in >> count;
    QMap<Id, quint64> counts;
    for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        const Id id = readId(in);
        quint64 n = 0;
        in >> n;
        counts.insert(id, n);
    }
    return counts;
}

constexpr qsizetype opSize = 28; ///< stream, number, index

} // namespace

QByteArray encodeOps(const QList<OpId> &ops)
{
    QByteArray bytes;
    bytes.reserve(ops.size() * opSize);
    for (const OpId &op : ops) {
        QByteArray place(opSize - 16, Qt::Uninitialized);
        qToBigEndian(op.seq, place.data());
        qToBigEndian(op.index, place.data() + 8);
        bytes += op.stream.toBytes() + place;
    }
    return bytes;
}

std::optional<QList<OpId>> decodeOps(const QByteArray &bytes)
{
    if (bytes.size() % opSize != 0)
        return std::nullopt;
    QList<OpId> ops;
    ops.reserve(bytes.size() / opSize);
    for (qsizetype at = 0; at < bytes.size(); at += opSize) {
        const Id stream = Id::fromBytes(bytes.sliced(at, 16)).value_or(Id());
        ops.append({stream, qFromBigEndian<quint64>(bytes.constData() + at + 16), qFromBigEndian<quint32>(bytes.constData() + at + 24)});
    }
    return ops;
}

QByteArray Fold::encoded() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << checkpointVersion;
    writeId(out, m_circleRecord);
    writeId(out, m_founderDevice);
    writeId(out, m_founderMember);
    out << quint32(m_streams.size());
    for (auto it = m_streams.cbegin(); it != m_streams.cend(); ++it) {
        writeId(out, it.key());
        writeId(out, it->audience);
        writeId(out, it->device);
        out << it->count;
    }
    out << quint32(m_devices.size());
    for (const DeviceFact &fact : m_devices) {
        writeId(out, fact.claim.id);
        writeId(out, fact.claim.member);
        out << fact.claim.signKey << fact.claim.boxKey << quint32(fact.bindings.size());
        for (const Binding &binding : fact.bindings) {
            writeId(out, binding.device.member);
            writeId(out, binding.record);
            writeOp(out, binding.op);
        }
    }
    for (const QList<RemovalFact> *list : {&m_removals, &m_foreknown}) {
        out << quint32(list->size());
        for (const RemovalFact &r : *list) {
            writeId(out, r.record);
            writeId(out, r.member);
            writeOp(out, r.op);
            writeCounts(out, r.seen);
        }
    }
    out << quint32(m_epochs.size());
    for (const Epoch &e : m_epochs) {
        writeId(out, e.epoch);
        writeId(out, e.audience);
        writeIds(out, e.after);
        writeOp(out, e.op);
        out << e.followed;
    }
    out << quint32(m_setAside.size());
    for (const SetAside &s : m_setAside) {
        writeId(out, s.stream);
        writeId(out, s.device);
        out << s.seq << s.reason.toUtf8() << qint32(s.index);
    }
    out << quint32(m_erasures.size());
    for (const Erasure &e : m_erasures) {
        writeId(out, e.id);
        writeId(out, e.record);
        writeId(out, e.audience);
        writeOp(out, e.op);
        out << encodeOps(e.targets);
    }
    out << encodeOps(m_lacking.values());
    out << quint32(m_ruled.size());
    for (auto it = m_ruled.cbegin(); it != m_ruled.cend(); ++it) {
        writeId(out, it.key());
        writeCounts(out, it->touched);
        out << encodeOps(it->withdrawals) << quint32(m_approvals.value(it.key()).size());
        for (const Approval &approval : m_approvals.value(it.key())) {
            writeOp(out, approval.op);
            out << approval.bySpeaker;
            writeCounts(out, approval.seen);
        }
    }
    out << quint32(m_records.size());
    for (const Record &r : m_records) {
        writeId(out, r.id);
        writeId(out, r.audience);
        writeId(out, r.creator);
        writeOp(out, r.made);
        out << r.kind.toUtf8() << r.time << quint32(r.fields.size());
        for (auto field = r.fields.cbegin(); field != r.fields.cend(); ++field) {
            out << field.key().toUtf8() << quint32(field->all().size());
            for (const Version &v : field->all()) {
                writeOp(out, v.op);
                writeId(out, v.member);
                out << v.time;
                writeFirstOf(out, v);
                writeValue(out, v.value);
            }
            out << quint32(field->earlier().size());
            for (const Earlier &e : field->earlier()) {
                writeOp(out, e.op);
                out << e.words;
                writeFirst(out, e.first);
            }
        }
    }
    return bytes;
}

Result<Fold> Fold::decoded(const Id &circle, const QByteArray &bytes)
{
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_4);
    Fold fold(circle);
    quint32 version = 0;
    in >> version;
    const auto other = [] {
        return fail(ErrorCode::Damaged, "old-checkpoint", coreText("The quick copy cannot be used. Everything is read again."));
    };
    if (version != checkpointVersion)
        return other();
    const auto fine = [&] { return in.status() == QDataStream::Ok; };
    const auto countOf = [&] {
        quint32 n = 0;
        in >> n;
        return n;
    };
    fold.m_circleRecord = readId(in);
    fold.m_founderDevice = readId(in);
    fold.m_founderMember = readId(in);
    for (quint32 n = countOf(); n > 0 && fine(); --n) {
        const Id stream = readId(in);
        Stream s;
        s.audience = readId(in);
        s.device = readId(in);
        in >> s.count;
        fold.m_streams.insert(stream, s);
    }
    for (quint32 n = countOf(); n > 0 && fine(); --n) {
        DeviceFact fact;
        fact.claim.id = readId(in);
        fact.claim.member = readId(in);
        in >> fact.claim.signKey >> fact.claim.boxKey;
        for (quint32 bindings = countOf(); bindings > 0 && fine(); --bindings) {
            Binding binding{.device = fact.claim, .op = {}, .record = {}};
            binding.device.member = readId(in);
            binding.record = readId(in);
            binding.op = readOp(in);
            fact.bindings.append(binding);
        }
        fold.m_devices.insert(fact.claim.id, fact);
    }
    for (QList<RemovalFact> *list : {&fold.m_removals, &fold.m_foreknown}) {
        for (quint32 n = countOf(); n > 0 && fine(); --n) {
            RemovalFact r;
            r.record = readId(in);
            r.member = readId(in);
            r.op = readOp(in);
            r.seen = readCounts(in);
            list->append(r);
        }
    }
    for (quint32 n = countOf(); n > 0 && fine(); --n) {
        Epoch e;
        e.epoch = readId(in);
        e.audience = readId(in);
        e.after = readIds(in);
        e.op = readOp(in);
        in >> e.followed;
        fold.m_epochs.append(e);
    }
    for (quint32 n = countOf(); n > 0 && fine(); --n) {
        SetAside s;
        QByteArray reason;
        qint32 index = -1;
        s.stream = readId(in);
        s.device = readId(in);
        in >> s.seq >> reason >> index;
        s.reason = QString::fromUtf8(reason);
        s.index = index;
        fold.m_setAside.append(s);
    }
    QByteArray ops;
    for (quint32 n = countOf(); n > 0 && fine(); --n) {
        Erasure e;
        e.id = readId(in);
        e.record = readId(in);
        e.audience = readId(in);
        e.op = readOp(in);
        in >> ops;
        e.targets = decodeOps(ops).value_or(QList<OpId>());
        fold.m_erasures.append(e);
    }
    in >> ops;
    const QList<OpId> lacking = decodeOps(ops).value_or(QList<OpId>());
    fold.m_lacking = QSet<OpId>(lacking.cbegin(), lacking.cend());
    for (quint32 n = countOf(); n > 0 && fine(); --n) {
        const Id record = readId(in);
        RuledRecord &ruled = fold.m_ruled[record];
        ruled.touched = readCounts(in);
        quint32 approvals = 0;
        in >> ops >> approvals;
        ruled.withdrawals = decodeOps(ops).value_or(QList<OpId>());
        for (; approvals > 0 && fine(); --approvals) {
            Approval approval;
            approval.op = readOp(in);
            in >> approval.bySpeaker;
            approval.seen = readCounts(in);
            fold.m_approvals[record].append(approval);
        }
    }
    const quint32 records = countOf();
    fold.m_records.reserve(qMin(records, 1'000'000U));
    QHash<QByteArray, QString> names;
    const auto named = [&](const QByteArray &utf8) {
        const auto known = names.constFind(utf8);
        if (known != names.constEnd())
            return *known;
        return *names.insert(utf8, fold.interned(QString::fromUtf8(utf8)));
    };
    QByteArray text;
    for (quint32 n = records; n > 0 && fine(); --n) {
        Record r;
        r.id = readId(in);
        r.audience = readId(in);
        r.creator = readId(in);
        r.made = readOp(in);
        quint32 fields = 0;
        in >> text >> r.time >> fields;
        r.kind = named(text);
        for (; fields > 0 && fine(); --fields) {
            quint32 versions = 0;
            in >> text >> versions;
            Register &reg = r.fields[named(text)];
            for (; versions > 0 && fine(); --versions) {
                Version v;
                v.op = readOp(in);
                v.member = readId(in);
                in >> v.time;
                v.first = readFirstOf(in, v);
                v.value = readValue(in);
                reg.add(v);
            }
            for (quint32 earlier = countOf(); earlier > 0 && fine(); --earlier) {
                Earlier e;
                e.op = readOp(in);
                in >> e.words;
                e.first = readFirst(in);
                reg.addEarlier(e);
            }
        }
        fold.m_records.insert(r.id, r);
        fold.m_touched.insert(r.id);
        if (const auto ruled = fold.m_ruled.find(r.id); ruled != fold.m_ruled.end()) {
            for (auto field = r.fields.cbegin(); field != r.fields.cend(); ++field) {
                if (const Version *value = field->shown())
                    ruled->rules.take(field.key(), value->value);
            }
        }
    }
    if (!fine() || !in.atEnd())
        return other();
    for (const Record &r : std::as_const(fold.m_records)) {
        if (r.kind == memberKind::member)
            fold.refreshMember(r.id);
    }
    return fold;
}

} // namespace heard
