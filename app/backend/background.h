// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QMetaObject>
#include <QPointer>
#include <QThreadPool>
#include <memory>
#include <utility>

namespace heard {

/**
 * Runs @p work on another thread and gives its result to @p done on the thread of @p context, if that still lives.
 * What work holds may be movable only (keys are).
 */
template<typename Work, typename Done>
void inBackground(QObject *context, Work work, Done done)
{
    struct Task
    {
        Work work;
        Done done;
        QPointer<QObject> context;
    };
    auto task = std::make_shared<Task>(Task{std::move(work), std::move(done), context});
    // The event goes to the program's own object, which outlives every window: the context may go while the work is under way.
    QThreadPool::globalInstance()->start([task] {
        auto result = std::make_shared<decltype(task->work())>(task->work());
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [task, result] {
                if (task->context)
                    task->done(std::move(*result));
            },
            Qt::QueuedConnection);
    });
}

} // namespace heard
