#!/usr/bin/env bash
# Opens the window; without a display, says so and plays the example upload in
# the terminal.
set -euo pipefail
case "$(uname -s)" in Darwin) exec ./headcount ;; esac
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec ./headcount
fi
folder=build/example
rm -rf "$folder"
mkdir -p "$folder"
cat <<'TEXT'
There is no display here, so no window can open.
This is the example upload in the terminal instead: nothing of yours is touched.

TEXT
say() { printf '\n$ %s\n' "$*"; "$@" || true; }
say ./headcount --db "$folder/example.headcount" upload assets/example/users.csv --apply
say ./headcount --db "$folder/example.headcount" upload assets/example/users-with-changes.csv --deactivate-absent
printf '\nNothing was changed by the last command: it was a simulation. See ./headcount help upload.\n'
