-- Generators that await: a coroutine inside a task is suspended together with the task.
local check = require "check"
local test, plain, equal, raises = check.test, check.plain, check.equal, check.raises

local function ticker(last)
  return coroutine.wrap(function()
    for i = 1, last do
      await(aio.sleep(1))
      coroutine.yield(i)
    end
  end)
end

test("for … in a generator that awaits", function()
  local loop, seen = aio.get_running_loop(), {}
  local start = loop:time()
  for i in ticker(3) do seen[#seen + 1] = i end
  equal({ seen, loop:time() - start }, { { 1, 2, 3 }, 3 })
end)

test("two tasks, each with its generator", function()
  local seen = {}
  local reader = async(function(name)
    for i in ticker(2) do seen[#seen + 1] = name .. i end
  end)
  await(aio.gather(reader "a", reader "b"))
  equal(seen, { "a1", "b1", "a2", "b2" })
end)

test("resume instead of wrap: awaits do not show", function()
  local co = coroutine.create(function(x)
    local y = coroutine.yield(await(aio.sleep(1, x + 1)))
    await(aio.sleep(1))
    return y * 2
  end)
  equal({ coroutine.resume(co, 1) }, { true, 2 })
  equal(coroutine.status(co), "suspended")
  equal({ coroutine.resume(co, 21) }, { true, 42 })
  equal(coroutine.status(co), "dead")
end)

test("generators in generators", function()
  local doubled = coroutine.wrap(function()
    for i in ticker(3) do
      await(aio.sleep(1))
      coroutine.yield(2 * i)
    end
  end)
  local seen = {}
  for i in doubled do seen[#seen + 1] = i end
  equal(seen, { 2, 4, 6 })
end)

test("several results of an await inside", function()
  local f = coroutine.wrap(function()
    coroutine.yield(await(async(function() return 1, nil, 3 end)()))
  end)
  equal(table.pack(f()), { 1, nil, 3, n = 3 })
end)

test("an error after an await comes out of the caller", function()
  local f = coroutine.wrap(function()
    await(aio.sleep(1))
    error({ code = 9 })
  end)
  local ok, err = pcall(f)
  equal({ ok, err }, { false, { code = 9 } })
  local co = coroutine.create(function() error(await(aio.sleep(1, "text")), 0) end)
  equal({ coroutine.resume(co) }, { false, "text" })
end)

test("a failing await inside can be caught inside", function()
  local f = coroutine.wrap(function()
    local ok, err = pcall(await, async(error)("inner"))
    coroutine.yield(ok, err)
  end)
  equal({ f() }, { false, "inner" })
end)

test("a cancellation goes through the generator", function()
  local seen = {}
  local task = aio.create_task(async(function()
    for _ in coroutine.wrap(function()
      local ok, err = aio.try(await, aio.sleep(100))
      seen[1] = ok
      error(err, 0)
    end) do error "nothing comes" end
  end)())
  await(aio.sleep(1))
  task:cancel("stop")
  equal(raises(aio.CancelledError, await, task).message, "stop")
  equal({ seen[1], task:cancelled() }, { false, true })
end)

test("while it awaits, it is nobody else's to resume", function()
  local co
  co = coroutine.create(function() return await(aio.sleep(2, "slept")) end)
  local reader = aio.create_task(async(function() return coroutine.resume(co) end)())
  await(aio.sleep(1))
  local ok, err = coroutine.resume(co)
  equal(ok, false)
  check.matches(err, "cannot resume")
  raises("cannot close", coroutine.close, co)
  equal({ await(reader) }, { true, "slept" })
end)

test("one generator read by two tasks in turn", function()
  local shared = ticker(4)
  local read = async(function() return (shared()) end)
  local seen = {}
  for i = 1, 4 do seen[i] = await(aio.create_task(read())) end
  equal(seen, { 1, 2, 3, 4 })
end)

test("a generator made outside of a task", function()
  local made = ticker(1)
  equal(await(aio.create_task(async(made)())), 1)
end)

test("wrap as the body of a task", function()
  equal(await(aio.create_task(coroutine.wrap(function() return await(aio.sleep(1, "done")) end))), "done")
end)

test("an await inside, resumed where its resumer cannot await", function()
  local f = coroutine.wrap(function() await(aio.sleep(1)) end)
  raises("cannot await inside", function() table.sort({ 2, 1 }, f) end)
  await(aio.sleep(1))
  equal(await(aio.sleep(1, "the task is unharmed")), "the task is unharmed")
end)

test("a dropped generator that has awaited is garbage", function()
  local weak = setmetatable({}, { __mode = "k" })
  do
    local co = coroutine.create(function()
      await(aio.sleep(1))
      coroutine.yield(1)
    end)
    coroutine.resume(co)
    weak[co] = true
  end
  collectgarbage()
  equal(next(weak), nil)
end)

plain("generators outside of any loop do not await", function()
  local _, errors, status = check.script [[
    local loop = aio.new_event_loop()
    loop:call_soon(function()
      loop:stop()
      coroutine.wrap(function() await(aio.sleep(1)) end)()
    end)
    loop:run_forever()
    loop:close()
  ]]
  check.matches(errors, "cannot await outside a task %(use aio%.run%)")
  equal(status, 0)
end)

plain("in a main chunk: the generator's await makes it the main task", function()
  local output, errors = check.script [[
    local generate = coroutine.wrap(function()
      for i = 1, 2 do await(aio.sleep(1)) coroutine.yield(i) end
    end)
    for i in generate do print(i, aio.get_running_loop():time()) end
  ]]
  equal({ output, errors }, { "1\t1.0\n2\t2.0\n", "" })
end)

check.finish()
