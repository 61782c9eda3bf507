#!/usr/bin/env bash
# Keeps a picture of every screen in every state that the tests of the window and of
# the screens know, in both languages, both looks and two sizes: shots.sh FOLDER. They
# are painted without a display, by the same toolkit that paints the window; a sheet
# of small ones for each language, look and size stands beside them.
set -euo pipefail
folder=$(realpath -m "${1:-build/shots}")
cd "$(dirname "$0")/../.."
mkdir -p "$folder"
painter=$(mktemp -d)
trap 'rm -rf "$painter"' EXIT
# Those with pictures in words have pictures.
rooms=$(grep -rl --include='*_test.go' 'viewtest\.Golden(t' views | xargs -n 1 dirname | sort -u)

paint() { # paint ROOM LANGUAGE
  # Some tests look for English words and end early in French; what counts is
  # that every state has its picture, which is checked below.
  local room=$1 language=$2 tests
  tests=$(awk '/^func Test/ { sub(/\(.*/, "", $2); name = $2 } /viewtest\.Golden\(t/ { print name }' "$room"/*_test.go | sort -u | paste -sd '|')
  (cd "$room" && HEADCOUNT_SHOTS="$folder" HEADCOUNT_SHOTS_LANGUAGE=$language "$painter/${room//\//-}.test" -test.run "^($tests)\$") \
    >>"$painter/$language.log" 2>&1 || true
}
for room in $rooms; do go test -c -o "$painter/${room//\//-}.test" "./$room"; done
for language in en fr; do
  (for room in $rooms; do paint "$room" $language; done) &
done
wait

states=$(for room in $rooms; do grep -ho 'viewtest\.Golden(t, "[a-z-]*' "$room"/*_test.go; done | sed 's/.*"//; s/-en$//; s/-fr$//; s/-$//' | sort -u)
missing=0
for kind in "$folder"/*-*-*/; do
  for state in $states; do
    [ "${state##*-}" = switched ] && continue # only from one language to the other
    compgen -G "$kind$state*.png" >/dev/null || { echo "No picture of $state in $kind" >&2; missing=1; }
  done
  if command -v montage >/dev/null; then
    # Made small as they are read: all at once would be more than it may hold.
    montage -label '%t' "$kind*.png[426x]" -tile 6x -geometry +6+6 -background '#888888' -quality 85 "$folder/$(basename "$kind").jpg"
  fi
done
if [ $missing = 1 ]; then
  tail -20 "$painter"/*.log >&2
  exit 1
fi
echo "$(find "$folder" -name '*.png' | wc -l) pictures are in $folder."
