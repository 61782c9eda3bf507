package disk

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
)

// register is the file that lists the folders in which parts were made, one a
// line: a killed run may have left one anywhere.
var register atomic.Pointer[string]

// Register names the file that lists the folders in which this process makes
// parts, and removes what killed runs left in those that are listed already. It
// is called once, at the start of the program; without it nothing is listed.
// It fails in silence, like Sweep.
func Register(file string) {
	register.Store(&file)
	content, err := os.ReadFile(file)
	if err != nil {
		return
	}
	var busy []string
	folders := strings.Split(strings.TrimSpace(string(content)), "\n")
	slices.Sort(folders)
	for _, folder := range slices.Compact(folders) {
		if !filepath.IsAbs(folder) {
			continue
		}
		Sweep(folder, noBase)
		if holdsParts(folder) {
			busy = append(busy, folder)
		}
	}
	if len(busy) == 0 {
		os.Remove(file)
		return
	}
	_ = os.WriteFile(file, []byte(strings.Join(busy, "\n")+"\n"), 0o600)
}

// noBase is no file's name: only what has a lock beside it goes.
const noBase = "/"

// holdsParts reports whether a living process makes something in the folder.
func holdsParts(folder string) bool {
	entries, err := os.ReadDir(folder)
	return err == nil && slices.ContainsFunc(entries, func(e os.DirEntry) bool { return partName.MatchString(e.Name()) })
}

// enlist adds the folder of a part to the register.
func enlist(folder string) {
	file := register.Load()
	folder, err := filepath.Abs(folder)
	if file == nil || err != nil || strings.ContainsAny(folder, "\n\r") || os.MkdirAll(filepath.Dir(*file), 0o700) != nil {
		return
	}
	if listed, err := os.ReadFile(*file); err == nil && slices.Contains(strings.Split(string(listed), "\n"), folder) {
		return
	}
	f, err := os.OpenFile(*file, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return
	}
	_, _ = f.WriteString(folder + "\n")
	_ = f.Close()
}
