// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/clean.h"

#include "base/text.h"

#include <QCborArray>
#include <QCborMap>

namespace heard {

QCborValue cleanedValue(const QCborValue &value)
{
    if (value.isString()) {
        const QString raw = value.toString();
        const QString clean = boundedText(raw, longestText);
        return clean == raw ? value : QCborValue(clean);
    }
    if (value.isMap()) {
        // None of our fields is one; what another app keeps in one is printed all the same.
        const QCborMap raw = value.toMap();
        QCborMap clean;
        for (auto it = raw.cbegin(); it != raw.cend(); ++it)
            clean.insert(cleanedValue(it.key()), cleanedValue(it.value()));
        return clean == raw ? value : QCborValue(clean);
    }
    if (!value.isArray())
        return value;
    const QCborArray raw = value.toArray();
    QCborArray clean;
    bool changed = false;
    for (const auto &item : raw) {
        const QCborValue before(item);
        const QCborValue after = cleanedValue(before);
        changed = changed || after != before;
        clean.append(after);
    }
    return changed ? QCborValue(clean) : value;
}

qint64 cleanedTime(qint64 ms)
{
    constexpr qint64 endOf9999 = 253'402'300'799'999;
    return ms >= 0 && ms <= endOf9999 ? ms : 0;
}

} // namespace heard
