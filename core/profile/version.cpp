// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/version.h"

#include "base/cbor.h"
#include "base/text.h"
#include "circle/fold.h"
#include "profile/profile.h"
#include "profile/reading.h"

#include <QHash>
#include <QtEndian>
#include <algorithm>

namespace heard::profile {

namespace {

constexpr qint64 format = 2;
constexpr qsizetype pieceSize = 200'000;      // under the longest value
constexpr qsizetype bytesInOneSave = 600'000; // under the longest commit
constexpr qsizetype mostContent = 64'000'000; // bytes of a profile's words, before packing
constexpr CborLimits contentLimits{mostContent, 16, 2'000'000};

/** Photos of a version by their record. */
using Photos = QHash<QByteArray, Id>;

QCborArray wordingsAsCbor(const QList<Wording> &wordings)
{
    QCborArray all;
    for (const Wording &w : wordings)
        all.append(QCborArray{encodeOps({w.op}), w.text, w.writer.toBytes(), w.time, w.changed});
    return all;
}

QCborArray wordingsAsCbor(const QMap<QString, QList<Wording>> &byField)
{
    QCborArray all;
    for (auto it = byField.cbegin(); it != byField.cend(); ++it)
        all.append(QCborArray{it.key(), wordingsAsCbor(it.value())});
    return all;
}

QByteArray encoded(const Content &content, const Photos &photos)
{
    const auto photo = [&](const QByteArray &bytes) { return bytes.isEmpty() ? QByteArray() : photos.value(bytes).toBytes(); };
    const About &a = content.about;
    const QCborArray about{a.id.toBytes(), a.name, photo(a.photo), a.communicate, a.yes, a.no, a.stop, a.pain, wordingsAsCbor(a.wordings)};
    QCborArray statements;
    for (const Statement &s : content.statements) {
        statements.append(QCborArray{s.id.toBytes(), sectionName(s.section), s.text, s.saidBy.toBytes(), s.saidName, s.writtenBy.toBytes(),
                                     s.changed, s.order, s.symbol, photo(s.photo), s.mustKnow, s.tip, s.changedBy.toBytes(),
                                     wordingsAsCbor(s.wordings)});
    }
    QCborArray signsList;
    for (const Sign &s : content.signs)
        signsList.append(QCborArray{s.id.toBytes(), s.see, s.means, s.help, s.saidBy.toBytes(), s.order, wordingsAsCbor(s.wordings)});
    return toCbor(QCborArray{format, about, statements, signsList});
}

/** It may have been made by another app than this one. */
QString cleanTextOf(CborFields &fields)
{
    return boundedText(fields.text(), longestText);
}

bool readWordings(const QCborArray &array, QList<Wording> &wordings, Names &names)
{
    for (const auto &item : array) {
        CborFields fields{QCborValue(item)};
        const auto ops = decodeOps(fields.bytes());
        Wording w;
        w.text = cleanTextOf(fields);
        w.writer = fields.id();
        w.who = names.of(w.writer);
        w.time = fields.integer(INT64_MIN);
        w.changed = fields.boolean();
        if (!fields.finished() || !ops || ops->size() != 1)
            return false;
        w.op = ops->constFirst();
        wordings.append(w);
    }
    return true;
}

bool readWordings(const QCborArray &array, QMap<QString, QList<Wording>> &byField, Names &names)
{
    for (const auto &item : array) {
        CborFields fields{QCborValue(item)};
        const QString field = cleanTextOf(fields);
        const QCborArray wordings = fields.array();
        if (!fields.finished() || !readWordings(wordings, byField[field], names))
            return false;
    }
    return true;
}

std::unexpected<Error> damagedVersion(const QString &detail)
{
    return fail(ErrorCode::Damaged, "version-damaged", coreText("This version cannot be read. The profile as it is now is safe."), detail);
}

Result<Content> decoded(const Circle &circle, const QByteArray &packed)
{
    // The length that the packed bytes claim is checked before any of it is unpacked.
    if (packed.size() < 4 || qFromBigEndian<quint32>(packed.constData()) > quint32(mostContent))
        return damagedVersion(QStringLiteral("size"));
    HEARD_TRY_ASSIGN(const QCborValue value, fromCbor(qUncompress(packed), contentLimits));
    CborFields root(value);
    if (root.integer() != format)
        return fail(ErrorCode::TooNew, "version-too-new", coreText("This version was made by a newer Heard. Update Heard to read it."));
    bool photosHere = true;
    const auto photoOf = [&](const QByteArray &id) {
        if (id.isEmpty())
            return QByteArray();
        const Record *picture = circle.record(Id::fromBytes(id).value_or(Id{}));
        photosHere = photosHere && picture != nullptr;
        return picture ? picture->get(pictureKind::data) : QByteArray();
    };
    Content content;
    CborFields about(QCborValue(root.array()));
    content.about.id = about.id();
    content.about.name = cleanTextOf(about);
    content.about.photo = photoOf(about.bytes());
    content.about.communicate = cleanTextOf(about);
    content.about.yes = cleanTextOf(about);
    content.about.no = cleanTextOf(about);
    content.about.stop = cleanTextOf(about);
    content.about.pain = cleanTextOf(about);
    Names names(circle);
    bool ok = readWordings(about.array(), content.about.wordings, names) && about.finished();
    for (const auto &item : root.array()) {
        CborFields fields{QCborValue(item)};
        Statement s;
        s.id = fields.id();
        const Result<Section> section = sectionFromName(fields.text());
        s.section = section.value_or(Section::Important);
        s.text = cleanTextOf(fields);
        s.saidBy = fields.id();
        s.saidName = cleanTextOf(fields);
        s.writtenBy = fields.id();
        s.changed = fields.integer(INT64_MIN);
        s.order = cleanTextOf(fields);
        s.symbol = cleanTextOf(fields);
        s.photo = photoOf(fields.bytes());
        s.mustKnow = fields.boolean();
        s.tip = cleanTextOf(fields);
        s.changedBy = fields.id();
        if (!s.changedBy.isNull())
            s.changedName = names.of(s.changedBy);
        s.audience = circle.everyone();
        ok = ok && section && readWordings(fields.array(), s.wordings, names) && fields.finished();
        content.statements.append(s);
    }
    for (const auto &item : root.array()) {
        CborFields fields{QCborValue(item)};
        Sign s;
        s.id = fields.id();
        s.see = cleanTextOf(fields);
        s.means = cleanTextOf(fields);
        s.help = cleanTextOf(fields);
        s.saidBy = fields.id();
        s.order = cleanTextOf(fields);
        ok = ok && readWordings(fields.array(), s.wordings, names) && fields.finished();
        content.signs.append(s);
    }
    if (!ok || !root.finished())
        return damagedVersion(QStringLiteral("fields"));
    if (!photosHere) {
        return fail(ErrorCode::Damaged, "version-not-here", coreText("Parts of this version are not here yet. Sync, then look again."), {},
                    true);
    }
    return content;
}

/** Saves many records with one field of bytes, several to a save. */
class Keeping
{
public:
    explicit Keeping(Circle &circle) : m_circle(circle), m_change(circle, circle.everyone()) {}

