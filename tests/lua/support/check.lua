-- The test library of tests/lua. A test file is a script:
--
--   local check = require "check"
--   check.test("a name", function() … end)    -- in a loop of its own, under virtual time
--   check.plain("a name", function() … end)   -- outside of any loop
--   check.finish()
--
-- After each test it proves that nothing is left: no task, no value that the engine keeps alive, no
-- coroutine object that was never awaited, no error that nobody has looked at. One line is printed per
-- failure; the exit status is 1 if there was any.
local native = require "aio.native"

local check = {}
local passed, failed = 0, 0

-- ---- Assertions ------------------------------------------------------------------------------------

local function show(value, depth)
  if type(value) == "string" then return ("%q"):format(value):gsub("\\\n", "\\n") .. "" end
  if type(value) ~= "table" or getmetatable(value) or (depth or 0) > 4 then return tostring(value) end
  local parts, keys = {}, {}
  for i = 1, #value do parts[i] = show(value[i], (depth or 0) + 1) end
  for key in pairs(value) do
    if math.type(key) ~= "integer" or key < 1 or key > #value then keys[#keys + 1] = key end
  end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for _, key in ipairs(keys) do
    parts[#parts + 1] = tostring(key) .. " = " .. show(value[key], (depth or 0) + 1)
  end
  return "{" .. table.concat(parts, ", ") .. "}"
end

local function same(a, b)
  if rawequal(a, b) or a == b then return true end
  if type(a) ~= "table" or type(b) ~= "table" or getmetatable(a) or getmetatable(b) then return false end
  for key, value in pairs(a) do
    if not same(value, b[key]) then return false end
  end
  for key in pairs(b) do
    if a[key] == nil then return false end
  end
  return true
end

local function complain(what, actual, expected)
  error(("%sexpected %s, got %s"):format(what and what .. ": " or "", show(expected), show(actual)), 3)
end

--- Equal by value, tables by their contents.
function check.equal(actual, expected, what)
  if not same(actual, expected) then complain(what, actual, expected) end
end

--- The very same object.
function check.identical(actual, expected, what)
  if not rawequal(actual, expected) then complain(what, actual, expected) end
end

function check.truthy(value, what)
  if not value then complain(what, value, true) end
end

function check.matches(text, pattern, what)
  if type(text) ~= "string" or not text:find(pattern) then complain(what, text, pattern) end
end

--- Calls f(…), which must raise an error whose text matches the pattern, or an error of that class.
--- Returns the error.
function check.raises(expected, f, ...)
  local ok, err = native.try(f, ...)
  if ok then error(("expected an error %s, but it returned %s"):format(show(expected), show(err)), 2) end
  if type(expected) == "string" then
    if not tostring(err):find(expected) then complain("error", tostring(err), expected) end
  elseif not native.isinstance(err, expected) then
    complain("error", err, expected)
  end
  return err
end

-- ---- What must not be left -------------------------------------------------------------------------

local never_awaited = {}
local reports = {}

-- Coroutine objects get their warning from a finaliser, in a metatable that only the registry knows.
local function watch_never_awaited()
  for key, metatable in pairs(debug.getregistry()) do
    local watched = type(key) == "userdata" and type(metatable) == "table"
      and rawget(metatable, "__name") == "coroutine" and rawget(metatable, "__gc")
    if watched then
      rawset(metatable, "__gc", function(object) never_awaited[#never_awaited + 1] = tostring(object) end)
      return
    end
  end
  error("cannot watch for coroutine objects that are never awaited")
end

--- The names of the coroutine objects that were dropped in this test so far; forgets them.
function check.take_never_awaited()
  collectgarbage()
  local taken = never_awaited
  never_awaited = {}
  return taken
end

local function report(_, context)
  reports[#reports + 1] = ("%s: %s"):format(context.message, tostring(context.exception))
end

--- What the loop's exception handler was told in this test so far; forgets it.
function check.take_reports()
  collectgarbage()
  local taken = reports
  reports = {}
  return taken
end

local function require_nothing_left(anchored)
  collectgarbage()
  collectgarbage()
  local dropped, told = check.take_never_awaited(), check.take_reports()
  if #dropped > 0 then error("never awaited: " .. table.concat(dropped, ", "), 0) end
  if #told > 0 then error("reported: " .. table.concat(told, "; "), 0) end
  local left = native.anchored() - anchored
  if left > 0 then error(("the engine still keeps %d values alive"):format(left), 0) end
end

local function require_no_other_task()
  local current = aio.current_task()
  for _, task in ipairs(aio.all_tasks()) do
    if task ~= current then error("a task is left: " .. tostring(task), 0) end
  end
end

-- ---- Tests -----------------------------------------------------------------------------------------

local function run(name, f)
  collectgarbage()
  local anchored = native.anchored()
  never_awaited, reports = {}, {}
  local ok, err = native.pcall(f)
  if ok then ok, err = native.pcall(require_nothing_left, anchored) end
  if ok then
    passed = passed + 1
  else
    failed = failed + 1
    print(("FAILED: %s: %s"):format(name, tostring(err)))
  end
end

--- Runs f as the main task of a loop with a virtual clock.
function check.test(name, f)
  run(name, function()
    aio.run(async(function()
      aio.get_running_loop():set_exception_handler(report)
      f()
      require_no_other_task()
      collectgarbage()
    end)(), { clock = "virtual" })
  end)
end

--- Runs f outside of any loop.
check.plain = run

--- To be called at the end of each file.
function check.finish()
  if passed + failed == 0 then failed = 1 end
  print(("%d tests, %d failed"):format(passed + failed, failed))
  os.exit(failed == 0, true)
end

-- ---- Scripts of their own --------------------------------------------------------------------------

local function read_and_remove(path)
  local file <close> = assert(io.open(path))
  os.remove(path)
  return file:read "a"
end

local function program()
  local first = 0
  while arg[first - 1] do first = first - 1 end
  return arg[first]
end

--- Runs the source as a script under virtual time, for what shows only outside: stderr, top-level await.
--- Returns stdout, stderr and the exit status; the script is called "script" in messages.
function check.script(source, options)
  local path, errors = os.tmpname(), os.tmpname()
  local file <close> = assert(io.open(path, "w"))
  file:write(source)
  file:close()
  local command = ("timeout 20 '%s' --virtual-time %s '%s' 2>'%s'"):format(program(), options or "", path, errors)
  local pipe = assert(io.popen(command))
  local output = pipe:read "a"
  local _, _, status = pipe:close()
  os.remove(path)
  local pattern = path:gsub("%p", "%%%0")
  return (output:gsub(pattern, "script")), (read_and_remove(errors):gsub(pattern, "script")), status
end

watch_never_awaited()
return check
