package sheet

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
	"headcount.app/headcount/data/sheet/sheettest"
)

func hello(w io.Writer) error {
	_, err := io.WriteString(w, "hello")
	return err
}

// TestWriteFile makes and replaces files that only their owner can read, and
// follows links (SPEC S7.4, S9.4).
func TestWriteFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "export – été.csv")
	link := filepath.Join(folder, "link.csv")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	for i, target := range []string{path, path, link} {
		if i > 0 {
			if err := os.WriteFile(path, []byte("something longer than before"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := WriteFile(target, hello); err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(path)
		info, statErr := os.Lstat(path)
		if err != nil || statErr != nil || string(content) != "hello" || info.Mode() != 0o600 {
			t.Errorf("%q, %v, %v, %v", content, info.Mode(), err, statErr)
		}
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link became %v, %v", info, err)
	}
	only(t, folder, "export – été.csv", "link.csv")
}

func only(t *testing.T, folder string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != len(names) {
		t.Errorf("%v, %v, want %q", entries, err, names)
	}
	for i, e := range entries {
		if e.Name() != names[i] {
			t.Errorf("%q, want %q", e.Name(), names[i])
		}
	}
}

// TestWriteFileFails leaves the old file whole and nothing beside it, and says
// what is the matter.
func TestWriteFileFails(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "users.csv")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	for _, c := range []struct {
		err  error
		want string
	}{
		{broken, "broken"},
		{fmt.Errorf("write: %w", &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}), data.FileDiskFull},
		{data.Refuse(data.FileInUse, nil), data.FileInUse},
		{os.ErrPermission, data.FileNoRight},
	} {
		err := WriteFile(path, func(w io.Writer) error {
			if err := hello(w); err != nil {
				return err
			}
			return c.err
		})
		if sheettest.Code(err) != c.want || !errors.Is(err, c.err) {
			t.Errorf("%v: %v", c.err, err)
		}
		if content, err := os.ReadFile(path); err != nil || string(content) != "old" {
			t.Errorf("%v: the old file is %q, %v", c.err, content, err)
		}
	}
	only(t, folder, "users.csv")
}

// TestWriteFileRefused does not begin where the end would fail.
func TestWriteFileRefused(t *testing.T) {
	folder := t.TempDir()
	readOnly := filepath.Join(folder, "read-only.csv")
	if err := os.WriteFile(readOnly, []byte("old"), 0o400); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		folder:                                  data.FileIsFolder,
		filepath.Join(folder, "gone", "x.csv"):  data.FileVanished,
		filepath.Join(readOnly, "x.csv"):        data.FileVanished,
		readOnly:                                data.FileNoRight,
		"/dev/full":                             data.FileIsFolder,
		"/proc/self/headcount/no-such-file.csv": data.FileVanished,
	} {
		err := WriteFile(path, func(io.Writer) error {
			t.Errorf("%s: something was written", path)
			return nil
		})
		named := path
		if parent := filepath.Dir(path); disk.Missing(path) == parent {
			named = parent // the folder is what is not there
		}
		var refusal *data.FileError
		if !errors.As(err, &refusal) || refusal.Code != want || len(refusal.Args) != 2 || refusal.Args[1] != named {
			t.Errorf("%s: %v, want %s about %s", path, err, want, named)
		}
	}
	only(t, folder, "read-only.csv")
}

// TestWriteFileDiskFull writes to a device that is always full.
func TestWriteFileDiskFull(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	err = WriteFile(filepath.Join(t.TempDir(), "x.xlsx"), func(io.Writer) error { return Write(full, export()) })
	if sheettest.Code(err) != data.FileDiskFull {
		t.Errorf("XLSX: %v", err)
	}
	err = WriteFile(filepath.Join(t.TempDir(), "x.csv"), func(io.Writer) error {
		return WriteCSV(full, []string{"Email"}, func(yield func([]string) bool) { yield([]string{"a@x.fr"}) }, ';')
	})
	if sheettest.Code(err) != data.FileDiskFull {
		t.Errorf("CSV: %v", err)
	}
}
