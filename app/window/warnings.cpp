// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/warnings.h"

#include <QMutex>
#include <QtGlobal>

namespace heard {

namespace {

QMutex guard;
QStringList collected;
QtMessageHandler before = nullptr;

void collect(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (type == QtWarningMsg || type == QtCriticalMsg || type == QtFatalMsg) {
        const QMutexLocker lock(&guard);
        collected.append(message);
    }
    before(type, context, message);
}

} // namespace

Warnings::Warnings()
{
    before = qInstallMessageHandler(collect);
}

Warnings::~Warnings()
{
    qInstallMessageHandler(before);
}

QStringList Warnings::take()
{
    const QMutexLocker lock(&guard);
    return std::exchange(collected, {});
}

} // namespace heard
