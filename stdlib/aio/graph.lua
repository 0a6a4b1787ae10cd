-- The call graph of a task: its own stack, and who awaits it (asyncio's graph module, 3.14).
local native = require "aio.native"
local awaits = require "aio.awaits"

local M = {}

local function default_future()
  local task = native.current_task()
  if task == nil then native.fail("capture_call_graph: there is no running task; name a future") end
  return task
end

-- The frames of a task, innermost first. Those of the running task begin with get_stack, which is ours.
local function stack_of(future, depth)
  if not future.get_stack then return {} end
  local frames = future:get_stack()
  if future ~= native.current_task() then return frames end
  return table.move(frames, depth + 1, #frames, 1, {})
end

-- Each future has one node, however many ways lead to it.
local function capture(future, nodes, depth)
  if nodes[future] then return nodes[future] end
  local node = { future = future, call_stack = {}, awaited_by = {} }
  nodes[future] = node
  node.call_stack = stack_of(future, depth)
  local known = {}
  local function add(waiter)
    if known[waiter] then return end
    known[waiter] = true
    node.awaited_by[#node.awaited_by + 1] = capture(waiter, nodes, depth)
  end
  for _, waiter in ipairs(awaits.of(future)) do add(waiter) end
  for _, waiter in ipairs(native.awaiters(future)) do add(waiter) end
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

--- aio.capture_call_graph([future], {depth=, limit=}) → {future=, call_stack= array of frames, awaited_by= array
--- of the same}. `depth` (1): one more leaves out one more of the running task's innermost frames.
--- `limit` > 0 keeps the innermost frames, < 0 the outermost, 0 none.
function M.capture_call_graph(future, options)
  future, options = check("capture_call_graph", future, options)
  local graph = capture(future, {}, options.depth or 1)
  local cut_already = {}
  local function cut(node)
    if cut_already[node] then return end
    cut_already[node] = true
    node.call_stack = limit_frames(node.call_stack, options.limit)
    for _, waiter in ipairs(node.awaited_by) do cut(waiter) end
  end
  cut(graph)
  return graph
end

-- Writes each node once: a graph with many ways through it must not fill the screen.
local function append(lines, node, indent, written)
  lines[#lines + 1] = indent .. "* " .. tostring(node.future) .. (written[node] and " (see above)" or "")
  if written[node] then return end
  written[node] = true
  if #node.call_stack > 0 then
    lines[#lines + 1] = indent .. "  + Call stack:"
    for _, frame in ipairs(node.call_stack) do
      lines[#lines + 1] = ("%s  |   %s:%d, in %s"):format(indent, frame.source, frame.line, frame.name)
    end
  end
  if #node.awaited_by > 0 then
    lines[#lines + 1] = indent .. "  + Awaited by:"
    for _, waiter in ipairs(node.awaited_by) do append(lines, waiter, indent .. "     ", written) end
  end
end

--- aio.format_call_graph([future], {depth=, limit=}) → the graph as text
function M.format_call_graph(future, options)
  local lines = {}
  append(lines, M.capture_call_graph(check("format_call_graph", future, options)), "", {})
  return table.concat(lines, "\n")
end

--- aio.print_call_graph([future], {depth=, limit=, file=}): writes it to stdout or `file`
function M.print_call_graph(future, options)
  local file = io.stdout
  if type(future) == "table" and options == nil then future, options = nil, future end
  options = native.options("print_call_graph", options, { "depth", "limit", "file" })
  file = options.file or file
  options = { depth = options.depth, limit = options.limit }
  file:write(M.format_call_graph(future, options), "\n")
end

return M
