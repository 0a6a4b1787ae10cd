-- wait, as_completed and shield (scheduling.md §7).
local native = require "aio.native"
local awaits = require "aio.awaits"
local await = native.await

local function check_list(position, name, list)
  if type(list) ~= "table" or native.isfuture(list) then
    native.argument(position, name, "array of awaitables", list)
  end
end

-- The distinct values of an array, in order.
local function distinct(list)
  local seen, result = {}, {}
  for _, value in ipairs(list) do
    if not seen[value] then
      seen[value] = true
      result[#result + 1] = value
    end
  end
  return result
end

local function check_timeout(name, timeout)
  if timeout == nil or type(timeout) == "number" and timeout == timeout then return end
  native.fail(("%s: option 'timeout' must be a number of seconds, got %s"):format(
    name, timeout ~= timeout and "NaN" or native.typename(timeout)))
end

-- What ensure_future takes.
local function is_awaitable(value)
  if native.isfuture(value) or native.iscoroutine(value) or type(value) == "function" then return true end
  local metatable = getmetatable(value)
  return type(metatable) == "table" and metatable.__await ~= nil
end

local M = {}

local conditions = { ALL_COMPLETED = true, FIRST_COMPLETED = true, FIRST_EXCEPTION = true }

local function check_wait(list, options)
  check_list(1, "wait", list)
  options = native.options("wait", options, { "timeout", "return_when" })
  local futures = distinct(list)
  if #futures == 0 then native.fail("wait: the list of tasks and futures is empty") end
  for _, future in ipairs(futures) do
    if not native.isfuture(future) then
      native.fail(("wait: tasks and futures are expected, got %s (make tasks with aio.create_task)"):format(
        native.iscoroutine(future) and "a coroutine object" or native.typename(future)))
    end
  end
  check_timeout("wait", options.timeout)
  local return_when = options.return_when or "ALL_COMPLETED"
  if not conditions[return_when] then
    native.fail(("wait: return_when must be 'ALL_COMPLETED', 'FIRST_COMPLETED' or 'FIRST_EXCEPTION', got '%s'")
      :format(tostring(return_when)))
  end
  return futures, options.timeout, return_when
end

-- Suspends until the condition holds or the time is up.
local function wait_until(futures, timeout, return_when)
  local loop = native.get_running_loop()
  local waiter = loop:create_future()
  local function release()
    if not waiter:done() then waiter:set_result() end
  end
  local timer = timeout and loop:call_later(timeout, release)
  local left = #futures
  local function on_completion(future)
    left = left - 1
    local satisfied = left <= 0 or return_when == "FIRST_COMPLETED"
      or return_when == "FIRST_EXCEPTION" and native.has_failed(future)
    if not satisfied then return end
    if timer then timer:cancel() end
    release()
  end
  local entry = awaits.add(native.current_task(), function(other)
    for _, future in ipairs(futures) do
      if future == other then return true end
    end
  end)
  local _ <close> = setmetatable({}, { __close = function()
    awaits.remove(entry)
    if timer then timer:cancel() end
    for _, future in ipairs(futures) do future:remove_done_callback(on_completion) end
  end })
  for _, future in ipairs(futures) do future:add_done_callback(on_completion) end
  await(waiter)
end

--- await(aio.wait(list, {timeout=, return_when=})) → done, pending: arrays in the list's order. `list` holds
--- tasks and futures. Never raises their errors and cancels nothing.
M.wait = native.async(function(list, options)
  local futures, timeout, return_when = check_wait(list, options)
  wait_until(futures, timeout, return_when)
  local done, pending = {}, {}
  for _, future in ipairs(futures) do
    local into = future:done() and done or pending
    into[#into + 1] = future
  end
  return done, pending
end, "wait")

--- for next_done in aio.as_completed(list, {timeout=}) do local v = await(next_done) end: the results in
--- order of completion. When the time is up, the remaining ones raise TimeoutError.
function M.as_completed(list, options)
  check_list(1, "as_completed", list)
  options = native.options("as_completed", options, { "timeout" })
  check_timeout("as_completed", options.timeout)
  local awaitables = distinct(list)
  for i, awaitable in ipairs(awaitables) do -- before the first of them is started
    if not is_awaitable(awaitable) then
      native.fail(("as_completed: item #%d is no awaitable, got %s"):format(i, native.typename(awaitable)))
    end
  end
  local loop = native.get_running_loop()
  local done = native.Queue()
  local todo, left, timer = {}, 0, nil

  local function on_completion(future)
    if not todo[future] then return end -- the timeout was first
    todo[future] = nil
    left = left - 1
    done:put_nowait(future)
    if left == 0 and timer then timer:cancel() end
  end

  local futures = {}
  for i, awaitable in ipairs(awaitables) do futures[i] = native.ensure_future(awaitable) end
  futures = distinct(futures)
  for _, future in ipairs(futures) do
    todo[future] = true
    left = left + 1
    future:add_done_callback(on_completion)
  end

  local function on_timeout()
    for _, future in ipairs(futures) do
      if todo[future] then
        future:remove_done_callback(on_completion)
        done:put_nowait(false) -- tells one who waits that nothing will come
      end
    end
    todo = {}
  end
  if options.timeout and left > 0 then timer = loop:call_later(options.timeout, on_timeout) end

  local next_done = native.async(function()
    local future = await(done:get())
    if not future then error(native.TimeoutError(), 0) end
    return future:result()
  end)
  local to_come = #futures
  return function()
    if to_come == 0 then return nil end
    to_come = to_come - 1
    return next_done()
  end
end

--- aio.shield(x) → future with x's outcome. Cancelling it, or the task that awaits it, leaves x alone.
function M.shield(awaitable)
  if not is_awaitable(awaitable) then native.argument(1, "shield", "awaitable", awaitable) end
  local inner = native.ensure_future(awaitable)
  if inner:done() then return inner end
  local outer = inner:get_loop():create_future()
  local task = native.current_task()
  local entry = task and awaits.add(task, function(future) return future == inner end)

  local function on_inner_done()
    if entry then awaits.remove(entry) end
    if outer:cancelled() then return end
    if inner:cancelled() then
      outer:cancel()
    else
      native.copy_outcome(inner, outer)
    end
  end
  -- Nobody waits for the inner one any more: its failure is told to the exception handler.
  local function on_unwatched_done()
    local err = not inner:cancelled() and inner:exception()
    if not err then return end
    inner:get_loop():call_exception_handler {
      message = "exception in shielded future", exception = err, future = inner,
    }
  end
  local function on_outer_done()
    if inner:done() then return end
    inner:remove_done_callback(on_inner_done)
    inner:add_done_callback(on_unwatched_done)
  end
  inner:add_done_callback(on_inner_done)
  outer:add_done_callback(on_outer_done)
  return outer
end

return M
