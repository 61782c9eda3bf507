#!/usr/bin/env bash
# openroot.sh COMMAND...: runs a command. Where nobody but root may enter / (a
# chroot in a folder that mktemp made, say) no server that gives up root's rights
# can run, nor a test as another user: root's command gets a / that others may
# enter, with the same folders in it, seen by this command and its children alone.
set -euo pipefail

closed() { [ "$(uname)" = Linux ] && [ "$(id -u)" = 0 ] && [ $(($(stat -c %a /) % 2)) = 0 ]; }

if [ -z "${OPEN_ROOT:-}" ]; then
  closed || exec "$@"
  OPEN_ROOT=$(mktemp -d)
  export OPEN_ROOT
  status=0
  unshare --mount --propagation unchanged "$0" "$@" || status=$?
  umount -l "$OPEN_ROOT" 2>/dev/null || : # a copy, if mounts are shared
  rmdir "$OPEN_ROOT"
  exit $status
fi

root=$OPEN_ROOT here=$PWD
unset OPEN_ROOT
mount -t tmpfs -o mode=755 openroot "$root"
mount --make-private "$root"
for entry in /*; do
  to=$root$entry
  if [ -L "$entry" ]; then
    cp -P "$entry" "$to"
  elif [ -d "$entry" ]; then
    mkdir "$to"
    mount --rbind "$entry" "$to"
    mount --make-rslave "$to" 2>/dev/null || :
  else
    cp -p "$entry" "$to"
  fi
done
exec chroot "$root" /usr/bin/env -C "$here" "$@"
