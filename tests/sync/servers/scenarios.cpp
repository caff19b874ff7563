// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

/// Ends a step with what went wrong, if something did.
#define HEARD_STEP(text)                                            \
    do {                                                            \
        if (const QString heardStep = (text); !heardStep.isEmpty()) \
            return heardStep;                                       \
    } while (false)

namespace heard::test {

QString expectStatus(const Device &device, const QStringList &arguments, int status)
{
    const Ran ran = device(arguments);
    if (ran.status == status)
        return {};
    return u"%1: %2 should give %3: %4"_s.arg(device.name(), arguments.join(u' ')).arg(status).arg(QString::fromUtf8(ran.told()));
}

Scenario::Scenario(World &world, LocalServer &server)
    : m_world(world)
    , m_server(server)
    , m_pair(world)
    , m_gran(world, u"gran"_s)
    , m_here{&m_pair.mother, &m_pair.worker}
{
    m_world.write(u"storage-password"_s, LocalServer::password());
}

QStringList Scenario::place() const
{
    QStringList place{u"--webdav"_s, m_server.url()};
    if (m_server.wantsPassword())
        place += {u"--user"_s, LocalServer::user(), u"--password-file"_s, m_world.path(u"storage-password"_s)};
    return place;
}

QString Scenario::restart()
{
    m_server.stop();
    return m_server.start();
}

QString Scenario::settle()
{
    // Those who changed something, those who must hear of it, and what hearing it changed.
    for (int round = 0; round < 3; ++round) {
        for (const Device *device : m_here)
            HEARD_STEP(expectStatus(*device, {u"sync"_s, m_pair.circle}, 0));
    }
    QString digest;
    for (const Device *device : m_here) {
        const QJsonArray told =
            device->batch({u"circle show "_s + m_pair.circle, u"pending"_s, u"record list %1 --kind statement"_s.arg(m_pair.circle)});
        const QString shown = told[0]["result"_L1]["digest"_L1].toString();
        if (told.size() != 3 || shown.isEmpty() || (!digest.isEmpty() && shown != digest))
            return device->name() + u" does not show what the others show"_s;
        digest = shown;
        if (!told[1]["result"_L1].isArray() || !told[1]["result"_L1].toArray().isEmpty())
            return device->name() + u" still has something to send"_s;
        if (const qsizetype has = told[2]["result"_L1].toArray().size(); has != m_statements)
            return u"%1 has %2 statements, not %3"_s.arg(device->name()).arg(has).arg(m_statements);
    }
    return {};
}

QString Scenario::say(const Device &device, const QString &text)
{
    ++m_statements;
    return expectStatus(device, {u"profile"_s, u"add"_s, m_pair.circle, u"--section"_s, u"support"_s, u"--text"_s, text}, 0);
}

QString Scenario::join()
{
    HEARD_STEP(restart());
    m_pair.place = place();
    HEARD_STEP(m_pair.join(m_world));
    if (m_pair.motherWords.isEmpty() || m_pair.motherWords != m_pair.workerWords)
        return u"they do not read out the same words"_s;
    return settle();
}

QString Scenario::away()
{
    HEARD_STEP(restart());
    m_server.stop();
    for (const Device *device : m_here) {
        HEARD_STEP(say(*device, u"%1 says: a timer helps."_s.arg(device->name())));
        const Ran ran = (*device)({u"sync"_s, m_pair.circle});
        const QString told = QString::fromUtf8(ran.told());
        if (ran.status != 5 || !told.contains("remote-unreachable"_L1) || !told.contains("safe"_L1))
            return u"without the server: "_s + told;
    }
    HEARD_STEP(m_server.start());
    return settle();
}

QString Scenario::clash()
{
    HEARD_STEP(restart());
    HEARD_STEP(say(m_pair.mother, u"Wait for an answer."_s));
    HEARD_STEP(settle());
    const QJsonArray before = m_pair.mother({u"record"_s, u"list"_s, m_pair.circle, u"--kind"_s, u"statement"_s}).array();
    QString both;
    for (const auto &record : before) {
        if (record["fields"_L1]["text"_L1].toString() == "Wait for an answer."_L1)
            both = record["record"_L1].toString();
    }
    for (const Device *device : {&m_pair.mother, &m_pair.worker}) {
        HEARD_STEP(
            expectStatus(*device, {u"profile"_s, u"edit"_s, m_pair.circle, both, u"--text"_s, u"Wait, says %1."_s.arg(device->name())}, 0));
    }
    HEARD_STEP(restart());
    HEARD_STEP(settle());
    const QStringList list{u"record"_s, u"list"_s, m_pair.circle, u"--with-conflicts"_s};
    const Ran shown = m_pair.worker(list);
    if (shown.array().size() != 1 || shown.array()[0]["conflicts"_L1]["text"_L1].toArray().size() != 2)
        return u"two versions were expected: "_s + QString::fromUtf8(shown.told());
    HEARD_STEP(expectStatus(m_pair.worker, {u"record"_s, u"settle"_s, m_pair.circle, both, u"--field"_s, u"text"_s, u"--keep"_s, u"1"_s}, 0));
    HEARD_STEP(settle());
    for (const Device *device : m_here) {
        if ((*device)(list).out.trimmed() != "[]")
            return device->name() + u" still shows two versions"_s;
    }
    return {};
}

QString Scenario::remove()
{
    HEARD_STEP(restart());
    HEARD_STEP(say(m_pair.worker, u"This is taken out again."_s));
    HEARD_STEP(settle());
    const auto shows = [this](const Device &device) {
        return device({u"profile"_s, u"show"_s, m_pair.circle}).out.contains("This is taken out again.");
    };
    if (!shows(m_pair.mother))
        return u"mother should see it before it is taken out"_s;
    QString record;
    const QJsonArray all = m_pair.worker({u"record"_s, u"list"_s, m_pair.circle, u"--kind"_s, u"statement"_s}).array();
    for (const auto &one : all) {
        if (one["fields"_L1]["text"_L1].toString() == "This is taken out again."_L1)
            record = one["record"_L1].toString();
    }
    HEARD_STEP(expectStatus(m_pair.worker, {u"profile"_s, u"remove"_s, m_pair.circle, record}, 0));
    --m_statements;
    HEARD_STEP(settle());
    return shows(m_pair.mother) ? u"mother should not see it after it was taken out"_s : QString();
}

QString Scenario::third()
{
    HEARD_STEP(restart());
    if (const Ran made = m_gran.create(u"Rose Okafor"_s, u"parent"_s); made.status != 0)
        return QString::fromUtf8(made.told());
    HEARD_STEP(letIn(m_world, m_pair.mother, m_pair.circle, m_gran, u"Rose Okafor"_s, u"parent"_s, place()));
    HEARD_STEP(expectStatus(m_pair.mother, {u"sync"_s, m_pair.circle}, 0));
    m_here.append(&m_gran);
    HEARD_STEP(settle());
    HEARD_STEP(say(m_gran, u"Gran says: he sings in the car."_s));
    HEARD_STEP(restart());
    return settle();
}

QString Scenario::leave()
{
    HEARD_STEP(restart());
    const Ran members = m_pair.mother({u"member"_s, u"list"_s, m_pair.circle});
    QString worker;
    for (const auto &member : members.array()) {
        if (member["name"_L1].toString() == "Dan Hughes"_L1)
            worker = member["member"_L1].toString();
    }
    HEARD_STEP(expectStatus(m_pair.mother, {u"member"_s, u"remove"_s, m_pair.circle, worker}, 0));
    m_here.removeOne(&m_pair.worker);
    HEARD_STEP(say(m_pair.mother, u"Only for those who are here."_s));
    HEARD_STEP(settle());
    (void)m_pair.worker({u"sync"_s, m_pair.circle});
    if (m_pair.worker({u"record"_s, u"list"_s, m_pair.circle}).out.contains("Only for those who are here."))
        return u"the one who left reads what was written later"_s;
    return {};
}

QString Scenario::many()
{
    HEARD_STEP(restart());
    constexpr int count = 2'000;
    QByteArray lines;
    for (int i = 0; i < count; ++i) {
        // Words that cannot be packed away, so that more than one object is needed.
        QByteArray noise;
        for (int k = 0; k < 24; ++k)
            noise += QByteArray::number(qHash(i * 100 + k, 7) | (quint64(1) << 60), 36);
        lines += R"({"kind":"statement","fields":{"section":"support","text":")" + noise + "\"}}\n";
    }
    m_world.write(u"many.jsonl"_s, lines);
    HEARD_STEP(expectStatus(m_pair.mother, {u"record"_s, u"import"_s, m_pair.circle, u"--jsonl"_s, m_world.path(u"many.jsonl"_s)}, 0));
    m_statements += count;
    return settle();
}

