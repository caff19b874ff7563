// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/filewriter.h"
#include "base/text.h"
#include "commands.h"
#include "files.h"
#include "json.h"
#include "pick.h"
#include "standardstreams.h"
#include "sync/attachments.h"

#include <QBuffer>
#include <QFileInfo>
#include <algorithm>

namespace heard::cli {

namespace {

/** What a file is, by the end of its name: enough for a script, and `--type` says better. */
QString typeOf(const QString &file)
{
    static const QHash<QString, QString> types{{QStringLiteral("jpg"), QStringLiteral("image/jpeg")},
                                               {QStringLiteral("jpeg"), QStringLiteral("image/jpeg")},
                                               {QStringLiteral("png"), QStringLiteral("image/png")},
                                               {QStringLiteral("mp3"), QStringLiteral("audio/mpeg")},
                                               {QStringLiteral("ogg"), QStringLiteral("audio/ogg")},
                                               {QStringLiteral("mp4"), QStringLiteral("video/mp4")},
                                               {QStringLiteral("webm"), QStringLiteral("video/webm")}};
    return types.value(QFileInfo(file).suffix().toLower(), QStringLiteral("application/octet-stream"));
}

QJsonObject stateJson(const Circle &circle, const AttachmentState &state)
{
    const Record *record = circle.record(state.info.record);
    const bool own = record && record->kind == attachmentKind::attachment;
    return {{QStringLiteral("id"), state.info.attachment.id().toHex()},
            {QStringLiteral("record"), (own ? record->get(attachmentKind::about) : state.info.record).toHex()},
            {QStringLiteral("name"), own ? record->get(attachmentKind::name) : QString()},
            {QStringLiteral("type"), state.info.attachment.type},
            {QStringLiteral("size"), state.info.attachment.size},
            {QStringLiteral("by"), whoJson(circle, state.info.member)},
            {QStringLiteral("at"), timeJson(state.info.time)},
            {QStringLiteral("state"), attachmentWhereName(state.where)},
            {QStringLiteral("bytes_done"), state.bytesDone},
            {QStringLiteral("bytes_total"), state.bytesTotal},
            {QStringLiteral("wanted"), state.info.wanted}};
}

struct Add
{
    std::string circle;
    std::string record;
    std::string file;
    std::string type;
};

void declareAdd(CLI::App &app, Add &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("--record", o.record, "Id of the record it belongs to")->required();
    app.add_option("--file", o.file, "The picture, sound or film; at most 64 MB")->required();
    app.add_option("--type", o.type, "What it is, such as image/jpeg; by the end of its name when left out");
}

Outcome add(Session &session, const Add &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const Record *record, pickRecord(*circle, o.record));
    // Read whole before a piece of it is sealed, so that a file that ends early is seen in time.
    Result<QByteArray> bytes = readFile(text(o.file), largestAttachment);
    if (!bytes && bytes.error().name == QLatin1String("too-large"))
        return fail(ErrorCode::BadInput, "attachment-too-large",
                    coreText("This file is larger than 64 MB. Nothing was changed. Make it shorter or smaller, then add it again."));
    if (!bytes)
        return std::unexpected(bytes.error());
    QBuffer file(&*bytes);
    file.open(QIODevice::ReadOnly);
    const QString type = o.type.empty() ? typeOf(text(o.file)) : text(o.type);
    HEARD_TRY_ASSIGN(const QString name, checkedName(QFileInfo(text(o.file)).fileName(), 255));
    HEARD_TRY_ASSIGN(const Id made, circle->addAttachment(record->id, file, type, name));
    HEARD_TRY_ASSIGN(const QList<AttachmentState> states, attachmentStates(*circle));
    const auto it = std::find_if(states.cbegin(), states.cend(), [&](const AttachmentState &state) { return state.info.record == made; });
    return it == states.cend() ? QJsonObject() : stateJson(*circle, *it);
}

struct List
{
    std::string circle;
};

void declareList(CLI::App &app, List &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
}

Outcome list(Session &session, const List &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const QList<AttachmentState> states, attachmentStates(*circle));
    QJsonArray json;
    for (const AttachmentState &state : states)
        json.append(stateJson(*circle, state));
    return json;
}

struct Get
{
    std::string circle;
    std::string attachment;
    std::string out;
};

void declareGet(CLI::App &app, Get &o)
{
    app.add_option("circle", o.circle, "Id of the circle")->required();
    app.add_option("attachment", o.attachment, "Id of the attachment, as `attachment list` gives it")->required();
    app.add_option("--out", o.out, "The file to write; others on this device can read it")->required();
}

Outcome get(Session &session, const Get &o)
{
    HEARD_TRY_ASSIGN(Circle * circle, openCircle(session, o.circle));
    HEARD_TRY_ASSIGN(const QList<AttachmentInfo> infos, circle->attachments());
    QList<Id> ids;
    for (const AttachmentInfo &info : infos) {
        if (!ids.contains(info.attachment.id()))
            ids.append(info.attachment.id());
    }
    HEARD_TRY_ASSIGN(const Id id, pickId(ids, o.attachment, "attachment"));
    const auto it = std::find_if(infos.cbegin(), infos.cend(), [&](const AttachmentInfo &info) { return info.attachment.id() == id; });
    if (!it->here()) {
        HEARD_TRY(circle->setWanted(id, true));
        return fail(ErrorCode::NotFound, "not-here-yet",
                    coreText("This picture or film is not on this device yet. Heard fetches it with the next sync. Then try again."), {}, true);
    }
    HEARD_TRY(checkOut(text(o.out)));
    // Under its last name only once all of it was verified.
    HEARD_TRY_ASSIGN(FileWriter file, FileWriter::open(text(o.out)));
    HEARD_TRY(circle->readAttachment(it->attachment, [&](QByteArrayView part) { return file.write(part); }));
    HEARD_TRY(file.commit());
    return QJsonObject{{QStringLiteral("file"), text(o.out)},
                       {QStringLiteral("size"), it->attachment.size},
                       {QStringLiteral("type"), it->attachment.type}};
}

} // namespace

void addAttachmentCommands(Commands &commands)
{
    CLI::App &attachment = commands.group("attachment", "Pictures, sound and film that belong to records");
    commands.add<Add>(attachment, "add", "Seal a file and add it to a record", declareAdd, add);
    commands.add<List>(attachment, "list", "All of them, and where each is", declareList, list);
    commands.add<Get>(attachment, "get", "Write one into a file of its own; asks for it when it is not here", declareGet, get);
}

} // namespace heard::cli
