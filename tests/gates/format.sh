#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Heard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails when a C++ file is not laid out as .clang-format says. To lay them all out: tests/gates/format.sh --fix
set -eu
cd -- "$(dirname -- "$0")/../.."
version=$(clang-format --version | sed 's/.*version \([0-9]*\).*/\1/')
if [ "$version" != 14 ]; then
    echo "clang-format $version lays some lines out otherwise than 14 does; only 14 decides."
    exit 77
fi
files=$(find core app tests -name '*.cpp' -o -name '*.h' | sort)
[ -n "$files" ] || exit 1
if [ "${1:-}" = --fix ]; then
    echo "$files" | xargs clang-format -i
else
    echo "$files" | xargs clang-format --dry-run -Werror
fi
