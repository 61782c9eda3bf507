#!/usr/bin/env bash
# Every package that can be built on Linux, into dist:
#   packages.sh [linux|windows]    only those of one system; both is the default
# Two builds of one commit with one Go and one compiler are byte for byte alike, which
# samebytes.sh tries.
set -euo pipefail
cd "$(dirname "$0")/../.."
. assets/packaging/flags.sh
systems=${1:-linux windows} build=$PWD/build/packages dist=$PWD/dist

say() { echo "$*" >&2; }
[ "$(uname -sm)" = "Linux x86_64" ] || { say "Packages are built on Linux x86_64; this is $(uname -sm)."; exit 1; }
case $commit in *+changed) say "What is not committed is in the packages: they say $commit." ;; esac
rm -rf "$build" "$dist"
mkdir -p "$build/icons" "$dist"
go build -trimpath -buildvcs=false -o "$build/pack" ./assets/packaging/pack
"$build/pack" icons assets/icon.png "$build/icons" 16 24 32 48 64 128 256 512

bill() { # bill SYSTEM PROGRAM
  local file=$dist/headcount-$version-$1-x64.cdx.json
  go run github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0 bin -json -noserial -licenses -version "$version" -output "$file" "$2" 2>"$build/bill.log" ||
    { cat "$build/bill.log" >&2; exit 1; }
  "$build/pack" bill "$file" "$version"
}

say "Headcount $version ($commit)"
case $systems in *linux*)
  say "Building for Linux …"
  CGO_ENABLED=1 assets/packaging/compile.sh "${release[@]}" -ldflags "$stamp" -o "$build/headcount" .
  "$build/pack" licences "$build/headcount" >"$build/licences.txt"
  assets/packaging/linux.sh "$build" "$dist"
  bill linux "$build/headcount"
  cp "$build/licences.txt" "$dist/headcount-$version-linux-x64-licences.txt" ;;
esac
case $systems in *windows*)
  say "Building for Windows: 6 to 9 minutes the first time …"
  assets/packaging/windows.sh "$build" "$dist"
  bill windows "$build/windows/Headcount/headcount.exe"
  cp "$build/windows/licences.txt" "$dist/headcount-$version-windows-x64-licences.txt" ;;
esac
# What the program asks for, if somebody lets it, to tell whether there is a newer one.
printf '{"version": "%s", "page": "https://headcount.app/download"}\n' "$version" >"$dist/version.json"
(cd "$dist" && LC_ALL=C sha256sum -- * >SHA256SUMS)
find "$dist" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
(cd "$dist" && du -h --apparent-size -- *) >&2
