// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordimport.h"

#include "circle/order.h"
#include "files.h"
#include "json.h"
#include "pick.h"
#include "profile/profile.h"
#include "progress.h"

#include <QElapsedTimer>
#include <QJsonDocument>

namespace heard::cli {

namespace {

constexpr int linesOfBlock = 500;
/** A block is also closed here, well before a commit would be too long (commit.h). */
constexpr qint64 bytesOfBlock = 600'000;
constexpr qint64 longestLine = 2'000'000;

/** One line, read and checked for its form. */
struct Line
{
    QString kind;
    QJsonObject fields;
};

/** Puts records behind those that are there, in the order of their lines. */
class Places
{
public:
    explicit Places(const Circle &circle) : m_circle(&circle) {}

    QString next(const QString &kind)
    {
        auto last = m_last.find(kind);
        if (last == m_last.end()) {
            const QList<const Record *> there = m_circle->records(kind);
            last = m_last.insert(kind, there.isEmpty() ? QString() : there.constLast()->get(common::order));
        }
        *last = orderBetween(*last, {});
        return *last;
    }

private:
    const Circle *m_circle;
    QHash<QString, QString> m_last;
};

std::unexpected<Error> badLine(const char *name, const QString &message)
{
    return fail(ErrorCode::BadInput, name, message);
}

Result<Line> readLine(const QByteArray &bytes)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (!document.isObject())
        return fail(ErrorCode::BadInput, "bad-json", coreText("This line is not a JSON object."),
                    problem.error == QJsonParseError::NoError ? QString() : problem.errorString());
    const QJsonObject object = document.object();
    Line line{object.value(QLatin1String("kind")).toString(), object.value(QLatin1String("fields")).toObject()};
    if (line.kind.isEmpty() || line.fields.isEmpty())
        return badLine("bad-json", coreText("This line needs a kind, and fields with values."));
    return line;
}

/** The declared name of a field, with the mark of fixed ones; empty when the kind has no such field. */
QString declaredField(const KindInfo &kind, const QString &name)
{
    if (kind.fields.contains(name))
        return name;
    const QString fixed = u'=' + name;
    return kind.fields.contains(fixed) ? fixed : QString();
}

Result<Id> whoSaid(const Circle &circle, const QJsonValue &json)
{
    const QString given = json.isObject() ? json.toObject().value(QLatin1String("id")).toString() : json.toString();
    if (given == QLatin1String("young-person") || given == circle.id().toHex())
        return circle.id();
    HEARD_TRY_ASSIGN(const Member member, pickMember(circle, given.toStdString()));
    return member.id;
}

Result<profile::NewStatement> statementOf(const Circle &circle, const Id &audience, const QJsonObject &fields)
{
    profile::NewStatement statement;
    statement.audience = audience;
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        const QString name = plainFieldName(it.key());
        if (name == plainFieldName(profile::statementKind::section.key())) {
            HEARD_TRY_ASSIGN(statement.section, profile::sectionFromName(it.value().toString()));
        } else if (name == profile::statementKind::text.key()) {
            statement.text = it.value().toString();
        } else if (name == plainFieldName(profile::statementKind::saidBy.key())) {
            HEARD_TRY_ASSIGN(statement.saidBy, whoSaid(circle, it.value()));
        } else if (name == plainFieldName(profile::statementKind::saidName.key())) {
            statement.saidName = it.value().toString();
        } else if (name == profile::statementKind::symbol.key()) {
            statement.symbol = it.value().toString();
        } else if (name == profile::statementKind::mustKnow.key()) {
            statement.mustKnow = it.value().toBool();
        } else if (name == profile::statementKind::tip.key()) {
            statement.tip = it.value().toString();
        } else if (name == profile::statementKind::photo.key()) {
            HEARD_TRY_ASSIGN(const QCborValue photo, valueFromJson(it.value()));
            if (!photo.isByteArray())
                return fail(ErrorCode::BadInput, "bad-value", coreText("A photo is given as base64 here."));
            statement.photo = photo.toByteArray();
        } else if (name != common::order.key()) {
            return fail(ErrorCode::BadInput, "unknown-field", coreText("This kind has no such field."), name);
        }
    }
    return statement;
}

/** What is gathered before it is saved as one. */
class Block
{
public:
    Block(Circle &circle, const Id &audience, Places &places)
        : m_circle(circle)
        , m_audience(audience)
        , m_places(places)
        , m_change(circle, audience)
    {}

