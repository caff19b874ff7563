// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circlenotes.h"

#include "base/cbor.h"
#include "profile/statement.h"

#include <algorithm>

namespace heard {

namespace {

const QByteArray noteName = QByteArrayLiteral("note");

QByteArray encoded(const CircleNote &note)
{
    return toCbor(QCborArray{1, note.lines, note.changed, note.mine, note.fromOthers, note.looked});
}

/** A note that cannot be read is one that is not there: it is made again when the circle is opened. */
CircleNote decoded(const QByteArray &bytes)
{
    const auto body = fromCbor(bytes);
    if (!body)
        return {};
    CborFields f(*body);
    CircleNote note;
    const qint64 version = f.integer();
    note.lines = int(f.integer(-1, INT32_MAX));
    note.changed = f.integer();
    note.mine = f.boolean();
    note.fromOthers = f.integer();
    note.looked = f.integer();
    return f.finished() && version == 1 ? note : CircleNote{};
}

} // namespace

CircleNotes::CircleNotes(OpenCircles &open, QObject *parent) : QObject(parent), m_open(open)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(1000);
    connect(&m_soon, &QTimer::timeout, this, &CircleNotes::flush);
    connect(&open, &OpenCircles::changed, this, [this](const Id &id) {
        if (const auto circle = m_open.open(id))
            read(**circle);
    });
    connect(&open, &OpenCircles::closing, this, &CircleNotes::forget);
}

CircleNote CircleNotes::note(const Id &circle) const
{
    const auto known = m_notes.constFind(circle);
    if (known != m_notes.cend())
        return *known;
    if (!m_open.workspace())
        return {};
    const auto kept = m_open.workspace()->vault().kept(circle, ItemKind::Local, noteName);
    const CircleNote note = kept && !kept->isEmpty() ? decoded(*kept) : CircleNote{};
    m_notes.insert(circle, note);
    return note;
}

void CircleNotes::read(Circle &circle)
{
    const CircleOverview overview = circle.overview();
    const Id me = circle.me();
    CircleNote now = note(circle.id());
    const QList<const Record *> records = circle.records({}, Circle::Removed::Too);
    now.lines = 0;
    now.changed = 0;
    for (const Record *record : records) {
        now.lines += record->kind == profile::statementKind::statement && !record->gone() ? 1 : 0;
        for (const Register &field : record->fields) {
            for (const Version &version : field.all())
                now.changed = std::max(now.changed, version.time);
        }
    }
    // A clock that runs ahead must not keep a circle fresh for years.
    now.changed = std::min(now.changed, circle.vault().around().clock->now());
    const auto self = circle.member(me);
    now.mine = self && self->role == Role::YoungPerson && overview.type == QLatin1String("young-person");
    now.fromOthers = 0;
    const QList<Circle::StreamInfo> streams = circle.streams();
    for (const Circle::StreamInfo &stream : streams) {
        const auto device = circle.device(stream.device);
        if (stream.device != circle.device() && (!device || device->member != me))
            now.fromOthers += qint64(stream.count);
    }
    set(circle.id(), now);
}

void CircleNotes::lookedAt(const Id &circle)
{
    CircleNote now = note(circle);
    now.looked = now.fromOthers;
    set(circle, now);
}

void CircleNotes::set(const Id &circle, const CircleNote &wanted)
{
    if (m_notes.contains(circle) && m_notes.value(circle) == wanted)
        return;
    m_notes.insert(circle, wanted);
    m_unwritten.insert(circle);
    m_soon.start();
    emit changed(circle);
}

void CircleNotes::flush()
{
    m_soon.stop();
    if (m_unwritten.isEmpty() || !m_open.workspace())
        return;
    const Vault &vault = m_open.workspace()->vault();
    const auto there = vault.store().circles();
    if (!there)
        return;
    const Result<> written = m_open.workspace()->vault().store().transaction([&]() -> Result<> {
        for (const Id &circle : std::as_const(m_unwritten)) {
            // One that was erased meanwhile has no note any more.
            if (there->contains(circle))
                HEARD_TRY(m_open.workspace()->vault().keep(circle, ItemKind::Local, noteName, encoded(m_notes.value(circle))));
        }
        return {};
    });
    // On a full disk the notes are older than their circles until those are next opened; no words are in them.
    if (written)
        m_unwritten.clear();
}

void CircleNotes::forget()
{
    flush();
    m_unwritten.clear();
    m_notes.clear();
}

} // namespace heard
