// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "profile/pages.h"
#include "profile/profile.h"
#include "profile/reading.h"

#include <algorithm>

namespace heard::profile {

void putInWords(Circle &circle, Statement &statement, const QString &text)
{
    statement.wordings.clear();
    if (text == statement.text)
        return;
    statement.text = text;
    statement.writtenBy = circle.me();
    statement.changed = circle.vault().around().clock->now();
    const bool own = speaks(circle, statement.saidBy, circle.me());
    statement.changedBy = own ? Id() : circle.me();
    statement.changedName = own ? QString() : nameOf(circle, circle.me());
}

Result<Content> contentOf(Circle &circle, const PageOptions &options)
{
    if (!options.version.isNull())
        return versionContent(circle, options.version);
    Content content = present(circle);
    if (options.includeMine) {
        content.statements += statements(circle, Which::Mine);
        std::stable_sort(content.statements.begin(), content.statements.end(), [](const Statement &a, const Statement &b) {
            return a.section != b.section ? a.section < b.section : a.order < b.order;
        });
    }
    return content;
}

qsizetype wordsOf(const Document &document)
{
    qsizetype words = 0;
    const auto addItems = [&](const QList<Item> &items) {
        for (const Item &item : items)
            words += countWords(plainText(item.text)) + countWords(item.note);
    };
    for (const Block &block : document.blocks) {
        if (const auto *heading = std::get_if<Heading>(&block)) {
            words += countWords(heading->text);
        } else if (const auto *paragraph = std::get_if<Paragraph>(&block)) {
            words += countWords(plainText(paragraph->text));
        } else if (const auto *list = std::get_if<List>(&block)) {
            addItems(list->items);
        } else if (const auto *table = std::get_if<Table>(&block)) {
            words += countWords(table->caption) + countWords(table->header.join(u' '));
            for (const QStringList &row : table->rows)
                words += countWords(row.join(u' '));
        } else if (const auto *panels = std::get_if<Panels>(&block)) {
            for (const Panel &p : panels->panels) {
                words += countWords(p.heading);
                addItems(p.items);
            }
        } else if (const auto *band = std::get_if<Band>(&block)) {
            words += countWords(band->name) + countWords(band->subtitle);
        }
    }
    return words;
}

} // namespace heard::profile
