#!/usr/bin/env bash
# Without a terminal the prompt reads plainly and quietly; on a terminal without readline it reads plainly too.
# shellcheck disable=SC2154 # out, err, status, work are set there
. "$(dirname "$0")/../cli/support.bash"

feed() { # feed TEXT ARGUMENTS...: as standard input of aio -i
  printf '%s' "$1" >"$work/input"
  shift
  timeout 30 "$aio" -i "$@" <"$work/input" >"$work/out" 2>"$work/err"
  status=$?
  out=$(cat "$work/out")
  err=$(cat "$work/err")
}

feed $'1 + 1\nlocal x = "a"\nx\nfor i = 1, 2 do\n  print(i)\nend\n=x .. x'
equal "values and nothing else" "$status/$out/$err" $'0/2\n"a"\n1\n2\n"aa"/'

feed $'error "boom"\nx = = 1\n7\n'
equal "errors do not end it" "$status/$out" "0/7"
equal "errors on stderr" "$err" $'stdin:1: boom\nstdin:1: unexpected symbol near \'=\'\n  x = = 1\n      ^'

feed $'x = 1\nif x then\n'
equal "an input that does not end" "$status/$out/$err" $'0//stdin:1: \'end\' expected near <eof>\n  if x then\n           ^'

feed $'local t = aio.create_task(function() await(aio.sleep(0.01)) return "done" end)\nawait(t)\n'
equal "tasks go on from input to input" "$out" '"done"'

feed $'io.read()\nthis is read\n8\n'
equal "scripts read what follows their input" "$out" $'"this is read"\n8'

feed $'local t = aio.create_task(function() local _ <close> = setmetatable({}, {__close = function() print "bye" end})\nawait(aio.sleep(9)) end)\nawait(aio.sleep(0))\n'
equal "the end cancels what runs" "$out" $'nil\nbye'

feed $'local t = aio.create_task(function() error "lost" end)\nawait(aio.sleep(0))\nt = nil'
matches "lost errors are told" "$err" "task 'Task-*', created at stdin:1, failed: stdin:1: lost*"

feed $'await(aio.sleep(3600, "an hour"))\n' --virtual-time
equal "virtual time" "$out" '"an hour"'

# lines of a pipe are answered as they come
mkfifo "$work/pipe" "$work/answers"
timeout 30 "$aio" -i <"$work/pipe" >"$work/answers" 2>/dev/null &
exec 3>"$work/pipe" 4<"$work/answers"
answer() {
  printf '%s\n' "$1" >&3
  read -r -t 20 reply <&4
}
answer '20 + 1'
equal "first line of a pipe" "$reply" 21
answer '20 + 2'
equal "second line of a pipe" "$reply" 22
# … while tasks run
answer 'local t = aio.create_task(function() await(aio.sleep(0.01)) print "meanwhile" end) return "made"'
equal "a task" "$reply" '"made"'
read -r -t 20 reply <&4
equal "tasks run while a pipe is waited for" "$reply" meanwhile
exec 3>&-
wait
finish
