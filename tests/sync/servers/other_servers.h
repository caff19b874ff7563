// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "local_server.h"

#include <memory>

namespace heard::test {

/** nginx with its dav-ext module. */
class NginxServer final : public LocalServer
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("nginx"); }

protected:
    [[nodiscard]] Program prepare() override;
};

class LighttpdServer final : public LocalServer
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("lighttpd"); }

protected:
    [[nodiscard]] Program prepare() override;
};

/** rclone serve webdav: the WebDAV server of Go's x/net. */
class RcloneServer final : public LocalServer
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("rclone"); }

protected:
    [[nodiscard]] Program prepare() override;
};

/** SabreDAV, which Nextcloud and ownCloud are built on, under PHP's own server. */
class SabreServer final : public LocalServer
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("sabre"); }
    [[nodiscard]] bool wantsPassword() const override { return false; }

protected:
    [[nodiscard]] Program prepare() override;
};

/** "apache", "nginx", "lighttpd", "rclone", "sabre"; null for another name. */
[[nodiscard]] std::unique_ptr<LocalServer> serverCalled(const QString &name);

} // namespace heard::test
