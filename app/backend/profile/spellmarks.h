// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spelling.h"

#include <QObject>
#include <QPointer>
#include <QQmlParserStatus>
#include <QTextDocument>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** A word that is not known: where it begins, and how many letters it has. */
struct SpellMark
{
    Q_GADGET
    QML_VALUE_TYPE(spellMark)
    Q_PROPERTY(int start MEMBER start CONSTANT FINAL)
    Q_PROPERTY(int length MEMBER length CONSTANT FINAL)

public:
    int start = 0;
    int length = 0;
    friend bool operator==(const SpellMark &, const SpellMark &) = default;
};

/**
 * The words of one field that are not known, and what can be done about one of them. The word that is being typed is left in peace
 * until it is done. The text is changed by replace() only.
 */
class SpellMarks
    : public QObject
    , public QQmlParserStatus
{
    Q_OBJECT
    QML_ELEMENT
    Q_INTERFACES(QQmlParserStatus)
    Q_PROPERTY(heard::Spelling *spelling MEMBER m_spelling REQUIRED FINAL)
    /** Of the field: TextEdit.textDocument. Its type is of QtQuick, which the view models' list of types does not know. */
    Q_PROPERTY(QObject *document MEMBER m_quick REQUIRED FINAL)
    Q_PROPERTY(int cursor READ cursor WRITE setCursor NOTIFY cursorChanged FINAL)
    /** The field has the keyboard. */
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged FINAL)
    Q_PROPERTY(QList<heard::SpellMark> marks READ marks NOTIFY marksChanged FINAL)

    /** What ask() was about: "" when no word is there. */
    Q_PROPERTY(QString word READ word NOTIFY asked FINAL)
    Q_PROPERTY(bool strange READ strange NOTIFY asked FINAL)
    /** The person added it. */
    Q_PROPERTY(bool own READ own NOTIFY asked FINAL)
    Q_PROPERTY(QStringList suggestions READ suggestions NOTIFY asked FINAL)

public:
    using QObject::QObject;

    void classBegin() override {}
    void componentComplete() override;

    [[nodiscard]] int cursor() const { return m_cursor; }
    void setCursor(int cursor);
    [[nodiscard]] bool active() const { return m_active; }
    void setActive(bool active);
    [[nodiscard]] QList<SpellMark> marks() const { return m_marks; }
    [[nodiscard]] QString word() const { return m_word; }
    [[nodiscard]] bool strange() const { return m_strange; }
    [[nodiscard]] bool own() const;
    [[nodiscard]] QStringList suggestions() const { return m_suggestions; }

    /** About the word at a place of the text. */
    Q_INVOKABLE void ask(int position);
    /** Puts other letters in the place of the word: one step to undo. Gives the place behind it. */
    Q_INVOKABLE int replace(const QString &by);
    Q_INVOKABLE void add() { m_spelling->add(m_word); }
    Q_INVOKABLE void forget() { m_spelling->forget(m_word); }
    /** Where the next marked word begins, from a place on and round again; -1 when none is marked. */
    Q_INVOKABLE int next(int position) const;

signals:
    void cursorChanged();
    void activeChanged();
    void marksChanged();
    void asked();

private:
    void edited();
    void look();
    void lookSoon();
    [[nodiscard]] WordPlace wordAt(int position) const;

    Spelling *m_spelling = nullptr;
    QObject *m_quick = nullptr;
    QPointer<QTextDocument> m_document;
    QString m_text;
    QList<SpellMark> m_marks;
    QTimer m_soon; ///< a long text is looked through at a pause
    int m_cursor = 0;
    bool m_active = false;
    qsizetype m_typing = -1; ///< where the word begins that is being typed
    qsizetype m_at = 0;
    QString m_word;
    bool m_strange = false;
    QStringList m_suggestions;
};

} // namespace heard
