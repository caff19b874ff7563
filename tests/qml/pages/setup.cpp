// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "place.h"
#include "tree.h"
#include "window/world.h"

#include <controls/look.h>

#include <QAccessible>
#include <QQmlEngine>
#include <QtQuickTest>

/** Each test file gets an engine of its own, and with it an empty folder and a window's world in it. */
class Setup : public QObject
{
    Q_OBJECT

public slots:
    void applicationAvailable()
    {
        if (!heard::startCrypto())
            qFatal("libsodium did not start");
        heard::installFonts();
        QAccessible::setActive(true);
        qmlRegisterSingletonInstance("Heard.Test", 1, 0, "Tree", &m_tree);
    }
    void qmlEngineAvailable(QQmlEngine *engine)
    {
        engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
        heard::installIconProvider(*engine);
        m_place = std::make_unique<heard::test::Place>();
        qmlRegisterSingletonInstance("Heard.Test", 1, 0, "Place", m_place.get());
        heard::World::Setup setup;
        setup.session.folder = m_place->path(QStringLiteral("vault"));
        setup.session.around = {.clock = &m_clock, .random = &m_random};
        // The least that is allowed: these tests are about pages.
        setup.session.cost = heard::KdfCost::interactive();
        setup.sync.automatic = false;
        m_world = std::make_unique<heard::World>(setup, *engine);
        m_world->preferences.setMotion(false);
        m_world->preferences.setScheme(QStringLiteral("light"));
        m_world->language.setCurrent(QStringLiteral("en-GB"));
    }
    void cleanupTestCase() { m_world.reset(); }

private:
    heard::test::Tree m_tree;
    heard::SystemClock m_clock;
    heard::SystemRandom m_random;
    std::unique_ptr<heard::test::Place> m_place;
    std::unique_ptr<heard::World> m_world;
};

QUICK_TEST_MAIN_WITH_SETUP(heard_pages, Setup)

#include "setup.moc"
