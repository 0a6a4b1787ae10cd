-- An async function that is handed over without being called: it runs, as a plain function does.
local check = require "check"
local test, plain, equal = check.test, check.plain, check.equal

local function answer() return await(aio.sleep(1, 42)) end
local async_answer = async(answer)

plain("aio.run", function()
  equal(aio.run(async_answer, { clock = "virtual" }), 42)
  equal(aio.run(answer, { clock = "virtual" }), 42)
end)

test("create_task, gather, TaskGroup", function()
  equal(await(aio.create_task(async_answer)), 42)
  equal(await(aio.gather(async_answer, answer)), { 42, 42, n = 2 })
  local task
  do
    local tg <close> = aio.TaskGroup()
    task = tg:create_task(async_answer)
  end
  equal(task:result(), 42)
end)

check.finish()
