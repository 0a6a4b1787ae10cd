-- Help texts are read from the definitions for editors, and there is one for everything in aio.
local check = require "check"
require "prompt"
local help = require "aio.repl.help"
local colours = require("aio.repl.colours").make(false)

local plain, equal, matches = check.plain, check.equal, check.matches

local function definitions()
  local texts = {}
  local list <close> = assert(io.popen "ls stdlib/types")
  for name in list:lines() do
    local file <close> = assert(io.open("stdlib/types/" .. name))
    texts["types." .. name:gsub("%.lua$", "")] = file:read "a"
  end
  return texts
end

local texts = help.open(definitions())

local function written(name) return texts:write(assert(texts:find(name), name), colours) end

plain("every name of aio has a topic", function()
  for name in pairs(aio) do equal({ name, texts.topics["aio." .. name] ~= nil }, { name, true }) end
end)

plain("signatures tell what is optional and what comes back", function()
  matches(written "aio.sleep", "^aio%.sleep%(seconds, %[result%]%) %-> aio%.Coroutine\n")
  matches(written "aio.gather", "^aio%.gather%(%.%.%.%) %-> aio%.Future\n")
  matches(written "aio.isfuture", "^aio%.isfuture%(x%) %-> boolean\n")
end)

plain("descriptions and parameters", function()
  matches(written "aio.sleep", "\nWaits%.")
  matches(written "aio.create_task", "\n  options  ")
end)

plain("classes list their methods, inherited ones too", function()
  matches(written "aio.Lock", ":acquire%(%)")
  matches(written "aio.Task", ":get_name%(%)")
  matches(written "aio.Task", ":result%(%)")
end)

plain("found by part of the name, with : and without aio", function()
  equal(texts:find("gather").name, "aio.gather")
  equal(texts:find("aio.Lock:acquire").name, "aio.Lock.acquire")
  equal(texts:find("await").name, "aio.await")
  equal(texts:find("print_stack").name, "aio.Task.print_stack")
  equal(texts:find("aio.gather(...)").name, "aio.gather")
end)

plain("what was perhaps meant", function()
  local topic, others = texts:find "aio.gahter"
  equal({ topic, others }, { nil, { "aio.gather" } })
  local _, several = texts:find "acquire"
  equal(#several > 1, true)
  local _, none = texts:find "string.format"
  equal(none, {})
end)

plain("the summary has one line for each", function()
  matches(texts:summary(colours), "aio%.shield%(x%)")
  for line in texts:summary(colours):gmatch "[^\n]+" do equal(line:find "^  aio%." ~= nil, true) end
end)

check.finish()
