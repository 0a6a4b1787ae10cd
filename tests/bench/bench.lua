-- What a step of concurrency costs, in nanoseconds: one line "name <tab> ns" for each case. The same
-- cases are in bench.py and bench.js; run.sh compares them. All three measure CPU time, which other
-- programs on the machine disturb least.
local aio = require "aio"
local async, await = aio.async, aio.await

local nothing = async(function() end)

local cases = {
  { "sleep(0)", 200000, function(n)
    for _ = 1, n do await(aio.sleep(0)) end
  end },

  { "await a call", 500000, function(n)
    for _ = 1, n do await(nothing()) end
  end },

  { "create_task + await", 100000, function(n)
    for _ = 1, n do await(aio.create_task(nothing())) end
  end },

  { "gather of 1000, each", 100000, function(n)
    for _ = 1, n // 1000 do
      local calls = {}
      for i = 1, 1000 do calls[i] = nothing() end
      await(aio.gather(calls))
    end
  end },

  { "queue round trip", 100000, function(n)
    local there, back = aio.Queue(1), aio.Queue(1)
    local echo = aio.create_task(function()
      for _ = 1, n do await(back:put(await(there:get()))) end
    end)
    for i = 1, n do
      await(there:put(i))
      await(back:get())
    end
    await(echo)
  end },

  { "contended lock", 100000, function(n)
    local lock = aio.Lock()
    local worker = async(function()
      for _ = 1, n // 4 do
        await(lock:acquire())
        await(aio.sleep(0))
        lock:release()
      end
    end)
    await(aio.gather(worker(), worker(), worker(), worker()))
  end },

  { "cancel a sleeping task", 50000, function(n)
    for _ = 1, n do
      local task = aio.create_task(aio.sleep(3600))
      await(aio.sleep(0))
      task:cancel()
      pcall(await, task)
    end
  end },
}

for _, case in ipairs(cases) do
  local name, count, run = table.unpack(case)
  run(count // 10)
  local start = os.clock()
  run(count)
  print(("%s\t%.0f"):format(name, (os.clock() - start) / count * 1e9))
end
