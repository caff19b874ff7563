// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo.h"

#include "base/clock.h"
#include "circle/workspace.h"
#include "content.h"
#include "document/writers.h"
#include "profile/agreement.h"
#include "profile/symbols.h"
#include "profile/tips.h"
#include "profile/version.h"
#include "sync/settings.h"
#include "vault/crypto.h"

#include <QBuffer>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <algorithm>
#include <array>

namespace heard::demo {

namespace {

/** Bytes that follow from a seed, so that two runs give the same ids. Only for people who do not exist. */
class SeededRandom final : public Random
{
public:
    explicit SeededRandom(quint64 seed) : m_seed(seed) {}

    void fill(std::span<unsigned char> out) override
    {
        for (size_t at = 0; at < out.size();) {
            const QByteArray block = blake2b(QByteArray("heard demo ") + QByteArray::number(m_seed) + ' ' + QByteArray::number(m_block++), 64);
            const size_t size = std::min(out.size() - at, size_t(block.size()));
            std::copy_n(reinterpret_cast<const unsigned char *>(block.constData()), size, out.data() + at);
            at += size;
        }
    }

private:
    quint64 m_seed;
    quint64 m_block = 0;
};

/** Milliseconds since 1970 of a time in UTC. */
qint64 at(int year, int month, int day, int hour, int minute = 0)
{
    return QDateTime(QDate(year, month, day), QTime(hour, minute), Qt::UTC).toMSecsSinceEpoch();
}

constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;

/** One of the four, with what is open of theirs. */
struct Actor
{
    Who who = Who::Grace;
    QString name;
    Role role = Role::Parent;
    std::unique_ptr<Workspace> workspace;
    Circle *circle = nullptr;
};

/** Tells the story from its beginning to its end. */
class Story
{
public:
    Story(const QString &folder, const Options &options) : m_options(options), m_random(options.seed)
    {
        m_demo.folder = QDir(folder).absolutePath();
    }

    Result<Demo> tell()
    {
        HEARD_TRY(begin());
        HEARD_TRY(meet());
        HEARD_TRY(lastYear());
        HEARD_TRY(thisYear());
        HEARD_TRY(settle());
        HEARD_TRY(leaveOpen());
        for (Actor &actor : m_actors)
            HEARD_TRY(actor.circle->checkpoint());
        m_demo.now = m_clock.now();
        return m_demo;
    }

private:
    // --- steps of the story -----------------------------------------------------------------------------------------

    Result<> begin()
    {
        QDir dir(m_demo.folder);
        if (dir.exists() && !dir.isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden))
            return fail(ErrorCode::Refused, "folder-not-empty", coreText("There are files in this folder already. Choose an empty one."));
        m_demo.remote = m_demo.folder + QStringLiteral("/shared-folder");
        m_files = m_demo.folder + QStringLiteral("/files");
        HEARD_TRY(makeFolder(m_demo.remote));
        HEARD_TRY(makeFolder(m_files));
        HEARD_TRY(saveFile(listingFile(m_demo.folder), "{}\n"));
        m_demo.passphrase = QStringLiteral("paper lantern quiet river maple");
        m_demo.passphraseFile = m_demo.folder + QStringLiteral("/passphrase.txt");
        HEARD_TRY(saveFile(m_demo.passphraseFile, m_demo.passphrase.toUtf8() + '\n'));

        HEARD_TRY(addActor(Who::Grace, QStringLiteral("Grace Okafor"), Role::Parent, QStringLiteral("grace")));
        HEARD_TRY(addActor(Who::Dan, QStringLiteral("Dan Hughes"), Role::Keyworker, QStringLiteral("dan")));
        HEARD_TRY(addActor(Who::Michael, QStringLiteral("Michael Okafor"), Role::Parent, QStringLiteral("michael")));
        HEARD_TRY(addActor(Who::Priya, QStringLiteral("Priya Nair"), Role::Senco, QStringLiteral("priya")));

