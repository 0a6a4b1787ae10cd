-- The definitions for the Lua language server (stdlib/types) describe everything they declare: each function, class
-- and field, each parameter and each result; and they name the parameters that the functions of stdlib/aio have.
local check = require "check"

local folder = "stdlib/types/"
local findings = {}

local function complain(place, text) findings[#findings + 1] = place .. ": " .. text end

-- What follows the type at the beginning of `text`: a name, a description, or "".
local function behind_type(text)
  local rest = text:match "^%b()(.*)" or text:match "^%b{}(.*)" or text:match "^%b[](.*)" or text:match '^%b""(.*)'
  local results = text:match "^fun%b()(.*)"
  if results then rest = results:match "^: *(.*)" and behind_type(results:match "^: *(.*)") or results end
  rest = rest or text:match "^[%w_.*]+(.*)" or ""
  repeat
    local suffix
    rest, suffix = rest:gsub("^%[%]", "")
    if suffix == 0 then rest, suffix = rest:gsub("^[?]", "") end
  until suffix == 0
  local alternative = rest:match "^ ?| ?(.*)"
  if alternative then return behind_type(alternative) end
  return rest:match "^%s*(.-)%s*$"
end

-- One comment block: what its "---" lines say.
local function read_block(lines)
  local block = { text = {}, parameters = {}, results = {} }
  for _, line in ipairs(lines) do
    local tag, rest = line:match "^%-%-%-@(%w+) ?(.*)"
    if not tag then
      block.text[#block.text + 1] = line:match "^%-%-%-%s*(.-)$"
    elseif tag == "param" then
      local name, type = rest:match "^([%w_.]+)%?? (.*)"
      block.parameters[#block.parameters + 1] = { name = name, text = behind_type(type) }
    elseif tag == "return" then
      block.results[#block.results + 1] = { type = rest, text = behind_type(rest) }
    elseif tag == "class" then
      block.class = rest:match "^[%w_.]+"
    elseif tag == "field" then
      local name, type = rest:match "^([%w_]+)%?? (.*)"
      if behind_type(type) == "" then complain(block.class .. "." .. name, "a field without a description") end
    end
  end
  block.text = table.concat(block.text, " ")
  return block
end

local function names_of(list)
  local names = {}
  for index, entry in ipairs(list) do names[index] = entry.name end
  return table.concat(names, ", ")
end

local function check_function(place, block, parameters)
  if block.text == "" then complain(place, "a function without a description") end
  if names_of(block.parameters) ~= parameters then
    complain(place, ("parameters (%s) are described as (%s)"):format(parameters, names_of(block.parameters)))
  end
  for _, parameter in ipairs(block.parameters) do
    if parameter.text == "" then complain(place, "parameter '" .. parameter.name .. "' has no description") end
  end
  for _, result in ipairs(block.results) do
    if result.text == "" then complain(place, "result " .. result.type .. " has neither name nor description") end
  end
end

-- Calls found(place, "Class.name" or "Class:name", parameters) for each function.
local function check_file(name, found)
  local lines, number = {}, 0
  for line in io.lines(folder .. name) do
    number = number + 1
    local place = ("%s:%d"):format(name, number)
    if line:find "^%-%-%-" and not line:find "^%-%-%-@meta" then
      lines[#lines + 1] = line
    else
      local block = read_block(lines)
      local member, parameters = line:match "^function ([%w_.:]+)%((.-)%)"
      if block.class and block.class ~= "aio" and block.text == "" then
        complain(place, "class " .. block.class .. " has no description")
      end
      if member then
        check_function(place .. ": " .. member, block, parameters)
        found(place, member, parameters)
      elseif line:find "^[%w_.]+ = " and block.text == "" then
        complain(place, line .. " has no description")
      end
      lines = {}
    end
  end
end

local function type_files()
  local list = io.popen("ls " .. folder)
  local names = {}
  for name in list:lines() do names[#names + 1] = name end
  list:close()
  return names
end

-- ---- Parameters of the functions that are written in Lua --------------------------------------------

local function real_parameters(f)
  local about = debug.getinfo(f, "uS")
  if about.what == "C" or about.isvararg then return nil end
  local names = {}
  for index = 1, about.nparams do names[index] = debug.getlocal(f, index) end
  return #names, table.concat(names, ", ")
end

local function count(parameters)
  return select(2, parameters:gsub("[^, ]+", ""))
end

-- Objects whose methods are written in Lua, by the variable that the definitions give their class.
local function objects()
  return {
    Barrier = aio.Barrier(1), Condition = aio.Condition(), ContextVar = aio.ContextVar "sample",
    ExceptionGroup = aio.ExceptionGroup("sample", { "an error" }), Runner = aio.Runner(),
  }
end

local function compare_parameters(place, member, parameters, samples)
  local class, name = member:match "^(%w+)[.:](%w+)$"
  local sample = class == "aio" and aio or samples[class]
  local f = sample and sample[name]
  if type(f) ~= "function" then return false end
  local self = member:find ":" and 1 or 0
  local number, names = real_parameters(f)
  if number and number ~= count(parameters) + self then
    complain(place, ("%s has the parameters (%s)"):format(member, names))
  end
  return number ~= nil
end

check.test("stdlib/types describes everything", function()
  local functions, compared, samples = 0, 0, objects()
  for _, name in ipairs(type_files()) do
    check_file(name, function(place, member, parameters)
      functions = functions + 1
      if compare_parameters(place, member, parameters, samples) then compared = compared + 1 end
    end)
  end
  check.truthy(functions > 100, "functions were found")
  check.truthy(compared > 10, "functions written in Lua were found")
  check.equal(table.concat(findings, "\n"), "")
end)

check.test("what a definition lacks is found", function()
  check.equal(behind_type "boolean", "")
  check.equal(behind_type "boolean ok", "ok")
  check.equal(behind_type "aio.Awaitable|(async fun(): ...) what it is", "what it is")
  check.equal(behind_type "fun(a: any, b: any): boolean default: `<`", "default: `<`")
  check.equal(behind_type "fun(loop: aio.EventLoop): ...", "")
  check.equal(behind_type "(aio.Awaitable|fun())[] list", "list")
  check.equal(behind_type "{clock: \"real\"|\"virtual\"|nil, debug: boolean?} options", "options")
  check.equal(behind_type '"a"|"b" one of them', "one of them")
  check.equal(behind_type "number? seconds", "seconds")
  local found = findings
  findings = {}
  check_function("place", read_block { "---@param a any", "---@return any" }, "a, b")
  check.equal(#findings, 4)
  findings = found
end)

check.finish()
