// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pagemaker.h"
#include "portal.h"

#include <functional>

namespace heard {

/**
 * What can be done with a page that was saved: opened, put into a mail, handed to another app. It works with the file that the person
 * saved, makes no copy, and shows only what this device has.
 */
class PageOut : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /** Name of the file; of several the first. Empty: nothing was saved yet. */
    Q_PROPERTY(QString fileName READ fileName NOTIFY changed FINAL)
    /** Where it lies, in words. */
    Q_PROPERTY(QString folderName READ folderName NOTIFY changed FINAL)
    /** How many files it took: of pictures one a page. */
    Q_PROPERTY(int count READ count NOTIFY changed FINAL)
    /** There is a way to put it into a mail. */
    Q_PROPERTY(bool canMail READ canMail NOTIFY changed FINAL)
    /** The desktop has a list of apps to choose from. */
    Q_PROPERTY(bool canShare READ canShare NOTIFY changed FINAL)

public:
    HEARD_INJECTED(PageOut)

    explicit PageOut(PageMaker &pages, QObject *parent = nullptr);

    [[nodiscard]] QString fileName() const;
    [[nodiscard]] QString folderName() const;
    [[nodiscard]] int count() const { return int(m_files.size()); }
    [[nodiscard]] bool canMail() const;
    [[nodiscard]] bool canShare() const { return m_portal.canOpenWith(); }

    /** Looks what this device has; `changed` tells. */
    Q_INVOKABLE void look();
    /** Opens the file in the app that is meant for it. What cannot be done is told by failed(). */
    Q_INVOKABLE void open();
    /** Opens the mail program with the files in a new mail. */
    Q_INVOKABLE void mail();
    /** Shows the desktop's list of apps. */
    Q_INVOKABLE void share();

signals:
    void changed();
    /** It was handed on, as this sentence says. */
    void done(const QString &sentence);
    void failed(const QString &sentence);

private:
    /** False: the file is not there any more, which was told. */
    [[nodiscard]] bool there();
    /** Starts a program of xdg-utils, which comes back when the app has taken the file. @p ended gets its exit status. */
    void start(const QString &program, const QStringList &arguments, const std::function<void(int)> &ended);

    Portal m_portal;
    QStringList m_files;
    QString m_told; ///< what to say when the portal has done it
};

} // namespace heard
