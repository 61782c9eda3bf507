package app

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"headcount.app/headcount/data/disk"
)

// NewPath proposes where to keep a new organization with this name, without
// asking: in the person's documents, or in their home where there are none. It
// never proposes a path where something is already.
func NewPath(name string) (string, error) {
	folder, err := documents()
	if err != nil {
		return "", err
	}
	name = fileName(name)
	path := filepath.Join(folder, name+Extension)
	for n := 2; disk.Exists(path); n++ {
		path = filepath.Join(folder, fmt.Sprintf("%s %d%s", name, n, Extension))
	}
	return path, nil
}

// ExamplePath is where the example organization is kept, in a folder of its
// own with its user files; there reports whether it is there already.
func ExamplePath(folderName string) (path string, there bool, err error) {
	folder, err := documents()
	if err != nil {
		return "", false, err
	}
	folder = filepath.Join(folder, fileName(folderName))
	if err := disk.MakeFolder(folder); err != nil {
		return "", false, fileError(folder, err)
	}
	path = filepath.Join(folder, fileName(folderName)+Extension)
	return path, disk.Exists(path), nil
}

func documents() (string, error) {
	if folder := disk.Documents(); folder != "" {
		return folder, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	for _, name := range []string{"Documents", "documents"} {
		if info, err := os.Stat(filepath.Join(home, name)); err == nil && info.IsDir() {
			return filepath.Join(home, name), nil
		}
	}
	return home, nil
}

// fileName makes a name that every system takes as that of a file.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < 0x20 || strings.ContainsRune(`/\:*?"<>|`, r) {
			return ' '
		}
		return r
	}, name)
	name = strings.Trim(strings.Join(strings.Fields(name), " "), ". ")
	switch {
	case name == "":
		return "Headcount"
	case device.MatchString(name):
		return "Headcount " + name
	}
	return name
}

// device are the names that are no files on Windows, whatever ends them: CON.headcount
// is the console.
var device = regexp.MustCompile(`(?i)^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?$`)
