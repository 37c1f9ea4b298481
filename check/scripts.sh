#!/bin/sh
# The shell scripts parse in the strictest shell at hand, and sky runs from elsewhere and through a path with spaces.
set -eu
shell=sh
command -v dash >/dev/null 2>&1 && shell=dash
for script in sky check/*.sh bench/*.sh; do
    [ -f "$script" ] || continue
    $shell -n "$script"
done
bash -n .ci/run

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
ln -s "$PWD" "$folder/a path with spaces"
(cd / && "$folder/a path with spaces/sky" help | grep -q 'sky demo')
(cd / && "$folder/a path with spaces/sky" check --list | grep -q '^scripts ')
if "$folder/a path with spaces/sky" check no-such-suite 2>"$folder/said"; then
    echo "an unknown suite passed" >&2
    exit 1
fi
grep -q "there is no suite 'no-such-suite'" "$folder/said"
if SKYHALL_JAVA_HOME=/nonexistent ./sky config 2>"$folder/said"; then
    echo "a wrong SKYHALL_JAVA_HOME was taken" >&2
    exit 1
fi
grep -q "which is no JDK 25" "$folder/said"
echo "scripts: all well"
