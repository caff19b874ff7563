// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pictures.h"

#include "currentcircle.h"
#include "document/picture.h"
#include "pagemaker.h"

#include <QMutex>
#include <QMutexLocker>
#include <QStringList>
#include <QThreadPool>
#include <memory>

namespace heard {

namespace {

/** Longest side of a picture in the window, where nobody said how large it is to be. */
constexpr int usualSide = 1200;

QImage nothing()
{
    QImage image(1, 1, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    return image;
}

class Response;

/** Between a response, which Qt may throw away at any time, and the work for it on other threads. */
struct Errand
{
    QMutex mutex;
    Response *response = nullptr; ///< null once nobody waits any more
};

class Response final : public QQuickImageResponse
{
public:
    Response() : m_errand(std::make_shared<Errand>()) { m_errand->response = this; }
    ~Response() override
    {
        const QMutexLocker lock(&m_errand->mutex);
        m_errand->response = nullptr;
    }
    Q_DISABLE_COPY_MOVE(Response)

    [[nodiscard]] std::shared_ptr<Errand> errand() const { return m_errand; }
    [[nodiscard]] QQuickTextureFactory *textureFactory() const override { return QQuickTextureFactory::textureFactoryForImage(m_image); }
    [[nodiscard]] QString errorString() const override { return m_problem; }

    /** From any thread: gives @p image, or says why there is none. */
    static void deliver(const std::shared_ptr<Errand> &errand, const QImage &image, const QString &problem)
    {
        const QMutexLocker lock(&errand->mutex);
        Response *response = errand->response;
        if (!response)
            return;
        QMetaObject::invokeMethod(
            response,
            [response, image, problem] {
                response->m_image = image;
                response->m_problem = problem;
                emit response->finished();
            },
            Qt::QueuedConnection);
    }

private:
    std::shared_ptr<Errand> m_errand;
    QImage m_image;
    QString m_problem;
};

void decodeFor(const std::shared_ptr<Errand> &errand, const QByteArray &bytes, const QSize &requested)
{
    const int side = qMax(requested.width(), requested.height());
    // Asked for by one side only, the other may be longer: the shape of a face is at most about two to one.
    const auto decoded = picture::decode(bytes, side > 0 ? 2 * side : usualSide, picture::kept);
    if (!decoded)
        return Response::deliver(errand, {}, decoded.error().message);
    QImage image = *decoded;
    if (requested.width() > 0 && requested.height() > 0)
        image = image.scaled(requested, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    Response::deliver(errand, image, {});
}

} // namespace

QString pictureOf(const Id &record, const QString &field, const QByteArray &bytes)
{
    return QStringLiteral("image://circle/record/%1/%2/%3").arg(record.toHex(), field, QString::number(qHash(bytes, 7), 16));
}

/** Takes bytes and pages out of what lives on the window's thread. */
class Pictures::Desk final : public QObject
{
public:
    Desk(const CurrentCircle &circle, const PageMaker &pages) : m_circle(&circle), m_pages(&pages) {}

    void serve(const std::shared_ptr<Errand> &errand, const QString &id, const QSize &requested) const
    {
        const QStringList parts = id.split(u'/');
        if (parts.size() == 4 && parts.at(0) == QLatin1String("record") && m_circle && m_circle->circle()) {
            const auto record = Id::fromHex(parts.at(1));
            const Record *known = record ? m_circle->circle()->record(*record) : nullptr;
            const Version *shown = known ? known->shown(parts.at(2)) : nullptr;
            if (const QByteArray bytes = shown ? shown->value.toByteArray() : QByteArray(); !bytes.isEmpty()) {
                QThreadPool::globalInstance()->start([errand, bytes, requested] { decodeFor(errand, bytes, requested); });
                return;
            }
        } else if (parts.size() == 3 && parts.at(0) == QLatin1String("page") && m_pages) {
            const QImage page = m_pages->picture(parts.at(1).toInt(), requested.width() > 0 ? requested.width() : 900);
            return Response::deliver(errand, page.isNull() ? nothing() : page, {});
        }
        Response::deliver(errand, nothing(), {});
    }

private:
    QPointer<const CurrentCircle> m_circle;
    QPointer<const PageMaker> m_pages;
};

Pictures::Pictures(const CurrentCircle &circle, const PageMaker &pages) : m_desk(new Desk(circle, pages)) {}

Pictures::~Pictures()
{
    // It may be Qt's thread that lets go of this last.
    m_desk->deleteLater();
}

QQuickImageResponse *Pictures::requestImageResponse(const QString &id, const QSize &requested)
{
    auto response = std::make_unique<Response>();
    QMetaObject::invokeMethod(
        m_desk, [desk = m_desk, errand = response->errand(), id, requested] { desk->serve(errand, id, requested); }, Qt::QueuedConnection);
    return response.release();
}

} // namespace heard
