// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QObject>
#include <QStringList>
#include <QtQml/qqmlregistration.h>
#include <memory>

struct _HyphenDict;

namespace heard {

/**
 * Where a long word may be divided, by the patterns of its language as Debian's hyphen-… packages install them (libhyphen). Only for
 * what is drawn: what is read aloud, copied or kept stays as it was written.
 */
class Hyphens : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    explicit Hyphens(QObject *parent = nullptr);
    ~Hyphens() override;
    Q_DISABLE_COPY_MOVE(Hyphens)

    /**
     * The text with soft hyphens in those words that are wider than a line of @p width pixels; the same text when there are none, or no
     * patterns for the language of the app (QLocale()).
     */
    Q_INVOKABLE QString fitted(const QString &text, const QFont &font, double width);
    /** A word with soft hyphens wherever it may be divided. */
    [[nodiscard]] QString divided(const QString &word);

private:
    struct Free
    {
        void operator()(_HyphenDict *patterns) const;
    };
    /** Null when there are none for the language. */
    [[nodiscard]] _HyphenDict *patterns();

    QString m_language; ///< whose patterns were looked for last
    std::unique_ptr<_HyphenDict, Free> m_patterns;
};

} // namespace heard
