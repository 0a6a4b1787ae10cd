#!/usr/bin/env bash
# Editing lines: wide and combining characters, lines longer than the window, pasted text, the history, other window
# sizes, a stopped process.
# shellcheck disable=SC2154 # widths, work are set there
. "$(dirname "$0")/support.bash"

paste() {
  tmux_ set-buffer -- "$1"
  tmux_ paste-buffer -p -d
}

for width in "${widths[@]}"; do
  open "$width"
  # wide characters take two columns, combining ones none; keys move by characters
  clear_screen
  type_text 'return "漢字かな" .. "é" .. "e'$'\u0301''x"'
  key Left Left BSpace
  type_text 'E'
  expect '^> return "漢字かな" .. "é" .. "Ex"$'
  key Enter
  expect '<>"漢字かなéEx"<>>$'
  clear_screen
  type_text '"日本語日本語日本語日本語日本語日本語日本語日本語日本語"' # 56 columns
  key C-a Right Right Delete C-e Left BSpace
  key Enter
  expect '<>"日語日本語日本語日本語日本語日本語日本語日本語日本"<>>$'

  # a long line: back at its beginning, changed, entered
  clear_screen
  type_text "#'aaaaaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbbbbbccccccccccccccccccccdddddddddddddddddddd' + 1"
  key C-a
  type_text '100 + '
  expect "^> 100 \\+ #'aaaaaaaaaaaaaaaaaaaab+c+d+' \\+ 1\$"
  key C-e BSpace
  type_text '9'
  key Enter
  expect '<>189<>>$'

  # pasted text is one input, and its tabulators are no completion
  clear_screen
  paste $'for i = 1, 2 do\n\tprint("pasted", i)\nend\n'
  expect 'end$'
  key Enter
  expect '<>pasted +1<>pasted +2<>>$'
  clear_screen
  paste $'local main = async(function()\n  await(aio.sleep(0.01))\n  return "the end"\nend)\n\naio.run(main())'
  key Enter
  expect '<>"the end"<>>$'

  # whole inputs come back with one key, and can be searched
  enter 'while true do'
  expect '<>>>$'
  enter '  break'
  enter 'end'
  clear_screen
  key Up
  expect '^> while true do<>  break<>end$'
  key C-c
  clear_screen
  key C-r
  type_text 'pasted'
  expect 'reverse-i-search.*pasted'
  key Enter
  expect '<>pasted +1<>pasted +2<>>$'
  # a search is given up like everything else
  key C-r
  type_text 'main'
  expect 'reverse-i-search'
  key C-c
  result '5' '<>5'

  # another size of the window: the line is drawn anew (tmux has wrapped what stood there already, and above it a row
  # of that may remain)
  clear_screen
  type_text 'return "a line that is going to be wrapped when the window gets small"'
  tmux_ resize-window -x 40
  expect '> return "a line that is going to be wrapped when the window gets small"$'
  tmux_ resize-window -x 70
  type_text ' .. "!"'
  expect '> return "a line that is going to be wrapped when the window gets small" .. "!"$'
  key Enter
  expect '<>"a line that is going to be wrapped when the window gets small!"<>>$'
done

# Ctrl-Z gives the terminal back to the shell; what was typed is there afterwards.
export width=80
open 80 "PS1='shell: ' bash --norc -i"
expect 'shell:$'
enter "'$aio'"
expect '>$'
type_text '40 +'
expect '> 40 \+$'
key C-z
expect 'Stopped.*shell:$'
enter 'echo typed to the shell'
expect '<>typed to the shell<>shell:$'
enter 'fg'
expect '> 40 \+$'
type_text ' 2'
key Enter
expect '<>42<>>$'
key C-d
expect 'shell:$'
finish
