// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.h"

#include "background.h"
#include "base/filewriter.h"
#include "base/text.h"
#include "putaside.h"
#include "vault/keyslot.h"
#include "vault/recoverycode.h"

#include <QRegularExpression>
#include <array>

namespace heard {

Session::Session(Setup setup, OpenCircles &circles, QObject *parent) : QObject(parent), m_setup(std::move(setup)), m_circles(circles)
{
    finishRestore(m_setup.folder);
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

Passphrase Session::secretFrom(const QString &typed)
{
    QString copy = typed;
    return Passphrase::typed(copy);
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
    auto secret = std::make_shared<Passphrase>(secretFrom(passphrase));
    const Person person{*cleanName, *knownRole, language};
    run([setup = m_setup, person, secret]() -> Result<Opened> {
        HEARD_TRY_ASSIGN(auto created, Workspace::create(setup.folder, person, *secret, setup.cost, setup.around, Vault::NewCode::KeptOpen));
        return Opened{std::move(created.workspace)};
    });
}

void Session::unlock(const QString &passphrase)
{
    auto secret = std::make_shared<Passphrase>(secretFrom(passphrase));
    run([setup = m_setup, secret]() -> Result<Opened> {
        HEARD_TRY_ASSIGN(auto vault, Vault::open(setup.folder, *secret, setup.around));
        HEARD_TRY_ASSIGN(auto workspace, Workspace::open(std::move(vault)));
        return Opened{std::move(workspace)};
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
            return Opened{std::move(workspace)};
        };
        finish(open());
    });
}

void Session::recover(const QString &code, const QString &newPassphrase)
{
    auto secret = std::make_shared<Passphrase>(secretFrom(newPassphrase));
    run([setup = m_setup, code, secret]() -> Result<Opened> {
        HEARD_TRY_ASSIGN(auto vault, Vault::openWithRecoveryCode(setup.folder, code, setup.around));
        HEARD_TRY(vault->setPassphrase(*secret, setup.cost));
        HEARD_TRY_ASSIGN(auto workspace, Workspace::open(std::move(vault)));
        return Opened{std::move(workspace)};
    });
}

void Session::restore(const QString &file, const QString &passphrase)
{
    auto secret = std::make_shared<Passphrase>(secretFrom(passphrase));
    run([setup = m_setup, file, secret]() -> Result<Opened> {
        HEARD_TRY(restoreInPlace(file, *secret, setup.folder, setup.around));
        HEARD_TRY_ASSIGN(auto vault, Vault::open(setup.folder, *secret, setup.around));
        HEARD_TRY_ASSIGN(auto workspace, Workspace::open(std::move(vault)));
        return Opened{std::move(workspace)};
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
    m_circles.setWorkspace(std::move(opened->workspace));
    emit personChanged();
    showOpenCode();
    if (m_recoveryCode.isEmpty())
        setState(State::Unlocked);
}

void Session::showOpenCode()
{
    auto *workspace = m_circles.workspace();
    const auto code = workspace ? workspace->vault().openRecoveryCode() : QString();
    if (!code || code->isEmpty())
        return;
    m_recoveryCode = *code;
    m_codeReplaces = workspace->vault().openCodeReplaces().value_or(false);
    // Two of seven, by chance: who has them has the paper, or has read the screen with care.
    std::array<unsigned char, 2> chance{};
    m_setup.around.random->fill(chance);
    const int groups = int(m_recoveryCode.count(u'-')) + 1;
    const int first = chance[0] % groups;
    const int second = (first + 1 + chance[1] % (groups - 1)) % groups;
    m_askedGroups = {std::min(first, second) + 1, std::max(first, second) + 1};
    emit recoveryCodeChanged();
    setState(State::KeepCode);
}

bool Session::isGroup(int group, const QString &typed) const
{
    const QString wanted = m_recoveryCode.split(u'-').value(group - 1);
    return !wanted.isEmpty() && recoverySigns(typed) == wanted;
}

void Session::forgetCode()
{
    m_recoveryCode.fill(u'\0');
    m_recoveryCode.clear();
    m_codeReplaces = false;
    m_askedGroups.clear();
    emit recoveryCodeChanged();
}

void Session::codeIsKept()
{
    if (m_state != State::KeepCode)
        return;
    if (auto kept = m_circles.workspace()->vault().confirmRecoveryCode(); !kept) {
        setProblem(kept.error().message);
        return;
    }
    forgetCode();
    setState(State::Unlocked);
}

void Session::keepOldCode()
{
    if (m_state != State::KeepCode)
        return;
    if (auto dropped = m_circles.workspace()->vault().dropOpenCode(); !dropped) {
        setProblem(dropped.error().message);
        return;
    }
    forgetCode();
    setState(State::Unlocked);
}

QString Session::putAside() const
{
    return m_state == State::FirstRun ? lastPutAside(m_setup.folder) : QString();
}

bool Session::startAnew()
{
    if (m_busy || m_state != State::Locked)
        return false;
    const auto kept = heard::putAside(m_setup.folder, m_setup.around);
    setProblem(kept ? QString() : kept.error().message);
    if (!kept)
        return false;
    setWaitSeconds(0);
    m_keychainOffered = false;
    emit keychainOfferedChanged();
    setState(State::FirstRun);
    return true;
}

bool Session::takeBack()
{
    if (m_busy || m_state != State::FirstRun)
        return false;
    const auto back = heard::takeBack(putAside(), m_setup.folder);
    setProblem(back ? QString() : back.error().message);
    if (!back)
        return false;
    lookForKeychain();
    setState(State::Locked);
    return true;
}

void Session::lock()
{
    if (m_busy || !m_circles.workspace())
        return;
    emit aboutToLock();
    m_circles.close();
    forgetCode();
    if (m_setup.restart)
        m_setup.restart();
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
