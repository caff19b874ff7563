// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace heard::test {

/**
 * Looks for one rare word in bytes, in every form in which it may have been written: UTF-8, UTF-16 of both kinds, base64 of both alphabets at the
 * three offsets, hex, URL escapes, and inside zlib streams.
 */
class CanaryFinder
{
public:
    /** At least 12 ASCII letters, which nothing else contains. */
    explicit CanaryFinder(const QByteArray &word);

    /** The name of the form it was found in; empty when it is not there. */
    [[nodiscard]] QString find(QByteArrayView bytes) const;
    /** The same in every file below a folder, in names too: "path: form" each. */
    [[nodiscard]] QStringList findIn(const QString &folder) const;
    /** In all that a running process can read of its own memory; NotAllowed when this machine does not let us look. */
    enum class Memory { Found, Absent, NotAllowed };
    [[nodiscard]] Memory findInMemory(qint64 process) const;

    /** How the word looks in each form, to test the finder itself. */
    struct Form
    {
        QString name;
        QByteArray bytes;
    };
    [[nodiscard]] const QList<Form> &forms() const { return m_forms; }

private:
    [[nodiscard]] QString findPlain(QByteArrayView bytes) const;

    QList<Form> m_forms;
};

} // namespace heard::test
