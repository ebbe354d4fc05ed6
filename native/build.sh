#!/usr/bin/env bash
# Builds the native kernels into the class path: build.sh BUILD-FOLDER CLASSES OS-ARCH.
# Without CMake or a C++ compiler, or where they cannot compile the kernels, it says so in one line.
# With CI=true a kernel that does not compile, or with a warning, fails the build.
set -euo pipefail
source=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$1
output=$2/org/ostrichml/native/$3

skip() {
    rm -rf "$output"
    echo "ostrich: the native kernels are not built, and steps take longer: $1" >&2
    exit 0
}

command -v cmake >/dev/null || skip "there is no cmake."
command -v "${CXX:-c++}" >/dev/null || skip "there is no C++ compiler."

mkdir -p "$build"
log=$build/build.log
strict=$([ "${CI:-}" = true ] && echo ON || echo OFF)
if ! { cmake -S "$source" -B "$build" -DOSTRICH_OUTPUT="$output" -DOSTRICH_STRICT="$strict" &&
    cmake --build "$build" --target ostrich_kernels ostrich_settings --parallel 2; } >"$log" 2>&1; then
    if [ "${CI:-}" = true ]; then
        cat "$log" >&2
        exit 1
    fi
    skip "they do not compile, see $log."
fi
