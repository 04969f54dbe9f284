#!/bin/sh
# The whole suite, in two runs side by side: interviews in real time, which mostly wait, and all
# the rest, which steps back (nice) so that nobody's voice stumbles over it.
# Usage: test.sh PYTEST [options for both runs]
pytest=$1
shift
# Some machines are set up not to keep compiled modules; then each of our processes compiles all.
unset PYTHONDONTWRITEBYTECODE
mkdir -p test-output
log=test-output/rest.log

nice -n 10 "$pytest" -q -p no:cacheprovider -m "not e2e" -n 2 --dist loadfile \
  --no-loadscope-reorder "$@" > "$log" 2>&1 &
rest=$!
trap 'kill "$rest" 2>/dev/null' EXIT
trap 'exit 130' INT TERM

echo "Interviews in real time; the rest of the suite runs beside them (tail -f $log)."
# shellcheck disable=SC2046 # file names of ours, without spaces
"$pytest" -q -p no:cacheprovider -m e2e -n 3 --dist loadfile --no-loadscope-reorder "$@" \
  $(grep -rl "mark\.e2e" tests --include="test_*.py")
spoken=$?
echo "The rest of the suite:"
wait "$rest"
others=$?
trap - EXIT
cat "$log"
test "$spoken" -eq 0 && test "$others" -eq 0
