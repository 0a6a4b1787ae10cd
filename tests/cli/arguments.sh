#!/usr/bin/env bash
# The command line: scripts and their arguments, -e, -l, -v, -i, stdin.
# shellcheck disable=SC2154 # out, err, status, work, aio are set there
. "$(dirname "$0")/support.bash"

run_script 'print(#arg, arg[0], ...) for i = 1, #arg do io.write(arg[i], ";") end' one 'two words' -x ''
equal "script arguments" "$out" $'4\tscript.lua\tone\ttwo words\t-x\t\none;two words;-x;;'
equal "their status" "$status" 0

run -e 'print(1)' -e 'print(2)'
equal "several -e" "$out" $'1\n2'
run -e 'await(aio.sleep(0.001)) print(aio.iscoroutine(5))' -e 'await(aio.sleep(0)) print "again"'
equal "-e may await" "$out" $'false\nagain'
run -e 'await(aio.sleep(0)) local G = _G for name in pairs(G) do G[name] = nil end'
equal "a script that erases all globals" "$err$status" 0
run -e'print(3)'
equal "-e attached" "$out" 3
run -e 'x = 5' - <<<'print(x, ...)'
equal "-e before a script" "$out" 5

run -l string -e 'print(string.rep("a", 3))'
equal "-l" "$out" aaa
run -l s=string -e 'print(s == string)'
equal "-l with a name of its own" "$out" true
run -l no.such.module -e 'print(1)'
equal "-l of a missing module: status" "$status" 1
matches "-l of a missing module" "$err" "aio: module 'no.such.module' not found:*"

run -v
matches "-v" "$out" "aio [0-9]*.[0-9]*.[0-9]*Lua 5.4*"
equal "-v: status" "$status" 0
run --version
matches "--version" "$out" "aio [0-9]*Lua 5.4*"
run -v -e 'print(1)'
matches "-v and -e" "$out" $'aio *\n1'
run --help
matches "--help" "$out" "usage: aio *--virtual-time*"
equal "--help: status" "$status" 0

run - a b <<<'print("stdin", ...)'
equal "-" "$out" $'stdin\ta\tb'
run <<<'await(aio.sleep(0)) print "from stdin"'
equal "piped input without arguments" "$out" "from stdin"
run -- - <<<'print "stdin"'
matches "behind -- a file may be called -" "$err" "aio: cannot open -*"
printf '#!/usr/bin/env aio\nprint "shebang"\n' >"$work/shebang.lua"
run "$work/shebang.lua"
equal "a first line with #!" "$out" shebang

run -i -e 'x = 5' <<<'print(x + 1)'
matches "-i" "$out" "*6*"
run -i <<<$'= 1 + 1\nawait(aio.sleep(0.001, "slept"))\nerror "in line"\nprint "still here"'
matches "-i goes on after an error" "$out" "*still here*"
matches "-i reports the error" "$err$out" "*in line*"
matches "-i awaits" "$out" "*slept*"

run -i -e 'error "early"' <<<'print "no prompt"'
equal "-i after an error: no prompt" "$status$out" "1${out%%$'\n'*}"
AIO_DEBUG=1 run -e 'print(aio.get_running_loop():get_debug())'
equal "AIO_DEBUG" "$out" true
AIO_DEBUG=1 run -E -e 'print(aio.get_running_loop():get_debug())'
equal "AIO_DEBUG and -E" "$out" false

# An option that does not exist: the nearest one, and nothing is run.
unknown() { # unknown OPTION EXPECTED
  run -e 'print "not run"' "$1"
  equal "$1: status and stdout" "$status$out" 1
  equal "$1" "${err%%$'\n'*}" "aio: unrecognized option '$1'$2"
  matches "$1: usage" "$err" $'*\nusage: aio *'
}
unknown --debgu " (did you mean '--debug'?)"
unknown --virtualtime " (did you mean '--virtual-time'?)"
unknown --virt " (did you mean '--virtual-time'?)"
unknown -debug " (did you mean '--debug'?)"
unknown -h " (did you mean '--help'?)"
unknown -iv " (did you mean '-i -v'?)"
unknown -Ex ""
unknown --no-such-option ""
unknown --- ""
unknown -x ""

# Called by another name, as through a link, the program calls itself so.
ln -s "$aio" "$work/lua"
err=$("$work/lua" -e 'error("x", 0)' 2>&1)
matches "another name" "$err" "lua: x*"

LUA_INIT='print "init"' run -e 'print "main"'
equal "LUA_INIT" "$out" $'init\nmain'
LUA_INIT='print "init"' run -E -e 'print "main"'
equal "-E" "$out" main
LUA_INIT_5_4='print "5.4"' LUA_INIT='print "init"' run -e ''
equal "LUA_INIT_5_4 comes first" "$out" 5.4

run -W -e 'warn "careful"'
matches "-W" "$err" "*careful*"
run -e 'warn "silent"'
equal "no -W" "$err" ""

run_script 'print(debug.getinfo(1, "S").short_src, aio == require "aio", async == aio.async, await == aio.await)'
equal "globals" "$out" $'script.lua\ttrue\ttrue\ttrue'

finish
