#!/bin/sh
# client.sh CLIENT TEST: runs the round trip of somebody else's S3 client, which is installed first where it is missing
# and can be; else the suite is skipped with a sentence.
set -eu
client=$1
test=$2

python_with() { # PACKAGE VERSION: a virtual environment of our own under target
    home=$PWD/target/python
    [ -x "$home/bin/python3" ] || python3 -m venv "$home" >/dev/null 2>&1 || return 1
    "$home/bin/python3" -m pip install -q "$1==$2" >/dev/null 2>&1 || return 1
    PATH=$home/bin:$PATH
    export PATH
}

there() {
    case $client in
        boto3) python3 -c 'import boto3, sys; sys.exit(tuple(map(int, boto3.__version__.split(".")[:2])) < (1, 36))' ;;
        *) command -v "$client" ;;
    esac >/dev/null 2>&1
}

if ! there; then
    case $client in
        boto3) python_with boto3 1.43.11 || true ;;
        aws) python_with awscli 1.45.11 || true ;;
        *) "$SKY" need-package "$client" "$client" || true ;;
    esac
fi
if ! there; then
    echo "skipped: $client is not on this machine and cannot be installed."
    exit 0
fi
exec "$SKY" test -pl server -am "-Dtest=$test" -Dsurefire.failIfNoSpecifiedTests=false -Dtest.tags.excluded=