        step(QStringLiteral("Grace begins a circle for Sam"));
        Actor &grace = actor(Who::Grace);
        HEARD_TRY_ASSIGN(grace.circle, grace.workspace->createCircle({QStringLiteral("Sam Okafor"), QStringLiteral("young-person"),
                                                                      QStringLiteral("2017-03"), QStringLiteral("england")}));
        m_demo.circle = grace.circle->id();
        m_demo.people.front().member = grace.circle->me();
        HEARD_TRY(setRemoteSettings(grace.workspace->vault(), m_demo.circle, {RemoteSettings::Kind::Folder, m_demo.remote}));
        return {};
    }

    Result<> meet()
    {
        for (size_t i = 1; i < m_actors.size(); ++i)
            HEARD_TRY(join(i));
        return everyoneSyncs();
    }

    /** The three small files: an invite, the answer, and letting in. */
    Result<> join(size_t index)
    {
        Actor &grace = actor(Who::Grace);
        Actor &joiner = m_actors[index];
        step(joiner.name + QStringLiteral(" joins by three small files"));
        m_clock.set(m_clock.now() + 20 * minute);
        HEARD_TRY_ASSIGN(const Invite invite, grace.workspace->invite(*grace.circle, {joiner.name, joiner.role}));
        HEARD_TRY(saveFile(m_files + QStringLiteral("/invite-%1.heard").arg(index), invite.file));
        HEARD_TRY_ASSIGN(const Workspace::Accepted accepted, joiner.workspace->accept(invite.file));
        HEARD_TRY(saveFile(m_files + QStringLiteral("/reply-%1.heard").arg(index), accepted.reply));
        HEARD_TRY(setRemoteSettings(joiner.workspace->vault(), m_demo.circle, {RemoteSettings::Kind::Folder, m_demo.remote}));
        HEARD_TRY_ASSIGN(const Workspace::Knock knock, grace.workspace->readReply(*grace.circle, accepted.reply));
        HEARD_TRY_ASSIGN(const QStringList words, knock.transcript.checkWords());
        HEARD_TRY_ASSIGN(const QStringList theirs, accepted.transcript.checkWords());
        if (words != theirs)
            return fail(ErrorCode::Internal, "demo", QStringLiteral("The check words are not the same."));
        if (joiner.who == Who::Dan)
            m_demo.checkWords = words;
        HEARD_TRY_ASSIGN(const Workspace::Admitted admitted, grace.workspace->admit(*grace.circle, accepted.reply));
        m_demo.people[index].member = admitted.member;
        HEARD_TRY_ASSIGN(joiner.circle, joiner.workspace->circle(m_demo.circle));
        HEARD_TRY(sync(grace));
        return sync(joiner);
    }

    Result<> lastYear()
    {
        step(QStringLiteral("Last year's profile is written, on four devices"));
        m_clock.set(at(2025, 11, 3, 16));
        Actor &grace = actor(Who::Grace);
        HEARD_TRY(profile::editAbout(*grace.circle, aboutSam()));
        m_statements.resize(lines().size());
        for (size_t i = 0; i < lines().size(); ++i) {
            if (lines()[i].lastYear)
                HEARD_TRY(write(i, lines()[i].lastYear));
        }
        const QList<profile::NewSign> signs = signsOfSam();
        for (const profile::NewSign &sign : signs)
            HEARD_TRY(profile::addSign(*grace.circle, sign));
        for (Actor &one : m_actors)
            HEARD_TRY(profile::editPen(*one.circle, penOf(one.who)));
        HEARD_TRY(everyoneSyncs());

        step(QStringLiteral("Last year's profile is frozen"));
        m_clock.set(at(2025, 11, 10, 17));
        HEARD_TRY_ASSIGN(m_demo.before, profile::freeze(*grace.circle, QStringLiteral("For the review in Year 4")));
        return everyoneSyncs();
    }

