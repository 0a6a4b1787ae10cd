#!/usr/bin/env bash
# Colours on a terminal, unless NO_COLOR or TERM=dumb say no.
# shellcheck disable=SC2154 # width is set there
. "$(dirname "$0")/support.bash"
export width=80

has_colours() { tmux_ capture-pane -p -e | grep -q $'\e\\[3'; }

open 80
result '"text", 1' '<>"text" +1'
has_colours || fail "no colours on a terminal"
result 'error "red"' '<>stdin:1: red'
has_colours || fail "no colours in errors"

settings="NO_COLOR=1" open 80
result '"text", 1' '<>"text" +1'
result 'error "red"' '<>stdin:1: red'
has_colours && fail "colours in spite of NO_COLOR"

settings="TERM=dumb" open 80
enter '"text", 1'
expect '<>"text" +1<>>$'
has_colours && fail "colours on a dumb terminal"
finish
