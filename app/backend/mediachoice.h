// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "injected.h"
#include "opencircles.h"
#include "sync/network_watch.h"
#include "sync/settings.h"

#include <QtQml/qqmlregistration.h>

namespace heard {

/** Whether pictures, sound and film go over by themselves on the network that there is: the person's choice, and what the device tells. */
class MediaChoice : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /** "always" or "careful": on Wi-Fi only, or, where the device cannot tell, only when somebody asks. */
    Q_PROPERTY(QString rule READ rule WRITE setRule NOTIFY changed FINAL)
    /** False: the device does not tell whether its network costs money. */
    Q_PROPERTY(bool tells READ tells NOTIFY changed FINAL)
    /** True: they wait now. */
    Q_PROPERTY(bool holds READ holds NOTIFY changed FINAL)
    /** Why the choice could not be kept, with what to do; empty when it could. */
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)

public:
    HEARD_INJECTED(MediaChoice)

    /** @p network: null where nothing is to be asked. It must outlive this. */
    MediaChoice(OpenCircles &circles, NetworkWatch *network, QObject *parent = nullptr);

    [[nodiscard]] QString rule() const;
    void setRule(const QString &rule);
    [[nodiscard]] bool tells() const;
    [[nodiscard]] bool holds() const;
    [[nodiscard]] QString problem() const { return m_problem; }
    /** From now on it hears from the device. */
    void listen();

signals:
    void changed();

private:
    [[nodiscard]] bool careful() const;
    void load();

    OpenCircles &m_open;
    NetworkWatch *m_network;
    MediaRule m_rule = MediaRule::NotSet;
    QString m_problem;
};

} // namespace heard
