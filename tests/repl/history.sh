#!/usr/bin/env bash
# The history is there in the next session; where it cannot be kept, one warning says so and nothing else suffers.
# shellcheck disable=SC2154 # home, work are set there
. "$(dirname "$0")/support.bash"
export width=80

# next_session [COMMAND]: with the home of the last one
next_session() {
  keep_home=yes open 80
}

open 80
enter 'x = 1'
enter 'if x then'
enter '  y = 2'
enter 'end'
enter 'y'
expect '<>2<>>$'
key C-d
expect 'ended: 0'
file=$home/.local/state/aio/history
equal "one line for each input" "$(cat "$file")" $'x = 1\nif x then\\n  y = 2\\nend\ny'
equal "nobody else's" "$(stat -c %a "$file" "$(dirname "$file")" | tr '\n' ' ')" "600 700 "

next_session
clear_screen
key Up Up
expect '^> if x then<>  y = 2<>end$'
key C-c
key C-r
type_text 'x ='
expect 'reverse-i-search.*x = 1'
key C-c

# XDG_STATE_HOME
settings="XDG_STATE_HOME=$work/state" open 80
result '"elsewhere"' '<>"elsewhere"'
equal "in XDG_STATE_HOME" "$(cat "$work/state/aio/history")" '"elsewhere"'

# a file where a folder should be: not even root can write there
rm -rf "$work/state"
: >"$work/state"
settings="XDG_STATE_HOME=$work/state" open 80
expect "<>the history of this session will not be saved: $work/state/aio/history: Not a directory<>>\$"
result '1' '<>1'
result '2' '<>2'
never 'will not be saved' # once
clear_screen
key Up Up
expect '^> 1$'
finish
