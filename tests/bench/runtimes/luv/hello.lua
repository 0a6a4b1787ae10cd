local uv = require "luv"

local task = coroutine.create(function()
  coroutine.yield()
  print "hello"
end)
coroutine.resume(task)
local timer = uv.new_timer()
timer:start(0, 0, function()
  timer:close()
  coroutine.resume(task)
end)
uv.run()
