// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/pages.h"

#include "base/text.h"
#include "document/bidi.h"
#include "profile/pageparts.h"
#include "profile/profile.h"
#include "profile/reading.h"
#include "profile/symbols.h"

#include <QLocale>
#include <algorithm>

namespace heard::profile {

QString belongsTo(const QString &name, Qt::LayoutDirection direction)
{
    return coreText("This page belongs to %1. Please ask before you copy it or pass it on.").arg(bidi::inserted(name, direction));
}

Panel panel(const QString &heading, Accent accent, const QList<Item> &items, Marks marks)
{
    Panel p;
    p.heading = heading;
    p.accent = accent;
    p.items = items;
    p.marks = marks;
    return p;
}

namespace {

/** What someone can keep in mind on the way to the room. */
constexpr qsizetype tipsOnCard = 5;

QDate today(Circle &circle)
{
    return QDateTime::fromMSecsSinceEpoch(circle.vault().around().clock->now()).date();
}

QString languageOf(const PageOptions &options)
{
    return options.language.isEmpty() ? QStringLiteral("en-GB") : options.language;
}

Qt::LayoutDirection directionIn(const PageOptions &options)
{
    return QLocale(languageOf(options)).textDirection();
}

/** Builds the pages of the young person's profile from content, live or frozen. */
class Builder
{
public:
    Builder(const Circle &circle, const Content &content, const PageOptions &options)
        : m_circle(circle)
        , m_content(content)
        , m_options(options)
        , m_direction(directionIn(options))
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
        if (!m_content.about.communicate.isEmpty()) {
            for (const Said &said : aboutWords(aboutKind::communicate, m_content.about.communicate)) {
                Runs runs{Run{coreText("How I talk and listen:") + u' ', true}, Run{inLine(said.text)}};
                if (!said.note.isEmpty())
                    runs.append(Run{QStringLiteral(" (%1)").arg(inserted(said.note))});
                d.blocks.emplace_back(Paragraph{runs});
            }
        }
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
        panels.columns = 2;
        const QList<Statement> must = mustKnow();
        if (!must.isEmpty())
            panels.panels.append(panel(coreText("You must know"), Accent::Alert, items(must)));
        if (!m_content.about.communicate.isEmpty())
            panels.panels.append(panel(coreText("How I talk and listen"), Accent::MySay, communicateItems({}), Marks::None));
        // Without tips, what supports me says the same.
        QList<Statement> tips = in({Section::Tips}, must);
        if (tips.isEmpty())
            tips = in({Section::Support}, must);
        for (qsizetype i = tipsOnCard; i < tips.size(); ++i)
            m_made.notShown.append(tips.at(i).id);
        tips = tips.mid(0, tipsOnCard);
        if (!tips.isEmpty())
            panels.panels.append(panel(sectionHeading(Section::Tips), Accent::Profile, items(tips), Marks::Numbers));
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
        QList<Item> ways = communicateItems({});
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
                table.rows.append(
                    {cell(sign, signKind::see, sign.see), cell(sign, signKind::means, sign.means), cell(sign, signKind::help, sign.help)});
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
        amber += communicateItems(coreText("How I talk and listen:"));
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
        d.title = QStringLiteral("%1: %2").arg(inserted(m_content.about.name), subtitle);
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
        // In one line, as a page should not turn over for a credit.
        QStringList notes;
        if (m_twoVersions)
            notes.append(coreText("Two versions stand on this page: ask which is right."));
        const bool oneVoice = m_oneSpeaker && !m_twoVersions;
        if (oneVoice && !m_speaker.isEmpty())
            notes.append(coreText("Said by %1.", "the person who said everything on this page").arg(inserted(m_speaker)));
        notes.append(belongsTo(m_content.about.name, m_direction));
        if (!m_made.symbols.isEmpty())
            notes.append(symbolCredit());
        d.notes.append(notes.join(u' '));
        if (oneVoice)
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

    [[nodiscard]] QString inserted(const QString &words) const { return bidi::inserted(words, m_direction); }

