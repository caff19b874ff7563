// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cbor.h"
#include "circle/fold.h"
#include "circle/identity.h"
#include "support/circles.h"

namespace heard::testing {

/** What somebody with a changed app can do: write any change with keys that are theirs, and any letter. */
class ModifiedClient
{
public:
    /** Keys of one's own choosing; @p view is the circle as the attacker's own app sees it. */
    explicit ModifiedClient(Circle &view) : m_view(view) {}

    [[nodiscard]] DeviceKeys freshKeys() { return DeviceKeys::make(m_random); }
    [[nodiscard]] QByteArray nonce()
    {
        QByteArray bytes(16, Qt::Uninitialized);
        m_random.fill({reinterpret_cast<unsigned char *>(bytes.data()), size_t(bytes.size())});
        return bytes;
    }
    /** Operations that make a record. */
    [[nodiscard]] QList<Operation> making(const DeviceKeys &by, const Id &audience, const QString &kind,
                                          const QList<std::pair<QString, QCborValue>> &fields, Id *made = nullptr)
    {
        const QByteArray random = nonce();
        const Id record = recordIdFor(by.id, audience, random);
        if (made)
            *made = record;
        QList<Operation> operations{{record, kind, common::made.key(), QCborValue(random), {}}};
        for (const auto &[field, value] : fields)
            operations.append({record, kind, field, value, {}});
        return operations;
    }
    /** The fields by which @p admitter binds @p device to @p member. */
    [[nodiscard]] QList<std::pair<QString, QCborValue>> binding(const DeviceKeys &device, const Id &member, const Id &admitter, Admission as)
    {
        return {{deviceKind::member.key(), FieldCodec<Id>::encode(member)},
                {deviceKind::sign.key(), QCborValue(device.sign.publicKey)},
                {deviceKind::box.key(), QCborValue(device.box.publicKey)},
                {deviceKind::proof.key(),
                 QCborValue(sign(device.sign, "heard.admission.v1", admissionText(m_view.id(), admitter, device.id, as)))}};
    }
    [[nodiscard]] QList<std::pair<QString, QCborValue>> certified(const DeviceKeys &device, const Id &member, const Id &certifier,
                                                                  const QByteArray &certificate)
    {
        return {{deviceKind::member.key(), FieldCodec<Id>::encode(member)},
                {deviceKind::sign.key(), QCborValue(device.sign.publicKey)},
                {deviceKind::box.key(), QCborValue(device.box.publicKey)},
                {deviceKind::certifier.key(), FieldCodec<Id>::encode(certifier)},
                {deviceKind::certificate.key(), QCborValue(certificate)}};
    }
    /** A change as any app would write it next, of this device, with all in its past that the attacker sees. */
    [[nodiscard]] SignedCommit change(const DeviceKeys &by, const Id &audience, const QList<Operation> &operations)
    {
        Commit c;
        c.seed = nonce();
        c.circle = m_view.id();
        c.audience = audience;
        c.device = by.id;
        c.seq = m_view.count(c.stream()) + 1;
        c.prev = QByteArray(32, '\0');
        const QList<Circle::StreamInfo> streams = m_view.streams();
        for (const Circle::StreamInfo &stream : streams) {
            if (stream.stream == c.stream())
                c.prev = stream.lastHash;
            else if (stream.audience == m_view.everyone() && m_view.wasLetIn(stream.device))
                c.seen.insert(stream.stream, stream.count);
        }
        c.time = 1'800'000'000'000;
        c.operations = operations;
        return signCommit(c, by.sign).value_or(SignedCommit());
    }
    /** Writes it, and keeps it in the attacker's own vault so that the next one follows. */
    bool write(const DeviceKeys &by, const Id &audience, const QList<Operation> &operations)
    {
        const SignedCommit made = change(by, audience, operations);
        const auto received = m_view.receive({made});
        return received && received->taken == 1;
    }
    /** A sealed letter with these keys. */
    [[nodiscard]] QByteArray letter(const DeviceKeys &from, const Device &to, const std::vector<EpochKey> &keys) const
    {
        QCborArray list;
        for (const EpochKey &key : keys)
            list.append(QCborArray{key.epoch.toBytes(), key.audience.toBytes(), key.key.view().toByteArray()});
        const QByteArray body =
            toCbor(QCborArray{1, m_view.id().toBytes(), to.id.toBytes(), from.id.toBytes(), from.sign.publicKey, from.box.publicKey, list});
        return sealToKey(to.boxKey, toCbor(QCborArray{body, sign(from.sign, "heard.letter.v1", body)}));
    }
    /** The keys in a letter, when it was sealed to this device. */
    [[nodiscard]] static QList<QByteArray> keysIn(const QByteArray &sealed, const DeviceKeys &reader)
    {
        const auto plain = openWithKey(reader.box, sealed);
        const auto outer = plain ? fromCbor(*plain) : Result<QCborValue>(std::unexpected(Error{}));
        if (!outer)
            return {};
        const auto body = fromCbor(outer->toArray().at(0).toByteArray());
        QList<QByteArray> keys;
        const QCborArray list = body ? body->toArray().at(6).toArray() : QCborArray();
        for (const auto &key : list)
            keys.append(key.toArray().at(2).toByteArray());
        return keys;
    }
    [[nodiscard]] static EpochKey chosenKey(const Id &audience, char idByte, char keyByte)
    {
        QByteArray secret(keySize, keyByte);
        secret.detach();
        return {Id::fromBytes(QByteArray(15, idByte) + char(idByte | 1)).value_or(Id()), audience, SecretBytes::taking(secret)};
    }

private:
    Circle &m_view;
    SystemRandom m_random;
};

} // namespace heard::testing
