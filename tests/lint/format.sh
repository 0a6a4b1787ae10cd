#!/usr/bin/env bash
# lint/format: every C++ file is as clang-format 14 would write it (other versions write differently).
. "$(dirname "$0")/common.sh"
tool=$(command -v clang-format-14 || echo clang-format)
need "$tool" clang-format
if ! "$tool" --version | grep -q 'version 14\.'; then
  echo "not version 14: $("$tool" --version)"
  exit 77
fi
files '*.cpp' '*.hpp' | xargs -r "$tool" --dry-run -Werror
