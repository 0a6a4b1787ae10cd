-- aio.ThreadPoolExecutor: submit, shutdown, <close>, cancelling, as an executor of loops.
-- luacheck: globals count base all mark
local check = require "check"
local test, plain, equal, raises, matches, truthy =
  check.test, check.plain, check.equal, check.raises, check.matches, check.truthy

local function new(options)
  return aio.ThreadPoolExecutor(options or { max_workers = 2 })
end

local function busy() while true do end end
local function nap(seconds, ...)
  require("aio.time").sleep(seconds)
  return ...
end

test("submit returns a future with all results", function()
  local executor <close> = new()
  local future = executor:submit(function(a, b) return a + b, nil, "three" end, 1, 2)
  equal(aio.isfuture(future), true)
  equal(future:done(), false)
  equal(table.pack(await(future)), { 3, nil, "three", n = 3 })
  equal(table.pack(future:result()), { 3, nil, "three", n = 3 })
  equal(future:get_loop(), aio.get_running_loop())
  matches(tostring(executor), "^ThreadPoolExecutor: ")
  matches(tostring(future), "^<Future finished>$")
end)

test("errors: the same value, with the worker's traceback", function()
  local executor <close> = new()
  local err = raises(aio.TimeoutError, await, executor:submit(function()
    local e = aio.TimeoutError("slow")
    e.cause = aio.OSError { message = "gone", code = "EPIPE" }
    error(e)
  end))
  equal(err.message, "slow")
  equal(err.cause.code, "EPIPE")
  matches(err.traceback, "thread_executor_test.lua:%d+: in function")
  equal(table.pack(aio.try(await, executor:submit(error, { code = 7 }))), { false, { code = 7 }, n = 2 })
end)

test("values that cannot cross are refused in the caller, by path", function()
  local executor <close> = new()
  raises("submit: argument 2, field 'log%.file' %(userdata%) cannot be sent to a thread: it is a FILE%*", function()
    executor:submit(print, { log = { file = io.stdout } })
  end)
  raises("function expected, got number", function() executor:submit(5) end)
  raises("submit: result 1 %(thread%) cannot be sent to the thread that called it", await,
    executor:submit(function() return coroutine.create(print) end))
end)

test("at most max_workers jobs run at once; globals persist in a worker", function()
  local executor <close> = new { max_workers = 1 }
  for i = 1, 5 do
    equal(await(executor:submit(function() count = (count or 0) + 1 return count end)), i)
  end
end)

test("leaving the block waits for the jobs, and other tasks go on", function()
  local turns = 0
  local ticker = aio.create_task(aio.async(function()
    while true do
      await(aio.sleep(0))
      turns = turns + 1
    end
  end)())
  local futures = {}
  do
    local executor <close> = new()
    for i = 1, 4 do futures[i] = executor:submit(nap, 0.005, i) end
  end
  for i = 1, 4 do
    equal(futures[i]:done(), true)
    equal(futures[i]:result(), i)
  end
  truthy(turns > 4)
  ticker:cancel()
  aio.try(await, ticker)
end)

test("shutdown: no more jobs; returns a future that is done", function()
  local executor = new()
  local future = executor:submit(nap, 0.002, "done")
  local ended = executor:shutdown()
  equal(ended:done(), true)
  equal(future:result(), "done")
  await(ended)
  await(executor:shutdown())
  raises("cannot schedule new futures after shutdown", function() executor:submit(print) end)
  raises("cannot schedule new futures after shutdown", function() executor:map(print, { 1 }) end)
end)

test("shutdown of an executor that was never used", function()
  equal(new():shutdown():done(), true)
end)

test("shutdown{wait = false} returns at once, its jobs go on", function()
  local executor = new()
  local future = executor:submit(nap, 0.002, "done")
  local ended = executor:shutdown { wait = false }
  equal(ended:done(), false)
  equal(await(future), "done")
  await(ended)
end)

test("shutdown{cancel_futures = true}: what has not begun never runs", function()
  local executor = new { max_workers = 1 }
  local running = executor:submit(nap, 0.02, "first")
  await(aio.sleep(0)) -- the loop is held, so this does not let virtual time pass
  local waiting = {}
  for i = 1, 5 do waiting[i] = executor:submit(error, "ran") end
  executor:shutdown { cancel_futures = true }
  for i = 1, 5 do equal(waiting[i]:cancelled(), true) end
  equal(running:done(), true) -- finished, or cancelled if its thread had not taken it yet
end)

test("cancelling a future that waits: it never runs", function()
  local executor <close> = new { max_workers = 1 }
  local path = os.tmpname()
  os.remove(path)
  local first = executor:submit(nap, 0.01)
  local second = executor:submit(function(name) io.open(name, "w"):close() end, path)
  equal(second:cancel(), true)
  await(first)
  raises(aio.CancelledError, await, second)
  executor:shutdown()
  equal(io.open(path), nil)
end)

test("cancelling a future that runs interrupts its Lua code, and the worker goes on", function()
  local executor <close> = new { max_workers = 1 }
  for _, job in ipairs { busy, nap } do
    await(executor:submit(function() end)) -- the worker is there
    local future = executor:submit(job, 60)
    await(executor:submit(function() end) and aio.sleep(0))
    future:cancel()
    equal(future:cancelled(), true)
    equal(await(executor:submit(function() return "alive" end)), "alive")
  end
end)

