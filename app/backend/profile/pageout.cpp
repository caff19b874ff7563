// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pageout.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QProcess>
#include <QStandardPaths>
#include <QUrl>

namespace heard {

namespace {

/** Path of a program of xdg-utils; empty when it is not installed. */
QString installed(const char *program)
{
    return QStandardPaths::findExecutable(QString::fromLatin1(program));
}

} // namespace

PageOut::PageOut(PageMaker &pages, QObject *parent) : QObject(parent)
{
    connect(&pages, &PageMaker::saved, this, [this](const QStringList &files) {
        m_files = files;
        look();
        emit changed();
    });
    // Another circle, or locked: the name of the last file is nobody's business.
    connect(&pages, &PageMaker::left, this, [this] {
        m_files.clear();
        emit changed();
    });
    connect(&m_portal, &Portal::found, this, &PageOut::changed);
    connect(&m_portal, &Portal::answered, this, [this](Portal::Answer answer) {
        if (answer == Portal::Answer::Done)
            emit done(m_told);
        else if (answer == Portal::Answer::Failed)
            emit failed(tr("No other app took the page. It is safe where you saved it."));
    });
}

QString PageOut::fileName() const
{
    return m_files.isEmpty() ? QString() : QFileInfo(m_files.constFirst()).fileName();
}

QString PageOut::folderName() const
{
    if (m_files.isEmpty())
        return {};
    const QDir folder = QFileInfo(m_files.constFirst()).absoluteDir();
    return folder == QDir::home() ? tr("Home") : folder.dirName().isEmpty() ? folder.path() : folder.dirName();
}

bool PageOut::canMail() const
{
    return m_portal.canMail() || !installed("xdg-email").isEmpty();
}

void PageOut::look()
{
    m_portal.look();
}

bool PageOut::there()
{
    for (const QString &file : std::as_const(m_files)) {
        if (QFileInfo(file).isFile())
            continue;
        emit failed(tr("The file is not there any more. Save the page again."));
        return false;
    }
    return !m_files.isEmpty();
}

void PageOut::start(const QString &program, const QStringList &arguments, const std::function<void(int)> &ended)
{
    // No parent: the app that it starts may be its child, and must outlive this window.
    auto *process = new QProcess;
    process->setStandardInputFile(QProcess::nullDevice());
    process->setStandardOutputFile(QProcess::nullDevice());
    process->setStandardErrorFile(QProcess::nullDevice());
    const QPointer<PageOut> self(this);
    connect(process, &QProcess::finished, process, [process, self, ended](int code, QProcess::ExitStatus status) {
        process->deleteLater();
        if (self)
            ended(status == QProcess::NormalExit ? code : -1);
    });
    connect(process, &QProcess::errorOccurred, process, [process, self, ended](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        process->deleteLater();
        if (self)
            ended(-1);
    });
    process->start(program, arguments);
}

void PageOut::open()
{
    if (!there())
        return;
    const QString file = m_files.constFirst();
    const auto told = [this](bool opened) {
        if (!opened)
            emit failed(tr("No app on this device opened the file. It is safe where you saved it."));
    };
    // QDesktopServices says yes as soon as xdg-open was started; what came of it only xdg-open itself can tell.
    if (const QString program = installed("xdg-open"); !program.isEmpty())
        start(program, {file}, [told](int status) { told(status == 0); });
    else
        told(QDesktopServices::openUrl(QUrl::fromLocalFile(file)));
}

void PageOut::mail()
{
    if (!there())
        return;
    const QString subject = tr("A page from Heard", "subject of a mail, which says nothing about anyone");
    const QString sentence = tr("The page is in a new mail. Look who it goes to before you send it.");
    const QString program = installed("xdg-email");
    if (program.isEmpty()) {
        m_told = sentence;
        m_portal.mail(m_files, subject);
        return;
    }
    QStringList arguments{QStringLiteral("--utf8"), QStringLiteral("--subject"), subject};
    for (const QString &file : std::as_const(m_files))
        arguments += {QStringLiteral("--attach"), file};
    start(program, arguments, [this, sentence](int status) {
        if (status == 0)
            emit done(sentence);
        else
            emit failed(tr("No mail program opened. You can attach the file yourself: it is where you saved it."));
    });
}

void PageOut::share()
{
    if (!there())
        return;
    m_told = tr("The page is in the other app now.");
    m_portal.openWith(m_files.constFirst());
}

} // namespace heard
