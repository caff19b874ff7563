// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/text.h"
#include "circle/field.h"
#include "circle/operation.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <optional>
#include <type_traits>

namespace heard {

/** One value that stands in a field, with whose it is and when they say they wrote it. */
struct Version
{
    OpId op;
    QCborValue value;
    Id member;       ///< who set it
    qint64 time = 0; ///< ms since 1970, as claimed
    /**
     * Who wrote these very words here first, before whoever set them now: choosing one of two versions, or putting words back, makes
     * nobody their writer. Kept for text; of anything else it is who set it.
     */
    struct First
    {
        OpId op;
        Id member;
        qint64 time = 0;
        friend bool operator==(const First &, const First &) = default;
    };
    First first = {};
};

/** A version that was replaced: of its words only a hash stays, to know them again (fold_words.cpp). */
struct Earlier
{
    OpId op;
    QByteArray words; ///< 16 bytes
    Version::First first;
};

/** A multi-value register: the values no other operation replaces. Order is by operation id, the same on every device. */
class Register
{
public:
    [[nodiscard]] const QList<Version> &all() const { return m_versions; }
    /** Equal values once; more than one means "two versions: which is right?" */
    [[nodiscard]] QList<Version> distinct() const;
    [[nodiscard]] bool clashes() const;
    /** The one shown when only one can be (the last by operation id). Null when never set. */
    [[nodiscard]] const Version *shown() const { return m_versions.isEmpty() ? nullptr : &m_versions.constLast(); }

    /** Versions that were replaced, where it is remembered who wrote them. */
    [[nodiscard]] const QList<Earlier> &earlier() const { return m_earlier; }

    void add(const Version &version);
    void addEarlier(const Earlier &earlier) { m_earlier.append(earlier); }
    /** Another one stands in its place. */
    void replace(const OpId &op);
    /** Gone for good, with what is remembered of it. */
    void erase(const OpId &op);

private:
    QList<Version> m_versions;
    QList<Earlier> m_earlier;
};

/** A record as folded: read-only for everyone but the fold. */
struct Record
{
    Id id;
    QString kind;
    Id audience;
    Id creator;      ///< member
    OpId made;       ///< the operation that made it
    qint64 time = 0; ///< when it was made, as claimed
    QMap<QString, Register> fields;

    template<typename T>
    [[nodiscard]] T get(const Field<T> &field) const
    {
        const Version *v = shown(field.key());
        T value = v ? FieldCodec<T>::decode(v->value) : T{};
        if constexpr (std::is_same_v<T, QString>) {
            if (field.longest > 0)
                return boundedLine(value, field.longest);
        }
        return value;
    }
    template<typename T>
    [[nodiscard]] bool has(const Field<T> &field) const
    {
        return shown(field.key()) != nullptr;
    }
    [[nodiscard]] const Version *shown(const QString &field) const
    {
        const auto it = fields.constFind(field);
        return it == fields.constEnd() ? nullptr : it->shown();
    }
    /** True when removed and nobody changed more than its place meanwhile (removed here and changed there is a clash, and stays visible). */
    [[nodiscard]] bool gone() const;
    /**
     * Fields with two or more different versions; `gone` among them when it was removed here and changed there.
     * A place in a list (`order`) and a device's name are not among them: one of the two is taken, and nobody is asked.
     */
    [[nodiscard]] QStringList clashes() const;
};

/** Fields that every record has. */
namespace common {
inline constexpr Field<QByteArray> made{"=made"}; ///< random bytes; the record's id is their hash with device and audience
/**
 * Removal is a register too. Set: 8 bytes for each value that stood when it was removed (`mark`), so that a value nobody
 * who removed it had seen brings it back as a clash, but for a place (`order`). Empty: not removed. Written by Change::remove and Change::bringBack only.
 */
inline constexpr Field<QByteArray> gone{"gone"};
inline constexpr Field<QString> order{"order"}; ///< fractional index, see order.h
/** Words copied from another record of the same audience keep who wrote them: encodeCopyOf() of the record and the operation. */
inline constexpr Field<QByteArray> copyOf{"=copy_of"};
} // namespace common

[[nodiscard]] QByteArray encodeCopyOf(const Id &record, const OpId &op);
[[nodiscard]] std::optional<std::pair<Id, OpId>> decodeCopyOf(const QByteArray &bytes);

/** What is kept of words that were replaced, to know them again. 16 bytes. */
[[nodiscard]] QByteArray hashOfWords(const QString &words);

/** The 8 bytes that stand for an operation in `common::gone`. */
[[nodiscard]] QByteArray mark(const OpId &op);

} // namespace heard
