---@meta _

---@class aio
local aio = {}

---First in, first out. A queued nil is refused.
---@class aio.Queue
---@field maxsize number 0: no limit
local Queue = {}

---@param maxsize? number 0, the default: no limit
---@return aio.Queue
function aio.Queue(maxsize) end

---Waits while the queue is full; with free space it does not suspend. Raises QueueShutDown.
---@param item any not nil
---@return aio.Coroutine
function Queue:put(item) end

---Waits while the queue is empty; `await` returns the item. Raises QueueShutDown once it is shut down and empty.
---@return aio.Coroutine
function Queue:get() end

---Raises QueueFull, QueueShutDown.
---@param item any not nil
function Queue:put_nowait(item) end

---Raises QueueEmpty, QueueShutDown.
---@return any item
function Queue:get_nowait() end

---An item that was taken is dealt with. Raises "task_done() called too many times".
function Queue:task_done() end

---Waits until `task_done` was called for every item ever put.
---@return aio.Coroutine
function Queue:join() end

---@return integer
function Queue:qsize() end

---@return boolean
function Queue:empty() end

---@return boolean
function Queue:full() end

---From now on `put` raises QueueShutDown, and `get` once the queue is empty. `immediate` drops what it holds.
---@param options? {immediate: boolean?}
function Queue:shutdown(options) end

---Last in, first out.
---@class aio.LifoQueue: aio.Queue
local LifoQueue = {}

---@param maxsize? number
---@return aio.LifoQueue
function aio.LifoQueue(maxsize) end

---Smallest first.
---@class aio.PriorityQueue: aio.Queue
local PriorityQueue = {}

---@param maxsize? number
---@param less? fun(a: any, b: any): boolean default: `a < b`
---@return aio.PriorityQueue
function aio.PriorityQueue(maxsize, less) end
