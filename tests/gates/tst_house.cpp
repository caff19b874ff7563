// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>
#include <algorithm>
#include <functional>

using namespace heard::gates;
using namespace Qt::StringLiterals;

/** The rules of rules.h, held against every file of the project. HEARD_SOURCE_DIR says where it lies. */
class TestHouse : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void layering() { hold(heard::gates::layering); }
    void licence() { hold(heard::gates::licence); }
    void unfinished() { hold(heard::gates::unfinished); }
    void fileLength() { hold(heard::gates::tooLong); }
    void qmlHabits() { hold(heard::gates::qmlHabits); }
    void oneDoor() { hold(heard::gates::oneDoor); }
    void imperativeRegistration() { hold(heard::gates::imperativeRegistration); }
    void plainWords();

private:
    void hold(const std::function<Findings(const SourceFile &)> &rule);
    void report(const Findings &found);

    QList<SourceFile> m_files;
};

namespace {

bool isSource(const QString &path, const QByteArray &bytes)
{
    static const QStringList endings = {u".cpp"_s,           u".h"_s,       u".qml"_s, u".js"_s, u".sh"_s, u".cmake"_s,
                                        u"CMakeLists.txt"_s, u"packages"_s, u".ini"_s};
    return bytes.startsWith("#!") || path.startsWith(".clang"_L1)
           || std::any_of(endings.begin(), endings.end(), [&](const QString &ending) { return path.endsWith(ending); });
}

} // namespace

void TestHouse::initTestCase()
{
    const QDir root(qEnvironmentVariable("HEARD_SOURCE_DIR"));
    QVERIFY2(QFile::exists(root.filePath(u"CMakePresets.json"_s)), "HEARD_SOURCE_DIR does not point to the project");
    const auto add = [&](const QString &path) {
        QFile file(root.filePath(path));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
        const QByteArray bytes = file.readAll();
        if (isSource(path, bytes))
            m_files.append({path, QString::fromUtf8(bytes)});
    };
    for (const QString &name : root.entryList(QDir::Files | QDir::Hidden))
        add(name);
    // Listed by name, so that build folders and editors' folders stay out.
    for (const char *folder : {"core", "app", "qml", "tests", "cmake", ".ci", "assets"}) {
        QDirIterator it(root.filePath(QString::fromLatin1(folder)), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (it.hasNext())
            add(root.relativeFilePath(it.next()));
    }
    std::sort(m_files.begin(), m_files.end(), [](const SourceFile &a, const SourceFile &b) { return a.path < b.path; });
    const auto seen = [&](const QString &start) {
        return std::any_of(m_files.begin(), m_files.end(), [&](const SourceFile &file) { return file.path.startsWith(start); });
    };
    for (const char *expected : {"core/base/", "app/run", "tests/run", ".ci/run", ".clang-tidy", "CMakeLists.txt"})
        QVERIFY2(seen(QString::fromLatin1(expected)), expected);
    qInfo("%lld files", static_cast<long long>(m_files.size()));
}

void TestHouse::hold(const std::function<Findings(const SourceFile &)> &rule)
{
    Findings found;
    for (const SourceFile &file : std::as_const(m_files)) {
        // The rules themselves and their samples hold all that is forbidden.
        if (!file.path.startsWith("tests/gates/rules"_L1) && !file.path.startsWith("tests/gates/tst_rules"_L1))
            found += rule(file);
    }
    report(found);
}

void TestHouse::plainWords()
{
    Findings found;
    qsizetype sentences = 0;
    qsizetype words = 0;
    for (const SourceFile &file : std::as_const(m_files)) {
        // The command line speaks to administrators, in the words of its own commands.
        if (file.path.startsWith("tests/"_L1) || file.path.startsWith("app/cli/"_L1))
            continue;
        for (const ShownText &shown : shownTexts(file)) {
            found += heard::gates::plainWords(shown);
            for (const int length : sentenceLengths(shown.text)) {
                ++sentences;
                words += length;
            }
        }
    }
    qInfo("%lld sentences of %.1f words on average", static_cast<long long>(sentences), sentences > 0 ? double(words) / double(sentences) : 0.0);
    report(found);
    QVERIFY2(sentences > 0, "no shown text was found: the search for it is broken");
    QVERIFY2(words <= 15 * sentences, "sentences have more than 15 words on average");
}

void TestHouse::report(const Findings &found)
{
    // One by one: QtTest cuts a long message.
    for (const Finding &finding : found)
        qWarning("%s", qPrintable(finding.toString()));
    QCOMPARE(found.size(), 0);
}

QTEST_APPLESS_MAIN(TestHouse)
#include "tst_house.moc"
