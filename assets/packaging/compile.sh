#!/usr/bin/env bash
# Compiles like go build, and says how far it has come: on a terminal a counter that
# stays in its line, elsewhere a line now and then.
#   compile.sh GO-BUILD-ARGUMENT...
# What takes long or much room is said before it begins.
set -euo pipefail
cd "$(dirname "$0")/../.."

say() { echo "$*" >&2; }

# A cold build, as measured on two cores of 2020: minutes, and MB in Go's caches.
minutes="3 to 10" room=1000
case " $* " in *" -race "*) minutes="4 to 15" room=2000 ;; esac

announce() { # announce PACKAGES
  say "Compiling $1 packages, OpenGL, X11 and SQLite among them: $minutes minutes on two cores, up to $room MB in $(go env GOCACHE)."
  say "This is so only the first time."
  local free
  free=$(df -Pm "$(dirname "$(go env GOCACHE)")" 2>/dev/null | awk 'NR == 2 {print $4}') || return 0
  [ -z "$free" ] || [ "$free" -ge "$room" ] || say "Only $free MB are free there: it may not be enough."
}

tell() { # tell DONE ALL SECONDS PACKAGE
  if [ -t 2 ]; then
    printf '\r\033[K%d of %d packages, %d s  %s' "$1" "$2" "$3" "${4:0:60}" >&2
  elif [ "$3" -ge "$due" ]; then
    say "  $1 of $2 packages after $3 s, last begun: $4"
    due=$(($3 + 15))
  fi
}

# follow reads what go build -v writes, up to the line with its status, and returns
# that. A second of silence is no end: SQLite alone takes more than a minute.
follow() { # follow ALL
  local all=$1 count=0 last= began=$SECONDS due=15 line
  while true; do
    line=
    IFS= read -r -t 1 line || [ -n "$line" ] || { tell "$count" "$all" $((SECONDS - began)) "$last"; continue; }
    case $line in
      "$end "*) break ;;
      "go: downloading "*) last=$line ;;
      *[!a-zA-Z0-9./_~@+-]* | "") [ ! -t 2 ] || printf '\r\033[K' >&2; say "$line"; continue ;;
      *) count=$((count + 1)) last=$line ;;
    esac
    tell "$count" "$all" $((SECONDS - began)) "$last"
  done
  [ ! -t 2 ] || printf '\r\033[K' >&2
  return "${line#"$end "}"
}

# What decides what has to be compiled decides what is counted.
flags=() before=
for flag in "$@"; do
  case $before$flag in -race | -trimpath | -tags | -tags*) flags+=("$flag") ;; esac
  before= && [ "$flag" != -tags ] || before=$flag
done
due=0
# Fetches the modules too, if they are not there, and says so.
packages=$(go list ${flags[@]+"${flags[@]}"} -deps -f '{{if .Stale}}{{.ImportPath}}{{end}}' ./...)
stale=$(grep -c . <<<"$packages") || true
[ "$stale" -lt 100 ] || announce "$stale"
end="go build ends:"
{ status=0; go build -v "$@" 2>&1 || status=$?; echo "$end $status"; } | follow "$stale"
