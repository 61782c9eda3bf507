#!/usr/bin/env bash
# The packages for Linux from one folder laid out as it will be installed:
#   linux.sh BUILD DIST    headcount, icons and pack lie in BUILD; packages go to DIST
set -euo pipefail
cd "$(dirname "$0")/../.."
. assets/packaging/flags.sh
build=$1 dist=$2 id=app.headcount.Headcount
tree=$build/linux day=$(date -d "@$SOURCE_DATE_EPOCH" +%F)
umask 022
# What the window opens by itself, which no tool sees in the program: without these
# there is none on X11 or on Wayland.
opened=(libX11.so.6 libXcursor.so.1 libXi.so.6 libXrandr.so.2 libxkbcommon.so.0 libEGL.so.1)
opened_debian="libx11-6, libxcursor1, libxi6, libxrandr2, libxkbcommon0, libegl1"

lay() {
  local share=assets/packaging/share size language page
  rm -rf "$tree"
  install -Dm755 "$build/headcount" "$tree/usr/bin/headcount"
  install -Dm644 "$share/$id.desktop" "$tree/usr/share/applications/$id.desktop"
  install -Dm644 "$share/$id.mime.xml" "$tree/usr/share/mime/packages/$id.xml"
  for size in 16 24 32 48 64 128 256 512; do
    install -Dm644 "$build/icons/$size.png" "$tree/usr/share/icons/hicolor/${size}x$size/apps/$id.png"
  done
  mkdir -p "$tree/usr/share/metainfo" "$tree/usr/share/man/man1" "$tree/usr/share/man/fr/man1" "$tree/usr/share/doc/headcount"
  sed "s/@version@/$version/; s/@date@/$day/" "$share/$id.metainfo.xml" >"$tree/usr/share/metainfo/$id.metainfo.xml"
  for language in en fr; do
    page=$tree/usr/share/man/$([ $language = en ] || echo "$language/")man1/headcount.1
    "$build/pack" manual "$build/headcount" "$language" "$version" >"$page"
    gzip -9n "$page"
  done
  cp "$build/licences.txt" "$tree/usr/share/doc/headcount/licences.txt"
  gzip -9n "$tree/usr/share/doc/headcount/licences.txt"
  gzip -9nc CHANGELOG.md >"$tree/usr/share/doc/headcount/changelog.gz"
  find "$tree" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
}

# copyright is Debian's form of it; the whole list lies beside it.
copyright() {
  printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Headcount\n\nFiles: *\n'
  printf 'Copyright: %s\nLicense: Expat\n' "$(sed -n 's/^Copyright (c) //p' LICENSE)"
  sed -n '/^Permission/,$p' LICENSE | sed 's/^$/./; s/^/ /'
  printf 'Comment:\n The program links libraries under licences of their own, all listed in\n /usr/share/doc/headcount/licences.txt.gz.\n'
}

# needed are the libraries that the program names, as Debian's packages with the least
# version, found out from what it links.
needed() {
  mkdir -p "$build/shlibs/debian"
  printf 'Source: headcount\n\nPackage: headcount\nArchitecture: amd64\n' >"$build/shlibs/debian/control"
  (cd "$build/shlibs" && dpkg-shlibdeps -O --ignore-missing-info "../deb/usr/bin/headcount" 2>/dev/null) | sed -n 's/^shlibs:Depends=//p'
}

deb() {
  local root=$build/deb depends
  rm -rf "$root" && cp -a "$tree" "$root"
  copyright >"$root/usr/share/doc/headcount/copyright"
  depends=$(needed)
  [ -n "$depends" ] || { echo "dpkg-shlibdeps does not say what the program needs." >&2; exit 1; }
  mkdir -p "$root/DEBIAN"
  cat >"$root/DEBIAN/control" <<CONTROL
Package: headcount
Version: $version
Architecture: amd64
Maintainer: Headcount <office@headcount.app>
Installed-Size: $(du -sk --apparent-size "$root/usr" | cut -f1)
Depends: $depends, $opened_debian
Recommends: xdg-utils, libgl1-mesa-dri
Section: database
Priority: optional
Homepage: https://headcount.app
Description: keep an organization's users in step with a file
 Export the list of users, edit it in a spreadsheet, upload it in simulation
 mode, read what would happen to each person, and apply exactly that.
 .
 It opens a window; with a command it works in the terminal, also where there
 is no display.
CONTROL
  (cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
  find "$root" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
  dpkg-deb -Zxz --root-owner-group --build "$root" "$dist/headcount_${version}_amd64.deb" >/dev/null
}

# asked are the libraries that the program names, as .rpm files name them.
asked() {
  objdump -p "$build/headcount" | awk '$1 == "NEEDED" && $2 !~ /^libc\.so/ {printf "%s()(64bit), ", $2}'
}

# rpm takes the folder as it is: no path of this machine gets in.
rpm() {
  local top=$build/rpm
  rm -rf "$top" && mkdir -p "$top"
  cat >"$top/headcount.spec" <<SPEC
Name: headcount
Version: $version
Release: 1
Summary: Keep an organization's users in step with a file
License: MIT
URL: https://headcount.app
BuildArch: x86_64
AutoReqProv: no
Requires: $(asked)libc.so.6(GLIBC_2.34)(64bit)$(printf ', %s()(64bit)' "${opened[@]}")
Recommends: xdg-utils, mesa-dri-drivers
%description
Export the list of users, edit it in a spreadsheet, upload it in simulation
mode, read what would happen to each person, and apply exactly that.
%install
cp -a $(realpath "$tree")/. %{buildroot}/
%files
%defattr(-,root,root)
$(cd "$tree" && find usr -type f | sort | sed 's|^|/|; s|^/usr/share/man/fr/.*|%lang(fr) &|; s|^/usr/share/doc/.*|%doc &|')
SPEC
  SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH rpmbuild -bb --quiet --target x86_64 --buildroot "$(realpath "$top")/root" \
    --define "_topdir $(realpath "$top")" --define "_rpmdir $(realpath "$dist")" --define "_rpmfilename %{name}-%{version}-%{release}.%{arch}.rpm" \
    --define "_buildhost headcount.app" --define "use_source_date_epoch_as_buildtime 1" --define "clamp_mtime_to_source_date_epoch 1" \
    --define "_binary_payload w19.zstdio" --define "debug_package %{nil}" --define "__os_install_post %{nil}" --define "_build_id_links none" \
    "$top/headcount.spec"
}

# archive unpacks anywhere: the same folders, without a package manager.
archive() {
  tar -C "$tree" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --format=gnu \
    --transform "s|^usr|headcount-$version|" -cf - usr | xz -9 -T1 >"$dist/headcount-$version-linux-x64.tar.xz"
}

lay
deb
rpm
archive
