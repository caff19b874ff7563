// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drafts.h"

#include "base/cbor.h"

#include <QCoreApplication>
#include <algorithm>

namespace heard {

namespace {

/** One item for all drafts of a circle: items have names in the open, and what somebody is writing about is theirs. */
QByteArray boxName()
{
    return QByteArrayLiteral("drafts");
}

QByteArray unfinishedName()
{
    return QByteArrayLiteral("unfinished");
}

const QLatin1String ofVault("vault/");
const QLatin1String textKey("text");

/** [place, page, [name, value, name, value …]] of each. */
QByteArray encoded(const QMap<QString, Draft> &drafts)
{
    QCborArray all;
    for (auto draft = drafts.cbegin(); draft != drafts.cend(); ++draft) {
        QCborArray values;
        for (auto value = draft->values.constBegin(); value != draft->values.constEnd(); ++value) {
            values.append(value.key());
            values.append(value.value());
        }
        all.append(QCborArray{draft.key(), draft->page, values});
    }
    return toCbor(all);
}

Result<QMap<QString, Draft>> decoded(const QByteArray &plain)
{
    QMap<QString, Draft> drafts;
    HEARD_TRY_ASSIGN(const QCborValue value, fromCbor(plain));
    CborFields all(value);
    while (all.ok() && !all.atEnd()) {
        CborFields entry(all.array());
        const QString place = entry.text();
        Draft draft{entry.text(), {}};
        CborFields values(entry.array());
        while (values.ok() && !values.atEnd()) {
            const QString name = values.text();
            draft.values.insert(name, values.any());
        }
        if (!entry.finished() || !values.finished())
            all.reject();
        drafts.insert(place, draft);
    }
    if (!all.finished())
        return fail(ErrorCode::Damaged, "drafts-unreadable",
                    Drafts::tr("What you began and did not save can’t be read. What you saved is safe."));
    return drafts;
}

} // namespace

Drafts::Drafts(OpenCircles &open, CurrentCircle &circle, QObject *parent) : QObject(parent), m_open(open), m_circle(circle)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &Drafts::flush);
    connect(&open, &OpenCircles::opened, this, [this] {
        load(Id{});
        // Not being able to read where somebody was writing only means that nobody is led there.
        const auto kept = m_open.workspace()->vault().kept(Id{}, ItemKind::Local, unfinishedName());
        const auto value = fromCbor(kept.value_or(QByteArray()));
        if (!value)
            return;
        CborFields fields(*value);
        const Id circleId = fields.id();
        const QString place = fields.text();
        const QString page = fields.text();
        if (fields.finished())
            m_unfinished = {circleId, place, page};
    });
    // Locking, closing and erasing say so first: what was typed in the last moment is kept then.
    connect(&open, &OpenCircles::closing, this, [this] {
        flush();
        forget();
    });
    connect(&open, &OpenCircles::circlesChanged, this, [this] {
        const auto erased = [this](const Id &id) { return !id.isNull() && !m_open.workspace()->circle(id); };
        m_boxes.removeIf([&](auto it) { return erased(it.key()); });
        if (erased(m_unfinished.circle))
            note({});
    });
    connect(&circle, &CurrentCircle::chosen, this, [this] {
        if (m_circle.circle())
            load(m_circle.circle()->id());
        emit reloaded();
        ++m_revision;
        emit changed();
    });
    connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, this, &Drafts::flush);
}

void Drafts::forget()
{
    m_soon.stop();
    m_boxes.clear();
    m_unfinished = {};
    m_unfinishedDirty = false;
    m_putAway.clear();
    setProblem({});
}

Id Drafts::circleOf(const QString &place) const
{
    return place.startsWith(ofVault) || !m_circle.circle() ? Id{} : m_circle.circle()->id();
}

void Drafts::load(const Id &circle)
{
    if (m_boxes.contains(circle))
        return;
    Box &box = m_boxes[circle];
    const auto plain = m_open.workspace()->vault().kept(circle, ItemKind::Local, boxName());
    if (plain && plain->isEmpty())
        return;
    auto drafts = plain ? decoded(*plain) : std::unexpected(plain.error());
    if (drafts)
        box.drafts = *std::move(drafts);
    else
        setProblem(drafts.error().message);
}

std::optional<Draft> Drafts::at(const QString &place) const
{
    const auto box = m_boxes.constFind(circleOf(place));
    if (box == m_boxes.cend())
        return std::nullopt;
    const auto found = box->drafts.constFind(place);
    return found == box->drafts.cend() ? std::nullopt : std::optional(*found);
}

QStringList Drafts::places() const
{
    return m_circle.circle() ? QStringList(m_boxes.value(m_circle.circle()->id()).drafts.keys()) : QStringList();
}

QString Drafts::words(const QString &place) const
{
    const auto draft = at(place);
    return draft ? draft->values.value(textKey).toString() : QString();
}

