#!/usr/bin/env bash
# Installs what is missing for the task named, and says what it installs:
#   setup.sh build    compiler and headers that Fyne and SQLite need
#   setup.sh test     the mail servers that letters are tried on, loopback only, and a keyring
#   setup.sh e2e      a virtual display and what drives a window on it
#   setup.sh interop  the spreadsheet programs our files are read with
# It uses apt, dnf, pacman or brew, whichever is there, and sudo when not root.
set -euo pipefail

want=${1:-build}
have() { command -v "$1" >/dev/null 2>&1; }
header() { [ -e "/usr/include/$1" ] || [ -e "/usr/include/$(uname -m)-linux-gnu/$1" ]; }

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

need_go() {
  have go && return
  echo "Go is missing. Install Go 1.26 or later from your system or from go.dev, then run this again." >&2
  exit 1
}

build_apt() {
  local missing=()
  have gcc || missing+=(gcc libc6-dev)
  have pkg-config || missing+=(pkg-config)
  header GL/gl.h || missing+=(libgl-dev)
  header X11/Xlib.h || missing+=(libx11-dev)
  header X11/extensions/Xext.h || missing+=(libxext-dev)
  header X11/Xcursor/Xcursor.h || missing+=(libxcursor-dev)
  header X11/extensions/Xrandr.h || missing+=(libxrandr-dev)
  header X11/extensions/Xinerama.h || missing+=(libxinerama-dev)
  header X11/extensions/XInput2.h || missing+=(libxi-dev)
  header X11/extensions/xf86vmode.h || missing+=(libxxf86vm-dev)
  header wayland-client-core.h || missing+=(libwayland-dev)
  header xkbcommon/xkbcommon.h || missing+=(libxkbcommon-dev)
  install apt "${missing[@]}"
}

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

need_go
case "$(uname -s)" in
  Darwin)
    have cc || { echo "The compiler is missing: run xcode-select --install, then this again." >&2; exit 1; }
    [ "$want" != test ] || {
      have dovecot || install brew dovecot
      [ -x build/mailserver/bin/python3 ] || { python3 -m venv build/mailserver && build/mailserver/bin/pip install -q aiosmtpd; }
    }
    [ "$want" != interop ] || { have soffice || install brew libreoffice; have ssconvert || install brew gnumeric; }
    exit 0
    ;;
esac
if have apt-get; then
  "${want}_apt"
elif have dnf; then
  case $want in
    build) have gcc && header GL/gl.h && header X11/extensions/xf86vmode.h && header wayland-client-core.h && header xkbcommon/xkbcommon.h ||
      install dnf gcc pkgconf-pkg-config mesa-libGL-devel libX11-devel libXext-devel libXcursor-devel libXrandr-devel libXinerama-devel libXi-devel libXxf86vm-devel wayland-devel libxkbcommon-devel ;;
    test)
      have dovecot || install dnf dovecot
      have openssl || install dnf openssl
      /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || install dnf python3-aiosmtpd
      [ "$(id -u)" != 0 ] || have postfix || install dnf postfix
      have dbus-run-session && have gnome-keyring-daemon || install dnf dbus-daemon gnome-keyring
      ;;
    e2e) have Xvfb && have xdotool && have openbox && have import && have xclip || install dnf xorg-x11-server-Xvfb xdotool openbox ImageMagick xclip mesa-dri-drivers python3 ;;
    interop) have soffice && have ssconvert || install dnf libreoffice-calc gnumeric python3-openpyxl nodejs npm ;;
  esac
elif have pacman; then
  case $want in
    build) have gcc && header GL/gl.h && header X11/extensions/xf86vmode.h && header xkbcommon/xkbcommon.h ||
      install pacman gcc pkgconf mesa libx11 libxext libxcursor libxrandr libxinerama libxi libxxf86vm wayland libxkbcommon ;;
    test)
      have dovecot || install pacman dovecot
      /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || install pacman python-aiosmtpd
      [ "$(id -u)" != 0 ] || have postfix || install pacman postfix
      have dbus-run-session && have gnome-keyring-daemon || install pacman dbus gnome-keyring
      ;;
    e2e) have Xvfb && have xdotool && have openbox || install pacman xorg-server-xvfb xdotool openbox imagemagick xclip python ;;
    interop) have soffice && have ssconvert || install pacman libreoffice-still gnumeric python-openpyxl nodejs npm ;;
  esac
elif ! have gcc; then
  echo "No package manager is known here. Install a C compiler, OpenGL and X11 or Wayland headers, then run this again." >&2
  exit 1
fi
