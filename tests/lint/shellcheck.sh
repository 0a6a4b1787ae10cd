#!/usr/bin/env bash
# lint/shellcheck: shellcheck has no warnings about our shell scripts.
. "$(dirname "$0")/common.sh"
need shellcheck shellcheck
files '*.sh' '.ci/run' 'tests/bench/run' 'tests/bench/linear' 'tests/bench/instructions' | xargs -r shellcheck --severity=warning
