// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "injected.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace heard {

class Session;

/**
 * Locks when nobody has touched the device for a while: 15 minutes for families, 2 minutes for those who carry many
 * children's papers. The time is the person's choice and is kept inside the vault.
 */
class IdleLock : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /** Minutes without a touch or a key; 0 never locks. */
    Q_PROPERTY(int minutes READ minutes WRITE setMinutes NOTIFY minutesChanged FINAL)
    Q_PROPERTY(QList<int> choices READ choices CONSTANT FINAL)

public:
    HEARD_INJECTED(IdleLock)

    /** Watches @p app for touches and keys. @p fixedSeconds above 0 is used instead of any choice (tests). */
    IdleLock(Session &session, QObject &app, int fixedSeconds = 0, QObject *parent = nullptr);

    [[nodiscard]] int minutes() const { return m_minutes; }
    void setMinutes(int minutes);
    [[nodiscard]] static QList<int> choices() { return {2, 5, 15, 30, 60}; }

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void minutesChanged();

private:
    void start();
    void look();
    [[nodiscard]] qint64 limit() const; ///< milliseconds; 0: never

    Session &m_session;
    int m_fixedSeconds;
    int m_minutes = 15;
    QTimer m_timer;
    QElapsedTimer m_quiet;  ///< stands still while the device sleeps …
    qint64 m_touchedAt = 0; ///< … which the wall clock does not
};

} // namespace heard
