// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/keychain.h"

#include <QEventLoop>
#include <QFile>
#include <QTimer>
#include <memory>
#include <qt6keychain/keychain.h>

namespace heard {

namespace {

/** Long enough for a person to answer the platform's own question, short enough not to look dead. */
constexpr int longestWait = 20'000;
constexpr int longestProbe = 2'000;
const QString service = QStringLiteral("Heard");

/**
 * A job that is ours until it misses its time. Then it lives on and deletes itself, since the platform's late answer is still
 * written into it.
 */
template<typename Job>
class Asked
{
public:
    explicit Asked(const QString &name) : m_job(std::make_unique<Job>(service))
    {
        m_job->setKey(name);
        m_job->setAutoDelete(false);
        m_job->setInsecureFallback(false);
    }

    [[nodiscard]] Job *operator->() const { return m_job.get(); }

    /** Runs it in a loop of its own; an error when there is no answer in time. EntryNotFound is the caller's to judge. */
    Result<> answer(int wait = longestWait)
    {
        QEventLoop loop;
        bool finished = false;
        QObject::connect(m_job.get(), &QKeychain::Job::finished, &loop, [&] {
            finished = true;
            loop.quit();
        });
        QTimer::singleShot(wait, &loop, &QEventLoop::quit);
        m_job->start();
        // Some backends answer before start() returns.
        if (!finished)
            loop.exec(QEventLoop::ExcludeUserInputEvents);
        if (!finished) {
            m_job->setAutoDelete(true);
            [[maybe_unused]] const Job *const late = m_job.release();
            return std::unexpected(noKeychain(QStringLiteral("no answer in time")));
        }
        if (m_job->error() != QKeychain::NoError && m_job->error() != QKeychain::EntryNotFound)
            return std::unexpected(noKeychain(m_job->errorString()));
        return {};
    }

private:
    std::unique_ptr<Job> m_job;
};

/** On Linux the keychain is behind the session bus. Looking for one without a bus would start one. */
bool hasBus()
{
#if defined(Q_OS_LINUX) && !defined(Q_OS_ANDROID)
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")
           || QFile::exists(qEnvironmentVariable("XDG_RUNTIME_DIR", QStringLiteral("/nonexistent")) + QStringLiteral("/bus"));
#else
    return true;
#endif
}

} // namespace

Error noKeychain(const QString &detail)
{
    return {ErrorCode::NotFound, QStringLiteral("no-keychain"),
            coreText("This device does not keep the key for Heard. Your work is safe. Open Heard with your passphrase."), detail, false};
}

Error notInKeychain()
{
    return {ErrorCode::NotFound,
            QStringLiteral("not-in-keychain"),
            coreText("This device has lost the key for Heard. Your work is safe. Open Heard with your passphrase."),
            {},
            false};
}

bool QtKeychainStore::available() const
{
    // QKeychain::isAvailable() came with 0.14; the floor is 0.13.
    if (!m_available)
        m_available = hasBus() && Asked<QKeychain::ReadPasswordJob>(QStringLiteral("probe")).answer(longestProbe).has_value();
    return *m_available;
}

Result<SecretBytes> QtKeychainStore::read(const QString &name)
{
    if (!available())
        return std::unexpected(noKeychain());
    Asked<QKeychain::ReadPasswordJob> job(name);
    HEARD_TRY(job.answer());
    if (job->error() == QKeychain::EntryNotFound)
        return std::unexpected(notInKeychain());
    QByteArray secret = job->binaryData();
    return SecretBytes::taking(secret);
}

Result<> QtKeychainStore::write(const QString &name, const SecretBytes &secret)
{
    if (!available())
        return std::unexpected(noKeychain());
    Asked<QKeychain::WritePasswordJob> job(name);
    job->setBinaryData(secret.view().toByteArray());
    HEARD_TRY(job.answer());
    const auto kept = read(name);
    if (!kept || !kept->equals(secret))
        return std::unexpected(noKeychain(QStringLiteral("reported success and kept nothing")));
    return {};
}

Result<> QtKeychainStore::remove(const QString &name)
{
    if (!available())
        return std::unexpected(noKeychain());
    return Asked<QKeychain::DeletePasswordJob>(name).answer();
}

} // namespace heard
