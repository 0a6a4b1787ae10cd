#!/usr/bin/env bash
# Lines printed by threads, processes and the main state are never cut by one another.
# shellcheck disable=SC2154 # out, err, status, work, aio are set there
. "$(dirname "$0")/support.bash"

# Each line is one letter many times, longer than a pipe takes at once.
cat >"$work/lines.lua" <<'LUA'
local function lines(letter, count)
  for i = 1, count do print((letter):rep(3000 + i * 997 % 20000)) end
  return true
end
local threads <close> = aio.ThreadPoolExecutor(2)
local processes <close> = aio.ProcessPoolExecutor(2)
local all = {}
for i, letter in ipairs { "a", "b" } do all[i] = threads:submit(lines, letter, 150) end
for i, letter in ipairs { "c", "d" } do all[2 + i] = processes:submit(lines, letter, 150) end
for _ = 1, 15 do
  lines("m", 10)
  await(aio.sleep(0))
end
await(aio.gather(all))
LUA
"$aio" "$work/lines.lua" | cat >"$work/out"
equal "lines" "$(wc -l <"$work/out")" 750
equal "cut lines" "$(grep -cvE '^(a+|b+|c+|d+|m+)$' "$work/out")" 0

# stdin and stdout of a child are the program's.
cat >"$work/stdio.lua" <<'LUA'
local executor <close> = aio.ProcessPoolExecutor(1)
io.write "first "
io.flush()
print(await(executor:submit(function()
  io.write("second ", io.read "l", " ")
  print "third"
  io.write "fourth "
  os.execute "echo fifth"
  return "sixth"
end)))
LUA
out=$(echo "from stdin" | "$aio" "$work/stdio.lua")
equal "the order of one child's output" "$out" "$(printf 'first second from stdin third\nfifth\nfourth sixth')"
finish
