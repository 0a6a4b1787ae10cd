#!/bin/sh
# Runs one script under virtual time and compares what it does with the golden files.
#
#   tests/golden/check.sh AIO SCRIPT        for example: check.sh build/dev/aio scripts/05_await.lua
#
# NAME.txt        exact stdout
# NAME.err        exact stderr, with measured durations written as "# seconds"; without this file
#                 stderr must be empty
# NAME.status     exit status; without this file 0
# NAME.unordered  a number n: the first n lines come from several threads, so their order is free
#
# A script's opening comment promises its output ("-- Output:"); the promise is compared as well.
# The outputs were derived from the same programs run by CPython; messages are those of aio.
set -u

if [ $# -ne 2 ]; then
  echo "usage: $0 AIO SCRIPT" >&2
  exit 2
fi

aio=$(realpath -- "$1") || exit 2
name=$(basename -- "$2" .lua)
cd -- "$(dirname -- "$0")/../.." || exit 2 # messages carry the path scripts/NAME.lua
script=scripts/$name.lua
golden=tests/golden/$name
actual=$(mktemp -d) || exit 2
trap 'rm -rf -- "$actual"' EXIT
failed=0

# Prints FILE with its first COUNT lines sorted.
sort_first() { # sort_first COUNT FILE
  head -n "$1" -- "$2" | LC_ALL=C sort
  tail -n "+$(($1 + 1))" -- "$2"
}

# The lines below "-- Output:" in the opening comment, without the comment's prefix.
promised_output() {
  sed -n '/^-- Output:$/,/^\(--\)\?$/s/^--   //p' "$script"
}

compare() { # compare WHAT EXPECTED ACTUAL
  diff -u --label "expected $1" --label "actual $1" -- "$2" "$3" || failed=1
}

if [ ! -f "$golden.txt" ]; then
  echo "no golden output for $script: $golden.txt is missing" >&2
  exit 1
fi

# Blocking scripts really block: half a second stands for the script's second.
env -u AIO_DEBUG -u LUA_INIT -u LUA_INIT_5_4 AIO_SCRIPT_UNIT=0.5 \
  timeout 60 "$aio" --virtual-time "$script" \
  </dev/null >"$actual/stdout" 2>"$actual/stderr"
echo $? >"$actual/status"

sed -E -i 's/[0-9]+\.[0-9]+ seconds/# seconds/g' "$actual/stderr"
if [ -f "$golden.unordered" ]; then
  sort_first "$(cat "$golden.unordered")" "$actual/stdout" >"$actual/sorted"
  mv -- "$actual/sorted" "$actual/stdout"
fi

expected_stderr=/dev/null
if [ -f "$golden.err" ]; then expected_stderr=$golden.err; fi
echo 0 >"$actual/success"
expected_status=$actual/success
if [ -f "$golden.status" ]; then expected_status=$golden.status; fi

compare "stdout of $script" "$golden.txt" "$actual/stdout"
compare "stderr of $script" "$expected_stderr" "$actual/stderr"
compare "exit status of $script" "$expected_status" "$actual/status"
if grep -q '^-- Output:$' "$script"; then
  promised_output >"$actual/promised"
  compare "output by the comment of $script" "$golden.txt" "$actual/promised"
fi
exit "$failed"
