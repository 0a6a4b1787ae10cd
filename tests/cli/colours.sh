#!/usr/bin/env bash
# Reports are coloured on a terminal only, and never with NO_COLOR.
# shellcheck disable=SC2154 # out, err, status, work, aio are set there
. "$(dirname "$0")/support.bash"

if ! command -v script >/dev/null; then
  echo "skipped: there is no script(1) to make a terminal"
  exit 77
fi
printf 'error("broken", 0)\n' >"$work/error.lua"
printf 'x = = 1\n' >"$work/syntax.lua"
cd "$work" || exit 2

on_terminal() { # on_terminal NAME VALUE FILE: stderr is a terminal, with that variable set
  out=$(env TERM=xterm "$1=$2" script -qec "'$aio' $3" /dev/null </dev/null | tr -d '\r')
}

on_terminal UNUSED 1 error.lua
equal "an error" "$out" $'\e[1;31maio:\e[0;1m broken\e[0;2m\nstack traceback:\n\t[C]: in function \'error\'\n\terror.lua:1: in main chunk\e[0m'
on_terminal UNUSED 1 syntax.lua
equal "a syntax error" "$out" $'\e[1;31maio:\e[0;1m syntax.lua:1: unexpected symbol near \'=\'\e[0;2m\n    x = = 1\n        ^\e[0m'
on_terminal NO_COLOR '' error.lua
matches "NO_COLOR that is empty" "$out" $'\e*'
on_terminal NO_COLOR 1 error.lua
equal "NO_COLOR" "$out" $'aio: broken\nstack traceback:\n\t[C]: in function \'error\'\n\terror.lua:1: in main chunk'
on_terminal TERM dumb error.lua
matches "TERM=dumb" "$out" "aio: broken*"
run error.lua
matches "no terminal" "$err" "aio: broken*"

finish