    /** A person's words after a label of ours. */
    [[nodiscard]] QString inLine(const QString &text) const { return inserted(oneLine(text)); }

    /** Words of the page, and whose they are when another's stand beside them. */
    struct Said
    {
        QString text;
        QString note = {};
    };

    QList<Said> bothOf(const QString &text, const QList<Wording> &wordings)
    {
        if (wordings.isEmpty())
            return {{text}};
        m_twoVersions = true;
        QList<Said> all;
        for (const Wording &wording : wordings)
            all.append({wording.text, coreText("%1’s version", "one of two versions of a line").arg(inserted(wording.who))});
        return all;
    }

    QList<Said> aboutWords(const Field<QString> &field, const QString &text)
    {
        return text.isEmpty() ? QList<Said>() : bothOf(text, m_content.about.wordings.value(field.key()));
    }

    /** Words about the young person as lines, each version as one of its own. */
    QList<Item> aboutItems(const QString &label, const Field<QString> &field, const QString &text)
    {
        QList<Item> list;
        for (const Said &said : aboutWords(field, text)) {
            Item item{label.isEmpty() ? plain(oneLine(said.text)) : Runs{Run{label + u' ', true}, Run{inLine(said.text)}}};
            item.note = said.note;
            list.append(item);
        }
        return list;
    }

    QList<Item> communicateItems(const QString &label) { return aboutItems(label, aboutKind::communicate, m_content.about.communicate); }

    QString cell(const Sign &sign, const Field<QString> &field, const QString &text)
    {
        QStringList parts;
        for (const Said &said : bothOf(text, sign.wordings.value(field.key())))
            parts.append(said.note.isEmpty() ? oneLine(said.text) : QStringLiteral("%1 (%2)").arg(inLine(said.text), inserted(said.note)));
        return parts.join(QStringLiteral(" / "));
    }

