// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// libqpdf 11: use std::shared_ptr only.
#define POINTERHOLDER_TRANSITION 4

#include "document/bidi.h"
#include "document/fit.h"
#include "document/layout.h"
#include "document/pdftags.h"
#include "document/writers.h"

#include <QBuffer>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

namespace heard {

namespace {

/**
 * Corrects what glyphs stand for. Qt takes the last character that a font shows with a glyph: for the space that is the tab, and for
 * Arabic letters the old codes for their shapes, which nobody searches for.
 */
void correctGlyphMeanings(QPDF &pdf)
{
    // In the lists "[<0061> <0062> …]", or alone after a range of one glyph: "<0001> <0001> <0009>".
    static const QRegularExpression places(QStringLiteral("\\[[^\\]]*\\]|(?<=<)([0-9A-Fa-f]{4})> <\\1> <[0-9A-Fa-f]{4}>"));
    static const QRegularExpression codes(QStringLiteral("<([0-9A-Fa-f]{4})>"));
    for (QPDFObjectHandle font : pdf.getAllObjects()) {
        if (!font.isDictionaryOfType("/Font") || !font.getKey("/ToUnicode").isStream())
            continue;
        QPDFObjectHandle meanings = font.getKey("/ToUnicode");
        const std::shared_ptr<Buffer> raw = meanings.getStreamData();
        QString text = QString::fromLatin1(reinterpret_cast<const char *>(raw->getBuffer()), qsizetype(raw->getSize()));
        std::vector<std::pair<qsizetype, QString>> corrections;
        for (auto place = places.globalMatch(text); place.hasNext();) {
            const QRegularExpressionMatch found = place.next();
            const bool list = found.capturedView().startsWith(u'[');
            // The last code of a range is its meaning; the two before are glyphs.
            const qsizetype from = list ? found.capturedStart() : found.capturedEnd() - 6;
            for (auto code = codes.globalMatch(text.mid(from, found.capturedEnd() - from)); code.hasNext();) {
                const QRegularExpressionMatch one = code.next();
                const QChar was(one.captured(1).toUShort(nullptr, 16));
                QChar is = was == u'\t' || was == QChar::Nbsp ? QChar(u' ') : was;
                // A ligature of several letters keeps its code: readers turn lines from the right round character by character.
                if (const QString letters = QString(was).normalized(QString::NormalizationForm_KC);
                    was.unicode() >= 0xFB50 && letters.size() == 1)
                    is = letters.front();
                if (is != was)
                    corrections.emplace_back(from + one.capturedStart(1),
                                             QStringLiteral("%1").arg(is.unicode(), 4, 16, QLatin1Char('0')).toUpper());
            }
        }
        for (const auto &[at, code] : corrections)
            text.replace(at, 4, code);
        meanings.replaceStreamData(text.toStdString(), QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
    }
}

/** What Qt wrote, with language, title and viewer settings, and without what tells on the computer: times, ids, names of programs. */
Result<QByteArray> finished(const QByteArray &raw, const Document &document, const PdfTags &tags)
{
    try {
        QPDF pdf;
        pdf.processMemoryFile("document", raw.constData(), size_t(raw.size()));
        if (!tags.applyTo(pdf))
            qWarning("pdf: marks not found, file is not tagged");
        correctGlyphMeanings(pdf);
        QPDFObjectHandle root = pdf.getRoot();
        root.replaceKey("/Lang", QPDFObjectHandle::newUnicodeString(document.language.toStdString()));
        root.removeKey("/Metadata");
        root.removeKey("/OutputIntents");
        QPDFObjectHandle viewer = QPDFObjectHandle::newDictionary();
        viewer.replaceKey("/DisplayDocTitle", QPDFObjectHandle::newBool(true));
        if (document.direction == Qt::RightToLeft)
            viewer.replaceKey("/Direction", QPDFObjectHandle::newName("/R2L"));
        root.replaceKey("/ViewerPreferences", viewer);
        QPDFObjectHandle info = QPDFObjectHandle::newDictionary();
        info.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(bidi::withoutMarks(document.title).toStdString()));
        if (document.date.isValid()) {
            const QString day = document.date.toString(QStringLiteral("'D:'yyyyMMdd'000000Z'"));
            info.replaceKey("/CreationDate", QPDFObjectHandle::newString(day.toStdString()));
        }
        pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));
        QPDFWriter writer(pdf);
        writer.setOutputMemory();
        writer.setDeterministicID(true);
        writer.setObjectStreamMode(qpdf_o_generate);
        writer.setMinimumPDFVersion("1.7");
        writer.write();
        const std::shared_ptr<Buffer> out = writer.getBufferSharedPointer();
        return QByteArray(reinterpret_cast<const char *>(out->getBuffer()), qsizetype(out->getSize()));
    } catch (const std::exception &problem) {
        return fail(ErrorCode::Internal, "cannot-make-pdf",
                    coreText("The PDF could not be made. Your work is safe. Try again, or save a web page."),
                    QString::fromLocal8Bit(problem.what()));
    }
}

} // namespace

Result<QByteArray> toPdf(const Document &document)
{
    layout::Shaper shaper(document);
    const layout::Layout layout = layout::finalLayout(document, shaper);
    if (document.form != Form::Pages && !layout.fits())
        return std::unexpected(doesNotFit(document, measureOnePage(document)));
    QByteArray raw;
    PdfTags tags;
    QBuffer buffer(&raw);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
        writer.setResolution(layout::unitsPerInch);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        writer.setTitle(bidi::withoutMarks(document.title));
        QPainter painter(&writer);
        bool first = true;
        for (const layout::Page &page : layout.pages) {
            if (!first)
                writer.newPage();
            first = false;
            tags.beginPage();
            layout::paint(painter, page, &tags);
        }
    }
    return finished(raw, document, tags);
}

int pageCount(const Document &document)
{
    if (document.form != Form::Pages)
        return 1;
    layout::Shaper shaper(document);
    return int(layout::finalLayout(document, shaper).pages.size());
}

} // namespace heard
