#!/usr/bin/env bash
# Headcount.app in a disk image, for the processor of the Mac it runs on, into dist. With
# MACOS_IDENTITY (a "Developer ID Application" of the keychain) it is signed, else only
# for itself, and macOS asks the person before it opens it the first time.
# Nothing of this could be tried where Headcount was written: see UNTESTED.md.
set -euo pipefail
cd "$(dirname "$0")/../.."
. assets/packaging/flags.sh

[ "$(uname)" = Darwin ] || { echo "Headcount.app is built on a Mac; this is $(uname)." >&2; exit 1; }
build=$PWD/build/packages dist=$PWD/dist app=$PWD/build/packages/image/Headcount.app
rm -rf "$build" "$dist"
mkdir -p "$build/icons" "$build/Headcount.iconset" "$dist" "$app/Contents/MacOS" "$app/Contents/Resources"
go build -trimpath -buildvcs=false -o "$build/pack" ./assets/packaging/pack
"$build/pack" icons assets/icon.png "$build/icons" 16 32 64 128 256 512
for size in 16 32 128 256; do
  cp "$build/icons/$size.png" "$build/Headcount.iconset/icon_${size}x$size.png"
  cp "$build/icons/$((2 * size)).png" "$build/Headcount.iconset/icon_${size}x$size@2x.png"
done
cp "$build/icons/512.png" "$build/Headcount.iconset/icon_512x512.png"
iconutil --convert icns --output "$app/Contents/Resources/Headcount.icns" "$build/Headcount.iconset"
CGO_ENABLED=1 MACOSX_DEPLOYMENT_TARGET=12.0 go build "${release[@]}" -ldflags "$stamp" -o "$app/Contents/MacOS/headcount" .
"$build/pack" licences "$app/Contents/MacOS/headcount" >"$app/Contents/Resources/licences.txt"

# No kind of document: the toolkit does not hand on the event by which macOS says which
# one was double-clicked, and a window without it would be a lie.
cat >"$app/Contents/Info.plist" <<PLIST
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleIdentifier</key><string>app.headcount.Headcount</string>
<key>CFBundleName</key><string>Headcount</string>
<key>CFBundleExecutable</key><string>headcount</string>
<key>CFBundleIconFile</key><string>Headcount</string>
<key>CFBundlePackageType</key><string>APPL</string>
<key>CFBundleShortVersionString</key><string>$version</string>
<key>CFBundleVersion</key><string>$version</string>
<key>CFBundleDevelopmentRegion</key><string>en</string>
<key>CFBundleLocalizations</key><array><string>en</string><string>fr</string></array>
<key>LSMinimumSystemVersion</key><string>12.0</string>
<key>LSApplicationCategoryType</key><string>public.app-category.business</string>
<key>NSHighResolutionCapable</key><true/>
</dict></plist>
PLIST
plutil -lint "$app/Contents/Info.plist"
if [ -n "${MACOS_IDENTITY:-}" ]; then
  codesign --force --options runtime --timestamp --sign "$MACOS_IDENTITY" "$app"
else
  echo "There is no identity to sign with: the program is signed for itself alone." >&2
  codesign --force --sign - "$app"
fi
codesign --verify --strict "$app"
"$app/Contents/MacOS/headcount" --version
ln -s /Applications "$build/image/Applications"
case $(uname -m) in x86_64) processor=x64 ;; *) processor=$(uname -m) ;; esac
hdiutil create -quiet -volname Headcount -srcfolder "$build/image" -format UDZO "$dist/headcount-$version-macos-$processor.dmg"
