#!/usr/bin/env bash
# What an input gives back: values, errors; locals and _ live on; inputs of several lines.
# shellcheck disable=SC2154 # widths is set there
. "$(dirname "$0")/support.bash"

for width in "${widths[@]}"; do
  open "$width"
  result '1 + 1' '<>2'
  result '1, nil, "a\n"' '<>1 +nil +"a\\n"'
  result '=7' '<>7'
  result '"_ was " .. _' '<>"_ was 7"'
  result '{z = 1, a = {true}}' '<>\{ a = \{ true \}, z = 1 \}'
  result 't = {} t.t = t return t' '<>\{ t = <cycle: _> \}'
  result 'print("printed")' '<>printed'
  result 'local x, f = 1' ''
  result 'function f() return x end' ''
  result 'x = x + 1' ''
  result 'f()' '<>2'
  result 'local y = 5 error "boom"' '<>stdin:1: boom'
  result 'y' '<>5'

  # the line that is wrong, and where
  result 'a = = 1' '<>stdin:1: unexpected symbol near .=.<>  a = = 1<>      \^'
  # a short traceback: neither ours nor the input when there is nothing else
  result 'local function g() error("deep") end g()' '<>stdin:1: deep<>    stdin:1: in local .g.<>    stdin:1: in the input'
  result 'error({code = 5})' '<>error: \{ code = 5 \}'
  never 'aio\.repl'

  # more lines, with another prompt
  clear_screen
  enter 'for i = 1, 2 do'
  expect '<>>>$'
  enter 'print("row", i)'
  enter 'end'
  expect '> for i = 1, 2 do<>>> print\("row", i\)<>>> end<>row +1<>row +2<>>$'

  # top-level await, and the guides' way
  result 'await(aio.sleep(0.01, "slept"))' '<>"slept"'
  result 'local main = async(function() await(aio.sleep(0.01)) return "done", 2 end)' ''
  result 'aio.run(main())' '<>"done" +2'
  result 'main()' "<><coroutine 'main'>.*await\\(_\\) runs it\\)"
  result 'await(_)' '<>"done" +2'
  result 'await(aio.gather(main(), aio.sleep(0, "b")))' '<>\{ "done", "b", n = 2 \}'
  # an awaiting that can never end says so, and the session goes on
  result 'await(aio.Future())' '<>DeadlockError: all tasks.*'
  result '2 + 2' '<>4'
done
finish
