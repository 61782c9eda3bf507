# What every release build has in common, to be sourced in the repository's folder:
# the version (FyneApp.toml says it), the commit and its time, and one set of flags.
version=$(sed -n 's/^Version = "\(.*\)"$/\1/p' FyneApp.toml)
commit=$(git rev-parse --short=12 HEAD)
[ -z "$(git status --porcelain --untracked-files=no)" ] || commit=$commit+changed
# Files in packages bear the time of the commit, so that two builds are alike.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C.UTF-8
# No emoji font (a third of the fonts' size, and no screen shows one), the toolkit's
# quicker way with goroutines (main keeps to it), names for screen readers.
tags=no_emoji,migrated_fynedo,accessibility
# Paths of this machine and what the Go command notes by itself stay out.
release=(-trimpath -buildvcs=false -tags "$tags")
stamp="-s -w -X main.revision=$commit"
