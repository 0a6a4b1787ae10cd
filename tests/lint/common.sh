# shellcheck shell=bash
# What the lint scripts share; they source it first. A lint prints its findings as "file:line: what" and exits with 1,
# or with 77 (skipped) when its tool is missing, unless AIO_LINT_STRICT is set, as .ci/run does.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# need TOOL PACKAGE: stops here if TOOL is missing.
need() {
  if ! command -v "$1" >/dev/null; then
    echo "$1 is missing (apt install $2)"
    [ -n "${AIO_LINT_STRICT-}" ] && exit 1
    exit 77
  fi
}

# files PATTERN...: the project's files of these names (as git's patterns), tracked or new, sorted.
files() {
  if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git ls-files --cached --others --exclude-standard --deduplicate -- "$@" | while read -r path; do
      if [ -e "$path" ]; then echo "$path"; fi
    done
  else # an unpacked archive
    local names=() pattern
    for pattern in "$@"; do names+=(-o -path "./$pattern"); done
    find . -path ./build -prune -o -type f \( "${names[@]:1}" \) -print | sed 's|^\./||' | sort
  fi
}

# The compiler flags of a source of any layer, for the clang tools.
flags="-std=c++20 -w -I. -Iinterpreter/include -DAIO_VERSION=__FILE__ $(pkg-config --cflags lua5.4 libuv 2>/dev/null || true)"
export flags
