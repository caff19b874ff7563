// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profile.h"

#include <array>

namespace heard::profile {

namespace {

struct StarterWords
{
    const char *id;
    Section section;
    const char *question;
    const char *beginning;
};

// Questions people can answer in a sentence, in our own words: concrete, about a day, and about what goes well first.
constexpr std::array starterWords{
    StarterWords{"appreciate-friends", Section::Appreciate, QT_TRANSLATE_NOOP("core", "What would a friend say they like about you?"),
                 QT_TRANSLATE_NOOP("core", "My friends like that I ")},
    StarterWords{"appreciate-home", Section::Appreciate, QT_TRANSLATE_NOOP("core", "What makes people at home smile?"),
                 QT_TRANSLATE_NOOP("core", "At home they love it when I ")},
    StarterWords{"appreciate-thanks", Section::Appreciate, QT_TRANSLATE_NOOP("core", "When did someone last say well done?"),
                 QT_TRANSLATE_NOOP("core", "People said well done when I ")},
    StarterWords{"important-people", Section::Important, QT_TRANSLATE_NOOP("core", "Who do you want to see each week?"),
                 QT_TRANSLATE_NOOP("core", "I want to see ")},
    StarterWords{"important-goodday", Section::Important, QT_TRANSLATE_NOOP("core", "What makes a good day?"),
                 QT_TRANSLATE_NOOP("core", "A good day has ")},
    StarterWords{"important-things", Section::Important, QT_TRANSLATE_NOOP("core", "What do you want to keep near you?"),
                 QT_TRANSLATE_NOOP("core", "I always want to have ")},
    StarterWords{"important-badday", Section::Important, QT_TRANSLATE_NOOP("core", "What can spoil a day?"),
                 QT_TRANSLATE_NOOP("core", "A day goes wrong when ")},
    StarterWords{"strengths-good", Section::Strengths, QT_TRANSLATE_NOOP("core", "What are you good at?"),
                 QT_TRANSLATE_NOOP("core", "I am good at ")},
    StarterWords{"strengths-teach", Section::Strengths, QT_TRANSLATE_NOOP("core", "What could you show someone how to do?"),
                 QT_TRANSLATE_NOOP("core", "I could show you how to ")},
    StarterWords{"strengths-tried", Section::Strengths, QT_TRANSLATE_NOOP("core", "What was hard once and is easier now?"),
                 QT_TRANSLATE_NOOP("core", "I have learned to ")},
    StarterWords{"support-help", Section::Support, QT_TRANSLATE_NOOP("core", "What helps when something is hard?"),
                 QT_TRANSLATE_NOOP("core", "When it is hard, it helps if you ")},
    StarterWords{"support-worry", Section::Support, QT_TRANSLATE_NOOP("core", "How can people tell that you are worried?"),
                 QT_TRANSLATE_NOOP("core", "You can tell I am worried when I ")},
    StarterWords{"support-places", Section::Support, QT_TRANSLATE_NOOP("core", "Which place is too loud, bright or busy?"),
                 QT_TRANSLATE_NOOP("core", "I find it hard to be in ")},
    StarterWords{"support-safe", Section::Support, QT_TRANSLATE_NOOP("core", "What must people know to keep you safe?"),
                 QT_TRANSLATE_NOOP("core", "To keep me safe, you must know that ")},
    StarterWords{"tips-first", Section::Tips, QT_TRANSLATE_NOOP("core", "What should a new person do first?"),
                 QT_TRANSLATE_NOOP("core", "First, please ")},
    StarterWords{"tips-never", Section::Tips, QT_TRANSLATE_NOOP("core", "What should a new person not do?"),
                 QT_TRANSLATE_NOOP("core", "Please do not ")},
    StarterWords{"tips-calm", Section::Tips, QT_TRANSLATE_NOOP("core", "What helps you feel calm?"),
                 QT_TRANSLATE_NOOP("core", "I feel calm when ")},
};

} // namespace

QList<Starter> starters(Section section)
{
    QList<Starter> list;
    for (const StarterWords &words : starterWords) {
        if (words.section == section)
            list.append({QString::fromLatin1(words.id), section, coreText(words.question), coreText(words.beginning)});
    }
    return list;
}

} // namespace heard::profile
