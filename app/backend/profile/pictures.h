// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"

#include <QQuickImageProvider>
#include <QString>

namespace heard {

class CurrentCircle;
class PageMaker;

/** Where QML finds the picture in a field of a record: it changes with the bytes, so a new picture is shown at once. */
[[nodiscard]] QString pictureOf(const Id &record, const QString &field, const QByteArray &bytes);

/** Pictures out of the open circle, and of the page that is about to be made; from memory, never through a file. */
class Pictures final : public QQuickImageProvider
{
public:
    Pictures(const CurrentCircle &circle, const PageMaker &pages);
    QImage requestImage(const QString &id, QSize *size, const QSize &requested) override;

private:
    const CurrentCircle &m_circle;
    const PageMaker &m_pages;
};

} // namespace heard
