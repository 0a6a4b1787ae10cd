-- `require` works as Lua's, and a module may await while it loads.
local check = require "check"
local native = require "aio.native"
local test, plain, equal, raises, identical = check.test, check.plain, check.equal, check.raises, check.identical

local function module(name, loader)
  package.loaded[name] = nil
  package.preload[name] = loader
end

test("a module may await while it loads", function()
  module("slow", function(name, extra)
    await(aio.sleep(1))
    return { name = name, extra = extra }
  end)
  local loop = aio.get_running_loop()
  local before = loop:time()
  local slow, extra = require "slow"
  equal({ slow.name, slow.extra, extra, loop:time() - before }, { "slow", ":preload:", ":preload:", 1 })
  identical(require "slow", slow)
end)

test("other tasks run meanwhile", function()
  module("slow", function() await(aio.sleep(10)) return true end)
  local seen = {}
  local ticker = aio.create_task(async(function()
    for i = 1, 3 do await(aio.sleep(1)) seen[i] = i end
  end)())
  require "slow"
  equal(seen, { 1, 2, 3 })
  await(ticker)
end)

test("two tasks that require the same slow module get one module", function()
  local loads = 0
  module("slow", function()
    loads = loads + 1
    await(aio.sleep(1))
    return { number = loads }
  end)
  local load = async(function() return (require "slow") end)
  local modules = await(aio.gather(load(), load()))
  equal(loads, 1)
  identical(modules[1], modules[2])
  identical(require "slow", modules[1])
end)

test("a module that fails after an await can be required again", function()
  local attempts = 0
  module("flaky", function()
    attempts = attempts + 1
    await(aio.sleep(1))
    if attempts == 1 then error("not yet", 0) end
    return "loaded"
  end)
  raises("^not yet$", require, "flaky")
  equal(package.loaded.flaky, nil)
  equal(require "flaky", "loaded")
end)

test("cancelled while it loads", function()
  module("slow", function() await(aio.sleep(10)) return true end)
  local task = aio.create_task(async(function() require "slow" end)())
  await(aio.sleep(1))
  task:cancel()
  raises(aio.CancelledError, await, task)
  equal(package.loaded.slow, nil)
end)

test("a module that requires another slow one", function()
  module("inner", function() await(aio.sleep(1)) return "inner" end)
  module("outer", function() return require "inner" .. " in outer" end)
  equal((require "outer"), "inner in outer")
end)

test("dofile may await", function()
  local path = os.tmpname()
  local file <close> = assert(io.open(path, "w"))
  file:write("await(aio.sleep(1)) return 1, ...")
  file:close()
  equal(table.pack(dofile(path)), { 1, n = 1 })
  os.remove(path)
end)

plain("results as in Lua: nothing, false, package.loaded set by the module", function()
  module("nothing", function() end)
  equal({ require "nothing" }, { true, ":preload:" })
  module("no", function() return false end)
  equal({ (require "no") }, { false })
  module("own", function(name) package.loaded[name] = "own" end)
  equal({ (require "own") }, { "own" })
end)

plain("a module that is not found lists the places", function()
  local err = raises("module 'no.such.module' not found:", require, "no.such.module")
  check.matches(err, "\n\tno field package%.preload%['no%.such%.module'%]")
  check.matches(err, "\n\tno file '[^\n]*no/such/module%.lua'")
  raises("bad argument #1 to 'require'", function() require() end)
end)

plain("a searcher of the script's own", function()
  local function searcher(name)
    if name == "made.up" then return function(...) return { ... } end, "data" end
    return "\n\tnot made up"
  end
  table.insert(package.searchers, 1, searcher)
  equal({ require "made.up" }, { { "made.up", "data" }, "data" })
  raises("not made up", require, "no.such.module")
  table.remove(package.searchers, 1)
end)

plain("aio and its parts are modules", function()
  identical(require "aio", aio)
  identical(require "aio.native", native)
  identical(package.loaded.coroutine, coroutine)
end)

check.finish()
