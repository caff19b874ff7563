#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Heard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# asan.sh BUILD TEST: runs TEST as built in BUILD under the sanitizers. Half as deep as the other build's run: it is slower.
set -eu
build=$1
program=$1/tests/$2
if [ ! -x "$program" ]; then
    echo "$program is not built. tests/run builds it; alone: cmake --preset asan && cmake --build --preset asan"
    # tests/run has just built it, so there it being absent is a failure; a lone ctest may go without.
    [ -z "${HEARD_ASAN_BUILT:-}" ] || exit 1
    exit 77
fi
case ${HEARD_TEST_DEPTH:-normal} in
    nightly) export HEARD_TEST_DEPTH=normal ;;
    *) export HEARD_TEST_DEPTH=quick ;;
esac
export QT_QPA_PLATFORM=offscreen HEARD_BIN_DIR="$build/bin" HEARD_SANITIZED=1
export UBSAN_OPTIONS="print_stacktrace=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}"
here=$(dirname -- "$0")
export LSAN_OPTIONS="suppressions=$here/leaks.txt:print_suppressions=0${LSAN_OPTIONS:+:$LSAN_OPTIONS}"
exec "$program"
