// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickStyle>
#include <QQuickWindow>
#include <cstdio>

/** Prints the milliseconds from main() to the first frame of a window with one button, as `heard --first-frame` does. */
int main(int argc, char *argv[])
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    const QGuiApplication app(argc, argv);
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    QQmlEngine engine;
    QQmlComponent component(&engine);
    component.setData("import QtQuick\nimport QtQuick.Controls.Basic\n"
                      "ApplicationWindow { width: 360; height: 640; visible: false; Button { anchors.centerIn: parent; text: 'Hello' } }",
                      QUrl());
    const std::unique_ptr<QObject> root(component.create());
    auto *window = qobject_cast<QQuickWindow *>(root.get());
    if (!window)
        return 1;
    QObject::connect(
        window, &QQuickWindow::frameSwapped, &app,
        [&sinceStart] {
            printf("%lld\n", static_cast<long long>(sinceStart.elapsed()));
            QCoreApplication::quit();
        },
        Qt::QueuedConnection);
    window->show();
    return QGuiApplication::exec();
}
