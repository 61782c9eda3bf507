# Sourced: a Windows of wine's in the folder prefix, for programs of Go, with what wine 8
# lacks of it. Afterwards wine is the program that runs others in it. Its part for screen
# readers is left out: it ends every program that tells one of a change.
export WINEPREFIX=$prefix WINEARCH=win64 WINEDEBUG=${WINEDEBUG:--all} WINEDLLOVERRIDES="mscoree,mshtml,uiautomationcore,winemenubuilder.exe="
wine=$(command -v wine64 || echo /usr/lib/wine/wine64)
wineserver=$(command -v wineserver || ls /usr/lib/wine/wineserver64 /usr/lib/wine/wineserver 2>/dev/null | head -n 1)
wine() { "$wine" "$@" </dev/null; }
# stop_wine ends what runs in this Windows, and nothing else.
stop_wine() { "$wineserver" -k >/dev/null 2>&1 || true; }

[ -d "$prefix/drive_c/windows" ] || { mkdir -p "$prefix" && wine wineboot --init >/dev/null 2>&1 && "$wineserver" -w; }
# Go takes random numbers from this library as it starts; later versions of wine have it.
[ -f "$prefix/drive_c/windows/system32/bcryptprimitives.dll" ] ||
  x86_64-w64-mingw32-gcc -shared -o "$prefix/drive_c/windows/system32/bcryptprimitives.dll" -x c - -ladvapi32 <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *data, SIZE_T size) { return SystemFunction036(data, (ULONG)size); }
C

# mended prints the arguments with which go builds tests that can remove their folders: wine
# has another answer than Windows to a way of deleting that it does not know.
mended() { # mended FOLDER
  local source
  source=$(go env GOROOT)/src/internal/syscall/windows/at_windows.go
  sed 's/^\tcase STATUS_INVALID_INFO_CLASS,/\tcase NTStatus(0xC0000002), STATUS_INVALID_INFO_CLASS,/' "$source" >"$1/at_windows.go"
  ! cmp -s "$source" "$1/at_windows.go" || { echo "This Go deletes files in another way than is mended here for wine." >&2; return 1; }
  printf '{"Replace": {"%s": "%s"}}\n' "$source" "$1/at_windows.go" >"$1/overlay.json"
  echo "-overlay=$1/overlay.json"
}
