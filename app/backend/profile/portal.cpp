// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "portal.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusUnixFileDescriptor>
#include <QFile>
#include <QStandardPaths>

namespace heard {

namespace {

const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString desktop = QStringLiteral("/org/freedesktop/portal/desktop");
const QString openUri = QStringLiteral("org.freedesktop.portal.OpenURI");
const QString email = QStringLiteral("org.freedesktop.portal.Email");
const QString request = QStringLiteral("org.freedesktop.portal.Request");

/** Without one, the library would try to start a bus of its own. */
bool hasSessionBus()
{
    if (qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFile::exists(runtime + QStringLiteral("/bus"));
}

/** An open handle of the file; not valid when it cannot be read. */
QDBusUnixFileDescriptor handleOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QDBusUnixFileDescriptor(file.handle()) : QDBusUnixFileDescriptor();
}

} // namespace

void Portal::look()
{
    if (m_looked)
        return;
    m_looked = true;
    if (!hasSessionBus() || !QDBusConnection::sessionBus().isConnected())
        return;
    ask(openUri, m_openUri);
    ask(email, m_email);
}

void Portal::ask(const QString &interface, uint &version)
{
    QDBusMessage get =
        QDBusMessage::createMethodCall(service, desktop, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    get << interface << QStringLiteral("version");
    constexpr int longest = 5000; // it may have to be started first
    ++m_asking;
    auto *reply = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(get, longest), this);
    connect(reply, &QDBusPendingCallWatcher::finished, this, [this, reply, &version] {
        const QDBusPendingReply<QVariant> read = *reply;
        version = read.isError() ? 0 : read.value().toUInt();
        reply->deleteLater();
        if (--m_asking == 0)
            emit found();
    });
}

void Portal::openWith(const QString &file)
{
    const QDBusUnixFileDescriptor handle = handleOf(file);
    if (!handle.isValid()) {
        answer(Answer::Failed);
        return;
    }
    call(openUri, QStringLiteral("OpenFile"), {QString(), QVariant::fromValue(handle)}, {{QStringLiteral("ask"), true}});
}

void Portal::mail(const QStringList &files, const QString &subject)
{
    QList<QDBusUnixFileDescriptor> handles;
    for (const QString &file : files) {
        handles.append(handleOf(file));
        if (!handles.constLast().isValid()) {
            answer(Answer::Failed);
            return;
        }
    }
    qDBusRegisterMetaType<QList<QDBusUnixFileDescriptor>>();
    call(email, QStringLiteral("ComposeEmail"), {QString()},
         {{QStringLiteral("subject"), subject}, {QStringLiteral("attachment_fds"), QVariant::fromValue(handles)}});
}

void Portal::call(const QString &interface, const QString &method, const QVariantList &arguments, QVariantMap options)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    const QString token = QStringLiteral("heard%1").arg(++m_requests);
    // The answer may come before the reply to the call does: its path is known beforehand, and is listened to from now on.
    listen(QStringLiteral("/org/freedesktop/portal/desktop/request/%1/%2").arg(bus.baseService().mid(1).replace(u'.', u'_'), token));
    options.insert(QStringLiteral("handle_token"), token);
    QDBusMessage message = QDBusMessage::createMethodCall(service, desktop, interface, method);
    message.setArguments(arguments + QVariantList{options});
    auto *reply = new QDBusPendingCallWatcher(bus.asyncCall(message), this);
    connect(reply, &QDBusPendingCallWatcher::finished, this, [this, reply] {
        const QDBusPendingReply<QDBusObjectPath> made = *reply;
        reply->deleteLater();
        if (made.isError())
            answer(Answer::Failed);
        else if (!m_request.isEmpty() && made.value().path() != m_request)
            listen(made.value().path()); // portals of old make up a path of their own
    });
}

void Portal::listen(const QString &path)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!m_request.isEmpty())
        bus.disconnect(service, m_request, request, QStringLiteral("Response"), this, SLOT(response(uint, QVariantMap)));
    m_request = path;
    if (!path.isEmpty())
        bus.connect(service, path, request, QStringLiteral("Response"), this, SLOT(response(uint, QVariantMap)));
}

void Portal::response(uint code, const QVariantMap &)
{
    answer(code == 0 ? Answer::Done : code == 1 ? Answer::Cancelled : Answer::Failed);
}

void Portal::answer(Answer answer)
{
    listen({});
    emit answered(answer);
}

} // namespace heard
