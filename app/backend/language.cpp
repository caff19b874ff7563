// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "language.h"

#include "testlanguage.h"

#include <QCoreApplication>
#include <QDir>
#include <QGuiApplication>
#include <QLocale>

namespace heard {

namespace {

QString english()
{
    return QStringLiteral("en-GB");
}

QString fileOf(const QString &code)
{
    return QStringLiteral(":/i18n/heard_%1.qm").arg(QString(code).replace(u'-', u'_'));
}

} // namespace

Language::Language(QQmlEngine *engine, QObject *parent) : QObject(parent), m_engine(engine) {}

Language::~Language()
{
    QCoreApplication::removeTranslator(&m_words);
    if (m_test)
        QCoreApplication::removeTranslator(m_test.get());
}

void Language::setCurrent(const QString &code)
{
    const bool test = code == testLanguage();
    const QString known = test || QFile::exists(fileOf(code)) ? code : english();
    if (known == m_current)
        return;
    m_current = known;

    QCoreApplication::removeTranslator(&m_words);
    if (m_test)
        QCoreApplication::removeTranslator(m_test.get());
    m_test.reset();
    if (!m_words.load(fileOf(test ? english() : known)))
        qWarning("The words of a language could not be read.");
    QCoreApplication::installTranslator(&m_words);
    if (test) {
        m_test = std::make_unique<TestLanguage>(m_words);
        QCoreApplication::installTranslator(m_test.get());
    }
    // The test language keeps English dates and digits: only its direction and its letters are under test.
    const QLocale locale(test ? english() : known);
    QLocale::setDefault(locale);
    QGuiApplication::setLayoutDirection(rightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    if (m_engine)
        m_engine->retranslate();
    emit currentChanged();
}

bool Language::rightToLeft() const
{
    return m_current == testLanguage() || QLocale(m_current).textDirection() == Qt::RightToLeft;
}

QList<LanguageChoice> Language::choices() const
{
    QList<LanguageChoice> found;
    const QStringList files = QDir(QStringLiteral(":/i18n")).entryList({QStringLiteral("heard_*.qm")}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        const QString code = file.mid(6).chopped(3).replace(u'_', u'-');
        const QLocale locale(code);
        // British English names itself so; "English (United Kingdom)" is a computer's way to say it.
        const QString name = code == english() ? QStringLiteral("English") : locale.nativeLanguageName();
        found.append({code, name});
    }
    return found;
}

QString Language::ofDevice() const
{
    const QList<LanguageChoice> offered = choices();
    for (const QString &wanted : QLocale::system().uiLanguages()) {
        for (const LanguageChoice &choice : offered) {
            if (choice.code == wanted || choice.code.section(u'-', 0, 0) == wanted.section(u'-', 0, 0))
                return choice.code;
        }
    }
    return english();
}

} // namespace heard
