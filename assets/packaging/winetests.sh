#!/usr/bin/env bash
# Compiles, vets and runs the tests for Windows under wine, which is not Windows:
#   winetests.sh [PACKAGE...]    all of what the program does without a window, and where
#                                Windows is another in the window, is the default
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
prefix=$work/prefix
stop_wine() { :; }
trap 'stop_wine; sleep 0.5; rm -rf "$work" || true' EXIT
[ $# -gt 0 ] || set -- . ./data/... ./app/... ./views/instance ./views/terminal
export CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc
mapfile -t packages < <(GOOS=windows go list -f '{{if or .TestGoFiles .XTestGoFiles}}{{.Dir}}{{end}}' "$@" | grep .)
GOOS=windows go vet "$@"
. assets/packaging/wine.sh
overlay=$(mended "$work")
failed=0
for folder in "${packages[@]}"; do
  echo "${folder#"$PWD"}"
  GOOS=windows go test -c "$overlay" -o "$work/it.test.exe" "$folder"
  (cd "$folder" && wine "$work/it.test.exe" -test.short -test.timeout 20m) || failed=1
done
[ "$failed" = 0 ] || { echo "Tests fail under wine." >&2; exit 1; }
