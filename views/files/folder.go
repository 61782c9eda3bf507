package files

import (
	"cmp"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/views/desk"
)

// fileEntry is a folder, or a file that fits, in our own file dialog.
type fileEntry struct {
	name     string
	folder   bool
	size     int64
	modified time.Time
}

// listFolder lists the folders and the files that fit, folders first, without what the
// system hides.
func listFolder(folder string, kinds []desk.FileKind) ([]fileEntry, error) {
	found, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var entries []fileEntry
	for _, f := range found {
		name := f.Name()
		if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") {
			continue
		}
		info, err := os.Stat(filepath.Join(folder, name)) // follows links
		if err != nil || (!info.IsDir() && (!info.Mode().IsRegular() || !desk.Fits(name, kinds))) {
			continue
		}
		entries = append(entries, fileEntry{name, info.IsDir(), info.Size(), info.ModTime()})
	}
	slices.SortFunc(entries, func(a, b fileEntry) int {
		if a.folder != b.folder {
			if a.folder {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(data.FoldName(a.name), data.FoldName(b.name)), cmp.Compare(a.name, b.name))
	})
	return entries, nil
}

// typedPath is the path that somebody typed or pasted means, seen from a folder:
// quotation marks are taken off, an address of a file is its path, ~ is home.
func typedPath(folder, typed string) string {
	typed = strings.Trim(strings.TrimSpace(typed), `"'`)
	typed = pathOfAddress(typed)
	if typed == "" {
		return ""
	}
	if home, err := os.UserHomeDir(); err == nil && (typed == "~" || strings.HasPrefix(typed, "~/") || strings.HasPrefix(typed, `~\`)) {
		typed = home + typed[1:]
	}
	if !filepath.IsAbs(typed) {
		typed = filepath.Join(folder, typed)
	}
	return filepath.Clean(typed)
}

// pathOfAddress is the path that a file:// address means, as a browser copies it: spaces
// and accents are escaped in it, and a drive of Windows stands behind a slash. Anything
// else stays as it is.
func pathOfAddress(typed string) string {
	if !strings.HasPrefix(strings.ToLower(typed), "file://") {
		return typed
	}
	u, err := url.Parse(typed)
	if err != nil {
		return typed[len("file://"):]
	}
	path := u.Path
	if len(path) > 2 && path[0] == '/' && path[2] == ':' {
		path = path[1:]
	} else if runtime.GOOS == "windows" && u.Host != "" {
		path = "//" + u.Host + path
	}
	return filepath.FromSlash(path)
}

// Standing is what a path leads to.
type Standing int

// What a path can lead to.
const (
	NothingThere Standing = iota
	FileThere
	FolderThere
)

// WhatIs says what stands at a path.
func WhatIs(path string) Standing {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return NothingThere
	case info.IsDir():
		return FolderThere
	}
	return FileThere
}

// usualFolders are the places people keep files in, those that are there.
func usualFolders() (names, paths []string) {
	home, err := os.UserHomeDir()
	if err != nil {
		return nil, nil
	}
	names, paths = []string{filepath.Base(home)}, []string{home}
	for _, name := range []string{"Desktop", "Bureau", "Documents", "Downloads", "Téléchargements"} {
		path := filepath.Join(home, name)
		if WhatIs(path) == FolderThere {
			names, paths = append(names, name), append(paths, path)
		}
	}
	return names, paths
}
