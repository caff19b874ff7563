// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/davserver.h"
#include "core/sync/support.h"
#include "sync/webdav_remote.h"

using namespace heard;
using namespace heard::testing;

namespace {

WebDavRemote::Limits quick()
{
    WebDavRemote::Limits limits;
    limits.silence = 1'000;
    limits.whole = 20'000;
    limits.patience = 0;
    return limits;
}

WebDavAccess accessTo(const DavServer &server)
{
    return webDavAccess(server.address(), QStringLiteral("ada"), "app password").value();
}

/** What a storage does otherwise than Apache. */
using Otherwise = std::function<std::optional<DavAnswer>(const DavRequest &request, bool &done)>;

Otherwise answers(const QByteArray &verb, int status, bool done)
{
    return [=](const DavRequest &request, bool &carryOut) -> std::optional<DavAnswer> {
        if (request.verb != verb)
            return std::nullopt;
        carryOut = done;
        return DavAnswer{status};
    };
}

/** The same, for what carries a condition. */
Otherwise answersCondition(int status)
{
    return [=](const DavRequest &request, bool &) -> std::optional<DavAnswer> {
        return request.headers.contains("if-none-match") ? std::optional(DavAnswer{status}) : std::nullopt;
    };
}

} // namespace

/** If the trial passes, syncs pass, and the reverse; and no file stays behind. */
class TestWebDavTrial : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void trialAndSyncAgree_data();
    void trialAndSyncAgree();
    void eachStatusHasATrueSentence();

private:
    std::unique_ptr<Quick> m_mum;
};

Q_DECLARE_METATYPE(Otherwise)

void TestWebDavTrial::initTestCase()
{
    QVERIFY(startCrypto());
    m_mum = std::make_unique<Quick>();
    QVERIFY(m_mum->start(QStringLiteral("Ada Okafor"), Role::Parent));
}

void TestWebDavTrial::trialAndSyncAgree_data()
{
    QTest::addColumn<Otherwise>("otherwise");
    QTest::addColumn<QString>("problem");
    QTest::addColumn<bool>("foldersFirst");
    const auto works = [](const char *name, const Otherwise &otherwise) { QTest::newRow(name) << otherwise << QString() << false; };
    const auto refused = [](const char *name, const Otherwise &otherwise, const char *problem) {
        QTest::newRow(name) << otherwise << QString::fromLatin1(problem) << false;
    };
    works("as Apache does it", [](const DavRequest &, bool &) { return std::nullopt; });
    for (const int status : {301, 400, 403, 405, 409, 500}) {
        QTest::newRow(qPrintable(QStringLiteral("a folder that is there: MKCOL %1").arg(status)))
            << answers("MKCOL", status, false) << QString() << true;
    }
    for (const int status : {200, 201, 202, 204, 207}) {
        works(qPrintable(QStringLiteral("PUT %1").arg(status)), answers("PUT", status, true));
        works(qPrintable(QStringLiteral("DELETE %1").arg(status)), answers("DELETE", status, true));
        // The first time the folder that it lies in is not there, which is said as ever.
        works(qPrintable(QStringLiteral("MKCOL %1").arg(status)),
              [status, asked = std::make_shared<QSet<QByteArray>>()](const DavRequest &request, bool &done) -> std::optional<DavAnswer> {
                  if (request.verb != "MKCOL" || !asked->contains(request.target)) {
                      asked->insert(request.verb == "MKCOL" ? request.target : QByteArray());
                      return std::nullopt;
                  }
                  done = true;
                  return DavAnswer{status};
              });
    }
    for (const int status : {400, 412, 417, 501})
        works(qPrintable(QStringLiteral("a condition: %1").arg(status)), answersCondition(status));
    for (const int status : {403, 405, 501})
        refused(qPrintable(QStringLiteral("nothing is removed: %1").arg(status)), answers("DELETE", status, false), "remote-keeps-all");
    refused("may only look", answers("PUT", 403, false), "remote-read-only");
    refused("full", answers("PUT", 507, false), "remote-full");
    refused(
        "a sign-in of its own",
        [](const DavRequest &, bool &) { return std::optional(DavAnswer{.status = 401, .headers = {"WWW-Authenticate: Negotiate"}}); },
        "remote-login-kind");
    refused(
        "a wrong password",
        [](const DavRequest &, bool &) {
            return std::optional(DavAnswer{.status = 401, .headers = {"WWW-Authenticate: Basic realm=\"x\""}});
        },
        "remote-login");
}

void TestWebDavTrial::trialAndSyncAgree()
{
    QFETCH(const Otherwise, otherwise);
    QFETCH(const QString, problem);
    QFETCH(const bool, foldersFirst);
    DavServer server;
    const auto made = m_mum->workspace->createCircle({.name = QStringLiteral("Sam")});
    HEARD_VERIFY(made);
    Circle &circle = **made;
    if (foldersFirst)
        HEARD_VERIFY(WebDavRemote(accessTo(server), circle.id(), quick()).check());
    server.play(otherwise);
    // Tried twice: the second time the folders are there.
    for (int i = 0; i < 2; ++i) {
        const auto tried = WebDavRemote(accessTo(server), circle.id(), quick()).check();
        QCOMPARE(tried ? QString() : tried.error().name, problem);
        QCOMPARE(server.files().size(), 0);
    }
    // Each sync, and what the next one takes away of it.
    WebDavRemote remote(accessTo(server), circle.id(), quick());
    QStringList told;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(!addNote(circle, QStringLiteral("note %1").arg(i)).isNull());
        told += problemNames(syncWith(*m_mum, circle, remote));
        told += problemNames(syncWith(*m_mum, circle, remote));
    }
    told.removeDuplicates();
    QCOMPARE(told, problem.isEmpty() ? QStringList() : QStringList{problem});
    QCOMPARE(server.secondPuts(), 0);
}

/** No two kinds of trouble are told in the same words, none in technical ones, and each says that the work is safe. */
void TestWebDavTrial::eachStatusHasATrueSentence()
{
    DavServer server;
    WebDavRemote remote(accessTo(server), Id::random(m_mum->random), quick());
    QMap<QString, int> sentences;
    for (const int status : {400, 401, 403, 404, 408, 413, 423, 429, 500, 502, 503, 507, 509}) {
        server.play(answers("PROPFIND", status, false));
        const auto list = remote.list(QStringLiteral("h"));
        if (status == 404) {
            HEARD_VERIFY(list); // never made: empty
            continue;
        }
        const QString sentence = list.error().message;
        QVERIFY2(sentence.contains(QLatin1String("safe")), qPrintable(sentence));
        QVERIFY2(!sentences.contains(sentence),
                 qPrintable(QStringLiteral("%1 and %2: %3").arg(status).arg(sentences.value(sentence)).arg(sentence)));
        sentences.insert(sentence, status);
        const QStringList parts = sentence.split(QLatin1String(". "));
        for (const QString &part : parts)
            QVERIFY2(part.split(u' ').size() <= 15, qPrintable(part));
    }
}

QTEST_GUILESS_MAIN(TestWebDavTrial)
#include "tst_webdav_trial.moc"
