#!/usr/bin/env bash
# aio as a module of stock lua5.4: the same table, no global of the host touched.
# shellcheck disable=SC2154 # out, err, status, work, aio are set there
. "$(dirname "$0")/support.bash"

module=$(dirname -- "$aio")/module
if ! command -v lua5.4 >/dev/null || [ ! -f "$module/aio.so" ]; then
  echo "skipped: no lua5.4, or no module was built"
  exit 0
fi
if ldd "$module/aio.so" | grep -q 'lib[at]san'; then
  echo "skipped: a sanitizer's library must be loaded by the program itself"
  exit 0
fi

stock() { # stock TEXT: runs it by lua5.4 with the module
  out=$(LUA_CPATH="$module/?.so" lua5.4 -e "$1" 2>&1)
  status=$?
}

stock 'local aio = require "aio"
local function main()
  local names = aio.await(aio.gather(aio.sleep(0.01, "a"), aio.sleep(0, "b")))
  return table.concat(names)
end
print(aio.run(main), await, async, _G.aio)'
equal "a run" "$out" "$(printf 'ab\tnil\tnil\tnil')"

stock 'local aio = require "aio"; print(pcall(aio.await, aio.sleep(1)))'
equal "outside a run" "$out" "$(printf 'false\tcannot await outside a task (use aio.run)')"

stock 'local aio, keep = require "aio", pcall; print(pcall == keep, require == package.loaded._G.require, aio == require "aio")'
equal "the host's globals stay" "$out" "$(printf 'true\ttrue\ttrue')"

stock 'local aio = require "aio"
print(aio.run(function() return aio.await(aio.to_thread(function(x) return x * 2 end, 21)) end))'
equal "a thread" "$out" "42"

stock 'local aio = require "aio"; aio.run(function() error("oops", 0) end)'
equal "an error: status" "$status" 1
matches "an error" "$out" "lua5.4: oops*"

finish
