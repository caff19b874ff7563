// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"

#include <QByteArray>
#include <QCborArray>
#include <QCborValue>
#include <QString>
#include <QStringList>

namespace heard {

/** How a C++ type is written into a register. Decoding a value of another type gives the type's empty value. */
template<typename T>
struct FieldCodec;

template<>
struct FieldCodec<QString>
{
    static QCborValue encode(const QString &v) { return QCborValue(v); }
    static QString decode(const QCborValue &v) { return v.toString(); }
};
template<>
struct FieldCodec<QByteArray>
{
    static QCborValue encode(const QByteArray &v) { return QCborValue(v); }
    static QByteArray decode(const QCborValue &v) { return v.toByteArray(); }
};
template<>
struct FieldCodec<bool>
{
    static QCborValue encode(bool v) { return QCborValue(v); }
    static bool decode(const QCborValue &v) { return v.toBool(); }
};
template<>
struct FieldCodec<qint64>
{
    static QCborValue encode(qint64 v) { return QCborValue(v); }
    static qint64 decode(const QCborValue &v) { return v.toInteger(); }
};
template<>
struct FieldCodec<Id>
{
    static QCborValue encode(const Id &v) { return QCborValue(v.toBytes()); }
    static Id decode(const QCborValue &v) { return Id::fromBytes(v.toByteArray()).value_or(Id{}); }
};
template<>
struct FieldCodec<QList<Id>>
{
    static QCborValue encode(const QList<Id> &v)
    {
        QCborArray a;
        for (const Id &id : v)
            a.append(id.toBytes());
        return a;
    }
    static QList<Id> decode(const QCborValue &v)
    {
        QList<Id> ids;
        const QCborArray array = v.toArray();
        for (const auto &item : array) {
            if (const auto id = Id::fromBytes(item.toByteArray()))
                ids.append(*id);
        }
        return ids;
    }
};
template<>
struct FieldCodec<QStringList>
{
    static QCborValue encode(const QStringList &v) { return QCborArray::fromStringList(v); }
    static QStringList decode(const QCborValue &v)
    {
        QStringList texts;
        const QCborArray array = v.toArray();
        for (const auto &item : array)
            texts.append(item.toString());
        return texts;
    }
};

/**
 * A field of a kind of record, declared once: `inline constexpr Field<QString> text{"text"};`
 * A name or another short text carries the most characters it may have: `{"name", longestName}`. It is then read as one line of at most
 * that length, whatever came from others.
 */
template<typename T>
struct Field
{
    const char *name = nullptr;
    qsizetype longest = 0; ///< 0: as long as a value may be
    [[nodiscard]] QString key() const { return QString::fromLatin1(name); }
};

/** The most characters of a person's or a circle's name. */
inline constexpr qsizetype longestName = 120;

/** A kind of record and its fields, for listing, importing and exporting by name. */
struct KindInfo
{
    QString name;
    QStringList fields;
};

} // namespace heard
