---@meta _

-- Waiters are served first come, first served. A waiter that is cancelled after it was woken passes the
-- wake-up on, so none is lost.

---@class aio
local aio = {}

---Mutual exclusion between tasks. `local _ <close> = await(lock:acquire())` releases it at the end of the block.
---It has no owner: any task may release it, and a task that takes it twice waits for itself.
---@class aio.Lock
local Lock = {}

---Makes a lock.
---@return aio.Lock lock a free one
function aio.Lock() end

---Waits until the lock is free and takes it; `await` returns the lock.
---@return aio.Coroutine operation to be awaited
function Lock:acquire() end

---Gives the lock to the first who waits, or frees it. Raises "Lock is not acquired."
function Lock:release() end

---Whether somebody has it.
---@return boolean result true while it is taken
function Lock:locked() end

---So many tasks at once. `local _ <close> = await(semaphore:acquire())` gives the permit back at the end of the block.
---@class aio.Semaphore
local Semaphore = {}

---Makes a semaphore.
---@param permits? integer default 1, not negative
---@return aio.Semaphore semaphore with all its permits
function aio.Semaphore(permits) end

---Waits for a permit and takes it; `await` returns the semaphore.
---@return aio.Coroutine operation to be awaited
function Semaphore:acquire() end

---Gives a permit back, to the first who waits if there is one.
function Semaphore:release() end

---Whether `acquire` would wait.
---@return boolean result true when no permit is left
function Semaphore:locked() end

---A semaphore that refuses more releases than acquisitions.
---@class aio.BoundedSemaphore: aio.Semaphore
local BoundedSemaphore = {}

---Makes a semaphore whose `release` raises an error when all permits are there.
---@param permits? integer default 1, not negative
---@return aio.BoundedSemaphore semaphore with all its permits
function aio.BoundedSemaphore(permits) end

---A flag that tasks wait for.
---@class aio.Event
local Event = {}

---Makes an event.
---@return aio.Event event not set
function aio.Event() end

---Wakes all who wait, also when `clear` follows at once.
function Event:set() end

---From now on `wait` waits again.
function Event:clear() end

---Whether the flag is set.
---@return boolean result true: `wait` does not wait
function Event:is_set() end

---Waits until the flag is set; does not suspend if it is. `await` returns true.
---@return aio.Coroutine operation to be awaited
function Event:wait() end

---A lock whose holders can wait for a notification. `local _ <close> = await(condition:acquire())`.
---@class aio.Condition
local Condition = {}

---Makes a condition.
---@param lock? aio.Lock default: one of its own
---@return aio.Condition condition with its lock free, unless a taken one was given
function aio.Condition(lock) end

---Takes the lock; `await` returns the condition.
---@return aio.Coroutine operation to be awaited
function Condition:acquire() end

---Frees the lock. Raises "Lock is not acquired."
function Condition:release() end

---Whether somebody has the lock.
---@return boolean result true while it is taken
function Condition:locked() end

---Releases the lock, waits for a notification, takes the lock again; also when cancelled meanwhile.
---@return aio.Coroutine operation to be awaited; raises an error if the lock is not held
function Condition:wait() end

---Waits until the predicate is true; `await` returns its value.
---@param predicate fun(): any called with the lock held, at once and after each notification
---@return aio.Coroutine operation to be awaited
function Condition:wait_for(predicate) end

---Wakes the first `n` who wait. The lock must be held.
---@param n? integer default 1
function Condition:notify(n) end

---Wakes all who wait. The lock must be held.
function Condition:notify_all() end

---Tasks that wait until so many of them have come.
---@class aio.Barrier
---@field parties integer how many it waits for
---@field n_waiting integer how many wait now
---@field broken boolean after `abort`, until `reset`
local Barrier = {}

---Makes a barrier.
---@param parties integer at least 1
---@return aio.Barrier barrier nobody waits at it yet
function aio.Barrier(parties) end

---Waits until all parties have come; `await` returns the order of arrival, 0 to parties-1. Raises BrokenBarrierError
---after `reset` or `abort`.
---@return aio.Coroutine operation to be awaited
function Barrier:wait() end

---Those who wait get BrokenBarrierError; then the barrier can be used again.
---@return aio.Coroutine operation to be awaited
function Barrier:reset() end

---Breaks the barrier until a reset.
---@return aio.Coroutine operation to be awaited
function Barrier:abort() end
