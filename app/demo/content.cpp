// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "content.h"

#include <string_view>

namespace heard::demo {

using profile::Section;

namespace {

constexpr Line all[] = {
    {Section::Appreciate, Who::Gran, Who::Grace, "happy", false, "He makes us laugh.", "He makes us all laugh."},
    {Section::Appreciate, Who::Grace, Who::Grace, "animal", false, "He is kind to animals.", "He is kind to animals and babies."},
    {Section::Appreciate, Who::Dan, Who::Dan, "play", false, nullptr, "He never gives up on a puzzle."},
    {Section::Appreciate, Who::Michael, Who::Michael, "talk", false, nullptr, "He says what he thinks."},

    {Section::Strengths, Who::Sam, Who::Grace, "bus", false, "I know all the bus numbers.", "I know every bus in town."},
    {Section::Strengths, Who::Grace, Who::Grace, "food", false, "He can butter his toast.", "He makes beans on toast by himself."},
    {Section::Strengths, Who::Priya, Who::Priya, "computer", false, nullptr, "He tells stories on his tablet."},

    {Section::Important, Who::Sam, Who::Michael, "bus", false, "The 42 bus with Dad.", "The 42 bus with Dad on Saturdays."},
    {Section::Important, Who::Sam, Who::Grace, "animal", false, "My dog Biscuit.", "My dog Biscuit."},
    {Section::Important, Who::Sam, Who::Dan, "pictures", false, nullptr, "Knowing what comes next."},
    {Section::Important, Who::Sam, Who::Dan, "book", false, nullptr, "My own book in my bag."},
    {Section::Important, Who::Grace, Who::Grace, "quiet", false, "Quiet time after school.", "Quiet time after school."},
    {Section::Important, Who::Sam, Who::Grace, "family", false, "Sunday dinner at Gran's.", "Sunday dinner at Gran's."},
    {Section::Important, Who::Sam, Who::Grace, "sleep", false, "My blue blanket at night.", nullptr},

    {Section::Support, Who::Grace, Who::Grace, "food", true, "No nuts!", "No nuts! They make him very ill."},
    {Section::Support, Who::Grace, Who::Grace, "medicine", true, nullptr, "He has asthma. His inhaler is in his bag."},
    {Section::Support, Who::Sam, Who::Dan, "pictures", false, "Show me pictures.", "Show me pictures, not just words."},
    {Section::Support, Who::Dan, Who::Dan, "time", false, "Give him time to answer.", "Give him time to answer."},
    {Section::Support, Who::Priya, Who::Priya, "time", false, "Warn him of changes.", "Tell him the day before a change."},
    {Section::Support, Who::Dan, Who::Dan, "friend", false, "Sit with him at lunch.", nullptr},

    {Section::Tips, Who::Sam, Who::Dan, "talk", false, "Say my name first.", "Say my name, then wait."},
    {Section::Tips, Who::Dan, Who::Dan, "", false, "One thing at a time.", "One thing at a time."},
    {Section::Tips, Who::Sam, Who::Dan, "bus", false, nullptr, "Ask me about buses."},
};

constexpr size_t quietLine = 11;
constexpr size_t timeLine = 17;
static_assert(std::string_view(all[quietLine].thisYear).starts_with("Quiet"));
static_assert(std::string_view(all[timeLine].thisYear).starts_with("Give him time"));

} // namespace

std::span<const Line> lines()
{
    return all;
}

Apart settledLine()
{
    return {timeLine, "Ask him once. Then wait.", "Give him time to answer. Count to ten."};
}

Apart undecidedLine()
{
    return {quietLine, "Half an hour of quiet after school.", "Quiet time after school with a book."};
}

profile::AboutEdit aboutSam()
{
    profile::AboutEdit about;
    about.name = QStringLiteral("Sam");
    about.photo = portraitOfSam();
    about.communicate = QStringLiteral("I use short sentences, signs and a talking tablet.");
    about.yes = QStringLiteral("I say “yep” or put my thumb up.");
    about.no = QStringLiteral("I shake my head or push it away.");
    about.stop = QStringLiteral("I hold up my flat hand.");
    about.pain = QStringLiteral("I go quiet and hold the place. Ask me to point.");
    return about;
}

QList<profile::NewSign> signsOfSam()
{
    return {
        {QStringLiteral("I put my hood up."),
         QStringLiteral("It is too much for me."),
         QStringLiteral("Sit near. Say nothing. Wait until it is down."),
         {}},
        {QStringLiteral("I rock and hum."), QStringLiteral("I am happy, or I am thinking."), QStringLiteral("Leave me be. It is a good sign."), {}},
        {QStringLiteral("I ask the same thing again and again."),
         QStringLiteral("I am worried about what comes next."),
         QStringLiteral("Show me my day in pictures."),
         {}},
    };
}

profile::PenEdit penOf(Who who)
{
    profile::PenEdit pen;
    switch (who) {
    case Who::Grace:
        pen.what = QStringLiteral("I am Sam's mum. I work shifts at the hospital.");
        pen.can = QStringLiteral("What Sam's profile says, and who sees it.");
        pen.cannot = QStringLiteral("What Sam thinks. Ask him first.");
        pen.work = QStringLiteral("Text me in the day. Ring me after six.");
        break;
    case Who::Dan:
        pen.what = QStringLiteral("I am Sam's keyworker at school. I see him every day.");
        pen.can = QStringLiteral("How Sam's school day is set up.");
        pen.cannot = QStringLiteral("Money, transport and who comes to the school.");
        pen.work = QStringLiteral("Catch me at the gate, or leave me a note. I answer by the next day.");
        break;
    case Who::Michael:
        pen.what = QStringLiteral("I am Sam's dad. Saturdays are our bus days.");
        pen.can = QStringLiteral("What Sam does at the weekend.");
        pen.cannot = QStringLiteral("School plans, without Grace and Sam.");
        pen.work = QStringLiteral("I would rather talk than read. Please ring me.");
        break;
    case Who::Priya:
        pen.what = QStringLiteral("I plan help for children with special needs in our school.");
        pen.can = QStringLiteral("Which help Sam gets in school, and when we meet.");
        pen.cannot = QStringLiteral("What the council agrees to. I can ask for it.");
        pen.work = QStringLiteral("I send papers two weeks before we meet. Tell me if you need them another way.");
        break;
    case Who::Sam:
    case Who::Gran:
        break;
    }
    return pen;
}

} // namespace heard::demo
