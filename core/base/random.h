// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace heard {

/** Where random bytes come from. The app's is libsodium's (vault/crypto.h); the simulator's is seeded. */
class Random
{
public:
    Random() = default;
    Random(const Random &) = delete;
    Random &operator=(const Random &) = delete;
    virtual ~Random() = default;
    virtual void fill(std::span<unsigned char> out) = 0;
};

} // namespace heard
