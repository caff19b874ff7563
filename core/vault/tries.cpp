// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/tries.h"

#include "base/cbor.h"
#include "store/store.h"
#include "vault/vault.h"

#include <algorithm>

namespace heard {

namespace {

constexpr qint64 freeTries = 5;
constexpr qint64 firstPause = 30'000;
constexpr qint64 longestPause = 900'000;
const QString triesKey = QStringLiteral("tries");

} // namespace

QByteArray Tries::encoded() const
{
    return toCbor(QCborArray{failed, wallAt, steadyAt});
}

Tries Tries::decoded(const QByteArray &bytes, qint64 wall, qint64 steady)
{
    if (bytes.isEmpty())
        return {};
    if (const auto value = fromCbor(bytes)) {
        CborFields fields(*value);
        const Tries tries{fields.integer(0, 1'000'000), fields.integer(INT64_MIN), fields.integer(-1)};
        if (fields.finished())
            return tries;
    }
    return {freeTries, wall, steady};
}

qint64 Tries::pause() const
{
    if (failed < freeTries)
        return 0;
    return std::min(longestPause, firstPause << std::min<qint64>(failed - freeTries, 10));
}

qint64 Tries::left(qint64 wall, qint64 steady)
{
    const qint64 whole = pause();
    if (whole == 0)
        return 0;
    qint64 passed = wall - wallAt;
    if (steady >= 0 && steadyAt >= 0) {
        // A smaller steady time means a restart since: at least that much has passed. A larger one after a restart only asks for more patience.
        passed = steady >= steadyAt ? steady - steadyAt : std::max(passed, steady);
    } else if (passed < 0) {
        wallAt = wall;
        passed = 0;
    }
    return std::clamp<qint64>(whole - passed, 0, whole);
}

Result<> beginTry(Store &store, const Surroundings &around)
{
    const qint64 wall = around.clock->now();
    const qint64 steady = around.steady ? around.steady->now() : -1;
    HEARD_TRY_ASSIGN(const QByteArray kept, store.meta(triesKey));
    Tries tries = Tries::decoded(kept, wall, steady);
    if (const qint64 left = tries.left(wall, steady); left > 0) {
        // A pause that starts again must start once only, or it would never end.
        if (const QByteArray now = tries.encoded(); now != kept)
            HEARD_TRY(store.setMeta(triesKey, now));
        const qint64 seconds = (left + 999) / 1000;
        return fail(ErrorCode::Refused, "too-many-tries",
                    coreText("That was wrong too many times. Your work is safe. Wait %n second(s), then try again.", nullptr, int(seconds)),
                    QStringLiteral("wait %1").arg(seconds), true);
    }
    tries = {std::min<qint64>(tries.failed + 1, 1'000'000), wall, steady};
    if (const Result<> counted = store.setMeta(triesKey, tries.encoded()); !counted && counted.error().code != ErrorCode::Full) {
        // A full disk must not keep people from their work. Guessing still costs Argon2id each time.
        return counted;
    }
    return {};
}

void forgetTries(Store &store)
{
    // On a full disk the count stays; the next right passphrase forgets it.
    [[maybe_unused]] const Result<> forgotten = store.setMeta(triesKey, {});
}

Error wrongPassphrase(const Store &store)
{
    const Tries tries = Tries::decoded(store.meta(triesKey).value_or(QByteArray()), 0, -1);
    const qint64 seconds = tries.pause() / 1000;
    if (seconds == 0)
        return {ErrorCode::Refused,
                QStringLiteral("wrong-passphrase"),
                coreText("That is not the passphrase. Your work is safe. Check each word, then try again."),
                {},
                false};
    return {ErrorCode::Refused, QStringLiteral("wrong-passphrase"),
            coreText("That is not the passphrase. Your work is safe. Wait %n second(s) before the next try.", nullptr, int(seconds)),
            QStringLiteral("wait %1").arg(seconds), false};
}

} // namespace heard
