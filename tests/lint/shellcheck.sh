#!/usr/bin/env bash
# lint/shellcheck: shellcheck has no warnings about our shell scripts.
. "$(dirname "$0")/common.sh"
need shellcheck shellcheck
files '*.sh' '.ci/run' | xargs -r shellcheck --severity=warning
