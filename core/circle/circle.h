// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "circle/attachment.h"
#include "circle/commit.h"
#include "circle/people.h"
#include "circle/rules.h"
#include "circle/state.h"
#include "vault/vault.h"

#include <QSet>
#include <functional>
#include <memory>
#include <optional>

namespace heard {

class Circle;
struct DeviceKeys;

/** Facts about a circle for lists, known without opening it. */
struct CircleOverview
{
    Id id;
    QString name;
    QString type; ///< "young-person" or "group"
    qint64 members = 0;
    qint64 clashes = 0;
    qint64 waiting = 0;         ///< own changes not sent yet
    qint64 waitingSince = 0;    ///< ms since 1970 of the oldest; 0 when none
    bool waitingToJoin = false; ///< accepted an invite; not let in yet
};

/**
 * One action in the making: operations gathered, then saved as one commit with Circle::save. Building it changes nothing.
 * `set` replaces exactly what the circle shows now, so it also settles two versions.
 */
class Change
{
public:
    /** A change in one audience of the circle. */
    Change(const Circle &circle, const Id &audience);

    /** A new record; gives its id, which holds once saved. */
    Id make(const QString &kind);
    template<typename T>
    void set(const Id &record, const Field<T> &field, const T &value)
    {
        setRaw(record, field.key(), FieldCodec<T>::encode(value));
    }
    void setRaw(const Id &record, const QString &field, const QCborValue &value);
    /**
     * Narrows what the last `set` of this field replaces to values equal to @p seen: what the person had before them when they began.
     * A value that came meanwhile then stands beside the new one, as two versions, and is not written over unseen.
     */
    template<typename T>
    void onlyOver(const Id &record, const Field<T> &field, const T &seen)
    {
        onlyOverRaw(record, field.key(), FieldCodec<T>::encode(seen));
    }
    void onlyOverRaw(const Id &record, const QString &field, const QCborValue &seen);
    void remove(const Id &record);
    void bringBack(const Id &record);
    [[nodiscard]] bool isEmpty() const { return m_operations.isEmpty(); }
    [[nodiscard]] const Id &audience() const { return m_audience; }
    [[nodiscard]] const QList<Operation> &operations() const { return m_operations; }

private:
    const Circle *m_circle;
    Id m_audience;
    QList<Operation> m_operations;
    QHash<Id, QString> m_made;
};

/** What a save gave: where the commit lies. Once this is returned it is durable. */
struct Saved
{
    Id stream;
    quint64 seq = 0;
};

/** A change that was received but not accepted: kept, never applied, shown to owners. */
struct SetAside
{
    Id stream;
    quint64 seq = 0;
    Id device;
    /**
     * Stable word: "not-a-member", "removed", "not-owner", "not-yours", "fixed-field", "unknown-record", "kind", "replaces"; of devices and
     * keys "not-own-device" (bound or named by somebody whose it is not), "not-agreed" (without its own consent), "bound-already",
     * "not-own-key"; by a record's own rules (rules.h) "closed", "not-the-speaker", "author-only", "author-erases",
     * "not-a-writer".
     */
    QString reason;
    int index = -1; ///< the operation; -1 for the whole commit
};

/** What came from a device and was not accepted, counted by reason: changes set aside, or keys sent that were not theirs to send. */
struct KeptOut
{
    Id device;
    Id member;      ///< whose device; null when it was never let in
    QString reason; ///< of SetAside
    qint64 times = 0;
};

/** An epoch key of an audience, in guarded memory. The null epoch of "everyone here" stands for the name key alone (Circle::nameKey). */
struct EpochKey
{
    Id epoch;
    Id audience;
    SecretBytes key;
    Id giver = {}; ///< the device that made it or sent it here; a key of what only I can see counts when that is one of my own
};

/** A device of a member, as People shows it. */
struct DeviceInfo
{
    Id id;
    Id member;
    QString name;     ///< as its person calls it; empty when it has not said yet
    qint64 since = 0; ///< ms since 1970: when it was let in, as claimed
    bool here = false;
};

/** A sealed letter with keys for one device (a welcome, or a new epoch), waiting to be put into the remote's mailbox. */
struct Letter
{
    QByteArray name; ///< stable name in the outbox
    QByteArray sealed;
};

/** One earlier or present value of a field, for "what did it say before?" */
struct HistoryEntry
{
    OpId op;
    QString field;
    QCborValue value;
    Id member;
    qint64 time = 0;
    bool standing = false;
};

/**
 * One circle, opened: its folded records in memory, and the one way to change them. Lives on one thread.
 * All that it says was saved is in the store, durably; all that it shows is a pure function of the set of commits it holds.
 */
class Circle
{
public:
    [[nodiscard]] Id id() const;
    /** False until the welcome of an accepted invite has come and the first changes with it. */
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] CircleOverview overview() const;

