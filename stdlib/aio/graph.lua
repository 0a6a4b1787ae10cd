-- The call graph of a task: its own stack, and who awaits it (asyncio's graph module, 3.14).
local native = require "aio.native"

local M = {}

local function default_future()
  local task = native.current_task()
  if task == nil then native.fail("capture_call_graph: there is no running task; name a future") end
  return task
end

local function capture(future, seen)
  local node = { future = future, call_stack = {}, awaited_by = {} }
  if future.get_stack then node.call_stack = future:get_stack() end
  if seen[future] then return node end
  seen[future] = true
  for i, waiter in ipairs(native.awaiters(future)) do node.awaited_by[i] = capture(waiter, seen) end
  return node
end

local function limit_frames(frames, limit)
  if limit == nil then return frames end
  local first = limit >= 0 and 1 or math.max(1, #frames + limit + 1)
  local last = limit >= 0 and math.min(limit, #frames) or #frames
  return table.move(frames, first, last, 1, {})
end

local function check(name, future, options)
  if type(future) == "table" and options == nil then future, options = nil, future end
  if future ~= nil and not native.isfuture(future) then native.argument(1, name, "task or future", future) end
  return future or default_future(), native.options(name, options, { "depth", "limit" })
end

--- aio.capture_call_graph([future], {limit=}) → {future=, call_stack= array of frames, awaited_by= array of the
--- same}. `limit` > 0 keeps the innermost frames, < 0 the outermost, 0 none.
function M.capture_call_graph(future, options)
  future, options = check("capture_call_graph", future, options)
  local graph = capture(future, {})
  local function cut(node)
    node.call_stack = limit_frames(node.call_stack, options.limit)
    for _, waiter in ipairs(node.awaited_by) do cut(waiter) end
  end
  cut(graph)
  return graph
end

local function append(lines, node, indent)
  lines[#lines + 1] = indent .. "* " .. tostring(node.future)
  if #node.call_stack > 0 then
    lines[#lines + 1] = indent .. "  + Call stack:"
    for _, frame in ipairs(node.call_stack) do
      lines[#lines + 1] = ("%s  |   %s:%d, in %s"):format(indent, frame.source, frame.line, frame.name)
    end
  end
  if #node.awaited_by > 0 then
    lines[#lines + 1] = indent .. "  + Awaited by:"
    for _, waiter in ipairs(node.awaited_by) do append(lines, waiter, indent .. "     ") end
  end
end

--- aio.format_call_graph([future], {limit=}) → the graph as text
function M.format_call_graph(future, options)
  local lines = {}
  append(lines, M.capture_call_graph(check("format_call_graph", future, options)), "")
  return table.concat(lines, "\n")
end

--- aio.print_call_graph([future], {limit=, file=}): writes it to stdout or `file`
function M.print_call_graph(future, options)
  local file = io.stdout
  if type(future) == "table" and options == nil then future, options = nil, future end
  if options and options.file then
    file = options.file
    options = { limit = options.limit }
  end
  file:write(M.format_call_graph(future, options), "\n")
end

return M
