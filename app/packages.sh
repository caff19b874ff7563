# shellcheck shell=sh
# SPDX-FileCopyrightText: 2026 The Heard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What app/run and tests/run share: installing and building. Sourced from the project's folder.

# install_packages FILE...: installs those packages listed in the files that are missing. Says nothing when none is.
install_packages() {
    wanted=$(sed -e 's/#.*//' "$@" | tr -s ' \t\n' '\n' | sort -u)
    if ! command -v dpkg-query >/dev/null 2>&1; then
        echo "heard: this is not Debian, so nothing is installed for you. What is needed is listed in: $*" >&2
        return 0
    fi
    # shellcheck disable=SC2086 # one word a package
    present=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null | sed -n 's/^installed //p' | sort -u)
    # shellcheck disable=SC2086 # a package in both lists is there twice
    missing=$(printf '%s\n' $wanted $present | sort | uniq -u | tr '\n' ' ')
    [ -n "${missing% }" ] || return 0

    as_root=
    if [ "$(id -u)" != 0 ]; then
        as_root=sudo
        if ! command -v sudo >/dev/null 2>&1; then
            echo "heard: these packages are missing, and only root may install them. As root, run:" >&2
            echo "  apt-get install --no-install-recommends $missing" >&2
            return 1
        fi
    fi
    echo "heard: installing what is missing from Debian${as_root:+ (sudo may ask for your password)}: $missing" >&2
    mkdir -p build
    set -- -qq -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -o Dpkg::Use-Pty=0
    # A source that cannot be reached is no reason to stop: the packages may come from another.
    $as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get "$@" update >build/packages.log 2>&1 </dev/null || true
    # shellcheck disable=SC2086
    if ! $as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get "$@" install -y --no-install-recommends $missing \
        >>build/packages.log 2>&1 </dev/null; then
        tail -n 30 build/packages.log >&2
        echo "heard: apt-get could not install them (build/packages.log has it all). Nothing was built." >&2
        return 1
    fi
}

# build_preset PRESET WHAT OPTIONS TARGET...: configures where that was never done or OPTIONS (-DNAME=value ...) differ from
# the last time, and builds. Says nothing when all is built.
build_preset() {
    preset=$1
    what=$2
    options=$3
    shift 3
    tree=build/$preset
    # A folder that was copied from elsewhere still points there.
    if [ -f "$tree/CMakeCache.txt" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "$tree/CMakeCache.txt"; then
        rm -rf "$tree"
    fi
    mkdir -p "$tree"
    configured=no
    [ ! -f "$tree/build.ninja" ] || configured=yes
    for option in $options; do
        name=${option%%=*}
        grep -q "^${name#-D}:[A-Z]*=${option#*=}\$" "$tree/CMakeCache.txt" 2>/dev/null || configured=no
    done
    if [ $configured = no ]; then
        # shellcheck disable=SC2086 # one word an option
        if ! cmake --preset "$preset" $options >"$tree/configure.log" 2>&1; then
            cat "$tree/configure.log" >&2
            return 1
        fi
    fi
    [ -f "$tree/.ninja_log" ] || echo "heard: building $what" >&2
    # Each compiler wants about 1.5 GB at its worst.
    jobs=$(nproc 2>/dev/null || echo 2)
    memory=$(awk '/^MemAvailable:/ { n = int($2 / 1500000); print n < 1 ? 1 : n }' /proc/meminfo 2>/dev/null || true)
    [ "${memory:-$jobs}" -ge "$jobs" ] || jobs=$memory
    # What ninja says when there is nothing to do is left out.
    {
        built=0
        NINJA_STATUS="[%f/%t %es] " ninja -C "$tree" -j "$jobs" "$@" 2>&1 || built=$?
        echo "$built" >"$tree/built"
    } | sed -u -e '/^ninja: Entering directory/d' -e '/Re-checking globbed directories/d' -e '/^ninja: no work to do/d' >&2
    return "$(cat "$tree/built")"
}

# Without a language set, Qt would complain and fall back to this one itself.
[ -n "${LC_ALL:-}${LC_CTYPE:-}${LANG:-}" ] || export LANG=C.UTF-8
# Without a home there is nowhere for the compiler's cache but here.
[ -n "${CCACHE_DIR:-}" ] || [ -w "${HOME:-/nowhere}" ] || export CCACHE_DIR="$PWD/build/ccache"
# What was compiled in one clone need not be compiled again in another.
export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1
