// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "currentcircle.h"
#include "profile/profile.h"

#include <QObject>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>
#include <functional>

namespace heard {

/**
 * The profile of the chosen circle: facts about the young person, and every change a person can make to it.
 * Each change is durable when its call returns true (or an id). When it returns false or "", `problem` says why, in plain words,
 * and nothing was changed.
 */
class Profile : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)
    Q_PROPERTY(QString photo READ photo NOTIFY changed FINAL)
    Q_PROPERTY(QString communicate READ communicate NOTIFY changed FINAL)
    Q_PROPERTY(QString yes READ yes NOTIFY changed FINAL)
    Q_PROPERTY(QString no READ no NOTIFY changed FINAL)
    Q_PROPERTY(QString stop READ stop NOTIFY changed FINAL)
    Q_PROPERTY(QString pain READ pain NOTIFY changed FINAL)
    /** No line in it yet. */
    Q_PROPERTY(bool empty READ empty NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)

public:
    HEARD_INJECTED(Profile)

    explicit Profile(CurrentCircle &circle, QObject *parent = nullptr);

    [[nodiscard]] QString name() const { return m_about.name; }
    [[nodiscard]] QString photo() const;
    [[nodiscard]] QString communicate() const { return m_about.communicate; }
    [[nodiscard]] QString yes() const { return m_about.yes; }
    [[nodiscard]] QString no() const { return m_about.no; }
    [[nodiscard]] QString stop() const { return m_about.stop; }
    [[nodiscard]] QString pain() const { return m_about.pain; }
    [[nodiscard]] bool empty() const { return m_empty; }
    [[nodiscard]] QString problem() const { return m_problem; }

    /** @p saidBy a value of speakers(), or a name when it is not one. Gives the new line's id. */
    Q_INVOKABLE QString add(const QString &section, const QString &text, const QString &saidBy, const QString &symbol, bool mustKnow,
                            bool onlyMe);
    Q_INVOKABLE bool setText(const QString &line, const QString &text);
    /**
     * Text, symbol and the must-know mark in one save. The last three are what the person had before them when they began: only
     * what they changed is written, and words that came meanwhile stay beside theirs.
     */
    Q_INVOKABLE bool change(const QString &line, const QString &text, const QString &symbol, bool mustKnow, const QString &sawText,
                            const QString &sawSymbol, bool sawMustKnow);
    Q_INVOKABLE bool setPhoto(const QString &line, const QString &path);
    Q_INVOKABLE bool takePhotoAway(const QString &line);
    Q_INVOKABLE bool setSection(const QString &line, const QString &section);
    Q_INVOKABLE bool moveTo(const QString &line, int position);
    Q_INVOKABLE bool remove(const QString &line);
    Q_INVOKABLE bool bringBack(const QString &line);
    /** What was changed last without a Save is as it was: a photo, the block of a line, its place. False when there is nothing to take back. */
    Q_INVOKABLE bool takeBack();
    /** Gives the id under which everyone reads it. */
    Q_INVOKABLE QString shareWithEveryone(const QString &line);
    /** Only I can read it from now on. Gives its new id; "" when it can't be. */
    Q_INVOKABLE QString keepToMyself(const QString &line);
    /** @p saidBy as for add(). A line that says it right takes the wrong one's place; gives its id, "" when it can't be. */
    Q_INVOKABLE QString correctVoice(const QString &line, const QString &saidBy);
    /** @p field "name", "communicate", "yes", "no", "stop" or "pain". */
    Q_INVOKABLE bool setAbout(const QString &field, const QString &text);
    Q_INVOKABLE bool setAboutPhoto(const QString &path);
    Q_INVOKABLE bool takeAboutPhotoAway();

    /** Who can have said a line: {value, text}, me first; the young person always among them. */
    Q_INVOKABLE QVariantList speakers() const;
    /** Blocks as {value, text}. */
    Q_INVOKABLE QVariantList sections() const;
    /** Beginnings for an empty block: {question, beginning}. */
    Q_INVOKABLE QVariantList starters(const QString &section) const;
    Q_INVOKABLE QString hint(const QString &typed) const;
    /** What a line said before: {what, text, who, when, standing}, oldest first. */
    Q_INVOKABLE QVariantList history(const QString &line);
    Q_INVOKABLE void forgetProblem();

signals:
    void changed();
    void problemChanged();

private:
    void load();
    [[nodiscard]] bool ready();
    bool done(const Result<> &result);
    [[nodiscard]] QString moved(const Result<Id> &line);
    [[nodiscard]] bool edited(const QString &line, const profile::Edit &edit);
    /** Where a line stands in its block, from 0. */
    [[nodiscard]] qsizetype placeOf(const profile::Statement &line) const;
    [[nodiscard]] bool changePhoto(const QString &line, const QByteArray &photo);
    [[nodiscard]] bool changeAboutPhoto(const QByteArray &photo);

    CurrentCircle &m_circle;
    profile::About m_about;
    bool m_empty = true;
    QString m_problem;
    std::function<bool()> m_takeBack; ///< of the chosen circle
};

/** The bytes of a file that should be a photo; BadInput when it is too big or cannot be read. */
[[nodiscard]] Result<QByteArray> readPhoto(const QString &path);

} // namespace heard
