// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/layout.h"

#include "base/text.h"
#include "document/writers.h"
#include "profile/pen.h"
#include "profile/profile.h"
#include "profile/symbols.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QSet>
#include <algorithm>
#include <array>
#include <cmath>

namespace heard::profile {

namespace {

constexpr qsizetype tipsOnCard = 5;

/**
 * No side of A4 holds more lines than this at 12 points, in two columns. Of a longer profile the rest has to go in any case, so the
 * measure, which tries line by line, is only asked about this many.
 */
constexpr qsizetype mostLinesOnSide = 110;

struct FormatWord
{
    Format format;
    const char *name;
};
constexpr std::array formatWords{FormatWord{Format::Pdf, "pdf"}, FormatWord{Format::Html, "html"}, FormatWord{Format::Odt, "odt"}};

/** A document in the making, with what it took to make it. */
struct Made
{
    Document document;
    QStringList symbols;
    QList<Id> trimmed;
    QList<Id> notShown;
    QList<Id> undecided;
    QHash<QString, QString> lines; ///< ref of a line -> its words
};

QDate today(Circle &circle)
{
    return QDateTime::fromMSecsSinceEpoch(circle.vault().around().clock->now()).date();
}

Panel panel(const QString &heading, Accent accent, const QList<Item> &items, Marks marks = Marks::Dots)
{
    Panel p;
    p.heading = heading;
    p.accent = accent;
    p.items = items;
    p.marks = marks;
    return p;
}

/** Builds the pages of the young person's profile from content, live or frozen. */
class Builder
{
public:
    Builder(const Circle &circle, const Content &content, const PageOptions &options)
        : m_circle(circle), m_content(content), m_options(options)
    {
        const QSet<Id> out(options.leaveOut.cbegin(), options.leaveOut.cend());
        m_content.statements.removeIf([&](const Statement &s) {
            if (out.contains(s.id))
                m_made.trimmed.append(s.id);
            return out.contains(s.id);
        });
    }

    Made onePage()
    {
        Document &d = begin(Form::OneSide, coreText("One-page profile"));
        if (!m_content.about.communicate.isEmpty())
            d.blocks.emplace_back(Paragraph{{Run{coreText("How I talk and listen:") + u' ', true}, Run{oneLine(m_content.about.communicate)}}});
        Panels panels;
        panels.columns = 2;
        for (const Section section : allSections()) {
            const QList<Statement> list = in({section});
            if (!list.isEmpty())
                panels.panels.append(sectionPanel(section, list));
        }
        d.blocks.emplace_back(panels);
        return end();
    }

    Made coverCard()
    {
        Document &d = begin(Form::HalfCard, coreText("If you are new, please read this"));
        Panels panels;
        const QList<Statement> must = mustKnow();
        if (!must.isEmpty())
            panels.panels.append(panel(coreText("You must know"), Accent::Alert, items(must)));
        // Five tips are what someone can keep in mind on the way to the room. Without tips, what supports me says the same.
        QList<Statement> tips = in({Section::Tips}, must);
        if (tips.isEmpty())
            tips = in({Section::Support}, must);
        for (qsizetype i = tipsOnCard; i < tips.size(); ++i)
            m_made.notShown.append(tips.at(i).id);
        tips = tips.mid(0, tipsOnCard);
        if (!tips.isEmpty())
            panels.panels.append(panel(sectionHeading(Section::Tips), Accent::Profile, items(tips), Marks::Numbers));
        if (!m_content.about.communicate.isEmpty())
            panels.panels.append(panel(coreText("How I talk and listen"), Accent::MySay, {plainItem(m_content.about.communicate)}, Marks::None));
        d.blocks.emplace_back(panels);
        return end();
    }

