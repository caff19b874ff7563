// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>

namespace heard {

/**
 * A photo that is safe to keep and to share: read by our own sniffing as JPEG, PNG or (when Qt has it) WebP and nothing else, turned
 * upright, made no larger than @p longestSide pixels and @p longestBytes, and written anew as JPEG, so place, camera and hidden data go.
 * Refuses before decoding what is over 20 MB of file, 40 megapixels, 12,000 pixels on a side or 64 MB of memory.
 * Errors are BadInput: "photo-kind" (not a photo we can read), "photo-too-big", "photo-damaged".
 */
[[nodiscard]] Result<QByteArray> cleanPhoto(const QByteArray &raw, int longestSide = 900, qsizetype longestBytes = 120'000);

} // namespace heard
