#!/usr/bin/env bash
# The end of a program with workers at work: it never hangs, and no process is left behind.
# shellcheck disable=SC2154 # out, err, status, work, aio are set there
. "$(dirname "$0")/support.bash"

# quick WHAT TEXT STATUS OUTPUT: the script ends with that status, within the grace time and a little.
quick() {
  local start=$SECONDS
  run_script "$2"
  equal "$1: status" "$status" "$3"
  equal "$1" "$out" "$4"
  local limit=5
  if [ $((SECONDS - start)) -gt "$limit" ]; then fail "$1: it took $((SECONDS - start)) seconds"; fi
}

busy='function() while true do end end'
for executor in ThreadPoolExecutor ProcessPoolExecutor; do
  quick "$executor: a busy call that nobody waits for" \
    "local executor = aio.$executor(1) executor:submit($busy) await(aio.sleep(0)) print 'end'" 0 end
  quick "$executor: os.exit" \
    "local executor = aio.$executor(1) executor:submit($busy) await(aio.sleep(0)) os.exit(3)" 3 ""
  quick "$executor: os.exit that closes the state" \
    "local executor = aio.$executor(1) executor:submit($busy) await(aio.sleep(0)) os.exit(3, true)" 3 ""
  quick "$executor: an error" \
    "local executor = aio.$executor(1) executor:submit($busy) await(aio.sleep(0)) error('no', 0)" 1 ""
  quick "$executor: in the second run of a state" \
    "local executor = aio.$executor(1)
     aio.run(function() await(executor:submit(print)) end)
     aio.run(function() executor:submit($busy) await(aio.sleep(0)) os.exit(4, true) end)" 4 ""
  quick "$executor: the default executor of a run" \
    "aio.run(function()
       local loop = aio.get_running_loop()
       loop:set_default_executor(aio.$executor(1))
       loop:run_in_executor(nil, $busy)
       await(aio.sleep(0))
     end) print 'end'" 0 end
done
quick "to_thread: a task that is left" "aio.create_task(aio.to_thread($busy)) await(aio.sleep(0)) print 'end'" 0 end
quick "to_thread: stuck in C code" \
  "aio.create_task(aio.to_thread(function() return (('a'):rep(2000)):find(('.-'):rep(20) .. 'b') end))
   await(aio.sleep(0)) print 'end'" 0 end

# ended PID...: whether all of them end within three seconds
ended() {
  local pid
  for pid in "$@"; do
    for ((i = 0; i < 300; i++)); do
      # A zombie that its new parent has not collected yet has ended.
      grep -qs '^State:[[:space:]]*[^Z]' "/proc/$pid/status" || continue 2
      sleep 0.01
    done
    return 1
  done
}

cat >"$work/pool.lua" <<'LUA'
local executor = aio.ProcessPoolExecutor(2)
local function pid() return io.popen("echo $PPID"):read "n" end
local first, second = await(executor:submit(pid)), nil
local busy = executor:submit(function() while true do end end)
second = await(executor:submit(pid))
io.write(first, " ", second, "\n")
io.flush()
await(busy)
LUA
for signal in KILL TERM; do
  mkfifo "$work/pids"
  "$aio" "$work/pool.lua" >"$work/pids" 2>/dev/null &
  parent=$!
  read -r -a children <"$work/pids"
  equal "two children" "${#children[@]}" 2
  kill "-$signal" "$parent"
  wait "$parent" 2>/dev/null
  ended "${children[@]}" || fail "a child outlives its parent, killed by $signal: ${children[*]}"
  rm -f "$work/pids"
done

# Ctrl-C goes to the whole group: the parent decides, the children stay for its clean-up.
cat >"$work/interrupt.lua" <<'LUA'
local executor <close> = aio.ProcessPoolExecutor(1)
await(executor:submit(function() end))
local ok, err = aio.try(function()
  print "ready"
  await(executor:submit(function() while true do end end))
end)
print(ok, err)
print(await(executor:submit(function() return "alive" end)))
LUA
mkfifo "$work/lines"
setsid "$aio" "$work/interrupt.lua" >"$work/lines" 2>/dev/null & # its process is the leader of a new group
group=$!
exec 3<"$work/lines"
read -r line <&3
equal "interrupt: before" "$line" ready
sleep 0.05 # so that it waits for the call
kill -INT -- "-$group"
read -r line <&3
matches "interrupt: the call" "$line" "false*CancelledError*"
read -r line <&3
equal "interrupt: afterwards" "$line" alive
exec 3<&-

run --aio-worker </dev/null
equal "by hand: status" "$status" 1
matches "by hand" "$err" "aio: --aio-worker is for ProcessPoolExecutor*"
finish