    Made communicationPassport()
    {
        Document &d = begin(Form::Pages, coreText("Communication passport"));
        const QList<Statement> must = mustKnow();
        Panels first;
        if (!must.isEmpty())
            first.panels.append(panel(coreText("You must know"), Accent::Alert, items(must)));
        QList<Item> ways;
        if (!m_content.about.communicate.isEmpty())
            ways.append(plainItem(m_content.about.communicate));
        ways += waysToSay({Way::Yes, Way::No, Way::Stop, Way::Pain});
        if (!ways.isEmpty())
            first.panels.append(panel(coreText("How I talk and listen"), Accent::MySay, ways));
        if (!first.panels.isEmpty())
            d.blocks.emplace_back(first);
        if (!m_content.signs.isEmpty()) {
            Table table;
            table.caption = coreText("My signs");
            table.header = {coreText("What you may see"), coreText("What it means"), coreText("What to do")};
            for (const Sign &sign : m_content.signs)
                table.rows.append({oneLine(sign.see), oneLine(sign.means), oneLine(sign.help)});
            d.blocks.emplace_back(table);
        }
        Panels rest;
        for (const Section section : {Section::Support, Section::Tips, Section::Important, Section::Strengths, Section::Appreciate}) {
            const QList<Statement> list = in({section}, must);
            if (!list.isEmpty())
                rest.panels.append(sectionPanel(section, list));
        }
        if (!rest.panels.isEmpty())
            d.blocks.emplace_back(rest);
        return end();
    }

    Made hospitalPassport()
    {
        Document &d = begin(Form::Pages, coreText("Hospital passport"));
        const QList<Statement> must = mustKnow();
        Panels panels;
        // The colours are the custom of hospital passports; each has its word too, as colour is never alone.
        QList<Item> red = items(must);
        red += waysToSay({Way::Pain, Way::Stop});
        if (!red.isEmpty())
            panels.panels.append(panel(coreText("Red: you must know this"), Accent::Alert, red));
        QList<Item> amber;
        if (!m_content.about.communicate.isEmpty())
            amber.append(labelled(coreText("How I talk and listen:"), m_content.about.communicate));
        amber += waysToSay({Way::Yes, Way::No});
        amber += items(in({Section::Support, Section::Tips}, must));
        if (!amber.isEmpty())
            panels.panels.append(panel(coreText("Amber: this is important for my care"), Accent::Warn, amber));
        const QList<Item> green = items(in({Section::Important, Section::Appreciate, Section::Strengths}, must));
        if (!green.isEmpty())
            panels.panels.append(panel(coreText("Green: what I like and what matters to me"), Accent::Charter, green));
        if (!panels.panels.isEmpty())
            d.blocks.emplace_back(panels);
        return end();
    }

    [[nodiscard]] bool empty() const
    {
        const About &a = m_content.about;
        return m_content.statements.isEmpty() && m_content.signs.isEmpty() && a.communicate.isEmpty() && a.yes.isEmpty() && a.no.isEmpty()
            && a.stop.isEmpty() && a.pain.isEmpty();
    }

private:
    enum class Way { Yes, No, Stop, Pain };

    Document &begin(Form form, const QString &subtitle)
    {
        Document &d = m_made.document;
        d.form = form;
        d.title = QStringLiteral("%1: %2").arg(m_content.about.name, subtitle);
        Band band;
        band.name = m_content.about.name;
        band.subtitle = subtitle;
        if (!m_content.about.photo.isEmpty())
            band.photo = {m_content.about.photo, coreText("Photo of %1").arg(m_content.about.name)};
        d.blocks.emplace_back(band);
        return d;
    }

    Made end()
    {
        Document &d = m_made.document;
        if (m_oneSpeaker && !m_speaker.isEmpty())
            d.notes.append(coreText("Said by %1.", "the person who said everything on this page").arg(m_speaker));
        d.notes.append(coreText("This page belongs to %1. Please ask before you copy it or pass it on.").arg(m_content.about.name));
        if (!m_made.symbols.isEmpty())
            d.notes.append(symbolCredit());
        if (m_oneSpeaker)
            withoutNotes(d);
        return std::move(m_made);
    }

    /** One name below says it for all: the same name beside every line would only take their room. */
    static void withoutNotes(Document &d)
    {
        for (Block &block : d.blocks) {
            if (auto *panels = std::get_if<Panels>(&block)) {
                for (Panel &p : panels->panels) {
                    for (Item &item : p.items)
                        item.note.clear();
                }
            }
        }
    }

