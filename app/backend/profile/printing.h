// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pagemaker.h"

#include <QProcess>

namespace heard {

/**
 * The page on paper: the printers of this device, how it is to be printed, and the way there. Through the programs of CUPS (lpstat, lp), as
 * Qt's own printing would bring all of Qt Widgets with it. The page goes to lp on its standard input, so that it lies in no file of ours, and
 * the job's name says nothing.
 */
class Printing : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /** Printers as {value, text}. */
    Q_PROPERTY(QVariantList printers READ printers NOTIFY changed FINAL)
    /** Name of the one that prints; empty when there is none. */
    Q_PROPERTY(QString printer READ printer WRITE setPrinter NOTIFY changed FINAL)
    /** 1 to 20. */
    Q_PROPERTY(int copies READ copies WRITE setCopies NOTIFY changed FINAL)
    Q_PROPERTY(bool colour READ colour WRITE setColour NOTIFY changed FINAL)
    Q_PROPERTY(bool bothSides READ bothSides WRITE setBothSides NOTIFY changed FINAL)
    /** The printers are being looked for, or the page is on its way to one. */
    Q_PROPERTY(bool busy READ busy NOTIFY changed FINAL)
    /** Why nothing can be printed, in plain words; empty when there is a printer, or while they are looked for. */
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)

public:
    HEARD_INJECTED(Printing)

    explicit Printing(PageMaker &pages, QObject *parent = nullptr);
    Printing(const Printing &) = delete;
    Printing &operator=(const Printing &) = delete;
    /** Gives a page that is on its way a moment to arrive; nobody waits for a list of printers any more. */
    ~Printing() override;

    [[nodiscard]] QVariantList printers() const;
    [[nodiscard]] QString printer() const { return m_printer; }
    void setPrinter(const QString &name);
    [[nodiscard]] int copies() const { return m_copies; }
    void setCopies(int copies);
    [[nodiscard]] bool colour() const { return m_colour; }
    void setColour(bool on);
    [[nodiscard]] bool bothSides() const { return m_bothSides; }
    void setBothSides(bool on);
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString problem() const { return m_problem; }

    /** Asks which printers there are. */
    Q_INVOKABLE void look();
    /** Prints the page that is chosen. The answer comes by printed() or failed(). */
    Q_INVOKABLE void print();

signals:
    void changed();
    void printed();
    void failed(const QString &sentence);

private:
    /** Runs a program of CUPS with English answers; @p ended gets whether it went well, and what it said. */
    void run(const QString &program, const QStringList &arguments, const QByteArray &input,
             const std::function<void(bool started, bool well, const QString &said)> &ended);
    void listed(const QString &said);

    PageMaker &m_pages;
    QStringList m_printers;
    QString m_printer;
    int m_copies = 1;
    bool m_colour = true;
    bool m_bothSides = false;
    bool m_busy = false;
    QString m_problem;
};

} // namespace heard
