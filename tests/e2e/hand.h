// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGuiApplication>
#include <QPointer>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTest>
#include <functional>

namespace heard::test {

/**
 * A person's hand on a window: it scrolls to what it wants, taps where that is, and types letter by letter. Taps, and keys that are not
 * letters, are counted; scrolling and typing are not.
 */
class Hand
{
public:
    explicit Hand(QQuickWindow &window) : m_window(window) {}

    [[nodiscard]] int presses() const { return m_presses; }
    void forgetPresses() { m_presses = 0; }
    /** Why the last thing could not be done. */
    [[nodiscard]] const QString &trouble() const { return m_trouble; }

    [[nodiscard]] bool sees(const QString &words) const { return find(textBegins(words)) != nullptr; }
    /** A button, row or choice that begins with these words is there, in sight or further down. */
    [[nodiscard]] bool offered(const QString &words) const { return button(words) != nullptr; }
    /** What stands in the field of this label; nothing when there is none. */
    [[nodiscard]] QString written(const QString &label) const
    {
        const QQuickItem *field = fieldOf(label);
        return field ? field->property("text").toString() : QString();
    }
    [[nodiscard]] bool fieldThere(const QString &label) const { return fieldOf(label) != nullptr; }

    /** Taps on it once it is there. */
    [[nodiscard]] bool tap(const QString &words)
    {
        QQuickItem *item = nullptr;
        if (!QTest::qWaitFor([&] { return (item = button(words)) != nullptr; }, patience))
            return failed(QStringLiteral("there is nothing to tap: ") + words);
        return tapOn(item, words);
    }
    /** Puts the keyboard into a field by a tap, unless it is there already. */
    [[nodiscard]] bool into(const QString &label)
    {
        QQuickItem *field = nullptr;
        if (!QTest::qWaitFor([&] { return (field = fieldOf(label)) != nullptr; }, patience))
            return failed(QStringLiteral("there is no field: ") + label);
        QTest::qWait(settling);
        if (field->hasActiveFocus())
            return true;
        QQuickItem *input = inputOf(field);
        return input && tapOn(input, label);
    }
    [[nodiscard]] bool type(const QString &label, const QString &text)
    {
        if (!into(label))
            return false;
        for (const QChar letter : text)
            QTest::keyClick(&m_window, letter.toLatin1());
        // A field for a passphrase gives it to nobody.
        if (!fieldOf(label)->property("text").isValid())
            return true;
        return written(label).endsWith(text) || failed(label + QStringLiteral(" holds: ") + written(label));
    }
    void key(Qt::Key key)
    {
        ++m_presses;
        QTest::keyClick(&m_window, key);
        QTest::qWait(settling);
    }
    [[nodiscard]] bool until(const std::function<bool()> &seen, const QString &what)
    {
        return QTest::qWaitFor(seen, patience) || failed(QStringLiteral("not seen: ") + what);
    }
    bool failed(const QString &why)
    {
        m_trouble = why;
        return false;
    }

private:
    static constexpr int patience = 30'000; // ms
    static constexpr int settling = 80;     // ms: layouts, and the timer that moves the keyboard
    static constexpr double highestToolTip = 80;

    using Test = std::function<bool(const QQuickItem *)>;

    [[nodiscard]] static Test textBegins(const QString &words)
    {
        return
            [words](const QQuickItem *item) { return item->inherits("QQuickText") && item->property("text").toString().startsWith(words); };
    }
    [[nodiscard]] QQuickItem *find(const Test &matches) const { return findIn(m_window.contentItem(), matches); }
    [[nodiscard]] static QQuickItem *findIn(QQuickItem *item, const Test &matches)
    {
        if (!item->isVisible())
            return nullptr;
        if (matches(item))
            return item;
        // What lies on top is tapped: sheets come last.
        const QList<QQuickItem *> children = item->childItems();
        for (auto child = children.crbegin(); child != children.crend(); ++child) {
            if (QQuickItem *found = findIn(*child, matches))
                return found;
        }
        return nullptr;
    }
    /** The topmost on the page; of several on one page the one that comes first. */
    [[nodiscard]] QQuickItem *button(const QString &words) const
    {
        QQuickItem *first = nullptr;
        double at = 0;
        QQuickItem *sheet = openSheet();
        collect(sheet ? sheet : m_window.contentItem(), [&](QQuickItem *item) {
            if (!item->inherits("QQuickAbstractButton") || !item->isEnabled() || !item->property("text").toString().startsWith(words))
                return;
            const double y = item->mapToScene({}).y();
            if (!first || y < at) {
                first = item;
                at = y;
            }
        });
        return first;
    }
    [[nodiscard]] QQuickItem *fieldOf(const QString &label) const
    {
        QQuickItem *sheet = openSheet();
        return findIn(sheet ? sheet : m_window.contentItem(), [&label](const QQuickItem *item) {
            return item->property("label").toString() == label && item->property("fieldActive").isValid();
        });
    }
    [[nodiscard]] QQuickItem *openSheet() const
    {
        QQuickItem *found = nullptr;
        collect(m_window.contentItem(), [&found](QQuickItem *item) {
            if (item->inherits("QQuickPopupItem") && item->height() > highestToolTip)
                found = item;
        });
        return found;
    }
    static void collect(QQuickItem *item, const std::function<void(QQuickItem *)> &each)
    {
        if (!item->isVisible())
            return;
        each(item);
        const QList<QQuickItem *> children = item->childItems();
        for (QQuickItem *child : children)
            collect(child, each);
    }
    [[nodiscard]] static QQuickItem *inputOf(QQuickItem *field)
    {
        return findIn(field, [](const QQuickItem *item) { return item->inherits("QQuickTextInput") || item->inherits("QQuickTextEdit"); });
    }
    /** Scrolls as a thumb does, until the middle of it lies in every page that scrolls it. */
    static void scrollTo(QQuickItem *item)
    {
        for (QQuickItem *above = item->parentItem(); above; above = above->parentItem()) {
            if (!above->inherits("QQuickFlickable"))
                continue;
            const double top = item->mapToItem(above, QPointF(0, 0)).y();
            const double middle = top + item->height() / 2;
            const double y = above->property("contentY").toDouble();
            if (middle < 8 || middle > above->height() - 8) {
                const double most = std::max(0.0, above->property("contentHeight").toDouble() - above->height());
                above->setProperty("contentY", std::clamp(y + middle - above->height() / 2, 0.0, most));
            }
        }
    }
    [[nodiscard]] bool tapOn(QQuickItem *wanted, const QString &words)
    {
        const QPointer<QQuickItem> item(wanted);
        QTest::qWait(settling);
        if (!item)
            return failed(QStringLiteral("it went away: ") + words);
        // The page may still follow the line that was written last: a hand waits until what it wants stays where it is.
        constexpr int mostLooks = 10;
        for (int look = 0; look < mostLooks && item; ++look) {
            const QPointF before = item->mapToScene({});
            scrollTo(item);
            QTest::qWait(settling);
            if (item && item->mapToScene({}) == before)
                break;
        }
        if (!item)
            return failed(QStringLiteral("it went away: ") + words);
        const QPoint at = item->mapToScene(QPointF(item->width() / 2, item->height() / 2)).toPoint();
        if (!QRect({}, m_window.size()).contains(at))
            return failed(QStringLiteral("out of the window: ") + words);
        ++m_presses;
        QTest::mouseClick(&m_window, Qt::LeftButton, {}, at);
        QTest::qWait(settling);
        return true;
    }

    QQuickWindow &m_window;
    int m_presses = 0;
    QString m_trouble;
};

} // namespace heard::test
