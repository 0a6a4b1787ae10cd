#!/usr/bin/env bash
# What runs as a worker process: other programs, hostile ones, and the program for stock Lua.
# shellcheck disable=SC2154 # out, err, status, work, aio are set there
. "$(dirname "$0")/support.bash"

version=$("$aio" -v </dev/null | head -n 1 | sed -E 's/^aio ([^,]*), (Lua [0-9.]+).*/aio \1, \2/')
matches "the version" "$version" "aio *, Lua 5.4.*"

# worker NAME TEXT: a program of that name that speaks over descriptor 3
worker() {
  printf '#!/bin/sh\n%s\n' "$2" >"$work/$1"
  chmod +x "$work/$1"
}

# header KIND NUMBER SIZE: the octal bytes of a header for printf (numbers below 256)
header() {
  printf '\\%03o\\150\\141\\157\\%03o\\0\\0\\0\\%03o\\0\\0\\0\\0\\0\\0\\0' $((0x31 + $1)) "$2" "$3"
}
hello="printf '$(header 0 0 ${#version})%s' '$version' >&3"
take="dd bs=1 count=1 <&3 >/dev/null 2>&1" # waits for the parent

# call NAME: what comes out of a call in a pool of such workers
call() {
  run_script "local executor <close> = aio.ProcessPoolExecutor{max_workers = 1, executable = '$work/$1'}
    print(select(2, pcall(await, executor:submit(function() return 1 end))))"
  equal "$1: status" "$status" 0
}

worker other "printf '$(header 0 0 9)aio 0.0.0' >&3; sleep 5"
call other
matches "another version" "$out" "BrokenProcessPool: cannot start a worker process: *is another version: aio 0.0.0*"

worker silent "exec 3>&-; sleep 0.1"
call silent
matches "one that says nothing" "$out" "*silent' exited with status 0 instead of answering*"

worker noise "printf 'GET / HTTP/1.0\r\n\r\n' >&3; sleep 5"
call noise
matches "noise instead of a greeting" "$out" "*instead of answering; it must be the program aio"

worker large "$hello; $take; printf '$(header 3 1 0 | sed 's/.\{12\}$//')\\377\\377\\377\\177' >&3"
call large
matches "a reply that claims to be huge and does not come" "$out" "BrokenProcessPool: a worker process *"

worker liar "$hello; $take; printf '$(header 3 1 6)\\001\\000\\001\\010\\377\\377' >&3; cat <&3 >/dev/null"
call liar
matches "a malformed reply" "$out" "malformed message at byte *"

worker wrong "$hello; $take; printf '$(header 3 77 3)\\001\\000\\000' >&3; cat <&3 >/dev/null"
call wrong
matches "the reply of another job" "$out" "BrokenProcessPool: a worker process sent what is no reply, or none in time, and was killed*"

head -c 100000 /dev/urandom >"$work/random"
worker random "$hello; $take; cat '$work/random' >&3; sleep 5"
call random
matches "random bytes" "$out" "BrokenProcessPool: a worker process *"

# A copy of the program under another name, found on the PATH by stock Lua.
module=$(dirname -- "$aio")/module
if command -v lua5.4 >/dev/null && [ -f "$module/aio.so" ] && ! ldd "$module/aio.so" | grep -q 'lib[at]san'; then
  script='local aio = require "aio"
    aio.run(function()
      local executor <close> = aio.ProcessPoolExecutor(1)
      print(aio.await(executor:submit(function(x) return x + 1, await end, 41)))
    end)'
  out=$(PATH="$(dirname -- "$aio"):$PATH" LUA_CPATH="$module/?.so" lua5.4 -e "$script" 2>&1)
  equal "stock Lua" "$out" "$(printf '42\tnil')"
  lua=$(command -v lua5.4)
  out=$(PATH=/nowhere LUA_CPATH="$module/?.so" "$lua" -e "$script" 2>&1)
  matches "stock Lua without the program" "$out" "*ProcessPoolExecutor: no program 'aio' is found on the PATH; name it with executable=*"
fi
finish