    // who
    [[nodiscard]] Id me() const;     ///< my member id here; null while waiting to join
    [[nodiscard]] Id device() const; ///< this device
    [[nodiscard]] bool iAmOwner() const;
    [[nodiscard]] QList<Member> members() const; ///< those here, then those removed; in a stable order
    [[nodiscard]] std::optional<Member> member(const Id &id) const;
    [[nodiscard]] std::optional<Device> device(const Id &id) const;
    /** Those of a member, oldest first. */
    [[nodiscard]] QList<DeviceInfo> devicesOf(const Id &member) const;
    /**
     * Devices of those here that came after this one had been let in and that nobody here has looked at (deviceSeen), oldest first.
     * Not those that this device let in itself.
     */
    [[nodiscard]] Result<QList<DeviceInfo>> newDevices() const;
    /** The person was told of it. Kept on this device alone. */
    [[nodiscard]] Result<> deviceSeen(const Id &device);
    /** Names one of my own devices. BadInput "name-missing", "name-too-long"; Refused "not-own-device". */
    [[nodiscard]] Result<> nameDevice(const Id &device, const QString &name);
    /** True for a device that was let in, of somebody removed too; anyone who is here can invent others. */
    [[nodiscard]] bool wasLetIn(const Id &device) const;
    [[nodiscard]] Id everyone() const; ///< the audience "everyone here"
    [[nodiscard]] Id onlyMe() const;   ///< the audience "only me"
    /** "everyone" or "only-me" to the audience; NotFound otherwise. */
    [[nodiscard]] Result<Id> audienceFromName(const QString &name) const;
    [[nodiscard]] QString audienceName(const Id &audience) const;

    /** Random bytes from the vault's source; for Change. */
    void fillRandom(QByteArray &bytes) const;

    // what
    [[nodiscard]] const Record *record(const Id &id) const;
    enum class Removed { Not, Too };
    /** Of a kind (all kinds when empty), those not gone (or these too), sorted by `order`, then by id. */
    [[nodiscard]] QList<const Record *> records(const QString &kind, Removed removed = Removed::Not) const;
    [[nodiscard]] QList<const Record *> clashing() const;
    [[nodiscard]] const Record *circleRecord() const;
    [[nodiscard]] qsizetype recordCount() const;
    [[nodiscard]] QList<SetAside> setAside() const;
    /** Every value the record's fields ever had here, oldest first. Reads the whole log. */
    [[nodiscard]] Result<QList<HistoryEntry>> history(const Id &record) const;
    /** A hash of all that is shown: equal on two devices that show the same. 32 bytes. Only the audience "everyone here" counts. */
    [[nodiscard]] QByteArray digest() const;

    /** Saves one action as one commit in one transaction. Refused: not a member (any more), a rule; Full, Busy: nothing changed. */
    [[nodiscard]] Result<Saved> save(const Change &change);
    /** Removes a member: one commit in which they go and a new key epoch begins; letters for the others wait to be sent. Owners only. */
    [[nodiscard]] Result<> removeMember(const Id &member);

