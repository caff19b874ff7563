// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <QVariantMap>

namespace heard {

/**
 * What a desktop offers to hand a file on (org.freedesktop.portal.Desktop on the session's D-Bus, flatpak.github.io/xdg-desktop-portal):
 * its list of apps, and the composer of its mail program. Files go by their open handle, never by a copy.
 */
class Portal : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /** Asks once what is there; found() tells. It waits for nobody. */
    void look();
    /** The list of apps, OpenURI of version 3: only from there on can it be asked for. */
    [[nodiscard]] bool canOpenWith() const { return m_openUri >= 3; }
    [[nodiscard]] bool canMail() const { return m_email >= 1; }

    /** Shows the list of apps for this file. The answer comes by answered(). */
    void openWith(const QString &file);
    /** Opens the mail program with these files in a new mail. The answer comes by answered(). */
    void mail(const QStringList &files, const QString &subject);

    enum class Answer { Done, Cancelled, Failed };
    Q_ENUM(Answer)

signals:
    void found();
    void answered(heard::Portal::Answer answer);

private slots:
    void response(uint code, const QVariantMap &results);

private:
    void ask(const QString &interface, uint &version);
    void call(const QString &interface, const QString &method, const QVariantList &arguments, QVariantMap options);
    void listen(const QString &path);
    void answer(Answer answer);

    bool m_looked = false;
    int m_asking = 0;
    uint m_openUri = 0;
    uint m_email = 0;
    QString m_request; ///< path of the request that is waited for; empty when there is none
    int m_requests = 0;
};

} // namespace heard
