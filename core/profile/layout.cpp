// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/layout.h"

#include "base/filewriter.h"
#include "base/text.h"
#include "document/bidi.h"
#include "document/filename.h"
#include "profile/pages.h"
#include "profile/pen.h"
#include "profile/reading.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <algorithm>
#include <array>

namespace heard::profile {

namespace {

struct FormatWord
{
    Format format;
    const char *name;
};
constexpr std::array formatWords{FormatWord{Format::Pdf, "pdf"}, FormatWord{Format::Html, "html"}, FormatWord{Format::Odt, "odt"},
                                 FormatWord{Format::Png, "png"}};

QString beginningOf(const QString &text)
{
    constexpr qsizetype longest = 40;
    if (text.size() <= longest)
        return text;
    const qsizetype space = text.lastIndexOf(u' ', longest);
    QString begin = text.left(space > longest / 2 ? space : longest);
    if (begin.back().isHighSurrogate())
        begin.chop(1);
    return begin + u'…';
}

std::unexpected<Error> overflow(const LiveFit &fit)
{
    constexpr qsizetype mostNamed = 4;
    QJsonArray trims;
    QStringList named;
    for (const TrimStatement &trim : fit.trims) {
        trims.append(QJsonObject{{QStringLiteral("statement"), trim.statement.toHex()},
                                 {QStringLiteral("words"), qint64(trim.words)},
                                 {QStringLiteral("whole"), trim.whole}});
        if (named.size() < mostNamed)
            named.append(coreText("“%1”", "a quoted beginning of a sentence").arg(beginningOf(trim.text)));
    }
    QString message = coreText("This is too long for one side, by about %n words. Nothing is lost.", nullptr,
                               int(std::min<qsizetype>(fit.wordsOver, 1'000'000)));
    if (!named.isEmpty()) {
        const bool whole = std::all_of(fit.trims.cbegin(), fit.trims.cend(), [](const TrimStatement &trim) { return trim.whole; });
        message +=
            u' '
            + (whole ? coreText("Leave these out first: %1") : coreText("Make these shorter first: %1")).arg(named.join(QStringLiteral(", ")));
        if (fit.trims.size() > mostNamed)
            message += u' ' + coreText("And %n more.", "lines to shorten", int(fit.trims.size() - mostNamed));
    }
    return fail(ErrorCode::Refused, "does-not-fit", message, QString::fromUtf8(QJsonDocument(trims).toJson(QJsonDocument::Compact)));
}

Id subjectOf(const Circle &circle, Layout layout, const PageOptions &options)
{
    return layout != Layout::Pen ? circle.id() : options.member.isNull() ? circle.me() : options.member;
}

/** What a page is made with once an agreement lets it leave: for whom that was, and the line about it. */
struct Agreed
{
    PageOptions options;
    QString promise;
};

Result<Agreed> agreed(Circle &circle, Layout layout, const PageOptions &options)
{
    const Id subject = subjectOf(circle, layout, options);
    HEARD_TRY_ASSIGN(const Id agreement, mayShare(circle, layout, subject, circle.vault().around().clock->now(), options.version));
    Agreed with{options, {}};
    if (agreement.isNull())
        return with;
    const QLocale locale(options.language);
    for (const Agreement &a : agreements(circle)) {
        if (a.id != agreement)
            continue;
        if (with.options.forWhom.isEmpty())
            with.options.forWhom = a.forWhom;
        with.promise = coreText("%1 agreed to this until %2.")
                           .arg(bidi::inserted(a.who, locale.textDirection()), locale.toString(a.until, QStringLiteral("d MMMM yyyy")));
    }
    return with;
}

/** The same for what is only looked at: without an agreement it is shown as it was asked for. */
Agreed lookedAt(Circle &circle, Layout layout, const PageOptions &options)
{
    return agreed(circle, layout, options).value_or(Agreed{options, {}});
}

} // namespace

QString formatName(Format format)
{
    return QString::fromLatin1(formatWords.at(size_t(format)).name);
}

Result<Format> formatFromName(const QString &name)
{
    for (const FormatWord &word : formatWords) {
        if (name == QLatin1String(word.name))
            return word.format;
    }
    return fail(ErrorCode::BadInput, "unknown-format", coreText("This kind of file is not known. Use pdf, html, odt or png."));
}

QString pageFileName(Circle &circle, Layout layout, Format format, const PageOptions &options)
{
    QString name;
    if (layout == Layout::Pen) {
        if (const auto found = pen(circle, subjectOf(circle, layout, options)))
            name = found->name;
    } else if (const auto content = contentOf(circle, options)) {
        name = content->about.name;
    }
    if (name.isEmpty())
        name = circle.overview().name;
    QString what = layoutLabel(layout);
    what = what.left(1).toLower() + what.mid(1);
    QStringList parts{name, what};
    if (!options.version.isNull())
        if (const auto info = versionInfo(circle, options.version))
            parts.append(QDateTime::fromMSecsSinceEpoch(info->date).date().toString(Qt::ISODate));
    const QString forWhom = lookedAt(circle, layout, options).options.forWhom.trimmed();
    if (!forWhom.isEmpty())
        parts.append(coreText("for %1", "ends the name of a file: who a page is for").arg(forWhom));
    return fileName(parts, formatName(format));
}

Result<Document> makeDocument(Circle &circle, Layout layout, const PageOptions &options)
{
    const Agreed with = lookedAt(circle, layout, options);
    HEARD_TRY_ASSIGN(Made made, make(circle, layout, with.options, {.promise = with.promise}));
    return std::move(made.document);
}

Result<QList<Clash>> twoVersionsOn(Circle &circle, Layout layout, const PageOptions &options)
{
    QList<Clash> list;
    if (layout == Layout::Pen)
        return list; // only what the adult wrote themself counts there
    HEARD_TRY_ASSIGN(const Content content, contentOf(circle, options));
    const auto add = [&](const Id &record, const QString &kind, const QString &field, const QList<Wording> &wordings) {
        if (wordings.size() < 2)
            return;
        Clash clash{record, kind, field, {}, {}};
        for (const Asked &asked : askedFields(kind)) {
            if (asked.field == field)
                clash.label = asked.label;
        }
        for (const Wording &w : wordings)
            clash.sides.append({w.op, QCborValue(w.text), w.text, false, w.writer, w.who, w.time});
        list.append(clash);
    };
    for (const Statement &s : content.statements) {
        if (!options.leaveOut.contains(s.id))
            add(s.id, statementKind::statement, statementKind::text.key(), s.wordings);
    }
    for (const auto &[field, wordings] : content.about.wordings.asKeyValueRange())
        add(content.about.id, aboutKind::about, field, wordings);
    for (const Sign &sign : content.signs) {
        for (const auto &[field, wordings] : sign.wordings.asKeyValueRange())
            add(sign.id, signKind::sign, field, wordings);
    }
    return list;
}

Result<LiveFit> fit(Circle &circle, Layout layout, const PageOptions &options)
{
    const Agreed with = lookedAt(circle, layout, options);
    HEARD_TRY_ASSIGN(const Made made, make(circle, layout, with.options, {.emptyIsFine = true, .promise = with.promise}));
    return measured(made);
}

Result<LiveFit> fitWhileTyping(Circle &circle, Layout layout, const Id &statement, Section section, const QString &typed,
                               const PageOptions &options)
{
    HEARD_TRY_ASSIGN(const QString text, checkedText(typed));
    const auto put = [&](Content &content) {
        if (!statement.isNull()) {
            for (Statement &s : content.statements) {
                if (s.id == statement)
                    putInWords(circle, s, text);
            }
        } else if (!text.isEmpty()) {
            Statement s;
            s.section = section;
            s.text = text;
            s.saidBy = circle.me();
            s.saidName = nameOf(circle, s.saidBy);
            content.statements.append(s);
        }
    };
    const Agreed with = lookedAt(circle, layout, options);
    HEARD_TRY_ASSIGN(const Made made, make(circle, layout, with.options, {.emptyIsFine = true, .change = put, .promise = with.promise}));
    return measured(made);
}

Result<Export> makeExport(Circle &circle, Layout layout, Format format, const PageOptions &options)
{
    HEARD_TRY_ASSIGN(const Agreed with, agreed(circle, layout, options));
    const PageOptions &asked = with.options;
    HEARD_TRY_ASSIGN(const Made made, make(circle, layout, asked, {.promise = with.promise}));
    const Document &document = made.document;
    Export result;
    if (document.form != Form::Pages) {
        const LiveFit room = measured(made);
        if (!room.fits)
            return overflow(room);
    }
    result.pages = document.form == Form::Pages ? pageCount(document) : 1;
    switch (format) {
    case Format::Pdf: {
        HEARD_TRY_ASSIGN(result.bytes, toPdf(document));
        result.missing = missingLetters(document);
        break;
    }
    case Format::Html: {
        HEARD_TRY_ASSIGN(result.bytes, toHtml(document));
        break;
    }
    case Format::Odt: {
        HEARD_TRY_ASSIGN(result.bytes, toOdt(document, &result.pages));
        break;
    }
    case Format::Png: {
        HEARD_TRY_ASSIGN(result.furtherPages, toPng(document));
        result.bytes = result.furtherPages.takeFirst();
        result.missing = missingLetters(document);
        break;
    }
    }
    result.fileName = pageFileName(circle, layout, format, options);
    result.words = wordsOf(document);
    result.trimmed = made.trimmed;
    result.notShown = made.notShown;
    result.symbols = made.symbols;
    result.undecided = made.undecided;
    HEARD_TRY_ASSIGN(result.twoVersions, twoVersionsOn(circle, layout, asked));
    return result;
}

Result<QStringList> saveExport(const Export &made, const QString &path)
{
    HEARD_TRY(saveFile(path, made.bytes));
    QStringList files{path};
    int number = 1;
    for (const QByteArray &page : made.furtherPages) {
        const QString next = pathOfPage(path, ++number);
        HEARD_TRY(saveFile(next, page));
        files.append(next);
    }
    return files;
}

Result<QStringList> saveExportIn(const Export &made, const QString &folder)
{
    return saveExport(made, QDir(folder).filePath(freeFileName(folder, made.fileName)));
}

} // namespace heard::profile