    [[nodiscard]] bool isFull() const { return m_lines >= linesOfBlock || m_bytes >= bytesOfBlock; }
    [[nodiscard]] int lines() const { return m_lines; }

    Result<> add(const QByteArray &bytes)
    {
        HEARD_TRY_ASSIGN(const Line line, readLine(bytes));
        if (line.kind == profile::statementKind::statement) {
            HEARD_TRY_ASSIGN(const profile::NewStatement statement, statementOf(m_circle, m_audience, line.fields));
            m_statements.append(statement);
        } else {
            HEARD_TRY(addOther(line));
        }
        ++m_lines;
        m_bytes += bytes.size();
        return {};
    }

    Result<> save()
    {
        if (!m_statements.isEmpty())
            HEARD_TRY(profile::addAll(m_circle, m_statements));
        if (!m_change.isEmpty())
            HEARD_TRY(m_circle.save(m_change));
        return {};
    }

private:
    Result<> addOther(const Line &line)
    {
        const QList<KindInfo> kinds = profile::kinds();
        const auto kind = std::find_if(kinds.begin(), kinds.end(), [&line](const KindInfo &known) { return known.name == line.kind; });
        if (kind == kinds.end())
            return fail(ErrorCode::BadInput, "unknown-kind", coreText("This kind is not known here."));
        const Id record = m_change.make(line.kind);
        for (auto it = line.fields.begin(); it != line.fields.end(); ++it) {
            const QString field = declaredField(*kind, it.key());
            if (field.isEmpty())
                return fail(ErrorCode::BadInput, "unknown-field", coreText("This kind has no such field."));
            HEARD_TRY_ASSIGN(const QCborValue value, valueFromJson(it.value()));
            m_change.setRaw(record, field, value);
        }
        if (kind->fields.contains(common::order.key()) && !line.fields.contains(common::order.key()))
            m_change.set(record, common::order, m_places.next(line.kind));
        return {};
    }

    Circle &m_circle;
    Id m_audience;
    Places &m_places;
    QList<profile::NewStatement> m_statements;
    Change m_change;
    int m_lines = 0;
    qint64 m_bytes = 0;
};

} // namespace

Outcome importRecords(Circle &circle, const Id &audience, const QString &path)
{
    HEARD_TRY_ASSIGN(const auto file, openFile(path));
    TextLines lines = linesOf(file, longestLine);
    QElapsedTimer timer;
    timer.start();
    Progress progress(QStringLiteral("import"));
    Places places(circle);
    qint64 imported = 0;
    const auto stopped = [&](const Error &error, bool atLine) {
        Outcome outcome;
        outcome.error = error;
        if (atLine) {
            outcome.error->message = coreText("Line %1 of the file cannot be used. %2 Saved from this file: %3. Nothing else was changed.")
                                         .arg(QString::number(lines.number()), error.message, QString::number(imported));
            outcome.more.insert(QStringLiteral("line"), lines.number());
        }
        outcome.more.insert(QStringLiteral("imported"), imported);
        return outcome;
    };

    auto block = std::make_unique<Block>(circle, audience, places);
    for (bool more = true; more;) {
        const auto line = lines.next();
        if (!line)
            return stopped(line.error(), line.error().name != QLatin1String("cannot-read"));
        more = line->has_value();
        if (more && !(*line)->trimmed().isEmpty()) {
            if (const Result<> added = block->add(**line); !added)
                return stopped(added.error(), true);
        }
        if (block->lines() > 0 && (block->isFull() || !more)) {
            if (const Result<> saved = block->save(); !saved)
                return stopped(saved.error(), false);
            imported += block->lines();
            block = std::make_unique<Block>(circle, audience, places);
            progress.show(file->position(), file->size());
        }
    }
    if (lines.number() == 0)
        return stopped(Error{ErrorCode::BadInput,
                             QStringLiteral("empty-file"),
                             coreText("There is nothing in this file. Nothing was changed. Choose another one."),
                             {},
                             false},
                       false);
    QJsonObject json{{QStringLiteral("imported"), imported}, {QStringLiteral("seconds"), double(timer.elapsed()) / 1000}};
    // All lines are saved. To say otherwise would have them imported a second time.
    if (const Result<> kept = circle.checkpoint(); !kept) {
        json.insert(QStringLiteral("warning"),
                    QJsonObject{{QStringLiteral("code"), kept.error().name},
                                {QStringLiteral("message"),
                                 coreText("All lines are saved. Do not import them again. Heard may start slowly until there is room on the disk.")}});
    }
    return json;
}

} // namespace heard::cli
