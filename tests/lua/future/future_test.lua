-- Futures: a result, an error or a cancellation that arrives once.
local check = require "check"
local test, plain, equal, raises, identical = check.test, check.plain, check.equal, check.raises, check.identical

test("pending", function()
  local future = aio.Future()
  equal({ future:done(), future:cancelled() }, { false, false })
  raises("InvalidStateError: ", future.result, future)
  raises(aio.InvalidStateError, future.exception, future)
  equal(tostring(future), "<Future pending>")
  identical(future:get_loop(), aio.get_running_loop())
end)

test("a result", function()
  local future = aio.get_running_loop():create_future()
  future:set_result("x", nil, 3)
  equal(table.pack(future:result()), { "x", nil, 3, n = 3 })
  equal({ future:done(), future:cancelled(), future:exception() }, { true, false })
  equal(tostring(future), "<Future finished>")
end)

test("set twice", function()
  for _, first in ipairs { "set_result", "set_exception", "cancel" } do
    local future = aio.Future()
    future[first](future, "first")
    raises(aio.InvalidStateError, future.set_result, future, "second")
    raises(aio.InvalidStateError, future.set_exception, future, "second")
    equal(future:cancel(), false)
    pcall(future.result, future)
  end
end)

test("an error is any value", function()
  local values = { "text", 5, true, print, {}, aio.TimeoutError("slow") }
  for _, value in ipairs(values) do
    local future = aio.Future()
    future:set_exception(value)
    identical(future:exception(), value)
    local ok, err = pcall(future.result, future)
    equal(ok, false)
    identical(err, value)
    ok, err = pcall(await, future)
    equal(ok, false)
    identical(err, value)
  end
end)

test("nil and false are errors too", function()
  for _, value in ipairs { false, n = 1 } do
    local future = aio.Future()
    future:set_exception(value)
    equal({ pcall(await, future) }, { false, value })
  end
  local future = aio.Future()
  future:set_exception(nil)
  equal(table.pack(pcall(await, future)), { false, nil, n = 2 })
  equal(table.pack(pcall(future.result, future)), { false, nil, n = 2 })
end)

test("an error class stands for an error made of it", function()
  local future = aio.Future()
  future:set_exception(aio.TimeoutError)
  equal(aio.isinstance(future:exception(), aio.TimeoutError), true)
end)

test("cancelled, with a message", function()
  local future = aio.Future()
  equal(future:cancel("enough"), true)
  equal({ future:done(), future:cancelled(), future:cancel() }, { true, true, false })
  equal(raises(aio.CancelledError, future.result, future).message, "enough")
  raises(aio.CancelledError, future.exception, future)
  equal(raises(aio.CancelledError, await, future).message, "enough")
  equal(tostring(future), "<Future cancelled>")
end)

test("a cancelled future is an ordinary error to whom it awaits", function()
  local future = aio.Future()
  local waiter = aio.create_task(async(function()
    local ok, err = pcall(await, future)
    await(aio.sleep(1))
    return ok, aio.isinstance(err, aio.CancelledError)
  end)())
  await(aio.sleep(0))
  future:cancel()
  equal({ await(waiter) }, { false, true })
  equal({ waiter:cancelled(), waiter:cancelling() }, { false, 0 })
end)

test("… and unhandled it cancels the waiter", function()
  local future = aio.Future()
  local waiter = aio.create_task(async(function() await(future) end)())
  await(aio.sleep(0))
  future:cancel("gone")
  equal(raises(aio.CancelledError, await, waiter).message, "gone")
  equal(waiter:cancelled(), true)
end)

test("all that wait continue in the order in which they came", function()
  local future, order = aio.Future(), {}
  local tasks = {}
  for i = 1, 4 do
    tasks[i] = aio.create_task(async(function()
      local x = await(future)
      order[#order + 1] = i .. x
    end)())
  end
  await(aio.sleep(0))
  future:set_result("x")
  equal(order, {})
  await(aio.gather(tasks))
  equal(order, { "1x", "2x", "3x", "4x" })
end)

test("the arguments are checked", function()
  local future = aio.Future()
  raises("value expected", function() future:set_exception() end)
  raises("bad argument", function() future.set_result(5, 1) end)
  raises("Future expected, got FILE%*", function() future.set_result(io.stdout) end)
end)

test("awaiting a future of another loop is refused", function()
  local other = aio.new_event_loop()
  local future = other:create_future()
  raises("attached to a different loop", await, future)
  other:close()
end)

plain("a future outlives its loop", function()
  local kept, done
  aio.run(async(function()
    kept, done = aio.Future(), aio.Future()
    done:set_result(1)
  end)())
  equal({ kept:done(), done:result() }, { false, 1 })
  kept:set_result(2)
  equal(kept:result(), 2)
  raises("Event loop is closed", kept.get_loop, kept)
  raises("Event loop is closed", done.add_done_callback, done, print)
end)

plain("a future with a waiting task outlives its loop", function()
  local kept
  aio.run(async(function()
    kept = aio.Future()
    aio.create_task(async(function() await(kept) end)())
    await(aio.sleep(0))
  end)())
  equal(kept:cancelled(), true)
end)

check.finish()
