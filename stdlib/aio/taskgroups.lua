-- TaskGroup (scheduling.md §9): a block that ends when its tasks have ended.
--
-- One thing Lua cannot do: a __close handler may replace an error on its way out, never stop it. So
-- after `tg:cancel()` a body that was interrupted in an await of its own leaves the block with the
-- CancelledError, where Python goes on behind it. A body that is at the end of the block already, the
-- common case, leaves it without an error as in Python.
local native = require "aio.native"
local awaits = require "aio.awaits"
require "aio.errors"
local await = native.await

local TaskGroup = {}
TaskGroup.__index = TaskGroup
TaskGroup.__name = "TaskGroup"
TaskGroup.__metatable = false

-- The group's tasks, in order of creation: an array with holes, and each task's place in it.
local function new_members() return { places = {}, last = 0, count = 0 } end

local function add_member(members, task)
  members.last = members.last + 1
  members[members.last] = task
  members.places[task] = members.last
  members.count = members.count + 1
end

local function remove_member(members, task)
  members[members.places[task]] = nil
  members.places[task] = nil
  members.count = members.count - 1
end

local function abort(self)
  self.aborting = true
  local members = self.members
  for place = 1, members.last do
    local task = members[place]
    if task and not task:done() then task:cancel() end
  end
end

local function cancel_parent(self)
  self.parent_cancel_requested = true
  self.parent:cancel()
end

local function is_interrupt(err) return native.isinstance(err, native.KeyboardInterrupt) end
local function is_cancelled_error(err) return native.isinstance(err, native.CancelledError) end

-- A group that was not held in a <close> variable outlives its task; its errors would be lost.
local function report_orphan(self, task, err)
  self.loop:call_exception_handler {
    message = ("task '%s' of a TaskGroup failed after the group's own task '%s' had ended"
      .. " (hold the group in a <close> variable)"):format(task:get_name(), self.parent:get_name()),
    exception = err,
    task = task,
  }
end

local function on_task_done(self, task)
  remove_member(self.members, task)
  local completed = self.on_completed
  if completed and self.members.count == 0 and not completed:done() then completed:set_result(true) end
  if not native.has_failed(task) then return end
  local err = task:exception()
  if err == nil then err = "(error object is a nil value)" end -- an array cannot hold it
  self.errors[#self.errors + 1] = err
  if is_interrupt(err) and not self.interrupt then self.interrupt = err end
  if self.parent:done() then return report_orphan(self, task, err) end
  if not self.aborting and not self.parent_cancel_requested then
    abort(self)
    cancel_parent(self)
  end
end

local function refuse(self, coroutine)
  local why = self.closed and "is finished" or self.exiting and self.members.count == 0 and "is finished"
    or self.aborting and "is shutting down"
  if not why then return end
  if native.iscoroutine(coroutine) then coroutine:close() end
  native.fail(("%s %s"):format(tostring(self), why))
end

local task_options = { "name", "context", "eager_start" }

--- tg:create_task(c, {name=, context=, eager_start=}) → task. Refused once the group is ending.
function TaskGroup:create_task(coroutine, options)
  refuse(self, coroutine)
  if not native.iscoroutine(coroutine) and type(coroutine) ~= "function" then
    native.argument(1, "create_task", "coroutine object or function", coroutine)
  end
  if options ~= nil then native.options("create_task", options, task_options) end
  local task = self.loop:create_task(coroutine, options)
  add_member(self.members, task)
  task:add_done_callback(self.done_callback)
  -- An eager task can have aborted the group before it belonged to it.
  if self.aborting and not task:done() then task:cancel() end
  return task
end

--- tg:cancel(): cancels the group's tasks and the body. The block is left without an error, as far as
--- Lua allows (see above). Idempotent; after the end of the block it does nothing.
function TaskGroup:cancel()
  if self.closed or self.exiting and self.members.count == 0 or self.aborting then return end
  abort(self)
  if not self.parent_cancel_requested then cancel_parent(self) end
end

function TaskGroup:__tostring()
  local info = { "TaskGroup" }
  if self.members.count > 0 then info[#info + 1] = "tasks=" .. self.members.count end
  if #self.errors > 0 then info[#info + 1] = "errors=" .. #self.errors end
  if not self.closed then info[#info + 1] = self.aborting and "cancelling" or "entered" end
  return "<" .. table.concat(info, " ") .. ">"
end

-- Waits for the last task. Returns the CancelledError that is to propagate, and the last one seen.
local function wait_for_members(self, propagate)
  local pending
  while self.members.count > 0 do
    self.on_completed = self.loop:create_future()
    local ok, err = native.try(await, self.on_completed)
    if not ok then
      if not is_cancelled_error(err) then error(err, 0) end
      pending = err
      if not self.aborting then
        propagate = err
        abort(self)
      end
    end
    self.on_completed = nil
  end
  return propagate, pending
end

local function report_suppressed(self)
  for _, err in ipairs(self.errors) do
    if not rawequal(err, self.interrupt) then
      self.loop:call_exception_handler {
        message = "a task's error in a TaskGroup that is left by an interrupt",
        exception = err,
      }
    end
  end
end

local function raise_errors(self)
  -- Cancelled from outside as well: the next await is to be cancelled again, the count stays.
  if self.parent:cancelling() > 0 then
    self.parent:uncancel()
    self.parent:cancel()
  end
  error(native.ExceptionGroup("unhandled errors in a TaskGroup", self.errors), 0)
end

local function leave(self, err)
  self.exiting = true
  if err ~= nil and is_interrupt(err) and not self.interrupt then self.interrupt = err end
  local cancelled = err ~= nil and is_cancelled_error(err)
  if err ~= nil and not self.aborting then abort(self) end
  local propagate, pending = wait_for_members(self, cancelled and err or nil)
  if self.interrupt then
    report_suppressed(self)
    error(self.interrupt, 0)
  end
  if self.parent_cancel_requested then
    if self.parent:uncancel() == 0 then
      propagate = nil
      native.settled(self.parent, err)
    elseif propagate == nil then
      propagate = pending
    end
  end
  if propagate ~= nil and #self.errors == 0 then error(propagate, 0) end
  if err ~= nil and not cancelled then self.errors[#self.errors + 1] = err end
  if #self.errors > 0 then raise_errors(self) end
end

function TaskGroup:__close(err)
  if self.closed then return end
  local _ <close> = setmetatable({}, { __close = function()
    self.closed = true
    awaits.remove(self.awaits)
  end })
  leave(self, err)
end

-- Without <close> nobody waits for the tasks or hears of their errors.
function TaskGroup:__gc()
  if self.closed then return end
  if self.loop:is_closed() and not self.parent:done() then return end -- the task itself was abandoned
  io.stderr:write(self.place, ": warning: a TaskGroup was never left: declare it as `local tg <close>`\n")
end

local M = {}

--- aio.TaskGroup() → group, to be held in a <close> variable. Leaving the block waits for all its
--- tasks; an error of one cancels the others and the body, and the block raises ExceptionGroup.
function M.TaskGroup()
  local loop = native.get_running_loop()
  local parent = native.current_task()
  if parent == nil then native.fail("TaskGroup cannot determine the parent task") end
  local self = setmetatable({ loop = loop, parent = parent, members = new_members(), errors = {},
    place = native.caller() }, TaskGroup)
  self.done_callback = function(task) on_task_done(self, task) end
  self.awaits = awaits.add(parent, function(future) return self.members.places[future] ~= nil end)
  return self
end

return M
