// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.h"

#include "background.h"
#include "base/filewriter.h"
#include "base/text.h"
#include "vault/keyslot.h"

#include <QFile>
#include <QRegularExpression>

namespace heard {

namespace {

/** There while a code has been made and not yet been written down. */
QByteArray codeOpenName()
{
    return QByteArrayLiteral("recovery-code-not-kept");
}

} // namespace

Session::Session(Setup setup, OpenCircles &circles, QObject *parent) : QObject(parent), m_setup(std::move(setup)), m_circles(circles)
{
    m_state = Store::exists(m_setup.folder) ? State::Locked : State::FirstRun;
    m_wait.setInterval(1000);
    connect(&m_wait, &QTimer::timeout, this, [this] { setWaitSeconds(m_waitSeconds - 1); });
    // Asking the keychain starts D-Bus and more: not before the window is on the screen.
    if (m_state == State::Locked && m_setup.around.keychain)
        QTimer::singleShot(300, this, &Session::lookForKeychain);
}

QString Session::personName() const
{
    return m_circles.workspace() ? m_circles.workspace()->person().name : QString();
}

QString Session::personRole() const
{
    return m_circles.workspace() ? roleName(m_circles.workspace()->person().role) : QString();
}

SecretBytes Session::secretFrom(const QString &typed)
{
    QByteArray bytes = typed.toUtf8();
    return SecretBytes::taking(bytes);
}

QList<RoleChoice> Session::roles() const
{
    QList<RoleChoice> choices;
    for (const Role role : allRoles())
        choices.append({roleName(role), roleLabel(role)});
    return choices;
}

void Session::create(const QString &name, const QString &role, const QString &language, const QString &passphrase)
{
    const auto cleanName = checkedName(name);
    const auto knownRole = roleFromName(role);
    if (!cleanName || !knownRole) {
        setProblem(!cleanName ? cleanName.error().message : knownRole.error().message);
        return;
    }
    // A std::function has to be copyable, and keys are not.
    auto secret = std::make_shared<SecretBytes>(secretFrom(passphrase));
    const Person person{*cleanName, *knownRole, language};
    run([setup = m_setup, person, secret]() -> Result<Opened> {
        HEARD_TRY_ASSIGN(auto created, Workspace::create(setup.folder, person, *secret, setup.cost, setup.around));
        return Opened{std::move(created.workspace), created.recoveryCode};
    });
}

void Session::unlock(const QString &passphrase)
{
    auto secret = std::make_shared<SecretBytes>(secretFrom(passphrase));
    run([setup = m_setup, secret]() -> Result<Opened> {
        HEARD_TRY_ASSIGN(auto vault, Vault::open(setup.folder, *secret, setup.around));
        HEARD_TRY_ASSIGN(auto workspace, Workspace::open(std::move(vault)));
        return Opened{std::move(workspace), {}};
    });
}

void Session::unlockWithKeychain()
{
    if (m_busy || m_circles.workspace())
        return;
    m_busy = true;
    emit busyChanged();
    setProblem({});
    // Keychains want the program's first thread. It stays quick: nothing is stretched.
    QTimer::singleShot(0, this, [this] {
        const auto open = [this]() -> Result<Opened> {
            HEARD_TRY_ASSIGN(auto vault, Vault::openWithKeychain(m_setup.folder, m_setup.around));
            HEARD_TRY_ASSIGN(auto workspace, Workspace::open(std::move(vault)));
            return Opened{std::move(workspace), {}};
        };
        finish(open());
    });
}

void Session::recover(const QString &code, const QString &newPassphrase)
{
    auto secret = std::make_shared<SecretBytes>(secretFrom(newPassphrase));
    run([setup = m_setup, code, secret]() -> Result<Opened> {
        HEARD_TRY_ASSIGN(auto vault, Vault::openWithRecoveryCode(setup.folder, code, setup.around));
        HEARD_TRY(vault->setPassphrase(*secret, setup.cost));
        HEARD_TRY_ASSIGN(auto workspace, Workspace::open(std::move(vault)));
        return Opened{std::move(workspace), {}};
    });
}

void Session::restore(const QString &file, const QString &passphrase)
{
    auto secret = std::make_shared<SecretBytes>(secretFrom(passphrase));
    run([setup = m_setup, file, secret]() -> Result<Opened> {
        HEARD_TRY(Vault::restore(file, *secret, setup.folder, setup.around));
        HEARD_TRY_ASSIGN(auto vault, Vault::open(setup.folder, *secret, setup.around));
        HEARD_TRY_ASSIGN(auto workspace, Workspace::open(std::move(vault)));
        return Opened{std::move(workspace), {}};
    });
}

bool Session::saveRecoveryCode(const QString &file)
{
    const QByteArray text = (tr("Recovery code for Heard:") + u'\n' + m_recoveryCode + u'\n').toUtf8();
    const Result<> saved = saveFile(file, text, FileRights::OwnerOnly);
    if (saved)
        setProblem({});
    else if (saved.error().code == ErrorCode::Full)
        setProblem(tr("There is no room there. The code is still here. Choose another place, or write it down."));
    else
        setProblem(tr("The file could not be saved there. The code is still here. Choose another place, or write it down."));
    return saved.has_value();
}

void Session::run(std::function<Result<Opened>()> open)
{
    if (m_busy || m_circles.workspace())
        return;
    m_busy = true;
    emit busyChanged();
    setProblem({});
    inBackground(this, std::move(open), [this](Result<Opened> opened) { finish(std::move(opened)); });
}

void Session::finish(Result<Opened> opened)
{
    m_busy = false;
    emit busyChanged();
    if (!opened) {
        setProblem(opened.error().message);
        if (opened.error().name == QLatin1String("too-many-tries"))
            setWaitSeconds(QRegularExpression(QStringLiteral("\\d+")).match(opened.error().detail).captured().toInt());
        return;
    }
    QString code = opened->recoveryCode;
    Workspace &workspace = *opened->workspace;
    m_circles.setWorkspace(std::move(opened->workspace));
    emit personChanged();
    if (code.isEmpty()) {
        // The window was closed before the first code had been written down: only a new one can be shown.
        const auto open = workspace.vault().kept(Id{}, ItemKind::Local, codeOpenName());
        if (open && !open->isEmpty()) {
            if (auto renewed = workspace.vault().renewRecoveryCode())
                code = *renewed;
        }
    }
    if (code.isEmpty())
        setState(State::Unlocked);
    else
        showNewCode(code);
}

void Session::showNewCode(const QString &code)
{
    m_recoveryCode = code;
    emit recoveryCodeChanged();
    if (auto *workspace = m_circles.workspace()) {
        // Failing to note this only means that nobody is asked again.
        [[maybe_unused]] const auto noted = workspace->vault().keep(Id{}, ItemKind::Local, codeOpenName(), "yes");
    }
    setState(State::KeepCode);
}

void Session::codeIsKept()
{
    if (m_state != State::KeepCode)
        return;
    if (auto kept = m_circles.workspace()->vault().keep(Id{}, ItemKind::Local, codeOpenName(), QByteArray()); !kept) {
        setProblem(kept.error().message);
        return;
    }
    m_recoveryCode.fill(u'\0');
    m_recoveryCode.clear();
    emit recoveryCodeChanged();
    setState(State::Unlocked);
}

void Session::lock()
{
    if (m_busy || !m_circles.workspace())
        return;
    emit aboutToLock();
    m_circles.close();
    m_recoveryCode.fill(u'\0');
    m_recoveryCode.clear();
    if (m_setup.restart)
        m_setup.restart();
    emit recoveryCodeChanged();
    emit personChanged();
    setState(State::Locked);
}

void Session::clearProblem()
{
    setProblem({});
}

void Session::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged();
}

void Session::setProblem(const QString &problem)
{
    if (m_problem == problem)
        return;
    m_problem = problem;
    emit problemChanged();
}

void Session::setWaitSeconds(int seconds)
{
    seconds = std::max(0, seconds);
    if (m_waitSeconds == seconds)
        return;
    m_waitSeconds = seconds;
    if (seconds == 0) {
        m_wait.stop();
        setProblem({});
    } else if (!m_wait.isActive()) {
        m_wait.start();
    }
    emit waitSecondsChanged();
}

void Session::lookForKeychain()
{
    // Whether this vault has a slot for it is known without any key; only then is the keychain itself asked.
    if (m_busy || m_circles.workspace())
        return;
    bool hasSlot = false;
    if (const auto store = Store::open(m_setup.folder, m_setup.around.store)) {
        const auto all = (*store)->slotsOf();
        hasSlot = all && findSlot(*all, SlotKind::Keychain).has_value();
    }
    if (!hasSlot || !m_setup.around.keychain->available())
        return;
    m_keychainOffered = true;
    emit keychainOfferedChanged();
}

} // namespace heard
