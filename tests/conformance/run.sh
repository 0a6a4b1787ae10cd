#!/bin/sh
# Compares the order of execution with CPython's:  run.sh AIO [--long N [--seed FIRST]]
# Plays the stored scenarios and random programs. With --long, N further random programs are made
# and played in CPython too (python3 >= 3.15, or node with the npm package pyodide).
# Exit status: 0 equal, 1 different, 77 --long without an oracle.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
aio=${1:?usage: run.sh AIO [--long N [--seed FIRST]]}
shift
long=0
seed=1000000
while [ $# -gt 0 ]; do
  case $1 in
    --long) long=$2; shift 2 ;;
    --seed) seed=$2; shift 2 ;;
    *) echo "run.sh: unknown argument '$1'" >&2; exit 2 ;;
  esac
done

status=0
"$aio" "$here/run.lua" || status=1
"$aio" "$here/random/replay.lua" || status=1
[ "$long" -gt 0 ] || exit $status

batch=$(mktemp -d)
trap 'rm -rf "$batch"' EXIT
while [ "$long" -gt 0 ]; do
  count=$((long < 2000 ? long : 2000))
  "$aio" "$here/random/generate.lua" "$batch" "$seed" "$count"
  "$here/oracle/python.sh" "$here/random/play.py" "$batch/python.txt" "$batch/traces.txt"
  echo "seeds $seed to $((seed + count - 1)):"
  "$aio" "$here/random/replay.lua" "$batch/lua.txt" "$batch/traces.txt" || status=1
  seed=$((seed + count))
  long=$((long - count))
done
exit $status
