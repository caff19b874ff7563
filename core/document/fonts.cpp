// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/faces.h"
#include "document/writers.h"

#include <functional>

namespace heard {

namespace {

/** Everything that is printed as words, with the name of its line and its language. */
using Told = std::function<void(const QString &words, const QString &ref, const QString &language)>;

void tellItems(const QList<Item> &items, const Told &told)
{
    for (const Item &item : items) {
        told(plainText(item.text), item.ref, item.language);
        told(item.note, item.ref, {});
    }
}

void tell(const Block &block, const Told &told)
{
    std::visit(
        [&](const auto &b) {
            using B = std::decay_t<decltype(b)>;
            if constexpr (std::is_same_v<B, Heading>) {
                told(b.text, {}, {});
            } else if constexpr (std::is_same_v<B, Paragraph>) {
                told(plainText(b.text), b.ref, b.language);
            } else if constexpr (std::is_same_v<B, List>) {
                tellItems(b.items, told);
            } else if constexpr (std::is_same_v<B, PictureBlock>) {
                told(b.caption, {}, {});
            } else if constexpr (std::is_same_v<B, Table>) {
                told(b.caption, {}, {});
                told(b.header.join(u'\n'), {}, {});
                for (const QStringList &row : b.rows)
                    told(row.join(u'\n'), {}, {});
            } else if constexpr (std::is_same_v<B, Quote>) {
                told(plainText(b.text), b.ref, b.language);
                told(b.speaker, b.ref, {});
            } else if constexpr (std::is_same_v<B, Panels>) {
                for (const Panel &panel : b.panels) {
                    told(panel.heading, {}, {});
                    tellItems(panel.items, told);
                }
            } else {
                told(b.name, {}, {});
                told(b.subtitle, {}, {});
            }
        },
        block);
}

} // namespace

QList<MissingLetters> missingLetters(const Document &document)
{
    QList<MissingLetters> out;
    const Told told = [&](const QString &words, const QString &ref, const QString &language) {
        const QList<faces::Missing> missing = faces::missingIn(words, language.isEmpty() ? document.language : language);
        for (const faces::Missing &one : missing) {
            auto known = std::find_if(out.begin(), out.end(), [&](const MissingLetters &other) { return other.script == one.script; });
            if (known == out.end())
                known = out.insert(out.end(), MissingLetters{{}, one.script, one.package, {}});
            for (const QString &letter : one.letters)
                if (!known->letters.contains(letter))
                    known->letters.append(letter);
            if (!ref.isEmpty() && !known->refs.contains(ref))
                known->refs.append(ref);
        }
    };
    told(document.title, {}, {});
    told(document.audience, {}, {});
    told(dateText(document), {}, {});
    for (const Block &block : document.blocks)
        tell(block, told);
    for (const QString &note : document.notes)
        told(note, {}, {});
    return out;
}

QString missingSentence(const QList<MissingLetters> &missing)
{
    QStringList sentences;
    constexpr qsizetype mostNamed = 12;
    for (const MissingLetters &one : missing) {
        QStringList named;
        for (const QString &letter : one.letters.mid(0, mostNamed))
            named.append(u'\u2068' + letter + u'\u2069');
        QString letters = named.join(u' ');
        if (one.letters.size() > mostNamed)
            letters += u'…';
        sentences.append(one.script.isEmpty() ? coreText("These letters cannot be printed here: %1.").arg(letters)
                                              : coreText("These letters cannot be printed here: %1 (%2).").arg(letters, one.script));
        if (!one.package.isEmpty())
            sentences.append(coreText("To print them, install the package %1.", "a Debian package with fonts").arg(one.package));
    }
    return sentences.join(u' ');
}

} // namespace heard
