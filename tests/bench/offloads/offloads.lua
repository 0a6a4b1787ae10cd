-- What it costs to have a worker do nothing: aio offloads.lua CALLS AT-ONCE KIND, KIND being to_thread, thread or
-- process. Prints microseconds a call. Called by run.sh.
local time = require "aio.time"
local calls, at_once, kind = tonumber(arg[1]), tonumber(arg[2]), arg[3]

local function job(x) return x end

local executors = { thread = aio.ThreadPoolExecutor, process = aio.ProcessPoolExecutor }
local executor = executors[kind] and executors[kind](at_once)
local function call(x)
  if executor then return await(executor:submit(job, x)) end
  return await(aio.to_thread(job, x))
end

aio.run(function()
  for i = 1, 1000 do call(i) end
  local start, done = time.perf_counter(), 0
  local tasks = {}
  for i = 1, at_once do
    tasks[i] = aio.create_task(function()
      while done < calls do
        done = done + 1
        call(done)
      end
    end)
  end
  await(aio.gather(tasks))
  print(("%.2f"):format((time.perf_counter() - start) / calls * 1e6))
  if executor then executor:shutdown() end
end)
