// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/keychain.h"

#include <QEventLoop>
#include <QTimer>
#include <memory>
#include <qt6keychain/keychain.h>

#if defined(Q_OS_LINUX) && !defined(Q_OS_ANDROID)
#include <QScopeGuard>
#include <algorithm>
#include <cstddef>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#endif

namespace heard {

namespace {

/** Long enough for a person to answer the platform's own question, short enough not to look dead. */
constexpr int longestWait = 20'000;
/** For a bus on the same device, which answers in far less than a millisecond. */
[[maybe_unused]] constexpr int longestGreeting = 1'000;
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

#if defined(Q_OS_LINUX) && !defined(Q_OS_ANDROID)
/**
 * Greets the session bus as its specification says (D-Bus specification, "Authentication protocol") and waits a moment for its answer:
 * the library below would wait for ever for a bus that accepts and says nothing.
 */
bool busAnswers(const QByteArray &path, bool isAbstract)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const qsizetype front = isAbstract ? 1 : 0;
    if (path.isEmpty() || path.size() + front >= qsizetype(sizeof address.sun_path))
        return false;
    std::copy(path.cbegin(), path.cend(), address.sun_path + front);
    const int bus = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (bus < 0)
        return false;
    const auto close = qScopeGuard([bus] { ::close(bus); });
    const auto size = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(path.size() + front + (isAbstract ? 0 : 1)));
    if (::connect(bus, reinterpret_cast<const sockaddr *>(&address), size) != 0)
        return false;
    const QByteArray greeting = QByteArray(1, '\0') + "AUTH EXTERNAL " + QByteArray::number(::geteuid()).toHex() + "\r\n";
    if (::send(bus, greeting.constData(), size_t(greeting.size()), MSG_NOSIGNAL) != greeting.size())
        return false;
    pollfd waiting{bus, POLLIN, 0};
    return ::poll(&waiting, 1, longestGreeting) == 1;
}

/** On Linux the keychain is behind the session bus. Looking for one without a bus would start one. */
bool hasBus()
{
    QByteArray address = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    if (address.isEmpty() && qEnvironmentVariableIsSet("XDG_RUNTIME_DIR"))
        address = "unix:path=" + qgetenv("XDG_RUNTIME_DIR") + "/bus";
    const QByteArray first = address.split(';').constFirst();
    for (const QByteArray &part : first.mid(first.indexOf(':') + 1).split(',')) {
        if (part.startsWith("path="))
            return busAnswers(QByteArray::fromPercentEncoding(part.mid(5)), false);
        if (part.startsWith("abstract="))
            return busAnswers(QByteArray::fromPercentEncoding(part.mid(9)), true);
    }
    return false;
}
#else
bool hasBus()
{
    return true;
}
#endif

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