QString Scenario::pictures()
{
    HEARD_STEP(restart());
    const QJsonArray statements = m_pair.mother({u"record"_s, u"list"_s, m_pair.circle, u"--kind"_s, u"statement"_s}).array();
    if (statements.isEmpty())
        return u"nothing to add a picture to"_s;
    const QString record = statements[0]["record"_L1].toString();
    for (const int size : {40'000, 2'000'000}) {
        QByteArray bytes(size, Qt::Uninitialized);
        for (int i = 0; i < size; ++i)
            bytes[i] = char(qHash(i, size_t(size)));
        const QString name = u"%1.jpg"_s.arg(size);
        m_world.write(name, bytes);
        HEARD_STEP(expectStatus(m_pair.mother,
                                {u"attachment"_s, u"add"_s, m_pair.circle, u"--record"_s, record, u"--file"_s, m_world.path(name)}, 0));
    }
    HEARD_STEP(settle());
    for (const Device *device : m_here) {
        const QJsonArray list = (*device)({u"attachment"_s, u"list"_s, m_pair.circle}).array();
        if (list.size() != 2)
            return u"%1 knows of %2 pictures"_s.arg(device->name()).arg(list.size());
        for (const auto &one : list) {
            const QString name = one["name"_L1].toString();
            const QString out = device->name() + name;
            HEARD_STEP(expectStatus(*device,
                                    {u"attachment"_s, u"get"_s, m_pair.circle, one["id"_L1].toString(), u"--out"_s, m_world.path(out)}, 0));
            if (m_world.read(out) != m_world.read(name))
                return device->name() + u" has other bytes of "_s + name;
        }
    }
    return {};
}

QString Scenario::rest()
{
    HEARD_STEP(restart());
    for (const Device *device : m_here) {
        const Ran ran = (*device)({u"sync"_s, m_pair.circle});
        if (ran.status != 0 || ran.object()["circles"_L1][0]["requests"_L1].toInt() != 1)
            return u"nothing new should be one request: "_s + QString::fromUtf8(ran.told());
    }
    static const QRegularExpression ours(u"^[a-z2-7]{26}/(h/[a-z2-7]{16}\\.[0-9a-f]{8}|[sm]/[0-9a-f]{32}|b/([0-9a-f]{2})/\\2[0-9a-f]{30})$"_s);
    const QStringList files = m_server.files();
    QSet<QString> tags;
    for (const QString &file : files) {
        if (!ours.match(file).hasMatch())
            return u"something strange lies there: "_s + file;
        if (file.contains("/h/"_L1) && tags.contains(file.section(u'.', 0, 0)))
            return u"an old head was left there: "_s + files.join(u' ');
        tags.insert(file.section(u'.', 0, 0));
    }
    return files.isEmpty() ? u"nothing lies there at all"_s : QString();
}

} // namespace heard::test
