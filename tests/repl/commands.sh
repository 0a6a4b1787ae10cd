#!/usr/bin/env bash
# The commands with a dot.
# shellcheck disable=SC2154 # widths, work are set there
. "$(dirname "$0")/support.bash"

printf '%s\n' '#!/usr/bin/env aio' 'local loaded = "from the file"' 'function fail() error "in the file" end' \
  'return loaded' >"$work/load me.lua"
printf 'x = = 1\n' >"$work/wrong.lua"

for width in "${widths[@]}"; do
  open "$width"
  result '.help' '.*\.tasks .*'
  result '.help aio.gather' '<>aio.gather\(\.\.\.\) -> aio.Future<>Waits for all.*'
  result '.help gahter' ".*no help for 'gahter'; did you mean aio.gather\\?"
  result 'local lock = aio.Lock()' ''
  result '.help lock:acquire' '<>aio.Lock:acquire\(\) -> aio.Coroutine<>.*'
  result 'help' '<>.help tells what there is'
  result 'exit()' '<>.exit or Ctrl-D leaves'
  result '.taks' '<>there is no command .taks; did you mean .tasks\?'
  result '.tasks' '<>no tasks'

  # a tree: who waits for whom, for what, since when
  result 'local nap = aio.create_task(async(function() await(aio.sleep(99)) end)(), {name = "nap"})' ''
  result 'local top = aio.create_task(function() await(aio.gather(nap)) end, {name = "top"})' ''
  result 'local held = await(lock:acquire())' ''
  result 'local q = aio.create_task(function() await(lock:acquire()) end, {name = "queued"})' ''
  result '.tasks' \
    '<>top waits for gather\(\) at stdin:1, since .* m?s<>└─ nap waits for sleep\(\) at stdin:1, since .* m?s<>queued waits for acquire\(\).*'
  result 'q:cancel(), top:cancel()' '<>true +true'

  result '.time await(aio.sleep(0.01, "slept"))' '<>"slept"<>took 0\.[0-9]* s, 0\.[0-9]* s of it computing'
  result '.time' '<>.time needs something.*'
  result ".load $work/load me.lua" '<>"from the file"'
  result 'loaded' '<>"from the file"'
  result 'fail()' '<>.*load me.lua:3: in the file<>.*'
  result ".load $work/wrong.lua" '<>.*wrong.lua:1: unexpected symbol near .=.<>  x = = 1<>      \^'
  result ".load $work/none.lua" "<>cannot load $work/none.lua: No such file or directory"
  # numbers may begin with a dot too
  result '.5 + 1' '<>1.5'
  clear_screen
  enter '.exit'
  expect 'ended: 0'
done
finish
