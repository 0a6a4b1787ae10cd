-- The same by luv's work queue, under stock Lua: lua5.4 offloads_luv.lua CALLS AT-ONCE
local uv = require "luv"
local calls, at_once = tonumber(arg[1]), tonumber(arg[2])
local done, running = 0, at_once
local start, work

local function after()
  if done < calls then
    done = done + 1
    work:queue(done)
    return
  end
  running = running - 1
  if running == 0 then print(("%.2f"):format((uv.hrtime() - start) / calls / 1e3)) end
end

work = uv.new_work(function(x) return x end, after)
start = uv.hrtime()
for _ = 1, at_once do
  done = done + 1
  work:queue(done)
end
uv.run()
