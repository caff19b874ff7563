// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/webdav_listing.h"

#include "base/text.h"
#include "sync/layout.h"

#include <QXmlStreamReader>
#include <algorithm>

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

/** The decoded segments of the path of an href, which is an absolute path or a whole URL (RFC 4918 section 8.3). */
QStringList segmentsOf(QStringView href)
{
    // Parsed by hand: QUrl would take a path that begins with two slashes for a host.
    qsizetype end = href.size();
    for (const QChar stop : {u'?', u'#'}) {
        if (const qsizetype at = href.indexOf(stop); at >= 0)
            end = std::min(end, at);
    }
    QStringView path = href.first(end);
    if (const qsizetype at = path.indexOf(u"://"); at > 0 && !path.first(at).contains(u'/')) {
        const qsizetype slash = path.indexOf(u'/', at + 3);
        path = slash < 0 ? QStringView() : path.sliced(slash);
    }
    QStringList segments;
    for (const QStringView part : path.tokenize(u'/', Qt::SkipEmptyParts))
        segments.append(QUrl::fromPercentEncoding(part.toUtf8()).normalized(QString::NormalizationForm_C));
    return segments;
}

} // namespace

class WebDavListing::Private
{
public:
    Private(const QString &which, const QUrl &collection, const Limits &most)
        : folder(which)
        , where(segmentsOf(collection.path(QUrl::FullyEncoded)))
        , limits(most)
    {
        // Entities are refused with the declaration that would bring them (see take()); this only makes sure.
        xml.setEntityExpansionLimit(0);
    }

    Result<> take();
    Result<> endOfElement();

    QString folder;
    QStringList where; ///< the collection's own path
    Limits limits;
    QXmlStreamReader xml;
    qint64 bytes = 0;
    int depth = 0;
    bool isListing = false;
    bool inHref = false;
    bool whole = false;
    bool aboutUs = false; ///< something in it was the collection or lies in it
    QString href;
    qsizetype entries = 0;
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
        return unreadable(boundedText(xml.errorString(), 200)); // it names what the storage sent
    return {};
}

Result<> WebDavListing::Private::endOfElement()
{
    --depth;
    if (!inHref)
        return {};
    inHref = false;
    const QStringList segments = segmentsOf(href.trimmed());
    const auto same = [](const QString &a, const QString &b) { return a.compare(b, Qt::CaseInsensitive) == 0; };
    const bool inside = segments.size() >= where.size() && std::equal(where.cbegin(), where.cend(), segments.cbegin(), same);
    const bool itself = inside && segments.size() == where.size();
    const bool child = inside && segments.size() == where.size() + 1;
    aboutUs = aboutUs || itself || child;
    if (!itself && ++entries > limits.names)
        return tooLarge(QStringLiteral("names"));
    if (child && isObjectName(folder, segments.constLast()))
        names.append(segments.constLast());
    return {};
}

WebDavListing::WebDavListing(const QString &folder, const QUrl &collection) : WebDavListing(folder, collection, Limits()) {}

WebDavListing::WebDavListing(const QString &folder, const QUrl &collection, const Limits &limits)
    : d(std::make_unique<Private>(folder, collection, limits))
{}

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
    // The collection is always in its own listing (RFC 4918 section 9.1); to take another's for ours would look as if all were gone.
    if (!d->aboutUs)
        return unreadable(QStringLiteral("another folder"));
    return d->names;
}

Error listingTooLarge(const QString &detail)
{
    return fail(ErrorCode::Damaged, "listing-too-large",
                coreText("The storage lists far more than Heard ever put there. Your work is safe. Ask who runs the storage, or choose another place."),
                detail)
        .error();
}

} // namespace heard
