// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "outcome.h"

#include <QJsonDocument>
#include <cstdio>

namespace heard::cli {

int exitStatus(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Usage:
        return 2;
    case ErrorCode::Refused:
    case ErrorCode::Busy:
    case ErrorCode::TooNew:
        return 3;
    case ErrorCode::BadInput:
    case ErrorCode::NotFound:
        return 4;
    case ErrorCode::Unreachable:
        return 5;
    case ErrorCode::Damaged:
        return 6;
    case ErrorCode::Full:
    case ErrorCode::Internal:
        break;
    }
    return 1;
}

QJsonObject errorJson(const Outcome &outcome)
{
    const Error &error = *outcome.error;
    QJsonObject json = outcome.more;
    json.insert(QStringLiteral("code"), error.name);
    json.insert(QStringLiteral("message"), error.message);
    json.insert(QStringLiteral("detail"), error.detail);
    json.insert(QStringLiteral("retry"), error.retry);
    return json;
}

bool writeJson(FILE *stream, const QJsonValue &value, bool pretty)
{
    const QJsonDocument document = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    QByteArray bytes = document.toJson(pretty ? QJsonDocument::Indented : QJsonDocument::Compact);
    if (!bytes.endsWith('\n'))
        bytes.append('\n');
    return std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stream) == size_t(bytes.size()) && std::fflush(stream) == 0;
}

} // namespace heard::cli
