---@meta _

-- Waiters are served first come, first served. A waiter that is cancelled after it was woken passes the
-- wake-up on, so none is lost.

---@class aio
local aio = {}

---Mutual exclusion between tasks. `local _ <close> = await(lock:acquire())` releases it at the end of the block.
---It has no owner: any task may release it, and a task that takes it twice waits for itself.
---@class aio.Lock
local Lock = {}

---@return aio.Lock
function aio.Lock() end

---`await` returns the lock.
---@return aio.Coroutine
function Lock:acquire() end

---Raises "Lock is not acquired."
function Lock:release() end

---@return boolean
function Lock:locked() end

---So many tasks at once. `local _ <close> = await(semaphore:acquire())` gives the permit back at the end of the block.
---@class aio.Semaphore
local Semaphore = {}

---@param permits? integer default 1, not negative
---@return aio.Semaphore
function aio.Semaphore(permits) end

---`await` returns the semaphore.
---@return aio.Coroutine
function Semaphore:acquire() end

---Hands the permit to the first waiter, if there is one.
function Semaphore:release() end

---Whether `acquire` would wait.
---@return boolean
function Semaphore:locked() end

---A semaphore that refuses more releases than acquisitions.
---@class aio.BoundedSemaphore: aio.Semaphore
local BoundedSemaphore = {}

---@param permits? integer default 1, not negative
---@return aio.BoundedSemaphore
function aio.BoundedSemaphore(permits) end

---A flag that tasks wait for.
---@class aio.Event
local Event = {}

---@return aio.Event
function aio.Event() end

---Wakes all who wait, also when `clear` follows at once.
function Event:set() end

function Event:clear() end

---@return boolean
function Event:is_set() end

---Does not suspend while the flag is set. `await` returns true.
---@return aio.Coroutine
function Event:wait() end

---A lock whose holders can wait for a notification. `local _ <close> = await(condition:acquire())`.
---@class aio.Condition
local Condition = {}

---@param lock? aio.Lock default: one of its own
---@return aio.Condition
function aio.Condition(lock) end

---`await` returns the condition.
---@return aio.Coroutine
function Condition:acquire() end

function Condition:release() end

---@return boolean
function Condition:locked() end

---Releases the lock, waits for a notification, takes the lock again; also when cancelled meanwhile.
---@return aio.Coroutine
function Condition:wait() end

---Waits until the predicate is true; `await` returns its value.
---@param predicate fun(): any
---@return aio.Coroutine
function Condition:wait_for(predicate) end

---Wakes the first `n` who wait. The lock must be held.
---@param n? integer default 1
function Condition:notify(n) end

function Condition:notify_all() end

---Tasks that wait until so many of them have come.
---@class aio.Barrier
---@field parties integer
---@field n_waiting integer
---@field broken boolean
local Barrier = {}

---@param parties integer at least 1
---@return aio.Barrier
function aio.Barrier(parties) end

---`await` returns the order of arrival, 0 to parties-1. Raises BrokenBarrierError after `reset` or `abort`.
---@return aio.Coroutine
function Barrier:wait() end

---Those who wait get BrokenBarrierError; then the barrier can be used again.
---@return aio.Coroutine
function Barrier:reset() end

---Breaks the barrier until a reset.
---@return aio.Coroutine
function Barrier:abort() end
