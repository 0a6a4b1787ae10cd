#!/usr/bin/env bash
# Ways out: the status is right, and the terminal is as it was before.
# shellcheck disable=SC2154 # width, home are set there
. "$(dirname "$0")/support.bash"
export width=80
open 80 "PS1='shell: ' bash --norc -i"
expect 'shell:$'

# leaves INPUT... STATUS: what was typed ends the program with that status, and the shell's terminal is in order
start() {
  key C-l
  expect '^shell:$'
  enter "'$aio'"
  expect 'leaves\.<>>$'
}
left_with() {
  expect 'shell:$'
  enter 'echo "status: $?, $(stty -a | grep -o "[-]*icanon")"'
  expect "<>status: $1, icanon<>shell:\$"
}

start
key C-d
left_with 0
start
enter '.exit'
left_with 0
start
enter 'os.exit(3)'
left_with 3
start
enter 'os.exit(4, true)'
left_with 4
# a background task, while a line is being typed
for close in '' ', true'; do
  start
  enter "local t = aio.create_task(function() while not io.open '$home/go' do await(aio.sleep(0.01)) end os.exit(5$close) end)"
  expect '<>>$'
  type_text 'half a line'
  expect '> half a line$'
  touch "$home/go"
  left_with 5
  never 'half a line'
  rm "$home/go"
done
# the terminal goes away
start
enter 'local t = aio.create_task(function() await(aio.sleep(99)) end)'
expect '<>>$'
close
finish
