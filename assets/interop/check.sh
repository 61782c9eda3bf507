#!/bin/sh
# check.sh HEADCOUNT: other programs read what Headcount exports, Headcount reads what they save, and nothing may change on the way.
# Installs openpyxl, LibreOffice, Gnumeric and SheetJS if they are missing, and says so. It may be run as often as one likes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -eq 1 ] || { echo "usage: $0 HEADCOUNT" >&2; exit 2; }
headcount=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
[ -x "$headcount" ] || { echo "$1 is not there or cannot be run: build it first (go build .)" >&2; exit 2; }

with_openpyxl() { # the first python that has it
  for p in python3 /usr/bin/python3; do
    if "$p" -c 'import openpyxl' 2>/dev/null; then echo "$p"; return; fi
  done
}

missing=
python=$(with_openpyxl)
[ -n "$python" ] || missing="$missing python3-openpyxl"
command -v soffice >/dev/null || missing="$missing libreoffice-calc-nogui"
command -v ssconvert >/dev/null || missing="$missing gnumeric"
command -v npm >/dev/null || missing="$missing nodejs npm"
if [ -n "$missing" ]; then
  command -v apt-get >/dev/null || { echo "Install these and run this again:$missing" >&2; exit 1; }
  root=
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "Installing$missing needs root or sudo." >&2; exit 1; }
    root=sudo
  fi
  echo "Installing with apt:$missing" >&2
  $root apt-get update -qq
  # shellcheck disable=SC2086 # a list of packages
  $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
  python=$(with_openpyxl)
fi

# SheetJS goes into a folder of its own and is found there the next time.
modules=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/headcount-interop
if [ ! -d "$modules/node_modules/xlsx" ]; then
  echo "Installing with npm into $modules: xlsx@0.18.5" >&2
  mkdir -p "$modules"
  npm install --prefix "$modules" --no-audit --no-fund --silent xlsx@0.18.5 >/dev/null
fi

NODE_PATH=$modules/node_modules exec "$python" "$here/check.py" "$headcount"
