-- A queue between one producer and two consumers. A full queue makes the producer wait, an empty
-- one the consumers. `join` returns when every item has been reported as done.
--
-- Output:
--   Produced item 1
--   Consumer A takes item 1
--   Produced item 2
--   Consumer B takes item 2
--   Produced item 3
--   Consumer A takes item 3
--   All items are done

local aio = require "aio"
local async, await = aio.async, aio.await

local producer = async(function(queue)
  for i = 1, 3 do
    await(queue:put(i))                            -- waits while the queue is full
    print("Produced item " .. i)
  end
end)

local consumer = async(function(name, queue)
  while true do
    local item = await(queue:get())                -- waits while the queue is empty
    print("Consumer " .. name .. " takes item " .. item)
    await(aio.sleep(1))
    queue:task_done()
  end
end)

local main = async(function()
  local queue = aio.Queue(1)
  for _, name in ipairs {"A", "B"} do aio.create_task(consumer(name, queue)) end
  await(producer(queue))
  await(queue:join())
  print("All items are done")
end)

aio.run(main())                                    -- cancels the consumers, which wait for more
