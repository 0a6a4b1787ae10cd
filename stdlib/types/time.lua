---@meta aio.time

---Clocks, in seconds (float).
---@class aio.time
local time = {}

---Blocks the whole thread, and with it every task of its loop. Inside tasks use `aio.sleep`.
---@param seconds number not negative
function time.sleep(seconds) end

---Since 1970, by the system's clock.
---@return number seconds with fraction
function time.time() end

---From an arbitrary start, never backwards.
---@return number seconds only differences mean something
function time.monotonic() end

---The same as `monotonic`.
---@return number seconds only differences mean something
function time.perf_counter() end

return time
