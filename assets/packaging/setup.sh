#!/usr/bin/env bash
# Installs what is missing for the task named, and says what it installs:
#   setup.sh build    compiler and headers that Fyne and SQLite need
#   setup.sh test     the mail servers that letters are tried on, loopback only, and a keyring
#   setup.sh e2e      a virtual display and what drives a window on it
#   setup.sh interop  the spreadsheet programs our files are read with
#   setup.sh bare     what makes a bare Debian root
#   setup.sh wine     a Windows to try the packages for it in
#   setup.sh packages what makes packages for Linux and Windows, and reads them back
# It uses apt, dnf, pacman or brew, whichever is there, and sudo when not root.
# Go itself is never installed: it is checked, and what to do is said.
set -euo pipefail
cd "$(dirname "$0")/../.."

want=${1:-build}
have() { command -v "$1" >/dev/null 2>&1; }

# What the build takes from the system: headers, pkg-config files, libraries, and
# the packages that have them on Debian and Ubuntu | Fedora | Arch. needs_test.go
# holds this against what Fyne, GLFW and SQLite really ask for, on X11 and Wayland.
needs='
stdlib.h linux/input.h               | libc6-dev        | glibc-devel        | glibc
GL/glx.h gl.pc -lGL                  | libgl-dev        | mesa-libGL-devel   | libglvnd
EGL/egl.h                            | libegl-dev       | mesa-libEGL-devel  | libglvnd
X11/Xlib.h -lX11                     | libx11-dev       | libX11-devel       | libx11
X11/extensions/shape.h               | libxext-dev      | libXext-devel      | libxext
X11/Xcursor/Xcursor.h -lXcursor      | libxcursor-dev   | libXcursor-devel   | libxcursor
X11/extensions/Xrandr.h -lXrandr     | libxrandr-dev    | libXrandr-devel    | libxrandr
X11/extensions/Xinerama.h -lXinerama | libxinerama-dev  | libXinerama-devel  | libxinerama
X11/extensions/XInput2.h -lXi        | libxi-dev        | libXi-devel        | libxi
-lXxf86vm                            | libxxf86vm-dev   | libXxf86vm-devel   | libxxf86vm
wayland-client.h wayland-client.pc   | libwayland-dev   | wayland-devel      | wayland
-lwayland-client -lwayland-cursor    | libwayland-dev   | wayland-devel      | wayland
-lwayland-egl                        | libwayland-dev   | wayland-devel      | wayland
xkbcommon/xkbcommon.h -lxkbcommon    | libxkbcommon-dev | libxkbcommon-devel | libxkbcommon
'

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif have sudo; then sudo "$@"
  else
    echo "These packages are missing and installing them needs root or sudo: $*" >&2
    exit 1
  fi
}

install() { # install MANAGER PACKAGE...
  local manager=$1
  shift
  [ $# -gt 0 ] || return 0
  echo "Installing with $manager: $*" >&2
  case $manager in
    apt)
      as_root apt-get update -qq
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
      ;;
    dnf) as_root dnf install -y -q "$@" ;;
    pacman) as_root pacman -S --needed --noconfirm "$@" ;;
    brew) brew install "$@" ;;
  esac
}

# need_go ends with a sentence unless Go is as new as go.mod asks. Go 1.21 and later
# may fetch a newer one by itself.
need_go() {
  local needed found minor said=
  needed=$(sed -n 's/^go //p' go.mod)
  local way="Install Go ${needed%.0} or later from https://go.dev/dl/ (a distribution's own is often older), put its bin folder first in PATH, then run this again."
  have go || { echo "Go is missing. $way" >&2; exit 1; }
  found=$(cd / && GOTOOLCHAIN=local go env GOVERSION 2>/dev/null) || found=
  [ -n "$found" ] || found=$(go version | awk '{print $3}')
  minor=$(expr "$found" : '.*go1\.\([0-9]*\)') || minor=0
  if [ "$minor" -ge 21 ] && said=$(go list -m 2>&1); then return; fi
  echo "This is Go ${found#go} ($(command -v go)), and Headcount needs Go ${needed%.0}. $way" >&2
  [ "$minor" -lt 21 ] || echo "$said" >&2
  exit 1
}

compiler() { go env CC | awk '{print $1}'; }

