-- ExceptionGroup: several errors raised as one.
local check = require "check"
local plain, equal, raises = check.plain, check.equal, check.raises

plain("ExceptionGroup: tree and split", function()
  local slow, text = aio.TimeoutError("slow"), "text"
  local group = aio.ExceptionGroup("outer", { slow, aio.ExceptionGroup("inner", { text, slow }) })
  equal(tostring(group), "ExceptionGroup: outer (2 errors)\n  + TimeoutError: slow\n"
    .. "  + ExceptionGroup: inner (2 errors)\n    + text\n    + TimeoutError: slow")
  local matching, rest = group:split(aio.TimeoutError)
  equal({ #matching.exceptions, #rest.exceptions, rest.exceptions[1].exceptions }, { 2, 1, { "text" } })
  equal(select("#", group:split(aio.CancelledError)), 2)
  equal((group:split(aio.CancelledError)), nil)
  raises("at least one error", aio.ExceptionGroup, "empty", {})
end)

check.finish()
