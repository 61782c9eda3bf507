#!/usr/bin/env bash
# Opens the window; without a display, says so and plays what README shows of the
# terminal.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ "$(uname -s)" = Darwin ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec ./headcount
fi
rm -rf build/try
cat <<'TEXT'
There is no display here, so no window can open. The program works in the terminal:
this is the example of the README, kept in build/try. Nothing of yours is touched.
TEXT
assets/packaging/readme.sh | while IFS= read -r line; do
  printf '\n$ %s\n' "$line"
  eval "$line" </dev/null || printf '(status %d)\n' $?
done
printf '\nThe example was uploaded, changed, exported and undone. All of it is in build/try; see ./headcount help.\n'
