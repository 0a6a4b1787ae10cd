-- loop:run_in_executor and set_default_executor.
local check = require "check"
local test, equal, raises = check.test, check.equal, check.raises

test("nil: a worker thread, results and errors as from to_thread", function()
  local loop = aio.get_running_loop()
  local future = loop:run_in_executor(nil, function(a, b) return a + b, "two" end, 3, 4)
  equal(aio.isfuture(future), true)
  equal(table.pack(await(future)), { 7, "two", n = 2 })
  raises("no luck", await, loop:run_in_executor(nil, function() error("no luck", 0) end))
end)

test("an executor is asked to submit", function()
  local loop, asked = aio.get_running_loop(), {}
  local executor = {
    submit = function(_, f, ...)
      asked[#asked + 1] = table.pack(...)
      local future = loop:create_future()
      future:set_result(f(...))
      return future
    end,
  }
  equal(await(loop:run_in_executor(executor, math.max, 1, 5)), 5)
  loop:set_default_executor(executor)
  equal(await(loop:run_in_executor(nil, math.min, 1, 5)), 1)
  equal(asked, { { 1, 5, n = 2 }, { 1, 5, n = 2 } })
  loop:set_default_executor(nil)
end)

test("refused: no function, no executor", function()
  local loop = aio.get_running_loop()
  raises("function expected, got number", function() loop:run_in_executor(nil, 5) end)
  raises("executor .- expected, got number", function() loop:run_in_executor(5, print) end)
  raises("executor .- expected, got table", function() loop:set_default_executor({}) end)
end)

check.finish()
