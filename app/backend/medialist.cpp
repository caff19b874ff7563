// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "medialist.h"

#include "circle/names.h"
#include "rows.h"

#include <QLocale>

namespace heard {

namespace {

using Where = AttachmentState::Where;

bool isToSend(Where where)
{
    return where == Where::WaitingToSend || where == Where::Sending;
}

bool isToFetch(Where where)
{
    return where == Where::NotHere || where == Where::Fetching || where == Where::Missing;
}

void add(MediaTally &tally, const AttachmentState &state)
{
    tally.toSend += isToSend(state.where) ? 1 : 0;
    tally.toFetch += isToFetch(state.where) ? 1 : 0;
    tally.damaged += state.where == Where::Damaged ? 1 : 0;
    if (isToSend(state.where) || isToFetch(state.where))
        tally.bytesLeft += state.bytesTotal - state.bytesDone;
}

} // namespace

MediaTally mediaTally(Circle &circle)
{
    MediaTally tally;
    const auto states = attachmentStates(circle);
    for (const AttachmentState &state : states.value_or(QList<AttachmentState>{}))
        add(tally, state);
    return tally;
}

QString sizeWords(qint64 bytes)
{
    QString words = QLocale().formattedDataSize(bytes, bytes < 1'000'000 ? 0 : 1, QLocale::DataSizeSIFormat);
    // The number and its unit stay in one line, and in their order among words of a right-to-left script: "37 kB", not "kB 37".
    return QChar(0x2068) + words.replace(u' ', QChar::Nbsp) + QChar(0x2069);
}

MediaList::MediaList(OpenCircles &circles, SyncRunner &runner, MediaChoice &media, QObject *parent)
    : QAbstractListModel(parent)
    , m_open(circles)
    , m_runner(runner)
    , m_media(media)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(700);
    connect(&m_soon, &QTimer::timeout, this, &MediaList::refresh);
    connect(&runner, &SyncRunner::progressed, this, [this] {
        if (!m_circle.isNull() && m_runner.runningCircle() == m_circle && !m_soon.isActive())
            m_soon.start();
    });
    connect(&runner, &SyncRunner::finished, this, &MediaList::refresh);
    connect(&media, &MediaChoice::changed, this, &MediaList::refresh);
    connect(&circles, &OpenCircles::changed, this, [this](const Id &circle) {
        if (circle == m_circle)
            refresh();
    });
    connect(&circles, &OpenCircles::closing, this, [this] { begin({}); });
}

int MediaList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant MediaList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return row.name.isEmpty() ? kindWords(row.type) : row.name;
    case WhoRole:
        return row.who;
    case IconRole:
        return row.type.startsWith(u"image/")   ? QStringLiteral("picture")
               : row.type.startsWith(u"audio/") ? QStringLiteral("speaker")
               : row.type.startsWith(u"video/") ? QStringLiteral("play")
                                                : QStringLiteral("export");
    case StateRole:
        return stateWords(row);
    case SizeRole:
        return row.done > 0 ? tr("%1 of %2").arg(sizeWords(row.done), sizeWords(row.total)) : sizeWords(row.total);
    case PartRole:
        return row.total > 0 ? double(row.done) / double(row.total) : 0.0;
    case ActionRole:
        return !isToFetch(row.where) ? QString() : row.wanted ? QStringLiteral("leave") : QStringLiteral("fetch");
    case DamagedRole:
        return row.where == Where::Damaged;
    default:
        return {};
    }
}

QHash<int, QByteArray> MediaList::roleNames() const
{
    return {{NameRole, "name"}, {WhoRole, "who"},    {IconRole, "icon"},     {StateRole, "where"},
            {SizeRole, "size"}, {PartRole, "share"}, {ActionRole, "action"}, {DamagedRole, "damaged"}};
}

QString MediaList::kindWords(const QString &type)
{
    return type.startsWith(u"image/")   ? tr("A picture")
           : type.startsWith(u"audio/") ? tr("A sound")
           : type.startsWith(u"video/") ? tr("A film")
                                        : tr("A file");
}

