// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tree.h"

#include <QAccessible>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QMetaEnum>
#include <QQuickWindow>
#include <QTextBoundaryFinder>
#include <QTextLayout>

#include <functional>

namespace heard::test {

namespace {

QString roleName(QAccessible::Role role)
{
    const QMetaEnum names = QMetaEnum::fromType<QAccessible::Role>();
    return QString::fromLatin1(names.valueToKey(role));
}

QVariantMap described(QAccessibleInterface *face)
{
    QVariantMap map;
    QStringList actions;
    if (auto *action = face->actionInterface())
        actions = action->actionNames();
    const QRect place = face->rect();
    map.insert(QStringLiteral("name"), face->text(QAccessible::Name));
    map.insert(QStringLiteral("description"), face->text(QAccessible::Description));
    map.insert(QStringLiteral("role"), roleName(face->role()));
    map.insert(QStringLiteral("actions"), actions);
    map.insert(QStringLiteral("focusable"), bool(face->state().focusable));
    map.insert(QStringLiteral("checked"), bool(face->state().checked));
    map.insert(QStringLiteral("operable"),
               actions.contains(QAccessibleActionInterface::pressAction()) || actions.contains(QAccessibleActionInterface::toggleAction())
                   || actions.contains(QAccessibleActionInterface::increaseAction()) || face->role() == QAccessible::EditableText);
    map.insert(QStringLiteral("x"), place.x());
    map.insert(QStringLiteral("y"), place.y());
    map.insert(QStringLiteral("width"), place.width());
    map.insert(QStringLiteral("height"), place.height());
    return map;
}

void walkAccessible(QAccessibleInterface *face, const std::function<void(QAccessibleInterface *)> &visit)
{
    if (!face || face->state().invisible)
        return;
    visit(face);
    for (int i = 0; i < face->childCount(); ++i)
        walkAccessible(face->child(i), visit);
}

void walkItems(QQuickItem *item, const std::function<void(QQuickItem *)> &visit)
{
    if (!item || !item->isVisible())
        return;
    visit(item);
    const auto children = item->childItems();
    for (QQuickItem *child : children)
        walkItems(child, visit);
}

} // namespace

QVariantList Tree::accessible(QQuickItem *root) const
{
    QVariantList found;
    if (!root || !root->window())
        return found;
    walkAccessible(QAccessible::queryAccessibleInterface(root->window()), [&](QAccessibleInterface *face) {
        if (face->role() != QAccessible::Window && face->role() != QAccessible::Application)
            found.append(described(face));
    });
    return found;
}

QVariantMap Tree::describe(QQuickItem *item) const
{
    QAccessibleInterface *face = item ? QAccessible::queryAccessibleInterface(item) : nullptr;
    return face ? described(face) : QVariantMap();
}

bool Tree::act(QQuickItem *item, const QString &action) const
{
    QAccessibleInterface *face = item ? QAccessible::queryAccessibleInterface(item) : nullptr;
    if (!face || !face->actionInterface() || !face->actionInterface()->actionNames().contains(action))
        return false;
    face->actionInterface()->doAction(action);
    return true;
}

QString Tree::spokenText(QQuickItem *item) const
{
    QAccessibleInterface *face = item ? QAccessible::queryAccessibleInterface(item) : nullptr;
    if (!face)
        return {};
    QString all = face->text(QAccessible::Name) + u'|' + face->text(QAccessible::Value) + u'|' + face->text(QAccessible::Description);
    if (auto *text = face->textInterface())
        all += u'|' + text->text(0, text->characterCount());
    return all;
}

QQuickItem *Tree::find(QQuickItem *root, const QString &name, const QString &role) const
{
    QQuickItem *found = nullptr;
    if (!root || !root->window())
        return found;
    walkAccessible(QAccessible::queryAccessibleInterface(root->window()), [&](QAccessibleInterface *face) {
        if (!found && face->text(QAccessible::Name) == name && (role.isEmpty() || roleName(face->role()) == role))
            found = qobject_cast<QQuickItem *>(face->object());
    });
    return found;
}

QStringList Tree::truncated(QQuickItem *root) const
{
    QStringList found;
    walkItems(root, [&](QQuickItem *item) {
        if (!item->inherits("QQuickText"))
            return;
        const QString text = item->property("text").toString();
        if (item->property("truncated").toBool() || item->property("contentWidth").toReal() > item->width() + 1
            || item->property("contentHeight").toReal() > item->height() + 1)
            found.append(QStringLiteral("%1x%2 in %3x%4: %5")
                             .arg(item->property("contentWidth").toReal())
                             .arg(item->property("contentHeight").toReal())
                             .arg(item->width())
                             .arg(item->height())
                             .arg(text));
    });
    return found;
}

QStringList Tree::tooWide(QQuickItem *root) const
{
    QStringList found;
    if (!root || !root->window())
        return found;
    const qreal limit = root->window()->width();
    walkItems(root, [&](QQuickItem *item) {
        if (item->width() <= 0 || item->height() <= 0)
            return;
        // Containers may be wide; what counts is what is drawn or pressed.
        const bool shown = item->inherits("QQuickText") || item->inherits("QQuickImage") || item->inherits("QQuickControl")
                           || item->inherits("QQuickTextInput") || item->inherits("QQuickTextEdit");
        if (!shown)
            return;
        const QRectF place = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
        if (place.left() < -1 || place.right() > limit + 1)
            found.append(QStringLiteral("%1 at %2..%3: %4")
                             .arg(QString::fromLatin1(item->metaObject()->className()))
                             .arg(place.left())
                             .arg(place.right())
                             .arg(item->property("text").toString()));
    });
    return found;
}

QStringList Tree::brokenWords(QQuickItem *root) const
{
    QStringList found;
    walkItems(root, [&](QQuickItem *item) {
        if (!item->inherits("QQuickText"))
            return;
        const QString text = item->property("text").toString();
        QTextLayout layout(text, item->property("font").value<QFont>());
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        layout.beginLayout();
        QTextBoundaryFinder breaks(QTextBoundaryFinder::Line, text);
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(item->width() + 0.5);
            const int end = line.textStart() + line.textLength();
            breaks.setPosition(end);
            if (end < text.size() && !breaks.isAtBoundary())
                found.append(QStringLiteral("%1 px for: %2").arg(item->width()).arg(text));
        }
        layout.endLayout();
    });
    return found;
}

QStringList Tree::icons() const
{
    QStringList names;
    const auto files = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
    for (const QString &file : files)
        names.append(file.chopped(4));
    return names;
}

QString Tree::resource(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

int Tree::inkedPixels(QQuickItem *image) const
{
    if (!image || !image->window())
        return 0;
    const QImage all = image->window()->grabWindow();
    const QRect place = image->mapRectToScene(QRectF(0, 0, image->width(), image->height())).toAlignedRect();
    const QImage part = all.copy(place).convertToFormat(QImage::Format_RGB32);
    const QRgb ground = image->window()->color().rgb();
    int count = 0;
    for (int y = 0; y < part.height(); ++y)
        for (int x = 0; x < part.width(); ++x)
            count += (part.pixel(x, y) | 0xff000000) != ground;
    return count;
}

} // namespace heard::test
