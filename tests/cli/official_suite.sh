#!/usr/bin/env bash
# Lua's own test suite, in its portable mode ("user tests"), under aio: all of it in one run, once more inside a running
# loop, and main.lua, which the portable mode leaves out. The suite is no part of this repository:
#
#   git clone --branch v5.4.4 https://github.com/lua/lua
#   AIO_LUA_TESTS=lua/testes tests/cli/official_suite.sh build/release/aio
#
# What aio does otherwise on purpose is changed in a copy, below, each with its reason (see docs/lua-compatibility.md).
# shellcheck disable=SC2154 # work, aio are set there
suite=$(realpath -- "${AIO_LUA_TESTS-.}") || exit 2
. "$(dirname "$0")/support.bash"

if [ ! -f "$suite/all.lua" ]; then
  echo "skipped: AIO_LUA_TESTS does not name the folder \"testes\" of Lua 5.4.4"
  exit 77
fi
unset LUA_PATH LUA_CPATH LUA_PATH_5_4 LUA_CPATH_5_4
cp -r "$suite" "$work/suite"
cd "$work/suite" || exit 2

differs() { # differs FILE SED_EXPRESSION
  cp "$1" before
  sed -i "$2" "$1"
  ! cmp -s before "$1" || fail "$1 is not the one of Lua 5.4.4: nothing to change by $2"
}

# A coroutine of coroutine.wrap has one more frame at its bottom, a C function: it lets <close> variables await when an
# error ends the coroutine. The test counts the lines of a traceback.
differs db.lua 's/coroutine\.wrap(checkdeep)(d, l)/assert(coroutine.resume(coroutine.create(checkdeep), d, l))/'

# The program calls itself by the last part of its path.
differs main.lua 's/^NoRun(progname \.\. ": 6/NoRun(progname:match "[^\/]+$" .. ": 6/'
# The text of an error object is made when it is certain that nobody catches it. The stack it came from is gone then;
# the test's __tostring looks for it.
differs main.lua 's/tostring(debug\.getinfo(4)\.currentline + x\.x)/tostring(6 + x.x)/'
# The prompt: without a terminal it reads and writes no prompts (the tests of _PROMPT look for them), it shows values by
# itself, without the global `print`, and strings in quotes.
differs main.lua '/^-- test error in .print/,/^assert/d'
differs main.lua '/^prompt = "alo"/,/^-- test for error objects/d'
differs main.lua '/^prepfile("a = \[\[b/s/=a")/print(a)")/'

# run_suite NAME COMMAND...: it has to end with the suite's own words.
run_suite() {
  local name=$1
  shift
  timeout "${AIO_LUA_TESTS_TIMEOUT:-600}" "$@" >"$work/suite.log" 2>&1 ||
    fail "$name: exit status $?: $(tail -n 8 "$work/suite.log")"
}

run_suite "portable mode" "$aio" -e'_U=true' all.lua
grep -q '^final OK' "$work/suite.log" || fail "portable mode: the last words are missing"
run_suite "inside a running loop" "$aio" -e '_U = true await(aio.sleep(0)) dofile "all.lua"'
grep -q '^final OK' "$work/suite.log" || fail "inside a running loop: the last words are missing"
run_suite "main.lua" "$aio" main.lua
grep -q '^OK' "$work/suite.log" || fail "main.lua: the last word is missing"

finish
