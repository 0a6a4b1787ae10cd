#!/usr/bin/env bash
# The one set-up command: builds what is needed (installing missing Debian packages first) and uses it.
# With everything present it asks for nothing and needs neither root nor network.
set -euo pipefail

root=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
build_packages=(cmake ninja-build g++ pkg-config liblua5.4-dev libuv1-dev)
test_packages=(catch2 ccache lua5.4 lua-cjson lua-lpeg libreadline8 tmux)

usage() {
  cat <<'USAGE'
usage: ./bootstrap.sh COMMAND

  run SCRIPT [ARGS]   run a Lua script (or any other arguments of the program: run -e 'print(1)')
  repl                type Lua
  test [CTEST ARGS]   build with asserts and run all tests (test -R lua/ runs those that match)
  build               build the program only: build/release/aio
  install [PREFIX]    install program, library and headers (default: /usr/local)
  packages NAME...    install those of these Debian packages that are missing
  help                this text

Packages that are missing are installed by apt, with root or sudo.
USAGE
}

fail() {
  printf 'aio: %s\n' "$@" >&2
  exit 1
}

# quietly MESSAGE COMMAND...: the command's output is shown only if it fails, the message only if it takes long.
quietly() {
  local message=$1 log watcher status=0
  shift
  log=$(mktemp)
  # The watcher gives up the build lock (9), lest its sleep keep it after we are done.
  (sleep 1 >/dev/null 2>&1 && printf 'aio: %s ...\n' "$message" >&2) 9>&- &
  watcher=$!
  "$@" </dev/null >"$log" 2>&1 || status=$?
  { kill "$watcher" && wait "$watcher"; } 2>/dev/null || true
  if [ "$status" -ne 0 ]; then
    cat "$log" >&2
    rm -f "$log"
    fail "$message failed (exit status $status), see above"
  fi
  rm -f "$log"
}

installed() {
  case $1 in
    cmake | pkg-config | ccache) command -v "$1" ;;
    ninja-build) command -v ninja ;;
    g++) command -v "${CXX:-c++}" ;;
    liblua5.4-dev) pkg-config --exists lua5.4 ;;
    libuv1-dev) pkg-config --exists libuv ;;
    *) ! command -v dpkg-query || [ "$(dpkg-query -W -f '${db:Status-Status}' "$1")" = installed ] ;;
  esac >/dev/null 2>&1
}

# need PACKAGE...: installs those that are missing, or says which they are.
need() {
  local package missing=() as_root=()
  for package in "$@"; do
    installed "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  command -v apt-get >/dev/null ||
    fail "missing: ${missing[*]} (names of Debian packages)" "there is no apt-get here: please install them, then try again"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
      fail "missing packages, and neither root nor sudo to install them; as root:" "  apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -q)
  quietly "reading the package lists" "${as_root[@]}" update
  quietly "installing ${missing[*]}" "${as_root[@]}" install -y --no-install-recommends "${missing[@]}"
}

# build PRESET TARGET: brings build/PRESET up to date. One at a time: a second caller waits for the first.
build() {
  local preset=$1 target=$2 folder=$root/build/$1
  mkdir -p "$folder"
  exec 9>"$folder/.lock"
  flock 9
  cd "$root"
  if [ ! -e "$folder/build.ninja" ] || [ CMakePresets.json -nt "$folder/build.ninja" ]; then
    quietly "configuring ($preset)" cmake --preset "$preset"
  fi
  quietly "building ($preset)" cmake --build --preset "$preset" --target "$target"
  cd "$OLDPWD"
  exec 9>&-
}

build_program() {
  need "${build_packages[@]}"
  build release aio_program
}

command=${1-help}
[ $# -eq 0 ] || shift
case $command in
  run)
    [ $# -gt 0 ] || fail "run: which script? (./bootstrap.sh run scripts/tour.lua)"
    build_program
    exec "$root/build/release/aio" "$@"
    ;;
  repl)
    build_program
    (need libreadline8) || true # the prompt works without it, only lines cannot be edited
    exec "$root/build/release/aio"
    ;;
  test)
    need "${build_packages[@]}" "${test_packages[@]}"
    build dev all
    cd "$root"
    exec ctest --preset dev "$@"
    ;;
  build)
    build_program
    ;;
  install)
    need "${build_packages[@]}"
    build release aio_products
    quietly "installing to ${1:-/usr/local}" cmake --install "$root/build/release" --prefix "${1:-/usr/local}"
    ;;
  packages)
    need "$@"
    ;;
  help | -h | --help)
    usage
    ;;
  *)
    usage >&2
    fail "unknown command '$command'"
    ;;
esac
