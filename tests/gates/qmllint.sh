#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Heard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# qmllint.sh BUILD: fails on any warning of qmllint in any QML file of the project. BUILD/qml holds the modules as built.
set -eu
build=$1
cd -- "$(dirname -- "$0")/../.."
lint=$(command -v qmllint6 || ls /usr/lib/qt6/bin/qmllint 2>/dev/null || command -v qmllint)
files=$(find qml -name '*.qml' | sort)
if [ -z "$files" ]; then
    echo "There is no QML to look at."
    exit 1
fi
# Up to Qt 6.7 a warning is an error; later it must be asked for.
set --
if "$lint" --help | grep -q -- '--max-warnings'; then
    set -- --max-warnings 0
fi
echo "$files" | xargs "$lint" "$@" -I "$build/qml"
echo "$(echo "$files" | wc -l) files"
