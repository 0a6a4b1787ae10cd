-- What the test lint/luacheck expects of all Lua in the project.
std = "lua54"
max_line_length = 120
exclude_files = { "build/**" }

-- The program gives scripts these three names; the library's own files `require` what they need.
files["scripts"].read_globals = { "aio", "async", "await" }
files["tests"].read_globals = { "aio", "async", "await" }

-- Definitions for the Lua language server: declarations without bodies.
files["stdlib/types"].ignore = { "1", "2" }
