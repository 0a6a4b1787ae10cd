# shellcheck shell=bash disable=SC2034
# Sourced by the tests of the command line: `. tests/cli/support.bash` after setting nothing; $1 is the program.
# Each check prints what failed; `finish` gives the test's exit status.
aio=$(realpath -- "${1:?usage: bash $0 AIO}") || exit 2
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit 2
unset AIO_DEBUG LUA_INIT LUA_INIT_5_4
work=$(mktemp -d) || exit 2
trap 'rm -rf -- "$work"' EXIT
failures=0

fail() {
  echo "FAILED: $1"
  failures=$((failures + 1))
}

# Runs aio with the arguments; stdin as it is. Leaves stdout, stderr and status in $out, $err, $status.
run() {
  timeout 30 "$aio" "$@" >"$work/out" 2>"$work/err"
  status=$?
  out=$(cat "$work/out")
  err=$(cat "$work/err")
}

# The same for a script given as text; it is called script.lua in messages.
run_script() { # run_script TEXT ARGUMENTS...
  printf '%s\n' "$1" >"$work/script.lua"
  shift
  (cd "$work" && timeout 30 "$aio" script.lua "$@" >out 2>err)
  status=$?
  out=$(cat "$work/out")
  err=$(cat "$work/err")
}

equal() { # equal WHAT ACTUAL EXPECTED
  [ "$2" = "$3" ] || fail "$1: expected '$3', got '$2'"
}

matches() { # matches WHAT ACTUAL PATTERN (of bash's [[ ]])
  # shellcheck disable=SC2053
  [[ $2 == $3 ]] || fail "$1: expected something like '$3', got '$2'"
}

finish() {
  [ "$failures" -eq 0 ]
  exit
}
