#!/bin/sh
# Runs a Python file with CPython 3.15: oracle/python.sh FILE [ARGUMENT…]
# A python3 of that version is used if there is one; otherwise the npm package `pyodide` (CPython
# 3.15 for WebAssembly), which is installed once into a cache outside the repository.
# Paths among the arguments must be absolute; Pyodide sees the file system of the host below /host.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
version=315.0.0-alpha.2
cache=${AIO_ORACLE_CACHE:-${TMPDIR:-/tmp}/aio-oracle-$version}

if python3 -c 'import sys; sys.exit(sys.version_info < (3, 15))' 2>/dev/null; then
  exec python3 "$@"
fi
command -v node >/dev/null || { echo "oracle: needs python3 >= 3.15, or node and npm" >&2; exit 77; }
if [ ! -f "$cache/node_modules/pyodide/pyodide.mjs" ]; then
  command -v npm >/dev/null || { echo "oracle: needs npm to install pyodide" >&2; exit 77; }
  mkdir -p "$cache"
  npm install --silent --no-audit --no-fund --prefix "$cache" "pyodide@$version" >&2 ||
    { echo "oracle: could not install pyodide" >&2; exit 77; }
fi
exec node --no-warnings "$here/pyodide.mjs" "$cache/node_modules/pyodide" "$@"
