#!/usr/bin/env bash
# Renders every screen of the real window to PNG, in both languages and both
# looks: shots.sh FOLDER. SIZES chooses the windows, "1280x800 1024x700" by default.
set -euo pipefail
folder=$(realpath -m "${1:-build/shots}")
cd "$(dirname "$0")/../.."
for size in ${SIZES:-1280x800 1024x700}; do
  for language in en fr; do
    for look in light dark; do
      (
        GEOMETRY="${size}x24"
        . assets/e2e/display.sh
        home=$(mktemp -d)
        trap 'kill ${window:-} $xvfb 2>/dev/null || true; sleep 0.5; rm -rf "$home" || true' EXIT
        export HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache" XDG_RUNTIME_DIR="$home"
        export LANG=C.UTF-8 LC_CTYPE=C.UTF-8 FYNE_THEME=$look
        unset LC_ALL LANGUAGE HEADCOUNT_DB DBUS_SESSION_BUS_ADDRESS
        for part in tour problems; do
          db=$(find "$home" -maxdepth 2 -name '*.headcount' -print -quit)
          ./headcount --lang "$language" ${db:+--db "$db"} >"$home/window.log" 2>&1 &
          window=$!
          python3 assets/e2e/shots.py $part "$home" "$folder/$size-$language-$look" "${size%x*}" "${size#*x}"
          wait "$window" || true
        done
      )
    done
  done
done
echo "The pictures are in $folder."
