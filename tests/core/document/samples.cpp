// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "document/writers.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace heard;

namespace samples {

namespace {

Item line(const QString &text, const QString &note = {}, bool pictured = false)
{
    static int count = 0;
    Item item{plain(text), {}, note, QStringLiteral("line-%1").arg(++count)};
    if (pictured)
        item.picture = {symbol(), QStringLiteral("Smiling face")};
    return item;
}

Document page()
{
    Document document;
    document.title = QStringLiteral("Sam’s one-page profile");
    document.audience = QStringLiteral("For Ms Khan and cover staff");
    document.date = QDate(2026, 11, 22);
    document.form = Form::OneSide;
    document.notes = {QStringLiteral("Sam agreed to share this with school until 31 July 2027."),
                      QStringLiteral("Symbols: OpenMoji, CC BY-SA 4.0.")};
    return document;
}

} // namespace

QByteArray symbol()
{
    return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 72 72'><circle cx='36' cy='36' r='30' fill='#fcea2b' stroke='#000'/>"
           "<path d='M20 44 Q36 60 52 44' fill='none' stroke='#000' stroke-width='3'/></svg>";
}

QByteArray portrait(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(QColor(0xBC, 0xD8, 0xE8));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0xE8, 0xB8, 0x90));
    painter.drawEllipse(QPointF(width / 2.0, height * 0.45), height * 0.25, height * 0.3);
    painter.end();
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", 85);
    return out;
}

Document profile()
{
    Document document = page();
    Band band;
    band.photo = {portrait(), QStringLiteral("Sam smiling in the garden")};
    band.name = QStringLiteral("Sam Okafor");
    band.subtitle = QStringLiteral("Year 5, Oak class. I like to be called Sam.");
    document.blocks.emplace_back(band);
    Panels panels;
    panels.columns = 2;
    panels.panels = {{QStringLiteral("What people like and admire about me"),
                      Accent::Charter,
                      {symbol(), QStringLiteral("Star")},
                      {line(QStringLiteral("I make people laugh, even on a hard day."), QStringLiteral("Mum")),
                       line(QStringLiteral("I notice small things that others miss.")), line(QStringLiteral("I never give up on a puzzle.")),
                       line(QStringLiteral("I am kind to new people and show them where things are."))}},
                     {QStringLiteral("What is important to me"),
                      Accent::Profile,
                      {symbol(), QStringLiteral("Heart")},
                      {line(QStringLiteral("Trains. I know every station from Leeds to London, and I find timetables calming.")),
                       line(QStringLiteral("My dog Biscuit waits for me at the gate."), {}, true),
                       line(QStringLiteral("Knowing what happens next. Show me the plan for the day."), {}, true),
                       line(QStringLiteral("Soft clothes. Labels hurt."))}},
                     {QStringLiteral("How best to support me"),
                      Accent::Meetings,
                      {symbol(), QStringLiteral("Hands")},
                      {line(QStringLiteral("I eat in Room 4, because the hall hurts my ears.")),
                       line(QStringLiteral("Give me one instruction at a time, then wait ten seconds before you say it again. I am still thinking.")),
                       line(QStringLiteral("If I put my red card on the table, let me go out for five minutes. I will come back by myself.")),
                       line(QStringLiteral("Tell me before the fire bell rings.")),
                       line(QStringLiteral("Write it down or draw it for me."), QStringLiteral("Sam and Dad")),
                       line(QStringLiteral("Do not make me look at you. I listen better when I look away."))}},
                     {QStringLiteral("My strengths"),
                      Accent::MySay,
                      {symbol(), QStringLiteral("Arm")},
                      {line(QStringLiteral("Maths in my head.")), line(QStringLiteral("Drawing maps of places I have been to once."))}}};
    document.blocks.emplace_back(panels);
    return document;
}

Document arabicProfile()
{
    Document document = page();
    document.language = QStringLiteral("ar");
    document.direction = Qt::RightToLeft;
    document.title = QStringLiteral("صفحة سام");
    document.audience = QStringLiteral("إلى المعلمة خان");
    document.notes = {QStringLiteral("وافق سام على مشاركة هذه الصفحة مع المدرسة.")};
    Band band;
    band.photo = {portrait(), QStringLiteral("سام في الحديقة")};
    band.name = QStringLiteral("سام عكافور");
    band.subtitle = QStringLiteral("الصف الخامس");
    document.blocks.emplace_back(band);
    Panels panels;
    panels.columns = 2;
    panels.panels = {{QStringLiteral("ما يحبه الناس"),
                      Accent::Charter,
                      {symbol(), QStringLiteral("نجمة")},
                      {line(QStringLiteral("أجعل الناس يضحكون حتى في الأيام الصعبة.")), line(QStringLiteral("ألاحظ الأشياء الصغيرة."))}},
                     {QStringLiteral("ما هو مهم لي"),
                      Accent::Profile,
                      {},
                      {line(QStringLiteral("القطارات. أعرف كل المحطات من Leeds إلى لندن.")), line(QStringLiteral("كلبي ينتظرني عند الباب."))}}};
    document.blocks.emplace_back(panels);
    return document;
}

