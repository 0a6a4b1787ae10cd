#!/bin/sh
# Records all golden traces again, with CPython 3.15:  regenerate.sh LUA
# LUA: the aio program, or any Lua 5.4 (it only runs the generator).
# Scenarios: scenarios/NAME.py → NAME.trace. Random programs: the corpus is chosen anew.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
lua=${1:?usage: regenerate.sh LUA}
batch=$(mktemp -d)
trap 'rm -rf "$batch"' EXIT

"$here/oracle/python.sh" "$here/oracle/record.py" "$here/scenarios"

mkdir -p "$here/random/corpus"
rm -f "$here"/random/corpus/*.lua
"$lua" "$here/random/generate.lua" "$batch" 1 6000
"$here/oracle/python.sh" "$here/random/play.py" "$batch/python.txt" "$batch/traces.txt"
"$lua" "$here/random/store.lua" "$batch/lua.txt" "$batch/traces.txt" "$here/random/corpus" 320
