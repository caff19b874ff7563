// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "json.h"

#include "base/text.h"
#include "circle/names.h"

#include <cmath>

namespace heard::cli {

namespace {

constexpr qsizetype longestShown = 1024;

} // namespace

QJsonValue valueJson(const QCborValue &value)
{
    if (value.isByteArray()) {
        const QByteArray bytes = value.toByteArray();
        if (const auto id = Id::fromBytes(bytes))
            return QJsonObject{{QStringLiteral("id"), id->toHex()}};
        if (bytes.size() <= longestShown)
            return QJsonObject{{QStringLiteral("base64"), QString::fromLatin1(bytes.toBase64())}};
        return QJsonObject{{QStringLiteral("bytes"), bytes.size()}};
    }
    if (value.isArray()) {
        QJsonArray json;
        const QCborArray array = value.toArray();
        for (const auto &item : array)
            json.append(valueJson(item));
        return json;
    }
    return value.toJsonValue();
}

Result<QCborValue> valueFromJson(const QJsonValue &json)
{
    const auto unusable = [] {
        return fail(ErrorCode::BadInput, "bad-value",
                    coreText("One of the values cannot be kept. Use text, whole numbers, yes or no, or lists."));
    };
    switch (json.type()) {
    case QJsonValue::Null:
        return QCborValue(nullptr);
    case QJsonValue::Bool:
        return QCborValue(json.toBool());
    case QJsonValue::Double: {
        constexpr double exact = 9007199254740992; // 2^53: above, a JSON number may not be the one that was written
        const double number = json.toDouble();
        if (std::trunc(number) != number || std::fabs(number) > exact)
            return unusable();
        return QCborValue(json.toInteger());
    }
    case QJsonValue::String: {
        HEARD_TRY_ASSIGN(const QString clean, checkedText(json.toString()));
        return QCborValue(clean);
    }
    case QJsonValue::Array: {
        QCborArray array;
        const QJsonArray items = json.toArray();
        for (const auto &item : items) {
            HEARD_TRY_ASSIGN(const QCborValue value, valueFromJson(item));
            array.append(value);
        }
        return QCborValue(array);
    }
    case QJsonValue::Object: {
        const QJsonObject object = json.toObject();
        if (object.size() != 1)
            return unusable();
        if (const auto id = Id::fromHex(object.value(QLatin1String("id")).toString()))
            return QCborValue(id->toBytes());
        const QByteArray base64 = object.value(QLatin1String("base64")).toString().toLatin1();
        const auto decoded = QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
        if (base64.isEmpty() || !decoded)
            return unusable();
        return QCborValue(*decoded);
    }
    case QJsonValue::Undefined:
        break;
    }
    return unusable();
}

QJsonValue timeJson(qint64 ms)
{
    return ms == 0 ? QJsonValue() : QJsonValue(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate));
}

QJsonValue whoJson(const Circle &circle, const Id &member)
{
    if (member.isNull())
        return {};
    return QJsonObject{{QStringLiteral("id"), member.toHex()}, {QStringLiteral("name"), shownName(circle, member)}};
}

QString plainFieldName(const QString &field)
{
    return field.startsWith(u'=') ? field.mid(1) : field;
}

QJsonArray versionsJson(const Circle &circle, const Record &record, const QString &field)
{
    QJsonArray versions;
    const QList<Version> standing = record.fields.value(field).distinct();
    for (const Version &version : standing) {
        versions.append(QJsonObject{{QStringLiteral("number"), versions.size() + 1},
                                    {QStringLiteral("value"), valueJson(version.value)},
                                    {QStringLiteral("by"), whoJson(circle, version.first.member)},
                                    {QStringLiteral("at"), timeJson(version.first.time)}});
    }
    return versions;
}

QJsonObject recordJson(const Circle &circle, const Record &record)
{
    QJsonObject fields;
    for (auto it = record.fields.begin(); it != record.fields.end(); ++it) {
        const Version *shown = it->shown();
        // The random bytes that make the id say nothing; `gone` is told below.
        if (shown && it.key() != common::made.key() && it.key() != common::gone.key())
            fields.insert(plainFieldName(it.key()), valueJson(shown->value));
    }
    QJsonObject json{{QStringLiteral("record"), record.id.toHex()},
                     {QStringLiteral("kind"), record.kind},
                     {QStringLiteral("audience"), circle.audienceName(record.audience)},
                     {QStringLiteral("by"), whoJson(circle, record.creator)},
                     {QStringLiteral("made"), timeJson(record.time)},
                     {QStringLiteral("removed"), record.gone()},
                     {QStringLiteral("fields"), fields}};
    QJsonObject conflicts;
    const QStringList clashes = record.clashes();
    for (const QString &field : clashes)
        conflicts.insert(plainFieldName(field), versionsJson(circle, record, field));
    if (!conflicts.isEmpty())
        json.insert(QStringLiteral("conflicts"), conflicts);
    return json;
}

QJsonObject memberJson(const Circle &circle, const Member &member)
{
    QJsonArray devices;
    const QList<DeviceInfo> known = circle.devicesOf(member.id);
    for (const DeviceInfo &device : known) {
        devices.append(QJsonObject{{QStringLiteral("id"), device.id.toHex()},
                                   {QStringLiteral("name"), device.name},
                                   {QStringLiteral("since"), timeJson(device.since)},
                                   {QStringLiteral("here"), device.here}});
    }
    return {{QStringLiteral("member"), member.id.toHex()},
            {QStringLiteral("name"), member.name},
            {QStringLiteral("shown_name"), shownName(circle, member.id)},
            {QStringLiteral("role"), roleName(member.role)},
            {QStringLiteral("language"), member.language},
            {QStringLiteral("owner"), member.owner},
            {QStringLiteral("founder"), member.founder},
            {QStringLiteral("removed"), member.removed},
            {QStringLiteral("me"), member.id == circle.me()},
            {QStringLiteral("devices"), devices}};
}

QJsonObject overviewJson(const CircleOverview &overview)
{
    return {{QStringLiteral("circle"), overview.id.toHex()},
            {QStringLiteral("name"), overview.name},
            {QStringLiteral("kind"), overview.type},
            {QStringLiteral("members"), overview.members},
            {QStringLiteral("clashes"), overview.clashes},
            {QStringLiteral("waiting"), overview.waiting},
            {QStringLiteral("waiting_since"), timeJson(overview.waitingSince)},
            {QStringLiteral("waiting_to_join"), overview.waitingToJoin}};
}

} // namespace heard::cli
