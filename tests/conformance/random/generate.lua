-- Writes random programs as text, for both languages:
--   lua generate.lua FOLDER FIRST_SEED COUNT
-- makes FOLDER/lua.txt and FOLDER/python.txt, each a sequence of `== SEED` headings and sources.

local folder, first, count = ...
local here = debug.getinfo(1, "S").source:match("^@(.*)/[^/]*$") or "."
package.path = here .. "/../?.lua;" .. package.path

local Program = require "random.program"
local print_lua = require "random.lua_printer"
local print_python = require "random.python_printer"

local function write_all(path, printer)
  local file <close> = assert(io.open(path, "w"))
  for seed = first, first + count - 1 do
    file:write("== ", seed, "\n", printer(Program.new(seed)))
  end
end

first, count = math.tointeger(first), math.tointeger(count)
write_all(folder .. "/lua.txt", print_lua)
write_all(folder .. "/python.txt", print_python)
