#!/usr/bin/env bash
# The guides' timing claims in real time, with a tenth of a second for each of their seconds:
# what runs one after the other takes 3 units, what overlaps takes 2.
#
#   tests/cli/timing.sh AIO
#
# Lower limits are exact: no wait may end early. Upper limits and the ratio are tolerant: of several
# runs the fastest counts, the program's own start-up is subtracted, and a machine that is busy gets
# more runs before the test gives up.
set -u

if [ $# -ne 1 ]; then
  echo "usage: $0 AIO" >&2
  exit 2
fi

aio=$(realpath -- "$1") || exit 2
cd -- "$(dirname -- "$0")/../.." || exit 2
unset AIO_DEBUG LUA_INIT LUA_INIT_5_4
export AIO_SCRIPT_UNIT=0.1
unit=100000     # the same in microseconds
slack=60000     # what scheduling and output may add to a script
runs=12         # at most, for each script

now() { printf '%s\n' "${EPOCHREALTIME/[.,]/}"; }

# Microseconds of one run; the script's output is not of interest here.
elapsed() {
  local start
  start=$(now)
  "$aio" "$@" >/dev/null </dev/null || return 1
  echo $(($(now) - start))
}

# The fastest of up to `runs` runs, stopping at the first one below $1 microseconds.
fastest() {
  local limit=$1 best='' time
  shift
  for ((run = 0; run < runs; run++)); do
    time=$(elapsed "$@") || return 1
    if [ -z "$best" ] || ((time < best)); then best=$time; fi
    if ((best < limit)); then break; fi
  done
  echo "$best"
}

failed=0
check() { # check DESCRIPTION CONDITION
  if (($2)); then
    echo "ok: $1"
  else
    echo "FAILED: $1"
    failed=1
  fi
}

# measure SCRIPT UNITS: sets `measured` to the script's time without start-up.
measure() {
  local nominal=$(($2 * unit)) total
  total=$(fastest $((nominal + startup + slack)) "scripts/$1.lua") || {
    echo "FAILED: scripts/$1.lua does not run"
    exit 1
  }
  measured=$((total - startup))
  check "$1: at least $2 units (took $((total / 1000)) ms)" "total >= nominal"
  check "$1: hardly more than $2 units" "measured < nominal + slack"
}

# compare SLOW FAST: 3 units against 2, a ratio of 1.5 give or take a fifth.
compare() {
  local slow
  measure "$1" 3
  slow=$measured
  measure "$2" 2
  check "$1 / $2: $slow / $measured microseconds is about 3 / 2" \
    "slow * 10 > measured * 12 && slow * 10 < measured * 18"
}

startup=$(fastest 0 -e '') || {
  echo "FAILED: $aio -e '' does not run"
  exit 1
}
compare pitfall_awaiting_coroutines_directly 10_concurrent_tasks
compare pitfall_blocking_the_loop 22_to_thread
compare 33_synchronous_baseline 10_concurrent_tasks
exit "$failed"
