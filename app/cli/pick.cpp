// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pick.h"

#include <algorithm>

namespace heard::cli {

Result<Id> pickId(const QList<Id> &ids, const std::string &prefix, const char *what)
{
    const QString start = text(prefix).toLower();
    QList<Id> found;
    if (!start.isEmpty())
        std::copy_if(ids.begin(), ids.end(), std::back_inserter(found), [&start](const Id &id) { return id.toHex().startsWith(start); });
    if (found.size() == 1)
        return found.constFirst();
    if (found.isEmpty())
        return fail(ErrorCode::NotFound, qPrintable(QStringLiteral("no-such-") + QLatin1String(what)),
                    coreText("Nothing here has this id. Nothing was changed. Check the id in the list."), QLatin1String(what));
    return fail(ErrorCode::BadInput, "ambiguous-id", coreText("More than one id begins like this. Nothing was changed. Give more of it."),
                QLatin1String(what));
}

Result<Circle *> anyCircle(Session &session, const std::string &prefix)
{
    HEARD_TRY_ASSIGN(Workspace * workspace, session.workspace());
    HEARD_TRY_ASSIGN(const QList<Id> ids, workspace->vault().store().circles());
    HEARD_TRY_ASSIGN(const Id id, pickId(ids, prefix, "circle"));
    return workspace->circle(id);
}

Result<Circle *> openCircle(Session &session, const std::string &prefix)
{
    HEARD_TRY_ASSIGN(Circle * circle, anyCircle(session, prefix));
    if (!circle->isOpen())
        return fail(ErrorCode::Refused, "waiting-to-join",
                    coreText("You have not been let into this circle yet. Send your reply file, then sync."), {}, true);
    return circle;
}

Result<Member> pickMember(const Circle &circle, const std::string &prefix)
{
    QList<Id> ids;
    if (prefix == "me") {
        ids.append(circle.me());
    } else {
        const QList<Member> members = circle.members();
        for (const Member &member : members)
            ids.append(member.id);
    }
    HEARD_TRY_ASSIGN(const Id id, pickId(ids, prefix == "me" ? circle.me().toHex().toStdString() : prefix, "member"));
    const std::optional<Member> member = circle.member(id);
    if (!member)
        return fail(ErrorCode::NotFound, "no-such-member", coreText("Nothing here has this id. Nothing was changed. Check the id in the list."));
    return *member;
}

Result<const Record *> pickRecord(const Circle &circle, const std::string &prefix, const QString &kind)
{
    const std::optional<Id> whole = Id::fromHex(text(prefix));
    if (const Record *record = whole ? circle.record(*whole) : nullptr; record && (kind.isEmpty() || record->kind == kind))
        return record;
    QList<Id> ids;
    const QList<const Record *> records = circle.records(kind);
    for (const Record *record : records)
        ids.append(record->id);
    HEARD_TRY_ASSIGN(const Id id, pickId(ids, prefix, "record"));
    return circle.record(id);
}

Result<Id> pickAudience(const Circle &circle, const std::string &name)
{
    return name.empty() ? Result<Id>(circle.everyone()) : circle.audienceFromName(text(name));
}

} // namespace heard::cli
