// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/pictures.h"
#include "support/copyfolder.h"
#include "support/keychain.h"

#include <QDir>

/** Vaults whose folder was copied, and what is looked at when their ends have met (tst_copies, tst_copyhistories). */
namespace heard::testing {

/** One vault on one device, or a copy of it. */
struct Holder : Quick
{
    Circle *circle = nullptr;
    int owner = 0;
    std::unique_ptr<MemoryRemote> remote;

    [[nodiscard]] bool open(const Id &id)
    {
        if (!reopen())
            return false;
        const auto opened = workspace->circle(id);
        circle = opened ? *opened : nullptr;
        return circle;
    }
    [[nodiscard]] SyncReport sync(const SyncOptions &options = {}) { return syncWith(*this, *circle, *remote, options); }
};

/** What two circles show differently, for a test's message. */
inline QString difference(const Circle &one, const Circle &other)
{
    QStringList found;
    const auto told = [](const Circle &circle) {
        QSet<QString> all;
        for (const Record *record : circle.records({}, Circle::Removed::Too)) {
            if (record->audience != circle.everyone())
                continue;
            const QString name = record->kind + QLatin1Char(' ') + record->id.toHex().first(6);
            all.insert(name);
            for (auto it = record->fields.cbegin(); it != record->fields.cend(); ++it) {
                for (const Version &v : it->all())
                    all.insert(name + QLatin1Char(' ') + it.key() + QLatin1Char('=') + v.value.toDiagnosticNotation().left(60)
                               + QLatin1Char(' ') + QString::number(v.op.seq) + QLatin1Char('/') + QString::number(v.op.index));
            }
        }
        for (const SetAside &aside : circle.setAside())
            all.insert(QStringLiteral("aside %1 %2 %3").arg(aside.stream.toHex().first(6)).arg(aside.seq).arg(aside.reason));
        for (const Circle::StreamInfo &stream : circle.streams())
            if (stream.audience == circle.everyone())
                all.insert(QStringLiteral("stream %1 %2").arg(stream.stream.toHex().first(6)).arg(stream.count));
        return all;
    };
    const QSet<QString> here = told(one);
    const QSet<QString> there = told(other);
    for (const QString &line : here - there)
        found.append(QStringLiteral("- ") + line);
    for (const QString &line : there - here)
        found.append(QStringLiteral("+ ") + line);
    return found.join(QLatin1String("; "));
}

/** How often each text stands in a circle that shows it once and not as one of two versions. */
inline QMap<QString, int> standing(const Circle &circle)
{
    QMap<QString, int> texts;
    for (const Record *record : circle.records(note::kind)) {
        const Register versions = record->fields.value(note::text.key());
        for (const Version &version : versions.all())
            ++texts[version.value.toString()];
    }
    return texts;
}

/** A mother and a keyworker who share a circle, before anybody copied anything. */
class CopiedVaults
{
public:
    /** Makes both vaults, which takes long: once for all tests of a program. */
    [[nodiscard]] bool make();
    /** A circle of two who have synced. What is wrong; empty when all is well. */
    [[nodiscard]] QString begin();
    /** What somebody does who takes the folder to a new laptop; null when it cannot be. */
    [[nodiscard]] std::unique_ptr<Holder> copyOf(Holder &holder);
    /** All sync until nothing is new. What is wrong then. */
    [[nodiscard]] QString settle(const QList<Holder *> &all);
    /** Are these words, and no others, shown once by each of them? What is wrong. */
    [[nodiscard]] static QString wordsOnce(const QStringList &words, const QList<Holder *> &all);

