// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profileviews.h"

#include "pictures.h"

namespace heard {

ProfileViews::ProfileViews(OpenCircles &open, CurrentCircle &circle, const Preferences &preferences, const Language &language, QQmlEngine &engine)
    : profile(circle)
    , roomLeft(circle)
    , tips(circle)
    , versions(circle)
    , drafts(open, circle)
    , clashes(circle, drafts)
    , spelling(open, circle, preferences, language)
    , pages(circle)
    , pageOut(pages)
    , printing(pages)
{
    give(engine, profile);
    give(engine, roomLeft);
    give(engine, tips);
    give(engine, versions);
    give(engine, clashes);
    give(engine, drafts);
    give(engine, spelling);
    give(engine, pages);
    give(engine, pageOut);
    give(engine, printing);
    engine.addImageProvider(QStringLiteral("circle"), new Pictures(circle, pages)); // the engine owns it
}

} // namespace heard