    Result<> thisYear()
    {
        step(QStringLiteral("A year on, lines are added, changed and taken out"));
        m_clock.set(at(2026, 11, 2, 16));
        // Asked anew, Sam says it in other words: they are a line of his own, not one of his that another changed.
        const std::vector<Id> before = m_statements;
        for (size_t i = 0; i < lines().size(); ++i) {
            const Line &line = lines()[i];
            if (line.thisYear && (!line.lastYear || saidAnew(line)))
                HEARD_TRY(write(i, line.thisYear));
            if (saidAnew(line))
                HEARD_TRY(profile::moveAfter(*actor(line.writtenBy).circle, m_statements[i], before[i]));
        }
        HEARD_TRY(everyoneSyncs());
        for (size_t i = 0; i < lines().size(); ++i) {
            const Line &line = lines()[i];
            if (line.lastYear && (!line.thisYear || saidAnew(line)))
                HEARD_TRY(profile::remove(*actor(line.writtenBy).circle, before[i]));
            else if (line.lastYear && qstrcmp(line.lastYear, line.thisYear) != 0)
                HEARD_TRY(rewrite(actor(line.writtenBy), m_statements[i], line.thisYear));
        }
        HEARD_TRY(everyoneSyncs());
        Actor &dan = actor(Who::Dan);
        // One more tip, out of the library.
        HEARD_TRY(profile::insertTip(*dan.circle, QStringLiteral("waiting-first-then")));

        // What only Grace can read.
        Actor &grace = actor(Who::Grace);
        profile::NewStatement own;
        own.section = profile::Section::Important;
        own.text = QStringLiteral("I want to talk about secondary school. I am not ready to share this yet.");
        own.audience = grace.circle->onlyMe();
        HEARD_TRY(profile::add(*grace.circle, own));
        return everyoneSyncs();
    }

    Result<> settle()
    {
        step(QStringLiteral("Grace and Dan change one line apart, see both versions, and settle it"));
        HEARD_TRY(changeApart(settledLine(), m_demo.settled, m_demo.settledBetween));
        Actor &grace = actor(Who::Grace);
        const QList<profile::Clash> clashes = profile::clashesOf(*grace.circle, m_demo.settled);
        if (clashes.size() != 1)
            return fail(ErrorCode::Internal, "demo", QStringLiteral("The two versions were not shown."));
        const QList<profile::Side> &sides = clashes.constFirst().sides;
        // The line is Dan's: his words stand in his name, hers would stand there as a change of them.
        const Id dan = actor(Who::Dan).circle->me();
        const auto his = std::find_if(sides.begin(), sides.end(), [&dan](const profile::Side &side) { return side.member == dan; });
        if (his == sides.end())
            return fail(ErrorCode::Internal, "demo", QStringLiteral("One version was lost."));
        HEARD_TRY(profile::settle(*grace.circle, m_demo.settled, clashes.constFirst().field, his->op));
        HEARD_TRY(everyoneSyncs());
        for (Actor &one : m_actors) {
            if (!profile::clashesOf(*one.circle, m_demo.settled).isEmpty())
                return fail(ErrorCode::Internal, "demo", QStringLiteral("It is not settled everywhere."));
        }

        step(QStringLiteral("They agree who may see it, and freeze this year's profile"));
        m_clock.set(at(2026, 11, 9, 17));
        profile::NewAgreement sam;
        sam.givenBy = m_demo.circle;
        sam.layouts = {profile::Layout::OnePage, profile::Layout::CoverCard};
        sam.until = QDate(2027, 7, 23);
        sam.how = QStringLiteral("He pointed to yes on his board, at home.");
        sam.forWhom = QStringLiteral("staff in Year 5");
        HEARD_TRY(profile::agree(*grace.circle, sam));
        for (Actor &one : m_actors) {
            profile::NewAgreement own;
            own.about = one.circle->me();
            own.layouts = {profile::Layout::Pen};
            own.until = QDate(2027, 7, 23);
            HEARD_TRY(profile::agree(*one.circle, own));
        }
        HEARD_TRY_ASSIGN(m_demo.after, profile::freeze(*grace.circle, QStringLiteral("For the review in Year 5")));
        return everyoneSyncs();
    }

