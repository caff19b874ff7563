#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Heard authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tidy.sh BUILD FOLDER: clang-tidy over the .cpp files of FOLDER, as compiled in BUILD.
#
# A file that passed is not looked at again until it, a header it includes, its options, .clang-tidy or the tools change.
# With HEARD_TEST_DEPTH=quick, at most 20 seconds go into files that were not looked at yet, and the rest is named.
set -eu
build=$1
folder=$2
cd -- "$(dirname -- "$0")/../.."
root=$PWD

if [ -w "${HOME:-/nowhere}" ]; then
    passed=${XDG_CACHE_HOME:-$HOME/.cache}/heard/tidy
else
    passed=$build/tidy/passed
fi
mkdir -p "$passed" "$build/tidy"

# clang cannot read g++'s precompiled headers, and has warnings of its own.
database=$build/tidy/compile_commands.json
sed -E -e 's/ -include [^ ]*cmake_pch\.hxx//g' -e 's/ -W[^ ,]*//g' "$build/compile_commands.json" >"$database.$$"
mv "$database.$$" "$database"

tools=$(clang-tidy-19 --version | tr '\n' ' '; dpkg-query -W -f '${Version} ' qt6-base-dev g++ 2>/dev/null || true)
common=$(echo "$tools" | cat - .clang-tidy tests/gates/tidy.sh | sha256sum)

# What each object was made from, as ninja learned it from the compiler.
ninja -C "$build" -t deps >"$build/tidy/deps.$$"
trap 'rm -f "$build/tidy/deps.$$" "$build/tidy/out.$$"' EXIT

began=$(date +%s)
status=0
looked=0
later=
for file in "$folder"/*.cpp; do
    command=$(grep -F -B 1 "\"file\": \"$root/$file\"" "$database" | head -n 1 | sed -e "s|$root||g" -e "s|$build||g")
    if [ -z "$command" ]; then
        echo "$file: no target compiles it"
        status=1
        continue
    fi
    # A compiler cache may have made the paths relative.
    sources=$(awk -v source="$root/$file" -v relative="$(realpath -m --relative-to="$build" "$root/$file")" '
        /^[^ ].*: #deps/ { if (found) exit; n = 0; next }
        /^    / { path = substr($0, 5); if (path == source || path == relative) found = 1; if (path !~ /^\/usr\//) list[++n] = path }
        END { if (found) for (i = 1; i <= n; ++i) print list[i] }' "$build/tidy/deps.$$")
    stamp=
    if [ -n "$sources" ]; then
        stamp=$passed/$({ echo "$common $command"; (cd "$build" && echo "$sources" | xargs cat) } | sha256sum | cut -c 1-64)
        if [ -f "$stamp" ]; then
            touch "$stamp"
            continue
        fi
    fi
    if [ "${HEARD_TEST_DEPTH:-normal}" = quick ] && [ $(($(date +%s) - began)) -ge 20 ]; then
        later="$later $file"
        continue
    fi
    looked=$((looked + 1))
    if clang-tidy-19 -p "$build/tidy" --quiet "$root/$file" >"$build/tidy/out.$$" 2>&1; then
        [ -z "$stamp" ] || : >"$stamp"
    elif ! grep -q "^$root/.*: error: " "$build/tidy/out.$$" && grep -q '^/usr/.*\[clang-diagnostic-error\]$' "$build/tidy/out.$$"; then
        # Some headers of libraries (qpdf's JSON.hh) are beyond clang with libstdc++ in C++23; our own lines were looked at.
        echo "$file: clean, though clang could not read all of its libraries' headers"
        [ -z "$stamp" ] || : >"$stamp"
    else
        status=1
        grep -v 'warnings.* generated\.$' "$build/tidy/out.$$" | sed "s|$root/||g" || true
    fi
done
echo "$folder: $looked files looked at; the others have not changed since they passed."
[ -z "$later" ] || echo "Not looked at, to be quick:$later"
find "$passed" -type f -mtime +30 -delete
exit $status
