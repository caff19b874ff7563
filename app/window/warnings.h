// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace heard {

/** Collects every warning of Qt and QML from its making to its end, and still prints them. One at a time. */
class Warnings
{
public:
    Warnings();
    ~Warnings();
    Warnings(const Warnings &) = delete;
    Warnings &operator=(const Warnings &) = delete;

    /** Those since the last call. */
    [[nodiscard]] static QStringList take();
};

} // namespace heard
