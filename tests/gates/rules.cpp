// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

#include "scan.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QStringList>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace heard::gates {

namespace {

/** Which rooms of core a room may include, besides itself. A new room needs its line here. */
const QHash<QString, QSet<QString>> &roomsBelow()
{
    static const QHash<QString, QSet<QString>> rooms = {
        {u"base"_s, {}},
        {u"store"_s, {u"base"_s}},
        {u"vault"_s, {u"store"_s, u"base"_s}},
        {u"circle"_s, {u"vault"_s, u"store"_s, u"base"_s}},
        {u"sync"_s, {u"circle"_s, u"vault"_s, u"store"_s, u"base"_s}},
        {u"content"_s, {u"base"_s}},
        // A part turns its records into a neutral document; how that is written is the document's own affair.
        {u"profile"_s, {u"circle"_s, u"content"_s, u"document"_s, u"base"_s}},
        {u"document"_s, {u"base"_s}},
    };
    return rooms;
}

/** Headers of a library, and the only folders that may include them. */
struct Reserved
{
    QRegularExpression header;
    QStringList folders;
    QString why;
};

const QList<Reserved> &reserved()
{
    static const QList<Reserved> all = {
        {QRegularExpression(u"^(QtSql/|QtSql$|QSql|sqlite3\\.h)"_s), {u"core/store/"_s}, u"SQL belongs to core/store"_s},
        {QRegularExpression(u"^sodium"_s), {u"core/vault/"_s}, u"libsodium belongs to core/vault"_s},
        {QRegularExpression(u"^(qt6?keychain/|keychain\\.h)"_s), {u"core/vault/"_s}, u"the platform's keychain belongs to core/vault"_s},
        {QRegularExpression(u"^qpdf/"_s), {u"core/document/"_s}, u"qpdf belongs to core/document"_s},
        {QRegularExpression(u"^CLI/"_s), {u"app/cli/"_s}, u"CLI11 belongs to app/cli"_s},
        {QRegularExpression(u"^(QtNetwork/|QNetwork|QTcp|QUdp|QSsl)"_s), {u"core/sync/"_s}, u"the network belongs to core/sync"_s},
        {QRegularExpression(u"^(QtWidgets/|QApplication$|QWidget$|QMessageBox$|QFileDialog$)"_s), {}, u"Heard has no widgets"_s},
        {QRegularExpression(u"^(QtQml/|QtQml$|QQml|QtQuick|QQuick|QJS)"_s),
         {u"app/backend/"_s, u"app/main.cpp"_s, u"app/window/"_s},
         u"QML belongs to the window"_s},
    };
    return all;
}

QString firstPart(const QString &path)
{
    return path.section(u'/', 0, 0);
}

bool isCpp(const QString &path)
{
    return path.endsWith(".cpp"_L1) || path.endsWith(".h"_L1);
}

bool isQml(const QString &path)
{
    return path.endsWith(".qml"_L1);
}

Findings matches(const SourceFile &file, const QString &where, const QRegularExpression &bad, const QString &what)
{
    Findings found;
    for (auto it = bad.globalMatch(where); it.hasNext();) {
        const auto match = it.next();
        found.append({file.path, lineAt(where, match.capturedStart()), what.contains("%1"_L1) ? what.arg(match.captured().trimmed()) : what});
    }
    return found;
}

} // namespace

QString Finding::toString() const
{
    return line > 0 ? u"%1:%2: %3"_s.arg(path).arg(line).arg(what) : u"%1: %2"_s.arg(path, what);
}

