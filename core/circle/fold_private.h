// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/commit.h"
#include "circle/people.h"
#include "circle/rules.h"

#include <QHash>

namespace heard {

/** Kinds that say who is here and which keys there are. */
[[nodiscard]] bool isPeopleKind(const QString &kind);
/** Kinds with rules of their own about where they stand: what is everyone's is decided among everyone. */
[[nodiscard]] bool belongsToEveryone(const QString &kind);
/** The device records that a commit makes, by record, as claimed in it. */
struct ClaimedDevice
{
    Device device;
    Id certifier;
    QByteArray certificate;
    QByteArray proof;
    quint32 index = 0;
};
[[nodiscard]] QHash<Id, ClaimedDevice> devicesIn(const Commit &commit);
/**
 * Which of two that were made apart comes first: a hash of where it stands, so the same on every device and nothing that an id can be
 * chosen for.
 */
[[nodiscard]] Id placeRank(const OpId &op);
/** Had the author of a commit (of @p stream) seen this operation, or is it their own? */
[[nodiscard]] bool inPast(const Commit &commit, const Id &stream, const OpId &op);
/** The same approvals, in whatever order they were met? */
[[nodiscard]] bool sameApprovals(const QHash<Id, QList<Approval>> &a, const QHash<Id, QList<Approval>> &b);

} // namespace heard
