#!/usr/bin/env bash
# The installer for Windows in dist, under wine: it installs without a word into a folder
# with accents, a second start brings the first window up, the journey is played, what it
# did is asked for in the terminal, and uninstalling leaves the person's own files alone.
#   windows.sh [FOLDER]    keeps pictures of each step in FOLDER
set -euo pipefail
cd "$(dirname "$0")/../.."
. assets/packaging/flags.sh
. assets/e2e/display.sh

work=$(mktemp -d)
prefix=$work/prefix drive=$work/prefix/drive_c
stop_wine() { :; }
trap 'stop_wine; kill $xvfb 2>/dev/null || true; sleep 0.5; rm -rf "$work" || true' EXIT
export HOME="$work" LANG=C.UTF-8 LC_ALL=C.UTF-8 FYNE_THEME=light
unset LANGUAGE HEADCOUNT_DB E2E_PROGRAM
. assets/packaging/wine.sh
fail() { echo "$*" >&2; exit 1; }

school=$drive/Été\ à\ l\'école
programs="$school/Program" documents="$school/Documents"
mkdir -p "$documents"
wine reg add 'HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders' /v Personal /d "C:\\Été à l'école\\Documents" /f >/dev/null
"$wineserver" -w

# The folder is the rest of the line, without quotation marks: wine would put them around it.
wine "dist/headcount-$version-windows-x64-setup.exe" /S '/D=C:\Été' à "l'école\\Program"
"$wineserver" -w
for file in headcount.exe headcount.com LICENCES.txt README.txt uninstall.exe; do
  [ -s "$programs/$file" ] || fail "The installer left out $file."
done
asked() { wine reg query "$1" /ve 2>/dev/null | tr -d '\r'; }
asked 'HKCU\Software\Classes\Headcount.Organization\shell\open\command' | grep -qF "Program\\headcount.exe" || fail "A double click on an organization opens nothing."
find "$drive/users" "$drive/ProgramData" -name 'Headcount.lnk' | grep -q . || fail "Headcount is not in the Start menu."

program=("$wine" "$programs/headcount.com")
said=$("${program[@]}" --version | tr -d '\r')
[[ $said = "headcount $version ("* ]] || fail "The terminal's program says that it is $said."
status=0
"${program[@]}" no-such-command >/dev/null 2>&1 || status=$?
[ "$status" = 2 ] || fail "A command that is not there ends with $status."

start=$(date +%s%N)
"$wine" "$programs/headcount.exe" >"$work/window.log" 2>&1 &
E2E_PROGRAM="$wine $(printf %q "$programs/headcount.exe")" E2E_DRIVE=$drive \
  python3 assets/e2e/journey.py "$documents" "${1:-build/e2e-windows}" "$start" "${editor:-/usr/bin/python3}"
"$wineserver" -w
db="C:\\Été à l'école\\Documents\\Headcount example\\Headcount example.headcount"
. assets/e2e/told.sh

(cd "$drive" && find . -type f -path '*école*' ! -path '*/Program/*' | sort) >"$work/own"
wine "$programs/uninstall.exe" /S
"$wineserver" -w
[ ! -e "$programs" ] || fail "Uninstalling leaves $(ls "$programs")."
[ -z "$(asked 'HKCU\Software\Classes\Headcount.Organization')" ] || fail "Uninstalling leaves the kind of file."
! find "$drive/users" "$drive/ProgramData" -name 'Headcount*.lnk' | grep -q . || fail "Uninstalling leaves the Start menu."
(cd "$drive" && find . -type f -path '*école*' | sort) | diff "$work/own" - || fail "The person's own files are not what they were."
echo "Windows: installed in a folder with accents, used, uninstalled; $(wc -l <"$work/own") files of the person's stay."
