// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "opencircles.h"

namespace heard {

void OpenCircles::setWorkspace(std::unique_ptr<Workspace> workspace)
{
    m_workspace = std::move(workspace);
    m_watched.clear();
    emit opened();
}

void OpenCircles::close()
{
    if (!m_workspace)
        return;
    emit closing();
    m_watched.clear();
    m_workspace.reset();
}

Result<Circle *> OpenCircles::open(const Id &id)
{
    if (!m_workspace)
        return fail(ErrorCode::Refused, "locked", tr("Heard is locked. Open it with your passphrase first."));
    HEARD_TRY_ASSIGN(Circle * circle, m_workspace->circle(id));
    if (!m_watched.contains(id)) {
        m_watched.insert(id);
        // The circle never outlives the workspace, nor that this object: no guard is needed.
        circle->onChanged([this, id] { emit changed(id); });
    }
    return circle;
}

Result<> OpenCircles::erase(const Id &id)
{
    if (!m_workspace)
        return fail(ErrorCode::Refused, "locked", tr("Heard is locked. Open it with your passphrase first."));
    emit leaving(id);
    // Should it come back by a new invite, it is another object, which is to be watched again.
    m_watched.remove(id);
    const Result<> erased = m_workspace->eraseCircle(id);
    emit circlesChanged();
    return erased;
}

void OpenCircles::listChanged()
{
    emit circlesChanged();
}

void OpenCircles::countsChanged(const Id &circle)
{
    emit sent(circle);
}

void OpenCircles::placeSet(const Id &circle)
{
    emit placeChanged(circle);
}

} // namespace heard
