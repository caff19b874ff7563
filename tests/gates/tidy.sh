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
own=
[ ! -f "$folder/.clang-tidy" ] || own=$folder/.clang-tidy
common=$(echo "$tools" | cat - .clang-tidy $own tests/gates/tidy.sh | sha256sum)

# What each object was made from, as ninja learned it from the compiler.
ninja -C "$build" -t deps >"$build/tidy/deps.$$"

began=$(date +%s)
status=0
looked=0
later=
unity=$build/tidy/unity.$$
mkdir -p "$unity"
# The options of the folder, if it has its own, hold for the unit as well.
[ -z "$own" ] || cp "$own" "$unity/"
trap 'rm -rf "$build/tidy/deps.$$" "$build/tidy/out.$$" "$unity"' EXIT

# tidy_file FILE: looks at one file, and says what is wrong with it.
tidy_file() {
    if clang-tidy-19 -p "$build/tidy" --quiet "$root/$1" >"$build/tidy/out.$$" 2>&1; then
        keep_stamp "$1"
    elif ! grep -q "^$root/.*: error: " "$build/tidy/out.$$" && grep -q '^/usr/.*\[clang-diagnostic-error\]$' "$build/tidy/out.$$"; then
        # Some headers of libraries (qpdf's JSON.hh) are beyond clang with libstdc++ in C++23; our own lines were looked at.
        echo "$1: clean, though clang could not read all of its libraries' headers"
        keep_stamp "$1"
    else
        status=1
        grep -v 'warnings.* generated\.$' "$build/tidy/out.$$" | sed "s|$root/||g" || true
    fi
}

# keep_stamp FILE: FILE passed as it is now.
keep_stamp() {
    stamp=$(sed -n "s|^$1 ||p" "$unity/stamps")
    [ -z "$stamp" ] || : >"$stamp"
}

# unit_tidy OPTION...: clang-tidy over the unit, into out.
unit_tidy() {
    clang-tidy-19 -p "$unity" --quiet "$@" "$unity/unit.cpp" >"$build/tidy/out.$$" 2>&1
}

# tidy_files FILE...: looks at files of one set of options as one unit, for most of the time goes into the headers that they
# share. Files that cannot be in one unit, for two may use a name each for itself, are parted; a unit that is not clean is
# halved until it is one file.
tidy_files() {
    if [ $# -eq 1 ]; then
        tidy_file "$1"
        return
    fi
    for each in "$@"; do
        echo "#include \"$root/$each\""
    done >"$unity/unit.cpp"
    {
        echo '[{'
        grep -F -B 2 "\"file\": \"$root/$1\"" "$database" | head -n 3 | sed -e "s|$root/$1|$unity/unit.cpp|g"
        echo '}]'
    } >"$unity/compile_commands.json"
    # Only read, with one check that costs nothing: a tenth of the time.
    apart=
    if ! unit_tidy --config='{}' --checks='-*,bugprone-suspicious-realloc-usage'; then
        apart=$(sed -n "s|^$root/\([^:]*\.cpp\):.*error: .*|\1|p" "$build/tidy/out.$$" | sort -u)
    fi
    if [ -z "$apart" ] && unit_tidy --checks=-bugprone-suspicious-include --header-filter='/(core|app|tests)/[a-z/]*[a-z]+\.(h|cpp)$'; then
        for each in "$@"; do
            keep_stamp "$each"
        done
        return
    fi
    half=$(($# / 2))
    left=
    right=
    for each in "$@"; do
        if [ -n "$apart" ] && echo "$apart" | grep -qxF "$each"; then
            right="$right $each"
        elif [ -z "$apart" ] && [ "$(echo "$left" | wc -w)" -ge "$half" ]; then
            right="$right $each"
        else
            left="$left $each"
        fi
    done
    # All of them: the names are in a header then, and each file has to say for itself what is wrong.
    if [ -z "$left" ]; then
        left=$1
        shift
        right=$*
    fi
    # shellcheck disable=SC2086 # one word a file
    tidy_halves "$right" $left
}

# tidy_halves OTHERS FILE...: first FILE..., then OTHERS. The shell keeps the arguments of each call apart, its variables not.
tidy_halves() {
    others=$1
    shift
    echo "$others" >>"$unity/others"
    tidy_files "$@"
    others=$(tail -n 1 "$unity/others")
    sed -i '$d' "$unity/others"
    # shellcheck disable=SC2086 # one word a file
    tidy_files $others
}

: >"$unity/stamps"
: >"$unity/commands"
for file in "$folder"/*.cpp; do
    entry=$(grep -F -B 1 "\"file\": \"$root/$file\"" "$database" | head -n 1)
    if [ -z "$entry" ]; then
        echo "$file: no target compiles it"
        status=1
        continue
    fi
    command=$(echo "$entry" | sed -e "s|$root||g" -e "s|$build||g")
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
    [ -z "$stamp" ] || echo "$file $stamp" >>"$unity/stamps"
    # Files of one set of options can be one unit.
    echo "$(echo "$entry" | sed -e 's| -o .*||' | sha256sum | cut -c 1-16) $file" >>"$unity/commands"
done

for options in $(cut -d ' ' -f 1 "$unity/commands" | sort -u); do
    # Eight at a time: fewer share less, more would be looked at again too often for one that is not clean.
    # shellcheck disable=SC2046 # one word a file
    set -- $(sed -n "s|^$options ||p" "$unity/commands")
    while [ $# -gt 0 ]; do
        unit=
        while [ $# -gt 0 ] && [ "$(echo "$unit" | wc -w)" -lt 8 ]; do
            unit="$unit $1"
            shift
        done
        if [ "${HEARD_TEST_DEPTH:-normal}" = quick ] && [ $(($(date +%s) - began)) -ge 20 ]; then
            later="$later$unit"
            continue
        fi
        looked=$((looked + $(echo "$unit" | wc -w)))
        # shellcheck disable=SC2086 # one word a file
        tidy_files $unit
    done
done
echo "$folder: $looked files looked at; the others have not changed since they passed."
[ -z "$later" ] || echo "Not looked at, to be quick:$later"
find "$passed" -type f -mtime +30 -delete
exit $status
