// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tree.h"

#include <controls/look.h>

#include <QAccessible>
#include <QQmlEngine>
#include <QtQuickTest>

/** Gives every test the look of the app, and eyes on what assistive technology sees. */
class Setup : public QObject
{
    Q_OBJECT
public slots:
    void applicationAvailable()
    {
        heard::installFonts();
        QAccessible::setActive(true);
    }
    void qmlEngineAvailable(QQmlEngine *engine)
    {
        engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
        heard::installIconProvider(*engine);
        qmlRegisterSingletonInstance("Heard.Test", 1, 0, "Tree", &m_tree);
    }

private:
    heard::test::Tree m_tree;
};

QUICK_TEST_MAIN_WITH_SETUP(heard, Setup)

#include "setup.moc"