    // erasing for good
    /**
     * Erases a record: it is removed, and no value it ever had is shown or sent any more. The values themselves go from each device once
     * all who are active have seen this, and from what was shared; then the keys they were sealed with go too. Copies that somebody made
     * outside of Heard stay. NotFound "nothing-to-erase"; Refused "not-yours", "cannot-erase" (written by the first Heard).
     */
    [[nodiscard]] Result<> erase(const Id &record);

    // pictures, sound and film (attachment.h)
    /**
     * Seals what @p source holds into pieces beside the database, two of them in memory at a time, and gives what a field is to say of it.
     * It is kept once a change that holds it is saved; when none is, the pieces go when the vault is next opened.
     * BadInput "attachment-too-large", "bad-type", "cannot-read"; Full.
     */
    [[nodiscard]] Result<Attachment> sealAttachment(QIODevice &source, const QString &type);
    /** The same, and saves it as a record of its own about @p record, for the same people. Gives the new record. */
    [[nodiscard]] Result<Id> addAttachment(const Id &record, QIODevice &source, const QString &type, const QString &name = {});
    /** All that stand in a field of a record that is not gone, oldest first. */
    [[nodiscard]] Result<QList<AttachmentInfo>> attachments() const;
    /** Asks for one by its id: it is fetched on any network. */
    [[nodiscard]] Result<> setWanted(const Id &attachment, bool wanted);
    /**
     * Gives the plain bytes piece by piece, each authenticated; a piece that fails is never given. NotFound "blob-missing" when it is
     * not (all) here; Damaged "attachment-damaged". What was given before an error is the beginning of it and no more.
     */
    [[nodiscard]] Result<> readAttachment(const Attachment &attachment, const std::function<Result<>(QByteArrayView)> &each) const;
    /** Names of the sealed pieces on this device. */
    [[nodiscard]] Result<QSet<QByteArray>> heldChunks() const;
    /** One of them, as it goes to the remote. NotFound "blob-missing", Damaged "blob-damaged". */
    [[nodiscard]] Result<QByteArray> chunk(const QByteArray &name) const;
    /** Keeps sealed pieces that were fetched and compared with what names them. */
    [[nodiscard]] Result<> keepChunks(const QList<QByteArray> &pieces);
    /** Forgets pieces that are damaged here, to be fetched again. */
    [[nodiscard]] Result<> dropChunks(const QList<QByteArray> &names);
    /** Forgets those of them that nothing shown names: their attachments are gone for good. */
    [[nodiscard]] Result<> dropUnusedChunks(const QList<QByteArray> &names);

    /** Called after each change of what is shown (own saves and received ones), on this circle's thread. */
    void onChanged(std::function<void()> listener);

