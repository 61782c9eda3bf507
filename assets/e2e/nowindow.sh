#!/usr/bin/env bash
# Where there can be no window the program says why, ends with 1 and leaves the
# organization to others at once: on a display without OpenGL, with a driver that is
# broken, too old or without shaders, on a display that does not answer, and on none.
set -euo pipefail
cd "$(dirname "$0")/../.."

home=$(mktemp -d)
EXTENSION="-extension GLX" . assets/e2e/display.sh
without=$DISPLAY stop="kill $xvfb"
. assets/e2e/display.sh
with=$DISPLAY stop="$stop $xvfb"
trap '$stop 2>/dev/null || true; rm -rf "$home"' EXIT
unset DISPLAY WAYLAND_DISPLAY HEADCOUNT_DB LC_ALL LANGUAGE DBUS_SESSION_BUS_ADDRESS
export HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache" XDG_RUNTIME_DIR="$home" LANG=C.UTF-8

db=$home/office.headcount
./headcount --db "$db" upload assets/example/users.csv --apply >/dev/null 2>&1

fail() { echo "no window with $*" >&2; cat "$home/told" >&2; exit 1; }

refused() { # refused LANGUAGE SENTENCE [NAME=VALUE...]
  local language=$1 sentence=$2 status=0
  shift 2
  env "$@" timeout 20 ./headcount --db "$db" --lang "$language" 2>"$home/told" || status=$?
  [ "$status" = 1 ] || fail "$*: status $status"
  ./headcount --db "$db" check >/dev/null 2>&1 || fail "$*: the organization is not free"
  tail -n 1 "$home/told" | grep -qF -- "$sentence" || fail "$*: said something else"
  grep -q 'level=ERROR msg=window' "$home/cache/headcount/headcount.log" || fail "$*: nothing in the log"
  rm "$home/cache/headcount/headcount.log"
}

for language in en fr; do
  needs="The window needs OpenGL 2.1" display="The window needs a display"
  [ "$language" = en ] || { needs="La fenêtre a besoin d’OpenGL 2.1" display="La fenêtre a besoin d’un écran"; }
  refused $language "$needs" DISPLAY="$without"
  refused $language "$needs" DISPLAY="$with" LIBGL_DRIVERS_PATH=/nonexistent
  refused $language "$needs" DISPLAY="$with" MESA_GL_VERSION_OVERRIDE=1.4
  refused $language "$needs" DISPLAY="$with" MESA_GL_VERSION_OVERRIDE=2.1 MESA_GLSL_VERSION_OVERRIDE=100
  refused $language "$display" DISPLAY=:4711
  refused $language "$display"
done
echo "Without a window: status 1, a sentence, and the organization free, in six ways and two languages."
