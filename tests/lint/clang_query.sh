#!/usr/bin/env bash
# lint/clang_query: the two boundary rules that a syntax tree can prove, jumps.query and doors.query, hold in all
# layers. With --self-test: they find each fault planted in planted/*.cpp, and nothing else there.
. "$(dirname "$0")/common.sh"
need clang-query clang-tools
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export work

# Files that a rule does not bind, "FILE REASON" a line; a line that no longer excuses anything is a fault itself.
allowed=tests/lint/allowed.txt

# query FILES SOURCE...: what the queries find in files that match the pattern FILES: "file:line: what", sorted.
query() {
  local pattern=$1
  shift
  { # comments out, each command on one line
    printf 'set output diag\nset bind-root false\n'
    sed "/^#/d; s#FILES#$pattern#" tests/lint/*.query | awk -v RS= '{ gsub(/\n/, " "); print }'
  } >"$work/commands"
  # shellcheck disable=SC2016 # the inner shell expands
  local status=0
  printf '%s\0' "$@" | xargs -0 -P "$(nproc)" -n 4 \
    sh -c 'clang-query -f "$work/commands" "$@" -- $flags >"$work/$$.out" 2>&1' query || status=1
  # What does not parse, source or query, is not judged.
  if grep -hE ' (fatal )?error: |Error parsing' "$work"/*.out | sort -u >&2 || [ $status -ne 0 ]; then exit 1; fi
  sed -nE "s#^($PWD/|\./)?([^:]+:[0-9]+):[0-9]+: note: \"(.*)\" binds here#\2: \3#p" "$work"/*.out | sort -u -t: -k1,1 -k2,2n -k3
}

if [ "${1-}" = --self-test ]; then
  query planted/ tests/lint/planted/*.cpp | cut -d: -f1,2 | uniq >"$work/found"
  grep -n '// FAULT' tests/lint/planted/*.cpp | cut -d: -f1,2 >"$work/planted"
  if ! diff "$work/planted" "$work/found"; then
    echo "< planted and not found, > found and not planted"
    exit 1
  fi
  exit
fi

mapfile -t sources < <(files 'runtime/*.cpp' 'stdlib/*.cpp' 'interpreter/*.cpp')
query '(^|/)(runtime|stdlib|interpreter)/' "${sources[@]}" >"$work/found"
found=0
while IFS=: read -r file line what; do
  grep -q "^$file " "$allowed" && continue
  echo "$file:$line:$what: $(sed -n "${line}{s/^ *//p}" "$file")"
  found=1
done <"$work/found"
while read -r file reason; do
  case $file in '#'*) continue ;; esac
  grep -q "^$file:" "$work/found" || { echo "$allowed: $file has no findings to excuse ($reason)" && found=1; }
done <"$allowed"
exit $found
