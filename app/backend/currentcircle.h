// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "injected.h"
#include "opencircles.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace heard {

class Messages;

/** The circle that the pages are about. View models of the parts hang on circle() and changed(). */
class CurrentCircle : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /** Empty when none is chosen. */
    Q_PROPERTY(QString circleId READ circleId NOTIFY chosen FINAL)
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)
    /** "young-person" or "group". */
    Q_PROPERTY(QString type READ type NOTIFY changed FINAL)
    /** False while it waits for the others to let this device in. */
    Q_PROPERTY(bool ready READ ready NOTIFY changed FINAL)
    Q_PROPERTY(QString me READ me NOTIFY changed FINAL)
    Q_PROPERTY(bool iAmOwner READ iAmOwner NOTIFY changed FINAL)
    Q_PROPERTY(int members READ members NOTIFY changed FINAL)
    Q_PROPERTY(int clashes READ clashes NOTIFY changed FINAL)
    Q_PROPERTY(int waiting READ waiting NOTIFY changed FINAL)

public:
    HEARD_INJECTED(CurrentCircle)

    CurrentCircle(OpenCircles &circles, Messages &messages, QObject *parent = nullptr);

    /** Null when none is chosen or the vault is locked. Belongs to the workspace. */
    [[nodiscard]] Circle *circle() const { return m_circle; }
    [[nodiscard]] QString circleId() const { return m_circle ? m_circle->id().toHex() : QString(); }
    [[nodiscard]] QString name() const { return m_overview.name; }
    [[nodiscard]] QString type() const { return m_overview.type; }
    [[nodiscard]] bool ready() const { return m_circle && m_circle->isOpen(); }
    [[nodiscard]] QString me() const { return m_circle ? m_circle->me().toHex() : QString(); }
    [[nodiscard]] bool iAmOwner() const { return m_circle && m_circle->iAmOwner(); }
    [[nodiscard]] int members() const { return int(m_overview.members); }
    [[nodiscard]] int clashes() const { return int(m_overview.clashes); }
    [[nodiscard]] int waiting() const { return int(m_overview.waiting); }

    /** Opens a circle of the list. False: a message says why. */
    Q_INVOKABLE bool choose(const QString &id);

signals:
    /** Another circle, or none. changed() follows. */
    void chosen();
    /** Something that it shows is different. */
    void changed();

private:
    void set(Circle *circle);
    void update();

    OpenCircles &m_open;
    Messages &m_messages;
    Circle *m_circle = nullptr;
    CircleOverview m_overview;
};

} // namespace heard
