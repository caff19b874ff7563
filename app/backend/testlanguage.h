// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace heard {

/**
 * Every sentence in Arabic letters, a third longer, made from the English one while the app runs: what stays in English on the
 * screen was never offered for translation, what is cut has too little room, what is not mirrored shows. Numbers and
 * place markers (%1, %n) stay.
 */
class TestLanguage : public QTranslator
{
    Q_OBJECT

public:
    /** @p english gives the plurals. */
    explicit TestLanguage(const QTranslator &english) : m_english(english) {}
    [[nodiscard]] QString translate(const char *context, const char *source, const char *disambiguation, int n) const override;
    [[nodiscard]] bool isEmpty() const override { return false; }

    [[nodiscard]] static QString disguise(const QString &english);

private:
    const QTranslator &m_english;
};

} // namespace heard
