// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/stumbles.h"

#include <QAccessible>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QQuickItem>
#include <QSet>
#include <functional>

namespace heard {

namespace {

/** Least width and height of what is pressed (WCAG 2.5.5). */
constexpr double leastTarget = 44;
/** So much of a ring may be cut: two of its three pixels stay, with the gap within. */
constexpr double ringTolerance = 1.5;
/** How long a page may take to bring into view what has the keyboard, in milliseconds. */
constexpr int longestMove = 3'000;
/** More stops than any page has. */
constexpr int mostStops = 400;

QRectF place(const QQuickItem *item)
{
    return item->mapRectToScene({0, 0, item->width(), item->height()});
}

bool operable(QAccessibleInterface *face)
{
    if (face->role() == QAccessible::EditableText)
        return true;
    auto *action = face->actionInterface();
    const QStringList names = action ? action->actionNames() : QStringList();
    return names.contains(QAccessibleActionInterface::pressAction()) || names.contains(QAccessibleActionInterface::toggleAction())
           || names.contains(QAccessibleActionInterface::increaseAction());
}

void visit(QQuickItem *item, const std::function<void(QQuickItem *)> &seen)
{
    if (!item->isVisible())
        return;
    seen(item);
    for (QQuickItem *child : item->childItems())
        visit(child, seen);
}

QString nameOf(QQuickItem *item)
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(item);
    const QString name = face ? face->text(QAccessible::Name) : QString();
    return name.isEmpty() ? QString::fromLatin1(item->metaObject()->className()) : name.left(40);
}

QStringList missedAt(QQuickItem *item, QQuickItem *everything, const QRectF &window)
{
    QStringList missed;
    const QRectF all = place(item);
    const QRectF part = seenPart(item) & window;
    // Of what is taller than its place only a part can be seen; of a long writing the line with the cursor is.
    const bool tall = all.height() > window.height() / 2 || item->inherits("QQuickTextEdit");
    if (part.isEmpty() || (!tall && (part.height() < all.height() - 1 || part.width() < all.width() - 1)))
        missed.append(QStringLiteral("has the keyboard and is not in view: “%1”").arg(nameOf(item)));
    visit(everything, [&](QQuickItem *ring) {
        if (!QByteArray(ring->metaObject()->className()).startsWith("FocusRing_"))
            return;
        const QRectF whole = place(ring);
        const QRectF left = seenPart(ring) & window;
        if (!tall && (left.height() < whole.height() - 2 * ringTolerance || left.width() < whole.width() - 2 * ringTolerance))
            missed.append(QStringLiteral("the mark of the keyboard is cut: “%1”").arg(nameOf(item)));
    });
    return missed;
}

} // namespace

QRectF seenPart(const QQuickItem *item)
{
    QRectF rect = place(item);
    for (const QQuickItem *up = item->parentItem(); up; up = up->parentItem()) {
        if (up->clip())
            rect = rect.intersected(place(up));
    }
    return rect;
}

QStringList namesAndSizesMissed(QQuickWindow &window)
{
    QStringList missed;
    QSet<QString> names;
    bool headed = false;
    // Not from the top of the tree of screen readers: counting it takes Qt 6.4 the square of its size.
    visit(window.contentItem(), [&](QQuickItem *item) {
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(item);
        if (!face)
            return;
        headed = headed || (face->role() == QAccessible::Heading && !face->text(QAccessible::Name).isEmpty());
        if (!operable(face))
            return;
        const QString name = face->text(QAccessible::Name).trimmed();
        const QString shown = name.left(40);
        if (name.isEmpty())
            missed.append(QStringLiteral("has no name: %1").arg(QString::fromLatin1(item->metaObject()->className())));
        const QString key = QString::number(face->role()) + name.toLower();
        if (names.contains(key))
            missed.append(QStringLiteral("two have the same name: “%1”").arg(shown));
        names.insert(key);
        const QRectF rect = place(item);
        if (rect.width() < leastTarget || rect.height() < leastTarget)
            missed.append(QStringLiteral("too small to press, %1 × %2: “%3”").arg(rect.width()).arg(rect.height()).arg(shown));
        if (rect.left() < -1 || rect.right() > window.width() + 1)
            missed.append(QStringLiteral("reaches out of the window: “%1”").arg(shown));
    });
    if (!headed)
        missed.append(QStringLiteral("has no heading"));
    return missed;
}

QStringList keyboardMissed(QQuickWindow &window)
{
    QStringList missed;
    QSet<QQuickItem *> reached;
    const QRectF all({0, 0}, QSizeF(window.size()));
    QQuickItem *item = window.contentItem()->nextItemInFocusChain(true);
    while (item && !reached.contains(item) && reached.size() < mostStops) {
        reached.insert(item);
        item->forceActiveFocus(Qt::TabFocusReason);
        // The page moves a little later, and later still on a busy machine.
        QElapsedTimer sinceThen;
        sinceThen.start();
        QStringList here;
        do {
            QCoreApplication::sendPostedEvents();
            QCoreApplication::processEvents(QEventLoop::AllEvents, 2);
            here = missedAt(item, window.contentItem(), all);
        } while (!here.isEmpty() && sinceThen.elapsed() < longestMove);
        missed += here;
        item = item->nextItemInFocusChain(true);
    }
    return missed;
}

} // namespace heard
