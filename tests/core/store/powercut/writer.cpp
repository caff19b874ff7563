// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The second process of the store's tests: it uses the real Store and says what is saved, one line for each.
//
//   heard_store_writer hold FOLDER            opens, says "open", and waits to be killed
//   heard_store_writer append FOLDER full|normal COUNT CLOSE|LEAVE
//                                             makes a store, then saves COUNT commits, each with a state that names its row;
//                                             says 0 when the store is made and n when commit n is saved
#include "core/store/support.h"
#include "store/store.h"

#include <QCoreApplication>
#include <unistd.h>

using namespace heard;

namespace {

void say(const QByteArray &line)
{
    // One write each: the recorder sees an acknowledgement where it happened, between the writes of the files.
    [[maybe_unused]] const auto written = ::write(STDOUT_FILENO, line.constData(), size_t(line.size()));
}

int failed(const Error &error)
{
    qWarning("%s", heard::testing::explain(error).constData());
    return error.code == ErrorCode::Busy ? 3 : 2;
}

int hold(const QString &folder)
{
    const auto store = Store::open(folder);
    if (!store)
        return failed(store.error());
    say("open\n");
    for (;;)
        ::pause();
}

int append(const QString &folder, bool full, int count, bool close)
{
    // Full is what everybody gets who asks for nothing: the test is of that.
    StoreOptions options;
    if (!full)
        options.durability = StoreOptions::Durability::Normal;
    auto made = Store::create(folder, options);
    if (!made)
        return failed(made.error());
    Store &store = **made;
    say("0\n");
    Id circle;
    circle.bytes.fill(0xC1);
    Id stream;
    stream.bytes.fill(0x57);
    for (int n = 1; n <= count; ++n) {
        const Result<> saved = store.transaction([&]() -> Result<> {
            const auto added = store.append(heard::testing::numberedCommit(circle, stream, quint64(n)));
            if (!added)
                return std::unexpected(added.error());
            HEARD_TRY_ASSIGN(const qint64 row, store.lastRow(circle));
            return store.setState(circle, {row, QByteArray::number(row)});
        });
        if (!saved)
            return failed(saved.error());
        say(QByteArray::number(n) + '\n');
    }
    if (close)
        made->reset();
    // Without closing: what was acknowledged must not depend on a tidy end.
    ::_exit(0);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() == 3 && words.at(1) == QStringLiteral("hold"))
        return hold(words.at(2));
    if (words.size() == 6 && words.at(1) == QStringLiteral("append"))
        return append(words.at(2), words.at(3) == QStringLiteral("full"), words.at(4).toInt(), words.at(5) == QStringLiteral("CLOSE"));
    return 1;
}
