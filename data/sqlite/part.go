package sqlite

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// part is a file in the making beside the one it will become, readable by its
// owner alone. It is locked as long as this process works on it, so that what a
// killed process left can be told from what another one is writing.
type part struct {
	path string
	lock *lock
}

// newPart makes an empty file beside target.
func newPart(target string) (*part, error) {
	name := filepath.Join(filepath.Dir(target), "."+filepath.Base(target)+"-"+rand.Text()[:8]+".part")
	held, err := tryLock(name + lockEnding)
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, errors.Join(err, held.Release())
	}
	if err := f.Close(); err != nil {
		os.Remove(name)
		return nil, errors.Join(err, held.Release())
	}
	return &part{name, held}, nil
}

// discard removes the part, unless it bears its final name by now. A second
// call does nothing.
func (p *part) discard() {
	os.Remove(p.path)
	os.Remove(p.path + journalEnding)
	p.lock.Release()
	p.lock = nil
}

// partName is how parts are called, and what may lie beside them.
var partName = regexp.MustCompile(`^(\..+-[A-Z2-7]{8}\.part)(-journal|\.lock)?$`)

// Sweep removes what killed runs of the program left in a folder: parts of the
// file named base, of every file if base is "". A part that a living process
// writes stays, and so does a file that is no organization's, whatever it is
// called. Nothing depends on it, so it fails in silence.
func Sweep(folder, base string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	seen := map[string]bool{}
	for _, e := range entries {
		name := partName.FindStringSubmatch(e.Name())
		if name == nil || seen[name[1]] || base != "" && !strings.HasPrefix(name[1], "."+base+"-") {
			continue
		}
		seen[name[1]] = true
		sweep(filepath.Join(folder, name[1]))
	}
}

func sweep(path string) {
	held, err := tryLock(path + lockEnding)
	if err != nil {
		return
	}
	p := part{path, held}
	if ours(path) {
		p.discard()
		return
	}
	p.lock.Release()
}

// ours reports whether a file holds nothing but the beginning of an
// organization, or is not there: then only what lay beside it is left.
func ours(path string) bool {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return true
	}
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, len(magic))
	n, err := io.ReadFull(f, head)
	return (err == nil || err == io.EOF || err == io.ErrUnexpectedEOF) && bytes.HasPrefix([]byte(magic), head[:n])
}
