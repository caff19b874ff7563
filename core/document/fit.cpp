// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/fit.h"

#include "base/text.h"
#include "document/layout.h"

#include <QSet>
#include <algorithm>

namespace heard {

namespace {

/** A line that may be trimmed: where its text is in the document. */
struct Line
{
    QString ref;
    Runs *text = nullptr;
    Item *item = nullptr;            ///< null for paragraphs and quotes
    QList<const Item *> others = {}; ///< other versions of the line; who writes it anew settles which is right
    QString words;                   ///< what it says in full
    qsizetype count = 0;
};

std::vector<Line> linesOf(Document &document)
{
    std::vector<Line> lines;
    const auto add = [&](const QString &ref, Runs &text, Item *item) {
        if (ref.isEmpty())
            return;
        const QString words = plainText(text);
        lines.push_back({ref, &text, item, {}, words, countWords(words)});
    };
    const auto addItems = [&](QList<Item> &items) {
        bool named = false; // the last line that is no other version
        for (Item &item : items) {
            if (item.otherVersion) {
                if (named)
                    lines.back().others.append(&item);
                continue;
            }
            named = !item.ref.isEmpty();
            add(item.ref, item.text, &item);
        }
    };
    for (Block &block : document.blocks) {
        if (auto *paragraph = std::get_if<Paragraph>(&block))
            add(paragraph->ref, paragraph->text, nullptr);
        else if (auto *quote = std::get_if<Quote>(&block))
            add(quote->ref, quote->text, nullptr);
        else if (auto *list = std::get_if<List>(&block))
            addItems(list->items);
        else if (auto *panels = std::get_if<Panels>(&block))
            for (Panel &panel : panels->panels)
                addItems(panel.items);
    }
    return lines;
}

/** The first @p length characters of @p text, cut at a space where there is one near. */
QString beginning(const QString &text, qsizetype length)
{
    if (length >= text.size())
        return text;
    const qsizetype space = text.lastIndexOf(u' ', length);
    QString cut = text.left(space > length / 2 ? space : length);
    if (!cut.isEmpty() && cut.back().isHighSurrogate())
        cut.chop(1);
    return cut;
}

/** How many words of @p text are whole in its first @p length characters: nobody can be asked to leave out half a word. */
qsizetype wholeWords(const QString &text, qsizetype length)
{
    const QString begin = beginning(text, length);
    const bool within = begin.size() < text.size() && !begin.isEmpty() && !begin.back().isSpace() && !text.at(begin.size()).isSpace();
    return countWords(begin) - (within ? 1 : 0);
}

/** A line is shortened to half, and when it is very long to this many characters, about twenty words. */
constexpr qsizetype gentlyKept = 120;

/** A cut: how many characters of a line stay. -1 takes the whole line away. */
struct Cut
{
    size_t line = 0;
    qsizetype keep = 0;
};

class Trimmer
{
public:
    Trimmer(const Document &document, layout::Shaper &shaper) : m_document(document), m_shaper(shaper) {}

    QList<Trim> run()
    {
        const std::vector<Line> lines = linesOf(m_document);
        std::vector<size_t> order(lines.size());
        for (size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        // The longest first, and of equals the last: what is said first often matters most.
        std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
            return lines[a].words.size() != lines[b].words.size() ? lines[a].words.size() > lines[b].words.size() : a > b;
        });
        // Shortening a few lines is kinder than taking one out.
        std::vector<Cut> cuts;
        if (!cutUntilItFits(lines, order, cuts, true, 4)) {
            cuts.clear();
            if (!cutUntilItFits(lines, order, cuts, false, lines.size()))
                return {};
        }
        std::stable_sort(cuts.begin(), cuts.end(), [](const Cut &a, const Cut &b) { return a.line < b.line; });
        QList<Trim> trims;
        for (const Cut &cut : cuts) {
            const Line &line = lines[cut.line];
            const qsizetype left = cut.keep < 0 ? 0 : wholeWords(line.words, cut.keep);
            trims.append({line.ref, qMax<qsizetype>(1, line.count - left), left <= 0});
        }
        return trims;
    }

private:
    [[nodiscard]] qreal usedWith(const std::vector<Cut> &cuts)
    {
        Document shorter = m_document;
        const std::vector<Line> lines = linesOf(shorter);
        QSet<const Item *> gone;
        for (const Cut &cut : cuts) {
            const Line &line = lines[cut.line];
            for (const Item *other : line.others)
                gone.insert(other);
            if (cut.keep >= 0)
                *line.text = plain(beginning(line.words, cut.keep));
            else if (line.item)
                gone.insert(line.item);
            else
                line.text->clear();
        }
        const auto take = [&](QList<Item> &items) { items.removeIf([&](const Item &item) { return gone.contains(&item); }); };
        if (!gone.isEmpty()) {
            for (Block &block : shorter.blocks) {
                if (auto *list = std::get_if<List>(&block))
                    take(list->items);
                else if (auto *panels = std::get_if<Panels>(&block))
                    for (Panel &panel : panels->panels)
                        take(panel.items);
            }
        }
        return layout::layOut(shorter, m_shaper, layout::smallestText).used;
    }

