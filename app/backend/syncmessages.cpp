// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "syncmessages.h"

#include <QLocale>

namespace heard {

namespace {

constexpr qint64 longTime = 24LL * 3'600'000;

} // namespace

SyncMessages::SyncMessages(SyncList &list, SyncRunner &runner, Messages &messages, QObject *parent)
    : QObject(parent)
    , m_list(list)
    , m_runner(runner)
    , m_messages(messages)
{
    connect(&list, &SyncList::changed, this, &SyncMessages::look);
    connect(&messages, &Messages::chosen, this, [this](const QString &action) {
        if (action.startsWith(syncAction))
            m_list.sync(action.sliced(syncAction.size()));
    });
}

std::optional<SyncMessages::Cause> SyncMessages::causeOf(const SyncList::Row &row) const
{
    if (row.problem.isEmpty())
        return std::nullopt;
    Cause cause{{row.name}, tr("Sharing does not work: %1."), row.sentence, tr("Try again"), syncAction + row.id.toHex()};
    switch (remedyOf(row.problem)) {
    case Remedy::ComesLater:
        return std::nullopt;
    case Remedy::ComesBack:
        if (row.waiting == 0 || row.since == 0 || m_runner.now() - row.since <= longTime)
            return std::nullopt;
        cause.sentence = tr("Nothing could be sent for more than a day. It is safe on this device. Is the storage still the right one?");
        return cause;
    case Remedy::SetUp:
    case Remedy::Access:
        cause.actionText = tr("Where to share");
        cause.action = QStringLiteral("place:") + row.id.toHex();
        return cause;
    case Remedy::Read:
        // The rest goes and comes as ever.
        cause.text = tr("Something about the sharing needs a look: %1.");
        [[fallthrough]];
    case Remedy::Decide:
        cause.actionText = tr("See what waits");
        cause.action = QStringLiteral("waiting");
        return cause;
    case Remedy::AtStorage:
    case Remedy::Device:
        return cause;
    }
    return cause;
}

void SyncMessages::look()
{
    // While a run is under way the old problem is neither there nor gone.
    if (m_runner.running())
        return;
    QHash<QString, Cause> causes;
    for (const SyncList::Row &row : m_list.rows()) {
        if (auto cause = causeOf(row)) {
            // The same trouble at the same place is one cause, however many circles meet there.
            const QString key = QStringLiteral("sync/%1/%2").arg(row.problem, row.place);
            if (const auto known = causes.find(key); known != causes.end())
                known->circles.append(row.name);
            else
                causes.insert(key, *std::move(cause));
        }
    }
    for (const QString &key : QSet<QString>(m_told)) {
        if (!causes.contains(key)) {
            m_messages.settle(key);
            m_told.remove(key);
        }
    }
    for (auto it = causes.cbegin(); it != causes.cend(); ++it) {
        m_told.insert(it.key());
        m_messages.keep(it.key(), QStringLiteral("warning"), it->text.arg(QLocale().createSeparatedList(it->circles)), it->sentence,
                        it->actionText, it->action);
    }
}

} // namespace heard
