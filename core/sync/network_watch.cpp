// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network_watch.h"

#include <QNetworkInformation>
#include <utility>

namespace heard {

bool whenNetworkIsBack(QObject *context, const std::function<void()> &back)
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return false;
    const QNetworkInformation *network = QNetworkInformation::instance();
    QObject::connect(network, &QNetworkInformation::reachabilityChanged, context,
                     [back, reach = network->reachability()](QNetworkInformation::Reachability now) mutable {
                         // Each step up may be the one that the storage was behind.
                         if (now > std::exchange(reach, now))
                             back();
                     });
    return true;
}

} // namespace heard