test("a task that is cancelled while it waits for the end: the jobs are interrupted", function()
  local future
  local task = aio.create_task(aio.async(function()
    local executor <close> = new() -- luacheck: ignore 211
    future = executor:submit(busy)
  end)())
  await(aio.sleep(0))
  await(aio.sleep(0))
  task:cancel()
  raises(aio.CancelledError, await, task)
  equal(future:cancelled(), true)
end)

test("an error in the block waits for the jobs, and is raised", function()
  local future
  raises("no luck", function()
    local executor <close> = new()
    future = executor:submit(nap, 0.002, 1)
    error("no luck")
  end)
  equal(future:result(), 1)
end)

test("max_workers and other options are checked", function()
  raises("ThreadPoolExecutor: max_workers must be an integer greater than 0, got 0", aio.ThreadPoolExecutor,
    { max_workers = 0 })
  raises("greater than 0, got %-1", aio.ThreadPoolExecutor, { max_workers = -1 })
  raises("greater than 0, got 1.5", aio.ThreadPoolExecutor, { max_workers = 1.5 })
  raises("must be an integer, got string", aio.ThreadPoolExecutor, { max_workers = "4" })
  raises("must be at most 10000", aio.ThreadPoolExecutor, { max_workers = 1 << 40 })
  raises("unknown option 'max_worker' %(did you mean 'max_workers'%?%)", aio.ThreadPoolExecutor, { max_worker = 1 })
  raises("initializer must be a function, got table", aio.ThreadPoolExecutor, { initializer = {} })
  raises("unknown option 'cancel_future'", function() new():shutdown { cancel_future = true } end)
  local executor <close> = aio.ThreadPoolExecutor(1)
  equal(await(executor:submit(math.max, 1, 2)), 2)
end)

test("initializer: called first in each worker; its error is that of the jobs", function()
  local executor <close> = new { max_workers = 1, initializer = function(n) base = n end, initargs = { 40 } }
  equal(await(executor:submit(function() return base + 2 end)), 42)
  local broken <close> = new { initializer = function() error("no data", 0) end }
  raises("^no data$", await, broken:submit(print))
  raises("FILE%*", new, { initializer = print, initargs = { io.stdout } })
end)

test("max_memory: running out of it is an ordinary error, and the worker goes on", function()
  local executor <close> = new { max_workers = 1, max_memory = 8000000 }
  raises("not enough memory", await, executor:submit(function()
    all = {}
    for i = 1, 1e8 do all[i] = i end
  end))
  equal(await(executor:submit(function() return #("x"):rep(1000000) end)), 1000000)
  raises("not enough memory", await, executor:submit(string.rep, "x", 100000000))
end)

test("an executor for run_in_executor, and as the loop's default", function()
  local loop = aio.get_running_loop()
  local executor <close> = new { max_workers = 1, initializer = function() mark = "mine" end }
  local function get() return mark end
  equal(await(loop:run_in_executor(executor, get)), "mine")
  equal(await(loop:run_in_executor(nil, get)), nil)
  loop:set_default_executor(executor)
  equal(await(loop:run_in_executor(nil, get)), "mine")
  loop:set_default_executor(nil)
end)

test("gather, wait_for and shield take its futures", function()
  local executor <close> = new()
  local results = await(aio.gather(executor:submit(nap, 0.002, 1), executor:submit(nap, 0, 2)))
  equal(results, { 1, 2, n = 2 })
  equal(await(aio.wait_for(executor:submit(nap, 0, 3), 60)), 3)
  equal(await(aio.shield(executor:submit(nap, 0, 4))), 4)
end)

test("jobs that nobody waits for keep their executor", function()
  local done = aio.Event()
  new():submit(nap, 0.002):add_done_callback(function() done:set() end)
  collectgarbage()
  collectgarbage()
  await(done:wait())
end)

test("virtual time stands still while a job is under way", function()
  local executor <close> = new()
  local loop = aio.get_running_loop()
  local start = loop:time()
  local hour = loop:call_later(3600, function() end)
  await(executor:submit(nap, 0.005))
  equal(loop:time(), start)
  hour:cancel()
end)

-- Outside of any loop: a main chunk that submits would become the main task.
plain("one executor in two runs, and shut down outside of any", function()
  local executor = new()
  for i = 1, 2 do
    equal(aio.run(aio.async(function() return await(executor:submit(function(n) return n end, i)) end)()), i)
  end
  equal(executor:shutdown(), nil)
end)

plain("a loop that ends while a job runs for ever interrupts it", function()
  local start = os.time()
  local executor = new { max_workers = 1 }
  local future
  aio.run(aio.async(function() future = executor:submit(busy) end)())
  equal(future:cancelled(), true)
  truthy(os.time() - start <= 3)
  executor:shutdown()
end)

plain("a loop that is closed while a thread is busy", function()
  local loop = aio.new_event_loop()
  loop:create_task(aio.to_thread(busy))
  loop:run_until_complete(aio.sleep(0))
  local start = os.time()
  loop:close()
  truthy(os.time() - start <= 3)
end)

check.finish()
