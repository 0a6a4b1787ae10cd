#!/usr/bin/env bash
# clang_tidy.sh [SOURCE...]: clang-tidy has nothing to say about the layers (.clang-tidy). Slow, so a part of .ci/run only.
. "$(dirname "$0")/common.sh"
need clang-tidy clang-tidy
sources=("$@")
[ $# -gt 0 ] || mapfile -t sources < <(files 'runtime/*.cpp' 'stdlib/*.cpp' 'interpreter/*.cpp')
# shellcheck disable=SC2016 # the inner shell expands
printf '%s\0' "${sources[@]}" | xargs -0 -P "$(nproc)" -n 2 \
  sh -c 'clang-tidy --quiet "$@" -- $flags 2>/dev/null' tidy
