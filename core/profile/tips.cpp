// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/tips.h"

#include "profile/profile.h"
#include "profile/search.h"

#include <QDate>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <array>

namespace heard::profile {

namespace {

struct GroupWord
{
    const char *name;
    const char *label;
};

constexpr std::array groupWords{
    GroupWord{"talking", QT_TRANSLATE_NOOP("core", "Talking")},
    GroupWord{"listening", QT_TRANSLATE_NOOP("core", "Listening")},
    GroupWord{"waiting", QT_TRANSLATE_NOOP("core", "Waiting")},
    GroupWord{"changes", QT_TRANSLATE_NOOP("core", "Changes")},
    GroupWord{"senses", QT_TRANSLATE_NOOP("core", "Sound, light and touch")},
    GroupWord{"moving", QT_TRANSLATE_NOOP("core", "Moving")},
    GroupWord{"eating", QT_TRANSLATE_NOOP("core", "Eating")},
    GroupWord{"learning", QT_TRANSLATE_NOOP("core", "Learning")},
    GroupWord{"feelings", QT_TRANSLATE_NOOP("core", "Feelings")},
    GroupWord{"meetings", QT_TRANSLATE_NOOP("core", "Meetings")},
};

std::unexpected<Error> badTips(const char *name, const QString &what)
{
    return fail(ErrorCode::BadInput, name, coreText("These tips cannot be read. Nothing was changed. Get the file again."), what);
}

TipLibrary bundled(const QString &language)
{
    QFile file(QStringLiteral(":/tips/%1.json").arg(language));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return readTips(file.readAll()).value_or(TipLibrary{});
}

} // namespace

Result<TipLibrary> readTips(const QByteArray &json)
{
    constexpr qsizetype longestLibrary = 2'000'000;
    if (json.size() > longestLibrary)
        return badTips("tips-too-long", QStringLiteral("%1 bytes").arg(json.size()));
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    TipLibrary library;
    library.language = root.value(QStringLiteral("language")).toString();
    library.version = root.value(QStringLiteral("version")).toInt();
    library.date = root.value(QStringLiteral("date")).toString();
    if (library.language.isEmpty() || library.version < 1 || !QDate::fromString(library.date, Qt::ISODate).isValid())
        return badTips("tips-head", QStringLiteral("language, version or date"));
    QSet<QString> ids;
    for (const auto &value : root.value(QStringLiteral("tips")).toArray()) {
        const QJsonObject object = value.toObject();
        Tip tip;
        tip.id = object.value(QStringLiteral("id")).toString();
        tip.group = object.value(QStringLiteral("group")).toString();
        tip.text = object.value(QStringLiteral("text")).toString();
        tip.date = object.value(QStringLiteral("date")).toString();
        tip.source = object.value(QStringLiteral("source")).toString();
        for (const auto &word : object.value(QStringLiteral("keywords")).toArray())
            tip.keywords.append(word.toString());
        if (tip.id.isEmpty() || tip.group.isEmpty() || tip.text.isEmpty() || tip.source.isEmpty()
            || !QDate::fromString(tip.date, Qt::ISODate).isValid())
            return badTips("tips-item", tip.id);
        if (ids.contains(tip.id))
            return badTips("tips-twice", tip.id);
        ids.insert(tip.id);
        library.tips.append(tip);
    }
    if (library.tips.isEmpty())
        return badTips("tips-empty", {});
    return library;
}

const TipLibrary &tipLibrary(const QString &language)
{
    // The library is as large as the install makes it; each language is read once.
    static QHash<QString, TipLibrary> known;
    QString base = language.section(u'-', 0, 0).toLower();
    if (!QFile::exists(QStringLiteral(":/tips/%1.json").arg(base)))
        base = QStringLiteral("en");
    auto it = known.find(base);
    if (it == known.end())
        it = known.insert(base, bundled(base));
    return *it;
}

QStringList tipGroups(const TipLibrary &library)
{
    QStringList groups;
    for (const Tip &tip : library.tips) {
        if (!groups.contains(tip.group))
            groups.append(tip.group);
    }
    return groups;
}

QString tipGroupLabel(const QString &group)
{
    for (const GroupWord &word : groupWords) {
        if (group == QLatin1String(word.name))
            return coreText(word.label);
    }
    return group;
}

QList<Tip> searchTips(const TipLibrary &library, const QString &query, const QString &group)
{
    QList<Tip> tips = library.tips;
    if (!group.isEmpty())
        tips.removeIf([&](const Tip &tip) { return tip.group != group; });
    return searched(tips, query,
                    [](const Tip &tip) { return Searched{tip.text, tip.keywords + QStringList{tip.group, tipGroupLabel(tip.group)}}; });
}

Result<Id> insertTip(Circle &circle, const QString &tipId, Section section, const Id &audience)
{
    if (section != Section::Tips && section != Section::Support)
        return fail(ErrorCode::BadInput, "wrong-section", coreText("A tip goes into “My top tips” or “How best to support me”."));
    const std::optional<Member> me = circle.member(circle.me());
    const TipLibrary *library = &tipLibrary(me ? me->language : QString());
    auto tip = std::find_if(library->tips.cbegin(), library->tips.cend(), [&](const Tip &t) { return t.id == tipId; });
    if (tip == library->tips.cend()) {
        library = &tipLibrary();
        tip = std::find_if(library->tips.cbegin(), library->tips.cend(), [&](const Tip &t) { return t.id == tipId; });
    }
    if (tip == library->tips.cend())
        return fail(ErrorCode::NotFound, "no-tip", coreText("This tip is not in the library. Pick another one."));
    const Id where = audience.isNull() ? circle.everyone() : audience;
    for (const Statement &statement : statements(circle)) {
        if (statement.tip == tipId && statement.audience == where)
            return statement.id;
    }
    NewStatement statement;
    statement.section = section;
    statement.text = tip->text;
    statement.tip = tip->id;
    statement.audience = where;
    return add(circle, statement);
}

} // namespace heard::profile
