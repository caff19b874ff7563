// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "penprofile.h"

#include "pictures.h"

namespace heard {

void PenProfile::setCircle(CurrentCircle *circle)
{
    if (circle == m_circle)
        return;
    if (m_circle)
        disconnect(m_circle, nullptr, this, nullptr);
    m_circle = circle;
    if (circle)
        connect(circle, &CurrentCircle::changed, this, &PenProfile::load);
    load();
}

void PenProfile::setMember(const QString &member)
{
    if (member != m_member) {
        m_member = member;
        load();
    }
}

void PenProfile::load()
{
    m_pen = {};
    if (m_circle && m_circle->circle()) {
        if (const auto pen = profile::pen(*m_circle->circle(), Id::fromHex(m_member).value_or(Id{})))
            m_pen = *pen;
    }
    emit changed();
}

QString PenProfile::photo() const
{
    if (m_pen.photo.isEmpty() || !m_circle->circle())
        return {};
    // The pen profile's own photo, or the member's.
    const Record *own = m_circle->circle()->record(m_pen.id);
    const bool isOwn = own && own->get(profile::penKind::photo) == m_pen.photo;
    return isOwn ? pictureOf(m_pen.id, profile::penKind::photo.key(), m_pen.photo)
                 : pictureOf(m_pen.member, memberKind::photo.key(), m_pen.photo);
}

bool PenProfile::mine() const
{
    return m_circle && m_circle->me() == m_member;
}

bool PenProfile::removed() const
{
    const auto member = m_circle && m_circle->circle() ? m_circle->circle()->member(m_pen.member) : std::nullopt;
    return member && member->removed;
}

bool PenProfile::save(const QString &what, const QString &can, const QString &cannot, const QString &work)
{
    if (!m_circle || !m_circle->circle())
        return false;
    const auto saved = profile::editPen(*m_circle->circle(), {.what = what, .can = can, .cannot = cannot, .work = work});
    m_problem = saved ? QString() : saved.error().message;
    emit changed();
    return saved.has_value();
}

} // namespace heard