    [[nodiscard]] QList<Item> waysToSay(std::initializer_list<Way> ways)
    {
        QList<Item> list;
        const auto addWay = [&](const QString &label, const Field<QString> &field, const QString &text) {
            list += aboutItems(label, field, text);
        };
        for (const Way way : ways) {
            switch (way) {
            case Way::Yes:
                addWay(coreText("How I say yes:"), aboutKind::yes, m_content.about.yes);
                break;
            case Way::No:
                addWay(coreText("How I say no:"), aboutKind::no, m_content.about.no);
                break;
            case Way::Stop:
                addWay(coreText("How I say stop:"), aboutKind::stop, m_content.about.stop);
                break;
            case Way::Pain:
                addWay(coreText("How I show pain:"), aboutKind::pain, m_content.about.pain);
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
                              : section == Section::Important                         ? Accent::MySay
                                                                                      : Accent::Profile;
        return panel(sectionHeading(section), accent, items(list), section == Section::Tips ? Marks::Numbers : Marks::Dots);
    }

    QList<Item> items(const QList<Statement> &list)
    {
        QList<Item> all;
        for (const Statement &s : list) {
            Item item;
            const QList<Said> said = bothOf(s.text, s.wordings);
            item.text = {Run{oneLine(s.text), s.mustKnow}};
            item.ref = s.id.toHex();
            item.language = languageOf(s.saidBy);
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
            // One more who was let in as a young person is never taken for the one whose page it is.
            const std::optional<Member> member = m_circle.member(s.saidBy);
            const bool another = !own && member && grantOf(m_circle, *member) == Role::YoungPerson;
            const QString speaker = (m_options.whoSaid && !own) || another ? s.saidName : QString();
            // What another changed is theirs, and two versions each have their own name, whether or not names are asked for.
            const QString changed = changedNote(s, m_options.language);
            if (said.size() > 1)
                item.note = said.constFirst().note;
            else if (!changed.isEmpty())
                item.note = m_options.whoSaid || !own ? QStringLiteral("%1 · %2").arg(s.saidName, changed) : changed;
            else
                item.note = speaker;
            const bool apart = said.size() > 1 || !changed.isEmpty();
            m_oneSpeaker = m_oneSpeaker && !apart && (m_made.lines.isEmpty() || speaker == m_speaker);
            m_speaker = speaker;
            m_made.lines.insert(item.ref, s.text);
            if (s.mustKnow)
                m_made.mustStay.insert(item.ref);
            if (s.clashes)
                m_made.undecided.append(s.id);
            all.append(item);
            for (qsizetype i = 1; i < said.size(); ++i)
                all.append({.text = {Run{oneLine(said.at(i).text), s.mustKnow}}, .note = said.at(i).note, .otherVersion = true});
        }
        return all;
    }

    /** Of the speaker: Japanese is set in other forms than Chinese. */
    [[nodiscard]] QString languageOf(const Id &speaker) const
    {
        const std::optional<Member> member = m_circle.member(speaker);
        return member ? member->language : QString();
    }

    const Circle &m_circle;
    Content m_content;
    const PageOptions &m_options;
    Qt::LayoutDirection m_direction;
    Made m_made;
    QString m_speaker;        ///< of the last line
    bool m_oneSpeaker = true; ///< all lines so far have the same
    bool m_twoVersions = false;
};

Made profilePage(Builder builder, Layout layout)
{
    switch (layout) {
    case Layout::OnePage:
    case Layout::Pen:
        break;
    case Layout::CoverCard:
        return builder.coverCard();
    case Layout::CommunicationPassport:
        return builder.communicationPassport();
    case Layout::HospitalPassport:
        return builder.hospitalPassport();
    }
    return builder.onePage();
}

void trim(Circle &circle, Content &content, const Trims &trims)
{
    if (trims.isEmpty())
        return;
    content.statements.removeIf([&](const Statement &s) { return trims.value(s.id.toHex()).whole; });
    for (Statement &s : content.statements) {
        if (const qsizetype words = trims.value(s.id.toHex()).words; words > 0)
            putInWords(circle, s, withoutLast(s.text, words));
    }
}

} // namespace

Result<Made> make(Circle &circle, Layout layout, const PageOptions &options, const Making &making)
{
    QDate date = options.date.isValid() ? options.date : today(circle);
    QString audience;
    if (!options.forWhom.trimmed().isEmpty()) {
        HEARD_TRY_ASSIGN(const QString forWhom, checkedName(options.forWhom, 200));
        audience = coreText("For %1", "who a page is for").arg(bidi::inserted(forWhom, directionIn(options)));
    }
    std::function<Made(const Trims &)> build;
    if (layout == Layout::Pen) {
        HEARD_TRY_ASSIGN(const Pen p, pen(circle, options.member.isNull() ? circle.me() : options.member));
        if (p.isEmpty() && !making.emptyIsFine)
            return fail(ErrorCode::Refused, "nothing-to-show", coreText("%1 has not written this page yet. Nothing was made.").arg(p.name));
        build = [p, direction = directionIn(options)](const Trims &trims) { return penPage(p, direction, trims); };
    } else {
        HEARD_TRY_ASSIGN(Content content, contentOf(circle, options));
        if (!options.version.isNull() && !options.date.isValid()) {
            HEARD_TRY_ASSIGN(const VersionInfo info, versionInfo(circle, options.version));
            date = QDateTime::fromMSecsSinceEpoch(info.date).date();
        }
        if (making.change)
            making.change(content);
        if (Builder(circle, content, options).empty() && !making.emptyIsFine)
            return fail(ErrorCode::Refused, "nothing-to-show", coreText("There are no words to show yet. Write one line first."));
        build = [&circle, content, options, layout](const Trims &trims) {
            Content trimmed = content;
            trim(circle, trimmed, trims);
            return profilePage(Builder(circle, trimmed, options), layout);
        };
    }
    const auto whole = [build, date, audience, promise = making.promise, language = languageOf(options)](const Trims &trims) {
        Made made = build(trims);
        Document &d = made.document;
        d.language = language;
        d.direction = QLocale(d.language).textDirection();
        d.date = date;
        d.audience = audience;
        if (!promise.isEmpty())
            d.notes.prepend(promise);
        return made;
    };
    Made made = whole({});
    made.again = whole;
    return made;
}

} // namespace heard::profile
