// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// libqpdf 11: use std::shared_ptr only.
#define POINTERHOLDER_TRANSITION 4

#include "document/pdftags.h"

#include "document/scripts.h"

#include <QPainter>
#include <QPainterPath>
#include <qpdf/Pl_Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

namespace heard {

using layout::Role;

namespace {

/** Marks are painted from here to the left, one unit each; the paper is at 0 and above. */
constexpr int markOrigin = -20000;

/** Replaces the marks in a page's content. */
class MarkFilter final : public QPDFObjectHandle::TokenFilter
{
public:
    explicit MarkFilter(const std::vector<std::string> &marks) : m_marks(marks) {}

    void handleToken(const QPDFTokenizer::Token &token) override
    {
        m_pending.push_back(token);
        if (token.getType() != QPDFTokenizer::tt_word)
            return;
        const std::string &op = token.getValue();
        if (m_inside) {
            m_pending.clear();
            if (op == "m" || op == "l" || op == "h")
                return;
            // Painting the path ends it, whatever the way.
            write("\n" + m_marks[m_id] + "\n");
            m_inside = false;
            ++m_found;
        } else if (op == "m" && isMark()) {
            m_pending.clear();
            m_inside = true;
        } else {
            flush();
        }
    }

    void handleEOF() override { flush(); }

    [[nodiscard]] size_t found() const { return m_found; }

private:
    [[nodiscard]] bool isMark()
    {
        std::vector<double> numbers;
        for (const QPDFTokenizer::Token &token : m_pending)
            if (token.getType() == QPDFTokenizer::tt_integer || token.getType() == QPDFTokenizer::tt_real)
                numbers.push_back(QByteArray::fromStdString(token.getValue()).toDouble());
        if (numbers.size() < 2)
            return false;
        const double id = markOrigin - numbers[numbers.size() - 2];
        if (id < 0 || id != double(size_t(id)) || size_t(id) >= m_marks.size())
            return false;
        m_id = size_t(id);
        return true;
    }

    void flush()
    {
        for (const QPDFTokenizer::Token &token : m_pending)
            writeToken(token);
        m_pending.clear();
    }

    const std::vector<std::string> &m_marks;
    std::vector<QPDFTokenizer::Token> m_pending;
    bool m_inside = false;
    size_t m_id = 0;
    size_t m_found = 0;
};

// Comments in a page's content, until toldInText() puts what they say where it belongs.
const std::string wordsBegin = "%heard-words ";
const std::string wordsEnd = "%heard-words-end";

/**
 * Puts the words of marked glyphs inside the text objects that draw them: readers that go by the place of words (poppler) take their
 * direction from the text object that is open where the words end.
 */
std::string toldInText(const std::string &content)
{
    std::string out;
    size_t at = 0;
    while (true) {
        const size_t begin = content.find(wordsBegin, at);
        const size_t words = begin + wordsBegin.size();
        const size_t end = begin == std::string::npos ? begin : content.find(wordsEnd, words);
        if (end == std::string::npos)
            break;
        out += content.substr(at, begin - at);
        const size_t line = content.find('\n', words);
        std::string told = content.substr(words, line - words);
        std::string part = content.substr(line, end - line);
        for (size_t open = part.find("\nBT\n"); open != std::string::npos; open = part.find("\nBT\n", open)) {
            const std::string tag = "/Span <</ActualText " + told + ">> BDC\n";
            part.insert(open + 4, tag);
            const size_t close = part.find("\nET\n", open);
            if (close == std::string::npos)
                break;
            part.insert(close + 1, "EMC\n");
            open = close;
            // The first text object says the whole word, the others nothing.
            told = "()";
        }
        out += part;
        at = end + wordsEnd.size();
    }
    return out + content.substr(at);
}

const char *tagOf(Role::Kind kind)
{
    switch (kind) {
    case Role::Heading1:
        return "/H1";
    case Role::Heading2:
        return "/H2";
    case Role::Heading3:
        return "/H3";
    case Role::Image:
        return "/Figure";
    case Role::Cell:
        return "/TD";
    case Role::HeadCell:
        return "/TH";
    case Role::ItemText:
        return "/LBody";
    case Role::Artifact:
    case Role::Text:
    case Role::Quotation:
    case Role::Caption:
        break;
    }
    return "/P";
}

/** Builds the tree of structure elements. */
class Tree
{
public:
    explicit Tree(QPDF &pdf) : m_pdf(pdf)
    {
        m_root = make("/StructTreeRoot");
        m_root.removeKey("/S");
        m_root.replaceKey("/Type", QPDFObjectHandle::newName("/StructTreeRoot"));
        m_document = child(m_root, "/Document");
    }

    QPDFObjectHandle child(const QPDFObjectHandle &parent, const char *tag)
    {
        QPDFObjectHandle element = make(tag);
        element.replaceKey("/P", parent);
        QPDFObjectHandle(parent).getKey("/K").appendItem(element);
        return element;
    }

