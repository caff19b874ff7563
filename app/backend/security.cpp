// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "security.h"

#include "session.h"

#include <QTimer>

namespace heard {

Security::Security(Session &session, QObject *parent) : QObject(parent), m_session(session) {}

void Security::run(const QString &what, std::function<QString()> work)
{
    if (m_busy || !m_session.circles().workspace())
        return;
    m_busy = true;
    emit busyChanged();
    // The vault lives on this thread and a passphrase takes it a third of a second: the page says so first.
    QTimer::singleShot(60, this, [this, what, work = std::move(work)] {
        const QString sentence = m_session.circles().workspace() ? work() : QString();
        m_busy = false;
        emit busyChanged();
        if (sentence.isEmpty())
            emit done(what);
        else
            emit problem(what, sentence);
    });
}

void Security::changePassphrase(const QString &present, const QString &wanted)
{
    run(QStringLiteral("passphrase"), [this, present, wanted]() -> QString {
        Vault &vault = m_session.circles().workspace()->vault();
        auto changed = vault.confirmPassphrase(Session::secretFrom(present));
        if (changed)
            changed = vault.setPassphrase(Session::secretFrom(wanted), m_session.setup().cost);
        return changed ? QString() : changed.error().message;
    });
}

void Security::renewRecoveryCode(const QString &present)
{
    run(QStringLiteral("code"), [this, present]() -> QString {
        Vault &vault = m_session.circles().workspace()->vault();
        if (const auto confirmed = vault.confirmPassphrase(Session::secretFrom(present)); !confirmed)
            return confirmed.error().message;
        if (const auto code = vault.prepareRecoveryCode(); !code)
            return code.error().message;
        m_session.showOpenCode();
        return {};
    });
}

void Security::setOpensWithKeychain(bool on, const QString &present)
{
    run(QStringLiteral("keychain"), [this, on, present]() -> QString {
        Vault &vault = m_session.circles().workspace()->vault();
        auto set = vault.confirmPassphrase(Session::secretFrom(present));
        if (set)
            set = vault.setOpensWithKeychain(on);
        m_opensWithKeychain = vault.opensWithKeychain();
        emit changed();
        return set ? QString() : set.error().message;
    });
}

void Security::backup(const QString &file)
{
    run(QStringLiteral("backup"), [this, file]() -> QString {
        const auto written = m_session.circles().workspace()->vault().backup(file);
        return written ? QString() : written.error().message;
    });
}

void Security::look()
{
    auto *workspace = m_session.circles().workspace();
    auto *keychain = m_session.setup().around.keychain;
    m_keychainThere = keychain && keychain->available();
    m_opensWithKeychain = workspace && workspace->vault().opensWithKeychain();
    emit changed();
}

} // namespace heard
