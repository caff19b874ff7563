// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/support.h"

#include <QBuffer>

namespace heard::testing {

inline QByteArray bytesOf(qsizetype size, quint64 seed)
{
    SeededRandom random(seed);
    QByteArray bytes(size, Qt::Uninitialized);
    random.fill({reinterpret_cast<unsigned char *>(bytes.data()), size_t(size)});
    return bytes;
}

/** A note with a picture; the picture's record, or null. */
inline Id addPicture(Circle &circle, QByteArray bytes)
{
    const Id record = addNote(circle, QStringLiteral("a note with a picture"));
    QBuffer source(&bytes);
    source.open(QIODevice::ReadOnly);
    return circle.addAttachment(record, source, QStringLiteral("image/jpeg"), QStringLiteral("sam.jpg")).value_or(Id{});
}

inline Result<QByteArray> readAll(const Circle &circle, const Attachment &attachment)
{
    QByteArray all;
    HEARD_TRY(circle.readAttachment(attachment, [&](QByteArrayView part) -> Result<> {
        all += part;
        return {};
    }));
    return all;
}

} // namespace heard::testing
