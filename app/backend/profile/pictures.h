// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"

#include <QPointer>
#include <QQuickAsyncImageProvider>
#include <QString>

namespace heard {

class CurrentCircle;
class PageMaker;

/** Where QML finds the picture in a field of a record: it changes with the bytes, so a new picture is shown at once. */
[[nodiscard]] QString pictureOf(const Id &record, const QString &field, const QByteArray &bytes);

/**
 * Pictures out of the open circle, and of the page that is about to be made; from memory, never through a file. What others put into the
 * circle is decoded on a thread of its own, within picture::kept: a picture that is beyond that is an error of its Image, never a window
 * that stands still.
 */
class Pictures final : public QQuickAsyncImageProvider
{
public:
    /** Made on the window's thread, where circle and pages live; either may go before this does. */
    Pictures(const CurrentCircle &circle, const PageMaker &pages);
    ~Pictures() override;
    Q_DISABLE_COPY_MOVE(Pictures)

    /** Called on Qt's own thread for pictures. */
    QQuickImageResponse *requestImageResponse(const QString &id, const QSize &requested) override;

private:
    class Desk;
    Desk *m_desk; ///< on the window's thread
};

} // namespace heard
