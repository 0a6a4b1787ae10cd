#!/usr/bin/env bash
# Ctrl-C: the first cancels the main task so that its clean-up runs, the second aborts, the third ends the
# process whatever it does. Real signals: the script says "ready" where the signal is to arrive.
# shellcheck disable=SC2154 # out, err, status, work, aio are set there
. "$(dirname "$0")/support.bash"

# interrupt SIGNALS TEXT: runs the script and sends it SIGINT at each line "ready" it prints.
interrupt() {
  local signals=$1 sent=0 line
  printf '%s\n' "$2" >"$work/script.lua"
  : >"$work/out"
  mkfifo "$work/pipe" 2>/dev/null
  (cd "$work" && exec timeout -s KILL 10 "$aio" script.lua >pipe 2>err) &
  local wrapper=$!
  while read -r line; do
    if [ "$line" = ready ]; then
      if ((sent < signals)); then
        sleep 0.05 # so that the script is where it wants to be
        kill -INT "$(pgrep -P "$wrapper" | head -n 1)"
        sent=$((sent + 1))
      fi
    else
      printf '%s\n' "$line" >>"$work/out"
    fi
  done <"$work/pipe"
  wait "$wrapper"
  status=$?
  out=$(cat "$work/out")
  err=$(cat "$work/err")
}

prelude='io.stdout:setvbuf "line"
local function closing(f) return setmetatable({}, {__close = f}) end
local function ready() print "ready" end
'

interrupt 1 "$prelude"'
local _ <close> = closing(function() print "begin" await(aio.sleep(0.01)) print "cleaned up" end)
ready()
await(aio.sleep(100))
print "never"'
equal "sleeping script: clean-up" "$out" $'begin\ncleaned up'
equal "sleeping script: status" "$status" 130
equal "sleeping script: stderr" "$err" "aio: interrupted!"

interrupt 1 "$prelude"'
aio.create_task(function()
  local _ <close> = closing(function() await(aio.sleep(0.01)) print "background cleaned up" end)
  await(aio.sleep(100))
end)
await(aio.sleep(0))
ready()
await(aio.sleep(100))'
equal "background tasks are cleaned up too" "$out/$status" "background cleaned up/130"

interrupt 1 "$prelude"'
await(aio.sleep(0))
local _ <close> = closing(function() await(aio.sleep(0.01)) print "cleaned up" end)
ready()
while true do end'
equal "busy main task" "$out/$status" "cleaned up/130"

interrupt 1 "$prelude"'
local _ <close> = closing(function() print "cleaned up" end)
ready()
while true do end'
equal "busy main chunk that never awaited" "$out/$status" "cleaned up/130"

interrupt 1 "$prelude"'
local ok, err = aio.try(function() ready() await(aio.sleep(100)) end)
print(ok, err.name)'
equal "handled by aio.try: the program goes on" "$out/$status" $'false\tCancelledError/0'

interrupt 1 "$prelude"'
print(pcall(function() ready() await(aio.sleep(100)) end))
print "clean-up after pcall"
await(aio.sleep(1))
print "never"'
equal "a pcall does not settle it" "$out/$status" $'false\tCancelledError\nclean-up after pcall/130'

interrupt 2 "$prelude"'
local _ <close> = closing(function() print "main cleaned up" end)
aio.create_task(function()
  ready()
  local start = os.clock()
  while os.clock() - start < 0.3 do end
  ready()
  while true do end
end)
await(aio.sleep(100))'
equal "busy background task: the second aborts" "$status" 130
matches "busy background task: message" "$err" "*interrupted!*"

interrupt 2 "$prelude"'
local _ <close> = closing(function()
  ready()
  local ok = aio.try(await, aio.sleep(100))
  print("second", ok)
end)
ready()
await(aio.sleep(100))'
equal "twice during clean-up: status" "$status" 130

interrupt 3 "$prelude"'
while true do pcall(function() ready() while true do end end) end'
equal "a pcall loop that swallows everything: the third ends it" "$status" 130

interrupt 3 "$prelude"'
await(aio.sleep(0))
while true do
  aio.try(function() ready() local start = os.clock() while os.clock() - start < 3 do end end)
end'
equal "an aio.try loop that swallows everything" "$status" 130

interrupt 1 "$prelude"'
aio.run(function()
  local _ <close> = closing(function() await(aio.sleep(0.01)) print "cleaned up" end)
  ready()
  await(aio.sleep(100))
end)'
equal "inside of aio.run" "$out/$status" "cleaned up/130"

interrupt 1 "$prelude"'
for _ in coroutine.wrap(function()
  local _ <close> = closing(function() print "generator cleaned up" end)
  ready()
  while true do end
end) do end'
equal "busy generator" "$out/$status" "generator cleaned up/130"

finish
