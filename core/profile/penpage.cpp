// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "document/bidi.h"
#include "profile/pageparts.h"

namespace heard::profile {

Made penPage(const Pen &p, Qt::LayoutDirection direction, const Trims &trims)
{
    Made made;
    Document &d = made.document;
    d.form = Form::OneSide;
    d.title = QStringLiteral("%1: %2").arg(bidi::inserted(p.name, direction), layoutLabel(Layout::Pen));
    Band band;
    band.name = p.name;
    band.subtitle = p.role;
    if (!p.photo.isEmpty())
        band.photo = {p.photo, coreText("Photo of %1").arg(p.name)};
    d.blocks.emplace_back(band);
    Panels panels;
    const auto addPanel = [&](const Field<QString> &field, const QString &heading, Accent accent, const QString &text) {
        // Each line that was typed is a line of the page.
        QList<Item> items;
        int number = 0;
        for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
            if (line.trimmed().isEmpty())
                continue;
            Item item;
            item.ref = QStringLiteral("%1.%2").arg(field.key()).arg(++number);
            const Trim trim = trims.value(item.ref);
            if (trim.whole)
                continue;
            item.text = plain(withoutLast(line.trimmed(), trim.words));
            made.lines.insert(item.ref, line.trimmed());
            items.append(item);
        }
        if (!items.isEmpty())
            panels.panels.append(panel(heading, accent, items, items.size() > 1 ? Marks::Dots : Marks::None));
    };
    addPanel(penKind::what, coreText("What I do"), Accent::Profile, p.what);
    addPanel(penKind::can, coreText("What I can decide"), Accent::Charter, p.can);
    addPanel(penKind::cannot, coreText("What I cannot decide"), Accent::Warn, p.cannot);
    addPanel(penKind::work, coreText("How I like to work"), Accent::Meetings, p.work);
    if (!panels.panels.isEmpty())
        d.blocks.emplace_back(panels);
    d.notes.append(belongsTo(p.name, direction));
    return made;
}

} // namespace heard::profile
