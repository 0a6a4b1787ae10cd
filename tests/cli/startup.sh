#!/usr/bin/env bash
# A short script pays for nothing that it does not use: no thread, no loop, no library of the prompt's. And it starts
# about as fast as with stock lua5.4: measured by turns, the fastest of each counts.
# shellcheck disable=SC2154 # out, err, status, work, aio are set there
. "$(dirname "$0")/support.bash"

if [ ! -r /proc/self/maps ]; then
  echo "skipped: there is no /proc"
  exit 77
fi

# Prints the heavy libraries, the number of threads, and the descriptors of a loop.
cat >"$work/look.lua" <<'LUA'
for line in io.lines "/proc/self/maps" do
  local name = line:match "/([^/ ]+)%.so[^/]*$"
  if name and ("libreadline libedit libtinfo libssl libuv"):find(name, 1, true) then print(name) end
end
for line in io.lines "/proc/self/status" do
  if line:find "^Threads:" then print((line:gsub("%s+", " "))) end
end
for number = 3, 30 do
  local file = io.open("/proc/self/fdinfo/" .. number)
  if file and file:read "a":find "\ntfd:" then print("a loop's descriptor: " .. number) end
  if file then file:close() end
end
LUA
run "$work/look.lua"
equal "what a plain script has loaded and opened" "$out" "Threads: 1"
(echo 'await(aio.sleep(0.001))' && cat "$work/look.lua") >"$work/look_in_loop.lua"
run "$work/look_in_loop.lua"
matches "the same once there is a loop, which must be seen" "$out" "*a loop's descriptor*"

if ldd "$aio" | grep -qE 'lib[alt]?san'; then
  echo "not measured: a sanitizer is built in"
  finish
fi
if ! command -v lua5.4 >/dev/null; then
  echo "not measured: there is no lua5.4 to compare with"
  finish
fi

one() { # one PROGRAM: microseconds
  local start=${EPOCHREALTIME/[.,]/}
  "$1" -e '' </dev/null
  echo $((${EPOCHREALTIME/[.,]/} - start))
}
stock=1000000 ours=1000000
for _ in {1..10}; do
  for _ in {1..40}; do
    time=$(one lua5.4)
    if ((time < stock)); then stock=$time; fi
    time=$(one "$aio")
    if ((time < ours)); then ours=$time; fi
  done
  if ((10 * ours < 13 * stock)); then break; fi # a busy machine gets more turns
done
echo "lua5.4 $stock us, aio $ours us, $((100 * ours / stock)) %"
((10 * ours < 13 * stock)) || fail "starting takes more than 1.3 times as long as lua5.4"

finish
