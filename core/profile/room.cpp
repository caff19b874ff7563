// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/pages.h"

#include "base/text.h"

#include <algorithm>
#include <cmath>

namespace heard::profile {

namespace {

/**
 * No side of A4 holds more lines than this at 12 points, in two columns. Of a longer profile the rest has to go in any case, so the
 * measure, which tries line by line, is only asked about this many.
 */
constexpr qsizetype mostLinesOnSide = 110;

/** Takes lines from the ends of the longest panels until the side could hold the rest. Gives the refs of those taken. */
QStringList thinned(Document &document, const QSet<QString> &mustStay)
{
    QStringList taken;
    QList<Panel *> all;
    qsizetype count = 0;
    for (Block &block : document.blocks) {
        if (auto *panels = std::get_if<Panels>(&block)) {
            for (Panel &p : panels->panels) {
                all.append(&p);
                count += p.items.size();
            }
        }
    }
    while (count > mostLinesOnSide) {
        Panel *longest =
            *std::max_element(all.cbegin(), all.cend(), [](const Panel *a, const Panel *b) { return a->items.size() < b->items.size(); });
        QList<Item> &items = longest->items;
        const auto last = std::find_if(items.crbegin(), items.crend(),
                                       [&](const Item &item) { return !item.ref.isEmpty() && !mustStay.contains(item.ref); });
        qsizetype at = last == items.crend() ? items.size() - 1 : items.size() - 1 - (last - items.crbegin());
        while (at > 0 && items.at(at).otherVersion)
            --at;
        taken.append(items.at(at).ref);
        // A line goes with its other versions.
        do {
            items.removeAt(at);
            --count;
        } while (at < items.size() && items.at(at).otherVersion);
    }
    return taken;
}

/** measureOnePage(), which asks for lines that keep someone safe to be trimmed only when nothing else helps. */
FitReport reportOf(const Document &document, const QSet<QString> &mustStay)
{
    if (!mustStay.isEmpty()) {
        Document guarded = document;
        for (Block &block : guarded.blocks) {
            if (auto *panels = std::get_if<Panels>(&block)) {
                for (Panel &p : panels->panels) {
                    for (Item &item : p.items) {
                        if (mustStay.contains(item.ref))
                            item.ref.clear(); // a line without a name is never trimmed
                    }
                }
            }
        }
        const FitReport report = measureOnePage(guarded);
        if (report.fits || !report.trims.isEmpty())
            return report;
    }
    return measureOnePage(document);
}

/**
 * What to trim, by line. The first answer is tried as a person would carry it out, by whole words, on the page that comes of it,
 * and asked again when that is still too long.
 */
Trims trimsThatHelp(const Made &made, Trims all, const FitReport &first, QHash<QString, QString> &lines)
{
    constexpr int mostRounds = 10;
    FitReport report = first;
    for (int round = 0; round < mostRounds && !report.fits && !report.trims.isEmpty(); ++round) {
        for (const Trim &one : report.trims) {
            Trim &sum = all[one.ref];
            sum.ref = one.ref;
            sum.words += one.words;
            const qsizetype full = countWords(lines.value(one.ref));
            sum.whole = sum.whole || one.whole || sum.words >= full;
            if (sum.whole)
                sum.words = full;
        }
        const Made trimmed = made.again(all);
        // A card that showed five of seven tips shows the sixth when one goes.
        for (auto it = trimmed.lines.cbegin(); it != trimmed.lines.cend(); ++it) {
            if (!lines.contains(it.key()))
                lines.insert(it.key(), it.value());
        }
        report = reportOf(trimmed.document, trimmed.mustStay);
    }
    return all;
}

/** Fills in what to trim, in the order of the page. */
void nameTrims(const Made &made, const QStringList &taken, const FitReport &report, LiveFit &fit)
{
    QHash<QString, QString> lines = made.lines;
    Trims trims;
    for (const QString &ref : taken)
        trims.insert(ref, {ref, countWords(lines.value(ref)), true});
    trims = trimsThatHelp(made, trims, report, lines);
    const auto name = [&](const QString &ref) {
        const auto it = trims.constFind(ref);
        if (ref.isEmpty() || it == trims.constEnd())
            return;
        fit.trims.append({Id::fromHex(ref).value_or(Id{}), lines.value(ref), it->words, it->whole});
        fit.wordsOver += it->words;
        trims.erase(it);
    };
    for (const Block &block : made.document.blocks) {
        if (const auto *panels = std::get_if<Panels>(&block)) {
            for (const Panel &p : panels->panels) {
                for (const Item &item : p.items)
                    name(item.ref);
            }
        }
    }
    const QStringList others = trims.keys();
    for (const QString &ref : others)
        name(ref);
    if (fit.trims.isEmpty())
        fit.wordsOver = report.wordsOver;
}

} // namespace

QString withoutLast(const QString &text, qsizetype words)
{
    if (words <= 0)
        return text;
    qsizetype left = countWords(text) - words;
    QStringList kept;
    for (const QString &part : text.split(u' ')) {
        left -= countWords(part);
        if (left < 0)
            break;
        kept.append(part);
    }
    return kept.join(u' ').trimmed();
}

LiveFit measured(const Made &made)
{
    LiveFit fit;
    if (made.document.form == Form::Pages)
        return fit;
    Document document = made.document;
    const QStringList taken = thinned(document, made.mustStay);
    const FitReport report = reportOf(document, made.mustStay);
    const qsizetype words = std::max<qsizetype>(1, wordsOf(document));
    fit.fits = report.fits && taken.isEmpty();
    fit.pointSize = report.pointSize;
    fit.fraction = report.used;
    if (!taken.isEmpty())
        fit.fraction = std::max<qreal>(1.01, report.used * qreal(wordsOf(made.document)) / qreal(words));
    if (!fit.fits)
        nameTrims(made, taken, report, fit);
    if (fit.fits) {
        // What an empty page of this kind takes is not the words' doing.
        Document bare = document;
        for (Block &block : bare.blocks) {
            if (auto *panels = std::get_if<Panels>(&block)) {
                for (Panel &p : panels->panels)
                    p.items.clear();
            }
        }
        const qsizetype wordsInLines = words - wordsOf(bare);
        // What a word takes, by those that are here; few words say little, so they are weighed against what profiles take on the whole: a
        // side of A4 at 12 points holds about 280 words in lines as people write them, a card half of that.
        const qreal usual = (document.form == Form::HalfCard ? 2.0 : 1.0) / 280;
        constexpr qreal weight = 80;
        const qreal used = wordsInLines > 0 ? std::max(0.0, report.used - measureOnePage(bare).used) : 0;
        const qreal each = (used + usual * weight) / (qreal(wordsInLines) + weight);
        fit.wordsLeft = qsizetype(std::floor((1 - report.used) / each));
        fit.wordsLeft = std::max<qsizetype>(0, fit.wordsLeft);
        fit.sentence = coreText("Room for about %n more words.", nullptr, int(fit.wordsLeft));
    } else {
        fit.wordsOver = std::max<qsizetype>(1, fit.wordsOver);
        fit.sentence = coreText("About %n words too many for one side.", nullptr, int(std::min<qsizetype>(fit.wordsOver, 1'000'000)));
    }
    return fit;
}

} // namespace heard::profile
