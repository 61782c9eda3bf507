#!/usr/bin/env bash
# Plays the main journey in a real window on a virtual display: first start,
# example organization, upload in simulation mode, report, apply, history. What
# the window did is then checked in the terminal.
#   journey.sh [FOLDER]    keeps pictures of each step in FOLDER
set -euo pipefail
cd "$(dirname "$0")/../.."
. assets/e2e/display.sh

home=$(mktemp -d)
trap 'kill ${window:-} $xvfb 2>/dev/null || true; sleep 0.5; rm -rf "$home" || true' EXIT
export HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache" XDG_RUNTIME_DIR="$home"
export LANG=C.UTF-8 LC_CTYPE=C.UTF-8 FYNE_THEME=light
unset LC_ALL LANGUAGE HEADCOUNT_DB DBUS_SESSION_BUS_ADDRESS

start=$(date +%s%N)
./headcount >"$home/window.log" 2>&1 &
window=$!
python3 assets/e2e/journey.py "$home" "${1:-build/e2e}" "$start"
wait "$window" || true

db="$home/Headcount example/Headcount example.headcount"
applied=$(./headcount --db "$db" history --format json | python3 -c '
import json, sys
uploads = json.load(sys.stdin)
uploads = uploads["uploads"] if isinstance(uploads, dict) else uploads
newest = uploads[0]
print(newest["mode"], newest["counts"]["deactivated"], newest["counts"]["created"])')
[ "$applied" = "applied 13 2" ] || { echo "the history says: $applied" >&2; exit 1; }
active=$(./headcount --db "$db" users --format json | python3 -c '
import json, sys
users = json.load(sys.stdin)
users = users["users"] if isinstance(users, dict) else users
print(sum(u["status"] == "active" for u in users))')
[ "$active" = 241 ] || { echo "active users: $active" >&2; exit 1; }
./headcount --db "$db" check >/dev/null
echo "The journey holds: 13 deactivated, 2 created, 241 active."
