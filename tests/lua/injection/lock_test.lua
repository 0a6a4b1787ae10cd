-- Lock, Semaphore, BoundedSemaphore, Event: cancelled at every point.
local injection = dofile(arg[0]:match "^.*/" .. "injection.lua")
local closing, turns = injection.closing, injection.turns

-- First come, first served: tickets are admitted in ascending order; those who were cancelled are missing.
local function new_line(run)
  local last_given, last_admitted = 0, 0
  local line = {}
  function line.arrive()
    last_given = last_given + 1
    return last_given
  end
  function line.admit(ticket)
    run:check(ticket > last_admitted, "number %d came in after number %d", ticket, last_admitted)
    last_admitted = ticket
  end
  return line
end

local function never() return false end

local function lock_program(hold, rounds)
  return function(run)
    local lock, line, inside = aio.Lock(), new_line(run), 0
    local function section()
      run:waits "lock"
      local ticket = line.arrive()
      local _ <close> = await(lock:acquire())
      line.admit(ticket)
      inside = inside + 1
      run:check(inside == 1 and lock:locked(), "%d hold the lock", inside)
      local _ <close> = closing(function() inside = inside - 1 end)
      local _ <close> = run:clean_up()
      run:point "holds the lock"
      turns(hold)
    end
    for i = 1, 4 do
      run:task("task " .. i, function()
        for _ = 1, rounds do run:guard(section) end
      end)
    end
    return function()
      run:check(not lock:locked() and inside == 0, "the lock is lost: %s", tostring(lock))
      run:check(tostring(lock) == "<Lock [unlocked]>", "somebody waits: %s", tostring(lock))
    end, { lock = never }
  end
end

injection.program("Lock held for a turn", {}, lock_program(1, 2))
injection.program("Lock held without a turn", {}, lock_program(0, 3))

local function semaphore_program(class, permits, hold)
  return function(run)
    local semaphore, line, inside = aio[class](permits), new_line(run), 0
    local function section()
      run:waits "permit"
      local ticket = line.arrive()
      local _ <close> = await(semaphore:acquire())
      line.admit(ticket)
      inside = inside + 1
      run:check(inside <= permits, "%d inside", inside)
      local _ <close> = closing(function() inside = inside - 1 end)
      local _ <close> = run:clean_up()
      run:point "has a permit"
      turns(hold)
    end
    for i = 1, 5 do
      run:task("task " .. i, function()
        for _ = 1, 2 do run:guard(section) end
      end)
    end
    return function()
      local expected = ("<%s [unlocked, value:%d]>"):format(class, permits)
      run:check(inside == 0 and tostring(semaphore) == expected, "permits: %s", tostring(semaphore))
    end, { permit = never }
  end
end

injection.program("Semaphore of 2", {}, semaphore_program("Semaphore", 2, 1))
injection.program("BoundedSemaphore of 1", {}, semaphore_program("BoundedSemaphore", 1, 1))
injection.program("BoundedSemaphore of 3", {}, semaphore_program("BoundedSemaphore", 3, 2))

-- Permits come from another task, several at a time.
injection.program("Semaphore as a counter of events", {}, function(run)
  local semaphore, taken = aio.Semaphore(0), 0
  for i = 1, 4 do
    run:task("task " .. i, function()
      run:guard(function()
        run:waits "permit"
        await(semaphore:acquire())
        taken = taken + 1
        run:point "has a permit"
      end)
    end)
  end
  run:helper(function()
    for _ = 1, 2 do
      turns(2)
      semaphore:release()
      semaphore:release()
    end
  end)
  return function()
    local left = 4 - taken
    local expected = left == 0 and "<Semaphore [locked]>" or ("<Semaphore [unlocked, value:%d]>"):format(left)
    run:check(tostring(semaphore) == expected, "%d taken, left: %s", taken, tostring(semaphore))
  end, { permit = never }
end)

-- Two locks in a fixed order; the second is taken while the first is held.
injection.program("Lock inside Lock", {}, function(run)
  local outer, inner, holders = aio.Lock(), aio.Lock(), 0
  local function section()
    run:waits "outer"
    local _ <close> = await(outer:acquire())
    turns(1)
    run:waits "inner"
    local _ <close> = await(inner:acquire())
    holders = holders + 1
    run:check(holders == 1, "%d holders", holders)
    local _ <close> = closing(function() holders = holders - 1 end)
    local _ <close> = run:clean_up()
    turns(1)
  end
  for i = 1, 3 do run:task("task " .. i, function() run:guard(section) end) end
  run:task("visitor", function()
    run:guard(function()
      run:waits "inner"
      local _ <close> = await(inner:acquire())
      turns(3)
    end)
  end)
  return function()
    run:check(not outer:locked() and not inner:locked(), "locks: %s %s", tostring(outer), tostring(inner))
  end, { outer = never, inner = never }
end)

-- Who waits when the event is set goes on, also if it is cleared at once.
injection.program("Event, set and cleared", {}, function(run)
  local event, waiting, called, woken = aio.Event(), {}, {}, 0
  for i = 1, 4 do
    run:task("task " .. i, function()
      run:guard(function()
        local ticket = {}
        run:waits "event"
        local _ <close> = closing(function() waiting[ticket], called[ticket] = nil, nil end)
        waiting[ticket] = true
        await(event:wait())
        woken = woken + 1
        run:point "is awake"
      end)
    end)
  end
  run:helper(function()
    for round = 1, 3 do
      turns(2)
      run:check(next(called) == nil, "set, but a waiter still waits")
      for ticket in pairs(waiting) do called[ticket] = true end
      event:set()
      if round < 3 then event:clear() end
    end
  end)
  return function()
    run:check(next(waiting) == nil and tostring(event) == "<Event [set]>", "somebody waits: %s", tostring(event))
  end, { event = never }
end)

injection.finish()
