#!/bin/sh
# Compares aio with CPython's asyncio and Node:  tests/bench/run.sh [AIO [RUNS]]
# Prints a table of medians, in nanoseconds. AIO: the program, default build/release/aio; RUNS: default 5. The runs
# take turns, so that a busy moment of the machine does not hit one of them alone. What is not installed is left out.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
aio=${1:-$here/../../build/release/aio}
runs=${2:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# measure NAME COMMAND...: one run more for NAME
measure() {
  name=$1
  shift
  command -v "$1" >/dev/null || return 0
  "$@" >>"$work/$name"
}

[ -x "$aio" ] || { echo "run.sh: no program $aio (./bootstrap.sh build makes it)" >&2; exit 2; }
while [ "$runs" -gt 0 ]; do
  measure aio "$aio" "$here/bench.lua"
  measure asyncio python3 "$here/bench.py"
  measure node node "$here/bench.js"
  runs=$((runs - 1))
done

"$aio" -v
if command -v python3 >/dev/null; then python3 --version; fi
if command -v node >/dev/null; then echo "Node $(node --version)"; fi
"$aio" "$here/table.lua" "$work"
