// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagemaker.h"

#include "document/writers.h"
#include "profile/pen.h"

#include <QTextDocumentFragment>

namespace heard {

PageMaker::PageMaker(CurrentCircle &circle, QObject *parent) : QObject(parent), m_circle(circle)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &PageMaker::preview);
    connect(&circle, &CurrentCircle::chosen, this, [this] {
        m_layout = profile::Layout::OnePage;
        m_options = {};
        m_document = {};
        m_pages = 0;
        emit left();
        emit chosen();
        emit made();
    });
    connect(&circle, &CurrentCircle::changed, this, [this] {
        // Only a preview that somebody looks at is worth its time.
        if (m_pages > 0)
            m_soon.start();
    });
}

void PageMaker::choose()
{
    emit chosen();
    m_soon.start();
}

void PageMaker::setLayout(const QString &name)
{
    const auto layout = profile::layoutFromName(name);
    if (layout && *layout != m_layout) {
        m_layout = *layout;
        choose();
    }
}

void PageMaker::setFormat(const QString &name)
{
    const auto format = profile::formatFromName(name);
    if (format && *format != m_format) {
        m_format = *format;
        emit chosen();
        emit named();
    }
}

void PageMaker::setVersion(const QString &id)
{
    const Id version = Id::fromHex(id).value_or(Id{});
    if (version != m_options.version) {
        m_options.version = version;
        choose();
    }
}

void PageMaker::setMember(const QString &id)
{
    const Id member = Id::fromHex(id).value_or(Id{});
    if (member != m_options.member) {
        m_options.member = member;
        choose();
    }
}

void PageMaker::setForWhom(const QString &text)
{
    if (text != m_options.forWhom) {
        m_options.forWhom = text;
        choose();
    }
}

void PageMaker::setWhoSaid(bool on)
{
    if (on != m_options.whoSaid) {
        m_options.whoSaid = on;
        choose();
    }
}

void PageMaker::setSymbols(bool on)
{
    if (on != m_options.symbols) {
        m_options.symbols = on;
        choose();
    }
}

QString PageMaker::suggestedName() const
{
    return m_circle.ready() ? profile::pageFileName(*m_circle.circle(), m_layout, m_format, m_options) : QString();
}

void PageMaker::refresh()
{
    m_soon.stop();
    preview();
}

void PageMaker::preview()
{
    m_pages = 0;
    m_spoken.clear();
    m_problem.clear();
    m_needsYesWhy.clear();
    m_twoVersions.clear();
    m_missing.clear();
    if (m_circle.ready()) {
        Circle &circle = *m_circle.circle();
        const Id subject = m_layout != profile::Layout::Pen ? circle.id() : m_options.member.isNull() ? circle.me() : m_options.member;
        const auto allowed = profile::mayShare(circle, m_layout, subject, circle.vault().around().clock->now(), m_options.version);
        if (!allowed)
            m_needsYesWhy = allowed.error().message;
        const auto clashes = profile::twoVersionsOn(circle, m_layout, m_options);
        for (const profile::Clash &clash : clashes.value_or(QList<profile::Clash>())) {
            QStringList sides;
            for (const profile::Side &side : clash.sides)
                sides.append(tr("“%1” (%2)", "words, and who wrote them").arg(side.shown, side.who));
            m_twoVersions.append(sides.join(QStringLiteral(" / ")));
        }
        auto document = profile::makeDocument(circle, m_layout, m_options);
        if (document) {
            m_document = *std::move(document);
            m_pages = pageCount(m_document);
            m_missing = missingSentence(missingLetters(m_document));
            const auto html = toHtml(m_document);
            if (html)
                m_spoken = QTextDocumentFragment::fromHtml(QString::fromUtf8(*html)).toPlainText().simplified();
            const auto fit = profile::fit(circle, m_layout, m_options);
            if (fit && !fit->fits)
                m_problem = fit->sentence;
        } else {
            m_problem = document.error().message;
        }
    }
    ++m_revision;
    emit made();
    emit named();
}

QImage PageMaker::picture(int page, int width) const
{
    // 210 mm is 8.27 inches: that many dots to the inch give the width asked for.
    constexpr qreal a4Inches = 210.0 / 25.4;
    return page < m_pages ? renderPage(m_document, page, qBound(20.0, width / a4Inches, 600.0)) : QImage();
}

QVariantList PageMaker::layouts() const
{
    QVariantList list;
    const auto help = [](profile::Layout layout) {
        switch (layout) {
        case profile::Layout::OnePage:
            return tr("All of it on one side of A4.");
        case profile::Layout::CoverCard:
            return tr("The top tips on a card, for staff who step in.");
        case profile::Layout::CommunicationPassport:
            return tr("How I say yes, no and stop, and what my signs mean.");
        case profile::Layout::HospitalPassport:
            return tr("What must be known first, then what helps and what I like.");
        case profile::Layout::Pen:
            return tr("A page about one of the adults.");
        }
        return QString();
    };
    for (const profile::Layout layout : profile::allLayouts()) {
        list.append(QVariantMap{{QStringLiteral("value"), profile::layoutName(layout)},
                                {QStringLiteral("text"), profile::layoutLabel(layout)},
                                {QStringLiteral("help"), help(layout)}});
    }
    return list;
}

QVariantList PageMaker::formats() const
{
    const auto entry = [](const char *value, const QString &text, const QString &help) {
        return QVariantMap{{QStringLiteral("value"), QString::fromLatin1(value)}, {QStringLiteral("text"), text}, {QStringLiteral("help"), help}};
    };
    return {entry("pdf", tr("PDF"), tr("Best to print. It looks the same everywhere.")),
            entry("html", tr("Web page"), tr("Best for screen readers and large letters.")),
            entry("odt", tr("Text document"), tr("To go on writing in a word processor.")),
            entry("png", tr("Picture"), tr("Best to send in a message. One picture a page."))};
}

QVariantList PageMaker::adults() const
{
    QVariantList list;
    if (m_circle.ready()) {
        const QList<profile::Pen> pens = profile::pens(*m_circle.circle());
        for (const profile::Pen &pen : pens)
            list.append(QVariantMap{{QStringLiteral("value"), pen.member.toHex()}, {QStringLiteral("text"), pen.name}});
    }
    return list;
}

bool PageMaker::sayYes(const QString &how)
{
    if (!m_circle.ready())
        return false;
    Circle &circle = *m_circle.circle();
    profile::NewAgreement yes;
    yes.layouts = {m_layout};
    yes.how = how;
    yes.forWhom = m_options.forWhom;
    if (m_layout == profile::Layout::Pen)
        yes.about = m_options.member.isNull() ? circle.me() : m_options.member;
    else if (!how.isEmpty())
        yes.givenBy = profile::youngPerson(circle);
    const auto written = profile::agree(circle, yes);
    if (!written) {
        emit failed(written.error().message);
        return false;
    }
    refresh();
    return true;
}

Result<profile::Export> PageMaker::page(profile::Format format)
{
    if (!m_circle.ready())
        return fail(ErrorCode::NotFound, "no-circle", tr("Choose a circle first."));
    return profile::makeExport(*m_circle.circle(), m_layout, format, m_options);
}

bool PageMaker::save(const QString &path)
{
    const auto made = page(m_format);
    const auto written = made ? profile::saveExport(*made, path) : Result<QStringList>(std::unexpected(made.error()));
    if (!written) {
        emit failed(written.error().message);
        return false;
    }
    emit saved(*written);
    return true;
}

} // namespace heard
