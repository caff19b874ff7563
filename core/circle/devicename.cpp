// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/devicename.h"

#include "base/error.h"

#include <QSysInfo>

namespace heard {

QString deviceNameHere()
{
    // Never the machine's own name: it is often its person's.
    const QString system = QSysInfo::productType();
    const bool handheld = system == u"android" || system == u"ios" || system == u"tvos" || system == u"watchos";
    const QString kind = handheld ? coreText("Phone or tablet") : coreText("Computer");
    return system == u"unknown" ? kind : kind + QStringLiteral(", ") + QSysInfo::prettyProductName();
}

} // namespace heard