    Result<> leaveOpen()
    {
        step(QStringLiteral("Something is left to do: two versions, an invite, and changes to send"));
        m_clock.set(at(2026, 11, 16, 18));
        HEARD_TRY(changeApart(undecidedLine(), m_demo.undecided, m_demo.undecidedBetween));

        const QByteArray shown = m_actors.front().circle->digest();
        m_demo.same = std::all_of(m_actors.begin(), m_actors.end(), [&shown](const Actor &one) { return one.circle->digest() == shown; });

        // Grace had no Wi-Fi when Dan sent this picture: it is still to come.
        HEARD_TRY(attach(actor(Who::Dan), QStringLiteral("Sam at the bus stop.png")));
        HEARD_TRY(sync(actor(Who::Dan)));
        Actor &grace = actor(Who::Grace);
        HEARD_TRY(sync(grace, {.media = false}));

        m_clock.set(at(2026, 11, 17, 20));
        NewMember therapist{QStringLiteral("Ellie Brown"), Role::Professional};
        HEARD_TRY_ASSIGN(const Invite invite, grace.workspace->invite(*grace.circle, therapist));
        m_demo.invite = m_files + QStringLiteral("/invite-for-ellie.heard");
        HEARD_TRY(saveFile(m_demo.invite, invite.file));

        m_clock.set(m_clock.now() + 10 * minute);
        profile::NewStatement swimming;
        swimming.section = profile::Section::Important;
        swimming.text = QStringLiteral("Swimming on Wednesdays.");
        swimming.saidBy = m_demo.circle;
        swimming.symbol = known("water");
        HEARD_TRY(profile::add(*grace.circle, swimming));
        m_clock.set(m_clock.now() + 2 * minute);
        HEARD_TRY(rewrite(grace, m_statements[0], "He makes us all laugh a lot."));
        HEARD_TRY(attach(grace, QStringLiteral("Sam on the bus.png")));
        HEARD_TRY_ASSIGN(const Pending waits, pending(*grace.circle));
        m_demo.waiting = waits.changes;
        m_clock.set(m_clock.now() + hour);
        return {};
    }

    Result<> attach(const Actor &by, const QString &name)
    {
        m_clock.set(m_clock.now() + 3 * minute);
        QByteArray png = portraitOfSam();
        QBuffer file(&png);
        file.open(QIODevice::ReadOnly);
        HEARD_TRY(by.circle->addAttachment(m_demo.settled, file, QStringLiteral("image/png"), name));
        return {};
    }

    // --- what the steps are made of -------------------------------------------------------------------------------------

    void step(const QString &what)
    {
        constexpr int steps = 13;
        if (m_options.onStep)
            m_options.onStep(what, m_step, steps);
        ++m_step;
    }

    Actor &actor(Who who)
    {
        return *std::find_if(m_actors.begin(), m_actors.end(), [who](const Actor &one) { return one.who == who; });
    }

    Result<> addActor(Who who, const QString &name, Role role, const QString &folder)
    {
        step(QStringLiteral("A vault for ") + name);
        QString typed = m_demo.passphrase;
        const Passphrase passphrase = Passphrase::typed(typed);
        const QString vault = m_demo.folder + QStringLiteral("/vaults/") + folder;
        HEARD_TRY_ASSIGN(auto created, Workspace::create(vault, {name, role}, passphrase, KdfCost::interactive(),
                                                         {&m_clock, &m_random, nullptr, {}, nullptr}));
        m_demo.people.push_back({name, roleName(role), vault, created.recoveryCode, {}});
        m_actors.push_back({who, name, role, std::move(created.workspace), nullptr});
        return {};
    }

    /** A symbol's id when the app has it, else nothing. */
    static QString known(const char *symbol)
    {
        const QString id = QString::fromLatin1(symbol);
        return profile::symbol(id) ? id : QString();
    }

