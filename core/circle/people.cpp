// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/people.h"

#include "vault/crypto.h"

#include <array>

namespace heard {

namespace {

struct RoleWord
{
    Role role;
    const char *name;
    const char *label;
};

constexpr std::array roles{
    RoleWord{Role::YoungPerson, "young-person", QT_TRANSLATE_NOOP("core", "Young person")},
    RoleWord{Role::Parent, "parent", QT_TRANSLATE_NOOP("core", "Parent or carer")},
    RoleWord{Role::Keyworker, "keyworker", QT_TRANSLATE_NOOP("core", "Keyworker")},
    RoleWord{Role::ParticipationWorker, "participation-worker", QT_TRANSLATE_NOOP("core", "Participation worker")},
    RoleWord{Role::Senco, "senco", QT_TRANSLATE_NOOP("core", "SENCO")},
    RoleWord{Role::Professional, "professional", QT_TRANSLATE_NOOP("core", "Other professional")},
    RoleWord{Role::ForumRep, "forum-rep", QT_TRANSLATE_NOOP("core", "Forum rep")},
    RoleWord{Role::Grandparent, "grandparent", QT_TRANSLATE_NOOP("core", "Grandparent")},
    RoleWord{Role::Sibling, "sibling", QT_TRANSLATE_NOOP("core", "Brother or sister")},
    RoleWord{Role::Friend, "friend", QT_TRANSLATE_NOOP("core", "Friend")},
};

} // namespace

QString roleName(Role role)
{
    return QString::fromLatin1(roles.at(size_t(role)).name);
}

Result<Role> roleFromName(const QString &name)
{
    for (const RoleWord &word : roles) {
        if (name == QLatin1String(word.name))
            return word.role;
    }
    return fail(ErrorCode::BadInput, "unknown-role",
                coreText("This role is not known. Use young-person, parent, grandparent, sibling, friend, keyworker, "
                         "participation-worker, senco, professional or forum-rep."));
}

QString roleLabel(Role role)
{
    return coreText(roles.at(size_t(role)).label);
}

QList<Role> allRoles()
{
    return {Role::YoungPerson,         Role::Parent, Role::Grandparent,  Role::Sibling, Role::Friend, Role::Keyworker,
            Role::ParticipationWorker, Role::Senco,  Role::Professional, Role::ForumRep};
}

bool roleOwns(Role role)
{
    return role == Role::YoungPerson || role == Role::Parent;
}

Id Device::idOf(QByteArrayView signKey, QByteArrayView boxKey)
{
    return Id::fromBytes(blake2b(QByteArrayLiteral("heard.device.v1") + signKey.toByteArray() + boxKey.toByteArray(), 16)).value_or(Id{});
}

} // namespace heard
