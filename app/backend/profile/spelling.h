// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "currentcircle.h"
#include "language.h"
#include "preferences.h"
#include "wordlist.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QtQml/qqmlregistration.h>

namespace heard {

/**
 * Which words of a text are not known, in the language of the app: from the word list of the device (WordList), the names of the
 * circle's people, and the words that the person added. Those lie sealed in the vault, as the device's own, with the circle that they
 * were added in: names and words of a family are nobody else's. Nothing here changes a text, and nothing goes over a network.
 */
class Spelling : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(heard::Spelling::State state READ state NOTIFY changed FINAL)
    /** The language whose list is asked, by its own name. */
    Q_PROPERTY(QString languageName READ languageName NOTIFY changed FINAL)
    /** The Debian package that brings the list of this language. */
    Q_PROPERTY(QString package READ package NOTIFY changed FINAL)

public:
    HEARD_INJECTED(Spelling)

    enum State {
        Off,    ///< the person wants no word marked
        Asleep, ///< nobody has written yet, or the list is being read
        None,   ///< there is no word list for the language
        Ready,
    };
    Q_ENUM(State)

    /** @p folders where word lists lie. All others must outlive it. */
    Spelling(OpenCircles &open, CurrentCircle &circle, const Preferences &preferences, const Language &language,
             const QStringList &folders = WordList::usualFolders(), QObject *parent = nullptr);

    [[nodiscard]] State state() const;
    [[nodiscard]] QString languageName() const;
    [[nodiscard]] QString package() const;

    /** Somebody writes: the word list is read, on another thread. changed() follows. */
    void wake();
    /** False for all words until the list is there, and when none shall be marked. */
    [[nodiscard]] bool isStrange(const QString &word) const;
    [[nodiscard]] QStringList suggestions(const QString &word) const;
    /** The person added it. */
    [[nodiscard]] bool isOwn(const QString &word) const;
    /** Keeps a word, so that it is marked no more in this circle. False: it could not be kept, and is known until Heard is locked. */
    bool add(const QString &word);
    /** The person takes a word back that they added. */
    bool forget(const QString &word);

signals:
    /** Other words are known now. */
    void changed();

private:
    [[nodiscard]] QString wanted() const;
    void lookForList();
    void loadOwn();
    bool keepOwn();
    void loadNames();

    OpenCircles &m_open;
    CurrentCircle &m_circle;
    const Preferences &m_preferences;
    const Language &m_language;
    QStringList m_folders;
    QString m_listPath; ///< of the language that is spoken now; "" when there is none
    bool m_awake = false;
    std::shared_ptr<WordList> m_list;
    mutable QHash<QString, bool> m_asked; ///< what the list said
    QSet<QString> m_names;                ///< folded, as are the next
    QSet<QString> m_own;
    bool m_on = true;
};

} // namespace heard
