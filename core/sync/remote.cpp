// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/remote.h"

#include "sync/layout.h"

#include <algorithm>

namespace heard {

namespace {

std::unexpected<Error> badPath()
{
    return fail(ErrorCode::Usage, "bad-object-path", coreText("This name cannot be used in the shared folder."));
}

} // namespace

Result<QStringList> Remote::list(const QString &folder)
{
    ++m_traffic.requests;
    HEARD_TRY_ASSIGN(QStringList names, doList(folder));
    names.erase(std::remove_if(names.begin(), names.end(), [&](const QString &name) { return !isObjectName(folder, name); }), names.end());
    for (const QString &name : std::as_const(names))
        m_traffic.bytesDown += name.size();
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

Result<QByteArray> Remote::get(const QString &path, qsizetype limit)
{
    if (!isObjectPath(path))
        return badPath();
    ++m_traffic.requests;
    HEARD_TRY_ASSIGN(QByteArray bytes, doGet(path, limit));
    m_traffic.bytesDown += bytes.size();
    if (bytes.size() > limit)
        return fail(ErrorCode::Damaged, "object-too-large", coreText("A shared file is larger than it can be. Your work is safe."), path);
    return bytes;
}

Result<> Remote::putNew(const QString &path, const QByteArray &bytes)
{
    if (!isObjectPath(path))
        return badPath();
    ++m_traffic.requests;
    m_traffic.bytesUp += bytes.size();
    return doPutNew(path, bytes);
}

Result<> Remote::remove(const QString &path)
{
    if (!isObjectPath(path))
        return badPath();
    ++m_traffic.requests;
    return doRemove(path);
}

} // namespace heard
