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

Result<QByteArray> Remote::received(Result<QByteArray> bytes, const QString &path, qsizetype limit)
{
    if (!bytes)
        return bytes;
    m_traffic.bytesDown += bytes->size();
    if (bytes->size() > limit)
        return fail(ErrorCode::Damaged, "object-too-large", coreText("A shared file is larger than it can be. Your work is safe."), path);
    return bytes;
}

Result<QByteArray> Remote::get(const QString &path, qsizetype limit)
{
    if (!isObjectPath(path))
        return badPath();
    ++m_traffic.requests;
    return received(doGet(path, limit), path, limit);
}

QList<Result<QByteArray>> Remote::getAll(const QStringList &paths, qsizetype limit)
{
    if (!std::all_of(paths.cbegin(), paths.cend(), [](const QString &path) { return isObjectPath(path); }))
        return QList<Result<QByteArray>>(paths.size(), badPath());
    m_traffic.requests += paths.size();
    QList<Result<QByteArray>> all = doGetAll(paths, limit);
    for (qsizetype i = 0; i < all.size(); ++i)
        all[i] = received(std::move(all[i]), paths.at(i), limit);
    return all;
}

QList<Result<QByteArray>> Remote::doGetAll(const QStringList &paths, qsizetype limit)
{
    QList<Result<QByteArray>> all;
    for (const QString &path : paths) {
        if (m_cancel && m_cancel->cancelled())
            all.append(fail(ErrorCode::Refused, "stopped", coreText("Stopped. Your work is safe on this device.")));
        else
            all.append(doGet(path, limit));
    }
    return all;
}

void Remote::leave()
{
    doLeave();
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
