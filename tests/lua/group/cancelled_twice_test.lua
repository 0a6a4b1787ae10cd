-- A group whose task is cancelled twice hands on the first CancelledError; it is still the task's own.
local check = require "check"
local test, equal = check.test, check.equal

local function turns(count) for _ = 1, count do await(aio.sleep(0)) end end

for first = 1, 8 do
  for second = first + 1, 9 do
    test(("cancelled in turns %d and %d, caught by a plain pcall"):format(first, second), function()
      local reached
      local task = aio.create_task(function()
        pcall(function()
          local tg <close> = aio.TaskGroup()
          tg:create_task(function()
            local _ <close> = setmetatable({}, { __close = function() turns(2) end })
            turns(4)
          end)
        end)
        turns(6)
        reached = true
      end)
      for turn = 1, 20 do
        turns(1)
        if turn == first or turn == second then task:cancel() end
      end
      equal({ reached, task:cancelled() }, { nil, true })
    end)
  end
end

check.finish()
