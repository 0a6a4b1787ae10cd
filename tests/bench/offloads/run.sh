#!/bin/sh
# What a trivial call in a worker costs, against others:  tests/bench/offloads/run.sh [AIO [RUNS]]
# Prints medians in microseconds a call, alone and with four at once. The runs take turns. What is not installed is
# left out.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
aio=${1:-$here/../../../build/release/aio}
runs=${2:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# measure NAME COMMAND...: one run more for NAME, alone and with four at once
measure() {
  name=$1
  shift
  command -v "$1" >/dev/null || return 0
  for at_once in 1 4; do
    program=$1
    case $name in
      to_thread | thread | process) "$@" 20000 "$at_once" "$name" ;;
      *) "$@" 10000 "$at_once" ;;
    esac >>"$work/$name.$at_once" || { echo "run.sh: $program failed for $name" >&2; rm -f "$work/$name.$at_once"; }
  done
}

for _ in $(seq "$runs"); do
  for kind in to_thread thread process; do measure "$kind" "$aio" "$here/offloads.lua"; done
  if lua5.4 -e 'require "luv"' 2>/dev/null; then measure luv lua5.4 "$here/offloads_luv.lua"; fi
  measure node node "$here/offloads.js"
  measure python python3 "$here/offloads.py"
done

row() { # row NAME TITLE
  [ -f "$work/$1.1" ] || return 0
  for at_once in 1 4; do sort -n "$work/$1.$at_once" | sed -n "$(((runs + 1) / 2))p"; done |
    paste -s - | { read -r alone four && printf '%-32s %8s %8s\n' "$2" "$alone" "$four"; }
}

printf '%-32s %8s %8s\n' "microseconds a call" alone "four"
row to_thread "aio.to_thread"
row thread "aio.ThreadPoolExecutor"
row process "aio.ProcessPoolExecutor"
row luv "luv, new_work"
row node "Node, worker_threads"
row python "Python, asyncio.to_thread"