QString Drafts::openPlace() const
{
    return m_circle.circle() && m_unfinished.circle == m_circle.circle()->id() && has(m_unfinished.place) ? m_unfinished.place : QString();
}

void Drafts::put(const QString &place, const Draft &draft)
{
    if (!m_open.workspace())
        return;
    const Id circle = circleOf(place);
    Box &of = m_boxes[circle];
    note({circle, place, draft.page});
    if (at(place) == draft)
        return;
    of.drafts.insert(place, draft);
    touched(of);
}

void Drafts::touched(Box &box)
{
    box.dirty = true;
    if (!m_soon.isActive())
        m_since.start();
    m_soon.start(int(std::clamp<qint64>(longestWait - m_since.elapsed(), 0, pause)));
    ++m_revision;
    emit changed();
}

void Drafts::note(const Unfinished &unfinished)
{
    if (unfinished == m_unfinished)
        return;
    m_unfinished = unfinished;
    m_unfinishedDirty = true;
    if (!m_soon.isActive()) {
        m_since.start();
        m_soon.start(pause);
    }
}

void Drafts::drop(const QString &place)
{
    if (!m_open.workspace())
        return;
    letGo(place);
    Box &of = m_boxes[circleOf(place)];
    if (of.drafts.remove(place) == 0)
        return;
    touched(of);
    flush();
}

void Drafts::putAway(const QString &place)
{
    const auto draft = at(place);
    if (!draft)
        return;
    if (!m_puttingAway || m_putAwayCircle != circleOf(place))
        m_putAway.clear();
    m_puttingAway = true;
    QTimer::singleShot(0, this, [this] { m_puttingAway = false; });
    m_putAwayCircle = circleOf(place);
    m_putAway.insert(place, *draft);
    drop(place);
}

void Drafts::become(const QString &from, const QString &to)
{
    const auto draft = at(from);
    if (!draft || from == to)
        return;
    Draft both = *draft;
    if (const QString there = words(to); !there.isEmpty())
        both.values.insert(textKey, there + u'\n' + words(from));
    put(to, both);
    drop(from);
    flush();
}

void Drafts::letGo(const QString &place)
{
    if (m_open.workspace() && m_unfinished.place == place && m_unfinished.circle == circleOf(place))
        note({});
}

QString Drafts::undo()
{
    if (m_putAway.isEmpty() || !m_open.workspace() || m_putAwayCircle != circleOf(m_putAway.firstKey()))
        return {};
    const QMap<QString, Draft> back = std::exchange(m_putAway, {});
    for (auto draft = back.cbegin(); draft != back.cend(); ++draft)
        put(draft.key(), draft.value());
    flush();
    for (auto draft = back.cbegin(); draft != back.cend(); ++draft)
        emit cameBack(draft.key());
    return back.firstKey();
}

Result<> Drafts::write()
{
    Vault &vault = m_open.workspace()->vault();
    return vault.store().transaction([&]() -> Result<> {
        for (auto it = m_boxes.cbegin(); it != m_boxes.cend(); ++it) {
            if (!it->dirty)
                continue;
            if (it->drafts.isEmpty())
                HEARD_TRY(vault.store().removeItem(it.key(), ItemKind::Local, boxName()));
            else
                HEARD_TRY(vault.keep(it.key(), ItemKind::Local, boxName(), encoded(it->drafts)));
        }
        if (m_unfinishedDirty) {
            const QCborArray place{m_unfinished.circle.toBytes(), m_unfinished.place, m_unfinished.page};
            HEARD_TRY(vault.keep(Id{}, ItemKind::Local, unfinishedName(), toCbor(place)));
        }
        return {};
    });
}

bool Drafts::flush()
{
    m_soon.stop();
    if (!m_open.workspace())
        return true;
    const bool waiting = m_unfinishedDirty || std::any_of(m_boxes.cbegin(), m_boxes.cend(), [](const Box &box) { return box.dirty; });
    if (!waiting)
        return true;
    if (const auto written = write(); !written) {
        // The words are still in the window: tried again until there is room.
        setProblem(written.error().message);
        m_since.start();
        m_soon.start(longestWait);
        return false;
    }
    for (Box &box : m_boxes)
        box.dirty = false;
    m_unfinishedDirty = false;
    setProblem({});
    return true;
}

QString Drafts::unfinishedPage()
{
    if (!m_open.workspace() || m_unfinished.place.isEmpty())
        return {};
    const Unfinished there = m_unfinished;
    if (!there.circle.isNull() && !m_circle.choose(there.circle.toHex()))
        return {};
    return has(there.place) ? there.page : QString();
}

void Drafts::setProblem(const QString &problem)
{
    if (problem == m_problem)
        return;
    m_problem = problem;
    emit problemChanged();
}

} // namespace heard
