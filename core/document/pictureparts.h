// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/picture.h"

namespace heard::picture {

/** What the parts of a picture's file say about it, without decoding any of them. */
struct Parts
{
    bool whole = false;    ///< its last part is there: decoders fill up what is missing of a JPEG with grey, and say nothing
    bool plain = true;     ///< only kinds of it that cameras and programs write (a JPEG of SOF0 to SOF2, one of them)
    bool lossless = false; ///< of a WebP: decoded in one piece
    bool moving = false;   ///< of a WebP: more than one picture
    int scans = 0;         ///< of a JPEG: each costs as much as the whole picture
    bool inRounds = false; ///< of a JPEG: progressive, or in several scans, so that all of it is in memory at once
};

/** Follows the markers of a JPEG (ITU T.81 B.1), the chunks of a PNG (ISO 15948 5.3) or of a WebP (RFC 9649). */
[[nodiscard]] Parts partsOf(Kind kind, QByteArrayView bytes);

/**
 * A PNG of only what its dots need. Texts and profiles go: each of a thousand may unpack to 8 MB in the decoder, and nobody is shown them.
 */
[[nodiscard]] QByteArray bareOfPng(QByteArrayView bytes);

} // namespace heard::picture
