#!/usr/bin/env bash
# Runs the README's two commands on each supported Node, from a clean clone of the last commit:
#   npm run test:nodes            20.19, 22, 24 and 26
#   npm run test:nodes -- 24      one of them
# Each Node comes from npm's package `node`. It takes some minutes a version.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ $# -gt 0 ] || set -- 20.19 22 24 26
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
git clone -q --depth 1 "file://$PWD" "$work/comptoir"
for version in "$@"; do
  npm install --prefix "$work/node-$version" --no-audit --no-fund --loglevel error "node@$version"
  (
    export PATH=$work/node-$version/node_modules/node/bin:$PATH
    cd "$work/comptoir"
    printf '\n== Node %s: npm ci && npm test\n' "$(node --version)"
    npm ci && npm test
  ) || { echo "test-nodes: it failed on Node $version" >&2; exit 1; }
done
echo "test-nodes: passed on $*"
