// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "circle/circle_private.h"
#include "circle/fold.h"
#include "support/circles.h"

namespace heard::testing {

/** One device with hands of its own: it makes whatever change it likes, and takes what others made in any order. No vault is asked. */
struct Hand
{
    Id device;
    Id member;
    Fold fold{Id{}};
    QSet<qsizetype> taken; ///< of the schedule's changes
};

/** Changes of several hands after a common beginning, made by hand: what a changed app could send. */
class Schedule
{
public:
    Schedule(const Id &circle, const QList<Commit> &beginning, const Fold &begun, quint64 seed)
        : random(seed)
        , m_circle(circle)
        , m_beginning(beginning)
        , m_begun(begun)
    {}

    Hand hand(const Id &device, const Id &member) const { return {device, member, m_begun, {}}; }
    [[nodiscard]] Id everyone() const { return m_begun.everyone(); }

    /** @p with makes a record of its own and gives its id. */
    Id made(const Hand &by, QList<Operation> &operations, const QString &kind, const QList<std::pair<QString, QCborValue>> &fields)
    {
        QByteArray nonce(16, Qt::Uninitialized);
        random.fill({reinterpret_cast<unsigned char *>(nonce.data()), size_t(nonce.size())});
        const Id id = recordIdFor(by.device, everyone(), nonce);
        operations.append({id, kind, common::made.key(), QCborValue(nonce), {}});
        for (const auto &[field, value] : fields)
            operations.append({id, kind, field, value, {}});
        return id;
    }
    /** Sets a field in place of all that this hand sees there. */
    static Operation setting(const Hand &by, const Id &record, const QString &field, const QCborValue &value)
    {
        const Record known = by.fold.records().value(record);
        Operation op{record, known.kind, field, value, {}};
        const Register standing = known.fields.value(field);
        for (const Version &v : standing.all())
            op.replaces.append(v.op);
        return op;
    }
    /** One change by this hand. @p onlySeen: it denies having seen anything of the schedule but this one. Gives its number. */
    qsizetype change(Hand &by, const QList<Operation> &operations, std::optional<qsizetype> onlySeen = {})
    {
        Commit commit;
        commit.circle = m_circle;
        commit.audience = everyone();
        commit.device = by.device;
        const Id stream = commit.stream();
        commit.seq = by.fold.folded(stream) + 1;
        commit.prev = QByteArray(32, '\0');
        commit.seen = (onlySeen ? m_begun : by.fold).seenFor(everyone(), stream);
        if (onlySeen && commits.at(*onlySeen).stream() != stream)
            commit.seen.insert(commits.at(*onlySeen).stream(), commits.at(*onlySeen).seq);
        commit.time = qint64(random.below(4'000'000'000'000)); // clocks decide nothing
        commit.operations = operations;
        commit.seed = QByteArray(16, 's');
        commits.append(commit);
        take(by, commits.size() - 1);
        return commits.size() - 1;
    }
    void take(Hand &hand, qsizetype number)
    {
        if (hand.taken.contains(number))
            return;
        hand.taken.insert(number);
        hand.fold.take(commits.at(number));
        if (hand.fold.needsRefold()) {
            QList<qsizetype> order(hand.taken.cbegin(), hand.taken.cend());
            settle(hand.fold, order);
        }
    }
    void takeSome(Hand &hand)
    {
        for (qsizetype i = 0; i < commits.size(); ++i) {
            if (random.below(2) == 0)
                take(hand, i);
        }
    }
    /** All changes, in an order of this call's own, on a device that has only the beginning. */
    Fold somewhere()
    {
        QList<qsizetype> order;
        for (qsizetype i = 0; i < commits.size(); ++i)
            order.append(i);
        for (qsizetype i = order.size() - 1; i > 0; --i)
            order.swapItemsAt(i, qsizetype(random.below(quint64(i) + 1)));
        Fold fold = m_begun;
        QList<qsizetype> soFar;
        for (const qsizetype i : std::as_const(order)) {
            soFar.append(i);
            fold.take(commits.at(i));
            if (fold.needsRefold())
                settle(fold, soFar);
            // A checkpoint now and then: what is read back judges as what was written.
            if (fold.held() == 0 && random.below(8) == 0)
                fold = Fold::decoded(m_circle, fold.encoded()).value_or(Fold(Id{}));
        }
        return fold;
    }

    QList<Commit> commits;
    SeededRandom random;

private:
    void settle(Fold &fold, const QList<qsizetype> &order)
    {
        const auto done = fold.refold([&](const std::function<void(const Commit &)> &take) -> Result<> {
            for (const Commit &commit : m_beginning)
                take(commit);
            for (const qsizetype i : order)
                take(commits.at(i));
            return {};
        });
        if (!done)
            qFatal("a refold failed");
    }

    Id m_circle;
    QList<Commit> m_beginning;
    Fold m_begun;
};

/** Each standing value of a record with its operation, but for the fields named. */
inline QStringList standing(const Fold &fold, const Id &record, const QStringList &except = {})
{
    QStringList all;
    const Record known = fold.records().value(record);
    for (auto field = known.fields.cbegin(); field != known.fields.cend(); ++field) {
        for (const Version &v : except.contains(field.key()) ? QList<Version>() : field->all())
            all.append(field.key() + u'=' + v.value.toDiagnosticNotation() + u' ' + QString::fromLatin1(mark(v.op).toHex()) + u' '
                       + v.first.member.toHex());
    }
    return all;
}

} // namespace heard::testing
