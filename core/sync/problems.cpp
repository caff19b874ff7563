// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/problems.h"

#include <algorithm>
#include <array>

namespace heard {

namespace {

struct Known
{
    const char *name;
    Remedy remedy;
};

constexpr std::array known{
    Known{"attachment-damaged", Remedy::Read},
    Known{"attachment-not-taken", Remedy::Read},
    Known{"changes-left", Remedy::Read},
    Known{"changes-waiting", Remedy::ComesLater},
    Known{"changes-withheld", Remedy::Read},
    Known{"copied-vault", Remedy::Decide},
    Known{"damaged-remote", Remedy::SetUp},
    Known{"enough-for-now", Remedy::ComesLater},
    Known{"listing-too-large", Remedy::AtStorage},
    Known{"listing-unreadable", Remedy::ComesBack},
    Known{"newer-change", Remedy::Decide},
    Known{"no-key", Remedy::Read},
    Known{"no-remote", Remedy::SetUp},
    Known{"not-genuine", Remedy::Read},
    Known{"object-damaged", Remedy::Read},
    Known{"object-missing", Remedy::ComesLater},
    Known{"object-too-large", Remedy::Read},
    Known{"object-too-new", Remedy::Decide},
    Known{"remote-busy", Remedy::ComesBack},
    Known{"remote-closed", Remedy::AtStorage},
    Known{"remote-emptied", Remedy::Decide},
    Known{"remote-error", Remedy::ComesBack},
    Known{"remote-folder-missing", Remedy::SetUp},
    Known{"remote-forbidden", Remedy::Access},
    Known{"remote-full", Remedy::AtStorage},
    Known{"remote-keeps-all", Remedy::AtStorage},
    Known{"remote-login", Remedy::Access},
    Known{"remote-login-kind", Remedy::Access},
    Known{"remote-not-trusted", Remedy::Access},
    Known{"remote-not-webdav", Remedy::SetUp},
    Known{"remote-read-only", Remedy::AtStorage},
    Known{"remote-redirected", Remedy::SetUp},
    Known{"remote-refused", Remedy::AtStorage},
    Known{"remote-slow", Remedy::ComesBack},
    Known{"remote-too-new", Remedy::Decide},
    Known{"remote-too-small", Remedy::SetUp},
    Known{"remote-unreachable", Remedy::ComesBack},
    Known{"seen-more-than-sent", Remedy::Read},
    Known{"snapshot-differs", Remedy::Device},
    Known{"store-went-back", Remedy::Read},
    Known{"two-histories", Remedy::Read},
    Known{"values-missing", Remedy::Read},
    Known{"vault-damaged", Remedy::Device},
};

} // namespace

Remedy remedyOf(const QString &problem)
{
    const auto *const it = std::ranges::find_if(known, [&](const Known &one) { return problem == QLatin1String(one.name); });
    return it == known.end() ? Remedy::Device : it->remedy;
}

QStringList problemNames()
{
    QStringList names;
    for (const Known &one : known)
        names.append(QString::fromLatin1(one.name));
    return names;
}

const SyncProblem *weightiest(const QList<SyncProblem> &problems)
{
    const auto lighter = [](const SyncProblem &one, const SyncProblem &other) { return remedyOf(one.name) < remedyOf(other.name); };
    const auto it = std::max_element(problems.cbegin(), problems.cend(), lighter);
    return it == problems.cend() ? nullptr : &*it;
}

bool isFailure(Remedy remedy)
{
    return remedy != Remedy::ComesLater && remedy != Remedy::Read;
}

} // namespace heard
