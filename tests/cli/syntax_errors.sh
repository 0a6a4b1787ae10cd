#!/usr/bin/env bash
# Where in its line a chunk does not compile: the line and a caret below Lua's message.
# shellcheck disable=SC2154 # out, err, status, work, aio are set there
. "$(dirname "$0")/support.bash"

# place CODE LINE CARET: what is shown for the chunk.
place() {
  run -e "$1"
  equal "$1: status" "$status" 1
  equal "$1" "${err#*$'\n'}" "    $2"$'\n'"    $3"
}

place 'x = = 1' 'x = = 1' '    ^'
place 'x = 1 + + y + + z' 'x = 1 + + y + + z' '        ^'
place 'for i = 1, 3 do print(i)' 'for i = 1, 3 do print(i)' '                        ^'
place 'print("abc' 'print("abc' '          ^'
place $'print("abc\nx = 1' 'print("abc' '      ^'
place 'local s = "\q"' 'local s = "\q"' '          ^'
place 'x = 0x' 'x = 0x' '    ^'
place 'local x <const> = 1; x = 2' 'local x <const> = 1; x = 2' '                     ^'
place 'local x <foo> = 1' 'local x <foo> = 1' '         ^'
place $'do\n  break\nend' 'break' '^'
place $'local a\ngoto foo\nprint(1)' 'goto foo' '^'
place $'f(1,\n\t2\t* * 3)' '2 * * 3)' '    ^'
place 'x = "äöü" y z' 'x = "äöü" y z' '            ^'
place $'x = \e[31m' 'x =  [31m' '    ^'
place $'if x then\n\n\n' 'if x then' '         ^'
place '@' '@' '^'

long=$(printf 'x=1;%.0s' {1..60})
run -e "${long}y = = 2;$long"
shown=$(sed -n 2p <<<"$err")
caret=$(sed -n 3p <<<"$err")
[ "${#shown}" -lt 80 ] || fail "a long line: ${#shown} columns are shown"
equal "a long line: the caret" "${shown:${#caret}-1:5}" "= 2;x"

# A file with a first line for the shell, a byte order mark, stdin, a pipe that cannot be read again.
cd "$work" || exit 2
expected="x = = 1
        ^"
printf '#!/usr/bin/env aio\n  x = = 1\n' >script.lua
run script.lua
equal "behind #!" "$err" "aio: script.lua:2: unexpected symbol near '='
    $expected"
printf '\xef\xbb\xbfx = = 1' >bom.lua
run bom.lua
equal "behind a byte order mark" "$err" "aio: bom.lua:1: unexpected symbol near '='
    $expected"
run - <script.lua
equal "stdin" "$err" "aio: stdin:2: unexpected symbol near '='
    $expected"
run <(printf 'x = = 1')
matches "a pipe" "$err" "aio: /dev/fd/*:1: unexpected symbol near '='"
LUA_INIT='x = = 1' run -e ''
equal "LUA_INIT" "$err" "aio: LUA_INIT:1: unexpected symbol near '='
    $expected"

# A module, also one that a module requires.
printf '  x = = 1\n' >bad.lua
printf 'local function load() require "bad" end\nload()\n' >loads_bad.lua
run loads_bad.lua
equal "a module" "$err" "aio: error loading module 'bad' from file './bad.lua':
	./bad.lua:1: unexpected symbol near '='
    $expected
stack traceback:
	[C]: in ?
	[C]: in function 'require'
	loads_bad.lua:1: in local 'load'
	loads_bad.lua:2: in main chunk"
run -e 'error("error loading module \x27x\x27 from file \x27missing.lua\x27:\n\tx = = 1", 0)'
matches "a module that is not there" "$err" $'aio: error loading module \'x\' from file \'missing.lua\':\n\tx = = 1\nstack*'

finish
