---@meta _

---@class aio
local aio = {}

---First in, first out. A queued nil is refused.
---@class aio.Queue
---@field maxsize number 0: no limit
local Queue = {}

---Makes a queue.
---@param maxsize? number 0, the default: no limit
---@return aio.Queue queue an empty one
function aio.Queue(maxsize) end

---Waits while the queue is full; with free space it does not suspend. Raises QueueShutDown.
---@param item any not nil
---@return aio.Coroutine operation to be awaited
function Queue:put(item) end

---Waits while the queue is empty; `await` returns the item. Raises QueueShutDown once it is shut down and empty.
---@return aio.Coroutine operation to be awaited
function Queue:get() end

---Puts an item without waiting.
---Raises QueueFull, QueueShutDown.
---@param item any not nil
function Queue:put_nowait(item) end

---Takes an item without waiting.
---Raises QueueEmpty, QueueShutDown.
---@return any item
function Queue:get_nowait() end

---An item that was taken is dealt with. Raises "task_done() called too many times".
function Queue:task_done() end

---Waits until `task_done` was called for every item ever put.
---@return aio.Coroutine operation to be awaited
function Queue:join() end

---How many items it holds.
---@return integer count of items
function Queue:qsize() end

---Whether it holds nothing, so that `get` would wait.
---@return boolean result true: no items
function Queue:empty() end

---Whether it holds `maxsize` items, so that `put` would wait.
---@return boolean result never true without a limit
function Queue:full() end

---From now on `put` raises QueueShutDown, and `get` once the queue is empty. `immediate` drops what it holds.
---@param options? {immediate: boolean?} `immediate`: true drops what it holds
function Queue:shutdown(options) end

---Last in, first out.
---@class aio.LifoQueue: aio.Queue
local LifoQueue = {}

---Makes a stack with the methods of a queue.
---@param maxsize? number 0, the default: no limit
---@return aio.LifoQueue queue an empty one
function aio.LifoQueue(maxsize) end

---Smallest first.
---@class aio.PriorityQueue: aio.Queue
local PriorityQueue = {}

---Makes a queue that hands out the smallest item first; equal ones in any order.
---@param maxsize? number 0, the default: no limit
---@param less? fun(a: any, b: any): boolean default: `a < b`
---@return aio.PriorityQueue queue an empty one
function aio.PriorityQueue(maxsize, less) end
