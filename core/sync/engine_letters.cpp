// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine_run.h"
#include "sync/object.h"

#include <algorithm>

namespace heard {

namespace {

/** Sizes a letter can have; what is larger is not one. */
constexpr qsizetype largestLetter = 100'000;
constexpr int mostLettersPerRun = 2'000;

} // namespace

void SyncRun::readLetters(bool again)
{
    const Result<QStringList> names = m_remote.list(QStringLiteral("m"));
    if (!names) {
        remoteFailed(names.error());
        return;
    }
    LetterCursor cursor = LetterCursor::decoded(m_cursors.value(LetterCursor::name(m_where)));
    // A letter can come before the changes that say its sender may write it: then it is worth another look.
    if (again && cursor.held != heldCommits())
        cursor.tried.clear();
    QSet<QString> tried(cursor.tried.cbegin(), cursor.tried.cend());
    QStringList still;
    std::copy_if(names->cbegin(), names->cend(), std::back_inserter(still), [&](const QString &name) { return tried.contains(name); });
    bool opened = false;
    int left = mostLettersPerRun;
    for (const QString &name : *names) {
        if (tried.contains(name))
            continue;
        if (stopped() || left-- == 0)
            break;
        const Result<QByteArray> letter = m_remote.get(QStringLiteral("m/") + name, largestLetter);
        if (!letter && letter.error().code == ErrorCode::Unreachable) {
            remoteFailed(letter.error());
            break;
        }
        if (!letter && letter.error().code != ErrorCode::Damaged) {
            // Not to be taken for one that was tried: it may be the one that lets this device in.
            if (letter.error().code != ErrorCode::NotFound)
                remoteFailed(letter.error());
            continue;
        }
        const Result<QByteArray> sealed = letter ? unpackLetter(*letter) : std::unexpected(letter.error());
        if (letter && !sealed)
            continue; // garbled on its way, perhaps: it is read again
        if (sealed) {
            const Result<bool> forMe = m_port.openLetter(*sealed);
            if (!forMe) {
                broken(forMe.error());
                return;
            }
            opened = opened || *forMe;
        }
        still.append(name);
    }
    cursor.tried = still;
    cursor.held = heldCommits();
    SyncUpdate update;
    if (const QByteArray value = cursor.encoded(); m_cursors.value(LetterCursor::name(m_where)) != value)
        update.notes.append({ItemKind::Cursor, LetterCursor::name(m_where), value});
    if (keep(update) && opened)
        (void)refresh();
}

void SyncRun::pushLetters()
{
    const auto letters = m_port.letters();
    if (!letters) {
        broken(letters.error());
        return;
    }
    for (const Letter &letter : *letters) {
        if (stopped())
            return;
        step(SyncProgress::Step::Sending);
        SyncUpdate then;
        then.lettersSent.append(letter.name);
        const QString path = QStringLiteral("m/") + Id::random(m_random).toHex();
        if (const auto done = put(path, packLetter(letter.sealed), {}, then); !done) {
            // Without its letter a new key would leave others outside: nothing goes before it.
            m_noPush = true;
            if (!m_broken)
                remoteFailed(done.error());
            return;
        }
    }
}

} // namespace heard
