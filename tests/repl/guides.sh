#!/usr/bin/env bash
# The guides' examples, loaded at the prompt, print what they print as scripts.
# shellcheck disable=SC2154 # aio, work are set there
. "$(dirname "$0")/../cli/support.bash"

# NAME.unordered: so many of the first lines come in any order.
ordered() { # ordered NAME FILE
  local free=0
  [ ! -f "tests/golden/$1.unordered" ] || free=$(cat "tests/golden/$1.unordered")
  head -n "$free" "$2" | LC_ALL=C sort
  tail -n "+$((free + 1))" "$2"
}

for script in scripts/*.lua; do
  name=$(basename "$script" .lua)
  printf '.load %s\n' "$script" | AIO_SCRIPT_UNIT=0.2 timeout 60 "$aio" --virtual-time -i >"$work/out" 2>"$work/err"
  diff <(ordered "$name" "tests/golden/$name.txt") <(ordered "$name" "$work/out") || fail "$script: $(head -n 3 "$work/err")"
done
finish