    /** The element of @p key under @p parent; made at its first use, which is its place in the reading order. */
    QPDFObjectHandle once(const std::string &key, const QPDFObjectHandle &parent, const char *tag)
    {
        if (const auto known = m_known.find(key); known != m_known.end())
            return known->second;
        return m_known.emplace(key, child(parent, tag)).first->second;
    }

    QPDFObjectHandle placeFor(const Role &role)
    {
        const std::string parent = std::to_string(role.parent);
        if (role.kind == Role::Cell || role.kind == Role::HeadCell) {
            QPDFObjectHandle table = once("table" + parent, m_document, "/Table");
            return once("row" + parent + "/" + std::to_string(role.row), table, "/TR");
        }
        if (role.parent > 0) {
            QPDFObjectHandle list = once("list" + parent, m_document, "/L");
            const std::string line = std::to_string(role.kind == Role::Image ? role.row : role.group);
            QPDFObjectHandle item = once("item" + line, list, "/LI");
            // A line's words are its body's own content; its picture is a part of the body.
            return role.kind == Role::Image ? once("body" + line, item, "/LBody") : item;
        }
        return role.kind == Role::Quotation ? child(m_document, "/BlockQuote") : m_document;
    }

    QPDFObjectHandle elementFor(const Role &role)
    {
        QPDFObjectHandle place = placeFor(role);
        if (role.kind == Role::ItemText)
            return once("body" + std::to_string(role.group), place, "/LBody");
        return child(place, tagOf(role.kind));
    }

    [[nodiscard]] QPDFObjectHandle root() const { return m_root; }

private:
    QPDFObjectHandle make(const char *tag)
    {
        QPDFObjectHandle element = m_pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
        element.replaceKey("/Type", QPDFObjectHandle::newName("/StructElem"));
        element.replaceKey("/S", QPDFObjectHandle::newName(tag));
        element.replaceKey("/K", QPDFObjectHandle::newArray());
        return element;
    }

    QPDF &m_pdf;
    QPDFObjectHandle m_root;
    QPDFObjectHandle m_document;
    std::map<std::string, QPDFObjectHandle> m_known;
};

QPDFObjectHandle attributes(const char *owner, const char *key, const QPDFObjectHandle &value)
{
    QPDFObjectHandle out = QPDFObjectHandle::newDictionary();
    out.replaceKey("/O", QPDFObjectHandle::newName(owner));
    out.replaceKey(key, value);
    return out;
}

} // namespace

void PdfTags::beginPage()
{
    m_marks.emplace_back();
    m_contents = 0;
    m_open = Open::Nothing;
}

void PdfTags::mark(QPainter &painter, const std::string &operators)
{
    auto &marks = m_marks.back();
    const int x = markOrigin - int(marks.size());
    marks.push_back(operators);
    QPainterPath nothing;
    nothing.moveTo(x, -1);
    nothing.lineTo(x, -2);
    painter.save();
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::black);
    painter.drawPath(nothing);
    painter.restore();
}

void PdfTags::close(std::string &operators)
{
    if (m_open != Open::Nothing)
        operators += "EMC ";
    m_open = Open::Nothing;
}

void PdfTags::begin(QPainter &painter, const layout::Draw &draw)
{
    Role role;
    QString alt;
    QString words;
    QRectF box;
    if (const auto *text = std::get_if<layout::TextDraw>(&draw)) {
        role = text->role;
        const QTextLayout &whole = text->text->text;
        const int from = whole.lineAt(text->firstLine).textStart();
        const QTextLine last = whole.lineAt(text->firstLine + text->lineCount - 1);
        words = whole.text().mid(from, last.textStart() + last.textLength() - from);
    } else if (const auto *picture = std::get_if<layout::PictureDraw>(&draw); picture && !picture->picture.alt.isEmpty()) {
        role = picture->role;
        alt = picture->picture.alt;
        box = picture->rect;
    }
    std::string operators;
    if (role.kind == Role::Artifact || role.group == 0) {
        if (m_open == Open::Artifact)
            return;
        close(operators);
        operators += "/Artifact BMC";
        m_open = Open::Artifact;
        mark(painter, operators);
        return;
    }
    close(operators);
    operators += std::string(tagOf(role.kind)) + " <</MCID " + std::to_string(m_contents) + ">> BDC";
    m_open = Open::Content;
    const auto [known, isNew] = m_byGroup.emplace(role.group, m_parts.size());
    if (isNew)
        m_parts.push_back({role, alt.toStdString(), {}, box, {}});
    m_parts[known->second].words += words;
    m_parts[known->second].content.emplace_back(int(m_marks.size()) - 1, m_contents++);
    mark(painter, operators);
}

