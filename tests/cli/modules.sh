#!/usr/bin/env bash
# C modules load into the program, and awaits work beside them.
# shellcheck disable=SC2154 # out, err, status, work, aio are set there
. "$(dirname "$0")/support.bash"

if "$aio" -e 'require "cjson"' 2>/dev/null; then
  run -e 'local cjson = require "cjson"
          local text = cjson.encode {list = {1, 2, {deep = true}}}
          await(aio.sleep(0.001))
          print(cjson.decode(text).list[3].deep, pcall(cjson.decode, "{"))'
  matches "cjson" "$out" $'true\tfalse\tExpected*'
  equal "cjson: status" "$status" 0
elif [ -e /usr/lib/x86_64-linux-gnu/lua/5.4/cjson.so ]; then
  fail "cjson is installed but does not load: $("$aio" -e 'require "cjson"' 2>&1)"
fi

if "$aio" -e 'require "lpeg"' 2>/dev/null; then
  run -e 'local lpeg = require "lpeg"
          local number = lpeg.C(lpeg.R "09"^1) / tonumber
          local list = lpeg.Ct(number * ("," * number)^0)
          await(aio.sleep(0.001))
          print(#list:match "1,22,333", aio.isfuture(number), aio.iscoroutine(number))
          print(pcall(await, number))'
  equal "lpeg" "$out" $'3\tfalse\tfalse\nfalse\tobject of type \'lpeg-pattern\' can\'t be used with await'
  equal "lpeg: status" "$status" 0
elif [ -e /usr/lib/x86_64-linux-gnu/lua/5.4/lpeg.so ]; then
  fail "lpeg is installed but does not load: $("$aio" -e 'require "lpeg"' 2>&1)"
fi

# A module of Lua files, found through LUA_PATH, that awaits while it loads.
printf 'await(aio.sleep(0.001))\nreturn {name = ..., value = 42}\n' >"$work/slow.lua"
LUA_PATH="$work/?.lua" run -e 'local slow = require "slow" print(slow.name, slow.value, require "slow" == slow)'
equal "a module that awaits" "$out" $'slow\t42\ttrue'

finish
