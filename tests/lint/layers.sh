#!/usr/bin/env bash
# lint/layers: every #include line obeys the table of docs/architecture.md. Called with a folder, it judges that tree.
. "$(dirname "$0")/common.sh"
cd "${1-.}" || exit

# What a file may include besides the standard library and the system; the first matching row counts.
may_include() {
  case $1 in
    runtime/loop/*) echo 'runtime/loop/|uv\.h$' ;;
    runtime/lua/*) echo 'runtime/lua/|lua\.hpp$' ;;
    runtime/task/*) echo 'runtime/(loop|lua|task)/|lua\.hpp$|uv\.h$' ;;
    runtime/sync/*) echo 'runtime/(loop|lua|task|sync)/|lua\.hpp$|uv\.h$' ;;
    runtime/thread/*) echo 'runtime/(loop|lua|task|thread)/|lua\.hpp$|uv\.h$' ;;
    runtime/process/*) echo 'runtime/(loop|lua|task|thread|process)/|lua\.hpp$' ;;
    stdlib/*) echo 'runtime/|stdlib/|lua\.hpp$' ;;
    interpreter/include/aio/native.hpp) echo 'aio/|lua\.hpp$' ;;
    interpreter/include/*) echo 'aio/' ;;
    interpreter/*) echo 'runtime/|stdlib/|interpreter/|aio/|lua\.hpp$|uv\.h$' ;;
  esac
}

found=0
report() { echo "$1" && found=1; }

while IFS=: read -r file line text; do
  [[ $text =~ ([<\"])([^>\"]+) ]] && kind=${BASH_REMATCH[1]} header=${BASH_REMATCH[2]}
  [[ $header =~ ^($(may_include "$file")) ]] && continue
  [[ $kind == "<" && ! $header =~ ^(lua|lauxlib|uv[./]) ]] || report "$file:$line: may not include $header"
done < <(grep -rnE --include='*.[ch]pp' '^[[:space:]]*#[[:space:]]*include' runtime stdlib interpreter)

users_of_uv=$({ grep -rlE --include='*.[ch]pp' '#[[:space:]]*include[[:space:]]*[<"]uv\.h' interpreter || true; } | wc -l)
[ "$users_of_uv" -le 1 ] || report "interpreter: uv.h is included in $users_of_uv files; one may"
exit $found