    static bool saidAnew(const Line &line)
    {
        return line.saidBy == Who::Sam && line.lastYear && line.thisYear && qstrcmp(line.lastYear, line.thisYear) != 0;
    }

    Result<> write(size_t index, const char *words)
    {
        const Line &line = lines()[index];
        profile::NewStatement statement;
        statement.section = line.section;
        statement.text = QString::fromUtf8(words);
        statement.symbol = known(line.symbol);
        statement.mustKnow = line.mustKnow;
        if (line.saidBy == Who::Sam)
            statement.saidBy = m_demo.circle;
        else if (line.saidBy == Who::Gran)
            statement.saidName = QStringLiteral("Gran");
        else
            statement.saidBy = actor(line.saidBy).circle->me();
        m_clock.set(m_clock.now() + 3 * minute);
        HEARD_TRY_ASSIGN(m_statements[index], profile::add(*actor(line.writtenBy).circle, statement));
        return {};
    }

    Result<> rewrite(Actor &by, const Id &statement, const char *words)
    {
        m_clock.set(m_clock.now() + 3 * minute);
        profile::Edit edit;
        edit.text = QString::fromUtf8(words);
        return profile::edit(*by.circle, statement, edit);
    }

    Result<> changeApart(const Apart &apart, Id &statement, QStringList &versions)
    {
        statement = m_statements[apart.line];
        HEARD_TRY(rewrite(actor(Who::Grace), statement, apart.grace));
        HEARD_TRY(rewrite(actor(Who::Dan), statement, apart.dan));
        versions = {QString::fromUtf8(apart.grace), QString::fromUtf8(apart.dan)};
        return everyoneSyncs();
    }

    Result<> sync(Actor &one, const SyncOptions &options = {})
    {
        const Cancel cancel;
        const SyncReport report = syncCircle(*one.circle, cancel, {}, options);
        if (!report.problems.isEmpty()) {
            const SyncProblem &problem = report.problems.constFirst();
            return std::unexpected(Error{problem.code, problem.name, problem.sentence, problem.detail, false});
        }
        return {};
    }

    /** Twice, so that what the last one sent reaches the first. */
    Result<> everyoneSyncs()
    {
        for (int round = 0; round < 2; ++round) {
            for (Actor &one : m_actors) {
                m_clock.set(m_clock.now() + minute);
                HEARD_TRY(sync(one));
            }
        }
        return {};
    }

    const Options &m_options;
    SeededRandom m_random;
    SetClock m_clock{at(2025, 10, 6, 18)};
    Demo m_demo;
    QString m_files;
    std::vector<Actor> m_actors;  // after the clock and the randomness they use
    std::vector<Id> m_statements; ///< by index in lines(); null while not written
    int m_step = 0;
};

} // namespace

Result<Demo> makeDemo(const QString &folder, const Options &options)
{
    return Story(folder, options).tell();
}

QString listingFile(const QString &folder)
{
    return folder + QStringLiteral("/heard-demo.json");
}

Result<> clearDemo(const QString &folder)
{
    if (!QFile::exists(listingFile(folder)))
        return {};
    static const QRegularExpression ours(
        QStringLiteral("^(heard-demo\\.json|passphrase\\.txt|files/(invite|reply)-[a-z0-9-]+\\.heard|pages/compared\\.json|"
                       "pages/(one-page|cover-card|communication-passport|hospital-passport|pen)\\.(pdf|html|odt)|"
                       "vaults/.*|shared-folder/.*)$"));
    const QDir dir(folder);
    for (QDirIterator it(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories); it.hasNext();) {
        if (!ours.match(dir.relativeFilePath(it.next())).hasMatch()) {
            return fail(ErrorCode::Refused, "folder-not-empty",
                        coreText("There is a file beside the last demo that it did not make. Nothing was removed. Choose another folder."));
        }
    }
    if (!QDir(folder).removeRecursively())
        return fail(ErrorCode::Refused, "cannot-write", coreText("The demo that lies here cannot be removed. Choose another folder."));
    return {};
}

} // namespace heard::demo
