#!/usr/bin/env bash
# The tabulator: names, fields, methods, files in strings, keywords; what one candidate has, and a list of several.
# shellcheck disable=SC2154 # widths, work are set there
. "$(dirname "$0")/support.bash"

# completes TEXT EXPECTED: after a tabulator the line is that
completes() {
  clear_screen
  type_text "$1"
  key Tab
  expect "^> $2\$"
  key C-a C-k
}

mkdir "$work/files"
touch "$work/files/first.lua" "$work/files/second file.lua"
for width in "${widths[@]}"; do
  open "$width"
  result 'my_table = {field_one = 1, method = print}' ''
  result 'local my_local = my_table' ''
  result 'local lock = aio.Lock()' ''
  result 'trap = setmetatable({}, {__index = function() print "RAN" end})' ''
  completes 'my_t' 'my_table'
  completes 'my_table.fi' 'my_table.field_one'
  completes 'my_local:m' 'my_local:method'
  completes 'lock:acq' 'lock:acquire'
  completes 'aio.gat' 'aio.gather'
  completes '("x"):upp' '\("x"\):upper'
  completes 'retu' 'return'
  completes 'x = whi' 'x = while'
  completes 'trap.x' 'trap.x'
  never 'RAN'
  completes '.ta' '.tasks'
  completes '.help aio.Lock.ac' '.help aio.Lock.acquire'
  # several: a list, and the line again below it
  clear_screen
  type_text 'lock:'
  key Tab
  expect '^> lock:<>acquire +locked +release<>> lock:$'
  key C-c
  clear_screen
  type_text 'aio.create_t'
  key Tab
  type_text '(aio.sle'
  key Tab
  expect '^> aio.create_task\(aio.sleep$'
  key C-c
done
# files
open 80
clear_screen
type_text "io.open(\"$work/files/f"
key Tab
expect "^> io.open\\(\"$work/files/first.lua\$"
key C-c
clear_screen
type_text "dofile '$work/fil"
key Tab
type_text 's'
key Tab
expect "^> dofile '$work/files/second file.lua\$"
finish
