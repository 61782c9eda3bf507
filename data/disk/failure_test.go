package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"headcount.app/headcount/data"
)

// TestFailure: what the file system really answers has a code and names what a
// person has to look at; nothing else is touched.
func TestFailure(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	must(t, os.WriteFile(file, nil, 0o600))
	_, gone := os.Open(filepath.Join(folder, "gone", "x"))
	_, below := os.Open(filepath.Join(file, "x"))
	for _, c := range []struct {
		err        error
		path       string
		code, said string
	}{
		{gone, filepath.Join(folder, "gone", "x"), data.FileVanished, filepath.Join(folder, "gone")},
		{gone, filepath.Join(folder, "x"), data.FileVanished, filepath.Join(folder, "x")},
		{below, filepath.Join(file, "x"), data.FileVanished, filepath.Join(file, "x")},
		{fmt.Errorf("renaming: %w", fs.ErrPermission), file, data.FileNoRight, file},
		{fmt.Errorf("writing: %w", failures[0].err), file, failures[0].code, file},
	} {
		var known *data.FileError
		if err := Failure(c.path, c.err); !errors.As(err, &known) || known.Code != c.code || len(known.Args) != 2 || known.Args[1] != c.said {
			t.Errorf("%v is %v, not %s about %s", c.err, err, c.code, c.said)
		}
	}
	for _, err := range []error{nil, errors.New("other"), data.Refuse(data.FileODS, fs.ErrPermission)} {
		if got := Failure(file, err); got != err {
			t.Errorf("%v becomes %v", err, got)
		}
	}
}
