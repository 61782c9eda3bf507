#!/usr/bin/env bash
# The packages for Windows, built on Linux:
#   windows.sh BUILD DIST    icons and pack lie in BUILD; packages go to DIST
set -euo pipefail
cd "$(dirname "$0")/../.."
. assets/packaging/flags.sh
build=$(realpath "$1") dist=$(realpath "$2") folder=$build/windows/Headcount
sysobject=rsrc_windows_amd64.syso

# The icon, the version and what Windows has to know of the program: that it draws for
# any density, knows UTF-8 and long paths. The Go command links what lies beside main.go.
resources() {
  cat >"$build/winres.json" <<JSON
{"RT_GROUP_ICON": {"APP": {"0000": ["icons/256.png", "icons/64.png", "icons/48.png", "icons/32.png", "icons/24.png", "icons/16.png"]}},
 "RT_MANIFEST": {"#1": {"0409": {
  "identity": {"name": "app.headcount.Headcount", "version": "$version.0"}, "description": "Headcount",
  "minimum-os": "win10", "execution-level": "as invoker", "dpi-awareness": "per monitor v2",
  "long-path-aware": true, "use-common-controls-v6": true, "gdi-scaling": false, "high-resolution-scrolling-aware": true}}},
 "RT_VERSION": {"#1": {"0000": {"fixed": {"file_version": "$version.0", "product_version": "$version.0"},
  "info": {"0409": {"FileDescription": "Headcount", "ProductName": "Headcount", "OriginalFilename": "headcount.exe",
   "FileVersion": "$version", "ProductVersion": "$version", "CompanyName": "The Headcount authors", "LegalCopyright": "The Headcount authors"}}}}}}
JSON
  go run github.com/tc-hib/go-winres@v0.3.3 make --in "$build/winres.json" --arch amd64 --out rsrc
}

trap 'rm -f "$sysobject"' EXIT
rm -rf "$build/windows" && mkdir -p "$folder"
resources
GOOS=windows GOARCH=amd64 CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc \
  go build "${release[@]}" -ldflags "$stamp -H=windowsgui" -o "$folder/headcount.exe" .
"$build/pack" twin "$folder/headcount.exe" "$folder/headcount.com"
"$build/pack" licences "$folder/headcount.exe" >"$build/windows/licences.txt"
sed 's/$/\r/' "$build/windows/licences.txt" >"$folder/LICENCES.txt"
sed "s/@version@/$version/; s/$/\r/" assets/packaging/share/windows.txt >"$folder/README.txt"
find "$folder" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
"$build/pack" zip "$folder" "$dist/headcount-$version-windows-x64.zip"
makensis -V2 -WX -INPUTCHARSET UTF8 -DVERSION="$version" -DBUILD="$build" -DOUT="$dist/headcount-$version-windows-x64-setup.exe" assets/packaging/windows.nsi
