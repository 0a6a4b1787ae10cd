-- Finds the prompt's own Lua files, which only the prompt sees, for the tests of them: after
-- `require "prompt"`, `require "aio.repl.inspect"` works. Run from the project's root.
table.insert(package.searchers, function(name)
  local file = name:match "^aio%.repl%.(%w+)$"
  return file and assert(loadfile(("interpreter/repl/%s.lua"):format(file)))
end)

return true
