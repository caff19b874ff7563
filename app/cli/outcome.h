// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <optional>

namespace heard::cli {

/**
 * What a command gives: one JSON value for standard output, an error, or both (a check that found damage prints what it
 * found and still ends with status 6). `more` is added to the error's own fields, such as what to shorten.
 */
struct Outcome
{
    QJsonValue output = QJsonValue::Undefined; ///< Undefined prints nothing
    std::optional<Error> error;
    QJsonObject more;

    Outcome() = default;
    // Implicit on purpose: commands end with `return QJsonObject{…};`, and HEARD_TRY gives back an unexpected Error.
    Outcome(const QJsonObject &object) : output(object) {}                   // NOLINT(google-explicit-constructor)
    Outcome(const QJsonArray &array) : output(array) {}                      // NOLINT(google-explicit-constructor)
    Outcome(const std::unexpected<Error> &failed) : error(failed.error()) {} // NOLINT(google-explicit-constructor)
};

/**
 * The exit status of an error: 2 wrong usage; 3 refused (also: the vault is in use, or made by a newer Heard; nothing was changed);
 * 4 bad input (also: nothing found under that id or name); 5 the remote is not reachable; 6 damaged data; 1 anything else (a full disk).
 */
[[nodiscard]] int exitStatus(ErrorCode code);

/** `{"code":…,"message":…,"detail":…,"retry":…}` and what @p outcome adds. */
[[nodiscard]] QJsonObject errorJson(const Outcome &outcome);

/** Writes one JSON document and a line end to a C stream, flushed. False when it could not be written. */
[[nodiscard]] bool writeJson(FILE *stream, const QJsonValue &value, bool pretty);

} // namespace heard::cli
