#!/usr/bin/env bash
# The packages for Linux in dist, tried: what Debian's and the desktop's own checkers say
# of them, the .deb installed in a bare root, used by somebody new in the terminal and in
# a window, and removed; the .rpm and the archive laid out and used too. Needs root or sudo.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ "$(id -u)" != 0 ]; then exec sudo "$0"; fi

. assets/packaging/flags.sh
logs=$PWD/build/trylinux id=app.headcount.Headcount
deb=dist/headcount_${version}_amd64.deb rpm=dist/headcount-$version-1.x86_64.rpm archive=dist/headcount-$version-linux-x64.tar.xz
rm -rf "$logs" && mkdir -p "$logs"
work=$(mktemp -d "${TMPDIR:-/var/tmp}/trylinux.XXXXXX")
. assets/packaging/bareroot.sh
fail() { echo "$*" >&2; exit 1; }

(cd dist && sha256sum --check --quiet SHA256SUMS) || fail "The sums in dist are not those of its files."

# What the package says about itself, judged by others.
dpkg-deb -x "$deb" "$work/deb"
lintian --fail-on error --profile debian "$deb" >"$logs/lintian.log" 2>&1 || { cat "$logs/lintian.log" >&2; fail "lintian finds errors."; }
desktop-file-validate "$work/deb/usr/share/applications/$id.desktop"
appstreamcli validate --no-net "$work/deb/usr/share/metainfo/$id.metainfo.xml" >"$logs/appstream.log" || { cat "$logs/appstream.log" >&2; fail "appstreamcli finds errors."; }
for page in man1 fr/man1; do
  gzip -dc "$work/deb/usr/share/man/$page/headcount.1.gz" | mandoc -T lint -W error
done
say "The .deb: no error by lintian ($(grep -c '^W:' "$logs/lintian.log" || true) warnings), desktop entry, AppStream data and manual are valid."

# as_newcomer runs a command in the root as somebody new, who has a home and nothing else.
as_newcomer() {
  env -i HOME=/home/newcomer USER=newcomer LANG=C.UTF-8 TERM=dumb DISPLAY="${DISPLAY:-}" LIBGL_ALWAYS_SOFTWARE=1 PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin \
    chroot --userspec=newcomer "$root" /bin/bash -c "cd && $1" </dev/null
}
inside() { env DEBIAN_FRONTEND=noninteractive chroot "$root" "$@" >>"$logs/root.log" 2>&1 || { tail -n 5 "$logs/root.log" >&2; fail "In the bare root: $*"; }; }

# use plays an upload with a program that was installed.
use() { # use PROGRAM FOLDER COMMAND-PREFIX
  local said
  said=$($3 "$1 --version") && [ "$said" = "headcount $version ($commit)" ] || fail "$1 says it is $said"
  $3 "$1 --db $2/office.headcount upload $2/users.csv --apply" >"$logs/upload.log" 2>&1 || { cat "$logs/upload.log" >&2; fail "$1 does not upload."; }
  [ "$($3 "$1 --db $2/office.headcount users --format json" | grep -c '"email"')" -gt 200 ] || fail "$1 does not list what was uploaded."
}

lay ca-certificates
chroot "$root" useradd --create-home --shell /bin/bash newcomer
install -o 1000 -m 644 assets/example/users.csv "$root/home/newcomer/users.csv"
cp "$deb" "$root/tmp/headcount.deb"
inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends /tmp/headcount.deb
use headcount /home/newcomer as_newcomer
inside apt-get install -y -qq --no-install-recommends shared-mime-info libglib2.0-bin libgl1-mesa-dri
kind=$(as_newcomer "cp office.headcount renamed && gio info -a standard::content-type renamed; gio info -a standard::content-type office.headcount")
[ "$(grep -c 'application/x-headcount' <<<"$kind")" = 2 ] || fail "The kind of an organization is not known by name and by content: $kind"
as_newcomer "rm renamed"

# The window, on a display of the host, with what the package asks for and a driver.
. assets/e2e/display.sh
trap 'kill $xvfb 2>/dev/null || true; leave' EXIT
mkdir -p "$root/tmp/.X11-unix" && mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
as_newcomer "exec headcount office.headcount" >"$logs/window.log" 2>&1 &
window=$!
for _ in $(seq 240); do
  ! found=$(xdotool search --onlyvisible --name 'office.*Headcount' 2>/dev/null) || break
  kill -0 $window 2>/dev/null || { cat "$logs/window.log" >&2; fail "The window ended by itself."; }
  sleep 0.5
done
[ -n "${found:-}" ] || { cat "$logs/window.log" >&2; fail "No window appears."; }
sleep 3
import -window root "$logs/window.png"
[ "$(convert "$logs/window.png" -format '%k' info:)" -gt 200 ] || fail "The window stays empty: $logs/window.png"
xdotool key --clearmodifiers ctrl+q
wait $window || { cat "$logs/window.log" >&2; fail "The window does not end well."; }
say "The .deb: installed in a bare root, used in the terminal and in a window, picture in $logs/window.png."

chroot "$root" dpkg -L headcount | while IFS= read -r path; do [ -d "$root$path" ] || printf '%s\n' "$path"; done >"$logs/files"
inside apt-get purge -y -qq headcount
while IFS= read -r path; do [ ! -e "$root$path" ] || fail "$path is left after removing."; done <"$logs/files"
[ -s "$root/home/newcomer/office.headcount" ] || fail "The person's own file went with the package."
say "The .deb: removed, $(wc -l <"$logs/files") files gone, the organization stays."

# The .rpm with rpm's own hand, in a folder; what it asks for cannot be looked up here.
mkdir -p "$work/rpm" "$work/archive" "$work/try"
cp assets/example/users.csv "$work/try/"
rpm --root "$work/rpm" --initdb
rpm --root "$work/rpm" --nodeps --noscripts -i "$rpm"
rpm --root "$work/rpm" -V --nodeps headcount || fail "What rpm installed is not what it says."
alone() { env -i HOME="$work/try" LANG=C.UTF-8 PATH=/usr/bin:/bin bash -c "$1" </dev/null; }
use "$work/rpm/usr/bin/headcount" "$work/try" alone
rpm --root "$work/rpm" --nodeps -e headcount 2>/dev/null
[ ! -e "$work/rpm/usr/bin/headcount" ] || fail "The .rpm does not go away."
rm -f "$work/try/office.headcount"
tar -C "$work/archive" -xf "$archive"
use "$work/archive/headcount-$version/bin/headcount" "$work/try" alone
say "The .rpm and the archive: laid out, used; the .rpm erased again."
