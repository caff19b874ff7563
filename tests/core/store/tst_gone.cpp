// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/support.h"
#include "store/store.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

using namespace heard;
using namespace heard::testing;

namespace {

const Id circleA = *Id::fromHex(u"000000000000000000000000000000a1");
const Id streamS = *Id::fromHex(u"00000000000000000000000000000051");

} // namespace

/** The vault's folder goes while it is open (a stick is pulled, a cleaner or a cloud program moves it): nothing is called saved then. */
class TestGone : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_place = std::make_unique<QTemporaryDir>();
        m_folder = m_place->filePath(QStringLiteral("vault"));
        auto made = Store::create(m_folder);
        VERIFY_OK(made);
        m_store = std::move(*made);
        VERIFY_OK(m_store->append(numberedCommit(circleA, streamS, 1)));
    }
    void cleanup()
    {
        m_store.reset();
        m_place.reset();
    }

    void takenAway()
    {
        QVERIFY(QDir(m_folder).removeRecursively());
        VERIFY_FAILS(m_store->append(numberedCommit(circleA, streamS, 2)), ErrorCode::NotFound, "vault-gone");
        VERIFY_FAILS(m_store->setMeta(QStringLiteral("colour"), "blue"), ErrorCode::NotFound, "vault-gone");
        VERIFY_FAILS(m_store->setItem(circleA, ItemKind::Cursor, "z", "last"), ErrorCode::NotFound, "vault-gone");
    }

    /** Also when it went in the middle: what had begun is taken back. */
    void takenAwayInTheMiddle()
    {
        const Result<> done = m_store->transaction([&]() -> Result<> {
            HEARD_TRY(m_store->append(numberedCommit(circleA, streamS, 2)));
            QDir(m_folder).removeRecursively();
            return {};
        });
        VERIFY_FAILS(done, ErrorCode::NotFound, "vault-gone");
        QCOMPARE(*m_store->commitCount(circleA), 1);
    }

    /** Another file of the same name is not the vault. */
    void replaced()
    {
        const QString file = m_folder + QStringLiteral("/vault.sqlite");
        QVERIFY(QFile::copy(file, file + QStringLiteral(".copy")));
        QVERIFY(QFile::rename(file, file + QStringLiteral(".first")));
        QVERIFY(QFile::rename(file + QStringLiteral(".copy"), file));
        VERIFY_FAILS(m_store->append(numberedCommit(circleA, streamS, 2)), ErrorCode::NotFound, "vault-gone");
    }

    /** Put back where it was, it is the same vault, and goes on. */
    void movedAndPutBack()
    {
        const QString elsewhere = m_place->filePath(QStringLiteral("elsewhere"));
        QVERIFY(QDir().rename(m_folder, elsewhere));
        VERIFY_FAILS(m_store->append(numberedCommit(circleA, streamS, 2)), ErrorCode::NotFound, "vault-gone");
        QVERIFY(QDir().rename(elsewhere, m_folder));
        VERIFY_OK(m_store->append(numberedCommit(circleA, streamS, 2)));
        m_store.reset();
        auto opened = Store::open(m_folder);
        VERIFY_OK(opened);
        QCOMPARE(*(*opened)->commitCount(circleA), 2);
    }

private:
    std::unique_ptr<QTemporaryDir> m_place;
    QString m_folder;
    std::unique_ptr<Store> m_store;
};

QTEST_GUILESS_MAIN(TestGone)
#include "tst_gone.moc"
