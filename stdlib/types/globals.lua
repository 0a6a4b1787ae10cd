---@meta _

-- What the program `aio` adds to Lua's globals. (`coroutine`, `pcall`, `xpcall`, `require` and `dofile` are replaced
-- by versions that awaits pass through; their types are Lua's.)

---The same as `require "aio"`.
aio = require "aio"

---The same as `aio.async`.
async = aio.async

---The same as `aio.await`.
await = aio.await
