package app

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"headcount.app/headcount/data"
)

// TestFileNames reads a list whatever the case of its ending and whatever kind it
// claims, and knows what only a name or a folder tells (SPEC S3.1, S15.4).
func TestFileNames(t *testing.T) {
	read := func(path string) string {
		_, err := ReadFile(t.Context(), path, data.Options{}, nil)
		var refused *data.FileError
		if errors.As(err, &refused) {
			return refused.Code
		} else if err != nil {
			return err.Error()
		}
		return "read"
	}
	workbook, err := os.ReadFile("../data/sheet/testdata/xlsx/excel-plain.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	list := []byte("Email,First name\na@x.fr,Anna\n")
	for _, c := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"LIST.XLSX", workbook, "read"},
		{"LIST.XLS", workbook, "read"},
		{"LIST.CSV", workbook, "read"},
		{"LIST.ODS", workbook, "read"},
		{"List.Csv", list, "read"},
		{"LIST.XLSM", list, "read"},
		{"LIST.TXT", list, "read"},
		{"LIST.NUMBERS", list, "read"},
		{"~$list.xlsx", []byte("\x00\x01\x02 not of any kind"), data.FileLock},
		{"~$list.csv", nil, data.FileLock},
		{".~lock.list.xlsx#", []byte("anna\x00"), data.FileLock},
		{"~$real.xlsx", workbook, "read"},
		{"~list.xlsx", nil, data.FileEmpty},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(path, c.content, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := read(path); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	for folder, want := range map[string]string{
		"users.numbers/Index": data.FileNumbers, "USERS.NUMBERS": data.FileNumbers, "renamed/Index/Document.iwa": data.FileNumbers,
		"2026/users": data.FileIsFolder,
	} {
		root := t.TempDir()
		path := filepath.Join(root, filepath.FromSlash(folder))
		if err := os.MkdirAll(path, 0o700); err != nil {
			t.Fatal(err)
		}
		for filepath.Dir(path) != root {
			path = filepath.Dir(path)
		}
		if got := read(path); got != want {
			t.Errorf("the folder %s: %s, want %s", folder, got, want)
		}
	}
}

// TestRoleNamesTellEncodings: the name that a role has in another encoding speaks
// against Windows-1252 in a hierarchy file too (SPEC S3A.7).
func TestRoleNamesTellEncodings(t *testing.T) {
	a := example(t, "en")
	file := func(text string) string {
		path := filepath.Join(t.TempDir(), "roles.csv")
		try(t, os.WriteFile(path, []byte("Role ID,Role name\n"+text), 0o600))
		return path
	}
	const inCentralEurope = "shop-o,Old\xF8ich\n" // Oldřich, or Oldøich
	if s, err := a.Simulate(t.Context(), file(inCentralEurope), data.Options{Hierarchy: true}, nil); err != nil || s.Plan.Counts.Created != 1 {
		t.Errorf("known to nobody: %v", err)
	}
	run(t, a, file("shop-o,Oldřich\n"), data.Options{Hierarchy: true})
	_, err := a.Simulate(t.Context(), file(inCentralEurope), data.Options{Hierarchy: true}, nil)
	if refused := new(data.FileError); !errors.As(err, &refused) || refused.Code != data.FileAmbiguousText {
		t.Errorf("a role of that name is known: %v", err)
	}
}
