// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mediachoice.h"

namespace heard {

MediaChoice::MediaChoice(OpenCircles &circles, NetworkWatch *network, QObject *parent)
    : QObject(parent)
    , m_open(circles)
    , m_network(network)
{
    connect(&circles, &OpenCircles::opened, this, &MediaChoice::load);
    connect(&circles, &OpenCircles::closing, this, [this] {
        m_rule = MediaRule::NotSet;
        m_problem.clear();
        emit changed();
    });
}

void MediaChoice::listen()
{
    if (!m_network)
        return;
    m_network->whenCostChanges(this, [this] { emit changed(); });
    emit changed();
}

void MediaChoice::load()
{
    const auto kept = mediaRule(m_open.workspace()->vault());
    m_rule = kept.value_or(MediaRule::NotSet);
    m_problem = kept ? QString() : kept.error().message;
    emit changed();
}

bool MediaChoice::tells() const
{
    return m_network && m_network->tellsCost();
}

bool MediaChoice::careful() const
{
    // Nobody chose: careful where that can be kept, and as ever where it would stop everything.
    return m_rule == MediaRule::Careful || (m_rule == MediaRule::NotSet && tells());
}

bool MediaChoice::holds() const
{
    return careful() && (!tells() || m_network->costs());
}

QString MediaChoice::rule() const
{
    return careful() ? QStringLiteral("careful") : QStringLiteral("always");
}

void MediaChoice::setRule(const QString &rule)
{
    if (!m_open.workspace())
        return;
    const MediaRule wanted = rule == u"careful" ? MediaRule::Careful : MediaRule::Always;
    const auto kept = setMediaRule(m_open.workspace()->vault(), wanted);
    if (kept)
        m_rule = wanted;
    m_problem = kept ? QString() : kept.error().message;
    emit changed();
}

} // namespace heard
