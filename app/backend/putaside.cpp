// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "putaside.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace heard {

namespace {

/** A restored store, whole, on its way to its place. */
QString comingTo(const QString &folder)
{
    return folder + QStringLiteral("-coming");
}

std::unexpected<Error> cannotMove()
{
    return fail(ErrorCode::Refused, "cannot-move",
                coreText("The locked store could not be put aside. Nothing was changed. Close other programs, then try again."));
}

} // namespace

QString lastPutAside(const QString &folder)
{
    const QFileInfo place(folder);
    const QFileInfoList all = place.absoluteDir().entryInfoList({place.fileName() + QStringLiteral("-kept-*")}, QDir::Dirs, QDir::Name);
    for (auto it = all.crbegin(); it != all.crend(); ++it) {
        if (Store::exists(it->absoluteFilePath()))
            return it->absoluteFilePath();
    }
    return {};
}

Result<QString> putAside(const QString &folder, const Surroundings &around)
{
    {
        // Another window or the command line may be at work in it. A damaged store is put aside all the same.
        const auto store = Store::open(folder, around.store);
        if (!store && store.error().code == ErrorCode::Busy)
            return std::unexpected(store.error());
    }
    const QString day = QDateTime::fromMSecsSinceEpoch(around.clock->now()).toString(QStringLiteral("yyyy-MM-dd"));
    for (int i = 1; i < 1000; ++i) {
        // Three digits keep the order of the names that of the days.
        QString kept = QStringLiteral("%1-kept-%2-%3").arg(folder, day).arg(i, 3, 10, QLatin1Char('0'));
        if (QFileInfo::exists(kept))
            continue;
        if (!QDir().rename(folder, kept))
            return cannotMove();
        return kept;
    }
    return cannotMove();
}

Result<> takeBack(const QString &kept, const QString &folder)
{
    // A rename onto an empty folder works, onto anything else it fails: nothing is lost.
    if (kept.isEmpty() || Store::exists(folder) || !QDir().rename(kept, folder))
        return fail(ErrorCode::Refused, "cannot-move", coreText("The locked store could not be taken back. It is still kept. Try again later."));
    return {};
}

Result<> restoreInPlace(const QString &file, const Passphrase &passphrase, const QString &folder, const Surroundings &around)
{
    if (!Store::exists(folder))
        return Vault::restore(file, passphrase, folder, around);
    const QString coming = comingTo(folder);
    QDir(coming).removeRecursively(); // half of an older try
    HEARD_TRY(Vault::restore(file, passphrase, coming, around));
    HEARD_TRY_ASSIGN(const QString kept, putAside(folder, around));
    if (QDir().rename(coming, folder))
        return {};
    HEARD_TRY(takeBack(kept, folder));
    return cannotMove();
}

void finishRestore(const QString &folder)
{
    if (!QFileInfo::exists(folder) && Store::exists(comingTo(folder)))
        QDir().rename(comingTo(folder), folder);
}

} // namespace heard
