// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QString>

namespace heard::cli {

/** A bar on standard error while long work runs, when that is a terminal; otherwise nothing. Gone again at the end. */
class Progress
{
public:
    explicit Progress(const QString &what);
    ~Progress();
    Progress(const Progress &) = delete;
    Progress &operator=(const Progress &) = delete;

    /** @p most 0 means that it is not known: then only the count is shown. */
    void show(qint64 done, qint64 most);
    /** The same in kB, with the seconds that are left when they are known (not -1). */
    void showBytes(qint64 done, qint64 most, qint64 secondsLeft);

private:
    [[nodiscard]] bool isDue(bool last);
    void print(const QString &line);

    QString m_what;
    bool m_terminal;
    bool m_shown = false;
    QElapsedTimer m_since;
};

} // namespace heard::cli