# found reports whether the compiler, linker or pkg-config find every one of the
# things named.
found() {
  local includes= libraries=() thing
  for thing in "$@"; do
    case $thing in
      -l*) libraries+=("$thing") ;;
      *.pc) pkg-config --exists "${thing%.pc}" || return 1 ;;
      *) includes+="#include <$thing>"$'\n' ;;
    esac
  done
  printf '%sint main(void) { return 0; }\n' "$includes" |
    "$(compiler)" -x c - -o "$scratch" ${libraries[@]+"${libraries[@]}"} >/dev/null 2>&1
}

# lacking prints the packages of one column of needs whose things are not found.
lacking() {
  local column=$1 things apt dnf pacman
  if have "$(compiler)" && have pkg-config && found $(awk -F'|' '{print $1}' <<<"$needs"); then return; fi
  while IFS='| ' read -r -a row; do
    [ ${#row[@]} -gt 0 ] || continue
    local last=$((${#row[@]} - 3))
    found "${row[@]:0:last}" || echo "${row[last + column]}"
  done <<<"$needs" | sort -u
}

# build installs compiler, pkg-config and the packages of needs, and looks again:
# what is still not found has another name here.
build() { # build MANAGER COLUMN COMPILER PKG-CONFIG
  local missing=() still
  have "$(compiler)" || missing+=("$3")
  have pkg-config || missing+=("$4")
  missing+=($(lacking "$2"))
  [ ${#missing[@]} -gt 0 ] || return 0
  install "$1" "${missing[@]}"
  still=$(lacking "$2")
  [ -z "$still" ] || { echo "Still not found after installing: $(tr '\n' ' ' <<<"$still")" >&2; exit 1; }
}

build_apt() { build apt 0 gcc pkg-config; }
build_dnf() { build dnf 1 gcc pkgconf-pkg-config; }
build_pacman() { build pacman 2 gcc pkgconf; }

# Postfix is only of use to root; aiosmtpd stands in for it elsewhere. The
# packages are not to start servers of their own, now or at the next boot.
test_apt() {
  local missing=()
  have dovecot || [ -x /usr/sbin/dovecot ] || missing+=(dovecot-imapd)
  have openssl || missing+=(openssl)
  [ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || missing+=(python3 python3-aiosmtpd)
  [ "$(id -u)" != 0 ] || [ -x /usr/sbin/postfix ] || missing+=(postfix)
  have dbus-run-session || missing+=(dbus)
  have gnome-keyring-daemon || missing+=(gnome-keyring)
  [ ${#missing[@]} -gt 0 ] || return 0
  local policy=/usr/sbin/policy-rc.d ours=
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod +x "$policy"
    ours=yes
  fi
  install apt "${missing[@]}"
  [ -z "$ours" ] || as_root rm "$policy"
  for server in dovecot postfix; do
    case " ${missing[*]} " in *" $server"*) ! have systemctl || as_root systemctl disable --quiet "$server" 2>/dev/null || true ;; esac
  done
}

e2e_apt() {
  local missing=()
  have Xvfb || missing+=(xvfb)
  have xdotool || missing+=(xdotool)
  have openbox || missing+=(openbox)
  have import || missing+=(imagemagick)
  have xclip || missing+=(xclip)
  have tesseract || missing+=(tesseract-ocr)
  tesseract --list-langs 2>/dev/null | grep -qx fra || missing+=(tesseract-ocr-fra)
  [ -n "$(find /usr/lib -name 'swrast_dri.so' -print -quit 2>/dev/null)" ] || missing+=(libgl1-mesa-dri)
  have python3 || missing+=(python3)
  # Something that edits a workbook: LibreOffice and its bridge, or openpyxl.
  editor() { "$1" -c 'import openpyxl' 2>/dev/null || { have soffice && "$1" -c 'import uno' 2>/dev/null; }; }
  editor python3 || editor /usr/bin/python3 || missing+=(python3-openpyxl)
  install apt "${missing[@]}"
}

interop_apt() {
  local missing=()
  have soffice || missing+=(libreoffice-calc-nogui)
  have ssconvert || missing+=(gnumeric)
  python3 -c 'import openpyxl' 2>/dev/null || missing+=(python3-openpyxl)
  have npm || missing+=(nodejs npm)
  install apt "${missing[@]}"
}

bare_apt() {
  have debootstrap || install apt debootstrap
}

packages_apt() {
  local missing=()
  have x86_64-w64-mingw32-gcc || missing+=(gcc-mingw-w64-x86-64)
  have makensis || missing+=(nsis)
  have rpmbuild || missing+=(rpm)
  have dpkg-shlibdeps || missing+=(dpkg-dev)
  have objdump || missing+=(binutils)
  have xz || missing+=(xz-utils)
  have lintian || missing+=(lintian)
  have desktop-file-validate || missing+=(desktop-file-utils)
  have appstreamcli || missing+=(appstream)
  have mandoc || missing+=(mandoc)
  install apt "${missing[@]}"
}

wine_apt() {
  local missing=()
  have x86_64-w64-mingw32-gcc || missing+=(gcc-mingw-w64-x86-64)
  have wine64 || [ -x /usr/lib/wine/wine64 ] || missing+=(wine64)
  install apt "${missing[@]}"
}

# The dependencies of a .deb are found out with Debian's own tools.
packages_dnf() { echo "Packages are built on Debian or Ubuntu." >&2; exit 1; }
packages_pacman() { packages_dnf; }
wine_dnf() { packages_dnf; }
wine_pacman() { packages_dnf; }

test_dnf() {
  have dovecot || install dnf dovecot
  have openssl || install dnf openssl
  /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || install dnf python3-aiosmtpd
  [ "$(id -u)" != 0 ] || have postfix || install dnf postfix
  have dbus-run-session && have gnome-keyring-daemon || install dnf dbus-daemon gnome-keyring
}

e2e_dnf() {
  have Xvfb && have xdotool && have openbox && have import && have xclip ||
    install dnf xorg-x11-server-Xvfb xdotool openbox ImageMagick xclip mesa-dri-drivers python3
}

interop_dnf() {
  have soffice && have ssconvert || install dnf libreoffice-calc gnumeric python3-openpyxl nodejs npm
}

bare_dnf() { have debootstrap || install dnf debootstrap; }

test_pacman() {
  have dovecot || install pacman dovecot
  /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || install pacman python-aiosmtpd
  [ "$(id -u)" != 0 ] || have postfix || install pacman postfix
  have dbus-run-session && have gnome-keyring-daemon || install pacman dbus gnome-keyring
}

e2e_pacman() {
  have Xvfb && have xdotool && have openbox || install pacman xorg-server-xvfb xdotool openbox imagemagick xclip python
}

interop_pacman() {
  have soffice && have ssconvert || install pacman libreoffice-still gnumeric python-openpyxl nodejs npm
}

bare_pacman() { have debootstrap || install pacman debootstrap; }

# On macOS a cc is always there; without Apple's tools it only asks for them.
on_macos() {
  xcode-select -p >/dev/null 2>&1 ||
    { echo "The compiler is missing: run xcode-select --install (about 2 GB), then this again." >&2; exit 1; }
  case $want in
    test)
      have dovecot || install brew dovecot
      [ -x build/mailserver/bin/python3 ] || { python3 -m venv build/mailserver && build/mailserver/bin/pip install -q aiosmtpd; }
      ;;
    interop)
      have soffice || install brew libreoffice
      have ssconvert || install brew gnumeric
      ;;
    bare) echo "A bare Debian root can only be made on Linux." >&2; exit 1 ;;
    packages | wine) echo "Packages for Linux and Windows are built on Linux; see assets/packaging/macos.sh for this system's." >&2; exit 1 ;;
  esac
}

scratch=$(mktemp)
trap 'rm -f "$scratch"' EXIT
need_go
if [ "$(uname -s)" = Darwin ]; then
  on_macos
elif have apt-get; then
  "${want}_apt"
elif have dnf; then
  "${want}_dnf"
elif have pacman; then
  "${want}_pacman"
elif [ "$want" != build ] || [ -n "$(lacking 0)" ]; then
  echo "No package manager is known here. Install what these packages are called on your system, then run this again:" >&2
  if [ "$want" = build ]; then echo "gcc pkg-config" $(lacking 0) >&2; else echo "see ${want}_apt in $0" >&2; fi
  exit 1
fi
