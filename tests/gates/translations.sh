#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Heard authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Fails when a sentence of the sources is missing in translations/heard_*.ts, is there no longer, or is not finished.
# `ninja -C build/release update_translations` brings the files up to date; this only compares, in a copy.
set -eu
cd -- "$(dirname -- "$0")/../.."
lupdate=$(command -v lupdate6 || ls /usr/lib/qt6/bin/lupdate 2>/dev/null || command -v lupdate)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The same sources as in translations/CMakeLists.txt.
find core app qml \( -path app/cli -o -path app/demo -o -path qml/gallery \) -prune -o \
    \( -name '*.cpp' -o -name '*.h' -o -name '*.qml' \) -print | sort >"$work/sources"
cmake "-DOUT=$work/core_sentences.cpp" "-DROOT=$PWD/core" -P translations/coresentences.cmake
echo "$work/core_sentences.cpp" >>"$work/sources"

# Every message as one line: context and source.
messages() {
    awk '/<name>/ { context = $0 } /<source>/ { source = 1; line = "" } source { line = line $0 }
        /<\/source>/ { source = 0; print context line }' "$1" | sed 's/<[^>]*>//g; s/  */ /g' | sort
}

status=0
for file in translations/heard_*.ts; do
    new=$work/$(basename "$file")
    cp "$file" "$new"
    # English is the language of the sources: only its plurals need writing.
    only=
    case $file in *_en*) only=-pluralonly ;; esac
    # A comma in the last argument of translate(), as in f(a, b), sends lupdate 6.4 round in circles for ever.
    if ! timeout 120 "$lupdate" -silent -no-obsolete -locations none $only "@$work/sources" -ts "$new" >"$work/log" 2>&1; then
        cat "$work/log"
        echo "lupdate failed"
        exit 1
    fi
    # Classes that are defined inside others' sources say nothing to people.
    if grep -v 'Ignoring definition of undeclared qualified class' "$work/log"; then
        status=1
    fi
    messages "$file" >"$work/before"
    messages "$new" >"$work/after"
    if ! diff "$work/before" "$work/after" >"$work/diff"; then
        echo "$file: not what the sources hold (< only here, > only in the sources). Run: ninja -C build/release update_translations"
        grep '^[<>]' "$work/diff"
        status=1
    fi
    unfinished=$(grep -c 'type="unfinished"' "$file" || true)
    if [ "$unfinished" -gt 0 ]; then
        echo "$file: $unfinished messages are not finished"
        status=1
    fi
    echo "$file: $(wc -l <"$work/after") messages"
done
exit $status
