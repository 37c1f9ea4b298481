#!/bin/sh
# PUT, GET and LIST of this server beside s3proxy (which syncs nothing) and nginx (GET only, for information).
#
# All in one run: the rounds are interleaved and begin with another server each time; the disk's sync rate is taken
# before and after; CPU seconds and memory count a server with all its processes. The load is wrk with presigned
# links. The table, the goals and a profile go to bench/results/<date>-storage.md, or to BENCH_RESULT.
# In the environment: BENCH_SECONDS, BENCH_ROUNDS, BENCH_SIZES, BENCH_CONNECTIONS, BENCH_FOLDER (on the disk to measure).
set -eu
seconds=${BENCH_SECONDS:-10}
rounds=${BENCH_ROUNDS:-3}
sizes=${BENCH_SIZES:-4096 65536 8388608}
connections=${BENCH_CONNECTIONS:-16 64}
here=$PWD/bench/storage
java=$JAVA_HOME/bin/java
key=benchmark
secret=benchmark-secret-0123456789

die() {
    echo "bench storage: $*" >&2
    exit 1
}
say() {
    echo "bench storage: $*" >&2
}

"$SKY" need-package wrk wrk
"$SKY" need-package curl curl
command -v mvn >/dev/null 2>&1 || die "no Maven was found; it brings s3proxy."
folder=$(mktemp -d "${BENCH_FOLDER:-${TMPDIR:-/tmp}}/skyhall-bench.XXXXXX")
chmod 711 "$folder" # the database's user passes through
pids=""
end() {
    for one in $pids; do
        kill "$one" 2>/dev/null || true
    done
    for one in $pids; do
        wait "$one" 2>/dev/null || true
    done
    rm -rf "$folder"
}
trap end EXIT
trap 'exit 1' INT TERM

wait_for() { # NAME URL PID: any HTTP answer will do
    tries=0
    until curl -s -o /dev/null --noproxy '*' "$2"; do
        kill -0 "$3" 2>/dev/null || die "$1 ended at once: $(tail -n 5 "$folder/$1.log")"
        tries=$((tries + 1))
        [ "$tries" -lt 600 ] || die "$1 does not answer"
        sleep 0.2
    done
}

free_port() {
    "$java" "$here/FreePort.java"
}

start_skyhall() {
    cat >"$folder/people.json" <<END
{"organisations": [{"name": "benchmark", "displayName": "Benchmark", "people": [{"name": "benchmark",
  "displayName": "Benchmark", "roles": ["administrator"], "accessKeys": [{"id": "$key", "secret": "$secret"}]}]}]}
END
    skyhall=http://127.0.0.1:$(free_port)
    SKYHALL_DATA_DIRECTORY="$folder/skyhall" SKYHALL_S3_PORT="${skyhall##*:}" SKYHALL_PORTAL_PORT=0 \
        SKYHALL_MANAGEMENT_PORT=0 SKYHALL_IDENTITY_BOOTSTRAP_FILE="$folder/people.json" SKYHALL_LOG_CONSOLE=off \
        "$SKY" run >"$folder/skyhall.log" 2>&1 &
    skyhall_pid=$!
    pids="$pids $skyhall_pid"
    wait_for skyhall "$skyhall" "$skyhall_pid"
}

start_s3proxy() {
    say "resolving s3proxy"
    mvn -B -q -f "$here/peers.xml" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
        -DincludeScope=runtime -DoutputDirectory="$folder/s3proxy-lib" >"$folder/maven.log" 2>&1 \
        || die "s3proxy cannot be resolved: $(tail -n 3 "$folder/maven.log")"
    s3proxy=http://127.0.0.1:$(free_port)
    mkdir -p "$folder/s3proxy"
    cat >"$folder/s3proxy.conf" <<END
s3proxy.authorization=aws-v2-or-v4
s3proxy.identity=$key
s3proxy.credential=$secret
s3proxy.endpoint=$s3proxy
s3proxy.v4-max-non-chunked-request-size=134217728
jclouds.provider=filesystem-nio2
jclouds.identity=$key
jclouds.credential=$secret
jclouds.filesystem.basedir=$folder/s3proxy
END
    # as its own start script has it: warnings only (without this it would log every request in full)
    cat >"$folder/logback.xml" <<END
<configuration>
  <appender name="out" class="ch.qos.logback.core.ConsoleAppender"><encoder><pattern>%m%n</pattern></encoder></appender>
  <root level="warn"><appender-ref ref="out"/></root>
</configuration>
END
    "$java" "-Dlogback.configurationFile=$folder/logback.xml" -cp "$folder/s3proxy-lib/*" org.gaul.s3proxy.Main --properties "$folder/s3proxy.conf" \
        >"$folder/s3proxy.log" 2>&1 &
    s3proxy_pid=$!
    pids="$pids $s3proxy_pid"
    wait_for s3proxy "$s3proxy" "$s3proxy_pid"
}