Findings layering(const SourceFile &file)
{
    const bool inCore = file.path.startsWith("core/"_L1);
    if (!isCpp(file.path) || (!inCore && !file.path.startsWith("app/"_L1)))
        return {};
    Findings found;
    const QString room = file.path.section(u'/', 1, 1);
    if (inCore && !roomsBelow().contains(room))
        found.append({file.path, 0, u"core/%1 is not among the rooms of tests/gates/rules.cpp"_s.arg(room)});
    static const QRegularExpression include(u"^[ \\t]*#[ \\t]*include[ \\t]*[<\"]([^>\"]+)[>\"]"_s, QRegularExpression::MultilineOption);
    const QString code = scan(file.text).code;
    for (auto it = include.globalMatch(code); it.hasNext();) {
        const auto match = it.next();
        const QString header = match.captured(1);
        const int line = lineAt(code, match.capturedStart(1));
        const auto add = [&](const QString &what) { found.append({file.path, line, u"%1: %2"_s.arg(header, what)}); };
        for (const Reserved &library : reserved()) {
            const bool allowed = std::any_of(library.folders.begin(), library.folders.end(),
                                             [&](const QString &folder) { return file.path.startsWith(folder); });
            if (!allowed && library.header.match(header).hasMatch())
                add(library.why);
        }
        if (header.contains("../"_L1))
            add(u"include paths start at core/ or app/"_s);
        const QString target = firstPart(header);
        if (inCore) {
            if (roomsBelow().contains(target) && target != room && !roomsBelow().value(room).contains(target))
                add(u"core/%1 must not know core/%2"_s.arg(room, target));
            if (target == "app"_L1 || target == "backend"_L1 || target == "cli"_L1)
                add(u"core must not know app"_s);
        } else if ((room == "cli"_L1 && target == "backend"_L1) || (room == "backend"_L1 && target == "cli"_L1)) {
            add(u"the command line and the window do not know each other"_s);
        }
    }
    return found;
}

Findings licence(const SourceFile &file)
{
    const QString head = file.text.section(u'\n', 0, 4);
    Findings found;
    for (const QString &line : {u"SPDX-FileCopyrightText: "_s, u"SPDX-License-Identifier: GPL-3.0-or-later"_s}) {
        if (!head.contains(line))
            found.append({file.path, 0, u"no line with \"%1\" at its top"_s.arg(line)});
    }
    return found;
}

Findings unfinished(const SourceFile &file)
{
    static const QRegularExpression note(u"\\b(TODO|FIXME|XXX|HACK)\\b"_s);
    return matches(file, file.text, note, u"%1: finish it, or say in an issue what is missing"_s);
}

Findings tooLong(const SourceFile &file)
{
    const int most = isQml(file.path) ? 250 : file.path.startsWith("tests/"_L1) ? 800 : 500;
    const auto lines = file.text.count(u'\n');
    if ((!isQml(file.path) && !isCpp(file.path)) || lines <= most)
        return {};
    return {{file.path, 0, u"%1 lines, and %2 is the most: this is two subjects"_s.arg(lines).arg(most)}};
}

Findings qmlHabits(const SourceFile &file)
{
    if (!isQml(file.path))
        return {};
    const Scanned source = scan(file.text);
    Findings found;

    static const QRegularExpression import(u"^[ \\t]*import[ \\t]+(\\S+)(?:[ \\t]+([0-9.]+))?"_s, QRegularExpression::MultilineOption);
    static const QRegularExpression known(u"^(Heard(\\.\\w+)*|QtQuick(\\.\\w+)*|QtQml(\\.\\w+)*|QtTest)$"_s);
    for (auto it = import.globalMatch(source.code); it.hasNext();) {
        const auto match = it.next();
        const int line = lineAt(source.code, match.capturedStart(1));
        if (!known.match(match.captured(1)).hasMatch())
            found.append({file.path, line, u"imports %1: only Heard's modules and Qt's"_s.arg(match.captured(1))});
        if (!match.captured(2).isEmpty())
            found.append({file.path, line, u"imports a version of %1: leave it out"_s.arg(match.captured(1))});
    }

    // A property of the root object is the file's interface.
    static const QRegularExpression untyped(u"\\bproperty[ \\t]+var\\b"_s);
    for (auto it = untyped.globalMatch(source.bare); it.hasNext();) {
        const auto match = it.next();
        const QStringView before = QStringView(source.bare).left(match.capturedStart());
        if (before.count(u'{') - before.count(u'}') == 1)
            found.append({file.path, lineAt(source.bare, match.capturedStart()), u"property var in the interface: give it a type"_s});
    }

    // The gallery and the tests show made-up words to whoever draws controls.
    if (file.path.startsWith("qml/gallery/"_L1) || file.path.startsWith("tests/"_L1))
        return found;
    static const QRegularExpression shown(u"\\b(?:text|title|placeholderText|name|description)[ \\t]*:[ \\t]*(?=\")"_s);
    for (auto it = shown.globalMatch(source.bare); it.hasNext();) {
        const auto match = it.next();
        const bool visible = !match.captured().startsWith("name"_L1) && !match.captured().startsWith("description"_L1);
        const bool accessible = QStringView(source.bare).left(match.capturedStart()).endsWith(u"Accessible.");
        if (!visible && !accessible)
            continue;
        static const QRegularExpression word(u"\\p{L}{2}"_s);
        for (const Scanned::Literal &literal : source.literals) {
            if (literal.begin == match.capturedEnd() && literal.value.contains(word) && literal.value != "Heard"_L1)
                found.append({file.path, lineAt(source.bare, literal.begin), u"\"%1\" cannot be translated: use qsTr"_s.arg(literal.value)});
        }
    }
    return found;
}

