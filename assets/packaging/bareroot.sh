# A Debian (or Ubuntu) root like the host's with nothing in it, to be sourced by a script
# that sets work (a folder that goes away) and logs.
root=$work/root
leave() {
  local place
  for place in tmp/.X11-unix dev/pts dev proc sys; do
    ! mountpoint -q "$root/$place" || umount -l "$root/$place" || return
  done
  rm -rf --one-file-system "$work"
}
trap leave EXIT

say() { printf '%s\n' "$*"; }

# lay makes the root: as bare as debootstrap makes one, from the host's own mirror.
lay() { # lay PACKAGE,PACKAGE…
  local codename mirror
  codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
  mirror=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' |
    awk -v release="$codename" '$1 == release {print $2; exit}')
  [ -n "$mirror" ] || { echo "apt does not say where it gets $codename from: is this a Debian or an Ubuntu?" >&2; exit 1; }
  say "Making a bare $codename in $root …"
  debootstrap --variant=minbase --include="$1" "$codename" "$root" "$mirror" >"$logs/debootstrap.log" 2>&1 ||
    { tail -n 5 "$logs/debootstrap.log" >&2; exit 1; }
  local part
  for part in /etc/resolv.conf /etc/hosts /etc/apt/apt.conf.d /etc/apt/keyrings /etc/apt/trusted.gpg.d \
    /etc/apt/sources.list /etc/apt/sources.list.d /usr/share/keyrings /etc/ssl/certs /usr/local/share/ca-certificates; do
    [ ! -e "$part" ] || cp -aL --remove-destination "$part" "$root$(dirname "$part")/" 2>/dev/null || true
  done
  mount -t proc proc "$root/proc"
  mount --bind /sys "$root/sys"
  mount --bind /dev "$root/dev"
  mount --bind /dev/pts "$root/dev/pts"
}
