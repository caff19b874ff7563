// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QQuickItem>
#include <QVariantList>

namespace heard::test {

/** What tests ask about a window: the tree that assistive technology sees, and the items that are drawn. */
class Tree : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /** Every accessible thing below a root item that is showing: {name, description, role, actions, focusable, operable, x, y, width, height}. */
    Q_INVOKABLE QVariantList accessible(QQuickItem *root) const;
    /** The same for one item; empty when assistive technology does not see it. */
    Q_INVOKABLE QVariantMap describe(QQuickItem *item) const;
    /** Does what a screen reader does: an action ("Press", "Increase", …) on the accessible thing. False if it is not offered. */
    Q_INVOKABLE bool act(QQuickItem *item, const QString &action) const;
    /** What the text interface of an item gives away. */
    Q_INVOKABLE QString spokenText(QQuickItem *item) const;
    /** The first accessible item with this name and role ("Button" …; "" for any), or null. */
    Q_INVOKABLE QQuickItem *find(QQuickItem *root, const QString &name, const QString &role = {}) const;
    /** Visible texts that are cut: "what: text". */
    Q_INVOKABLE QStringList truncated(QQuickItem *root) const;
    /** Visible items that stick out of the width of the window: "type at x..x: name". */
    Q_INVOKABLE QStringList tooWide(QQuickItem *root) const;
    /** Words that Text had to break inside, because a line was narrower than the word. */
    Q_INVOKABLE QStringList brokenWords(QQuickItem *root) const;
    /** Names of the line icons in the program. */
    Q_INVOKABLE QStringList icons() const;
    /** Text of a file of the program's resources. */
    Q_INVOKABLE QString resource(const QString &path) const;
    /** How many points of an item, drawn alone in its window, differ from the window's colour. */
    Q_INVOKABLE int inkedPixels(QQuickItem *image) const;
};

} // namespace heard::test
