// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "circle/workspace.h"
#include "vault/crypto.h"
#include "vault/steadyclock.h"

#include <memory>
#include <string>

namespace heard::cli {

[[nodiscard]] inline QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

/** What was given before the command's own options. */
struct Settings
{
    std::string vault;          ///< --vault; empty for the platform's data folder
    std::string passphraseFile; ///< --passphrase-file
    std::string now;            ///< --now; empty for the real time
    bool pretty = false;
};

/** One run of the program: its clock and randomness, and the vault, opened when a command first needs it. */
class Session
{
public:
    /** BadInput when --now is not a time. */
    [[nodiscard]] static Result<std::unique_ptr<Session>> make(const Settings &settings);

    [[nodiscard]] QString vaultFolder() const;
    [[nodiscard]] Surroundings around() const;
    [[nodiscard]] const Clock &clock() const { return *m_clock; }
    [[nodiscard]] Random &random() const { return *m_random; }
    [[nodiscard]] bool pretty() const { return m_settings.pretty; }

    /** The passphrase of the vault: from the file that was named, from the environment's, or asked. */
    [[nodiscard]] Result<Passphrase> passphrase() const;
    /** A passphrase to set: from @p file, from the same places as passphrase() when @p elseUsual, or asked twice. */
    [[nodiscard]] Result<Passphrase> newPassphrase(const QString &file, bool elseUsual) const;

    /** True when a person sits at a terminal who can be asked: not in a script, and not for the lines of a batch. */
    [[nodiscard]] bool canAsk() const;
    void askNothing() { m_scripted = true; }

    /** The opened vault; asks for the passphrase the first time. */
    [[nodiscard]] Result<Workspace *> workspace();
    /** Takes one that a command opened in its own way (by recovery code). */
    void use(std::unique_ptr<Workspace> workspace) { m_workspace = std::move(workspace); }

private:
    explicit Session(const Settings &settings) : m_settings(settings) {}
    [[nodiscard]] QString passphraseFile() const;

    Settings m_settings;
    std::unique_ptr<Clock> m_clock;
    SteadyClock m_steady;
    std::unique_ptr<Random> m_random = std::make_unique<SystemRandom>();
    std::unique_ptr<Workspace> m_workspace; // after what it uses while it closes: the clock and the randomness
    bool m_scripted = false;
};

} // namespace heard::cli
