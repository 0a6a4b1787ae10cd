---@meta _

---@class aio
local aio = {}

---An error made by an error class. `tostring` gives "TimeoutError: slow".
---@class aio.Error
---@field name string the class's: "TimeoutError"
---@field message any nil when none was given
---@field traceback string where it was made
---@field cause? any an earlier error; may be assigned

---Called with a message, or with a table of fields, it makes an error: `error(aio.TimeoutError("slow"))`.
---@class aio.ErrorClass
---@field name string "TimeoutError"
---@overload fun(message?: any): aio.Error

---Whether `value` is an error of that class.
---@param value any the value
---@param class aio.ErrorClass an error class
---@return boolean result false for what is no error of aio
function aio.isinstance(value, class) end

---A task, future or operation was cancelled.
---@type aio.ErrorClass
aio.CancelledError = nil

---A time limit was over before what it limits.
---@type aio.ErrorClass
aio.TimeoutError = nil

---A future is done already, or not yet.
---@type aio.ErrorClass
aio.InvalidStateError = nil

---`get_nowait` of an empty queue.
---@type aio.ErrorClass
aio.QueueEmpty = nil

---`put_nowait` into a full queue.
---@type aio.ErrorClass
aio.QueueFull = nil

---The queue was shut down.
---@type aio.ErrorClass
aio.QueueShutDown = nil

---The barrier was reset or aborted while somebody waited, or is broken.
---@type aio.ErrorClass
aio.BrokenBarrierError = nil

---All tasks wait and nothing can wake them; the message lists who waits for what.
---@type aio.ErrorClass
aio.DeadlockError = nil

---An error of the operating system.
---@class aio.OSError: aio.Error
---@field code string "ECONNREFUSED"
---@field errno integer its number on this system
---@field operation string what was tried: "read"

---The class of `aio.OSError`: called with a message or a table of fields.
---@class aio.OSErrorClass: aio.ErrorClass
---@overload fun(fields?: any): aio.OSError

---The operating system refused something.
---@type aio.OSErrorClass
aio.OSError = nil

---A stream ended before all that was to be read had come.
---@type aio.ErrorClass
aio.IncompleteReadError = nil

---What was to be read up to a separator is longer than the limit.
---@type aio.ErrorClass
aio.LimitOverrunError = nil

---A process of a pool died while it was needed.
---@type aio.ErrorClass
aio.BrokenProcessPool = nil

---Several errors raised as one. `tostring` gives the tree.
---@class aio.ExceptionGroup: aio.Error
---@field message string what they have in common
---@field exceptions any[] in the order in which they came
local ExceptionGroup = {}

---The part with the errors of that class, and the rest. Nested groups keep their shape; an empty part is nil.
---@param class aio.ErrorClass what to look for
---@return aio.ExceptionGroup? matching
---@return aio.ExceptionGroup? rest
function ExceptionGroup:split(class) end

---The class of groups: called with a message and an array of errors.
---@class aio.ExceptionGroupClass: aio.ErrorClass
---@overload fun(message: string, exceptions: any[]): aio.ExceptionGroup

---Several errors in one: a TaskGroup raises it.
---@type aio.ExceptionGroupClass
aio.ExceptionGroup = nil