    static QString oneLine(const QString &text)
    {
        QString line = text;
        return line.replace(u'\n', u' ').replace(u'\t', u' ');
    }

    static Item plainItem(const QString &text)
    {
        return Item{plain(oneLine(text))};
    }

    static Item labelled(const QString &label, const QString &text)
    {
        return Item{{Run{label + u' ', true}, Run{oneLine(text)}}};
    }

    [[nodiscard]] QList<Item> waysToSay(std::initializer_list<Way> ways) const
    {
        QList<Item> list;
        const auto addWay = [&](const QString &label, const QString &text) {
            if (!text.isEmpty())
                list.append(labelled(label, text));
        };
        for (const Way way : ways) {
            switch (way) {
            case Way::Yes:
                addWay(coreText("How I say yes:"), m_content.about.yes);
                break;
            case Way::No:
                addWay(coreText("How I say no:"), m_content.about.no);
                break;
            case Way::Stop:
                addWay(coreText("How I say stop:"), m_content.about.stop);
                break;
            case Way::Pain:
                addWay(coreText("How I show pain:"), m_content.about.pain);
                break;
            }
        }
        return list;
    }

    /** Statements of the sections, in that order, but for those in @p except. */
    [[nodiscard]] QList<Statement> in(std::initializer_list<Section> sections, const QList<Statement> &except = {}) const
    {
        QSet<Id> out;
        for (const Statement &s : except)
            out.insert(s.id);
        QList<Statement> list;
        for (const Section section : sections) {
            for (const Statement &s : m_content.statements) {
                if (s.section == section && !out.contains(s.id))
                    list.append(s);
            }
        }
        return list;
    }

    [[nodiscard]] QList<Statement> mustKnow() const
    {
        QList<Statement> list = m_content.statements;
        list.removeIf([](const Statement &s) { return !s.mustKnow; });
        return list;
    }

    Panel sectionPanel(Section section, const QList<Statement> &list)
    {
        const Accent accent = section == Section::Support || section == Section::Tips ? Accent::Meetings
            : section == Section::Important                                          ? Accent::MySay
                                                                                     : Accent::Profile;
        return panel(sectionHeading(section), accent, items(list), section == Section::Tips ? Marks::Numbers : Marks::Dots);
    }

    QList<Item> items(const QList<Statement> &list)
    {
        QList<Item> all;
        for (const Statement &s : list) {
            Item item;
            item.text = {Run{oneLine(s.text), s.mustKnow}};
            item.ref = s.id.toHex();
            if (!s.photo.isEmpty()) {
                item.picture = {s.photo, coreText("A photo that goes with these words")};
            } else if (m_options.symbols && !s.symbol.isEmpty()) {
                if (const Symbol *found = symbol(s.symbol)) {
                    item.picture = {symbolBytes(s.symbol), found->label};
                    if (!m_made.symbols.contains(s.symbol))
                        m_made.symbols.append(s.symbol);
                }
            }
            const bool own = !s.saidBy.isNull() && isYoungPerson(m_circle, s.saidBy);
            if (m_options.whoSaid && !own)
                item.note = s.saidName;
            const QString speaker = m_options.whoSaid && !own ? s.saidName : QString();
            m_oneSpeaker = m_oneSpeaker && (m_made.lines.isEmpty() || speaker == m_speaker);
            m_speaker = speaker;
            m_made.lines.insert(item.ref, s.text);
            if (s.clashes)
                m_made.undecided.append(s.id);
            all.append(item);
        }
        return all;
    }

