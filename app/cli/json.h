// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/circle.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

namespace heard::cli {

/**
 * A value of a field. Texts, whole numbers, yes or no and lists are themselves; bytes are {"id":"…"} when there are 16 of them (all ids
 * have), {"base64":"…"} up to 1 kB, and {"bytes":N} beyond (a photo). What is printed can be given back, but for the last.
 */
[[nodiscard]] QJsonValue valueJson(const QCborValue &value);
/** The other way. BadInput for what no field can hold (fractions, objects of another form). */
[[nodiscard]] Result<QCborValue> valueFromJson(const QJsonValue &json);

/** ISO 8601 in UTC, with seconds; null for 0. */
[[nodiscard]] QJsonValue timeJson(qint64 ms);
/** {"id":…,"name":…} of a member, or null. */
[[nodiscard]] QJsonValue whoJson(const Circle &circle, const Id &member);

/** The name of a field as people write it: without the mark of fixed fields. */
[[nodiscard]] QString plainFieldName(const QString &field);

/** The versions that stand in a field, numbered from 1 as `--keep` counts them. */
[[nodiscard]] QJsonArray versionsJson(const Circle &circle, const Record &record, const QString &field);
/** A record with its fields as shown, and both versions of those that clash. */
[[nodiscard]] QJsonObject recordJson(const Circle &circle, const Record &record);
[[nodiscard]] QJsonObject memberJson(const Circle &circle, const Member &member);
[[nodiscard]] QJsonObject overviewJson(const CircleOverview &overview);

} // namespace heard::cli
