// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network_watch.h"

#include <QNetworkInformation>
#include <utility>

namespace heard {

namespace {

using Feature = QNetworkInformation::Feature;

/** One backend is all that Qt loads: the one that tells most. Null when there is none. */
const QNetworkInformation *network()
{
    if (!QNetworkInformation::instance()) {
        (void)(QNetworkInformation::loadBackendByFeatures(Feature::Reachability | Feature::Metered)
               || QNetworkInformation::loadBackendByFeatures(Feature::Reachability)
               || QNetworkInformation::loadBackendByFeatures(Feature::Metered));
    }
    return QNetworkInformation::instance();
}

bool tells(Feature feature)
{
    const QNetworkInformation *known = network();
    return known && known->supports(feature);
}

} // namespace

void DeviceNetwork::whenBack(QObject *context, const std::function<void()> &back)
{
    if (!tells(Feature::Reachability))
        return;
    QObject::connect(network(), &QNetworkInformation::reachabilityChanged, context,
                     [back, reach = network()->reachability()](QNetworkInformation::Reachability now) mutable {
                         // Each step up may be the one that the storage was behind.
                         if (now > std::exchange(reach, now))
                             back();
                     });
}

bool DeviceNetwork::tellsCost() const
{
    return tells(Feature::Metered);
}

bool DeviceNetwork::costs() const
{
    if (!tellsCost())
        return false;
    const bool phone = tells(Feature::TransportMedium) && network()->transportMedium() == QNetworkInformation::TransportMedium::Cellular;
    return network()->isMetered() || phone;
}

void DeviceNetwork::whenCostChanges(QObject *context, const std::function<void()> &changed)
{
    if (!tellsCost())
        return;
    QObject::connect(network(), &QNetworkInformation::isMeteredChanged, context, [changed] { changed(); });
    QObject::connect(network(), &QNetworkInformation::transportMediumChanged, context, [changed] { changed(); });
}

} // namespace heard
