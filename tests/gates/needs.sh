#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Heard authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Prints which needs of tests/needs.csv have a test: a test has a need when the need's id stands in its source.
# Fails when a need of the list below has none, or a test names a need that does not exist.
set -eu
cd -- "$(dirname -- "$0")/.."

# The needs that what is built so far must meet.
due="SR-003 SR-036 SR-045 SR-065 SR-071 SR-077 SR-080 SR-081 SR-083 SR-095 SR-098"

grep -rHoE --include='tst_*' --include='*.sh' --exclude-dir=gates '\bSR-[0-9]{3}\b' . 2>/dev/null | sed 's|^\./||' | sort -u |
awk -v due="$due" '
    # First pass: lines "path:SR-000". Second: needs.csv, whose fields may be quoted.
    FILENAME == "-" { split($0, part, ":"); tests[part[2]] = tests[part[2]] " " part[1]; next }
    FNR == 1 { next }
    {
        n = 0; field = ""; quoted = 0
        for (i = 1; i <= length($0); ++i) {
            c = substr($0, i, 1)
            if (c == "\"") quoted = !quoted
            else if (c == "," && !quoted) { fields[++n] = field; field = "" }
            else field = field c
        }
        id = fields[1]
        known[id] = 1
        ++all
        if (id in tests) ++met
        printf "%-7s %-4s %s%s\n", id, (id in tests) ? "test" : "-", fields[3], (id in tests) ? "  [" substr(tests[id], 2) "]" : ""
    }
    END {
        printf "%d of %d needs have a test\n", met, all
        count = split(due, wanted, " ")
        for (i = 1; i <= count; ++i)
            if (!(wanted[i] in tests)) { print "No test names " wanted[i] ", which is due"; bad = 1 }
        for (id in tests)
            if (!(id in known)) { print "There is no " id ", named by" tests[id]; bad = 1 }
        exit bad
    }' - needs.csv
