#!/usr/bin/env bash
# A terminal, but no readline library: said once, and lines are read plainly.
# shellcheck disable=SC2154 # work is set there
. "$(dirname "$0")/support.bash"
export width=80
mkdir "$work/broken"
echo "not a library" >"$work/broken/libreadline.so.8"
settings="LD_LIBRARY_PATH=$work/broken" open 80 "'$aio'"
expect 'lines cannot be edited: .*libreadline.*>$'
enter 'local x = 20'
enter 'x + 1'
expect '<>21<>>$'
enter 'for i = 1, 1 do'
expect '<>>>$'
enter 'print "in the loop" end'
expect '<>in the loop<>>$'
enter 'await(aio.sleep(99))'
expect 'sleep\(99\)\)$'
key C-c
expect '<>interrupted<>>$'
key C-d
expect 'ended: 0'
finish
