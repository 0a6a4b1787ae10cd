-- The prompt: reads inputs and gives them to the session, until there are no more. Called by the
-- program with the native half.
local native = ...

-- Our own globals: what scripts do to theirs (`type = "x"`, `table = {}`) does not reach us.
local function own_environment()
  local environment = {}
  for name, value in next, _G do environment[name] = value end
  for _, name in ipairs { "string", "table", "math", "debug", "os", "io", "utf8", "coroutine", "package" } do
    local copy = {}
    for key, value in next, _G[name] do copy[key] = value end
    environment[name] = copy
  end
  return environment
end

-- require, for the prompt's own modules: they are nobody else's.
local function private_require(environment)
  local modules, loaded, require_public = native.modules(), {}, require
  return function(name)
    if not modules[name] then return require_public(name) end
    if loaded[name] == nil then
      loaded[name] = assert(load(modules[name], name, "b", environment))(name)
    end
    return loaded[name]
  end
end

local environment = own_environment()
environment.require = private_require(environment)
environment.require "aio.repl.main"(native, _G)
