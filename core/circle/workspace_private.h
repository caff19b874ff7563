// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/circle_private.h"
#include "circle/workspace.h"

#include <map>
#include <vector>

namespace heard {

class Workspace::Private
{
public:
    std::unique_ptr<Vault> vault;
    Person person;
    DeviceKeys keys;
    std::vector<DeviceKeys> earlier; ///< the oldest first
    std::map<Id, std::unique_ptr<Circle>> open;

    /** A circle over what the store holds; not loaded. */
    [[nodiscard]] std::unique_ptr<Circle> bare(const Id &id) const;
    [[nodiscard]] Result<> takeNewIdentity();
    [[nodiscard]] Result<> introduceNewDevice(Circle &circle);
};

} // namespace heard
