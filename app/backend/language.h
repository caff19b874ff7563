// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "injected.h"

#include <QObject>
#include <QTranslator>
#include <QtQml/qqmlregistration.h>
#include <memory>

namespace heard {

/** A language the app can speak. */
struct LanguageChoice
{
    Q_GADGET
    QML_VALUE_TYPE(languageChoice)
    Q_PROPERTY(QString code MEMBER code CONSTANT FINAL)
    Q_PROPERTY(QString name MEMBER name CONSTANT FINAL)

public:
    QString code; ///< BCP 47
    QString name; ///< in that language itself
};

/**
 * The language of the window, changed while it runs. Every file `heard_<code>.qm` that was built in is offered.
 * Every person's words stay in the language they were written in.
 */
class Language : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QString current READ current WRITE setCurrent NOTIFY currentChanged FINAL)
    Q_PROPERTY(bool rightToLeft READ rightToLeft NOTIFY currentChanged FINAL)
    Q_PROPERTY(QList<heard::LanguageChoice> choices READ choices CONSTANT FINAL)

public:
    HEARD_INJECTED(Language)

    /** A made-up right-to-left language in Arabic letters, a third longer than English: for tests, and for whoever draws pages. */
    static QString testLanguage() { return QStringLiteral("ar-XB"); }

    /** @p engine is retranslated on a change; null when there is none. */
    explicit Language(QQmlEngine *engine, QObject *parent = nullptr);
    ~Language() override;
    Q_DISABLE_COPY_MOVE(Language)

    [[nodiscard]] QString current() const { return m_current; }
    /** Unknown codes fall back to en-GB. */
    void setCurrent(const QString &code);
    [[nodiscard]] bool rightToLeft() const;
    [[nodiscard]] QList<LanguageChoice> choices() const;
    /** The one of choices() that comes nearest to what the device is set to. */
    [[nodiscard]] QString ofDevice() const;

signals:
    void currentChanged();

private:
    QQmlEngine *m_engine;
    QString m_current;
    QTranslator m_words;
    std::unique_ptr<QTranslator> m_test;
};

} // namespace heard