QString MediaList::stateWords(const Row &row) const
{
    switch (row.where) {
    case Where::WaitingToSend:
        return !m_media.holds()  ? tr("Waits to be sent")
               : m_media.tells() ? tr("Waits for Wi-Fi to be sent")
                                 : tr("Waits until you send it");
    case Where::Sending:
        return tr("On its way out");
    case Where::NotHere:
    case Where::Fetching:
        if (row.wanted)
            return tr("Comes next");
        if (row.where == Where::Fetching)
            return tr("On its way here");
        return !m_media.holds() ? tr("Comes by itself") : m_media.tells() ? tr("Waits for Wi-Fi to come") : tr("Waits until you fetch it");
    case Where::TooLarge:
        return tr("Too large for the shared place. It stays on this device.");
    case Where::Missing:
        return tr("Not in the shared place yet. Heard looks again.");
    case Where::Damaged:
        return tr("Part of it is damaged here. Add it again if you can.");
    case Where::Sent:
        return tr("Sent");
    case Where::Here:
        return tr("Here");
    }
    return {};
}

void MediaList::begin(const QString &circle)
{
    m_soon.stop();
    m_circle = Id::fromHex(circle).value_or(Id{});
    m_first = 0;
    m_problem.clear();
    refresh();
}

void MediaList::refresh()
{
    QList<Row> all;
    m_tally = {};
    m_name.clear();
    const auto opened = m_circle.isNull() || !m_open.workspace() ? Result<Circle *>(nullptr) : m_open.open(m_circle);
    if (opened && *opened) {
        Circle &circle = **opened;
        m_name = circle.overview().name;
        const auto states = attachmentStates(circle);
        if (!states)
            m_problem = states.error().message;
        for (const AttachmentState &state : states.value_or(QList<AttachmentState>{})) {
            add(m_tally, state);
            if (state.where == Where::Sent || state.where == Where::Here)
                continue;
            const AttachmentInfo &info = state.info;
            const Record *record = circle.record(info.record);
            all.append({info.record.toBytes() + info.attachment.id().toBytes() + info.field.toUtf8(), info.attachment.id(),
                        record && record->kind == attachmentKind::attachment ? record->get(attachmentKind::name) : QString(),
                        info.member != circle.me() ? shownName(circle, info.member) : QString(), info.attachment.type, state.where,
                        state.bytesDone, state.bytesTotal, info.wanted});
        }
    }
    m_all = std::move(all);
    show();
}

void MediaList::show()
{
    while (m_first > 0 && m_first >= m_all.size())
        m_first -= most;
    updateRows(m_rows, m_all.mid(m_first, most), [](const Row &row) { return row.key; }, HEARD_ROW_STEPS);
    // The words depend on the network and the language too.
    if (!m_rows.isEmpty())
        emit dataChanged(index(0), index(int(m_rows.size()) - 1));
    emit changed();
}

void MediaList::forward()
{
    if (m_first + most < m_all.size())
        m_first += most;
    show();
}

void MediaList::backward()
{
    m_first = std::max(0, m_first - most);
    show();
}

void MediaList::fetch(int row)
{
    setWanted(row, true);
}

void MediaList::leave(int row)
{
    setWanted(row, false);
}

void MediaList::setWanted(int row, bool wanted)
{
    if (row < 0 || row >= m_rows.size())
        return;
    const auto opened = m_open.open(m_circle);
    const Result<> kept = opened ? (*opened)->setWanted(m_rows.at(row).id, wanted) : Result<>(std::unexpected(opened.error()));
    m_problem = kept ? QString() : kept.error().message;
    refresh();
    if (kept && wanted)
        m_runner.sync(m_circle);
}

void MediaList::goNow()
{
    if (!m_circle.isNull())
        m_runner.syncWithMedia(m_circle);
}

} // namespace heard
