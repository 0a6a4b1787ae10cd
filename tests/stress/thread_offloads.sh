#!/usr/bin/env bash
# 100 000 offloads: results right, memory bounded; for the sanitizers.
# shellcheck disable=SC2154 # out, err, status, work, aio are set there
. "$(dirname "$0")/../cli/support.bash"

cat >"$work/offloads.lua" <<'LUA'
local total = tonumber(arg[1])
local large = ("x"):rep(40000)

local function job(i, text, t)
  if i % 97 == 0 then error(i, 0) end
  if text then return #text end
  if t then return t.i end
  return i
end

-- One call of each kind in turn; some are cancelled.
local function call(start, i)
  local kind = i % 10
  if kind == 1 then return await(start(job, i, large)) == 40000 end
  if kind == 2 then return await(start(job, i, nil, { i = i, { "nested" } })) == i end
  if kind == 3 and i % 50 == 3 then
    local task = aio.create_task(async(function() return await(start(job, i)) end)())
    await(aio.sleep(0))
    task:cancel()
    aio.try(await, task)
    return true
  end
  return await(start(job, i)) == i
end

local function run(start, count)
  local next_number, wrong = 0, 0
  local function worker()
    while next_number < count do
      next_number = next_number + 1
      local i = next_number
      local ok, result = pcall(call, start, i)
      if not ok then
        if result ~= i or i % 97 ~= 0 then wrong = wrong + 1 print(i, result) end
      elseif not result then
        wrong = wrong + 1
      end
    end
  end
  local tasks = {}
  for w = 1, 8 do tasks[w] = aio.create_task(async(worker)()) end
  await(aio.gather(tasks))
  return wrong
end

local function memory()
  collectgarbage()
  collectgarbage()
  for line in io.lines "/proc/self/status" do
    local kilobytes = line:match "^VmRSS:%s+(%d+)"
    if kilobytes then return tonumber(kilobytes) end
  end
end

local threads <close> = aio.ThreadPoolExecutor(4)
local processes <close> = aio.ProcessPoolExecutor(2)
local starts = {
  aio.to_thread,
  function(...) return threads:submit(...) end,
  function(...) return processes:submit(...) end,
}
local wrong = 0
for kind, start in ipairs(starts) do
  local share = kind == 3 and total // 10 or total * 45 // 100
  wrong = wrong + run(start, share // 4)
  local before = memory()
  wrong = wrong + run(start, share - share // 4)
  local growth = memory() - before
  if growth > (tonumber(arg[2])) then print("memory grew by", growth, "kilobytes", kind) end
end
print("wrong", wrong)
LUA

growth=60000 # kilobytes
if ldd "$aio" | grep -q 'lib[at]san'; then growth=2000000; fi # they keep what is freed, and count leaks themselves
out=$(timeout 500 "$aio" "$work/offloads.lua" 100000 "$growth" 2>"$work/err")
status=$?
equal "status" "$status" 0
equal "what it prints" "$out" "$(printf 'wrong\t0')"
equal "stderr" "$(cat "$work/err")" ""
finish