    // for sync and for copies: see core/sync
    /** How many commits of a stream are held here. */
    [[nodiscard]] quint64 count(const Id &stream) const;
    /** All streams held, with the audience, the device and the count. */
    struct StreamInfo
    {
        Id stream;
        Id audience;
        Id device;
        quint64 count = 0;
        QByteArray lastHash;
    };
    [[nodiscard]] QList<StreamInfo> streams() const;
    /** Changes that are kept here and do not show yet: they follow others which have not come. */
    [[nodiscard]] qint64 heldBack() const;
    /** As they are to be sent: without what was erased. */
    [[nodiscard]] Result<QList<SignedCommit>> commitsOf(const Id &stream, quint64 after, int most = 1'000'000) const;
    struct Received
    {
        int taken = 0;        ///< new commits stored
        int known = 0;        ///< had them already
        int notYet = 0;       ///< cannot be verified or follow later ones that are missing: offer them again another time
        int refused = 0;      ///< bad signature, chain or circle: not from who they claim
        int completed = 0;    ///< had them already, without values that these had
        int forks = 0;        ///< another commit with a number we hold: kept out, reported
        QList<Id> incomplete; ///< streams with notYet, refused or forks
    };
    /** Takes commits of others, in any order, with repeats; checks signature and chain; stores and folds in one transaction with @p also. */
    [[nodiscard]] Result<Received> receive(const QList<SignedCommit> &commits, const std::function<Result<>()> &also = {});
    /** Streams of this vault, under this identity or an earlier one, that hold changes not known to lie at a remote. */
    [[nodiscard]] Result<QSet<Id>> unsentStreams() const;
    /** What rewriteFork() did. */
    struct Rewritten
    {
        bool forked = false; ///< false: the two agree as far as both go, and nothing was changed
        qint64 changes = 0;  ///< written anew
        qint64 left = 0;     ///< operations that cannot be written any more (people who were let in; what was closed meanwhile)
    };
    /**
     * A copy of this vault went on under the identity that this one had before, and sent what it wrote: @p theirs, commits of @p stream in
     * their order, the first of which follows one that both have; commits of other streams may come along. They take the place of what was
     * written here under the same numbers, and that is written anew as the device this vault is now: the same records and values by the same
     * person, with the time they were written. All in one transaction. Refused "already-sent" when this device itself has sent some of it,
     * "not-genuine" when a signature is bad;
     * NotFound "not-joined" when the first does not follow what is held.
     */
    [[nodiscard]] Result<Rewritten> rewriteFork(const Id &stream, const QList<SignedCommit> &theirs);
    /** All epoch keys this device holds for the circle. */
    [[nodiscard]] const std::vector<EpochKey> &keyring() const;
    /** The key to seal with now, for an audience. Null when it holds none. */
    [[nodiscard]] const EpochKey *currentKey(const Id &audience) const;
    [[nodiscard]] Result<QList<Letter>> letters() const;
    [[nodiscard]] Result<> letterSent(const QByteArray &name);
    /** Tries a letter from the mailbox: true when it was for this device, from one who may, and its keys are now held. */
    [[nodiscard]] Result<bool> openLetter(QByteArrayView sealed);
    [[nodiscard]] Result<> markSent(const Id &stream, quint64 upToSeq);
    [[nodiscard]] Vault &vault();
    /** A secret all members hold from the first epoch on (a subkey of it), for names at the remote that mean nothing to the provider. */
    [[nodiscard]] Result<SecretBytes> nameKey() const;
    /** This device's signing key, for heads. */
    [[nodiscard]] const SigningKey &signingKey() const;

    /** Erasures whose values are still here, since not all who are active are known to have seen them. */
    struct Erasing
    {
        Id id;
        Id audience;
        Id stream; ///< where the change lies that says so …
        quint64 seq = 0;
    };
    [[nodiscard]] QList<Erasing> erasing() const;
    /** Lets go of the values for good. For sync, once all who are active have seen these erasures. */
    [[nodiscard]] Result<> finishErasures(const QList<Id> &erasures);
    /** Epochs from before a finished erasure: nothing that is published should need their keys. */
    [[nodiscard]] QSet<Id> staleEpochs() const;
    /** Lets go of keys of stale epochs that are not in use. */
    [[nodiscard]] Result<> dropKeys(const QSet<Id> &epochs);
    /** Changes that came without some of their values, though nobody erased those: stream, and numbers. */
    [[nodiscard]] QMap<Id, QSet<quint64>> lacking() const;

    /** Writes the folded state so that the next opening is quick. Losing it loses nothing. */
    [[nodiscard]] Result<> checkpoint();
    /** Verifies every commit held: seal, signature, chain, and that folding them gives what is shown. Names what is damaged. */
    struct Check
    {
        qint64 commits = 0;
        QStringList damaged;
        qint64 chunks = 0; ///< sealed pieces of attachments
        QList<KeptOut> keptOut = {};
    };
    [[nodiscard]] Result<Check> check() const;

    ~Circle();
    Circle(const Circle &) = delete;
    Circle &operator=(const Circle &) = delete;

private:
    friend class Workspace;
    class Private;
    explicit Circle(std::unique_ptr<Private> d);
    [[nodiscard]] Result<> checkChunks(Check &result) const;
    std::unique_ptr<Private> d;
};

} // namespace heard
