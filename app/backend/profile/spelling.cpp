// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spelling.h"

#include "background.h"
#include "base/cbor.h"
#include "profile/profile.h"

#include <QFile>
#include <QLocale>
#include <algorithm>

namespace heard {

namespace {

/** Items have names in the open. */
QByteArray itemName()
{
    return QByteArrayLiteral("own-words");
}

/** More would not be words that somebody added. */
constexpr qsizetype mostOwn = 2000;
constexpr qsizetype mostSuggestions = 4;
/** What the list said is remembered of so many words. */
constexpr qsizetype mostAsked = 20'000;

/** As words are compared: "Sam’s" and "SAM" are "sam". */
QString folded(const QString &word)
{
    QString plain = QString(word).replace(u'’', u'\'').toCaseFolded();
    if (plain.endsWith(QLatin1String("'s")))
        plain.chop(2);
    return plain.normalized(QString::NormalizationForm_C);
}

} // namespace

Spelling::Spelling(OpenCircles &open, CurrentCircle &circle, const Preferences &preferences, const Language &language,
                   const QStringList &folders, QObject *parent)
    : QObject(parent)
    , m_open(open)
    , m_circle(circle)
    , m_preferences(preferences)
    , m_language(language)
    , m_folders(folders)
    , m_on(preferences.spelling())
{
    lookForList();
    connect(&language, &Language::currentChanged, this, &Spelling::lookForList);
    connect(&preferences, &Preferences::changed, this, [this] {
        if (std::exchange(m_on, m_preferences.spelling()) != m_on)
            emit changed();
    });
    connect(&circle, &CurrentCircle::chosen, this, [this] {
        loadOwn();
        loadNames();
        emit changed();
    });
    connect(&circle, &CurrentCircle::changed, this, [this] {
        const QSet<QString> before = m_names;
        loadNames();
        if (m_names != before)
            emit changed();
    });
    connect(&open, &OpenCircles::closing, this, [this] {
        m_own.clear();
        m_names.clear();
        m_asked.clear();
    });
}

QString Spelling::wanted() const
{
    // The test language stands on English words.
    return m_language.current() == Language::testLanguage() ? QStringLiteral("en-GB") : m_language.current();
}

void Spelling::lookForList()
{
    const QString path = m_language.current().isEmpty() ? QString() : WordList::find(wanted(), m_folders);
    if (path != m_listPath) {
        m_listPath = path;
        m_list.reset();
        m_asked.clear();
        if (m_awake) {
            m_awake = false;
            wake();
        }
    }
    emit changed();
}

void Spelling::wake()
{
    if (m_awake || m_listPath.isEmpty())
        return;
    m_awake = true;
    inBackground(
        this, [path = m_listPath] { return std::shared_ptr<WordList>(WordList::load(path)); },
        [this, path = m_listPath](std::shared_ptr<WordList> list) {
            if (path != m_listPath)
                return;
            m_list = std::move(list);
            // A list that can't be read is none.
            if (!m_list)
                m_listPath.clear();
            emit changed();
        });
}

Spelling::State Spelling::state() const
{
    return !m_on ? Off : m_listPath.isEmpty() ? None : m_list ? Ready : Asleep;
}

QString Spelling::languageName() const
{
    return QLocale(wanted()).nativeLanguageName().section(u' ', -1);
}

QString Spelling::package() const
{
    return QStringLiteral("hunspell-") + wanted().toLower();
}

bool Spelling::isStrange(const QString &word) const
{
    if (state() != Ready)
        return false;
    const QString plain = folded(word);
    if (m_names.contains(plain) || m_own.contains(plain))
        return false;
    if (const auto asked = m_asked.constFind(word); asked != m_asked.cend())
        return !*asked;
    if (m_asked.size() >= mostAsked)
        m_asked.clear();
    const bool known = m_list->knows(word);
    m_asked.insert(word, known);
    return !known;
}

QStringList Spelling::suggestions(const QString &word) const
{
    return m_list ? m_list->suggestions(word, mostSuggestions) : QStringList();
}

bool Spelling::isOwn(const QString &word) const
{
    return m_own.contains(folded(word));
}

bool Spelling::add(const QString &word)
{
    if (m_own.size() >= mostOwn)
        return false;
    m_own.insert(folded(word));
    const bool kept = keepOwn();
    emit changed();
    return kept;
}

bool Spelling::forget(const QString &word)
{
    m_own.remove(folded(word));
    const bool kept = keepOwn();
    emit changed();
    return kept;
}

void Spelling::loadOwn()
{
    m_own.clear();
    if (!m_open.workspace() || !m_circle.circle())
        return;
    // Not being able to read them only means that words are marked again.
    const auto plain = m_open.workspace()->vault().kept(m_circle.circle()->id(), ItemKind::Local, itemName());
    const auto value = fromCbor(plain.value_or(QByteArray()));
    if (!value)
        return;
    CborFields words(*value);
    while (words.ok() && !words.atEnd())
        m_own.insert(words.text());
}

bool Spelling::keepOwn()
{
    if (!m_open.workspace() || !m_circle.circle())
        return false;
    QStringList sorted(m_own.cbegin(), m_own.cend());
    sorted.sort();
    return m_open.workspace()
        ->vault()
        .keep(m_circle.circle()->id(), ItemKind::Local, itemName(), toCbor(QCborArray::fromStringList(sorted)))
        .has_value();
}

void Spelling::loadNames()
{
    m_names.clear();
    const Circle *circle = m_circle.circle();
    if (!circle)
        return;
    const auto add = [this](const QString &name) {
        for (const WordPlace &place : wordsIn(name))
            m_names.insert(folded(name.mid(place.start, place.length)));
    };
    add(m_circle.name());
    add(profile::about(*circle).name);
    const QList<Member> members = circle->members();
    for (const Member &member : members)
        add(profile::nameOf(*circle, member.id));
    // Gran is in no circle, and said a line.
    const QList<profile::Statement> lines = profile::statements(*circle);
    for (const profile::Statement &line : lines) {
        if (line.saidBy.isNull())
            add(line.saidName);
    }
}

} // namespace heard
