#!/usr/bin/env bash
# aio in place of stock lua5.4: the same command lines through both, compared in stdout, stderr and exit status. In
# stderr the program's name may differ, and what follows the message: traceback, line of a syntax error, usage text.
# shellcheck disable=SC2154 # work, aio are set there
. "$(dirname "$0")/support.bash"

if ! command -v lua5.4 >/dev/null; then
  echo "skipped: no lua5.4 to compare with"
  exit 77
fi
unset LUA_PATH LUA_CPATH LUA_PATH_5_4 LUA_CPATH_5_4
cd "$work" || exit 2
mkdir stock ours
ln -s "$(command -v lua5.4)" stock/prog
ln -s "$aio" ours/prog
home=$PATH
input=/dev/null

# Runs the same command, whose program is called `prog`, with either one; leaves stock.* and ours.*.
run_with() { # run_with stock|ours COMMAND...
  local which=$1
  shift
  PATH=$work/$which:$home timeout 30 "$@" <"$input" >"$which.out" 2>"$which.all"
  echo $? >"$which.status"
  # The message itself: up to traceback, excerpt or usage.
  sed -e '/^stack traceback:$/,$d' -e '/^    /,$d' -e '/^usage:/,$d' "$which.all" >"$which.err"
}

same() { # same COMMAND...
  run_with stock "$@"
  run_with ours "$@"
  local part
  for part in out err status; do
    cmp -s "stock.$part" "ours.$part" || fail "$* <$(cat "$input"): $part is '$(cat ours.$part)', by lua '$(cat stock.$part)'"
  done
}

# The same for text on stdin.
same_with() { # same_with TEXT COMMAND...
  printf '%s' "$1" >input
  shift
  input=$work/input
  same "$@"
  input=/dev/null
}

