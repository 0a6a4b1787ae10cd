-- Queue, LifoQueue, PriorityQueue: cancelled at every point. A model of the queue is kept beside it; the two must
-- agree at each put and get, so nothing is lost, doubled or out of order.
local injection = dofile(arg[0]:match "^.*/" .. "injection.lua")
local closing, turns = injection.closing, injection.turns

local function smallest(items)
  local place = 1
  for i, item in ipairs(items) do
    if item < items[place] then place = i end
  end
  return place
end

local next_place = {
  Queue = function() return 1 end,
  LifoQueue = function(items) return #items end,
  PriorityQueue = smallest,
}

local function new_model(run, class, maxsize)
  local queue = aio[class](maxsize)
  local model = { queue = queue, items = {}, unfinished = 0, made = 0, got = 0 }

  local function agree()
    local count = #model.items
    run:check(queue:qsize() == count, "%d items, should be %d", queue:qsize(), count)
    run:check(maxsize == 0 or count <= maxsize, "%d items in a queue of %d", count, maxsize)
  end

  function model.added(item)
    model.items[#model.items + 1] = item
    model.unfinished = model.unfinished + 1
    agree()
    run:point("has put", item)
  end

  function model.put(item)
    run:waits "put"
    await(queue:put(item))
    model.added(item)
  end

  function model.taken(item)
    local expected = table.remove(model.items, next_place[class](model.items))
    run:check(item == expected, "got %s, expected %s", tostring(item), tostring(expected))
    model.got = model.got + 1
    agree()
    run:point("has got", item)
    return item
  end

  function model.get()
    run:waits "get"
    return model.taken(await(queue:get()))
  end

  function model.task_done()
    model.unfinished = model.unfinished - 1
    queue:task_done()
  end

  function model.verify()
    agree()
    local state = tostring(queue)
    run:check(not state:find "getters" and not state:find "putters", "somebody waits: %s", state)
    local unfinished = tonumber(state:match "unfinished=(%d+)") or 0
    run:check(unfinished == model.unfinished, "%d unfinished, should be %d", unfinished, model.unfinished)
    -- What is left comes out as it went in.
    while #model.items > 0 do
      local ok, item = pcall(queue.get_nowait, queue)
      if not ok then return run:check(false, "items are lost: %s", tostring(item)) end
      model.taken(item)
    end
  end

  model.stuck = {
    put = function() return maxsize > 0 and #model.items >= maxsize end,
    get = function() return #model.items == 0 end,
    join = function() return model.unfinished > 0 end,
  }
  return model
end

-- Producers, consumers, and one who joins; items of the same producer are not in order, for the PriorityQueue.
local function transfer(class, maxsize, producers, consumers, each)
  return function(run)
    local model = new_model(run, class, maxsize)
    for i = 1, producers do
      run:task("producer " .. i, function()
        for k = 1, each do
          run:guard(function() model.put((k * 7 + i * 3) % 11 * 100 + i * 10 + k) end)
        end
      end)
    end
    for i = 1, consumers do
      run:task("consumer " .. i, function()
        for _ = 1, each * producers // consumers do
          local got = false
          run:guard(function()
            if not got then
              model.get()
              got = true
            end
            local _ <close> = closing(model.task_done)
            local _ <close> = run:clean_up()
          end)
          run:guard(function() turns(i - 1) end)
        end
      end)
    end
    run:task("joiner", function()
      run:guard(function()
        turns(2)
        run:waits "join"
        await(model.queue:join())
      end)
    end)
    return model.verify, model.stuck
  end
end

for _, class in ipairs { "Queue", "LifoQueue", "PriorityQueue" } do
  injection.program(class .. ", unbounded", { random = 60 }, transfer(class, 0, 2, 2, 2))
  injection.program(class .. " of 1", { random = 60 }, transfer(class, 1, 2, 2, 2))
end
injection.program("Queue of 2, one producer, three consumers", {}, transfer("Queue", 2, 1, 3, 3))
injection.program("Queue of 1, three producers, one consumer", {}, transfer("Queue", 1, 3, 1, 2))

-- A thief takes with get_nowait what a waiting getter was woken for, and puts with put_nowait where a putter was.
injection.program("Queue of 1, and a thief", {}, function(run)
  local model = new_model(run, "Queue", 1)
  local queue = model.queue
  for i = 1, 3 do
    run:task("getter " .. i, function() run:guard(function() model.get() end) end)
  end
  run:helper(function()
    for k = 1, 8 do
      turns(k % 3)
      if not queue:full() then
        queue:put_nowait(k)
        model.added(k)
      end
      if k % 2 == 0 and not queue:empty() then model.taken(queue:get_nowait()) end
    end
  end)
  for i = 1, 2 do
    run:task("putter " .. i, function() run:guard(function() model.put(10 + i) end) end)
  end
  return model.verify, model.stuck
end)

-- After a shutdown nobody waits for ever, but in join for items that nobody takes any more.
local function shut_down(when, immediate)
  return function(run)
    local model = new_model(run, "Queue", 2)
    local closed = false
    local function until_shut_down(f)
      local ok, err = aio.try(f)
      if ok then return false end
      if not aio.isinstance(err, aio.QueueShutDown) then error(err, 0) end
      run:check(closed, "QueueShutDown before the shutdown")
      return true
    end
    for i = 1, 3 do
      run:task("getter " .. i, function()
        run:guard(function()
          repeat
            local ended = until_shut_down(function()
              model.get()
              local _ <close> = closing(model.task_done)
              local _ <close> = run:clean_up()
            end)
          until ended
        end)
      end)
    end
    for i = 1, 3 do
      run:task("putter " .. i, function()
        run:guard(function()
          for k = 1, 3 do
            if until_shut_down(function() model.put(i * 10 + k) end) then return end
          end
        end)
      end)
    end
    run:task("joiner", function()
      run:guard(function()
        turns(1)
        run:waits "join"
        await(model.queue:join())
      end)
    end)
    run:helper(function()
      turns(when)
      closed = true
      if immediate then
        model.unfinished = math.max(model.unfinished - #model.items, 0)
        model.items = {}
      end
      model.queue:shutdown { immediate = immediate }
    end)
    local function never() return false end
    return model.verify, { put = never, get = never, join = model.stuck.join }
  end
end

injection.program("Queue, shut down early", { random = 80 }, shut_down(2, false))
injection.program("Queue, shut down late", { random = 80 }, shut_down(5, false))
injection.program("Queue, shut down early and immediately", { random = 80 }, shut_down(2, true))
injection.program("Queue, shut down late and immediately", { random = 80 }, shut_down(4, true))

injection.finish()
