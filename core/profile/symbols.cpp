// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/symbols.h"

#include "base/error.h"
#include "profile/search.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace heard::profile {

namespace {

constexpr char folder[] = ":/symbols/heard/";

struct Set
{
    QList<Symbol> symbols;
    QHash<QString, qsizetype> byId;
};

Set readSet()
{
    Set set;
    QFile file(QLatin1String(folder) + QStringLiteral("index.json"));
    if (!file.open(QIODevice::ReadOnly))
        return set;
    const QJsonDocument json = QJsonDocument::fromJson(file.readAll());
    const QJsonArray list = json.isArray() ? json.array() : json.object().value(QStringLiteral("symbols")).toArray();
    for (const auto &value : list) {
        const QJsonObject object = value.toObject();
        Symbol s;
        s.id = object.value(QStringLiteral("id")).toString();
        s.label = object.value(QStringLiteral("label")).toString();
        s.category = object.value(QStringLiteral("category")).toString();
        for (const auto &word : object.value(QStringLiteral("keywords")).toArray())
            s.keywords.append(word.toString());
        s.file = QLatin1String(folder) + object.value(QStringLiteral("file")).toString(s.id + QStringLiteral(".svg"));
        if (s.id.isEmpty() || s.label.isEmpty() || set.byId.contains(s.id) || !QFile::exists(s.file))
            continue;
        set.byId.insert(s.id, set.symbols.size());
        set.symbols.append(s);
    }
    return set;
}

const Set &theSet()
{
    static const Set set = readSet();
    return set;
}

} // namespace

const QList<Symbol> &symbols()
{
    return theSet().symbols;
}

const Symbol *symbol(const QString &id)
{
    const Set &set = theSet();
    const auto it = set.byId.constFind(id);
    return it == set.byId.constEnd() ? nullptr : &set.symbols.at(*it);
}

QByteArray symbolBytes(const QString &id)
{
    const Symbol *found = symbol(id);
    if (!found)
        return {};
    QFile file(found->file);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<Symbol> findSymbols(const QString &query)
{
    return searched(theSet().symbols, query, [](const Symbol &s) { return Searched{s.label, s.keywords + QStringList{s.category}}; });
}

QString symbolCredit()
{
    return coreText("Symbols: drawn for Heard.");
}

} // namespace heard::profile
