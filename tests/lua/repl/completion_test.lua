-- Completion of names, members, files and commands; it never runs the script's code.
local check = require "check"
require "prompt"
local completion = require "aio.repl.completion"

local plain, equal = check.plain, check.equal

local function never() error "completion ran code" end

local point = setmetatable({ x = 1, y = 2, _hidden = 3, ["not a name"] = 4 }, {
  __index = setmetatable({ move = print, colour = "red" }, { __index = { parent_method = print } }),
})

local globals = {
  aio = aio, string = string, point = point, count = 5, text = "abc",
  nested = { deep = { deeper = 1, [1] = { one = 1 } } },
  guarded = setmetatable({}, { __index = never, __pairs = never }), callable = setmetatable({}, { __call = print }),
}

local scope = {
  globals = globals,
  variables = { my_local = {}, point_local = {} },
  value_of_local = function(name)
    if name == "my_local" then return true, point end
    return name == "point_local", 1
  end,
  commands = { ".help", ".load", ".tasks", ".time" },
  topics = function() return { "aio.gather", "aio.Lock", "aio.Lock.acquire", "aio.Lock.release" } end,
  system = {
    getenv = function(name) return name == "HOME" and "/somewhere/me" or nil end,
    list_folder = function(path)
      local folders = { ["."] = { "script.lua", "src/", ".git/" }, ["src/"] = { "a.lua", "b.lua" },
        ["/somewhere/me/"] = { "mine.txt" } }
      return folders[path] or {}
    end,
  },
}

local function offers(text, expected, start, earlier)
  local at, list = completion.complete(scope, text, earlier or "")
  equal({ text, list }, { text, expected })
  if start then equal({ text, at }, { text, start }) end
end

plain("globals, locals and keywords", function()
  offers("coun", { "count" }, 1)
  offers("x = my_l", { "my_local" }, 5)
  offers("poin", { "point", "point_local" })
  offers("whi", { "while" })
  offers("f(string.format, coun", { "count" }, 18)
  offers("nothing_like_it", {})
  offers("", {})
end)

plain("fields", function()
  offers("point.", { "colour", "move", "parent_method", "x", "y" }, 7)
  offers("point._", { "_hidden" })
  offers("point.mo", { "move" }, 7)
  offers("my_local.x", { "x" })
  offers("nested.deep.dee", { "deeper" })
  offers('nested["deep"].dee', { "deeper" })
  offers("nested.deep[1].o", { "one" })
  offers("nested . deep . dee", { "deeper" })
  offers("unknown.field", {})
  offers("count.", {})
end)

plain("methods", function()
  offers("point:", { "move", "parent_method" })
  offers("text:re", { "rep", "reverse" })
  offers('("x"):upp', { "upper" })
  offers('"x":upp', { "upper" })
end)

plain("aio's own objects", function()
  offers("aio.gat", { "gather" })
  offers("aio.TaskG", { "TaskGroup" }) -- whose half is not loaded yet
  globals.lock, globals.loop = aio.Lock(), aio.new_event_loop()
  offers("lock:ac", { "acquire" })
  offers("loop:call_s", { "call_soon" })
  globals.loop:close()
end)

plain("no code runs", function()
  offers("guarded.", {})
  offers("guarded.x.y", {})
  offers("callable().x", {})
  offers("never().x", {})
end)

plain("files in strings", function()
  offers('io.open("s', { "script.lua", "src/" }, 10)
  offers('io.open("src/a', { "a.lua" }, 14)
  offers("dofile '", { "script.lua", "src/" })
  offers('x = ".g', { ".git/" })
  offers('x = "~/', { "mine.txt" })
  offers('x = "nowhere/', {})
end)

plain("nothing in comments, numbers and finished strings", function()
  offers("-- coun", {})
  offers("--[[ coun", {})
  offers("12", {})
  offers('"abc"', {})
  offers("[[coun", {})
end)

plain("the lines before count", function()
  offers("coun", {}, nil, "--[[ a comment\n")
  offers("coun", { "count" }, 1, "for i = 1, 2 do\n")
  offers("move", { "move" }, 1, "point.\n")
end)

plain("commands and what they take", function()
  offers(".t", { ".tasks", ".time" }, 1)
  offers(".time coun", { "count" }, 7)
  offers(".load sr", { "src/" }, 7)
  offers(".load src/b", { "b.lua" }, 11)
  offers(".help aio.L", { "Lock" }, 11)
  offers(".help aio.Lock.", { "acquire", "release" }, 16)
  offers(".t", {}, nil, "x =\n")
end)

check.finish()