start_nginx() {
    nginx=http://127.0.0.1:$(free_port)
    mkdir -p "$folder/nginx/files/bench"
    cat >"$folder/nginx/nginx.conf" <<END
worker_processes auto;
pid $folder/nginx/pid;
error_log $folder/nginx/error.log;
events { worker_connections 1024; }
http {
    access_log off;
    sendfile on;
    keepalive_requests 1000000;
    client_body_temp_path $folder/nginx/a; proxy_temp_path $folder/nginx/b; fastcgi_temp_path $folder/nginx/c;
    uwsgi_temp_path $folder/nginx/d; scgi_temp_path $folder/nginx/e;
    server { listen 127.0.0.1:${nginx##*:}; root $folder/nginx/files; }
}
END
    chmod -R a+rX "$folder/nginx"
    nginx -p "$folder/nginx" -c "$folder/nginx/nginx.conf" -g 'daemon off;' >"$folder/nginx.log" 2>&1 &
    nginx_pid=$!
    pids="$pids $nginx_pid"
    wait_for nginx "$nginx" "$nginx_pid"
}

tree() { # PID: it and all beneath it
    echo "$1"
    for child in $(cat /proc/"$1"/task/*/children 2>/dev/null); do
        tree "$child"
    done
}

cpu_ticks() { # PID: user and system time of the tree, ended processes too
    for process in $(tree "$1"); do
        sed 's/.*) //' "/proc/$process/stat" 2>/dev/null || true
    done | awk '{ sum += $12 + $13 + $14 + $15 } END { print sum + 0 }'
}

memory_mib() { # PID: proportional set size of the tree; shared pages count once
    for process in $(tree "$1"); do
        cat "/proc/$process/smaps_rollup" 2>/dev/null || true
    done | awk '/^Pss:/ { sum += $2 } END { printf "%d", sum / 1024 }'
}

# One measurement, as a line of results.tsv: op size connections server rate p50 p99 errors cpu-seconds MiB load
measure() { # SERVER OP SIZE CONNECTIONS SECONDS
    eval "url=\$$1 pid=\$${1}_pid"
    case $2 in
        PUT) set -- "$@" PUT "$folder/$1-$3.put" "$folder/body-$3" ;;
        GET) set -- "$@" GET "$folder/$1-$3.get" ;;
        LIST) set -- "$@" GET "$folder/$1-$3.list" ;;
    esac
    server=$1 op=$2 size=$3 conns=$4 duration=$5
    shift 5
    before=$(cpu_ticks "$pid")
    rate=$(wrk -t 2 -c "$conns" -d "${duration}s" --timeout 30s -s "$here/load.lua" "$url" -- "$@" 2>&1 \
        | sed -n 's/^RATE //p')
    [ -n "$rate" ] || rate="0 0 0 1"
    used=$(($(cpu_ticks "$pid") - before))
    echo "$op $size $conns $server $rate $(awk "BEGIN { printf \"%.1f\", $used / $(getconf CLK_TCK) }")" \
        "$(memory_mib "$pid") $(cut -d' ' -f1 /proc/loadavg)" >>"$folder/results"
    say "$(tail -n 1 "$folder/results")"
}

fill() { # SERVER SIZE COUNT
    eval "url=\$$1"
    [ -f "$folder/body-$2" ] || head -c "$2" /dev/urandom >"$folder/body-$2"
    if [ "$1" = nginx ]; then
        for number in $(seq 0 $(($3 - 1))); do
            printf '/bench/%s/%d\n' "$2" "$number"
        done >"$folder/nginx-$2.get"
        mkdir -p "$folder/nginx/files/bench/$2"
        while read -r target; do
            cp "$folder/body-$2" "$folder/nginx/files$target"
        done <"$folder/nginx-$2.get"
        chmod -R a+rX "$folder/nginx/files"
        return 0
    fi
    "$java" -cp "$class_path" "$here/Links.java" "$url" "$key" "$secret" bench "$folder/$1-$2" "$3" "$2" \
        "$folder/body-$2"
    curl -s -o /dev/null --noproxy '*' -X PUT "$(cat "$folder/$1-$2.bucket")"
    curl -sS -f --noproxy '*' --parallel --parallel-max 16 -K "$folder/$1-$2.fill" >"$folder/fill.log" 2>&1 \
        || die "$1 could not be filled: $(tail -n 3 "$folder/fill.log")"
}

rotated() { # N WORD...: the words, begun at the N-th
    turn=$(($1 % ($# - 1)))
    shift
    while [ "$turn" -gt 0 ]; do
        first=$1
        shift
        set -- "$@" "$first"
        turn=$((turn - 1))
    done
    echo "$@"
}

profile() { # OP SIZE CONNECTIONS: what our JVM does meanwhile
    "$JAVA_HOME/bin/jcmd" "$skyhall_pid" JFR.start name=bench settings=profile >/dev/null
    measure skyhall "$1" "$2" "$3" "$seconds"
    "$JAVA_HOME/bin/jcmd" "$skyhall_pid" JFR.dump name=bench filename="$folder/$1.jfr" >/dev/null
    "$JAVA_HOME/bin/jcmd" "$skyhall_pid" JFR.stop name=bench >/dev/null
    {
        printf '\n### %s of %s bytes at %s connections\n\n```\n' "$1" "$2" "$3"
        "$JAVA_HOME/bin/jfr" view --width 110 --truncate beginning hot-methods "$folder/$1.jfr" | head -n 24
        "$JAVA_HOME/bin/jfr" view --width 110 --truncate beginning contention-by-site "$folder/$1.jfr" | head -n 10
        "$JAVA_HOME/bin/jfr" view --width 110 gc "$folder/$1.jfr" | tail -n 4
        printf '```\n\nCPU seconds by process over the server'"'"'s life:\n\n```\n'
        for process in $(tree "$skyhall_pid"); do
            printf '%s %s\n' "$(sed 's/.*) //' "/proc/$process/stat" 2>/dev/null | awk '{ print ($12 + $13) / 100 }')" \
                "$(tr '\0' ' ' <"/proc/$process/cmdline" 2>/dev/null | cut -c1-70)"
        done | sort -rn | head -n 6
        printf '```\n'
    } >>"$folder/profile"
}

class_path=$(echo server/target/skyhall-server-*[0-9].jar)
for jar in server/target/lib/*.jar; do
    class_path=$class_path:$jar
done
class_path=${BENCH_CLASS_PATH:-$class_path}
load_before=$(cut -d' ' -f1-3 /proc/loadavg)
say "sync rate of the disk"
syncs_before=$("$java" "$here/SyncRate.java" "$folder" 3)
start_skyhall
start_s3proxy
servers="skyhall s3proxy"
readers=$servers
if command -v nginx >/dev/null 2>&1; then
    start_nginx
    readers="$servers nginx"
else
    say "nginx is not installed; it is left out"
fi

warm=yes
for size in $sizes; do
    count=2000
    [ "$size" -lt 1048576 ] || count=16
    for server in $readers; do
        fill "$server" "$size" "$count"
    done
    if [ "$warm" = yes ]; then
        say "warming up"
        for op in PUT GET LIST PUT GET LIST; do
            for server in $servers; do
                measure "$server" "$op" "$size" "${connections%% *}" "$seconds"
            done
        done
        rm "$folder/results"
        warm=no
    fi
    for conns in $connections; do
        round=0
        while [ "$round" -lt "$rounds" ]; do
            for op in PUT GET LIST; do
                case $op in
                    GET) taking_part=$readers ;;
                    *) taking_part=$servers ;;
                esac
                # shellcheck disable=SC2086 # a list of words
                for server in $(rotated "$round" $taking_part); do
                    measure "$server" "$op" "$size" "$conns" "$seconds"
                done
            done
            round=$((round + 1))
        done
    done
done
cp "$folder/results" "$folder/measured"
first_size=${sizes%% *}
for op in PUT GET LIST; do
    profile "$op" "$first_size" "${connections%% *}"
done
syncs_after=$("$java" "$here/SyncRate.java" "$folder" 3)

result=${BENCH_RESULT:-bench/results/$(date -u +%F)-storage.md}
{
    echo "# Storage beside s3proxy, $(date -u '+%F %R') UTC"
    echo
    echo "Made by \`./sky bench storage\`: $rounds interleaved rounds of $seconds s after a warm-up of all; the figures are medians."
    echo "Every put of ours is synced before it is answered; s3proxy 4.1.0 (\`filesystem-nio2\`) syncs nothing; nginx"
    echo "serves plain files without signatures and stands here for information."
    echo
    echo "- Commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown); $("$java" -version 2>&1 | sed -n 2p)"
    echo "- Machine: $(nproc) processors, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)," \
        "$(awk '/^MemTotal/ { printf "%d", $2 / 1048576 }' /proc/meminfo) GiB, Linux $(uname -r)"
    echo "- Load before: $load_before; after: $(cut -d' ' -f1-3 /proc/loadavg)"
    echo "- Disk ($(df --output=fstype "$folder" | tail -n 1)): one writer $(echo "$syncs_before" | cut -d' ' -f1) syncs/s" \
        "before and $(echo "$syncs_after" | cut -d' ' -f1) after; 16 writers $(echo "$syncs_before" | cut -d' ' -f2)" \
        "and $(echo "$syncs_after" | cut -d' ' -f2)"
    echo
    awk -v syncs="$(echo "$syncs_before $syncs_after" | awk '{ print ($1 + $3) / 2 }')" -f "$here/table.awk" \
        "$folder/measured"
    echo
    echo "## Where our time goes"
    cat "$folder/profile"
} >"$result"
say "written to $result"
