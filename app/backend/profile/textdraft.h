// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drafts.h"

#include <QObject>
#include <QQmlParserStatus>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** The words of one field while they are written: kept as a draft (Drafts) while they are not what stands. */
class TextDraft
    : public QObject
    , public QQmlParserStatus
{
    Q_OBJECT
    QML_ELEMENT
    Q_INTERFACES(QQmlParserStatus)
    Q_PROPERTY(heard::Drafts *drafts MEMBER m_drafts REQUIRED FINAL)
    /** "about/name", "vault/circle-name" … Fixed once the field is there. */
    Q_PROPERTY(QString place MEMBER m_place REQUIRED FINAL)
    /** The page that the field is on. */
    Q_PROPERTY(QString page MEMBER m_page REQUIRED FINAL)
    /** What is saved; "" for what is written anew. */
    Q_PROPERTY(QString standing READ standing WRITE setStanding NOTIFY changed FINAL)
    Q_PROPERTY(QString words READ words WRITE setWords NOTIFY changed FINAL)
    Q_PROPERTY(bool unsaved READ unsaved NOTIFY changed FINAL)

public:
    using QObject::QObject;

    void classBegin() override {}
    void componentComplete() override;

    [[nodiscard]] QString standing() const { return m_standing; }
    void setStanding(const QString &standing);
    [[nodiscard]] QString words() const { return m_words; }
    void setWords(const QString &words);
    [[nodiscard]] bool unsaved() const { return m_words.trimmed() != m_standing.trimmed(); }

    /** They are saved: no draft any more. */
    Q_INVOKABLE void saved();
    /** What stands is back; Drafts.undo() brings the words back. True when there were other words. */
    Q_INVOKABLE bool putAway();

signals:
    void changed();

private:
    void load();

    Drafts *m_drafts = nullptr;
    QString m_place;
    QString m_page;
    QString m_standing;
    QString m_words;
    bool m_complete = false;
};

} // namespace heard
