// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shellwords.h"

#include <string_view>

namespace heard::cli {

Result<std::vector<std::string>> shellWords(const std::string &line)
{
    std::vector<std::string> words;
    std::string word;
    bool inWord = false;
    char quote = 0;
    for (size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        // Inside single quotes everything stands for itself; inside double ones, all but the backslash.
        if (quote == '\'' || (quote == '"' && c != '\\')) {
            if (c == quote)
                quote = 0;
            else
                word += c;
        } else if (c == '\\') {
            if (i + 1 == line.size())
                return fail(ErrorCode::BadInput, "bad-line", coreText("The line ends with a backslash. Write the whole command on one line."));
            const char next = line[++i];
            if (quote == '"' && std::string_view("\"\\$`").find(next) == std::string_view::npos)
                word += c;
            word += next;
            inWord = true;
        } else if (c == '\'' || c == '"') {
            quote = c;
            inWord = true; // "" is an empty word
        } else if (c == ' ' || c == '\t' || c == '\r') {
            if (inWord)
                words.push_back(std::move(word));
            word.clear();
            inWord = false;
        } else if (c == '#' && !inWord) {
            break;
        } else {
            word += c;
            inWord = true;
        }
    }
    if (quote != 0)
        return fail(ErrorCode::BadInput, "bad-line", coreText("A quote is opened on this line and not closed."));
    if (inWord)
        words.push_back(std::move(word));
    return words;
}

} // namespace heard::cli
