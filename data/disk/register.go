package disk

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
)

// register is the file that lists the parts that were made, one a line: a killed
// run may have left one anywhere.
var register atomic.Pointer[string]

// Register names the file that lists the parts which this process makes, and
// removes those that are listed already and were left by killed runs. They are
// listed by name because not every system leaves their locks, by which Sweep tells
// them. Earlier versions listed folders. It is called once, at the start of the
// program; without it nothing is listed. It fails in silence, like Sweep.
func Register(file string) {
	register.Store(&file)
	content, err := os.ReadFile(file)
	if err != nil {
		return
	}
	listed := strings.Split(strings.TrimSpace(string(content)), "\n")
	slices.Sort(listed)
	left := slices.DeleteFunc(slices.Compact(listed), func(name string) bool { return !filepath.IsAbs(name) || cleared(name) })
	if len(left) == 0 {
		os.Remove(file)
		return
	}
	_ = os.WriteFile(file, []byte(strings.Join(left, "\n")+"\n"), 0o600)
}

// cleared removes a part, or the parts in a folder, that killed runs left, and
// reports whether nothing is left to be removed.
func cleared(name string) bool {
	if part := partName.FindStringSubmatch(filepath.Base(name)); part == nil || part[2] != "" {
		Sweep(name, noBase)
		return !holdsParts(name)
	}
	held, err := TryLock(name)
	if err != nil {
		return !errors.Is(err, ErrHeld)
	}
	(&Part{name, held}).Discard()
	return !Exists(name)
}

// noBase is no file's name: only what has a lock beside it goes.
const noBase = "/"

// holdsParts reports whether a living process makes something in the folder.
func holdsParts(folder string) bool {
	entries, err := os.ReadDir(folder)
	return err == nil && slices.ContainsFunc(entries, func(e os.DirEntry) bool { return partName.MatchString(e.Name()) })
}

// enlist adds a part to the register.
func enlist(part string) {
	file := register.Load()
	part, err := filepath.Abs(part)
	if file == nil || err != nil || strings.ContainsAny(part, "\n\r") || os.MkdirAll(filepath.Dir(*file), 0o700) != nil {
		return
	}
	f, err := os.OpenFile(*file, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return
	}
	_, _ = f.WriteString(part + "\n")
	_ = f.Close()
}