Document longProfile(int count)
{
    Document document = profile();
    auto &panels = std::get<Panels>(document.blocks.at(1)).panels;
    for (int i = 0; i < count; ++i)
        panels[i % 4].items.append(line(
            QStringLiteral("Another thing that helps me is number %1, when we sit by the window and read together for a while.").arg(i)));
    return document;
}

Document card()
{
    Document document = page();
    document.form = Form::HalfCard;
    document.notes = {QStringLiteral("Please give this card back.")};
    document.blocks.emplace_back(
        Band{{portrait(), QStringLiteral("Sam")}, QStringLiteral("Sam Okafor"), QStringLiteral("Five things that help me")});
    Panel tips{QStringLiteral("My five top tips"), Accent::Meetings, {}, {}, Marks::Numbers};
    for (const char *tip : {"Say my name first, then tell me.", "One thing at a time.", "Let me use my red card.", "I eat in Room 4.",
                            "Do not touch my shoulder."})
        tips.items.append(line(QString::fromLatin1(tip)));
    document.blocks.emplace_back(Panels{{tips}, 1});
    return document;
}

Document passport()
{
    Document document = page();
    document.form = Form::Pages;
    document.title = QStringLiteral("Sam’s communication passport");
    document.blocks.emplace_back(Band{{portrait(), QStringLiteral("Sam")}, QStringLiteral("Sam Okafor"), QStringLiteral("How I communicate")});
    document.blocks.emplace_back(
        Panels{{{QStringLiteral("Must know"), Accent::Alert, {}, {line(QStringLiteral("I am allergic to penicillin."))}},
                {QStringLiteral("Important"), Accent::Warn, {}, {line(QStringLiteral("I need time."))}}},
               2});
    for (int part = 1; part <= 5; ++part) {
        document.blocks.emplace_back(Heading{QStringLiteral("Part %1 of my passport").arg(part), 2});
        document.blocks.emplace_back(
            Paragraph{{{QStringLiteral("When I am happy "), false},
                       {QStringLiteral("I flap my hands"), true},
                       {QStringLiteral(" and hum. It shows the joy in my body, and it is fine. You can join in if you like."), false}}});
        List signs;
        for (int i = 0; i < 5; ++i)
            signs.items.append(line(QStringLiteral("You may see sign %1: my hands on my ears. It means that it is too loud here. Please take me to a quiet place and "
                                                   "wait until I take my hands down, then ask me with the picture card.")
                                        .arg(i),
                                    i == 2 ? QStringLiteral("Dad") : QString(), i % 2 == 1));
        document.blocks.emplace_back(signs);
        document.blocks.emplace_back(Heading{QStringLiteral("Signs of mine"), 3});
        document.blocks.emplace_back(
            Table{QStringLiteral("What my signs mean"),
                  {QStringLiteral("You may see"), QStringLiteral("It means"), QStringLiteral("What to do")},
                  {{QStringLiteral("Red card"), QStringLiteral("Stop"), QStringLiteral("Stop at once and say OK.")},
                   {QStringLiteral("Turning away"), QStringLiteral("Pain or no"), QStringLiteral("Ask with the body map.")}}});
        document.blocks.emplace_back(Quote{plain(QStringLiteral("I am always listening.")), QStringLiteral("Sam, 9")});
    }
    document.blocks.emplace_back(PictureBlock{{portrait(), QStringLiteral("Sam at the station")}, 80, QStringLiteral("Sam at Leeds station")});
    return document;
}

