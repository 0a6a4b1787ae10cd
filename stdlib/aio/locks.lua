-- Condition and Barrier (scheduling.md §10), built on the native lock and futures.
local native = require "aio.native"
local await, async = native.await, native.async

local function is_cancelled_error(err) return native.isinstance(err, native.CancelledError) end

-- ---- Condition --------------------------------------------------------------------------------

local Condition = {}
Condition.__index = Condition
Condition.__name = "Condition"
Condition.__metatable = false

local acquire = async(function(self)
  await(self.lock:acquire())
  return self
end, "acquire")

--- await(condition:acquire()) → the condition, whose closing releases the lock
function Condition:acquire() return acquire(self) end

function Condition:release() self.lock:release() end
function Condition:locked() return self.lock:locked() end
function Condition:__close() self.lock:release() end

function Condition:__tostring()
  local state = self:locked() and "locked" or "unlocked"
  local count = self.waiters.count
  return count > 0 and ("<Condition [%s, waiters:%d]>"):format(state, count)
    or ("<Condition [%s]>"):format(state)
end

-- The futures of the waiting tasks, in order: an array whose front moves, with holes, so that a crowd
-- that is woken at once leaves in linear time.
local function new_waiters() return { first = 1, last = 0, count = 0 } end

local function append(waiters, future)
  waiters.last = waiters.last + 1
  waiters[waiters.last] = future
  waiters.count = waiters.count + 1
  return waiters.last
end

local function remove(waiters, place)
  waiters[place] = nil
  waiters.count = waiters.count - 1
  while waiters.first <= waiters.last and waiters[waiters.first] == nil do waiters.first = waiters.first + 1 end
end

local function notify(self, count)
  local woken = 0
  local waiters = self.waiters
  for place = waiters.first, waiters.last do
    if woken >= count then break end
    local future = waiters[place]
    if future and not future:done() then
      woken = woken + 1
      future:set_result(false)
    end
  end
end

-- Takes the lock again, however often the task is cancelled meanwhile; then raises the latest
-- cancellation.
local function reacquire(self)
  local latest
  repeat
    local ok, err = native.try(await, self.lock:acquire())
    if not ok then
      if not is_cancelled_error(err) then error(err, 0) end
      latest = err
    end
  until ok
  if latest ~= nil then error(latest, 0) end
end

local wait = async(function(self)
  if not self:locked() then native.fail("cannot wait on un-acquired lock") end
  local future = native.get_running_loop():create_future()
  self.lock:release()
  local place = append(self.waiters, future)
  local ok, err = native.try(await, future)
  remove(self.waiters, place)
  local locked, lock_err = native.try(reacquire, self)
  if ok and locked then return true end
  -- This task may have been notified; somebody else can use it.
  notify(self, 1)
  if not locked then error(lock_err, 0) end
  error(err, 0)
end, "wait")

--- await(condition:wait()): releases the lock, waits for a notification, takes the lock again.
function Condition:wait() return wait(self) end

local wait_for = async(function(self, predicate)
  local result = predicate()
  while not result do
    await(wait(self))
    result = predicate()
  end
  return result
end, "wait_for")

--- await(condition:wait_for(predicate)) → its value, once that is true
function Condition:wait_for(predicate)
  if type(predicate) ~= "function" then native.argument(1, "wait_for", "function", predicate) end
  return wait_for(self, predicate)
end

--- condition:notify([n]): wakes n waiting tasks (1), in the order in which they began to wait.
function Condition:notify(count)
  if count ~= nil and math.type(count) ~= "integer" then native.argument(1, "notify", "integer", count) end
  if not self:locked() then native.fail("cannot notify on un-acquired lock") end
  notify(self, count or 1)
end

function Condition:notify_all() self:notify(self.waiters.count) end

local M = {}

local function is_lock(value)
  return native.typename(value) == "Lock"
end

--- aio.Condition([lock]) → condition
function M.Condition(lock)
  if lock ~= nil and not is_lock(lock) then native.argument(1, "Condition", "Lock", lock) end
  return setmetatable({ lock = lock or native.Lock(), waiters = new_waiters() }, Condition)
end

-- ---- Barrier ----------------------------------------------------------------------------------

local methods = {}
local computed = {
  parties = function(self) return self.size end,
  n_waiting = function(self) return self.state == "filling" and self.count or 0 end,
  broken = function(self) return self.state == "broken" end,
}
local Barrier = {
  __name = "Barrier",
  __metatable = false,
  __index = function(self, name)
    local compute = computed[name]
    if compute then return compute(self) end
    return methods[name]
  end,
}

function Barrier:__tostring()
  if self.broken then return "<Barrier [broken]>" end
  return ("<Barrier [%s, waiters:%d/%d]>"):format(self.state, self.n_waiting, self.parties)
end

local function broken(message) error(native.BrokenBarrierError(message), 0) end

-- While the barrier drains or resets, newcomers wait.
local function block(self)
  await(self.condition:wait_for(function() return self.state ~= "draining" and self.state ~= "resetting" end))
  if self.state == "broken" then broken("Barrier aborted") end
end

local function wait_for_release(self)
  await(self.condition:wait_for(function() return self.state ~= "filling" end))
  if self.state == "broken" or self.state == "resetting" then broken("Abort or reset of barrier") end
end

local function leave(self)
  self.count = self.count - 1
  if self.count > 0 then return end
  if self.state == "resetting" or self.state == "draining" then self.state = "filling" end
  self.condition:notify_all()
end

local barrier_wait = async(function(self)
  local _ <close> = await(self.condition:acquire())
  block(self)
  local index = self.count
  self.count = index + 1
  local _ <close> = setmetatable({}, { __close = function() leave(self) end })
  if index + 1 == self.size then
    self.state = "draining"
    self.condition:notify_all()
  else
    wait_for_release(self)
  end
  return index
end, "wait")

--- await(barrier:wait()) → 0 … parties-1, when all parties wait; BrokenBarrierError after reset or abort
function methods:wait() return barrier_wait(self) end

local reset = async(function(self)
  local _ <close> = await(self.condition:acquire())
  self.state = self.count > 0 and "resetting" or "filling"
  self.condition:notify_all()
end, "reset")

--- await(barrier:reset()): those who wait get BrokenBarrierError; then it can be used again.
function methods:reset() return reset(self) end

local abort = async(function(self)
  local _ <close> = await(self.condition:acquire())
  self.state = "broken"
  self.condition:notify_all()
end, "abort")

--- await(barrier:abort()): breaks it, until a reset.
function methods:abort() return abort(self) end

--- aio.Barrier(parties) → barrier
function M.Barrier(parties)
  if math.type(parties) ~= "integer" then native.argument(1, "Barrier", "integer", parties) end
  if parties < 1 then native.fail("bad argument #1 to 'Barrier' (parties must be at least 1)") end
  return setmetatable({ size = parties, condition = M.Condition(), state = "filling", count = 0 }, Barrier)
end

return M
