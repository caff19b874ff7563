// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>

namespace heard {

/** What the device tells of its network. Callbacks come on the thread of their context, while that lives. */
class NetworkWatch
{
public:
    NetworkWatch() = default;
    NetworkWatch(const NetworkWatch &) = delete;
    NetworkWatch &operator=(const NetworkWatch &) = delete;
    virtual ~NetworkWatch() = default;

    /** Calls when more of the network can be reached than before: the room, the house, the world. Never, where the device does not tell. */
    virtual void whenBack(QObject *context, const std::function<void()> &back) = 0;
    /** False: the device does not tell whether its network costs money, and costs() is never true. */
    [[nodiscard]] virtual bool tellsCost() const = 0;
    /** True: what goes over it is paid for by its amount, or it is a phone's network. */
    [[nodiscard]] virtual bool costs() const = 0;
    virtual void whenCostChanges(QObject *context, const std::function<void()> &changed) = 0;
};

/** As Qt tells it (QNetworkInformation). It asks the device when it is first asked itself, so that making one takes no time. */
class DeviceNetwork final : public NetworkWatch
{
public:
    void whenBack(QObject *context, const std::function<void()> &back) override;
    [[nodiscard]] bool tellsCost() const override;
    [[nodiscard]] bool costs() const override;
    void whenCostChanges(QObject *context, const std::function<void()> &changed) override;
};

} // namespace heard
