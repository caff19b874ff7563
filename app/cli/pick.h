// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session.h"

namespace heard::cli {

/** The one id of @p ids that starts with these hex digits. NotFound "no-such-<what>"; BadInput "ambiguous-id". */
[[nodiscard]] Result<Id> pickId(const QList<Id> &ids, const std::string &prefix, const char *what);

/** The circle an id or its beginning means; it may still be waiting to join. */
[[nodiscard]] Result<Circle *> anyCircle(Session &session, const std::string &prefix);
/** The same, Refused "waiting-to-join" until this vault has been let in. */
[[nodiscard]] Result<Circle *> openCircle(Session &session, const std::string &prefix);
/** A member here or removed; "me" is the person of this vault. */
[[nodiscard]] Result<Member> pickMember(const Circle &circle, const std::string &prefix);
/** A record that can be read here; one that was removed by its full id. */
[[nodiscard]] Result<const Record *> pickRecord(const Circle &circle, const std::string &prefix, const QString &kind = {});
/** "everyone" when @p name is empty. */
[[nodiscard]] Result<Id> pickAudience(const Circle &circle, const std::string &name);

} // namespace heard::cli
