// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace heard::gates {

/** Source text (C++, QML or JavaScript) of the same length and lines, with comments as blanks; on request strings as well. */
struct Scanned
{
    struct Literal
    {
        qsizetype begin = 0; ///< of the opening quote
        qsizetype end = 0;   ///< past the closing quote
        QString value;       ///< with escapes undone
    };

    QString code;            ///< without comments
    QString bare;            ///< without comments, and with every character inside string literals as a blank
    QList<Literal> literals; ///< in order
};

[[nodiscard]] Scanned scan(const QString &source);

/** Line of an offset, from 1. */
[[nodiscard]] int lineAt(const QString &source, qsizetype offset);

} // namespace heard::gates
