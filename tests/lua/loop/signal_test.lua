-- Signal handlers of a loop: queued as call_soon would, with their arguments and context.
local check = require "check"
local test, equal, raises = check.test, check.equal, check.raises

local pid = io.open("/proc/self/stat"):read("n")

local function send(name) os.execute(("kill -%s %d"):format(name:sub(4), pid)) end

test("a handler is called in the loop, with its arguments", function()
  local loop, got, calls = aio.get_running_loop(), aio.Event(), {}
  loop:add_signal_handler("SIGUSR1", function(...)
    calls[#calls + 1] = { ... }
    got:set()
  end, 1, "two")
  send("SIGUSR1")
  await(got:wait())
  equal(calls, { { 1, "two" } })
  equal(loop:remove_signal_handler("SIGUSR1"), true)
  equal(loop:remove_signal_handler("SIGUSR1"), false)
end)

test("a watched signal is no deadlock, and virtual time goes on", function()
  local loop = aio.get_running_loop()
  loop:add_signal_handler("SIGUSR2", print)
  local start = loop:time()
  await(aio.sleep(3600))
  equal(loop:time() - start, 3600)
  loop:remove_signal_handler("SIGUSR2")
end)

test("a second handler replaces the first; the loop's end removes what is left", function()
  local loop, got = aio.get_running_loop(), aio.Event()
  loop:add_signal_handler("SIGUSR1", error, "replaced")
  loop:add_signal_handler("SIGUSR1", function() got:set() end)
  send("SIGUSR1")
  await(got:wait())
end)

test("unknown signals and handlers that cannot be called", function()
  local loop = aio.get_running_loop()
  raises("unknown signal 'SIGFOO'", function() loop:add_signal_handler("SIGFOO", print) end)
  raises("function expected, got nil", function() loop:add_signal_handler("SIGUSR1", nil) end)
  raises("unknown signal .SIGKILL.", function() loop:add_signal_handler("SIGKILL", print) end)
end)

check.finish()
