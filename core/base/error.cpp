// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

#include <QCoreApplication>

namespace heard {

std::unexpected<Error> fail(ErrorCode code, const char *name, const QString &message, const QString &detail, bool retry)
{
    return std::unexpected(Error{code, QString::fromLatin1(name), message, detail, retry});
}

QString coreText(const char *english, const char *comment, int n)
{
    return QCoreApplication::translate("core", english, comment, n);
}

} // namespace heard
