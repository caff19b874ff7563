#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Heard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails when a C++ file is not laid out as .clang-format says. To lay them all out: tests/gates/format.sh --fix
set -eu
cd -- "$(dirname -- "$0")/../.."
files=$(find core app tests -name '*.cpp' -o -name '*.h' | sort)
[ -n "$files" ] || exit 1
if [ "${1:-}" = --fix ]; then
    echo "$files" | xargs clang-format-19 -i
else
    echo "$files" | xargs clang-format-19 --dry-run -Werror
fi
