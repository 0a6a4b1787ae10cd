-- Semaphore and BoundedSemaphore (CPython's test_locks, scheduling.md §10).
local check = require "check"
local test, plain, equal, raises, identical = check.test, check.plain, check.equal, check.raises, check.identical

local function turn() await(aio.sleep(0)) end

local function acquirer(semaphore, log, name)
  return aio.create_task(async(function()
    await(semaphore:acquire())
    log[#log + 1] = name
  end)())
end

plain("its value", function()
  equal(aio.Semaphore():locked(), false, "1 by default")
  equal(aio.Semaphore(0):locked(), true)
  equal(tostring(aio.Semaphore(3)), "<Semaphore [unlocked, value:3]>")
  raises("bad argument #1 to 'Semaphore'", function() aio.Semaphore(-1) end)
  raises("bad argument #1 to 'BoundedSemaphore'", function() aio.BoundedSemaphore(-1) end)
  raises("number expected, got string", function() aio.Semaphore("x") end)
  raises("bad argument #1", function() aio.Semaphore(0 / 0) end)
  raises("bad argument #1", function() aio.Semaphore(1.5) end)
end)

test("acquire gives the semaphore, whose closing releases it", function()
  local semaphore = aio.Semaphore(1)
  do
    local held <close> = await(semaphore:acquire())
    identical(held, semaphore)
    equal(semaphore:locked(), true)
  end
  equal(semaphore:locked(), false)
  raises("can't be used with await", await, semaphore)
end)

test("three at a time", function()
  local semaphore, inside, most = aio.Semaphore(3), 0, 0
  local work = async(function()
    local _ <close> = await(semaphore:acquire())
    inside = inside + 1
    most = math.max(most, inside)
    await(aio.sleep(1))
    inside = inside - 1
  end)
  local tasks, loop = {}, aio.get_running_loop()
  local start = loop:time()
  for i = 1, 10 do tasks[i] = work() end
  await(aio.gather(tasks))
  equal({ most, inside, loop:time() - start }, { 3, 0, 4 })
end)

test("a release hands its permit over: the value stays 0 (s43)", function()
  local semaphore, log = aio.Semaphore(3), {}
  for _ = 1, 3 do await(semaphore:acquire()) end
  local tasks = {}
  for i = 1, 3 do tasks[i] = acquirer(semaphore, log, i) end
  turn()
  semaphore:release()
  semaphore:release()
  equal({ log, semaphore:locked() }, { {}, true })
  turn()
  equal({ log, semaphore:locked() }, { { 1, 2 }, true })
  semaphore:release()
  await(aio.gather(tasks))
  for _ = 1, 3 do semaphore:release() end
  equal(tostring(semaphore), "<Semaphore [unlocked, value:3]>")
end)

test("released more often than acquired; bounded refuses", function()
  local semaphore = aio.Semaphore(1)
  semaphore:release()
  equal(tostring(semaphore), "<Semaphore [unlocked, value:2]>")
  local bounded = aio.BoundedSemaphore(1)
  raises("BoundedSemaphore released too many times", bounded.release, bounded)
  await(bounded:acquire())
  bounded:release()
  raises("BoundedSemaphore released too many times", bounded.release, bounded)
end)

test("cancelling a blocked acquire", function()
  local semaphore = aio.Semaphore(1)
  await(semaphore:acquire())
  local task = acquirer(semaphore, {}, 1)
  turn()
  equal(tostring(semaphore), "<Semaphore [locked, waiters:1]>")
  task:cancel()
  raises(aio.CancelledError, await, task)
  semaphore:release()
  equal(tostring(semaphore), "<Semaphore [unlocked, value:1]>")
end)

test("two cancelled heads, one release: the third gets it, the fourth does not", function()
  local semaphore, log = aio.Semaphore(0), {}
  local tasks = {}
  for i = 1, 4 do tasks[i] = acquirer(semaphore, log, i) end
  turn()
  tasks[1]:cancel()
  tasks[2]:cancel()
  semaphore:release()
  for _ = 1, 4 do turn() end
  equal({ log, tasks[4]:done() }, { { 3 }, false })
  semaphore:release()
  await(tasks[4])
end)

test("a woken waiter is cancelled: its permit goes to the next, or back", function()
  local semaphore, log = aio.Semaphore(0), {}
  local first, second = acquirer(semaphore, log, 1), acquirer(semaphore, log, 2)
  turn()
  semaphore:release()
  first:cancel()
  await(second)
  equal(log, { 2 })
  local third = acquirer(semaphore, log, 3)
  turn()
  semaphore:release()
  third:cancel()
  raises(aio.CancelledError, await, third)
  equal(tostring(semaphore), "<Semaphore [unlocked, value:1]>")
  pcall(await, first)
end)

test("order is kept when tasks acquire again", function()
  local semaphore, log = aio.Semaphore(1), {}
  local work = async(function(name)
    for _ = 1, 2 do
      await(semaphore:acquire())
      log[#log + 1] = name
      await(aio.sleep(1))
      semaphore:release()
    end
  end)
  await(aio.gather(work "a", work "b", work "c"))
  equal(table.concat(log), "abcabc")
end)

test("three releases by somebody else: each waiter in order", function()
  local semaphore, log = aio.Semaphore(1), {}
  await(semaphore:acquire())
  local tasks = {}
  for i = 1, 4 do tasks[i] = acquirer(semaphore, log, i) end
  turn()
  for _ = 1, 3 do semaphore:release() end
  turn()
  equal(log, { 1, 2, 3 })
  semaphore:release()
  await(aio.gather(tasks))
  equal(log, { 1, 2, 3, 4 })
end)

test("a permit that is on its way is not overtaken", function()
  local semaphore, log = aio.Semaphore(1), {}
  await(semaphore:acquire())
  local waiter = acquirer(semaphore, log, "waiter")
  turn()
  semaphore:release()
  local again = acquirer(semaphore, log, "again")
  await(waiter)
  turn()
  equal(log, { "waiter" })
  semaphore:release()
  await(again)
end)

check.finish()
