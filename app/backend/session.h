// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "injected.h"
#include "opencircles.h"

#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>
#include <functional>

namespace heard {

class Messages;

/** One role to choose from. */
struct RoleChoice
{
    Q_GADGET
    QML_VALUE_TYPE(roleChoice)
    Q_PROPERTY(QString name MEMBER name CONSTANT FINAL)
    Q_PROPERTY(QString label MEMBER label CONSTANT FINAL)

public:
    QString name;  ///< "parent", "keyworker" …
    QString label; ///< in plain words
};

/**
 * Whose vault it is and whether it is open. Everything slow happens on another thread: while it does, busy is true and
 * nothing else can be asked for.
 */
class Session : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged FINAL)
    /** Why the last try did not work, with what to do; empty when it did. */
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)
    /** Seconds until the next try is allowed; 0 when it is now. */
    Q_PROPERTY(int waitSeconds READ waitSeconds NOTIFY waitSecondsChanged FINAL)
    /** The code to be written down, shown in state KeepCode: the same each time until it is confirmed, and never again then. */
    Q_PROPERTY(QString recoveryCode READ recoveryCode NOTIFY recoveryCodeChanged FINAL)
    /** True when an older code works until this one is confirmed. */
    Q_PROPERTY(bool codeReplaces READ codeReplaces NOTIFY recoveryCodeChanged FINAL)
    /** The two groups of the code, counted from 1, that are typed to show that one has it. */
    Q_PROPERTY(QList<int> askedGroups READ askedGroups NOTIFY recoveryCodeChanged FINAL)
    /** Where the store lies that was put aside last, while there is no other one; empty when there is none. */
    Q_PROPERTY(QString putAside READ putAside NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString personName READ personName NOTIFY personChanged FINAL)
    Q_PROPERTY(QString personRole READ personRole NOTIFY personChanged FINAL)
    /** True when this vault may be opened with the device's own keychain. */
    Q_PROPERTY(bool keychainOffered READ keychainOffered NOTIFY keychainOfferedChanged FINAL)

public:
    HEARD_INJECTED(Session)

    enum class State {
        FirstRun, ///< there is no vault here yet
        Locked,
        KeepCode, ///< open, but the recovery code has not been written down
        Unlocked,
    };
    Q_ENUM(State)

    struct Setup
    {
        QString folder;
        Surroundings around;
        KdfCost cost = KdfCost::moderate();
        /** Starts the program again, locked: nothing cleans memory as well as a new process. Without one the state goes to Locked. */
        std::function<void()> restart = {};
    };
    Session(Setup setup, OpenCircles &circles, QObject *parent = nullptr);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] int waitSeconds() const { return m_waitSeconds; }
    [[nodiscard]] QString recoveryCode() const { return m_recoveryCode; }
    [[nodiscard]] QString personName() const;
    [[nodiscard]] QString personRole() const;
    [[nodiscard]] bool codeReplaces() const { return m_codeReplaces; }
    [[nodiscard]] QList<int> askedGroups() const { return m_askedGroups; }
    [[nodiscard]] QString putAside() const;
    [[nodiscard]] bool keychainOffered() const { return m_keychainOffered; }
    [[nodiscard]] OpenCircles &circles() const { return m_circles; }
    [[nodiscard]] const Setup &setup() const { return m_setup; }

    /** What a passphrase is worth, in bytes wiped after use. */
    [[nodiscard]] static Passphrase secretFrom(const QString &typed);

    Q_INVOKABLE QList<heard::RoleChoice> roles() const;
    /** Makes the vault of a new person. Then: KeepCode. @p language is BCP 47. */
    Q_INVOKABLE void create(const QString &name, const QString &role, const QString &language, const QString &passphrase);
    Q_INVOKABLE void unlock(const QString &passphrase);
    Q_INVOKABLE void unlockWithKeychain();
    /** Opens with the recovery code and sets a new passphrase. */
    Q_INVOKABLE void recover(const QString &code, const QString &newPassphrase);
    /** Brings a vault back from a backup file, opened with the passphrase that it had. A locked one in its place is put aside. */
    Q_INVOKABLE void restore(const QString &file, const QString &passphrase);
    /** Writes the code shown into a plain text file. False: problem says why. */
    Q_INVOKABLE bool saveRecoveryCode(const QString &file);
    /** Whether @p typed is group @p group of the code shown, as far as case, O and 0, I and 1 matter. */
    Q_INVOKABLE bool isGroup(int group, const QString &typed) const;
    /** The person has shown to have the code: it is the one that works now, and an older one stops. */
    Q_INVOKABLE void codeIsKept();
    /** Leaves it with the older code; only when codeReplaces. */
    Q_INVOKABLE void keepOldCode();
    /** Shows the code that is open in the vault (Security makes one). */
    void showOpenCode();
    /**
     * For those who have neither passphrase nor code: puts the locked store aside, whole and still locked, and begins as on the first
     * day. False: problem says why.
     */
    Q_INVOKABLE bool startAnew();
    /** Takes the store that was put aside last back into its place, before a new one is made. False: problem says why. */
    Q_INVOKABLE bool takeBack();
    /** Forgets everything that was open. */
    Q_INVOKABLE void lock();
    Q_INVOKABLE void clearProblem();

signals:
    /** The vault closes next: what is being written is saved now or never. */
    void aboutToLock();
    void stateChanged();
    void busyChanged();
    void problemChanged();
    void waitSecondsChanged();
    void recoveryCodeChanged();
    void personChanged();
    void keychainOfferedChanged();

private:
    struct Opened
    {
        std::unique_ptr<Workspace> workspace;
    };
    void forgetCode();
    void run(std::function<Result<Opened>()> open);
    void finish(Result<Opened> opened);
    void setState(State state);
    void setProblem(const QString &problem);
    void setWaitSeconds(int seconds);
    void lookForKeychain();

    Setup m_setup;
    OpenCircles &m_circles;
    State m_state = State::Locked;
    bool m_busy = false;
    bool m_keychainOffered = false;
    QString m_problem;
    QString m_recoveryCode;
    bool m_codeReplaces = false;
    QList<int> m_askedGroups;
    QTimer m_wait;
    int m_waitSeconds = 0;
};

} // namespace heard
