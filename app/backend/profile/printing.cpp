// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "printing.h"

#include <QTimer>

namespace heard {

namespace {

/** A printer that has to be woken takes its time; a server that is gone never answers. */
constexpr int longestWait = 20'000;

} // namespace

Printing::Printing(PageMaker &pages, QObject *parent) : QObject(parent), m_pages(pages) {}

Printing::~Printing()
{
    const QList<QProcess *> running = findChildren<QProcess *>();
    for (QProcess *process : running) {
        process->disconnect(this);
        constexpr int moment = 3000;
        if (process->program() == QLatin1String("lp") && process->waitForFinished(moment))
            continue;
        process->kill();
        process->waitForFinished(moment);
    }
}

QVariantList Printing::printers() const
{
    QVariantList list;
    for (const QString &name : m_printers) {
        QString words = name;
        // Names of printers may hold no spaces; people read them with.
        list.append(QVariantMap{{QStringLiteral("value"), name}, {QStringLiteral("text"), words.replace(u'_', u' ')}});
    }
    return list;
}

void Printing::setPrinter(const QString &name)
{
    if (name != m_printer && m_printers.contains(name)) {
        m_printer = name;
        emit changed();
    }
}

void Printing::setCopies(int copies)
{
    copies = qBound(1, copies, 20);
    if (copies != m_copies) {
        m_copies = copies;
        emit changed();
    }
}

void Printing::setColour(bool on)
{
    if (on != m_colour) {
        m_colour = on;
        emit changed();
    }
}

void Printing::setBothSides(bool on)
{
    if (on != m_bothSides) {
        m_bothSides = on;
        emit changed();
    }
}

void Printing::run(const QString &program, const QStringList &arguments, const QByteArray &input,
                   const std::function<void(bool, bool, const QString &)> &ended)
{
    auto *process = new QProcess(this);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    process->setProcessEnvironment(environment);
    process->setStandardErrorFile(QProcess::nullDevice());
    auto *late = new QTimer(process);
    late->setSingleShot(true);
    connect(late, &QTimer::timeout, process, &QProcess::kill);
    connect(process, &QProcess::started, this, [process, input] {
        process->write(input);
        process->closeWriteChannel();
    });
    connect(process, &QProcess::errorOccurred, this, [process, ended](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        process->deleteLater();
        ended(false, false, {});
    });
    connect(process, &QProcess::finished, this, [process, ended](int code, QProcess::ExitStatus status) {
        process->deleteLater();
        ended(true, status == QProcess::NormalExit && code == 0, QString::fromUtf8(process->readAllStandardOutput()));
    });
    process->start(program, arguments);
    late->start(longestWait);
}

void Printing::look()
{
    if (m_busy)
        return;
    m_busy = true;
    m_problem.clear();
    emit changed();
    // -e: also those that are found in the network and not set up yet.
    run(QStringLiteral("lpstat"), {QStringLiteral("-e"), QStringLiteral("-d")}, {}, [this](bool started, bool, const QString &said) {
        m_busy = false;
        listed(said);
        if (!started)
            m_problem = tr("Printing is not set up on this device. Save the page as a PDF, and print it where there is a printer.");
        else if (m_printers.isEmpty())
            m_problem = tr("This device has no printer set up. Save the page as a PDF, and print it where there is one.");
        emit changed();
    });
}

void Printing::listed(const QString &said)
{
    m_printers.clear();
    const QString before = QStringLiteral("system default destination: ");
    QString usual;
    const QStringList lines = said.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (line.startsWith(before))
            usual = line.mid(before.size()).section(u'/', 0, 0).trimmed();
        else if (!line.contains(u' ')) // anything else it says is a sentence
            m_printers.append(line.trimmed());
    }
    if (!m_printers.contains(m_printer))
        m_printer = m_printers.contains(usual) ? usual : m_printers.value(0);
}

void Printing::print()
{
    if (m_busy)
        return;
    if (m_printer.isEmpty()) {
        emit failed(m_problem);
        return;
    }
    const auto made = m_pages.page(profile::Format::Pdf);
    if (!made) {
        emit failed(made.error().message);
        return;
    }
    m_busy = true;
    emit changed();
    // Names of options are those of the Internet Printing Protocol (RFC 8011, PWG 5100.13), which CUPS knows for every printer.
    const bool turned = m_bothSides && made->pages > 1;
    const QStringList options{QStringLiteral("media=A4"),
                              turned ? QStringLiteral("sides=two-sided-long-edge") : QStringLiteral("sides=one-sided"),
                              m_colour ? QStringLiteral("print-color-mode=color") : QStringLiteral("print-color-mode=monochrome")};
    QStringList arguments{QStringLiteral("-d"),   m_printer, QStringLiteral("-n"), QString::number(m_copies), QStringLiteral("-t"),
                          QStringLiteral("Heard")};
    for (const QString &option : options)
        arguments += {QStringLiteral("-o"), option};
    run(QStringLiteral("lp"), arguments + QStringList{QStringLiteral("-")}, made->bytes, [this](bool, bool well, const QString &) {
        m_busy = false;
        emit changed();
        if (well)
            emit printed();
        else
            emit failed(tr("The printer did not take the page. Look if it is on, or save the page as a PDF."));
    });
}

} // namespace heard