    const Circle &m_circle;
    Content m_content;
    const PageOptions &m_options;
    Made m_made;
    QString m_speaker; ///< of the last line
    bool m_oneSpeaker = true; ///< all lines so far have the same
};

Result<Made> penPage(const Circle &circle, const PageOptions &options, bool emptyIsFine)
{
    HEARD_TRY_ASSIGN(const Pen p, pen(circle, options.member.isNull() ? circle.me() : options.member));
    if (p.isEmpty() && !emptyIsFine) {
        return fail(ErrorCode::Refused, "nothing-to-show",
                    coreText("%1 has not written this page yet. Nothing was made.").arg(p.name));
    }
    Made made;
    Document &d = made.document;
    d.form = Form::OneSide;
    d.title = QStringLiteral("%1: %2").arg(p.name, layoutLabel(Layout::Pen));
    Band band;
    band.name = p.name;
    band.subtitle = p.role;
    if (!p.photo.isEmpty())
        band.photo = {p.photo, coreText("Photo of %1").arg(p.name)};
    d.blocks.emplace_back(band);
    Panels panels;
    const auto addPanel = [&](const Field<QString> &field, const QString &heading, Accent accent, const QString &text) {
        if (text.isEmpty())
            return;
        // Each line that was typed is a line of the page.
        QList<Item> items;
        int number = 0;
        for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
            if (line.trimmed().isEmpty())
                continue;
            Item item{plain(line.trimmed())};
            item.ref = QStringLiteral("%1.%2").arg(field.key()).arg(++number);
            made.lines.insert(item.ref, line.trimmed());
            items.append(item);
        }
        panels.panels.append(panel(heading, accent, items, items.size() > 1 ? Marks::Dots : Marks::None));
    };
    addPanel(penKind::what, coreText("What I do"), Accent::Profile, p.what);
    addPanel(penKind::can, coreText("What I can decide"), Accent::Charter, p.can);
    addPanel(penKind::cannot, coreText("What I cannot decide"), Accent::Warn, p.cannot);
    addPanel(penKind::work, coreText("How I like to work"), Accent::Meetings, p.work);
    if (!panels.panels.isEmpty())
        d.blocks.emplace_back(panels);
    d.notes.append(coreText("This page belongs to %1. Please ask before you copy it or pass it on.").arg(p.name));
    return made;
}

/** @p change may alter the content first: what is being typed. */
Result<Made> make(Circle &circle, Layout layout, const PageOptions &options, bool emptyIsFine, const std::function<void(Content &)> &change = {})
{
    QDate date = options.date.isValid() ? options.date : today(circle);
    Made made;
    if (layout == Layout::Pen) {
        HEARD_TRY_ASSIGN(made, penPage(circle, options, emptyIsFine));
    } else {
        Content content;
        if (options.version.isNull()) {
            content = present(circle);
            if (options.includeMine) {
                content.statements += statements(circle, Which::Mine);
                std::stable_sort(content.statements.begin(), content.statements.end(), [](const Statement &a, const Statement &b) {
                    return a.section != b.section ? a.section < b.section : a.order < b.order;
                });
            }
        } else {
            HEARD_TRY_ASSIGN(content, versionContent(circle, options.version));
            HEARD_TRY_ASSIGN(const VersionInfo info, versionInfo(circle, options.version));
            if (!options.date.isValid())
                date = QDateTime::fromMSecsSinceEpoch(info.date).date();
        }
        if (change)
            change(content);
        Builder builder(circle, content, options);
        if (builder.empty() && !emptyIsFine)
            return fail(ErrorCode::Refused, "nothing-to-show", coreText("There are no words to show yet. Write one line first."));
        switch (layout) {
        case Layout::OnePage:
            made = builder.onePage();
            break;
        case Layout::CoverCard:
            made = builder.coverCard();
            break;
        case Layout::CommunicationPassport:
            made = builder.communicationPassport();
            break;
        case Layout::HospitalPassport:
            made = builder.hospitalPassport();
            break;
        case Layout::Pen:
            break;
        }
    }
    made.document.language = options.language.isEmpty() ? QStringLiteral("en-GB") : options.language;
    made.document.direction = QLocale(made.document.language).textDirection();
    made.document.date = date;
    if (!options.forWhom.trimmed().isEmpty()) {
        HEARD_TRY_ASSIGN(const QString forWhom, checkedName(options.forWhom, 200));
        made.document.audience = coreText("For %1", "who a page is for").arg(forWhom);
    }
    return made;
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

/** Takes lines from the ends of the longest panels until the side could hold the rest. Gives the refs of those taken. */
QStringList thinned(Document &document)
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
        Panel *longest = *std::max_element(all.cbegin(), all.cend(), [](const Panel *a, const Panel *b) { return a->items.size() < b->items.size(); });
        taken.append(longest->items.constLast().ref);
        longest->items.removeLast();
        --count;
    }
    return taken;
}

