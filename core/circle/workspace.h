// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/circle.h"
#include "circle/invite.h"

namespace heard {

struct NewCircle
{
    QString name;
    QString type = QStringLiteral("young-person"); ///< or "group"
    QString born = {};                             ///< YYYY-MM, may be empty
    QString nation = {};                           ///< may be empty
};

/** One person's open vault with the circles in it. */
class Workspace
{
public:
    struct Created
    {
        std::unique_ptr<Workspace> workspace;
        QString recoveryCode;
    };
    [[nodiscard]] static Result<Created> create(const QString &folder, const Person &person, const Passphrase &passphrase, const KdfCost &cost,
                                                const Surroundings &around, Vault::NewCode newCode = Vault::NewCode::GivenOut);
    /** Over an opened vault. A restored one takes a new device identity here, certified by the old, before anything is written. */
    [[nodiscard]] static Result<std::unique_ptr<Workspace>> open(std::unique_ptr<Vault> vault);
    ~Workspace();
    Workspace(const Workspace &) = delete;
    Workspace &operator=(const Workspace &) = delete;

    [[nodiscard]] Vault &vault();
    [[nodiscard]] const Person &person() const;
    [[nodiscard]] Result<> setPerson(const Person &person);
    [[nodiscard]] Id device() const;
    /**
     * Makes a vault that was copied a device of its own: new keys, certified by the old ones, in every circle and in one transaction.
     * What it wrote meanwhile stays; the next sync of each circle sends it, anew where the other copy went on differently
     * (Circle::rewriteFork).
     */
    [[nodiscard]] Result<> makeOwn();

    [[nodiscard]] Result<QList<CircleOverview>> circles() const;
    /** Opens (once; later calls give the same). */
    [[nodiscard]] Result<Circle *> circle(const Id &id);
    [[nodiscard]] Result<Circle *> createCircle(const NewCircle &circle);
    /** Gone from this device; nothing is sent. */
    [[nodiscard]] Result<> eraseCircle(const Id &id);

    // joining, by three small files (invite.h)
    [[nodiscard]] Result<Invite> invite(Circle &circle, const NewMember &who);
    /** On the other device: reads an invite, makes the reply. The circle appears as waiting to join. */
    struct Accepted
    {
        Id circle;
        QByteArray reply; ///< the file's bytes
        Transcript transcript;
    };
    [[nodiscard]] Result<Accepted> accept(const QByteArray &invite);
    /** Back on the inviter's device: what the reply says, and the words to compare, before anyone is let in. */
    struct Knock
    {
        Id circle;
        QString name;
        Role role = Role::Parent;
        Transcript transcript;
        bool anotherDeviceOfMine = false;
    };
    [[nodiscard]] Result<Knock> readReply(Circle &circle, const QByteArray &reply);
    /** Lets them in, once the words are the same: the member and device are added and a welcome waits to be sent. */
    struct Admitted
    {
        Id member;
    };
    [[nodiscard]] Result<Admitted> admit(Circle &circle, const QByteArray &reply);
    /** The words differ: nobody comes in with this reply's invite any more ("invite-void"). */
    [[nodiscard]] Result<> refuse(Circle &circle, const QByteArray &reply);

    /** Verifies the database and every circle. */
    struct Check
    {
        qint64 commits = 0;
        QStringList damaged;
        qint64 chunks = 0; ///< sealed pieces of attachments
        /** By circle: what was not accepted. No damage: it shows nowhere. */
        QList<std::pair<Id, KeptOut>> keptOut = {};
    };
    [[nodiscard]] Result<Check> check();

private:
    class Private;
    explicit Workspace(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace heard
