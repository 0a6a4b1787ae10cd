-- executor:map: calls in workers for all items of a list at once, their results in the list's order.
local native = require "aio.native"
local checks = require "aio.checks"
local timeouts = require "aio.timeouts"
local await = native.await

-- Runs in the worker: f for each of the items. Returns what xpcall returned for each, packed, with the
-- traceback of an error.
local function run_chunk(f, items)
  local outcomes = {}
  for i = 1, items.n do
    local trace
    outcomes[i] = table.pack(xpcall(f, function(err)
      trace = debug.traceback(nil, 2)
      return err
    end, items[i]))
    outcomes[i].trace = trace
  end
  return outcomes
end

local Map = {}
Map.__index = Map
Map.__name = "map"
Map.__metatable = false

-- Sends off the next items, if any are left.
local function feed(self)
  local first = self.fed + 1
  if first > self.count then return end
  local last = math.min(self.fed + self.chunksize, self.count)
  self.fed = last
  local future
  if self.chunksize == 1 then
    future = self.executor:submit(self.f, self.list[first])
  else
    future = self.executor:submit(run_chunk, self.f, table.move(self.list, first, last, 1, { n = last - first + 1 }))
  end
  self.last = self.last + 1
  self.futures[self.last] = future
end

-- Gives up what nobody will ask for: futures are cancelled, errors count as seen.
local function drop(self)
  for place = self.first, self.last do
    local future = self.futures[place]
    if future:done() then
      if not future:cancelled() then future:exception() end
    elseif not future:get_loop():is_closed() then
      future:cancel()
    end
  end
  self.first, self.last, self.fed, self.chunk = 1, 0, self.count, nil
end

Map.__close = drop
Map.__gc = function(self)
  if self.last >= self.first then native.try(drop, self) end
end

-- Waits for the oldest future within the time that is left.
local function wait(self, future)
  if not self.deadline then return await(future) end
  local left = self.deadline - self.loop:time()
  local _ <close> = setmetatable({}, { __close = function()
    if not future:cancelled() or self.loop:time() < self.deadline then return end
    drop(self)
    self.delivered = self.count
  end })
  return await(timeouts.wait_for(future, left))
end

local function take(self)
  local future = self.futures[self.first]
  self.futures[self.first] = nil
  self.first = self.first + 1
  return future
end

-- The outcomes of the chunk that is being handed out, of the next one if that is at its end; and the place
-- in it. If the chunk has failed as a whole, so has each of its items.
local function next_in_chunk(self)
  local chunk = self.chunk
  if not chunk or chunk.at == chunk.count then
    chunk = { at = 0, count = math.min(self.chunksize, self.count - self.delivered + 1), future = take(self) }
    self.chunk = chunk
    feed(self)
  end
  chunk.at = chunk.at + 1
  chunk.outcomes = chunk.outcomes or wait(self, chunk.future)
  return chunk.outcomes, chunk.at
end

local function next_results(self)
  if self.chunksize == 1 then
    local future = take(self)
    feed(self)
    return wait(self, future)
  end
  local outcomes, at = next_in_chunk(self)
  local outcome = outcomes[at]
  if not outcome[1] then native.raise_from_worker(outcome[2], outcome.trace) end
  return table.unpack(outcome, 2, outcome.n)
end

local function check_result(self, first, ...)
  if first == nil then
    native.fail(("map: the function returned nil for item #%d, and nil would end the loop"
      .. " (have it return false, or use submit)"):format(self.delivered))
  end
  return first, ...
end

-- An error is that of one item: who catches it may go on with the next. Only the end of the time is the
-- end of the map.
local function advance(self)
  if self.delivered == self.count then return nil end
  self.delivered = self.delivered + 1
  return check_result(self, next_results(self))
end

local function check_seconds(name, value)
  if value == nil or type(value) == "number" and value == value then return value end
  native.fail(("%s: timeout must be a number of seconds, got %s"):format(name,
    value ~= value and "NaN" or native.typename(value)))
end

--- for v in executor:map(f, list, {timeout=, chunksize=, buffersize=}) do: f(item) for each item, run at the
--- same time, results in the list's order. An error of f is raised where its result would have come. Leaving
--- the loop cancels what is left.
return function(executor, f, list, options)
  if type(f) ~= "function" then native.argument(1, "map", "function", f) end
  if type(list) ~= "table" then native.argument(2, "map", "table", list) end
  options = native.options("map", options, { "timeout", "chunksize", "buffersize" })
  local timeout = check_seconds("map", options.timeout)
  local self = setmetatable({
    executor = executor, f = f, list = list, count = math.type(list.n) == "integer" and list.n or #list,
    chunksize = checks.positive_integer("map", "chunksize", options.chunksize or 1),
    futures = {}, first = 1, last = 0, fed = 0, delivered = 0, loop = native.get_running_loop(),
  }, Map)
  self.deadline = timeout and self.loop:time() + timeout
  local buffer = options.buffersize and checks.positive_integer("map", "buffersize", options.buffersize) or math.huge
  while self.fed < self.count and self.last < buffer do feed(self) end
  return function() return advance(self) end, nil, nil, self
end
