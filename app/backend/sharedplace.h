// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "injected.h"
#include "opencircles.h"
#include "sync/settings.h"
#include "syncrunner.h"

#include <QtQml/qqmlregistration.h>

namespace heard {

/**
 * Sets up where one circle is shared: a folder, or an online storage. It is tried before it is kept. A password that was kept is never
 * given back, and never sent to another computer than the one it was typed for.
 */
class SharedPlace : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QString circleId READ circleId NOTIFY circleChanged FINAL)
    Q_PROPERTY(QString circleName READ circleName NOTIFY circleChanged FINAL)
    /** "folder", "online", or "" when none is set. */
    Q_PROPERTY(QString kind READ kind NOTIFY circleChanged FINAL)
    Q_PROPERTY(QString folder READ folder NOTIFY circleChanged FINAL)
    Q_PROPERTY(QString host READ host NOTIFY circleChanged FINAL)
    /** Of the online storage; empty for a public link, which is a secret. */
    Q_PROPERTY(QString address READ address NOTIFY circleChanged FINAL)
    Q_PROPERTY(QString login READ login NOTIFY circleChanged FINAL)
    /** True: there is a password that can go on being used at the same address. */
    Q_PROPERTY(bool hasPassword READ hasPassword NOTIFY circleChanged FINAL)
    /** True: a certificate of the storage's own will be trusted too. */
    Q_PROPERTY(bool hasCertificate READ hasCertificate NOTIFY certificateChanged FINAL)

    Q_PROPERTY(bool trying READ trying NOTIFY stateChanged FINAL)
    /** True: the last try went well, and the place is kept. */
    Q_PROPERTY(bool works READ works NOTIFY stateChanged FINAL)
    /** What went wrong; empty: nothing. */
    Q_PROPERTY(QString problem READ problem NOTIFY stateChanged FINAL)
    /** What to do about it, where there is more to say. */
    Q_PROPERTY(QString advice READ advice NOTIFY stateChanged FINAL)
    /** True: it could not be reached, which may be the network's fault. The person may keep it untried. */
    Q_PROPERTY(bool canKeep READ canKeep NOTIFY stateChanged FINAL)

public:
    HEARD_INJECTED(SharedPlace)

    SharedPlace(OpenCircles &circles, SyncRunner &runner, QObject *parent = nullptr);
    ~SharedPlace() override;
    Q_DISABLE_COPY_MOVE(SharedPlace)

    [[nodiscard]] QString circleId() const { return m_circle.isNull() ? QString() : m_circle.toHex(); }
    [[nodiscard]] QString circleName() const { return m_name; }
    [[nodiscard]] QString kind() const;
    [[nodiscard]] QString folder() const { return m_kept.folder; }
    [[nodiscard]] QString host() const { return m_kept.webDav.url.host(); }
    [[nodiscard]] QString address() const;
    [[nodiscard]] QString login() const;
    [[nodiscard]] bool hasPassword() const { return !m_kept.webDav.password.isEmpty(); }
    [[nodiscard]] bool hasCertificate() const { return !m_ca.isEmpty(); }
    [[nodiscard]] bool trying() const { return m_cancel != nullptr; }
    [[nodiscard]] bool works() const { return m_works; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString advice() const { return m_advice; }
    [[nodiscard]] bool canKeep() const { return m_untried.kind != RemoteSettings::Kind::None; }

    /** To be called first: which circle it is about. What was tried before is forgotten. */
    Q_INVOKABLE void begin(const QString &circle);
    Q_INVOKABLE void tryFolder(const QString &folder);
    /** One that was found (FoundPlaces): Heard's own folder in it is made when it is not there. */
    Q_INVOKABLE void tryFound(const QString &folder);
    /** An empty password stands for the one that is kept, at the same computer and with the same name. */
    Q_INVOKABLE void tryStorage(const QString &address, const QString &login, const QString &password);
    /** Ends a try; at once for the person, soon for the thread. */
    Q_INVOKABLE void cancel();
    /** Keeps what could not be reached, to be tried when the network is back. */
    Q_INVOKABLE void keepUntried();
    Q_INVOKABLE void readCertificate(const QString &file);
    Q_INVOKABLE void dropCertificate();
    /** True when the address is a public link: there is no name to be asked for then. */
    Q_INVOKABLE static bool isLink(const QString &address);

signals:
    void circleChanged();
    void certificateChanged();
    void stateChanged();
    void saved(const QString &circle);

private:
    enum class Folder { MustBeThere, IsMade };
    void tryOut(const RemoteSettings &settings, Folder folder = Folder::MustBeThere);
    void keep(const RemoteSettings &settings);
    void load();
    void forget();
    void say(const Error &error);
    [[nodiscard]] static QString adviceFor(const QString &problem);

    OpenCircles &m_open;
    SyncRunner &m_runner;
    Id m_circle;
    QString m_name;
    RemoteSettings m_kept;
    RemoteSettings m_untried; ///< what could not be reached
    QByteArray m_ca;
    std::shared_ptr<Cancel> m_cancel; ///< of the try that runs
    bool m_works = false;
    QString m_problem;
    QString m_advice;
};

} // namespace heard
