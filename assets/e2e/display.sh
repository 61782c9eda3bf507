# Sourced: starts a virtual display of its own with a window manager, and stops
# both at the end. Afterwards DISPLAY is set. EXTENSION is for Xvfb, "-extension GLX" takes OpenGL away.
number=90
while [ -e "/tmp/.X$number-lock" ]; do number=$((number + 1)); done
Xvfb ":$number" -screen 0 "${GEOMETRY:-1280x800x24}" -nolisten tcp ${EXTENSION:-} >/dev/null 2>&1 &
xvfb=$!
export DISPLAY=":$number"
trap 'kill $xvfb 2>/dev/null || true' EXIT
for _ in $(seq 50); do xdotool getdisplaygeometry >/dev/null 2>&1 && break; sleep 0.1; done
openbox >/dev/null 2>&1 &
