// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/webdav_listing.h"

#include "sync/layout.h"

#include <QUrl>
#include <QXmlStreamReader>

namespace heard {

namespace {

std::unexpected<Error> tooLarge(const QString &detail)
{
    return std::unexpected(listingTooLarge(detail));
}

std::unexpected<Error> unreadable(const QString &detail)
{
    // Not Damaged: nothing of the circle's is; what answers is not, or not now, the storage.
    return fail(ErrorCode::Unreachable, "listing-unreadable",
                coreText("The storage gave an answer that Heard cannot read. Your work is safe. Heard tries again later."), detail, true);
}

} // namespace

class WebDavListing::Private
{
public:
    Private(const QString &which, const Limits &most) : folder(which), limits(most)
    {
        // Entities are refused with the declaration that would bring them (see take()); this only makes sure.
        xml.setEntityExpansionLimit(0);
    }

    Result<> take();
    Result<> endOfElement();

    QString folder;
    Limits limits;
    QXmlStreamReader xml;
    qint64 bytes = 0;
    int depth = 0;
    bool isListing = false;
    bool inHref = false;
    bool whole = false;
    QString href;
    QStringList names;
};

Result<> WebDavListing::Private::take()
{
    while (!xml.atEnd()) {
        switch (xml.readNext()) {
        case QXmlStreamReader::DTD:
        case QXmlStreamReader::EntityReference:
            return unreadable(QStringLiteral("document type"));
        case QXmlStreamReader::StartElement:
            if (++depth > limits.depth)
                return tooLarge(QStringLiteral("depth"));
            if (depth == 1) {
                isListing = xml.namespaceUri() == u"DAV:" && xml.name() == u"multistatus";
                if (!isListing)
                    return unreadable(QStringLiteral("no multistatus"));
            }
            // multistatus / response / href; an href deeper down belongs to a property.
            inHref = depth == 3 && xml.namespaceUri() == u"DAV:" && xml.name() == u"href";
            href.clear();
            break;
        case QXmlStreamReader::Characters:
            if (inHref) {
                href += xml.text();
                if (href.size() > limits.nameLength)
                    return tooLarge(QStringLiteral("name"));
            }
            break;
        case QXmlStreamReader::EndElement:
            HEARD_TRY(endOfElement());
            break;
        case QXmlStreamReader::EndDocument:
            whole = true;
            break;
        default:
            break;
        }
    }
    if (xml.hasError() && xml.error() != QXmlStreamReader::PrematureEndOfDocumentError)
        return unreadable(xml.errorString());
    return {};
}

Result<> WebDavListing::Private::endOfElement()
{
    --depth;
    if (!inHref)
        return {};
    inHref = false;
    const QString name = lastSegment(href.trimmed());
    if (!isObjectName(folder, name))
        return {};
    if (names.size() >= limits.names)
        return tooLarge(QStringLiteral("names"));
    names.append(name);
    return {};
}

WebDavListing::WebDavListing(const QString &folder) : WebDavListing(folder, Limits()) {}

WebDavListing::WebDavListing(const QString &folder, const Limits &limits) : d(std::make_unique<Private>(folder, limits)) {}

WebDavListing::~WebDavListing() = default;

Result<> WebDavListing::add(const QByteArray &bytes)
{
    d->bytes += bytes.size();
    if (d->bytes > d->limits.bytes)
        return tooLarge(QStringLiteral("bytes"));
    d->xml.addData(bytes);
    return d->take();
}

Result<QStringList> WebDavListing::finish()
{
    if (!d->whole || !d->isListing)
        return unreadable(QStringLiteral("not whole"));
    return d->names;
}

Error listingTooLarge(const QString &detail)
{
    return fail(ErrorCode::Damaged, "listing-too-large",
                coreText("The storage lists far more than Heard ever put there. Your work is safe. Ask who runs the storage, or choose another place."),
                detail)
        .error();
}

QString lastSegment(QStringView href)
{
    // Parsed by hand: QUrl would take a path that begins with two slashes for a host.
    qsizetype end = href.size();
    for (const QChar stop : {u'?', u'#'}) {
        if (const qsizetype at = href.indexOf(stop); at >= 0)
            end = std::min(end, at);
    }
    QStringView path = href.first(end);
    while (path.endsWith(u'/'))
        path.chop(1);
    return QUrl::fromPercentEncoding(path.sliced(path.lastIndexOf(u'/') + 1).toUtf8());
}

} // namespace heard