Findings imperativeRegistration(const SourceFile &file)
{
    // Tests may hand the engine a stand-in.
    if (file.path.startsWith("tests/"_L1))
        return {};
    static const QRegularExpression bad(u"\\b(setContextProperty|setContextProperties|qmlRegister\\w+)\\b"_s);
    return matches(file, scan(file.text).bare, bad, u"%1: declare the type with QML_ELEMENT instead"_s);
}

Findings oneDoor(const SourceFile &file)
{
    if (!isCpp(file.path) || (!file.path.startsWith("core/"_L1) && !file.path.startsWith("app/"_L1)))
        return {};
    struct Door
    {
        QRegularExpression bad;
        QStringList rooms; ///< beginnings of paths
        QString what;
    };
    static const QList<Door> doors = {
        {QRegularExpression(u"\\b(QSaveFile|QTemporaryFile|QSettings|std::ofstream|std::fstream|fopen|freopen|QFile::copy)\\b"_s),
         {u"core/base/filewriter."_s, u"app/backend/preferences."_s},
         u"%1 does not tell of each failure: write with base/filewriter.h"_s},
        {QRegularExpression(u"\\b(O_WRONLY|O_RDWR|O_CREAT)\\b"_s),
         // A lock, the terminal, streams that are closed, and a folder that others write into too.
         {u"core/base/filewriter."_s, u"core/store/folderlock."_s, u"core/sync/folder_remote."_s, u"app/cli/passphrase."_s,
          u"app/cli/standardstreams."_s},
         u"%1: files are opened for writing by base/filewriter.h"_s},
        {QRegularExpression(u"\\b(QImage::fromData|QPixmap|loadFromData|QImageReader|QMovie)\\b"_s),
         {u"core/document/picture."_s},
         u"%1: pictures are decoded by document/picture.h, which knows what they may cost"_s},
    };
    const QString code = scan(file.text).bare;
    Findings found;
    for (const Door &door : doors) {
        if (std::none_of(door.rooms.begin(), door.rooms.end(), [&](const QString &room) { return file.path.startsWith(room); }))
            found += matches(file, code, door.bad, door.what);
    }
    // The terminal is no file.
    if (file.path.startsWith(u"app/cli/passphrase."_s))
        return found;
    // Memory is always written whole; a QFile is not.
    static const QRegularExpression variable(u"\\bQFile\\s+(\\w+)\\b"_s);
    for (auto it = variable.globalMatch(code); it.hasNext();) {
        const auto match = it.next();
        const QRegularExpression opened(u"\\b%1\\s*\\.\\s*open\\s*\\([^)]*\\b(WriteOnly|ReadWrite|Append|NewOnly)\\b"_s.arg(match.captured(1)));
        found += matches(file, code, opened, u"%1): write with base/filewriter.h"_s);
    }
    return found;
}

