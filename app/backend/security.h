// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "injected.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>
#include <functional>

namespace heard {

class Session;

/** What opens this vault: changing the passphrase, a new recovery code, the device's keychain, and one file to keep elsewhere. */
class Security : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged FINAL)
    /** True when this device has a keychain at all. */
    Q_PROPERTY(bool keychainThere READ keychainThere NOTIFY changed FINAL)
    Q_PROPERTY(bool opensWithKeychain READ opensWithKeychain NOTIFY changed FINAL)

public:
    HEARD_INJECTED(Security)

    explicit Security(Session &session, QObject *parent = nullptr);

    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] bool keychainThere() const { return m_keychainThere; }
    [[nodiscard]] bool opensWithKeychain() const { return m_opensWithKeychain; }

    /** Each asks for the passphrase again; done() or problem() follows. */
    Q_INVOKABLE void changePassphrase(const QString &present, const QString &wanted);
    /** Session shows the new code; the old one works until the new one is confirmed there. */
    Q_INVOKABLE void renewRecoveryCode(const QString &present);
    Q_INVOKABLE void setOpensWithKeychain(bool on, const QString &present);
    /** Writes one sealed file that holds everything. It opens with the same passphrase. */
    Q_INVOKABLE void backup(const QString &file);
    /** Looks at the keychain. For pages that show it: asking costs time. */
    Q_INVOKABLE void look();

signals:
    void busyChanged();
    void changed();
    /** @p what: "passphrase", "code", "keychain" or "backup". */
    void done(const QString &what);
    void problem(const QString &what, const QString &sentence);

private:
    void run(const QString &what, std::function<QString()> work);

    Session &m_session;
    bool m_busy = false;
    bool m_keychainThere = false;
    bool m_opensWithKeychain = false;
};

} // namespace heard
