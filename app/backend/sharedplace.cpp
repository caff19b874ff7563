// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sharedplace.h"

#include "background.h"
#include "base/filereader.h"

#include <QDir>

namespace heard {

namespace {

constexpr qint64 largestCertificate = 100'000;

/** The same computer, port and name: a password may be used there again. */
bool sameDoor(const WebDavAccess &one, const WebDavAccess &other)
{
    return one.url.scheme() == other.url.scheme() && one.url.host() == other.url.host() && one.url.port(443) == other.url.port(443)
           && one.user == other.user && one.link == other.link && (!one.link || one.url == other.url);
}

Result<QByteArray> readFile(const QString &path)
{
    const auto no = [] {
        return fail(ErrorCode::BadInput, "bad-ca", SharedPlace::tr("This file cannot be read as a certificate. Choose another."));
    };
    const auto bytes = readWholeFile(path, largestCertificate);
    // Whatever the address is: this is about the certificate.
    if (!bytes || !webDavAccess(QStringLiteral("https://127.0.0.1"), {}, {}, *bytes))
        return no();
    return bytes;
}

} // namespace

SharedPlace::SharedPlace(OpenCircles &circles, SyncRunner &runner, QObject *parent) : QObject(parent), m_open(circles), m_runner(runner)
{
    connect(&circles, &OpenCircles::closing, this, &SharedPlace::forget);
}

SharedPlace::~SharedPlace()
{
    if (m_cancel)
        m_cancel->cancel();
}

QString SharedPlace::kind() const
{
    switch (m_kept.kind) {
    case RemoteSettings::Kind::None:
        break;
    case RemoteSettings::Kind::Folder:
        return QStringLiteral("folder");
    case RemoteSettings::Kind::WebDav:
        return QStringLiteral("online");
    }
    return {};
}

QString SharedPlace::address() const
{
    return m_kept.webDav.link ? QString() : m_kept.webDav.url.toString();
}

QString SharedPlace::login() const
{
    return m_kept.webDav.link ? QString() : m_kept.webDav.user;
}

void SharedPlace::begin(const QString &circle)
{
    cancel();
    m_circle = Id::fromHex(circle).value_or(Id{});
    m_untried = {};
    m_works = false;
    m_problem.clear();
    m_advice.clear();
    load();
    emit stateChanged();
}

void SharedPlace::load()
{
    m_kept = {};
    m_name.clear();
    if (m_open.workspace() && !m_circle.isNull()) {
        m_kept = remoteSettings(m_open.workspace()->vault(), m_circle).value_or(RemoteSettings{});
        if (const auto circle = m_open.open(m_circle))
            m_name = (*circle)->overview().name;
    }
    m_ca = m_kept.webDav.ca;
    emit circleChanged();
    emit certificateChanged();
}

void SharedPlace::forget()
{
    begin({});
}

void SharedPlace::tryFolder(const QString &folder)
{
    tryOut({RemoteSettings::Kind::Folder, folder});
}

void SharedPlace::tryFound(const QString &folder)
{
    tryOut({RemoteSettings::Kind::Folder, folder}, Folder::IsMade);
}

void SharedPlace::tryStorage(const QString &address, const QString &login, const QString &password)
{
    auto access = webDavAccess(address, login, password.toUtf8(), m_ca);
    if (!access) {
        m_untried = {};
        say(access.error());
        return;
    }
    if (access->password.isEmpty() && sameDoor(*access, m_kept.webDav))
        access->password = m_kept.webDav.password;
    tryOut({RemoteSettings::Kind::WebDav, {}, *std::move(access)});
}

void SharedPlace::tryOut(const RemoteSettings &settings, Folder folder)
{
    if (m_circle.isNull() || !m_open.workspace() || m_cancel)
        return;
    m_works = false;
    m_untried = {};
    m_problem.clear();
    m_advice.clear();
    m_cancel = std::make_shared<Cancel>();
    emit stateChanged();
    inBackground(
        this,
        [settings, folder, circle = m_circle, cancel = m_cancel] {
            // What cannot be made is told by the trial, in its own words.
            const bool made = folder == Folder::IsMade && !QDir(settings.folder).exists() && QDir().mkdir(settings.folder);
            const Result<> usable = checkRemote(settings, circle, cancel.get());
            if (made && !usable)
                QDir().rmdir(settings.folder);
            return usable;
        },
        [this, settings, cancel = m_cancel](const Result<> &usable) {
            // Another try, or none: this one was cancelled.
            if (cancel != m_cancel)
                return;
            m_cancel.reset();
            if (usable) {
                keep(settings);
                return;
            }
            if (mayComeBack(usable.error().name))
                m_untried = settings;
            say(usable.error());
        });
}

void SharedPlace::cancel()
{
    if (!m_cancel)
        return;
    m_cancel->cancel();
    m_cancel.reset();
    emit stateChanged();
}

void SharedPlace::keepUntried()
{
    if (m_cancel || !canKeep())
        return;
    keep(std::exchange(m_untried, {}));
}

void SharedPlace::keep(const RemoteSettings &settings)
{
    if (!m_open.workspace())
        return;
    if (const auto kept = setRemoteSettings(m_open.workspace()->vault(), m_circle, settings); !kept) {
        say(kept.error());
        return;
    }
    m_works = true;
    m_problem.clear();
    m_advice.clear();
    load();
    emit stateChanged();
    m_open.placeSet(m_circle);
    emit saved(m_circle.toHex());
    m_runner.sync(m_circle);
}

void SharedPlace::readCertificate(const QString &file)
{
    inBackground(
        this, [file] { return readFile(file); },
        [this](const Result<QByteArray> &bytes) {
            if (!bytes) {
                say(bytes.error());
                return;
            }
            m_ca = *bytes;
            m_problem.clear();
            m_advice.clear();
            emit certificateChanged();
            emit stateChanged();
        });
}

void SharedPlace::dropCertificate()
{
    m_ca.clear();
    emit certificateChanged();
}

bool SharedPlace::isLink(const QString &address)
{
    const auto access = webDavAccess(address, {}, {});
    return access && access->link;
}

void SharedPlace::say(const Error &error)
{
    m_works = false;
    m_problem = error.message;
    m_advice = adviceFor(error.name);
    emit stateChanged();
}

QString SharedPlace::adviceFor(const QString &problem)
{
    if (problem == u"remote-login")
        return tr("In Nextcloud, open your settings, then Security. Make an app password there. Use it here with your name.");
    if (problem == u"remote-not-webdav" || problem == u"remote-folder-missing" || problem == u"bad-address")
        return tr("In Nextcloud, open Files, then the settings at the bottom. Copy the WebDAV address. Or paste a public link of a folder.");
    if (problem == u"remote-not-trusted")
        return tr("Does the storage have its own certificate? Then ask who runs it for the file, and choose it below.");
    if (problem == u"remote-forbidden" || problem == u"remote-read-only")
        return tr("The folder must allow writing and removing, for everyone in the circle.");
    if (problem == u"remote-login-kind")
        return tr("Heard can sign in with a name and an app password. Some storages allow that in their settings for apps.");
    if (problem == u"remote-closed" || problem == u"remote-keeps-all")
        return tr("Everyone in the circle must be able to add files there and take their own away.");
    if (problem == u"remote-unreachable" || problem == u"remote-slow")
        return tr("Is this device online? You can also keep it as it is. Heard then tries again by itself.");
    return {};
}

} // namespace heard