QList<ShownText> shownTexts(const SourceFile &file)
{
    static const QRegularExpression call(u"\\b(qsTr|qsTranslate|tr|coreText|translate|QT_TR_NOOP|QT_TRANSLATE_NOOP|QT_TR_N_NOOP)[ \\t\\n]*\\("_s);
    static const QSet<QString> contextFirst = {u"qsTranslate"_s, u"translate"_s, u"QT_TRANSLATE_NOOP"_s};
    const Scanned source = scan(file.text);
    QList<ShownText> shown;
    for (auto it = call.globalMatch(source.bare); it.hasNext();) {
        const auto match = it.next();
        // The literals of one argument: the first, or the second where the first is the context.
        int argument = contextFirst.contains(match.captured(1)) ? -1 : 0;
        int depth = 1;
        qsizetype at = match.capturedEnd();
        QString text;
        qsizetype began = -1;
        const auto finish = [&] {
            if (began >= 0)
                shown.append({file.path, lineAt(file.text, began), text});
            text.clear();
            began = -1;
        };
        for (; at < source.bare.size() && depth > 0 && argument <= 0; ++at) {
            const QChar c = source.bare.at(at);
            if (c == u'(' || c == u'{' || c == u'[') {
                ++depth;
            } else if (c == u')' || c == u'}' || c == u']') {
                --depth;
            } else if (c == u',' && depth == 1) {
                finish();
                ++argument;
            } else if (c == u':' && argument == 0) {
                finish(); // a ? "one" : "other"
            } else if (c == u'"' && argument == 0) {
                const auto literal =
                    std::find_if(source.literals.begin(), source.literals.end(), [&](const auto &l) { return l.begin <= at && at < l.end; });
                if (literal != source.literals.end()) {
                    if (began < 0)
                        began = literal->begin;
                    text += literal->value;
                    at = literal->end - 1;
                }
            }
        }
        finish();
    }
    return shown;
}

QList<int> sentenceLengths(const QString &text)
{
    static const QRegularExpression end(u"[.!?…]+(?:\\s+|$)|\\n+"_s);
    static const QRegularExpression blank(u"\\s+"_s);
    QList<int> lengths;
    for (const QString &sentence : text.split(end, Qt::SkipEmptyParts)) {
        if (const int words = int(sentence.split(blank, Qt::SkipEmptyParts).size()); words > 0)
            lengths.append(words);
    }
    return lengths;
}

Findings plainWords(const ShownText &shown)
{
    static const QList<std::pair<QRegularExpression, QString>> unwanted = [] {
        QList<std::pair<QRegularExpression, QString>> all;
        const auto add = [&](const QString &pattern, const QString &better) {
            all.append({QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption), better});
        };
        add(u"\\bsubmit(s|ted|ting)?\\b"_s, u"say send, save or done"_s);
        add(u"\\busers?\\b"_s, u"say who: you, people, a member"_s);
        add(u"\\bsync(hroni[sz]ation)? conflicts?\\b"_s, u"say two versions"_s);
        add(u"\\bcommits?\\b"_s, u"say change or saved work"_s);
        // To record is a fine verb; a record is not a thing people have.
        add(u"(?<!^)(?<![.!?] )(?<!\\bto )(?<!\\bcan )(?<!\\bnot )(?<!\\bthen )(?<!\\band )(?<!\\bor )\\brecords?\\b"_s,
            u"say what it is: a statement, a person, a note"_s);
        return all;
    }();
    Findings found;
    for (const auto &[word, better] : unwanted) {
        if (const auto match = word.match(shown.text); match.hasMatch())
            found.append({shown.path, shown.line, u"\"%1\" in \"%2\": %3"_s.arg(match.captured(), shown.text, better)});
    }
    for (const int words : sentenceLengths(shown.text)) {
        if (words > 20)
            found.append({shown.path, shown.line, u"a sentence of %1 words in \"%2\": 15 is plenty, 20 the most"_s.arg(words).arg(shown.text)});
    }
    return found;
}

} // namespace heard::gates