    FakeKeychain keychain;
    std::unique_ptr<Holder> mum;
    std::unique_ptr<Holder> school;
    std::unique_ptr<MemoryStore> store;
    int owners = 0;

private:
    QTemporaryDir m_first; ///< mum's vault as it was before any test
    QTemporaryDir m_firstOfSchool;
};

inline bool CopiedVaults::make()
{
    if (!startCrypto())
        return false;
    mum = std::make_unique<Holder>();
    school = std::make_unique<Holder>();
    mum->keychain = &keychain;
    school->keychain = &keychain;
    if (!mum->start(QStringLiteral("Ada Okafor"), Role::Parent) || !school->start(QStringLiteral("Mr Lee"), Role::Senco))
        return false;
    mum->workspace.reset();
    school->workspace.reset();
    heard::test::copyFolder(mum->path(), m_first.filePath(QStringLiteral("vault")));
    heard::test::copyFolder(school->path(), m_firstOfSchool.filePath(QStringLiteral("vault")));
    return true;
}

inline QString CopiedVaults::begin()
{
    for (const auto &[holder, first] : {std::pair(mum.get(), &m_first), std::pair(school.get(), &m_firstOfSchool)}) {
        holder->workspace.reset();
        if (!QDir(holder->path()).removeRecursively())
            return QStringLiteral("a vault of before stays");
        heard::test::copyFolder(first->filePath(QStringLiteral("vault")), holder->path());
        if (!holder->reopen())
            return QStringLiteral("a vault does not open");
    }
    owners = 2;
    mum->owner = 1;
    school->owner = 2;
    store = std::make_unique<MemoryStore>();
    mum->remote = std::make_unique<MemoryRemote>(*store, mum->owner);
    school->remote = std::make_unique<MemoryRemote>(*store, school->owner);
    const auto made = mum->workspace->createCircle({.name = QStringLiteral("Sam")});
    if (!made)
        return made.error().name;
    mum->circle = *made;
    school->circle = knock(*mum, *mum->circle, *school, Role::Senco);
    return school->circle ? settle({mum.get(), school.get()}) : QStringLiteral("not let in");
}

inline std::unique_ptr<Holder> CopiedVaults::copyOf(Holder &holder)
{
    const Id id = holder.circle->id();
    holder.workspace.reset();
    auto copy = std::make_unique<Holder>();
    copy->keychain = &keychain;
    heard::test::copyFolder(holder.path(), copy->path());
    copy->owner = holder.owner; // as long as both are one device, either may remove what that put
    copy->remote = std::make_unique<MemoryRemote>(*store, copy->owner);
    return holder.open(id) && copy->open(id) ? std::move(copy) : nullptr;
}

inline QString CopiedVaults::settle(const QList<Holder *> &all)
{
    QByteArray last;
    for (int i = 0; i < 5; ++i) {
        for (Holder *one : all) {
            const SyncReport report = one->sync();
            if (i > 1 && !report.ok())
                return one->path() + QLatin1String(": ") + QString::fromUtf8(told(report));
        }
    }
    for (Holder *one : all) {
        if (one->circle->digest() != all.constFirst()->circle->digest())
            return QStringLiteral("they do not show the same: ") + difference(*all.constFirst()->circle, *one->circle);
        if (one->circle->overview().waiting != 0 || one->circle->heldBack() != 0)
            return QStringLiteral("something waits");
        const auto checked = one->circle->check();
        if (!checked || !checked->damaged.isEmpty())
            return QStringLiteral("damaged: ") + (checked ? checked->damaged.join(u' ') : checked.error().name);
    }
    return store->violations.join(u' ');
}

inline QString CopiedVaults::wordsOnce(const QStringList &words, const QList<Holder *> &all)
{
    QMap<QString, int> wanted;
    for (const QString &word : words)
        wanted.insert(word, 1);
    for (const Holder *one : all) {
        if (const auto shown = standing(*one->circle); shown != wanted) {
            QStringList wrong;
            for (auto it = shown.cbegin(); it != shown.cend(); ++it)
                wrong.append(it.key() + u' ' + QString::number(*it));
            return one->path() + QLatin1String(" shows: ") + wrong.join(QLatin1String(", "));
        }
    }
    return {};
}

} // namespace heard::testing
