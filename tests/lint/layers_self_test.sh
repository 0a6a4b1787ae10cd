#!/usr/bin/env bash
# lint/layers_self_test: layers.sh reports each planted include that breaks the table, and no other.
. "$(dirname "$0")/common.sh"
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree"/{runtime/{loop,lua,task,sync,thread},stdlib/native,interpreter/{include/aio,repl}}

good() { echo "#include $2" >>"$tree/$1"; }
bad() { echo "#include $2 // FAULT" >>"$tree/$1"; }

good runtime/loop/a.cpp '<uv.h>'
good runtime/loop/a.cpp '"runtime/loop/a.hpp"'
good runtime/loop/a.cpp '<unistd.h>'
bad runtime/loop/a.cpp '<lua.hpp>'
bad runtime/loop/a.cpp '"lua.hpp"'
bad runtime/loop/a.cpp '"runtime/task/task.hpp"'
bad runtime/loop/a.cpp '"a.hpp"'
good runtime/lua/a.hpp '<lua.hpp>'
bad runtime/lua/a.hpp '<lauxlib.h>'
bad runtime/lua/a.hpp '<uv.h>'
bad runtime/lua/a.hpp '"runtime/loop/a.hpp"'
good runtime/task/a.cpp '"runtime/loop/a.hpp"'
good runtime/task/a.cpp '<uv.h>'
bad runtime/task/a.cpp '"runtime/sync/lock.hpp"'
bad runtime/task/a.cpp '"stdlib/modules.hpp"'
good runtime/sync/a.cpp '"runtime/task/a.hpp"'
bad runtime/sync/a.cpp '"runtime/thread/pool.hpp"'
bad runtime/thread/a.cpp '"runtime/sync/lock.hpp"'
good stdlib/native/a.cpp '"runtime/sync/lock.hpp"'
bad stdlib/native/a.cpp '<uv.h>'
bad stdlib/native/a.cpp '"interpreter/runtime.hpp"'
good interpreter/a.cpp '"aio/aio.hpp"'
good interpreter/a.cpp '<uv.h>'
good interpreter/repl/a.cpp '"stdlib/modules.hpp"'
good interpreter/include/aio/aio.hpp '<memory>'
bad interpreter/include/aio/aio.hpp '<lua.hpp>'
good interpreter/include/aio/native.hpp '<lua.hpp>'
bad interpreter/include/aio/native.hpp '"runtime/lua/boundary.hpp"'

check() {
  diff <(cd "$tree" && grep -rn FAULT . | sed -E 's#^\./([^:]*:[0-9]*):.*#\1#' | sort) \
    <(bash tests/lint/layers.sh "$tree" | sed -E 's#^([^:]*:[0-9]*):.*#\1#' | sort)
}
check
# A second user of uv.h in the interpreter is one too many.
good interpreter/repl/a.cpp '<uv.h>'
{ bash tests/lint/layers.sh "$tree" || true; } | grep -q '^interpreter: uv.h is included in 2 files'
