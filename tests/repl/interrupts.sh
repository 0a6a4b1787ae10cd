#!/usr/bin/env bash
# Ctrl-C cancels the input that runs, and interrupts what does not stop; at the prompt it clears the line. Ctrl-D leaves.
# shellcheck disable=SC2154 # widths is set there
. "$(dirname "$0")/support.bash"

# running INPUT: types an input that prints "ready" when it can be interrupted.
running() {
  clear_screen
  enter "$1"
  expect '<>ready$'
}

for width in "${widths[@]}"; do
  open "$width"
  # clears the line, also one of several rows and one of several lines
  type_text 'this is not going to be entered, whatever it may be'
  clear_line
  clear_screen
  enter 'if true then'
  expect '<>>>$'
  clear_line
  result '"still here"' '<>"still here"'

  # cancels what waits; its clean-up runs, and may await
  result 'function closing(f) return setmetatable({}, {__close=f}) end' ''
  running 'local _ <close> = closing(function() await(aio.sleep(0.01)) print "clean" end) print "ready" await(aio.sleep(99))'
  key C-c
  expect '<>ready<>\^C<>clean<>interrupted<>>$'
  running 'local ok, e = aio.try(function() print "ready" await(aio.sleep(99)) end) return ok, e.name'
  key C-c
  expect '<>ready<>\^C<>false +"CancelledError"<>>$'

  # interrupts what computes
  running 'print "ready" while true do end'
  key C-c
  expect '<>ready<>\^C<>interrupted<>>$'
  # the second Ctrl-C, where the first one was not enough
  running 'await(aio.sleep(0)) print "ready" aio.try(function() while true do end end) print "again" while true do end'
  key C-c
  expect '<>\^C<>again$'
  key C-c
  expect '<>\^C<>interrupted<>>$'
  # a task in the background that keeps the loop busy
  running 'local t = aio.create_task(function() print "ready" while true do end end) await(aio.sleep(9))'
  key C-c
  expect '<>\^C$'
  key C-c
  expect '<>\^C<>\^C<>interrupted.*<>>$'
  result '1' '<>1'
  # the third one ends what catches everything
  running 'print "ready" while true do pcall(function() while true do end end) end'
  key C-c
  expect '\^C$'
  key C-c
  expect '\^C<>\^C$'
  key C-c
  expect '<>interrupted<>>$'
  # clean-up that takes too long goes on without us
  running 'local _ <close> = closing(function() print "slow" await(aio.sleep(99)) end) print "ready" await(aio.sleep(99))'
  key C-c
  expect '<>slow$'
  key C-c
  expect 'has not ended yet and goes on.*<>>$'
  result '.tasks' '.* waits for sleep.*'

  # inside of aio.run
  running 'aio.run(async(function() print "ready" await(aio.sleep(99)) end)())'
  key C-c
  expect '<>interrupted<>>$'

  # at the prompt, while a background task computes for ever: the second one interrupts that
  clear_screen
  enter 'local t = aio.create_task(function() await(aio.sleep(0.01)) print "ready" while true do end end, {name = "busy"})'
  expect '<>ready$'
  insist "task 'busy'.*KeyboardInterrupt"
  expect '>$'

  # Ctrl-D leaves; what runs is cancelled and cleans up
  result 'local t = aio.create_task(function() local _ <close> = closing(function() print "bye" end) await(aio.sleep(99)) end)' ''
  clear_screen
  type_text 'not empty'
  key C-d
  expect '^> not empty$'
  clear_line
  clear_screen
  key C-d
  expect '^><>bye<><>ended: 0$'
done
finish