LiveFit measured(const Made &made)
{
    LiveFit fit;
    if (made.document.form == Form::Pages)
        return fit;
    Document document = made.document;
    const QStringList taken = thinned(document);
    const FitReport report = measureOnePage(document);
    const qsizetype words = std::max<qsizetype>(1, wordsOf(document));
    fit.fits = report.fits && taken.isEmpty();
    fit.pointSize = report.pointSize;
    fit.fraction = report.used;
    QHash<QString, Trim> trims;
    for (const QString &ref : taken)
        trims.insert(ref, {ref, countWords(made.lines.value(ref)), true});
    for (const Trim &trim : report.trims)
        trims.insert(trim.ref, trim);
    if (!taken.isEmpty())
        fit.fraction = std::max<qreal>(1.01, report.used * qreal(wordsOf(made.document)) / qreal(words));
    fit.wordsOver = report.wordsOver;
    for (const QString &ref : taken)
        fit.wordsOver += trims.value(ref).words;
    // In the order of the page.
    for (const Block &block : made.document.blocks) {
        const auto *panels = std::get_if<Panels>(&block);
        if (!panels)
            continue;
        for (const Panel &p : panels->panels) {
            for (const Item &item : p.items) {
                if (const auto it = trims.constFind(item.ref); it != trims.constEnd() && !item.ref.isEmpty())
                    fit.trims.append({Id::fromHex(item.ref).value_or(Id{}), made.lines.value(item.ref), it->words, it->whole});
            }
        }
    }
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
        const qreal each = wordsInLines > 0 ? (report.used - measureOnePage(bare).used) / qreal(wordsInLines) : 0;
        // Within what a side of A4 holds at 12 points (250 to 350 words), or half of it on a card, however few words there are to judge by.
        const qreal side = document.form == Form::HalfCard ? 0.5 : 1;
        fit.wordsLeft = qsizetype(std::floor((1 - report.used) / std::clamp(each, 1 / (500 * side), 1 / (150 * side))));
        fit.wordsLeft = std::max<qsizetype>(0, fit.wordsLeft);
        fit.sentence = coreText("Room for about %n more words.", nullptr, int(fit.wordsLeft));
    } else {
        fit.wordsOver = std::max<qsizetype>(1, fit.wordsOver);
        fit.sentence = coreText("About %n words too many for one side.", nullptr, int(std::min<qsizetype>(fit.wordsOver, 1'000'000)));
    }
    return fit;
}

QString beginningOf(const QString &text)
{
    constexpr qsizetype longest = 40;
    if (text.size() <= longest)
        return text;
    const qsizetype space = text.lastIndexOf(u' ', longest);
    QString begin = text.left(space > longest / 2 ? space : longest);
    if (begin.back().isHighSurrogate())
        begin.chop(1);
    return begin + u'…';
}

std::unexpected<Error> overflow(const LiveFit &fit)
{
    constexpr qsizetype mostNamed = 4;
    QJsonArray trims;
    QStringList named;
    for (const TrimStatement &trim : fit.trims) {
        trims.append(QJsonObject{{QStringLiteral("statement"), trim.statement.toHex()},
                                 {QStringLiteral("words"), qint64(trim.words)},
                                 {QStringLiteral("whole"), trim.whole}});
        if (named.size() < mostNamed)
            named.append(coreText("“%1”", "a quoted beginning of a sentence").arg(beginningOf(trim.text)));
    }
    QString message = coreText("This is too long for one side, by about %n words. Nothing is lost.", nullptr,
                               int(std::min<qsizetype>(fit.wordsOver, 1'000'000)));
    if (!named.isEmpty()) {
        const bool whole = std::all_of(fit.trims.cbegin(), fit.trims.cend(), [](const TrimStatement &trim) { return trim.whole; });
        message += u' ' + (whole ? coreText("Leave these out first: %1") : coreText("Make these shorter first: %1")).arg(named.join(QStringLiteral(", ")));
        if (fit.trims.size() > mostNamed)
            message += u' ' + coreText("And %n more.", "lines to shorten", int(fit.trims.size() - mostNamed));
    }
    return fail(ErrorCode::Refused, "does-not-fit", message, QString::fromUtf8(QJsonDocument(trims).toJson(QJsonDocument::Compact)));
}

} // namespace

