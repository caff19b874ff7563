// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "currentcircle.h"

#include "messages.h"

namespace heard {

CurrentCircle::CurrentCircle(OpenCircles &circles, Messages &messages, QObject *parent)
    : QObject(parent)
    , m_open(circles)
    , m_messages(messages)
{
    const auto look = [this](const Id &id) {
        if (m_circle && m_circle->id() == id)
            update();
    };
    connect(&circles, &OpenCircles::changed, this, look);
    connect(&circles, &OpenCircles::sent, this, look);
    connect(&circles, &OpenCircles::leaving, this, [this](const Id &id) {
        if (m_circle && m_circle->id() == id)
            set(nullptr);
    });
    connect(&circles, &OpenCircles::closing, this, [this] { set(nullptr); });
}

bool CurrentCircle::choose(const QString &id)
{
    const auto known = Id::fromHex(id);
    if (!known)
        return false;
    const auto circle = m_open.open(*known);
    if (!circle) {
        m_messages.report(circle.error());
        return false;
    }
    if (*circle != m_circle)
        set(*circle);
    return true;
}

void CurrentCircle::set(Circle *circle)
{
    m_circle = circle;
    m_overview = circle ? circle->overview() : CircleOverview{};
    emit chosen();
    emit changed();
}

void CurrentCircle::update()
{
    m_overview = m_circle->overview();
    emit changed();
}

} // namespace heard
