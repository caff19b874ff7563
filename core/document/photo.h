// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>

namespace heard {

/** No photo file is longer; what is, need not be read. */
inline constexpr qsizetype longestPhotoFile = 64'000'000;

/**
 * A photo that is safe to keep and to share: read by our own sniffing as JPEG, PNG or (when Qt has it) WebP and nothing else, turned
 * upright, made no larger than @p longestSide pixels and @p longestBytes, and written anew as JPEG, so place, camera and hidden data go.
 * Refuses before decoding what is beyond picture::chosen; a photo of 48 or 108 megapixels is scaled while it is read.
 * Errors are those of picture::decode(), and "photo-empty".
 */
[[nodiscard]] Result<QByteArray> cleanPhoto(const QByteArray &raw, int longestSide = 900, qsizetype longestBytes = 120'000);

} // namespace heard
