#!/bin/sh
# Builds the web app when something it is made of is newer than the last build. Takes milliseconds otherwise.
# The arguments start java; --check alone tells by its exit code whether there is nothing to do.
set -eu
cd "$(dirname "$0")/.."
built=target/stamps/built
if [ -f "$built" ] && [ -d target/classes/web-app ] &&
  [ -z "$(find . -path ./node_modules -prune -o -path ./tools/\*/node_modules -prune -o -path ./target -prune -o -path ./test -prune \
    -o -path ./src/api/schema.d.ts -prune -o -newer "$built" ! -path . ! -path ./src/api -print 2>/dev/null | head -n 1)" ] &&
  [ -z "$(find ../docs/open-api.yaml -newer "$built")" ]; then
  exit 0
fi
[ "${1:-}" != --check ] || exit 1
exec "$@" -XX:TieredStopAtLevel=1 tools/WebBuild.java
