// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <expected>

namespace heard {

/** What kind of thing went wrong. The command line's exit status follows from it (see app/cli). */
enum class ErrorCode {
    Usage,       ///< The caller asked for something that does not exist (a programmer's or a script's slip).
    Refused,     ///< Wrong passphrase, no permission, a rule says no.
    BadInput,    ///< A file, a date or a text cannot be used.
    Unreachable, ///< The remote is not there. Work is safe on the device.
    Damaged,     ///< Data was altered, truncated or does not verify.
    Busy,        ///< Another process holds the vault. Trying again can help.
    NotFound,    ///< No such circle, member, statement …
    Full,        ///< The disk or the storage is full.
    TooNew,      ///< Made by a newer Heard. Nothing is changed.
    Internal,    ///< None of these.
};

/**
 * An error is a value: what happened, in a plain sentence for the person, with what to do next.
 * `name` is stable and machine readable ("wrong-passphrase"); `detail` is for logs and never holds anything personal.
 */
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString name;
    QString message;
    QString detail;
    bool retry = false; ///< True when doing the same again, unchanged, can work.
};

template<typename T = void>
using Result = std::expected<T, Error>;

/** Short form for returning an error: `return fail(ErrorCode::Refused, "wrong-passphrase", tr("…"));` */
[[nodiscard]] std::unexpected<Error> fail(ErrorCode code, const char *name, const QString &message, const QString &detail = {},
                                          bool retry = false);

/** A sentence of the core in the language of the app. Context of all core strings is "core". */
[[nodiscard]] QString coreText(const char *english, const char *comment = nullptr, int n = -1);

} // namespace heard

#define HEARD_JOIN2(a, b) a##b
#define HEARD_JOIN(a, b) HEARD_JOIN2(a, b)

/// Gives back the error of @p expression, or goes on. For functions that return a Result.
/// The counter gives each use a name of its own, so that uses may stand inside one another (a lambda in the expression).
#define HEARD_TRY(expression) HEARD_TRY_(HEARD_JOIN(heardTried, __COUNTER__), expression)
#define HEARD_TRY_(tried, expression)                         \
    do {                                                      \
        if (auto tried = (expression); !tried)                \
            return std::unexpected(std::move(tried).error()); \
    } while (false)

/// `HEARD_TRY_ASSIGN(auto x, f());` gives x the value of f(), or gives back its error.
#define HEARD_TRY_ASSIGN(declaration, expression) HEARD_TRY_ASSIGN_(HEARD_JOIN(heardTried, __COUNTER__), declaration, expression)
#define HEARD_TRY_ASSIGN_(tried, declaration, expression) \
    auto tried = (expression);                            \
    if (!tried)                                           \
        return std::unexpected(std::move(tried).error()); \
    declaration = *std::move(tried)