    bool cutUntilItFits(const std::vector<Line> &lines, const std::vector<size_t> &order, std::vector<Cut> &cuts, bool gently, size_t most)
    {
        qreal used = usedWith({});
        for (const size_t at : order) {
            if (cuts.size() >= most)
                return false;
            if (gently && lines[at].count < 6)
                continue;
            cuts.push_back({at, gently ? qMin(lines[at].words.size() / 2, gentlyKept) : -1});
            const qreal now = usedWith(cuts);
            // A cut in the column that is not the tall one helps nothing yet; when whole lines go, it may help later, once others are gone.
            if (gently && now >= used) {
                cuts.pop_back();
                continue;
            }
            used = now;
            if (used <= 1) {
                dropNeedless(cuts);
                ease(lines, cuts);
                return true;
            }
        }
        return false;
    }

    /** Cuts that turned out not to be needed once a later one was made. */
    void dropNeedless(std::vector<Cut> &cuts)
    {
        for (size_t i = cuts.size() - 1; i-- > 0;) {
            std::vector<Cut> fewer = cuts;
            fewer.erase(fewer.begin() + qsizetype(i));
            if (usedWith(fewer) <= 1)
                cuts = std::move(fewer);
        }
    }

    /** The last cut need not be as deep as it is: finds by halving how much of the line can stay. */
    void ease(const std::vector<Line> &lines, std::vector<Cut> &cuts)
    {
        Cut &last = cuts.back();
        qsizetype works = last.keep;
        qsizetype tooMuch = lines[last.line].words.size();
        while (tooMuch - works > 4) {
            last.keep = works + (tooMuch - works) / 2;
            if (usedWith(cuts) <= 1)
                works = last.keep;
            else
                tooMuch = last.keep;
        }
        // Fewer than three words left of a line say nothing.
        last.keep = works >= 0 && countWords(beginning(lines[last.line].words, works)) < 3 && lines[last.line].count > 3 ? -1 : works;
    }

    Document m_document;
    layout::Shaper &m_shaper;
};

qsizetype allWords(Document document)
{
    // Every line gets a name here, so that those without one are counted too.
    qsizetype words = 0;
    for (Block &block : document.blocks) {
        if (auto *list = std::get_if<List>(&block))
            for (Item &item : list->items)
                words += countWords(plainText(item.text));
        else if (auto *panels = std::get_if<Panels>(&block))
            for (Panel &panel : panels->panels)
                for (Item &item : panel.items)
                    words += countWords(plainText(item.text));
        else if (auto *paragraph = std::get_if<Paragraph>(&block))
            words += countWords(plainText(paragraph->text));
        else if (auto *quote = std::get_if<Quote>(&block))
            words += countWords(plainText(quote->text));
    }
    return words;
}

} // namespace

FitReport measureOnePage(const Document &document)
{
    layout::Shaper shaper(document);
    FitReport report;
    report.used = layout::layOut(document, shaper, layout::smallestText).used;
    if (document.form == Form::Pages) {
        report.fits = true;
        return report;
    }
    const qreal points = report.used <= 1 ? layout::fittingSize(document, shaper) : 0;
    report.fits = points > 0;
    if (report.fits) {
        report.pointSize = points;
        return report;
    }
    report.trims = Trimmer(document, shaper).run();
    for (const Trim &trim : report.trims)
        report.wordsOver += trim.words;
    if (report.trims.isEmpty())
        report.wordsOver = qMax<qsizetype>(1, qRound(qreal(allWords(document)) * (report.used - 1) / report.used));
    return report;
}

Error doesNotFit(const Document &document, const FitReport &report)
{
    Document copy = document;
    QStringList named;
    for (const Line &line : linesOf(copy)) {
        const bool wanted = std::any_of(report.trims.begin(), report.trims.end(), [&](const Trim &trim) { return trim.ref == line.ref; });
        if (wanted && named.size() < 4) {
            const QString begin = beginning(line.words, 40);
            named.append(QStringLiteral("“%1”").arg(begin.size() < line.words.size() ? begin + QStringLiteral("…") : begin));
        }
    }
    QString message = coreText("This is too long for one side, by about %n words. Nothing is lost.", nullptr,
                               int(qMin<qsizetype>(report.wordsOver, 1'000'000)));
    if (!named.isEmpty())
        message += u' ' + coreText("Make these shorter first: %1").arg(named.join(QStringLiteral(", ")));
    return Error{ErrorCode::Refused, QStringLiteral("does-not-fit"), message, QStringLiteral("fit: used %1").arg(report.used, 0, 'f', 3), false};
}

} // namespace heard
