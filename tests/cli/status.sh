#!/usr/bin/env bash
# Exit statuses, and the one clear line for what a user gets wrong.
# shellcheck disable=SC2154 # out, err, status, work, aio are set there
. "$(dirname "$0")/support.bash"

# one_line WHAT TEXT EXPECTED: the script fails with status 1; the first line of stderr is as expected.
one_line() {
  run_script "$2"
  equal "$1: status" "$status" 1
  equal "$1" "${err%%$'\n'*}" "$3"
  equal "$1: stdout" "$out" ""
}

one_line "await(5)" 'await(5)' "aio: script.lua:1: object of type 'number' can't be used with await"
one_line "await()" 'await()' "aio: script.lua:1: bad argument #1 to 'await' (value expected)"
one_line 'aio.sleep("x")' 'aio.sleep("x")' "aio: script.lua:1: bad argument #1 to 'sleep' (number expected, got string)"
one_line "aio.run(nil)" 'aio.run(nil)' \
  "aio: script.lua:1: bad argument #1 to 'run' (coroutine object or function expected, got nil)"
one_line "an unknown option" 'aio.create_task(function() end, {nmae = "x"})' \
  "aio: script.lua:1: create_task: unknown option 'nmae' (did you mean 'name'?)"
one_line "error in main" 'error "broken"' "aio: script.lua:1: broken"
one_line "an error table" 'error {}' "aio: (error object is a table value)"
one_line "an error object" 'error(aio.TimeoutError "slow")' "aio: TimeoutError: slow"
one_line "a deadlock" 'await(aio.Future())' "aio: DeadlockError: all tasks are waiting and nothing can wake them:"
one_line "aio.run after an await" 'await(aio.sleep(0)) aio.run(function() end)' \
  "aio: script.lua:1: aio.run() cannot be called from a running event loop"

printf 'x = = 1\n' >"$work/syntax.lua"
cd "$work" || exit 2
run syntax.lua
equal "syntax error: status" "$status" 1
equal "syntax error" "$err" "aio: syntax.lua:1: unexpected symbol near '='
    x = = 1
        ^"
run missing.lua
equal "missing file: status" "$status" 1
matches "missing file" "$err" "aio: cannot open missing.lua*"
run -e 'x = = 1'
equal "syntax error in -e: status" "$status" 1
equal "syntax error in -e" "${err%%$'\n'*}" "aio: (command line):1: unexpected symbol near '='"
run --no-such-option
equal "unknown option: status" "$status" 1
equal "unknown option" "${err%%$'\n'*}" "aio: unrecognized option '--no-such-option'"
run -x
equal "unknown short option: status" "$status" 1
run -e
equal "-e without text: status" "$status" 1
equal "-e without text" "${err%%$'\n'*}" "aio: '-e' needs argument"
run .
equal "a directory: status" "$status" 1

run -e 'os.exit(3)'
equal "os.exit(3)" "$status" 3
run -e 'await(aio.sleep(0.001)) os.exit(4, true)'
equal "os.exit after an await, closing the state" "$status" 4
run -e 'aio.create_task(function() os.exit(5) end) await(aio.sleep(1))'
equal "os.exit in a task" "$status" 5
run -e 'return 7'
equal "a returned value is no status" "$status" 0
run -e 'print "x"' -e 'error "y"' -e 'print "z"'
equal "the first failure ends it" "$out$status" x1
run_script 'aio.create_task(function() error "lost" end) await(aio.sleep(0.001))'
equal "a lost error in another task: status" "$status" 0
matches "a lost error in another task" "$err" "Task exception was never retrieved: task '*', created at script.lua:1*"

# An unhandled error in nested tasks: message, Lua traceback, who awaited it.
run_script 'local fetch = async(function() await(aio.sleep(0.001)) error("no route", 0) end)
local page = async(function()
  await(aio.create_task(fetch(), {name = "fetch"}))
end)
await(aio.create_task(page(), {name = "page"}))'
expected="aio: no route
stack traceback:
	[C]: in function 'error'
	script.lua:1: in function <script.lua:1>
  awaited by task 'page':
	[C]: in function 'await'
	script.lua:3: in function <script.lua:2>
  awaited by task 'Task-1':
	[C]: in function 'await'
	script.lua:5: in main chunk"
equal "nested tasks: status" "$status" 1
equal "nested tasks" "$err" "$expected"

# Never awaited: one warning, the program goes on.
run_script 'local fetch = async(function() end)
fetch()
await(aio.sleep(0.001))
print "went on"'
equal "never awaited" "$out/$err/$status" "went on/script.lua:2: warning: coroutine 'fetch' was never awaited/0"

# Whatever is still running when the script ends is cancelled and cleaned up.
run_script 'aio.create_task(function()
  local _ <close> = setmetatable({}, {__close = function() await(aio.sleep(0.001)) print "cleaned up" end})
  await(aio.sleep(100))
end)
await(aio.sleep(0.001))
print "end of script"'
equal "the end of a script" "$out/$status" $'end of script\ncleaned up/0'

finish
