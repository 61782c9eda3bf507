#!/usr/bin/env bash
# Are two builds of one commit alike? Builds the packages again in a clone in another
# folder, and names what differs from dist.
#   samebytes.sh [cold]    cold compiles everything anew too, which takes a quarter of an hour
set -euo pipefail
cd "$(dirname "$0")/../.."
[ -f dist/SHA256SUMS ] || { echo "There is nothing in dist to compare with: make packages first." >&2; exit 1; }
work=$(mktemp -d "${TMPDIR:-/var/tmp}/samebytes.XXXXXX")
trap 'rm -rf "$work"' EXIT
git clone -q . "$work/another folder"
if [ "${1:-}" = cold ]; then
  export GOCACHE=$work/cache
fi
(cd "$work/another folder" && assets/packaging/packages.sh)
diff dist/SHA256SUMS "$work/another folder/dist/SHA256SUMS" || { echo "These are not alike." >&2; exit 1; }
echo "Two builds of $(git rev-parse --short=12 HEAD) are alike, byte for byte: $(wc -l <dist/SHA256SUMS) files."
