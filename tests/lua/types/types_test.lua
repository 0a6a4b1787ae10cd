-- The definitions for the Lua language server (stdlib/types) declare exactly what exists: every name of the
-- module and every method of its classes, in both directions.
local check = require "check"

local folder = "stdlib/types/"
local files = {
  "aio", "context", "errors", "executors", "future", "globals", "loop", "queue", "scopes", "sync", "time",
}

-- One object of each declared class, with every field that its definition promises.
local function samples()
  local loop = aio.get_running_loop()
  local timer = loop:call_later(0, print)
  timer:cancel()
  local variable = aio.ContextVar("sample")
  local runner = aio.Runner()
  local timeout <close> = aio.timeout(nil)
  local group <close> = aio.TaskGroup()
  return {
    aio = aio,
    ["aio.time"] = require "aio.time",
    ["aio.Coroutine"] = aio.sleep(0),
    ["aio.Future"] = aio.Future(),
    ["aio.Task"] = aio.current_task(),
    ["aio.EventLoop"] = loop,
    ["aio.Handle"] = loop:call_soon(function() end),
    ["aio.TimerHandle"] = timer,
    ["aio.Lock"] = aio.Lock(),
    ["aio.Semaphore"] = aio.Semaphore(),
    ["aio.BoundedSemaphore"] = aio.BoundedSemaphore(),
    ["aio.Event"] = aio.Event(),
    ["aio.Condition"] = aio.Condition(),
    ["aio.Barrier"] = aio.Barrier(1),
    ["aio.Queue"] = aio.Queue(),
    ["aio.LifoQueue"] = aio.LifoQueue(),
    ["aio.PriorityQueue"] = aio.PriorityQueue(),
    ["aio.ThreadPoolExecutor"] = aio.ThreadPoolExecutor(),
    ["aio.Timeout"] = timeout,
    ["aio.TaskGroup"] = group,
    ["aio.ProcessPoolExecutor"] = aio.ProcessPoolExecutor(),
    ["aio.Runner"] = runner,
    ["aio.ContextVar"] = variable,
    ["aio.ContextToken"] = variable:set(1),
    ["aio.Error"] = aio.TimeoutError { message = "sample", cause = "another" },
    ["aio.ErrorClass"] = aio.TimeoutError,
    ["aio.OSError"] = aio.OSError { message = "sample", code = "EIO", errno = 5, operation = "read" },
    ["aio.ExceptionGroup"] = aio.ExceptionGroup("sample", { "an error" }),
    ["aio.CallGraph"] = aio.capture_call_graph(),
  }
end

-- Of these the definitions name options and contexts that scripts write, or a value without methods.
local without_sample = {
  ["aio.Awaitable"] = true, ["aio.RunOptions"] = true, ["aio.TaskOptions"] = true, ["aio.GatherOptions"] = true,
  ["aio.WaitOptions"] = true, ["aio.CallGraphOptions"] = true, ["aio.ExceptionContext"] = true, ["aio.Frame"] = true,
  ["aio.ExecutorOptions"] = true, ["aio.ProcessOptions"] = true, ["aio.MapOptions"] = true,
  ["aio.ShutdownOptions"] = true, ["aio.OSErrorClass"] = true, ["aio.ExceptionGroupClass"] = true,
}

-- ---- What is declared ------------------------------------------------------------------------------

local function new_class(classes, name, base)
  classes[name] = classes[name] or { members = {}, fields = {} }
  classes[name].base = base or classes[name].base
  return name
end

-- Reads "---@class NAME: BASE", "---@field NAME", "local VARIABLE = {}", "function VARIABLE.NAME(" and
-- "VARIABLE.NAME =".
local function read_definitions(classes, path)
  local variables, class, declared = {}, nil, nil
  for line in io.lines(path) do
    local name, base = line:match "^%-%-%-@class ([%w_.]+):? ?([%w_.]*)"
    local field, optional = line:match "^%-%-%-@field ([%w_]+)(%??)"
    local variable, member = line:match "^function ([%w_]+)[.:]([%w_]+)%("
    if not variable then variable, member = line:match "^([%w_]+)%.([%w_]+) =" end
    if name then class = new_class(classes, name, base ~= "" and base or nil) end
    if name or line:find "^local " then declared = class end
    if field then classes[class].fields[field] = optional == "" and "required" or "optional" end
    if line:match "^local ([%w_]+) = {}" then variables[line:match "^local ([%w_]+) = {}"] = declared end
    if member and variables[variable] then classes[variables[variable]].members[member] = true end
  end
end

local function declarations()
  local classes = {}
  for _, name in ipairs(files) do read_definitions(classes, folder .. name .. ".lua") end
  return classes
end

local function inherited(classes, name, kind)
  local all = {}
  while name do
    for member, value in pairs(classes[name][kind]) do all[member] = all[member] or value end
    name = classes[name].base
  end
  return all
end

-- ---- What exists -----------------------------------------------------------------------------------

local function add_functions(names, methods)
  for name in pairs(methods) do
    if type(name) == "string" and not name:find "^__" then names[name] = true end
  end
end

-- The tables behind an __index function, such as the loop's or an error's.
local function add_upvalues(names, index)
  for position = 1, 10 do
    local _, value = debug.getupvalue(index, position)
    if type(value) == "table" then add_functions(names, value) end
  end
end

-- The names that `object` has by its class.
local function methods_of(object)
  local names = {}
  local metatable = debug.getmetatable(object)
  while metatable do
    local index = metatable.__index
    if type(index) == "function" then add_upvalues(names, index) end
    if type(index) ~= "table" then break end
    add_functions(names, index)
    metatable = debug.getmetatable(index)
  end
  return names
end

local function real_members(name, object)
  local names = {}
  if name == "aio" or name == "aio.time" then
    add_functions(names, object)
    return names
  end
  return methods_of(object)
end

-- An error's methods are those of its class, beside what makes the class one.
local function without_class_fields(names)
  for _, field in ipairs { "name", "instance", "init" } do names[field] = nil end
  return names
end

-- ---- The comparison --------------------------------------------------------------------------------

local function missing(from, names, other)
  local list = {}
  for name in pairs(names) do
    if not from[name] and not (other and other[name]) then list[#list + 1] = name end
  end
  table.sort(list)
  return table.concat(list, ", ")
end

check.test("stdlib/types declares what exists, and nothing else", function()
  local classes = declarations()
  local objects = samples()
  for name in pairs(classes) do
    check.truthy(objects[name] or without_sample[name], name .. " is declared; give it a sample in this test")
  end
  for name, object in pairs(objects) do
    check.truthy(classes[name], name .. " has no ---@class in " .. folder)
    local declared = inherited(classes, name, "members")
    local fields = inherited(classes, name, "fields")
    local real = real_members(name, object)
    if name:find "Error" or name == "aio.ExceptionGroup" then without_class_fields(real) end
    check.equal(missing(declared, real, fields), "", name .. ": exists without a definition")
    if name ~= "aio.ErrorClass" then check.equal(missing(real, declared), "", name .. ": declared, does not exist") end
    for field, need in pairs(fields) do
      local found = need == "optional" or object[field] ~= nil
      check.truthy(found, ("%s: field '%s' is declared, but the sample lacks it"):format(name, field))
    end
  end
  objects["aio.Coroutine"]:close()
end)

check.finish()