Document any(QRandomGenerator &random, Form form)
{
    static const QStringList
        vocabulary{QStringLiteral("I"),       QStringLiteral("the"),
                   QStringLiteral("find"),    QStringLiteral("office"),
                   QStringLiteral("trains"),  QStringLiteral("important"),
                   QStringLiteral("a"),       QStringLiteral("difficult"),
                   QStringLiteral("calm"),    QStringLiteral("überall"),
                   QStringLiteral("naïve"),   QStringLiteral("5"),
                   QStringLiteral("Łódź"),    QStringLiteral("wait,"),
                   QStringLiteral("please."), QStringLiteral("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"),
                   QStringLiteral("and"),     QStringLiteral("quiet"),
                   QStringLiteral("Žižkov"),  QStringLiteral("“yes”"),
                   QStringLiteral("don’t"),   QStringLiteral("because"),
                   QStringLiteral("red-card")};
    const auto sentence = [&](int longest) {
        QStringList out;
        const int count = random.bounded(1, longest + 1);
        for (int i = 0; i < count; ++i)
            out.append(vocabulary.at(random.bounded(int(vocabulary.size()))));
        return out.join(random.bounded(40) == 0 ? u'\n' : u' ');
    };
    const auto items = [&](int most) {
        QList<Item> out;
        const int count = random.bounded(0, most + 1);
        for (int i = 0; i < count; ++i)
            out.append(
                line(sentence(random.bounded(2, 30)), random.bounded(4) == 0 ? QStringLiteral("Mum") : QString(), random.bounded(5) == 0));
        return out;
    };
    Document document = page();
    document.form = form;
    if (random.bounded(4) == 0)
        document.direction = Qt::RightToLeft;
    if (random.bounded(3) > 0)
        document.blocks.emplace_back(
            Band{random.bounded(2) ? Picture{portrait(300, 400), QStringLiteral("Face")} : Picture{}, sentence(3), sentence(8)});
    const int blocks = random.bounded(1, 4);
    for (int i = 0; i < blocks; ++i) {
        switch (random.bounded(form == Form::HalfCard ? 4 : 7)) {
        case 0:
            document.blocks.emplace_back(Paragraph{plain(sentence(40)), QStringLiteral("paragraph-%1").arg(i)});
            break;
        case 1:
            document.blocks.emplace_back(List{items(6), Marks(random.bounded(3))});
            break;
        case 2:
            document.blocks.emplace_back(Quote{plain(sentence(20)), sentence(2), QStringLiteral("quote-%1").arg(i)});
            break;
        default: {
            Panels panels;
            panels.columns = random.bounded(1, 3);
            const int count = random.bounded(1, form == Form::HalfCard ? 3 : 6);
            for (int p = 0; p < count; ++p)
                panels.panels.append({sentence(6), Accent(random.bounded(7)),
                                      random.bounded(2) ? Picture{symbol(), QStringLiteral("Star")} : Picture{}, items(6),
                                      Marks(random.bounded(3))});
            document.blocks.emplace_back(panels);
        }
        }
    }
    return document;
}

QStringList wordsOf(const QString &text)
{
    static const QRegularExpression space(QStringLiteral("[\\s\\x{00A0}\\x{200B}\\x{2028}\\x{2060}]+"));
    return text.split(space, Qt::SkipEmptyParts);
}

QStringList words(const Document &document)
{
    QStringList all;
    const auto add = [&](const QString &text) { all += wordsOf(text); };
    const auto addItems = [&](const QList<Item> &items) {
        for (const Item &item : items) {
            add(plainText(item.text));
            if (!item.note.isEmpty())
                add(QStringLiteral("– ") + item.note);
        }
    };
    for (const Block &block : document.blocks) {
        if (const auto *band = std::get_if<Band>(&block)) {
            add(band->name);
            add(band->subtitle);
            add(document.audience + QStringLiteral(" · ") + dateText(document));
        } else if (const auto *panels = std::get_if<Panels>(&block)) {
            for (const Panel &panel : panels->panels) {
                add(panel.heading);
                addItems(panel.items);
            }
        } else if (const auto *list = std::get_if<List>(&block)) {
            addItems(list->items);
        } else if (const auto *heading = std::get_if<Heading>(&block)) {
            add(heading->text);
        } else if (const auto *paragraph = std::get_if<Paragraph>(&block)) {
            add(plainText(paragraph->text));
        } else if (const auto *quote = std::get_if<Quote>(&block)) {
            add(QStringLiteral("“%1”").arg(plainText(quote->text)));
            add(quote->speaker);
        } else if (const auto *picture = std::get_if<PictureBlock>(&block)) {
            add(picture->caption);
        } else if (const auto *table = std::get_if<Table>(&block)) {
            add(table->caption);
            for (const QString &cell : table->header)
                add(cell);
            for (const QStringList &row : table->rows)
                for (const QString &cell : row)
                    add(cell);
        }
    }
    for (const QString &note : document.notes)
        add(note);
    return all;
}

Output run(const QString &program, const QStringList &arguments, const char *package, int seconds)
{
    if (QStandardPaths::findExecutable(program).isEmpty())
        return {false, {}, program.toUtf8() + " is missing: install the Debian package " + package};
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(seconds * 1000)) {
        process.kill();
        process.waitForFinished();
        return {false, {}, program.toUtf8() + " did not end in time"};
    }
    const bool ok = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    return {ok, process.readAllStandardOutput(), ok ? QByteArray() : program.toUtf8() + ": " + process.readAllStandardError()};
}

QString asked(const QString &folder, const QString &program, const Document &document, const QStringList &before, const QStringList &after)
{
    const QString path = folder + QStringLiteral("/page.pdf");
    const Result<QByteArray> pdf = toPdf(document);
    if (!pdf || !saveFile(path, *pdf))
        qFatal("no PDF: %s", pdf ? "not saved" : qPrintable(pdf.error().detail));
    const Output output = run(program, before + QStringList{path} + after, "poppler-utils");
    if (!output.ok)
        QTest::qFail(output.reason.constData(), __FILE__, __LINE__);
    return QString::fromUtf8(output.text);
}

} // namespace samples
