// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "currentcircle.h"
#include "profile/pen.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace heard {

/** One adult's pen profile (SR-045): who they are, what they can and cannot decide. Only they write it. */
class PenProfile : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(heard::CurrentCircle *circle READ circle WRITE setCircle NOTIFY changed REQUIRED FINAL)
    /** Whose. */
    Q_PROPERTY(QString member READ member WRITE setMember NOTIFY changed REQUIRED FINAL)
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)
    Q_PROPERTY(QString roleLabel READ roleLabelText NOTIFY changed FINAL)
    Q_PROPERTY(QString photo READ photo NOTIFY changed FINAL)
    Q_PROPERTY(QString what READ what NOTIFY changed FINAL)
    Q_PROPERTY(QString can READ can NOTIFY changed FINAL)
    Q_PROPERTY(QString cannot READ cannot NOTIFY changed FINAL)
    Q_PROPERTY(QString work READ work NOTIFY changed FINAL)
    Q_PROPERTY(bool mine READ mine NOTIFY changed FINAL)
    Q_PROPERTY(bool empty READ empty NOTIFY changed FINAL)
    /** They were taken out of the circle. */
    Q_PROPERTY(bool removed READ removed NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)

public:
    using QObject::QObject;

    [[nodiscard]] CurrentCircle *circle() const { return m_circle; }
    void setCircle(CurrentCircle *circle);
    [[nodiscard]] QString member() const { return m_member; }
    void setMember(const QString &member);
    [[nodiscard]] QString name() const { return m_pen.name; }
    [[nodiscard]] QString roleLabelText() const { return m_pen.role; }
    [[nodiscard]] QString photo() const;
    [[nodiscard]] QString what() const { return m_pen.what; }
    [[nodiscard]] QString can() const { return m_pen.can; }
    [[nodiscard]] QString cannot() const { return m_pen.cannot; }
    [[nodiscard]] QString work() const { return m_pen.work; }
    [[nodiscard]] bool mine() const;
    [[nodiscard]] bool removed() const;
    [[nodiscard]] bool empty() const { return m_pen.isEmpty(); }
    [[nodiscard]] QString problem() const { return m_problem; }

    /** Saves all four at once. */
    Q_INVOKABLE bool save(const QString &what, const QString &can, const QString &cannot, const QString &work);

signals:
    void changed();

private:
    void load();

    CurrentCircle *m_circle = nullptr;
    QString m_member;
    profile::Pen m_pen;
    QString m_problem;
};

} // namespace heard