cat >show.lua <<'LUA'
print("args", #arg, ...)
for i = -9, 9 do if arg[i] then print(i, arg[i]) end end
LUA
printf 'print(X, Y)\n' >globals.lua
printf 'X = "from module" return {name = ...}\n' >module.lua
printf '#!/usr/bin/env lua\nprint "shebang"\n' >shebang.lua
printf '#!/usr/bin/env lua\nx = = 1\n' >shebang_error.lua
printf '\xef\xbb\xbfprint "byte order mark"\n' >bom.lua
printf '#comment without an end' >comment.lua
printf 'local f <close> = setmetatable({}, {__close = function() print "closed" end}) os.exit(4, true)\n' >exit.lua
printf 'x = = 1\n' >syntax.lua
printf 'local function f() error "broken" end\nf()\n' >error.lua
printf 'local t = nil\nprint(t.x)\n' >index.lua
printf 'return 7\n' >returns.lua
: >empty.lua
lua5.4 -e 'io.open("binary.luac", "wb"):write(string.dump(function(...) print("binary", ...) end)):close()'

# ---- Scripts and arguments ----
same prog show.lua
same prog show.lua a 'b c' '' -x -- -e
same prog -- show.lua a
same prog -W -e 'X = 1' -e ' ' show.lua -v
same prog -lmodule show.lua one
same prog ./show.lua
same prog shebang.lua
same prog bom.lua
same prog comment.lua
same prog empty.lua
same prog binary.luac 1 2
same prog returns.lua
same prog exit.lua
same prog missing.lua
same prog .
same prog ''
same prog syntax.lua
same prog shebang_error.lua
same prog error.lua
same prog index.lua

# ---- stdin ----
same_with 'print("stdin", ...)' prog
same_with 'print("stdin", ...)' prog -
same_with 'print("stdin", ...)' prog - a b
same_with '#!/bin/lua
print(debug.getinfo(1, "lS").currentline, debug.getinfo(1, "S").source)' prog -
same_with 'x = = 1' prog -
same_with 'print(io.read())' prog
same_with 'line' prog -e 'print(io.read())'
same_with 'print(X)' prog -lmodule
same_with 'print "warned"' prog -W
same_with 'print(1)' prog -- -
same_with '' prog

# ---- -e and -l ----
same prog -e 'print(1)' -e 'print(2)'
same prog -e'print(3)'
same prog '-e '
same prog -e ''
same prog -e 'print(...)' show.lua
same prog -e 'X = 1' -e 'Y = 2' globals.lua
same prog -e 'x = = 1'
same prog -e 'print(' -e 'print "not run"'
same prog -e 'error "first"' -e 'print "not run"' show.lua
same prog -e 'error("no position", 0)'
same prog -e 'error()'
same prog -e 'error(nil)'
same prog -e 'error {}'
same prog -e 'error(print)' -e ''
same prog -e 'error(42)'
same prog -e 'error(setmetatable({}, {__tostring = function() return "as text" end}))'
same prog -e 'error(setmetatable({}, {__tostring = function() return {} end}))'
same prog -e 'error(setmetatable({}, {__name = "my type"}))'
same prog -e 'local t = setmetatable({}, {__index = function(_, k) error("no " .. k) end}) print(t.x)'
same prog -e 'coroutine.wrap(function() error "inside" end)()'
same prog -e 'string.rep("x", -1)()'
same prog -e 'string.rep()'
same prog -e '("x"):rep({})'
same prog -e 'local function f() return f() + 1 end f()'
same prog -e 'return 7'
same prog -e 'goto done do print "skipped" end ::done::'
same prog -l module -e 'print(X, module.name)'
same prog -lm=module -e 'print(m.name, module)'
same prog -l 'a.b=module' -e 'print(_G["a.b"].name)'
same prog -l string -l m=math -e 'print(m == math)'
same prog -e 'X = "before"' -l module -e 'print(X)'
same prog -l missing -e 'print "not run"'
same prog -l syntax
same prog -l error
same prog -l =module -e 'print(_G[""].name)'

# ---- Other options ----
same prog -E -e 'print(1)'
same prog -W -e 'warn "careful"'
same prog -e 'warn "silent"' -W -e 'warn "loud"'
same prog -e 'warn "@on" warn("a", "b") warn "@off" warn "c"'
same prog -W -e 'setmetatable({}, {__gc = function() error "late" end})'
same prog -e 'print(1)' -- -e
same prog -x
same prog ---
same prog --x-
same prog -Ex
same prog -vx
same prog -W1
same prog -e
same prog -l
same prog -e -v
same prog -l -e 'print(1)'
same prog -e 'print "not run"' -x

# ---- Environment ----
same env 'LUA_INIT=print "init"' prog -e 'print "main"'
same env 'LUA_INIT=print(arg[0], arg[1], ...)' prog show.lua one
same env 'LUA_INIT_5_4=print "5.4"' 'LUA_INIT=print "init"' prog -e ''
same env 'LUA_INIT_5_4=' 'LUA_INIT=print "init"' prog -e ''
same env 'LUA_INIT=@globals.lua' prog -e 'print "main"'
same env 'LUA_INIT=@missing.lua' prog -e 'print "not run"'
same env 'LUA_INIT=error "init"' prog -e 'print "not run"'
same env 'LUA_INIT=x = = 1' prog -e 'print "not run"'
same env 'LUA_INIT=warn "silent"' prog -W -e ''
same env 'LUA_INIT=print "init"' prog -E -e 'print "main"'
same env 'LUA_INIT=X = 1' prog globals.lua
same_with 'print(X)' env 'LUA_INIT=X = 1' prog
for path in x ';' ';;' 'a;;b' ';;b' 'a;;'; do
  same env "LUA_PATH=$path" "LUA_CPATH=$path" prog -e 'print(package.path) print(package.cpath)'
done
same env LUA_PATH=x LUA_PATH_5_4=y LUA_CPATH=x LUA_CPATH_5_4=y prog -e 'print(package.path, package.cpath)'
same env LUA_PATH=x LUA_CPATH=x prog -E -e 'print(package.path, package.cpath)'
same env -i "PATH=$PATH" prog -e 'print(package.path, package.cpath)'

# ---- What a script may do to its surroundings ----
same prog -e 'arg = nil' show.lua
same prog -e 'arg = {"changed"}' returns.lua
same prog -e 'arg = 1' returns.lua
same prog -e 'os.exit(3)'
same prog -e 'os.exit(true)'
same prog -e 'os.exit(false)'
same prog -e 'os.exit(false, true)'
same prog -e 'io.write "no newline"'
same prog -e 'io.stdout:setvbuf "full" io.write "kept" io.stderr:write "said"'
same prog -e 'setmetatable({}, {__gc = function() print "collected at the end" end})'
same prog -e 'print = nil io.write "x"'
same prog -e 'local G = _G for name in pairs(G) do G[name] = nil end' -e 'x = 1' returns.lua
same prog -e 'package.loaded.coroutine = nil print(require == nil)'
same prog -e 'for _, name in ipairs {"_VERSION", "pcall", "print"} do print(name, type(_G[name])) end'
same prog -e 'print(select("#", table.unpack({}, 1, 100)))'
same prog -e 'print(select(2, coroutine.running()), coroutine.isyieldable())'
same prog -e 'print(pcall(coroutine.yield, 1))'
same prog -e 'for k in pairs(coroutine) do X = (X or 0) + 1 end print(X)'
same prog -e 'print(pcall(pcall), pcall(xpcall), pcall(xpcall, print), pcall(error))'
same prog -e 'print(pcall(require)) print(pcall(require, "missing")) print(pcall(dofile, "missing"))'
same prog -e 'io.lines("show.lua")' -e 'print(io.type(io.stdin))'
same_with 'print "run by dofile"' prog -e 'dofile()'
same_with 'cont' prog -e 'debug.debug()'


# A pipe that nobody reads any more ends the script, and is nothing that other programs would inherit. (Whoever runs
# the tests may have SIGPIPE ignored; and a count keeps a failure short.)
# shellcheck disable=SC2016 # the inner shell expands
if env --default-signal=PIPE true 2>/dev/null; then
  for print in 'print(1)' 'io.write("1\n")'; do
    same env --default-signal=PIPE bash -c 'prog -e "for i = 1, 1e5 do $1 end" | head -n 1; echo ${PIPESTATUS[0]}' - "$print"
  done
  echo 'await(aio.sleep(0)) for _ = 1, 1e5 do print(1) end' >prints.lua
  run_with ours env --default-signal=PIPE bash -c 'prog prints.lua | head -n 1; echo ${PIPESTATUS[0]}'
  equal "print to a closed pipe in a task" "$(cat ours.out)" $'1\n141'
  same env --default-signal=PIPE prog -e 'os.execute "yes | head -n 1" print(io.popen("yes | head -n 1"):read "a")'
  same env --ignore-signal=PIPE bash -c 'prog -e "for i = 1, 1e5 do io.write(1) end print(io.stdout:write(1))" | true; echo ${PIPESTATUS[0]}'
fi

# A hook that one chunk sets, as `-l luacov` does, is there for the next.
cat >hooks.lua <<'LUA'
local lines = {}
debug.sethook(function(_, line) lines[#lines + 1] = line end, "l")
function _G.report() debug.sethook() print(table.concat(lines, " ")) end
LUA
printf 'local a = 1\nlocal b = 2\nreport()\nprint(debug.gethook())\n' >hooked.lua
same prog -l hooks hooked.lua
same prog -l hooks -e 'x = 1' -e $'local a\na = 1\nreport()'
same prog -l hooks -e 'report()' -e 'print(debug.gethook())'
same prog -e 'debug.sethook(function() error("limit", 0) end, "", 1000)' -e 'while true do end'

# Closing the state closes what the main chunk has open, from wherever it is done.
cat >close.lua <<'LUA'
local function scope(name) return setmetatable({}, {__close = function(_, err) print(name, err) end}) end
local a <close> = scope "a"
local b <close> = scope "b"
local function leave() os.exit(tonumber((...)), true) end
local how = select(2, ...)
if how == "pcall" then pcall(leave) end
if how == "coroutine" then coroutine.wrap(leave)() end
if how == "close" then local c <close> = setmetatable({}, {__close = leave}) end
leave()
LUA
for how in plain pcall coroutine close; do same prog close.lua 4 "$how"; done
same prog -e 'local x <close> = setmetatable({}, {__close = function() error "ignored" end}) os.exit(5, true)'
same prog -e 'pcall(os.exit, {}, true) print(pcall(os.exit, "x", true))'

finish
