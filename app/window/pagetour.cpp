// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/pagetour.h"

#include "base/filewriter.h"
#include "language.h"
#include "window/stumbles.h"
#include "window/warnings.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QFont>
#include <QGuiApplication>
#include <QQuickItem>
#include <QVariant>
#include <algorithm>
#include <cstdio>

namespace heard {

namespace {

QString sizeText(const QSize &size)
{
    return QStringLiteral("%1x%2").arg(size.width()).arg(size.height());
}

/** Words as they are seen in the window, without what is clipped away, and what they scroll in. */
struct Laid
{
    QRectF rect;
    QString words;
    const QQuickItem *scrolledBy = nullptr;
};

/** Where the letters are; the item itself may be wider and taller. */
QRectF inkOf(const QQuickItem *item)
{
    const QSizeF ink(item->property("contentWidth").toDouble(), item->property("contentHeight").toDouble());
    const int across = item->property("effectiveHorizontalAlignment").toInt();
    const int down = item->property("verticalAlignment").toInt();
    const double spareX = item->width() - ink.width();
    const double spareY = item->height() - ink.height();
    const double x = across == Qt::AlignRight ? spareX : across == Qt::AlignHCenter ? spareX / 2 : 0;
    const double y = down == Qt::AlignBottom ? spareY : down == Qt::AlignVCenter ? spareY / 2 : 0;
    return item->mapRectToScene(QRectF(QPointF(x, y), ink));
}

void gather(const QQuickItem *item, const QQuickItem *scrolledBy, QList<Laid> &all)
{
    if (!item->isVisible() || item->opacity() == 0)
        return;
    if (item->inherits("QQuickText") && !item->property("text").toString().isEmpty())
        all.append({inkOf(item) & seenPart(item), item->property("text").toString().left(40), scrolledBy});
    const QQuickItem *inside = item->inherits("QQuickFlickable") ? item : scrolledBy;
    for (const QQuickItem *child : item->childItems())
        gather(child, inside, all);
}

/** Words that lie on one another. What scrolls under a bar does so on purpose: only words that move together are compared. */
void lookForHeaps(const QQuickItem *content, QStringList &faults)
{
    QList<Laid> all;
    gather(content, nullptr, all);
    for (qsizetype i = 0; i < all.size(); ++i) {
        for (qsizetype j = i + 1; j < all.size(); ++j) {
            const QRectF shared = all.at(i).rect & all.at(j).rect;
            // Lines are laid a little into each other; letters are not.
            const double least = std::min(all.at(i).rect.height(), all.at(j).rect.height());
            if (all.at(i).scrolledBy == all.at(j).scrolledBy && shared.width() > 3 && shared.height() > least * 0.3)
                faults.append(QStringLiteral("on one another: “%1” and “%2”").arg(all.at(i).words, all.at(j).words));
        }
    }
}

void look(const QQuickItem *item, const QSizeF &window, QStringList &faults)
{
    if (!item->isVisible() || item->opacity() == 0)
        return;
    if (item->inherits("QQuickText")) {
        const QString text = item->property("text").toString();
        const QString shown = text.size() > 40 ? text.left(40) + u'…' : text;
        const double contentWidth = item->property("contentWidth").toDouble();
        const double contentHeight = item->property("contentHeight").toDouble();
        // The last letter of joined writing swings past the place that it counts for.
        const double swing = text.isRightToLeft() ? std::max(1.0, item->property("font").value<QFont>().pixelSize() / 8.0) : 1;
        if (item->property("truncated").toBool())
            faults.append(QStringLiteral("cut short: “%1”").arg(shown));
        else if (!text.isEmpty() && (contentWidth > item->width() + swing || contentHeight > item->height() + 1))
            faults.append(QStringLiteral("runs over its room by %1 × %2: “%3”")
                              .arg(std::max(0.0, contentWidth - item->width()))
                              .arg(std::max(0.0, contentHeight - item->height()))
                              .arg(shown));
        const QRectF rect = seenPart(item);
        if (!rect.isEmpty() && (rect.left() < -1 || rect.right() > window.width() + 1))
            faults.append(QStringLiteral("out of the window: “%1”").arg(shown));
    }
    for (const QQuickItem *child : item->childItems())
        look(child, window, faults);
}

bool waitsForPicture(const QQuickItem *item)
{
    constexpr int loading = 2; // QQuickImageBase::Loading, which is private to Qt
    if (item->inherits("QQuickImageBase") && item->property("status").toInt() == loading)
        return true;
    const QList<QQuickItem *> children = item->childItems();
    return std::any_of(children.cbegin(), children.cend(), waitsForPicture);
}

} // namespace

QStringList PageTour::pages() const
{
    return m_window.property("pageNames").toStringList();
}

bool PageTour::show(const QString &page)
{
    bool shown = false;
    QMetaObject::invokeMethod(&m_window, "showPage", Q_RETURN_ARG(bool, shown), Q_ARG(QString, page));
    settle();
    return shown;
}

void PageTour::resize(const QSize &size)
{
    m_window.resize(size);
    settle();
}

void PageTour::settle()
{
    // Layouts settle over a few turns; lists from folders and pictures come from other threads.
    QElapsedTimer timer;
    timer.start();
    constexpr int longest = 3'000; // ms
    do {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    } while (timer.elapsed() < 60 || (timer.elapsed() < longest && waitsForPicture(m_window.contentItem())));
}

QStringList PageTour::faults() const
{
    QStringList faults;
    look(m_window.contentItem(), m_window.size(), faults);
    lookForHeaps(m_window.contentItem(), faults);
    return faults;
}

int selfTest(QQuickWindow &window, const std::function<void(const QString &)> &setLanguage, const std::function<void(double)> &setTextScale)
{
    PageTour tour(window);
    const QStringList pages = tour.pages();
    if (pages.isEmpty()) {
        fprintf(stderr, "There are no pages.\n");
        return 1;
    }
    int loads = 0;
    int problems = 0;
    const auto report = [&](const QString &where, QStringList wrong) {
        wrong = Warnings::take() + wrong;
        wrong.removeDuplicates();
        for (const QString &sentence : std::as_const(wrong)) {
            ++problems;
            fprintf(stderr, "%s: %s\n", qUtf8Printable(where), qUtf8Printable(sentence));
        }
    };
    // What is wrong must stay wrong: on a busy machine a page may take longer than usual to come to rest.
    const auto wrongAtRest = [&] {
        constexpr int longest = 3'000; // ms
        QElapsedTimer since;
        since.start();
        QStringList wrong = tour.faults() + namesAndSizesMissed(window);
        while (!wrong.isEmpty() && since.elapsed() < longest) {
            tour.settle();
            wrong = tour.faults() + namesAndSizesMissed(window);
        }
        return wrong;
    };
    // The page that one arrives at was never measured before: some layouts stand only after the window was resized.
    tour.settle();
    report(QStringLiteral("at the start"), wrongAtRest());

    const QSize least(320, 640);
    for (const QString &language : {QStringLiteral("en-GB"), Language::testLanguage()}) {
        setLanguage(language);
        for (const double scale : {1.0, 2.0}) {
            setTextScale(scale);
            for (const QSize &size : QList<QSize>{least} + PageTour::usualSizes()) {
                tour.resize(size);
                for (const QString &page : pages) {
                    const bool shown = tour.show(page);
                    ++loads;
                    QStringList wrong = wrongAtRest();
                    if (!shown)
                        wrong.append(QStringLiteral("did not load"));
                    if (window.size() != size)
                        wrong.append(QStringLiteral("the window refused its size"));
                    if (size == least)
                        wrong += keyboardMissed(window);
                    report(QStringLiteral("%1, %2, %3, text %4 %").arg(page, sizeText(size), language).arg(int(scale * 100)), wrong);
                }
            }
        }
    }
    printf("%lld pages, %d times loaded, %d problems\n", static_cast<long long>(pages.size()), loads, problems);
    return problems == 0 ? 0 : 1;
}

int takeScreenshots(QQuickWindow &window, const QString &folder, const QList<QSize> &sizes, const QString &theme, const QString &onlyPage)
{
    if (!makeFolder(folder)) {
        fprintf(stderr, "heard: this folder cannot be made: %s\n", qUtf8Printable(folder));
        return 1;
    }
    PageTour tour(window);
    int written = 0;
    for (const QSize &size : sizes) {
        tour.resize(size);
        const QStringList pages = onlyPage.isEmpty() ? tour.pages() : onlyPage.split(u',');
        for (const QString &page : pages) {
            if (!tour.show(page)) {
                fprintf(stderr, "heard: there is no page \"%s\"\n", qUtf8Printable(page));
                return 1;
            }
            const QString file = QStringLiteral("%1/%2-%3-%4.png").arg(folder, page, sizeText(size), theme);
            QByteArray png;
            QBuffer buffer(&png);
            buffer.open(QIODevice::WriteOnly);
            const bool drawn = window.grabWindow().save(&buffer, "PNG");
            if (const Result<> saved = saveFile(file, png); !drawn || !saved) {
                fprintf(stderr, "heard: this picture could not be written: %s\n", qUtf8Printable(file));
                return 1;
            }
            ++written;
        }
    }
    printf("%d pictures\n", written);
    return 0;
}

} // namespace heard