    Result<Id> keep(const QString &kind, const Field<QByteArray> &field, const QByteArray &data)
    {
        if (m_bytes + data.size() > bytesInOneSave)
            HEARD_TRY(save());
        m_bytes += data.size();
        const Id id = m_change.make(kind);
        m_change.set(id, field, data);
        return id;
    }
    Result<> save()
    {
        if (!m_change.isEmpty())
            HEARD_TRY(m_circle.save(m_change));
        m_change = Change(m_circle, m_circle.everyone());
        m_bytes = 0;
        return {};
    }

private:
    Circle &m_circle;
    Change m_change;
    qsizetype m_bytes = 0;
};

VersionInfo infoOf(const Circle &circle, const Record &record)
{
    VersionInfo info;
    info.id = record.id;
    info.note = record.get(versionKind::note);
    info.date = record.get(versionKind::date);
    info.by = record.get(versionKind::by);
    info.who = nameOf(circle, info.by);
    info.statements = record.get(versionKind::count);
    return info;
}

Result<const Record *> foundVersion(const Circle &circle, const Id &id)
{
    const Record *record = circle.record(id);
    if (!record || record->kind != versionKind::version)
        return fail(ErrorCode::NotFound, "no-version", coreText("This version is not here. Look at the list of versions."));
    return record;
}

} // namespace

Content present(const Circle &circle)
{
    return {about(circle), statements(circle, Which::Shared), signs(circle)};
}

Result<Id> freeze(Circle &circle, const QString &note)
{
    HEARD_TRY(mayWrite(circle));
    HEARD_TRY_ASSIGN(const QString checkedNote, optionalText(note));
    const Content content = present(circle);
    const auto has = [&](Section section) {
        return std::any_of(content.statements.cbegin(), content.statements.cend(), [&](const Statement &s) { return s.section == section; });
    };
    if (!has(Section::Strengths)) {
        return fail(ErrorCode::Refused, "no-strengths",
                    coreText("“%1” is still empty. Write one strength, then keep this version. All you wrote is saved.")
                        .arg(sectionHeading(Section::Strengths)));
    }
    if (!has(Section::Appreciate)) {
        return fail(ErrorCode::Refused, "no-likes",
                    coreText("“%1” is still empty. Write one thing, then keep this version. All you wrote is saved.")
                        .arg(sectionHeading(Section::Appreciate)));
    }
    Keeping keeping(circle);
    Photos photos;
    for (const Record *picture : sharedRecords(circle, pictureKind::picture))
        photos.insert(picture->get(pictureKind::data), picture->id);
    const auto keepPhoto = [&](const QByteArray &photo) -> Result<> {
        if (!photo.isEmpty() && !photos.contains(photo)) {
            HEARD_TRY_ASSIGN(const Id id, keeping.keep(pictureKind::picture, pictureKind::data, photo));
            photos.insert(photo, id);
        }
        return {};
    };
    HEARD_TRY(keepPhoto(content.about.photo));
    for (const Statement &s : content.statements)
        HEARD_TRY(keepPhoto(s.photo));
    const QByteArray plain = encoded(content, photos);
    if (plain.size() > mostContent) {
        return fail(ErrorCode::Refused, "profile-too-big",
                    coreText("The profile is too long to keep as one version. Take out or shorten some lines. All you wrote is saved."));
    }
    const QByteArray packed = qCompress(plain);
    QList<Id> pieces;
    for (qsizetype from = 0; from < packed.size(); from += pieceSize) {
        HEARD_TRY_ASSIGN(const Id id, keeping.keep(pieceKind::piece, pieceKind::data, packed.mid(from, pieceSize)));
        pieces.append(id);
    }
    HEARD_TRY(keeping.save());
    // Last, so that a version is only there when all of it is.
    Change change(circle, circle.everyone());
    const Id id = change.make(versionKind::version);
    change.set(id, versionKind::note, checkedNote);
    change.set(id, versionKind::date, circle.vault().around().clock->now());
    change.set(id, versionKind::by, circle.me());
    change.set(id, versionKind::pieces, pieces);
    change.set(id, versionKind::count, qint64(content.statements.size()));
    HEARD_TRY(circle.save(change));
    return id;
}

QList<VersionInfo> versions(const Circle &circle)
{
    QList<VersionInfo> list;
    for (const Record *record : sharedRecords(circle, versionKind::version))
        list.append(infoOf(circle, *record));
    std::stable_sort(list.begin(), list.end(), [](const VersionInfo &a, const VersionInfo &b) { return a.date > b.date; });
    return list;
}

Result<VersionInfo> versionInfo(const Circle &circle, const Id &version)
{
    HEARD_TRY_ASSIGN(const Record *record, foundVersion(circle, version));
    return infoOf(circle, *record);
}

Result<Content> versionContent(const Circle &circle, const Id &version)
{
    HEARD_TRY_ASSIGN(const Record *record, foundVersion(circle, version));
    QByteArray packed;
    for (const Id &id : record->get(versionKind::pieces)) {
        const Record *piece = circle.record(id);
        if (!piece || piece->kind != pieceKind::piece)
            return fail(ErrorCode::Damaged, "version-not-here", coreText("Parts of this version are not here yet. Sync, then look again."),
                        {}, true);
        packed += piece->get(pieceKind::data);
    }
    return decoded(circle, packed);
}

} // namespace heard::profile
