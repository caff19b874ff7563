// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "circle/signatures.h"

#include <QThread>
#include <algorithm>
#include <memory>
#include <span>

namespace heard {

namespace {

/** So many signatures take as long as starting a thread does, several times over. */
constexpr size_t worthAThread = 32;
constexpr size_t mostThreads = 8;

} // namespace

void verifyAll(std::vector<SignatureCheck> &checks)
{
    const auto part = [&checks](size_t from, size_t to) {
        for (SignatureCheck &check : std::span(checks).subspan(from, to - from))
            check.good = verifyCommit(*check.commit, check.key);
    };
    const size_t cores = size_t(std::max(1, QThread::idealThreadCount()));
    const size_t parts = std::clamp<size_t>(checks.size() / worthAThread, 1, std::min(cores, mostThreads));
    std::vector<std::unique_ptr<QThread>> threads;
    for (size_t i = 1; i < parts; ++i) {
        threads.emplace_back(QThread::create(part, checks.size() * i / parts, checks.size() * (i + 1) / parts));
        threads.back()->start();
    }
    part(0, checks.size() / parts);
    for (const auto &thread : threads)
        thread->wait();
}

} // namespace heard
