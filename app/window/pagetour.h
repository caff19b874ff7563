// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QQuickWindow>
#include <QSize>
#include <QStringList>
#include <functional>

namespace heard {

/** Goes through every page of the registry in the window, as tests and pictures need it. */
class PageTour
{
public:
    /** @p window is the root of qml/pages/shell/Main.qml. */
    explicit PageTour(QQuickWindow &window) : m_window(window) {}

    [[nodiscard]] static QList<QSize> usualSizes() { return {{360, 640}, {800, 1280}, {1440, 900}}; }
    [[nodiscard]] QStringList pages() const;
    /** Shows a page and waits until it stands still. False when there is no such page. */
    [[nodiscard]] bool show(const QString &page);
    void resize(const QSize &size);
    void settle();

    /** What is wrong with the words on the screen: cut, running over, or out of the window. One sentence each. */
    [[nodiscard]] QStringList faults() const;

private:
    QQuickWindow &m_window;
};

/**
 * Loads every page at each size, in English and right-to-left, at 100 % and 200 % text, and looks for words that are cut and for all
 * that someone who listens or uses the keyboard would stumble over (stumbles.h). Prints; gives the exit status.
 */
[[nodiscard]] int selfTest(QQuickWindow &window, const std::function<void(const QString &language)> &setLanguage,
                           const std::function<void(double scale)> &setTextScale);

/** Writes `page-360x640-light.png` … into the folder. Prints; gives the exit status. */
[[nodiscard]] int takeScreenshots(QQuickWindow &window, const QString &folder, const QList<QSize> &sizes, const QString &theme,
                                  const QString &onlyPage);

} // namespace heard
