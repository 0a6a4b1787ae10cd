-- Queue: join and task_done.
local check = require "check"
local native = require "aio.native"
local test, equal, raises = check.test, check.equal, check.raises

local function turn() await(aio.sleep(0)) end

test("join and task_done: two workers, 100 items", function()
  local queue, sum = aio.Queue(), 0
  for i = 1, 100 do queue:put_nowait(i) end
  local worker = async(function()
    while true do
      local item = await(queue:get())
      sum = sum + item
      await(aio.sleep(0.1))
      queue:task_done()
    end
  end)
  local workers = { aio.create_task(worker()), aio.create_task(worker()) }
  await(queue:join())
  equal(sum, 5050)
  for _, task in ipairs(workers) do task:cancel() end
  await(aio.gather(workers, { return_exceptions = true }))
end)

test("join on an empty queue: at once; task_done too often", function()
  local queue, tick = aio.Queue(), native.tick()
  await(queue:join())
  equal(native.tick(), tick)
  raises("task_done%(%) called too many times", queue.task_done, queue)
end)

test("join waits again when more is put", function()
  local queue = aio.Queue()
  queue:put_nowait(1)
  local joiner = aio.create_task(queue:join())
  turn()
  queue:get_nowait()
  queue:task_done()
  queue:put_nowait(2)
  await(joiner)
  equal(joiner:done(), true)
end)

check.finish()
