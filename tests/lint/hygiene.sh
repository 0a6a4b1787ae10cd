#!/usr/bin/env bash
# lint/hygiene: nothing of one machine and nothing generated is in the tree; shell scripts parse.
. "$(dirname "$0")/common.sh"
found=0
report() { echo "$1" && found=1; }

while read -r finding; do
  report "$finding (a path of one machine)"
done < <(files '*' | xargs -r grep -nIE '(^|[^[:alnum:]_.*-])/(work|root|home/[a-z]+)/' | cut -c1-160)

while read -r file; do
  report "$file: looks generated, do not commit it"
done < <(files '*.o' '*.a' '*.so' '*.ninja' '*/CMakeCache.txt' 'build/*' 'compile_commands.json')

while read -r script; do
  bash -n "$script" || report "$script: does not parse"
done < <(files '*.sh' '.ci/run' 'tests/bench/run' 'tests/bench/linear' 'tests/bench/instructions')
exit $found
