// SPDX-FileCopyrightText: 2026 The Heard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/layout.h"
#include "profile/pen.h"
#include "profile/profile.h"
#include "profile/tips.h"
#include "profile/version.h"

#include <QJsonArray>
#include <QJsonObject>

namespace heard::cli {

[[nodiscard]] QJsonObject statementJson(const Circle &circle, const profile::Statement &statement);
/** The statements by section, in the order of the page. */
[[nodiscard]] QJsonObject sectionsJson(const Circle &circle, const QList<profile::Statement> &statements);
[[nodiscard]] QJsonObject aboutJson(const profile::About &about);
[[nodiscard]] QJsonObject signJson(const Circle &circle, const profile::Sign &sign);
[[nodiscard]] QJsonObject clashJson(const profile::Clash &clash);
[[nodiscard]] QJsonObject versionJson(const profile::VersionInfo &version);
[[nodiscard]] QJsonObject comparisonJson(const Circle &circle, const profile::Comparison &comparison);
[[nodiscard]] QJsonObject agreementJson(const profile::Agreement &agreement);
[[nodiscard]] QJsonObject penJson(const profile::Pen &pen);
[[nodiscard]] QJsonObject tipJson(const profile::Tip &tip);
[[nodiscard]] QJsonObject exportJson(const profile::Export &made);
[[nodiscard]] QJsonObject fitJson(const profile::LiveFit &fit);

} // namespace heard::cli
