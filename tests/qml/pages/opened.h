// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demo.h"
#include "vault/steadyclock.h"
#include "window/world.h"

#include <controls/look.h>

#include <QQmlComponent>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTest>

namespace heard::test {

/** The made-up circle in a window that is shown, without a place to sync with. */
struct Opened
{
    SetClock clock;
    SteadyClock steady;
    SystemRandom random;
    QQmlEngine engine;
    std::unique_ptr<World> world;
    std::unique_ptr<QObject> root;
    QQuickWindow *window = nullptr;

    Opened(const demo::Demo &made, const QString &folder, bool automatic) : clock(made.now)
    {
        World::Setup setup;
        setup.session.folder = folder;
        setup.session.around = {.clock = &clock, .random = &random, .steady = &steady};
        setup.sync.pace = {.afterChange = 50, .afterFirst = 500, .between = 100, .idleBetween = 200, .soon = 20, .afterFailure = 50, .longest = 200};
        setup.sync.automatic = automatic;
        engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
        installIconProvider(engine);
        world = std::make_unique<World>(setup, engine);
        world->preferences.setMotion(false);
        world->language.setCurrent(QStringLiteral("en-GB"));
    }
    ~Opened() { root.reset(); }
    Q_DISABLE_COPY_MOVE(Opened)

    [[nodiscard]] bool open(const QString &passphrase)
    {
        world->session.unlock(passphrase);
        if (!QTest::qWaitFor([this] { return world->session.state() == Session::State::Unlocked; }, 20'000))
            return false;
        QQmlComponent main(&engine, QUrl(QStringLiteral("qrc:/qt/qml/Heard/Pages/Shell/Main.qml")));
        root.reset(main.create());
        window = qobject_cast<QQuickWindow *>(root.get());
        if (!window)
            return false;
        window->show();
        return QTest::qWaitForWindowExposed(window);
    }
    [[nodiscard]] bool show(const QString &page) const
    {
        bool shown = false;
        QMetaObject::invokeMethod(window, "showPage", Q_RETURN_ARG(bool, shown), Q_ARG(QString, page));
        return shown;
    }
    [[nodiscard]] SharedPlace &place() const { return world->sharedPlace; }
    [[nodiscard]] QString circle() const { return world->currentCircle.circleId(); }
    /** Waits for the end of a try; true when it went well. */
    [[nodiscard]] bool tried() const
    {
        return QTest::qWaitFor([this] { return !place().trying(); }, 20'000) && place().works();
    }
};

/** How many texts of a page begin with @p words. */
inline int textsWith(const QQuickItem *item, const QString &words)
{
    int found = item->inherits("QQuickText") && item->property("text").toString().startsWith(words) ? 1 : 0;
    for (const QQuickItem *child : item->childItems()) {
        if (child->isVisible())
            found += textsWith(child, words);
    }
    return found;
}

/** The first button with these words that is shown; null when there is none. */
inline QQuickItem *buttonWith(QQuickItem *item, const QString &words)
{
    if (item->inherits("QQuickAbstractButton") && item->property("text").toString().startsWith(words))
        return item;
    const QList<QQuickItem *> children = item->childItems();
    for (QQuickItem *child : children) {
        if (!child->isVisible())
            continue;
        if (QQuickItem *found = buttonWith(child, words))
            return found;
    }
    return nullptr;
}

/** Brings the keyboard to a button and presses Return; false when there is none. */
inline bool press(const Opened &opened, const QString &words)
{
    QQuickItem *button = nullptr;
    if (!QTest::qWaitFor([&] { return (button = buttonWith(opened.window->contentItem(), words)) != nullptr; }, 5'000))
        return false;
    // With two windows only one has the keyboard.
    opened.window->requestActivate();
    if (!QTest::qWaitForWindowActive(opened.window))
        return false;
    button->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(opened.window, Qt::Key_Return);
    return true;
}

} // namespace heard::test
