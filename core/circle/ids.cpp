// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/fold.h"
#include "vault/crypto.h"

namespace heard {

namespace {

Id hashedId(const char *domain, const QByteArray &what)
{
    return Id::fromBytes(blake2b(QByteArray(domain) + what, 16)).value_or(Id{});
}

} // namespace

Id recordIdFor(const Id &device, const Id &audience, const QByteArray &nonce)
{
    return hashedId("heard.record.v1", device.toBytes() + audience.toBytes() + nonce);
}

Id circleIdFor(const Id &founder, const QByteArray &nonce)
{
    return hashedId("heard.circle.v1", founder.toBytes() + nonce);
}

Id everyoneOf(const Id &circle)
{
    return hashedId("heard.audience.everyone.v1", circle.toBytes());
}

Id onlyMeOf(const Id &circle, const Id &member)
{
    return hashedId("heard.audience.only-me.v1", circle.toBytes() + member.toBytes());
}

QByteArray admissionText(const Id &circle, const Id &admitter, const Id &newDevice, Admission as)
{
    return circle.toBytes() + admitter.toBytes() + newDevice.toBytes() + (as == Admission::AnotherDevice ? "another-device" : "newcomer");
}

QByteArray certificateText(const Id &circle, const Id &member, const Id &newDevice)
{
    return circle.toBytes() + member.toBytes() + newDevice.toBytes();
}

} // namespace heard
