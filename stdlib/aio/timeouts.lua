-- timeout, timeout_at and wait_for (scheduling.md §7, §8). A scope cancels its task at the deadline
-- and turns that cancellation into TimeoutError when the block is left.
local native = require "aio.native"
local await = native.await

local Timeout = {}
Timeout.__index = Timeout
Timeout.__name = "Timeout"
Timeout.__metatable = false

local function check_seconds(position, name, value)
  if value == nil or type(value) == "number" and value == value then return end
  if type(value) ~= "number" then native.argument(position, name, "number", value) end
  native.fail(("bad argument #%d to '%s' (number of seconds expected, got NaN)"):format(position, name))
end

local function disarm(self)
  if self.handle then self.handle:cancel() end
  self.handle = nil
end

local function arm(self)
  disarm(self)
  if self.deadline == nil then return end
  local function expire()
    self.task:cancel()
    self.state = "expiring"
    self.handle = nil
  end
  if self.deadline <= self.loop:time() then
    self.handle = self.loop:call_soon(expire)
  else
    self.handle = self.loop:call_at(self.deadline, expire)
  end
end

--- scope:when() → the deadline in the loop's time, nil for none
function Timeout:when() return self.deadline end

--- scope:reschedule(when): moves the deadline (loop time); nil: never.
function Timeout:reschedule(when)
  check_seconds(1, "reschedule", when)
  if self.state ~= "active" then
    native.fail(("Cannot change state of %s Timeout"):format(self.state))
  end
  self.deadline = when
  arm(self)
end

--- scope:expired() → whether the deadline has passed inside the block
function Timeout:expired() return self.state == "expiring" or self.state == "expired" end

function Timeout:__tostring()
  local when = self.deadline and ("%.3f"):format(self.deadline) or "nil"
  return self.state == "active" and ("<Timeout [active] when=%s>"):format(when)
    or ("<Timeout [%s]>"):format(self.state)
end

local function timeout_error(cause)
  local err = native.TimeoutError()
  err.cause = cause
  if cause ~= nil then native.inherit_trace(err, cause) end -- where the time was up
  return err
end

local function is_cancelled_error(err) return native.isinstance(err, native.CancelledError) end

local function note_timeout_in(err)
  if type(err) == "table" and native.iserror(err) and err.cause == nil then err.cause = timeout_error() end
end

-- Another error on its way out keeps its place; that it came out of a timeout is noted as its cause, and
-- as that of a group's members.
local function note_timeout(err)
  note_timeout_in(err)
  if not native.isinstance(err, native.ExceptionGroup) then return end
  for _, member in ipairs(err.exceptions) do note_timeout_in(member) end
end

function Timeout:__close(err)
  disarm(self)
  if self.state == "active" then
    self.state = "finished"
    return
  end
  if self.state ~= "expiring" then return end
  self.state = "expired"
  if self.task:uncancel() > self.cancelling then return end -- somebody else cancelled as well
  -- A plain pcall in the block that caught our cancellation has not settled it.
  local swallowed = native.settled(self.task, err)
  if err == nil and swallowed or err ~= nil and is_cancelled_error(err) then
    error(timeout_error(err), 0)
  elseif err ~= nil then
    note_timeout(err)
  end
end

-- Without <close> the deadline would strike somewhere behind the block.
function Timeout:__gc()
  if self.state ~= "active" and self.state ~= "expiring" then return end
  if self.loop:is_closed() and not self.task:done() then return end -- the task itself was abandoned
  io.stderr:write(self.place, ": warning: a timeout was never left: declare it as `local _ <close> = aio.timeout(…)`\n")
end

local function enter(deadline, loop)
  local task = native.current_task()
  if task == nil then native.fail("Timeout should be used inside a task") end
  local scope = setmetatable({
    deadline = deadline, loop = loop, task = task, cancelling = task:cancelling(), state = "active",
    place = native.caller(),
  }, Timeout)
  arm(scope)
  return scope
end

local M = {}

--- aio.timeout(seconds | nil) → scope, to be held in a <close> variable. The deadline counts from this
--- call. Leaving the block after it raises TimeoutError.
function M.timeout(delay)
  check_seconds(1, "timeout", delay)
  local loop = native.get_running_loop()
  return enter(delay and loop:time() + delay, loop)
end

--- aio.timeout_at(when | nil): the same with a deadline in the loop's time.
function M.timeout_at(when)
  check_seconds(1, "timeout_at", when)
  return enter(when, native.get_running_loop())
end

-- Cancels the future and waits until it is done, by way of a waiter of its own: so that cancelling
-- the one who waits is not taken for the future's end.
local function cancel_and_wait(future)
  local waiter = native.get_running_loop():create_future()
  local function release()
    if not waiter:done() then waiter:set_result() end
  end
  local _ <close> = setmetatable({}, { __close = function() future:remove_done_callback(release) end })
  future:add_done_callback(release)
  future:cancel()
  await(waiter)
end

local function is_awaitable(value)
  if native.isfuture(value) or native.iscoroutine(value) then return true end
  local metatable = getmetatable(value)
  return type(metatable) == "table" and metatable.__await ~= nil
end

local function wait_for_nothing(awaitable)
  local future = native.ensure_future(awaitable)
  if future:done() then return future:result() end
  cancel_and_wait(future)
  if future:cancelled() then
    local _, err = native.try(future.result, future)
    error(timeout_error(err), 0)
  end
  return future:result()
end

--- await(aio.wait_for(x, seconds | nil)) → results of x, or TimeoutError. A coroutine object runs in the
--- caller's task. After a timeout x has been cancelled and has ended.
M.wait_for = native.async(function(awaitable, timeout)
  if not is_awaitable(awaitable) then
    native.fail(("object of type '%s' can't be used with await"):format(native.typename(awaitable)))
  end
  check_seconds(2, "wait_for", timeout)
  if timeout and timeout <= 0 then return wait_for_nothing(awaitable) end
  local _ <close> = M.timeout(timeout)
  return await(awaitable)
end, "wait_for")

return M
