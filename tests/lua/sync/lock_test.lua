-- Lock: fair, released to nobody in particular, never lost (CPython's test_locks, scheduling.md §10).
local check = require "check"
local test, plain, equal, raises, identical = check.test, check.plain, check.equal, check.raises, check.identical

local function turn() await(aio.sleep(0)) end

local function acquirer(lock, log, name)
  return aio.create_task(async(function()
    await(lock:acquire())
    log[#log + 1] = name
    return true
  end)(), { name = name })
end

plain("made outside of a loop", function()
  local lock = aio.Lock()
  equal({ lock:locked(), tostring(lock) }, { false, "<Lock [unlocked]>" })
  raises("Lock is not acquired", lock.release, lock)
end)

test("acquire gives the lock, release frees it", function()
  local lock = aio.Lock()
  identical(await(lock:acquire()), lock)
  equal({ lock:locked(), tostring(lock) }, { true, "<Lock [locked]>" })
  lock:release()
  equal(lock:locked(), false)
  raises("Lock is not acquired", lock.release, lock)
end)

test("as <close> variable", function()
  local lock = aio.Lock()
  do
    local held <close> = await(lock:acquire())
    identical(held, lock)
    equal(lock:locked(), true)
  end
  equal(lock:locked(), false)
  pcall(function()
    local _ <close> = await(lock:acquire())
    error "inside"
  end)
  equal(lock:locked(), false)
end)

test("the lock itself is not awaitable, and stays free", function()
  local lock = aio.Lock()
  raises("object of type 'Lock' can't be used with await", await, lock)
  equal(lock:locked(), false)
end)

test("calling acquire takes nothing; a closed acquire neither", function()
  local lock = aio.Lock()
  local acquire = lock:acquire()
  equal(lock:locked(), false)
  acquire:close()
  equal(lock:locked(), false)
end)

test("first come, first served; one a release; a late one goes last", function()
  local lock, log = aio.Lock(), {}
  await(lock:acquire())
  local tasks = { acquirer(lock, log, "a"), acquirer(lock, log, "b") }
  turn()
  equal({ log, tostring(lock) }, { {}, "<Lock [locked, waiters:2]>" })
  lock:release()
  equal({ lock:locked(), log }, { false, {} }, "belongs to nobody until the waiter runs")
  turn()
  equal({ lock:locked(), log }, { true, { "a" } })
  tasks[3] = acquirer(lock, log, "c")
  lock:release()
  turn()
  equal(log, { "a", "b" })
  lock:release()
  await(aio.gather(tasks))
  equal(log, { "a", "b", "c" })
  lock:release()
end)

test("no barging between release and the waiter's step (s40, s41)", function()
  local lock, log = aio.Lock(), {}
  await(lock:acquire())
  local waiter = acquirer(lock, log, "waiter")
  turn()
  lock:release()
  local again = aio.create_task(async(function()
    await(lock:acquire())
    log[#log + 1] = "again"
  end)())
  await(waiter)
  lock:release()
  await(again)
  equal(log, { "waiter", "again" })
  lock:release()
end)

test("cancelling a blocked acquire removes the waiter", function()
  local lock = aio.Lock()
  await(lock:acquire())
  local task = acquirer(lock, {}, "a")
  turn()
  task:cancel()
  raises(aio.CancelledError, await, task)
  equal(tostring(lock), "<Lock [locked]>")
  lock:release()
end)

test("a cancelled head is skipped", function()
  local lock, log = aio.Lock(), {}
  await(lock:acquire())
  local a, b = acquirer(lock, log, "a"), acquirer(lock, log, "b")
  turn()
  a:cancel()
  lock:release()
  raises(aio.CancelledError, await, a)
  await(b)
  equal({ log, lock:locked() }, { { "b" }, true })
  lock:release()
end)

test("cancel and release in the same turn, either way: exactly one other gets it (s42)", function()
  for _, order in ipairs { "cancel first", "release first" } do
    local lock, log = aio.Lock(), {}
    await(lock:acquire())
    local tasks = { acquirer(lock, log, "a"), acquirer(lock, log, "b"), acquirer(lock, log, "c") }
    turn()
    if order == "cancel first" then tasks[1]:cancel() end
    lock:release()
    if order == "release first" then tasks[1]:cancel() end
    for _ = 1, 5 do turn() end
    equal({ log, lock:locked(), tasks[1]:cancelled() }, { { "b" }, true, true }, order)
    lock:release()
    await(tasks[3])
    lock:release()
  end
end)

test("the only waiter, woken and cancelled: the lock is free", function()
  local lock = aio.Lock()
  await(lock:acquire())
  local task = acquirer(lock, {}, "a")
  turn()
  lock:release()
  task:cancel()
  raises(aio.CancelledError, await, task)
  equal(lock:locked(), false)
  await(lock:acquire())
  lock:release()
end)

test("a cancelled task releases in its clean-up", function()
  local lock = aio.Lock()
  local holder = aio.create_task(async(function()
    local _ <close> = await(lock:acquire())
    await(aio.sleep(100))
  end)())
  turn()
  equal(lock:locked(), true)
  holder:cancel()
  raises(aio.CancelledError, await, holder)
  equal(lock:locked(), false)
end)

test("another task may release it", function()
  local lock = aio.Lock()
  await(acquirer(lock, {}, "holder"))
  lock:release()
  equal(lock:locked(), false)
end)

test("a critical section is never shared", function()
  local lock, inside, most, entries = aio.Lock(), 0, 0, 0
  local work = async(function(i)
    local _ <close> = await(lock:acquire())
    inside = inside + 1
    most = math.max(most, inside)
    if i % 3 > 0 then await(aio.sleep(i % 3 - 1)) end
    inside = inside - 1
    entries = entries + 1
  end)
  local tasks = {}
  for i = 1, 200 do tasks[i] = aio.create_task(work(i)) end
  for i = 10, 200, 10 do aio.get_running_loop():call_later(i % 7, tasks[i].cancel, tasks[i]) end
  await(aio.gather(tasks, { return_exceptions = true }))
  equal({ most, inside, lock:locked(), entries > 150 }, { 1, 0, false, true })
end)

plain("methods refuse other objects", function()
  raises("Lock expected, got Event", function() aio.Lock().acquire(aio.Event()) end)
  raises("Lock expected, got no value", function() aio.Lock().release() end)
end)

check.finish()
