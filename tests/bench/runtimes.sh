# shellcheck shell=bash disable=SC2034,SC2154
# The runtimes that tests/bench compares: what is installed, how it is called, which version it is. Sourced by run and
# linear, which set `here` (this folder) and `aio` (the program). What is compiled or installed by npm goes to $cache.
cache=${AIO_BENCH_CACHE:-${TMPDIR:-/tmp}/aio-bench}
all_runtimes=(aio floor asyncio uvloop node bun deno luv go go1 tarantool)

# Debian's Python is the one that Debian's uvloop belongs to.
python=/usr/bin/python3
[ -x "$python" ] || python=python3
bun=$cache/node_modules/.bin/bun
deno=$cache/node_modules/.bin/deno

install_runtimes() {
  local packages=(gcc pkg-config liblua5.4-dev libuv1-dev lua5.4 lua-luv python3-uvloop golang-go tarantool nodejs)
  command -v npm >/dev/null || packages+=(npm)
  "$here/../../bootstrap.sh" packages "${packages[@]}"
  mkdir -p "$cache"
  npm install --silent --no-audit --no-fund --prefix "$cache" bun deno >&2 ||
    echo "run: could not install bun and deno from npm; the others can be measured" >&2
}

# compiled SOURCE-FOLDER-OR-FILE PROGRAM COMMAND...: runs COMMAND unless PROGRAM is newer than its source.
compiled() {
  local source=$1 program=$2
  shift 2
  [ -z "$(find "$source" -newer "$program" 2>&1)" ] && return 0
  echo "run: compiling $(basename "$program")" >&2
  "$@"
}

compile_runtimes() {
  local flags
  mkdir -p "$cache"
  flags=$(pkg-config --cflags --libs lua5.4 libuv)
  # shellcheck disable=SC2086
  compiled "$here/floor" "$cache/floor" gcc -O2 "$here"/floor/*.c -o "$cache/floor" $flags
  compiled "$here/launch.c" "$cache/launch" gcc -O2 "$here/launch.c" -o "$cache/launch"
  command -v go >/dev/null || return 0
  local program
  for program in workloads hello; do
    compiled "$here/runtimes/go/$program" "$cache/go-$program" env GO111MODULE=off \
      go build -o "$cache/go-$program" "$here/runtimes/go/$program/main.go"
  done
}

# available RUNTIME
available() {
  case $1 in
    aio) [ -x "$aio" ] ;;
    floor) [ -x "$cache/floor" ] ;;
    asyncio) command -v "$python" ;;
    uvloop) "$python" -c 'import uvloop' ;;
    node | tarantool) command -v "$1" ;;
    bun | deno) "${!1}" --version ;;
    luv) lua5.4 -e 'require "luv"' ;;
    go | go1) [ -x "$cache/go-workloads" ] ;;
    *) false ;;
  esac >/dev/null 2>&1
}

# set_command RUNTIME workloads|hello: how it runs that program, into the array `command`, with the
# environment in `variables`.
set_command() {
  local folder=$here/runtimes program=$2
  variables=()
  case $1 in
    aio) command=("$aio" "$folder/aio/$program.lua") ;;
    floor)
      command=("$cache/floor")
      [ "$program" = workloads ] || command+=("$program")
      ;;
    asyncio | uvloop) command=("$python" "$folder/asyncio/$program.py" "$1") ;;
    node) command=(node "$folder/javascript/$program.mjs") ;;
    bun) command=("$bun" "$folder/javascript/$program.mjs") ;;
    deno)
      command=("$deno" run --allow-all "$folder/javascript/$program.mjs")
      variables=(DENO_NO_UPDATE_CHECK=1)
      ;;
    luv) command=(lua5.4 "$folder/luv/$program.lua") ;;
    go | go1)
      command=("$cache/go-$program")
      [ "$1" = go ] || variables=(GOMAXPROCS=1)
      ;;
    tarantool) command=(tarantool "$folder/tarantool/$program.lua") ;;
  esac
}

version_of() {
  case $1 in
    aio) "$aio" -v ;;
    floor) lua5.4 -v ;;
    asyncio) "$python" --version ;;
    uvloop) "$python" -c 'import uvloop; print("uvloop", uvloop.__version__)' ;;
    node) node --version | sed 's/v/Node /' ;;
    bun) echo "Bun $("$bun" --version)" ;;
    deno) "$deno" --version | sed "s/ (.*//; s/d/D/" ;;
    luv) lua5.4 -e 'print("luv with libuv " .. require "luv".version_string())' ;;
    go) go version | sed 's/go version go/Go /; s/ linux.*//' ;;
    tarantool) tarantool -v | sed 's/-.*//' ;;
  esac 2>/dev/null | sed -n '1s/  .*//; 1p'
}
