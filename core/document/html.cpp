// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/bidi.h"
#include "document/layout.h"
#include "document/picture.h"
#include "document/writers.h"

namespace heard {

namespace {

QString escaped(const QString &text)
{
    QString out = text.toHtmlEscaped();
    out.replace(u'\'', QStringLiteral("&#39;"));
    return out;
}

QString lines(const QString &text)
{
    // The page says dir="auto", so the direction is that of the words themselves.
    return escaped(bidi::numbersKept(text, bidi::directionOf(text, Qt::LeftToRight))).replace(u'\n', QStringLiteral("<br>"));
}

QString runsHtml(const Runs &runs)
{
    QString out;
    for (const Run &run : runs)
        out += run.bold ? QStringLiteral("<strong>%1</strong>").arg(lines(run.text)) : lines(run.text);
    return out;
}

QString accentClass(Accent accent)
{
    switch (accent) {
    case Accent::Ink:
        return QStringLiteral("ink");
    case Accent::Profile:
        return QStringLiteral("profile");
    case Accent::MySay:
        return QStringLiteral("say");
    case Accent::Meetings:
        return QStringLiteral("meetings");
    case Accent::Charter:
        return QStringLiteral("charter");
    case Accent::Warn:
        return QStringLiteral("warn");
    case Accent::Alert:
        return QStringLiteral("alert");
    }
    return {};
}

/** The picture inside the file itself. Nothing when its bytes are not a picture that is safe to show. */
QString imageHtml(const Picture &picture, const QString &className)
{
    const picture::Kind kind = picture::sniff(picture.bytes);
    QString type;
    if (kind == picture::Kind::Svg && picture::isSafeSvg(picture.bytes))
        type = QStringLiteral("image/svg+xml");
    else if (kind == picture::Kind::Jpeg && !picture::naturalSize(picture.bytes).isEmpty())
        type = QStringLiteral("image/jpeg");
    else if (kind == picture::Kind::Png && !picture::naturalSize(picture.bytes).isEmpty())
        type = QStringLiteral("image/png");
    else
        return {};
    return QStringLiteral("<img class=\"%1\" alt=\"%2\" src=\"data:%3;base64,%4\">")
        .arg(className, escaped(picture.alt), type, QString::fromLatin1(picture.bytes.toBase64()));
}

QString listHtml(const QList<Item> &items, Marks marks)
{
    if (items.isEmpty())
        return {};
    const QString tag = marks == Marks::Numbers ? QStringLiteral("ol") : QStringLiteral("ul");
    // Safari leaves lists without marks out of its rotor; the role brings them back.
    QString out = QStringLiteral("<%1%2>\n").arg(tag, marks == Marks::None ? QStringLiteral(" class=\"bare\" role=\"list\"") : QString());
    for (const Item &item : items) {
        const QString image = imageHtml(item.picture, QStringLiteral("symbol"));
        const QString note =
            item.note.isEmpty() ? QString() : QStringLiteral(" <span class=\"who\">– <bdi>%1</bdi></span>").arg(escaped(item.note));
        out += QStringLiteral("<li dir=\"auto\"%1>%2<span>%3%4</span></li>\n")
                   .arg(image.isEmpty() ? QString() : QStringLiteral(" class=\"pictured\""), image, runsHtml(item.text), note);
    }
    return out + QStringLiteral("</%1>\n").arg(tag);
}

QString panelHtml(const Panel &panel, int number)
{
    QString out = QStringLiteral("<section class=\"panel %1\"").arg(accentClass(panel.accent));
    if (!panel.heading.isEmpty())
        out += QStringLiteral(" aria-labelledby=\"part%1\"").arg(number);
    out += QStringLiteral(">\n");
    const QString symbol = imageHtml(panel.symbol, QStringLiteral("symbol"));
    if (!panel.heading.isEmpty() || !symbol.isEmpty()) {
        const QString heading = panel.heading.isEmpty()
                                    ? QString()
                                    : QStringLiteral("<h2 id=\"part%1\" dir=\"auto\">%2</h2>").arg(number).arg(lines(panel.heading));
        out += QStringLiteral("<div class=\"title\">%1%2</div>\n").arg(symbol, heading);
    }
    return out + listHtml(panel.items, panel.marks) + QStringLiteral("</section>\n");
}

QString tableHtml(const Table &table)
{
    if (table.header.isEmpty())
        return {};
    QString out = QStringLiteral("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"%1\"><table>\n").arg(escaped(table.caption));
    if (!table.caption.isEmpty())
        out += QStringLiteral("<caption dir=\"auto\">%1</caption>\n").arg(lines(table.caption));
    out += QStringLiteral("<thead><tr>");
    for (const QString &cell : table.header)
        out += QStringLiteral("<th scope=\"col\" dir=\"auto\">%1</th>").arg(lines(cell));
    out += QStringLiteral("</tr></thead>\n<tbody>\n");
    for (const QStringList &row : table.rows) {
        out += QStringLiteral("<tr>");
        for (qsizetype column = 0; column < table.header.size(); ++column) {
            const QString cell = lines(row.value(column));
            out += column == 0 && table.firstColumnIsHeader ? QStringLiteral("<th scope=\"row\" dir=\"auto\">%1</th>").arg(cell)
                                                            : QStringLiteral("<td dir=\"auto\">%1</td>").arg(cell);
        }
        out += QStringLiteral("</tr>\n");
    }
    return out + QStringLiteral("</tbody></table></div>\n");
}

QString dateLine(const Document &document)
{
    QStringList parts;
    if (!document.audience.isEmpty())
        parts.append(QStringLiteral("<bdi>%1</bdi>").arg(escaped(document.audience)));
    if (document.date.isValid())
        parts.append(QStringLiteral("<time datetime=\"%1\">%2</time>").arg(document.date.toString(Qt::ISODate), escaped(dateText(document))));
    return parts.isEmpty() ? QString() : QStringLiteral("<p class=\"quiet\">%1</p>\n").arg(parts.join(QStringLiteral(" · ")));
}

QString bandHtml(const Band &band, const Document &document)
{
    QString out = QStringLiteral("<header class=\"band %1\">\n").arg(accentClass(band.accent));
    out += imageHtml(band.photo, QStringLiteral("photo"));
    out += QStringLiteral("<div>\n<h1 dir=\"auto\">%1</h1>\n").arg(lines(band.name));
    if (!band.subtitle.isEmpty())
        out += QStringLiteral("<p class=\"lead\" dir=\"auto\">%1</p>\n").arg(lines(band.subtitle));
    return out + dateLine(document) + QStringLiteral("</div>\n</header>\n");
}

/** Words as a string of CSS inside a style element: nothing of them can end the string, the rule or the element. */
QString cssString(const QString &words)
{
    QString out(u'"');
    const QList<uint> letters = words.toUcs4();
    for (const uint c : letters) {
        if (c < 0x80 && !QChar(c).isLetterOrNumber() && c != ' ')
            out += QStringLiteral("\\%1 ").arg(c, 0, 16);
        else
            out += QString::fromUcs4(reinterpret_cast<const char32_t *>(&c), 1);
    }
    return out + u'"';
}

/** On paper each sheet says whose it is, and which of how many; a single sheet needs no number, and has the name on it. */
QString printedFoot(const Document &document)
{
    QString number = cssString(pageLabel(QStringLiteral("\x1"), QStringLiteral("\x2")));
    number.replace(QStringLiteral("\\1 "), QStringLiteral("\" counter(page) \""));
    number.replace(QStringLiteral("\\2 "), QStringLiteral("\" counter(pages) \""));
    const bool fromTheRight = document.direction == Qt::RightToLeft;
    const QString name = fromTheRight ? QStringLiteral("right") : QStringLiteral("left");
    const QString other = fromTheRight ? QStringLiteral("left") : QStringLiteral("right");
    QString out = QStringLiteral("@page{@bottom-%1{content:%2;font-size:9pt}@bottom-%3{content:%4;font-size:9pt}}\n")
                      .arg(name, cssString(runningTitle(document)), other, number);
    // A browser does not say how many sheets it will take: where one is meant, only what follows it is marked.
    if (document.form != Form::Pages)
        out += QStringLiteral("@page:first{@bottom-left{content:none}@bottom-right{content:none}}\n");
    return out;
}

const char *const style = R"(
:root{color-scheme:light dark;--paper:#fbf7ef;--surface:#fff;--ink:#1f2430;--soft:#4a5160;--edge:#8c8577;--profile:#0b5f6b;--say:#6b2d73;--meetings:#2f4a9a;--charter:#2c6539;--warn:#7a4e00;--alert:#a3341f}
@media (prefers-color-scheme:dark){:root{--paper:#1f242c;--surface:#14171c;--ink:#f4f0e8;--soft:#c3c8d1;--edge:#7d8592;--profile:#7ad3da;--say:#dda6e6;--meetings:#a9bcff;--charter:#93d6a0;--warn:#ffcf7a;--alert:#ffb4a3}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem;max-width:60rem;background:var(--surface);color:var(--ink);font:1.125rem/1.5 "Noto Sans",system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:2.2rem;line-height:1.2;margin:0}h2{font-size:1.4rem;line-height:1.3;margin:1.6rem 0 .5rem}h3{font-size:1.15rem;margin:1.2rem 0 .4rem}
h1,h2,h3,.lead{text-align:left}:root[dir=rtl] :is(h1,h2,h3,.lead){text-align:right}
p{margin:.5rem 0;max-width:66ch}.lead{font-size:1.25rem;color:var(--accent)}.quiet,.who,figcaption,footer{color:var(--soft)}
.ink{--accent:var(--ink)}.profile{--accent:var(--profile)}.say{--accent:var(--say)}.meetings{--accent:var(--meetings)}.charter{--accent:var(--charter)}.warn{--accent:var(--warn)}.alert{--accent:var(--alert)}
.band{display:flex;flex-wrap:wrap;gap:1.5rem;align-items:center;margin-bottom:1.5rem}.band>div{flex:1 1 16rem}
.photo{width:9rem;height:9rem;border-radius:50%;object-fit:cover;border:.2rem solid var(--accent)}
.panels{display:grid;gap:1rem;margin:1rem 0}.two{grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr))}
.panel{background:var(--paper);border-inline-start:.4rem solid var(--accent);border-radius:.75rem;padding:1rem 1.2rem}
.title{display:flex;gap:.75rem;align-items:center}.panel h2{margin:0;color:var(--accent)}
ul,ol{padding-inline:1.5rem;margin:.5rem 0}li{margin:.4rem 0;max-width:66ch}li::marker{color:var(--accent,var(--profile));font-weight:bold}
.bare{list-style:none;padding:0}.pictured{list-style:none}ul>.pictured{margin-inline-start:-1.5rem}.pictured .symbol{margin-inline-end:.75rem;vertical-align:middle}
.symbol{width:3rem;height:3rem;object-fit:contain;background:#fff;border-radius:.5rem;padding:.2rem}
figure{margin:1rem 0}figure img{max-width:100%;height:auto;border-radius:.75rem}
blockquote{margin:1rem 0;padding-inline-start:1rem;border-inline-start:.25rem solid var(--say);font-size:1.2rem}
.wide{overflow-x:auto;margin:1rem 0}table{border-collapse:collapse;min-width:100%}caption{text-align:start;font-weight:bold;padding:.3rem 0}
th,td{border:1px solid var(--edge);padding:.4rem .6rem;text-align:start;vertical-align:top}thead th{background:var(--paper)}
footer{margin-top:2rem;border-top:1px solid var(--edge);padding-top:.5rem;font-size:1rem}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
@page{size:A4;margin:14mm}
@media print{:root{--paper:#fbf7ef;--surface:#fff;--ink:#1f2430;--soft:#4a5160;--edge:#8c8577;--profile:#0b5f6b;--say:#6b2d73;--meetings:#2f4a9a;--charter:#2c6539;--warn:#7a4e00;--alert:#a3341f}body{padding:0;max-width:none;font-size:12pt}.panel,figure,blockquote,tr,li{break-inside:avoid}h2,h3{break-after:avoid}.two{grid-template-columns:1fr 1fr}}
)";

} // namespace

Result<QByteArray> toHtml(const Document &document)
{
    QString body;
    QString top;
    int parts = 0;
    const bool bandFirst = !document.blocks.empty() && std::holds_alternative<Band>(document.blocks.front());
    const bool hasBand =
        std::any_of(document.blocks.begin(), document.blocks.end(), [](const Block &block) { return std::holds_alternative<Band>(block); });
    if (bandFirst)
        top = bandHtml(std::get<Band>(document.blocks.front()), document);
    else if (!hasBand)
        top = QStringLiteral("<header>\n<h1 dir=\"auto\">%1</h1>\n%2</header>\n").arg(lines(document.title), dateLine(document));
    for (size_t i = bandFirst ? 1 : 0; i < document.blocks.size(); ++i) {
        body += std::visit(
            [&](const auto &b) -> QString {
                using B = std::decay_t<decltype(b)>;
                if constexpr (std::is_same_v<B, Heading>) {
                    return QStringLiteral("<h%1 dir=\"auto\">%2</h%1>\n").arg(QString::number(qBound(2, b.level, 3)), lines(b.text));
                } else if constexpr (std::is_same_v<B, Paragraph>) {
                    return QStringLiteral("<p dir=\"auto\">%1</p>\n").arg(runsHtml(b.text));
                } else if constexpr (std::is_same_v<B, List>) {
                    return listHtml(b.items, b.marks);
                } else if constexpr (std::is_same_v<B, PictureBlock>) {
                    const QString caption =
                        b.caption.isEmpty() ? QString() : QStringLiteral("<figcaption dir=\"auto\">%1</figcaption>").arg(lines(b.caption));
                    return QStringLiteral("<figure>%1%2</figure>\n").arg(imageHtml(b.picture, QStringLiteral("plain")), caption);
                } else if constexpr (std::is_same_v<B, Table>) {
                    return tableHtml(b);
                } else if constexpr (std::is_same_v<B, Quote>) {
                    const QString speaker =
                        b.speaker.isEmpty() ? QString() : QStringLiteral("<figcaption dir=\"auto\">%1</figcaption>").arg(lines(b.speaker));
                    return QStringLiteral("<figure><blockquote dir=\"auto\"><p>“%1”</p></blockquote>%2</figure>\n").arg(runsHtml(b.text), speaker);
                } else if constexpr (std::is_same_v<B, Panels>) {
                    QString out = QStringLiteral("<div class=\"panels%1\">\n").arg(b.columns >= 2 ? QStringLiteral(" two") : QString());
                    for (const Panel &panel : b.panels)
                        out += panelHtml(panel, ++parts);
                    return out + QStringLiteral("</div>\n");
                } else {
                    return bandHtml(b, document);
                }
            },
            document.blocks[i]);
    }
    QString foot;
    for (const QString &note : document.notes)
        foot += QStringLiteral("<p dir=\"auto\">%1</p>\n").arg(lines(note));
    if (!foot.isEmpty())
        foot = QStringLiteral("<footer>\n%1</footer>\n").arg(foot);
    QString out;
    out += QStringLiteral("<!DOCTYPE html>\n<html lang=\"") + escaped(document.language) + QStringLiteral("\" dir=\"")
           + (document.direction == Qt::RightToLeft ? QStringLiteral("rtl") : QStringLiteral("ltr"))
           + QStringLiteral("\">\n<head>\n<meta charset=\"utf-8\">\n");
    // Even if a viewer let something slip in, the file may neither fetch nor run anything.
    out += QStringLiteral(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; img-src data:; style-src &#39;unsafe-inline&#39;; "
        "base-uri &#39;none&#39;; form-action &#39;none&#39;\">\n");
    out += QStringLiteral(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
    out += QStringLiteral("<title>") + escaped(document.title) + QStringLiteral("</title>\n<style>") + QString::fromLatin1(style)
           + printedFoot(document) + QStringLiteral("</style>\n</head>\n<body>\n");
    out += top + QStringLiteral("<main>\n") + body + QStringLiteral("</main>\n") + foot + QStringLiteral("</body>\n</html>\n");
    return out.toUtf8();
}

} // namespace heard
