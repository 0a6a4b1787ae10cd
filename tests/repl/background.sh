#!/usr/bin/env bash
# Tasks run and print while the prompt waits; the half-typed line is drawn again below.
# shellcheck disable=SC2154 # widths, work are set there
. "$(dirname "$0")/support.bash"

half='a half-typed line that is longer than a narrow window'
# In a narrow window it takes two rows.
narrow_half=$'> a half-typed line that is long\ner than a narrow window'
wide_half="> $half"

# shown_half: the half-typed line as the window wraps it
shown_half() { if [ "$width" = 32 ]; then printf '%s' "$narrow_half"; else printf '%s' "$wide_half"; fi; }

# The tasks wait for a file that the test makes, so that it decides when they print.
wait_for_file='function go(name) while true do local f = io.open("'$work'/" .. name) if f then f:close() return end
await(aio.sleep(0.01)) end end'

for width in "${widths[@]}"; do
  rm -f "$work"/go*
  open "$width"
  printf '%s\n' "$wait_for_file" >"$work/go.lua"
  result ".load $work/go.lua" ''
  result 'local p = aio.create_task(function() go "go1" print "one" go "go2" print "two" end)' ''
  result 'local w = aio.create_task(function() go "go3" io.write "partial" io.flush() end)' ''
  result 'local e = aio.create_task(function() go "go4" io.stderr:write "to stderr\n" end)' ''
  result 'local b = aio.create_task(function() go "go5" error "in the background" end, {name = "bad"})' ''
  clear_screen
  type_text "$half"
  expect_rows "$(shown_half)"
  touch "$work/go1"
  expect_rows "one"$'\n'"$(shown_half)"
  touch "$work/go2"
  expect_rows "one"$'\n'"two"$'\n'"$(shown_half)"
  touch "$work/go3"
  expect_rows "one"$'\n'"two"$'\n'"partial"$'\n'"$(shown_half)"
  touch "$work/go4"
  expect_rows "one"$'\n'"two"$'\n'"partial"$'\n'"to stderr"$'\n'"$(shown_half)"

  # an error that nobody looks at is told at once
  clear_line
  clear_screen
  type_text 'half'
  touch "$work/go5"
  expect "^task 'bad', created at stdin:1,? failed: stdin:1: in the background<>> half\$"
  clear_line

  # what a worker thread prints
  result 'local t = aio.create_task(aio.to_thread(function(path)
while true do local f = io.open(path) if f then f:close() break end end print "from a thread" end, "'"$work"'/go6"))' ''
  clear_screen
  type_text "$half"
  expect_rows "$(shown_half)"
  touch "$work/go6"
  expect_rows "from a thread"$'\n'"$(shown_half)"

  # the line is still what was typed: it can be entered
  key C-a
  type_text 'return #"'
  key C-e
  type_text '"'
  key Enter
  expect "<>${#half}<>>\$"

  # a task's error that another one takes is nobody's business
  result 'local g = aio.create_task(function() return aio.try(await, aio.gather(function() error "taken" end)) end)' ''
  result 'select("#", await(g))' '<>2'
  never 'taken.*failed|failed.*taken'

  # an input's tasks go on after it
  result 'counter = 0 local c = aio.create_task(function() while true do counter = counter + 1 await(aio.sleep(0)) end end)' ''
  result 'before = counter' ''
  result 'counter > before' '<>true'
  result 'c:cancel()' '<>true'
done
finish