void PdfTags::beginWords(QPainter &painter, const QString &words)
{
    std::string hex = "<feff";
    for (const QChar c : words)
        hex += QStringLiteral("%1").arg(c.unicode(), 4, 16, QLatin1Char('0')).toStdString();
    mark(painter, wordsBegin + hex + ">");
}

void PdfTags::endWords(QPainter &painter)
{
    mark(painter, wordsEnd);
}

void PdfTags::endPage(QPainter &painter)
{
    std::string operators;
    close(operators);
    mark(painter, operators);
}

bool PdfTags::applyTo(QPDF &pdf) const
{
    std::vector<QPDFPageObjectHelper> pages = QPDFPageDocumentHelper(pdf).getAllPages();
    if (pages.size() != m_marks.size())
        return false;
    std::vector<std::string> contents;
    for (size_t i = 0; i < pages.size(); ++i) {
        MarkFilter filter(m_marks[i]);
        Pl_Buffer out("content");
        pages[i].filterContents(&filter, &out);
        if (filter.found() != m_marks[i].size())
            return false;
        const std::shared_ptr<Buffer> content = out.getBufferSharedPointer();
        contents.push_back(toldInText(std::string(reinterpret_cast<const char *>(content->getBuffer()), content->getSize())));
    }
    std::vector<QPDFObjectHandle> parents;
    for (size_t i = 0; i < pages.size(); ++i) {
        QPDFObjectHandle page = pages[i].getObjectHandle();
        page.replaceKey("/Contents", QPDFObjectHandle::newStream(&pdf, contents[i]));
        page.replaceKey("/StructParents", QPDFObjectHandle::newInteger(int(i)));
        page.replaceKey("/Tabs", QPDFObjectHandle::newName("/S"));
        parents.push_back(pdf.makeIndirectObject(QPDFObjectHandle::newArray()));
    }
    Tree tree(pdf);
    for (const Part &part : m_parts) {
        QPDFObjectHandle element = tree.elementFor(part.role);
        if (part.role.kind == Role::Image) {
            element.replaceKey("/Alt", QPDFObjectHandle::newUnicodeString(part.alt));
            const QPDFObjectHandle::Rectangle box(part.box.left() / layout::point, (layout::paperHeight - part.box.bottom()) / layout::point,
                                                  part.box.right() / layout::point, (layout::paperHeight - part.box.top()) / layout::point);
            element.replaceKey("/A", attributes("/Layout", "/BBox", QPDFObjectHandle::newFromRectangle(box)));
        } else if (part.role.kind == Role::HeadCell) {
            element.replaceKey("/A", attributes("/Table", "/Scope", QPDFObjectHandle::newName(part.role.row == 0 ? "/Column" : "/Row")));
        }
        if (faces::needsItsWords(part.words)) {
            // On an element of its own: on the body of a list line it would stand for the line's picture too.
            if (part.role.kind == Role::ItemText)
                element = tree.child(element, "/Span");
            element.replaceKey("/ActualText", QPDFObjectHandle::newUnicodeString(part.words.toStdString()));
        }
        for (const auto &[page, number] : part.content) {
            QPDFObjectHandle reference = QPDFObjectHandle::newDictionary();
            reference.replaceKey("/Type", QPDFObjectHandle::newName("/MCR"));
            reference.replaceKey("/Pg", pages[size_t(page)].getObjectHandle());
            reference.replaceKey("/MCID", QPDFObjectHandle::newInteger(number));
            element.getKey("/K").appendItem(reference);
            // Numbers on a page rise with the order in which its parts were painted, but a part comes whole.
            QPDFObjectHandle &list = parents[size_t(page)];
            while (list.getArrayNItems() <= number)
                list.appendItem(QPDFObjectHandle::newNull());
            list.setArrayItem(number, element);
        }
    }
    QPDFObjectHandle numbers = QPDFObjectHandle::newArray();
    for (size_t i = 0; i < parents.size(); ++i) {
        numbers.appendItem(QPDFObjectHandle::newInteger(int(i)));
        numbers.appendItem(parents[i]);
    }
    QPDFObjectHandle parentTree = QPDFObjectHandle::newDictionary();
    parentTree.replaceKey("/Nums", numbers);
    QPDFObjectHandle top = tree.root();
    top.replaceKey("/ParentTree", pdf.makeIndirectObject(parentTree));
    top.replaceKey("/ParentTreeNextKey", QPDFObjectHandle::newInteger(int(parents.size())));
    QPDFObjectHandle root = pdf.getRoot();
    root.replaceKey("/StructTreeRoot", top);
    QPDFObjectHandle info = QPDFObjectHandle::newDictionary();
    info.replaceKey("/Marked", QPDFObjectHandle::newBool(true));
    root.replaceKey("/MarkInfo", info);
    return true;
}

} // namespace heard
