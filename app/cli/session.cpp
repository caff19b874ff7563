// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.h"

#include "circle/devicename.h"
#include "passphrase.h"

#include <QDir>
#include <QStandardPaths>

namespace heard::cli {

Result<std::unique_ptr<Session>> Session::make(const Settings &settings)
{
    std::unique_ptr<Session> session(new Session(settings));
    if (settings.now.empty()) {
        session->m_clock = std::make_unique<SystemClock>();
    } else {
        const QDateTime at = QDateTime::fromString(text(settings.now), Qt::ISODateWithMs);
        if (!at.isValid())
            return fail(ErrorCode::BadInput, "bad-date", coreText("This is not a date and time. Write it like 2027-01-10T09:00:00Z."));
        session->m_clock = std::make_unique<SetClock>(at.toMSecsSinceEpoch());
    }
    return session;
}

QString Session::vaultFolder() const
{
    if (!m_settings.vault.empty())
        return QDir(text(m_settings.vault)).absolutePath();
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/heard/vault");
}

Surroundings Session::around() const
{
    // No keychain: a script's key lies in its passphrase file, and a keychain may ask questions on a screen nobody sees.
    return {m_clock.get(), m_random.get(), nullptr, {}, &m_steady, deviceNameHere()};
}

QString Session::passphraseFile() const
{
    if (!m_settings.passphraseFile.empty())
        return text(m_settings.passphraseFile);
    return qEnvironmentVariable("HEARD_PASSPHRASE_FILE");
}

Result<Passphrase> Session::passphrase() const
{
    const QString file = passphraseFile();
    return file.isEmpty() ? passphraseFromTerminal(coreText("Passphrase:")) : passphraseFromFile(file);
}

Result<Passphrase> Session::newPassphrase(const QString &file, bool elseUsual) const
{
    const QString from = file.isEmpty() && elseUsual ? passphraseFile() : file;
    return from.isEmpty() ? newPassphraseFromTerminal(coreText("New passphrase:")) : passphraseFromFile(from);
}

bool Session::canAsk() const
{
    return !m_scripted && personIsThere();
}

Result<Workspace *> Session::workspace()
{
    if (!m_workspace) {
        if (!Store::exists(vaultFolder()))
            return fail(ErrorCode::NotFound, "no-vault",
                        coreText("There is no vault here yet. Check the place, or make one with `vault create`."));
        HEARD_TRY_ASSIGN(const Passphrase secret, passphrase());
        HEARD_TRY_ASSIGN(auto vault, Vault::open(vaultFolder(), secret, around()));
        HEARD_TRY_ASSIGN(m_workspace, Workspace::open(std::move(vault)));
    }
    return m_workspace.get();
}

} // namespace heard::cli
