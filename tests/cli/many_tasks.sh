#!/usr/bin/env bash
# 200 000 gathered tasks need under 400 MB and take seconds.
# shellcheck disable=SC2154 # out, err, status, work, aio are set there
. "$(dirname "$0")/support.bash"

start=$(date +%s)
run_script 'local work = async(function(i) await(aio.sleep(0.01)) return i end)
local tasks = {}
for i = 1, 200000 do tasks[i] = aio.create_task(work(i)) end
local results = await(aio.gather(tasks))
print(results.n, results[200000])
print(io.open("/proc/self/status"):read "a":match "VmHWM:%s*(%d+) kB")'
seconds=$(($(date +%s) - start))
equal "status" "$status" 0
equal "result" "${out%%$'\n'*}" $'200000\t200000'
peak=${out##*$'\n'}
# Sanitizers have a memory of their own.
if ldd "$aio" 2>/dev/null | grep -q 'libasan\|libtsan'; then finish; fi
[ "${peak:-999999999}" -lt $((400 * 1024)) ] || fail "peak memory: $peak kB"
[ "$seconds" -lt 15 ] || fail "took $seconds seconds"
finish
