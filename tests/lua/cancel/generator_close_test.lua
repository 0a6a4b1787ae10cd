-- A cancellation that comes out of a generator: what the <close> handlers around it catch is not it.
-- (Found by random program 901299.)
local check = require "check"
local test, equal, raises = check.test, check.equal, check.raises

local function closing(f) return setmetatable({}, { __close = f }) end

for name, protected in pairs { pcall = pcall, xpcall = function(f, ...) return xpcall(f, debug.traceback, ...) end } do
  test(name .. " in a handler outside of the generator", function()
    local steps = {}
    local task = aio.create_task(function()
      local _ <close> = closing(function()
        protected(error, "ordinary")
        await(aio.sleep(1))
        steps[#steps + 1] = "cleaned up"
      end)
      for _ in coroutine.wrap(function() await(aio.sleep(10)) end) do error "nothing comes" end
    end)
    await(aio.sleep(1))
    task:cancel()
    raises(aio.CancelledError, await, task)
    equal(steps, { "cleaned up" })
  end)
end

check.finish()
