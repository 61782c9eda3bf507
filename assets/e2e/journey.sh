#!/usr/bin/env bash
# Plays the main journey in a real window on a virtual display: first start,
# example organization, export, edited by another program, simulated, filtered,
# one left out, a cell corrected, applied, history, undone. What the window did is
# then checked in the terminal.
#   journey.sh [FOLDER]    keeps pictures of each step in FOLDER
set -euo pipefail
cd "$(dirname "$0")/../.."
. assets/e2e/display.sh

home=$(mktemp -d)
trap 'kill ${window:-} $xvfb 2>/dev/null || true; sleep 0.5; rm -rf "$home" || true' EXIT
export HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache" XDG_RUNTIME_DIR="$home"
export LANG=C.UTF-8 LC_CTYPE=C.UTF-8 FYNE_THEME=light
unset LC_ALL LANGUAGE HEADCOUNT_DB DBUS_SESSION_BUS_ADDRESS

# The first python that can edit a workbook, by way of LibreOffice or alone.
for editor in python3 /usr/bin/python3; do
  "$editor" -c 'import uno' 2>/dev/null && command -v soffice >/dev/null && break
  "$editor" -c 'import openpyxl' 2>/dev/null && break
done

start=$(date +%s%N)
./headcount >"$home/window.log" 2>&1 &
window=$!
python3 assets/e2e/journey.py "$home" "${1:-build/e2e}" "$start" "$editor"
wait "$window" || true

program=(./headcount) db="$home/Headcount example/Headcount example.headcount"
. assets/e2e/told.sh
