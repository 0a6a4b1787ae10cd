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
---@field name string
---@overload fun(message?: any): aio.Error

---Whether `value` is an error of that class.
---@param value any
---@param class aio.ErrorClass
---@return boolean
function aio.isinstance(value, class) end

---A task, future or operation was cancelled.
---@type aio.ErrorClass
aio.CancelledError = nil

---@type aio.ErrorClass
aio.TimeoutError = nil

---A future is done already, or not yet.
---@type aio.ErrorClass
aio.InvalidStateError = nil

---@type aio.ErrorClass
aio.QueueEmpty = nil

---@type aio.ErrorClass
aio.QueueFull = nil

---@type aio.ErrorClass
aio.QueueShutDown = nil

---@type aio.ErrorClass
aio.BrokenBarrierError = nil

---All tasks wait and nothing can wake them; the message lists who waits for what.
---@type aio.ErrorClass
aio.DeadlockError = nil

---@class aio.OSError: aio.Error
---@field code string "ECONNREFUSED"
---@field errno integer
---@field operation string

---@class aio.OSErrorClass: aio.ErrorClass
---@overload fun(fields?: any): aio.OSError

---@type aio.OSErrorClass
aio.OSError = nil

---@type aio.ErrorClass
aio.IncompleteReadError = nil

---@type aio.ErrorClass
aio.LimitOverrunError = nil

---@type aio.ErrorClass
aio.BrokenProcessPool = nil

---Several errors raised as one. `tostring` gives the tree.
---@class aio.ExceptionGroup: aio.Error
---@field message string
---@field exceptions any[]
local ExceptionGroup = {}

---The part with the errors of that class, and the rest. Nested groups keep their shape; an empty part is nil.
---@param class aio.ErrorClass
---@return aio.ExceptionGroup? matching
---@return aio.ExceptionGroup? rest
function ExceptionGroup:split(class) end

---@class aio.ExceptionGroupClass: aio.ErrorClass
---@overload fun(message: string, exceptions: any[]): aio.ExceptionGroup

---@type aio.ExceptionGroupClass
aio.ExceptionGroup = nil
