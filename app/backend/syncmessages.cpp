// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "syncmessages.h"

#include <QLocale>
#include <algorithm>
#include <array>

namespace heard {

namespace {

template<size_t N>
bool isOneOf(const QString &name, const std::array<const char *, N> &names)
{
    return std::ranges::any_of(names, [&](const char *one) { return name == QLatin1String(one); });
}

/** To be mended where the storage was set up. */
constexpr std::array setUp{"remote-login",      "remote-forbidden",      "remote-not-trusted", "remote-not-webdav",
                           "remote-redirected", "remote-folder-missing", "remote-too-small",   "damaged-remote"};
/** To be mended at the storage itself. */
constexpr std::array atStorage{"remote-full", "remote-read-only", "remote-refused"};
/** To be read about, and decided. */
constexpr std::array toRead{"remote-emptied", "copied-vault",   "two-histories", "store-went-back",
                            "object-too-new", "remote-too-new", "no-key"};

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
    Cause cause{{row.name}, row.sentence, tr("Try again"), syncAction + row.id.toHex()};
    if (isOneOf(row.problem, setUp)) {
        cause.actionText = row.online ? tr("Check the storage") : tr("Check the folder");
        cause.action = QStringLiteral("place:") + row.id.toHex();
        return cause;
    }
    if (isOneOf(row.problem, toRead)) {
        cause.actionText = tr("See what waits");
        cause.action = QStringLiteral("waiting");
        return cause;
    }
    if (isOneOf(row.problem, atStorage))
        return cause;
    if (row.unreachable && row.waiting > 0 && row.since > 0 && m_runner.now() - row.since > longTime) {
        cause.sentence = tr("Nothing could be sent for more than a day. It is safe on this device. Is the storage still the right one?");
        return cause;
    }
    return std::nullopt;
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
        m_messages.keep(it.key(), QStringLiteral("warning"), tr("Sharing does not work: %1.").arg(QLocale().createSeparatedList(it->circles)),
                        it->sentence, it->actionText, it->action);
    }
}

} // namespace heard
