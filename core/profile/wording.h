// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/version.h"

#include <optional>

/** Which words a yes was given to, so that it does not hold for others that somebody put in their place. */
namespace heard::profile {

/** Something that was changed since: the words as they are now, and by whom (null when that is not known any more). */
struct ChangedWords
{
    QString words; ///< empty for a picture
    Id by;
};

/**
 * All that is said and shown in a profile, each as 16 bytes: where it stands and a hash of it. Words of lines, signs and about the young
 * person, photos and symbols; not places in a list, blocks, or what others must know, which say nothing in anybody's name.
 */
[[nodiscard]] QByteArray sealOfWords(const Content &content);

/** The first thing in @p content that was there when @p seal was made, is another now, and was not set by @p giver; nothing when none is. */
[[nodiscard]] std::optional<ChangedWords> changedSince(const Circle &circle, const QByteArray &seal, const Content &content, const Id &giver);

} // namespace heard::profile
