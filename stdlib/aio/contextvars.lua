-- Context variables (PEP 567). A context is a table that is never changed: `set` makes a copy, which
-- becomes the context of the running task or callback. Tasks and callbacks begin with the context
-- that is current where they are made.
local native = require "aio.native"

local ContextVar = {}
ContextVar.__index = ContextVar
ContextVar.__name = "ContextVar"
ContextVar.__metatable = false

local Token = { __name = "Token", __metatable = false }
Token.__index = Token

-- A nil value is kept as this, so that "set to nil" and "not set" differ.
local nothing = setmetatable({}, { __name = "nil", __metatable = false })

local function value_of(stored)
  if rawequal(stored, nothing) then return nil end
  return stored
end

local function store(variable, stored)
  local changed = {}
  for other, value in next, native.context() or {} do changed[other] = value end
  changed[variable] = stored
  native.set_context(changed)
end

--- var:get([default]) → its value in the current context; else `default`, else the variable's own; else an
--- error.
function ContextVar:get(...)
  local context = native.context()
  local stored = context and context[self]
  if stored ~= nil then return value_of(stored) end
  if select("#", ...) > 0 then return (...) end
  if self.has_default then return self.default end
  native.fail(("ContextVar '%s' has no value in this context and no default"):format(self.name))
end

--- var:set(value) → token for `reset`
function ContextVar:set(value)
  local context = native.context()
  local token = setmetatable({ var = self, old = context and context[self] }, Token)
  store(self, value == nil and nothing or value)
  return token
end

--- var:reset(token): back to what it was before that `set`.
function ContextVar:reset(token)
  if getmetatable(token) ~= false or token.var == nil then
    native.argument(1, "reset", "token of ContextVar:set", token)
  end
  if token.used then native.fail("this token has already been used once") end
  if token.var ~= self then native.fail("this token was created by a different ContextVar") end
  token.used = true
  store(self, token.old)
end

function ContextVar:__tostring() return ("<ContextVar '%s'>"):format(self.name) end

local M = {}

--- aio.ContextVar(name, {default=}) → variable
function M.ContextVar(name, options)
  if type(name) ~= "string" then native.argument(1, "ContextVar", "string", name) end
  options = native.options("ContextVar", options, { "default" })
  return setmetatable({ name = name, default = options.default, has_default = options.default ~= nil }, ContextVar)
end

--- aio.copy_context() → the current context, for create_task's option `context`
function M.copy_context() return native.context() or {} end

return M
