// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/layout.h"

#include <map>
#include <string>
#include <vector>

class QPDF;

namespace heard {

/**
 * Gives a PDF its structure (ISO 32000-1, 14.8): headings, lists, tables, pictures with their alternative text, and the true words of
 * scripts whose letters change shape. QPdfWriter of Qt 6.4 cannot, so while it paints, invisible marks are left between the drawn
 * things: empty paths far outside of the paper. Afterwards each mark is replaced by the operator that belongs there.
 */
class PdfTags final : public layout::Marker
{
public:
    void beginPage();
    void begin(QPainter &painter, const layout::Draw &draw) override;
    void beginWords(QPainter &painter, const QString &words) override;
    void endWords(QPainter &painter) override;
    void endPage(QPainter &painter) override;

    /**
     * Puts the structure into @p pdf, which was painted with these tags. False when the marks were not all found as they were
     * painted (another Qt may write other operators): the file is then left as it is, untagged and still right.
     */
    [[nodiscard]] bool applyTo(QPDF &pdf) const;

private:
    struct Part
    {
        layout::Role role;
        std::string alt;
        QString words; ///< of scripts whose glyphs do not say them
        QRectF box;
        std::vector<std::pair<int, int>> content; ///< page and number of the marked content on it
    };

    void mark(QPainter &painter, const std::string &operators);
    void close(std::string &operators);

    std::vector<std::vector<std::string>> m_marks; ///< for each page, what stands for its marks
    std::vector<Part> m_parts;                     ///< in reading order
    std::map<int, size_t> m_byGroup;
    int m_contents = 0; ///< marked contents on this page
    enum class Open { Nothing, Artifact, Content } m_open = Open::Nothing;
};

} // namespace heard