QString formatName(Format format)
{
    return QString::fromLatin1(formatWords.at(size_t(format)).name);
}

Result<Format> formatFromName(const QString &name)
{
    for (const FormatWord &word : formatWords) {
        if (name == QLatin1String(word.name))
            return word.format;
    }
    return fail(ErrorCode::BadInput, "unknown-format", coreText("This kind of file is not known. Use pdf, html or odt."));
}

Result<Document> makeDocument(Circle &circle, Layout layout, const PageOptions &options)
{
    HEARD_TRY_ASSIGN(Made made, make(circle, layout, options, false));
    return std::move(made.document);
}

Result<LiveFit> fit(Circle &circle, Layout layout, const PageOptions &options)
{
    HEARD_TRY_ASSIGN(const Made made, make(circle, layout, options, true));
    return measured(made);
}

Result<LiveFit> fitWhileTyping(Circle &circle, Layout layout, const Id &statement, Section section, const QString &typed, const PageOptions &options)
{
    HEARD_TRY_ASSIGN(const QString text, checkedText(typed));
    const auto put = [&](Content &content) {
        if (!statement.isNull()) {
            for (Statement &s : content.statements) {
                if (s.id == statement)
                    s.text = text;
            }
        } else if (!text.isEmpty()) {
            Statement s;
            s.section = section;
            s.text = text;
            s.saidBy = circle.me();
            s.saidName = nameOf(circle, s.saidBy);
            content.statements.append(s);
        }
    };
    HEARD_TRY_ASSIGN(const Made made, make(circle, layout, options, true, put));
    return measured(made);
}

Result<Export> makeExport(Circle &circle, Layout layout, Format format, const PageOptions &options)
{
    const Id subject = layout != Layout::Pen ? circle.id() : options.member.isNull() ? circle.me() : options.member;
    HEARD_TRY_ASSIGN(const Id agreement, mayShare(circle, layout, subject, circle.vault().around().clock->now()));
    PageOptions asked = options;
    QString promise;
    if (!agreement.isNull()) {
        for (const Agreement &a : agreements(circle)) {
            if (a.id != agreement)
                continue;
            if (asked.forWhom.isEmpty())
                asked.forWhom = a.forWhom;
            promise = coreText("%1 agreed to this until %2.").arg(a.who, QLocale(options.language).toString(a.until, QStringLiteral("d MMMM yyyy")));
        }
    }
    HEARD_TRY_ASSIGN(Made made, make(circle, layout, asked, false));
    if (!promise.isEmpty())
        made.document.notes.prepend(promise);
    const Document &document = made.document;
    Export result;
    if (document.form != Form::Pages) {
        const LiveFit room = measured(made);
        if (!room.fits)
            return overflow(room);
    }
    switch (format) {
    case Format::Pdf: {
        HEARD_TRY_ASSIGN(result.bytes, toPdf(document));
        break;
    }
    case Format::Html: {
        HEARD_TRY_ASSIGN(result.bytes, toHtml(document));
        break;
    }
    case Format::Odt: {
        HEARD_TRY_ASSIGN(result.bytes, toOdt(document));
        break;
    }
    }
    result.pages = document.form == Form::Pages ? pageCount(document) : 1;
    result.words = wordsOf(document);
    result.trimmed = made.trimmed;
    result.notShown = made.notShown;
    result.symbols = made.symbols;
    result.undecided = made.undecided;
    return result;
}

} // namespace heard::profile
