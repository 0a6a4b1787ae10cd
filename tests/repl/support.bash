# shellcheck shell=bash disable=SC2034
# Sourced by the tests of the prompt: a terminal of tmux, in which the program runs and keys are typed. $1 is the program.
# Nothing sleeps: every check looks at the screen again and again until it is as expected, or half a minute is over.
command -v tmux >/dev/null || {
  echo "skipped: tmux is missing (apt install tmux)"
  exit 77
}
. "$(dirname "${BASH_SOURCE[0]}")/../cli/support.bash"
trap 'close; rm -rf -- "$work"' EXIT
terminals=0
widths=(80 32) # each test of what depends on the window is done in both
patience=${AIO_TEST_PATIENCE:-300} # tenths of a second

tmux_() { tmux -S "$work/tmux$terminals" -f /dev/null "$@"; }

close() { tmux_ kill-server 2>/dev/null; }

# open WIDTH [COMMAND]: a new terminal with the program (or a shell command) in it, an empty home, no colours of its own.
# $settings are put into the environment.
open() {
  close
  terminals=$((terminals + 1)) # a server that ends is no server to ask
  [ -n "${keep_home-}" ] || home=$work/home$terminals
  mkdir -p "$home"
  local command=${2-"'$aio'"}
  # LC_ALL: a machine without a language set up, as containers are.
  tmux_ new-session -d -x "$1" -y 50 env -u XDG_STATE_HOME -u LC_ALL -u INPUTRC -u NO_COLOR LANG= HOME="$home" \
    ${settings:+$settings} bash --norc -c "$command; echo; echo \"ended: \$?\"; exec sleep 1000" ||
    fail "no terminal"
  [ -n "${2-}" ] || expect '>$'
}

type_text() { tmux_ send-keys -l -- "$1"; }
key() { tmux_ send-keys "$@"; }

# line TEXT: types it and Enter; returns when a new prompt is at the end of the screen (or what $2 says).
enter() {
  type_text "$1"
  key Enter
}

# The screen, lines that the terminal wrapped joined, empty lines at the end left out; and as it is.
joined() { tmux_ capture-pane -p -J | sed 's/ *$//' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'; }
rows() { tmux_ capture-pane -p | sed 's/ *$//' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'; }

# until_ COMMAND...: whether it succeeds before patience is over
until_() {
  local left=$patience
  until "$@"; do
    ((left-- > 0)) || return 1
    sleep 0.1
  done
}

screen_matches() { joined | tr '\n' '\r' | sed 's/\r*$//' | grep -qE -- "$1"; }
screen_lacks() { ! screen_matches "$1"; }

# expect PATTERN: the screen comes to match the extended regular expression. Between lines there is \r, written <>;
# "$" at the end is the screen's. Spaces at the end of a line are gone.
expect() {
  local pattern=${1//<>/$'\r'}
  [[ $pattern == *$ ]] && pattern="${pattern%$}"$'\r?$'
  until_ screen_matches "$pattern" && return
  fail "at width ${width-?}, waiting for '$1':"$'\n'"$(rows)"
  return 1
}

never() { screen_lacks "${1//<>/$'\r'}" || fail "at width ${width-?}, this should not be there: '$1':"$'\n'"$(rows)"; }

# result INPUT PATTERN: types the input; what follows it up to the next prompt matches. (Not for an input that fills its
# last row to the edge: tmux takes the next row for its continuation.)
result() {
  clear_screen
  enter "$1"
  expect "$2<>>\$"
}

# Ctrl-L: the prompt alone is on the screen.
clear_screen() {
  key C-l
  expect '^>$'
}

rows_match() { [ "$(rows)" = "$1" ]; }
# expect_rows TEXT: the screen comes to show exactly this.
expect_rows() {
  until_ rows_match "$1" ||
    fail "at width ${width-?}, expected these rows:"$'\n'"$1"$'\n'"but there were:"$'\n'"$(rows)"
}

# insist PATTERN: Ctrl-C, again and again, until the screen matches.
insist() {
  local tries=60
  until screen_matches "${1//<>/$'\r'}"; do
    ((tries-- > 0)) || { fail "Ctrl-C did not lead to '$1':"$'\n'"$(rows)" && return; }
    key C-c
    sleep 0.5
  done
}

# Ctrl-C: what is typed is gone.
clear_line() {
  key C-c
  expect '\^C<>>$'
}
