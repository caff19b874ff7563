// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"
#include "support/circles.h"

#include <QBuffer>
#include <QImage>

/// HEARD_VERIFY for a call, which is then made once.
#define HEARD_DO(call)                 \
    do {                               \
        const auto heardDone = (call); \
        HEARD_VERIFY(heardDone);       \
    } while (false)

namespace heard::testing {

/** Sam's circle: Mum, who started it, and on demand Mr Lee from school and Sam with a tablet of his own. */
struct SamsCircle
{
    Someone mum;
    std::unique_ptr<Someone> school;
    std::unique_ptr<Someone> sam;
    Circle *atMum = nullptr;
    Circle *atSchool = nullptr;
    Circle *atSam = nullptr;

    [[nodiscard]] bool start()
    {
        if (!startCrypto() || !mum.start(QStringLiteral("Ada"), Role::Parent))
            return false;
        auto circle = mum.workspace->createCircle({.name = QStringLiteral("Sam")});
        if (!circle)
            return false;
        atMum = *circle;
        return true;
    }
    [[nodiscard]] bool addSchool()
    {
        school = std::make_unique<Someone>();
        if (!school->start(QStringLiteral("Mr Lee"), Role::Senco))
            return false;
        atSchool = join(mum, *atMum, *school, Role::Senco);
        return atSchool != nullptr;
    }
    [[nodiscard]] bool addSam()
    {
        sam = std::make_unique<Someone>();
        if (!sam->start(QStringLiteral("Sam"), Role::YoungPerson))
            return false;
        atSam = join(mum, *atMum, *sam, Role::YoungPerson);
        return atSam && (!atSchool || handOver(*atMum, *atSchool));
    }
    /** All that is shared goes round. */
    [[nodiscard]] bool meet()
    {
        for (int round = 0; round < 2; ++round) {
            for (Circle *other : {atSchool, atSam}) {
                if (other && (!handOver(*other, *atMum) || !handOver(*atMum, *other)))
                    return false;
            }
        }
        return true;
    }
    [[nodiscard]] bool reopenMum()
    {
        const Id id = atMum->id();
        if (!mum.reopen())
            return false;
        auto circle = mum.workspace->circle(id);
        atMum = circle ? *circle : nullptr;
        return circle.has_value();
    }
};

/** A statement; a null id when it cannot be. */
inline Id say(Circle &circle, profile::Section section, const QString &text, const Id &saidBy = {})
{
    const auto id = profile::add(circle, {.section = section, .text = text, .saidBy = saidBy});
    if (!id)
        qWarning() << id.error().name << id.error().message;
    return id.value_or(Id{});
}

/** A small picture of one colour, as a file. */
inline QByteArray photoFile(Qt::GlobalColor colour, int side = 200)
{
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

inline QStringList texts(const QList<profile::Statement> &statements)
{
    QStringList list;
    for (const profile::Statement &s : statements)
        list.append(s.text);
    return list;
}

} // namespace heard::testing
