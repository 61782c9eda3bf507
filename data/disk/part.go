package disk

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
	"time"
)

// Part is a file in the making beside the one it will become, readable by its
// owner alone. It is locked as long as this process works on it, so that what a
// killed process left can be told from what another one is writing.
type Part struct {
	Path string
	lock *Lock
}

// NewPart makes an empty file beside target.
func NewPart(target string) (*Part, error) {
	name := filepath.Join(filepath.Dir(target), prefix(filepath.Base(target))+rand.Text()[:8]+".part")
	enlist(name)
	held, err := TryLock(name)
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, errors.Join(err, held.Release())
	}
	if err := errors.Join(f.Close(), ownerOnly(name)); err != nil {
		os.Remove(name)
		return nil, errors.Join(err, held.Release())
	}
	return &Part{name, held}, nil
}

// longestBase is how much of a file's name the names of its parts take over, in
// bytes: with what stands around it the longest name still fits.
const longestBase = 200

// prefix is what the names of a file's parts begin with.
func prefix(base string) string {
	if len(base) > longestBase {
		base = strings.ToValidUTF8(base[:longestBase], "")
	}
	return "." + base + "-"
}

// Fill writes what write writes into the part and flushes it to the disk.
func (p *Part) Fill(write func(io.Writer) error) error {
	f, err := os.OpenFile(p.Path, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Discard removes the part, unless it bears its final name by now, and what
// SQLite may have laid beside it. A second call does nothing.
func (p *Part) Discard() {
	os.Remove(p.Path)
	os.Remove(p.Path + journalEnding)
	p.lock.Release()
	p.lock = nil
}

const journalEnding = "-journal"

var (
	// partName is how parts are called, and what may lie beside them.
	partName = regexp.MustCompile(`^(\..+-[A-Z2-7]{8}\.part)(-journal|\.lock)?$`)
	// oldName is how earlier versions of the program called files in the making;
	// they did not lock them.
	oldName = regexp.MustCompile(`^\.headcount-\d+(\.(tmp|xlsx|html|csv|txt|json))?$`)
)

// oldAge is how long a file without a lock must have been left alone to be
// called left behind.
const oldAge = time.Hour

// Sweep removes what killed runs of the program left in a folder. A part that a
// living process writes stays. One that has no lock beside it, as earlier versions
// left them, goes only if it is to become the organization named base, any
// organization if base is "", and holds the beginning of one. Nothing depends on
// it, so it fails in silence.
func Sweep(folder, base string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	seen := map[string]bool{}
	for _, e := range entries {
		if oldName.MatchString(e.Name()) {
			sweepOld(filepath.Join(folder, e.Name()))
			continue
		}
		name := partName.FindStringSubmatch(e.Name())
		if name == nil || seen[name[1]] {
			continue
		}
		seen[name[1]] = true
		sweep(filepath.Join(folder, name[1]), base == "" || strings.HasPrefix(name[1], prefix(base)))
	}
}

// sweepOld removes a file that nobody has written to for long.
func sweepOld(path string) {
	if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() && (info.Size() == 0 || time.Since(info.ModTime()) > oldAge) {
		os.Remove(path)
	}
}

func sweep(path string, own bool) {
	locked := Exists(path + LockEnding)
	if !locked && !(own && beginsOrganization(path)) {
		return
	}
	held, err := TryLock(path)
	if err != nil {
		return
	}
	(&Part{path, held}).Discard()
}

// magic are the first bytes of a SQLite file.
const magic = "SQLite format 3\x00"

// beginsOrganization reports whether a file holds nothing but the beginning of an
// organization, or is not there: then only what lay beside it is left.
func beginsOrganization(path string) bool {
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
	return (err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)) && bytes.HasPrefix([]byte(magic), head[:n])
}
