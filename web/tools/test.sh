#!/bin/sh
# Runs the tests of the web app, with the Node that the build used.
set -eu
cd "$(dirname "$0")/.."
case $(node --version 2>/dev/null || echo none) in
  v2[2-9].* | v[3-9][0-9].*) ;;
  *) for bin in "$PWD"/tools/node/node_modules/node*/bin; do PATH=$bin:$PATH; done ;;
esac
exec npm run --silent test
