package app

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// Content without a file: what was pasted, or came through standard input (SPEC
// S15.3). It has a path of its own, under which it is read like a file, and lies in
// memory alone: a file of it would hold the columns that are not used, too (SPEC
// S3A.9).

// maxHeld is how much of it is kept at a time; the oldest is forgotten, and then
// simulating it again says that it is not there any more.
const maxHeld = 4

// MaxContent bounds the content without a file, in bytes (SPEC S3.10).
const MaxContent = 512 << 20

// heldFolder is how the paths of such content begin. No file can have one.
const heldFolder = "\x00/"

// held is what is kept. Paths are the same for the whole process, so this is too.
var held struct {
	sync.Mutex
	count    int
	contents []*heldContent
}

// heldContent is content without a file.
type heldContent struct {
	path  string
	bytes []byte
	since time.Time
}

// Hold keeps content that has no file, under the name that it is to have, and returns
// its path. The content is not copied.
func Hold(name string, content []byte) string {
	held.Lock()
	defer held.Unlock()
	held.count++
	name = strings.ReplaceAll(name, "/", "-")
	h := &heldContent{path: heldFolder + strconv.Itoa(held.count) + "/" + name, bytes: content, since: time.Now()}
	held.contents = append(held.contents, h)
	if len(held.contents) > maxHeld {
		held.contents = held.contents[1:]
	}
	return h.path
}

// IsHeld reports whether a path is that of content without a file.
func IsHeld(path string) bool { return strings.HasPrefix(path, heldFolder) }

// Paste keeps cells that were copied in a spreadsheet, as that put them on the clipboard,
// under the name of this moment, and returns their path (SPEC S15.3). Without any
// text it is a *data.FileError.
func (a *App) Paste(text string, w *assets.Words) (path string, err error) {
	text = strings.TrimRight(text, "\x00")
	if strings.TrimSpace(text) == "" {
		return "", data.Refuse(data.FileNoPaste, nil)
	}
	if len(text) > MaxContent {
		return "", data.Refuse(data.FileTooLarge, nil, "part", "")
	}
	when := strings.ReplaceAll(w.DateTime(a.now().Local()), "\u00a0", " ")
	return Hold(w.T("upload.pasted.name", "when", when), []byte(text)), nil
}

// HoldFrom keeps all that can be read, as Hold does; more than MaxContent is refused.
func HoldFrom(name string, r io.Reader) (string, error) {
	content, err := io.ReadAll(io.LimitReader(r, MaxContent+1))
	switch {
	case err != nil:
		return "", data.Refuse(data.FileUnreadable, err, "path", name)
	case len(content) > MaxContent:
		return "", data.Refuse(data.FileTooLarge, nil, "part", "")
	}
	return Hold(name, content), nil
}

// source is a file, or content without one, open for reading.
type source interface {
	io.ReadSeekCloser
	io.ReaderAt
	Stat() (fs.FileInfo, error)
}

// openSource opens what a path names.
func openSource(name string) (source, error) {
	if !IsHeld(name) {
		return os.Open(name)
	}
	held.Lock()
	defer held.Unlock()
	for _, h := range held.contents {
		if h.path == name {
			return &heldSource{bytes.NewReader(h.bytes), h}, nil
		}
	}
	return nil, &fs.PathError{Op: "open", Path: path.Base(name), Err: fs.ErrNotExist}
}

// heldSource is content without a file, open for reading, and what is known of it.
type heldSource struct {
	*bytes.Reader
	content *heldContent
}

func (s *heldSource) Close() error               { return nil }
func (s *heldSource) Stat() (fs.FileInfo, error) { return heldInfo{s.content}, nil }

type heldInfo struct{ content *heldContent }

func (i heldInfo) Name() string       { return path.Base(i.content.path) }
func (i heldInfo) Size() int64        { return int64(len(i.content.bytes)) }
func (i heldInfo) Mode() fs.FileMode  { return 0 }
func (i heldInfo) ModTime() time.Time { return i.content.since }
func (i heldInfo) IsDir() bool        { return false }
func (i heldInfo) Sys() any           { return nil }

// FileNameFor is the name of a user file without its ending, as every system lets a
// file be called: for what is made of it.
func FileNameFor(name string) string {
	base := filepath.Base(name)
	if ending := filepath.Ext(base); !strings.ContainsAny(ending, " \u00a0\u202f") { // “27 nov. 2026” has none
		base = strings.TrimSuffix(base, ending)
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '-'
		}
		return r
	}, base)
}
