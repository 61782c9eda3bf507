#!/usr/bin/env bash
# README's first commands on a machine that has nothing: makes a Debian (or Ubuntu)
# root like the host's with git, make, sudo, certificates and this Go, clones the
# last commit into it, and lets a new user run make run, then make test.
#   bare.sh [run|test]    only the first, or both (the default)
# Nothing of the host's caches, packages or settings is seen, but for where it gets
# packages and modules from. Logs are kept in build/bare. Needs root or sudo.
set -euo pipefail
cd "$(dirname "$0")/../.."

what=${1:-test}
logs=$PWD/build/bare
mkdir -p "$logs"
work=${BARE_WORK:-}
if [ -z "$work" ]; then
  [ -z "$(git status --porcelain)" ] || echo "What is not committed is not in it." >&2
  work=$(mktemp -d "${TMPDIR:-/var/tmp}/bare.XXXXXX")
  git bundle create -q "$work/headcount.bundle" HEAD
  go env GOROOT GOPROXY GOSUMDB GONOSUMDB GONOPROXY GOPRIVATE GOINSECURE >"$work/go"
fi
if [ "$(id -u)" != 0 ]; then
  exec sudo env BARE_WORK="$work" "$0" "$what"
fi

. assets/packaging/bareroot.sh

# settle brings Go, the clone and somebody new who may use sudo.
settle() {
  mapfile -t go <"$work/go"
  cp -a "${go[0]}" "$root/usr/local/go"
  chroot "$root" useradd --create-home --shell /bin/bash newcomer
  echo 'newcomer ALL=(ALL) NOPASSWD: ALL' >"$root/etc/sudoers.d/newcomer"
  cp "$work/headcount.bundle" "$root/tmp/"
  as_newcomer "git clone -q /tmp/headcount.bundle headcount"
}

# as_newcomer runs a command in the root with nothing of this environment but
# where Go and curl find the network.
as_newcomer() {
  local network=() name
  for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
    [ -z "${!name:-}" ] || network+=("$name=${!name}")
  done
  env -i ${network[@]+"${network[@]}"} HOME=/home/newcomer USER=newcomer LANG=C.UTF-8 TERM=dumb \
    PATH=/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    GOPROXY="${go[1]}" GOSUMDB="${go[2]}" GONOSUMDB="${go[3]}" GONOPROXY="${go[4]}" GOPRIVATE="${go[5]}" GOINSECURE="${go[6]}" \
    chroot --userspec=newcomer "$root" /bin/bash -c "cd && $1" </dev/null
}

# play runs one of README's commands and says how it went. What it must have said
# is looked for in its log.
play() { # play TARGET SENTENCE...
  local target=$1 began=$SECONDS sentence
  shift
  say "$ make $target"
  as_newcomer "cd headcount && make $target" >"$logs/$target.log" 2>&1 || {
    tail -n 20 "$logs/$target.log" >&2
    echo "make $target failed on a bare machine after $((SECONDS - began)) s. All it said: $logs/$target.log" >&2
    exit 1
  }
  for sentence in "$@"; do
    grep -qF -- "$sentence" "$logs/$target.log" || { echo "make $target ended well but did not say: $sentence" >&2; exit 1; }
  done
  say "make $target: well after $((SECONDS - began)) s; $(du -sm "$root/home/newcomer/.cache" "$root/home/newcomer/go" | awk '{s += $1} END {print s}') MB in Go's caches."
}

lay git,make,sudo,ca-certificates
settle
play run "There is no display here" "exported and undone"
left=$(as_newcomer "cd headcount && git status --porcelain")
[ -z "$left" ] || { echo "make run left in the clone: $left" >&2; exit 1; }
[ "$what" = run ] || play test "ok  	headcount.app/headcount/app"
