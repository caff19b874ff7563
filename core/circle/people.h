// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "circle/field.h"

#include <QByteArray>
#include <QString>

namespace heard {

/** What a member is in the circle (product.md). */
enum class Role { YoungPerson, Parent, Keyworker, ParticipationWorker, Senco, Professional, ForumRep, Grandparent, Sibling, Friend };

/** "young-person", "parent", "keyworker", "participation-worker", "senco", "professional", "forum-rep", "grandparent", "sibling", "friend". */
[[nodiscard]] QString roleName(Role role);
[[nodiscard]] Result<Role> roleFromName(const QString &name);
/** The role in plain words, in the app's language. */
[[nodiscard]] QString roleLabel(Role role);
/** As lists show them: family and friends first, then those who help for their work. */
[[nodiscard]] QList<Role> allRoles();
/** Owners change members and audiences: the young person and parents; whoever founded the circle too. */
[[nodiscard]] bool roleOwns(Role role);

/** The person whose vault it is. */
struct Person
{
    QString name;
    Role role = Role::Parent;
    QString language = QStringLiteral("en-GB"); ///< BCP 47
};

/** One who is in the circle, as folded. */
struct Member
{
    Id id; ///< the member record
    QString name;
    Role role = Role::Parent;
    QString language;
    QByteArray photo; ///< a small JPEG, or empty
    bool owner = false;
    bool founder = false;
    bool removed = false;
    QList<Id> devices;
};

/** A device of a member. Its id is the hash of its two public keys. */
struct Device
{
    Id id;
    Id member;
    QByteArray signKey; ///< Ed25519 public key
    QByteArray boxKey;  ///< X25519 public key
    [[nodiscard]] static Id idOf(QByteArrayView signKey, QByteArrayView boxKey);
};

/** Kinds and fields of a circle's own records. Fields with `=` are fixed when made. */
namespace circleKind {
inline const QString circle = QStringLiteral("circle");
inline constexpr Field<QByteArray> genesis{"=genesis"}; ///< 16 bytes; the circle's id is their hash with the founder's device
inline constexpr Field<QString> name{"name", longestName};
inline constexpr Field<QString> type{"type"};     ///< "young-person" or "group"
inline constexpr Field<QString> born{"born"};     ///< YYYY-MM
inline constexpr Field<QString> nation{"nation"}; ///< england, wales, scotland, northern-ireland
} // namespace circleKind
namespace memberKind {
inline const QString member = QStringLiteral("member");
inline constexpr Field<QString> grant{"=grant"}; ///< role at admission: decides what they may do
inline constexpr Field<QString> name{"name", longestName};
inline constexpr Field<QString> role{"role"};
inline constexpr Field<QString> language{"language", 35};
inline constexpr Field<QByteArray> photo{"photo"};
} // namespace memberKind
namespace deviceKind {
inline const QString device = QStringLiteral("device");
inline constexpr Field<Id> member{"=member"};
inline constexpr Field<QByteArray> sign{"=sign"};
inline constexpr Field<QByteArray> box{"=box"};
inline constexpr Field<QByteArray> proof{"=proof"};             ///< the new device's own signature that the admitting device may let it in
inline constexpr Field<Id> certifier{"=certifier"};             ///< an older device of the same member …
inline constexpr Field<QString> name{"name"};                   ///< as its own member calls it; nobody else gives it one
inline constexpr Field<QByteArray> certificate{"=certificate"}; ///< … and its signature, when a restored vault takes a new identity
} // namespace deviceKind
namespace removalKind {
inline const QString removal = QStringLiteral("removal");
inline constexpr Field<Id> member{"=member"};
} // namespace removalKind
namespace epochKind {
inline const QString epoch = QStringLiteral("epoch");
inline constexpr Field<Id> audience{"=audience"};
inline constexpr Field<Id> epochId{"=epoch"};
inline constexpr Field<QList<Id>> after{"=after"}; ///< removals and erasures this epoch follows
} // namespace epochKind
/** What somebody erased for good: in the audience of the record, by who wrote the values or by an owner. */
namespace erasureKind {
inline const QString erasure = QStringLiteral("erasure");
inline constexpr Field<Id> record{"=record"};
inline constexpr Field<QByteArray> values{"=values"}; ///< operations: stream (16 bytes), number and index (8 and 4, big-endian) of each
} // namespace erasureKind

} // namespace heard
