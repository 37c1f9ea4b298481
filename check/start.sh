#!/bin/sh
# Starts the real server by the real script and looks at it from outside.
set -eu
"$SKY" build
folder=$(mktemp -d)
chmod 711 "$folder" # the database runs as a user without privileges, who must pass through
server=0
trap '[ "$server" = 0 ] || kill -9 "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT

export SKYHALL_DATA_DIRECTORY="$folder/data" SKYHALL_PORTAL_PORT=0 SKYHALL_S3_PORT=0 SKYHALL_MANAGEMENT_PORT=0
fail() {
    echo "start: $*" >&2
    cat "$folder/out" "$folder/err" >&2
    exit 1
}

begun=$(date +%s%N)
"$SKY" run >"$folder/out" 2>"$folder/err" &
server=$!
tries=0
while ! grep -q 'Skyhall is ready' "$folder/out" 2>/dev/null; do
    kill -0 "$server" 2>/dev/null || fail "the server ended before it was ready"
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || fail "the server was not ready within 60 s"
    sleep 0.1
done
millis=$((($(date +%s%N) - begun) / 1000000))
echo "start: ready after $millis ms"

address=$(sed -n 's|.*Health and metrics *\(http://[^/]*\)/.*|\1|p' "$folder/out")
curl -fsS "$address/health/live" | grep -q live || fail "not live"
curl -fsS "$address/health/ready" | grep -q '"status":"\(ready\|degraded\)"' || fail "not ready"
curl -fsS "$address/metrics" | grep -q '^jvm_memory_used_bytes' || fail "no metrics"

if "$SKY" run --exit-when-ready >"$folder/second" 2>&1; then
    fail "a second server was taken on the same data directory"
fi
grep -q 'SKY-1010' "$folder/second" || fail "the second server was refused without its code: $(cat "$folder/second")"

kill -TERM "$server"
code=0
wait "$server" || code=$?
server=0
[ "$code" = 0 ] || fail "exit code $code after SIGTERM"
if SKYHALL_PORTAL_PROT=1 "$SKY" run >"$folder/third" 2>&1; then
    fail "an unknown setting was taken"
fi
grep -q "SKYHALL_PORTAL_PROT" "$folder/third" || fail "the unknown setting was not named"

# The first start of a data directory lays the database down; the second is the one that people repeat.
begun=$(date +%s%N)
"$SKY" run --exit-when-ready >"$folder/out" 2>"$folder/err" || fail "the second start failed"
millis=$((($(date +%s%N) - begun) / 1000000))
echo "start: second start and stop took $millis ms"
[ "$(sed -n 's/^Skyhall is ready after \([0-9]*\) ms\./\1/p' "$folder/out")" -lt 6000 ] || fail "the second start took longer than 6 s"
echo "start: all well"
