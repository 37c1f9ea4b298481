#!/bin/sh
# THIRD-PARTY.md names exactly the libraries whose jars are on the server's class path.
set -eu
"$SKY" build
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for jar in server/target/lib/*.jar; do
    basename "$jar" | sed -E 's/-[0-9][0-9A-Za-z.-]*\.jar$//'
done | grep -v '^skyhall-' | sort >"$folder/used"
sed -nE 's/^\| `[^:]+:([^`]+)` \|.*/\1/p' THIRD-PARTY.md | sort >"$folder/named"
if ! diff "$folder/named" "$folder/used" >"$folder/difference"; then
    echo "notices: THIRD-PARTY.md (<) and the jars in server/target/lib (>) differ:" >&2
    cat "$folder/difference" >&2
    exit 1
fi
echo "notices: $(wc -l <"$folder/used") libraries, all named"
