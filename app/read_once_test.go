package app

import (
	"os"
	"path/filepath"
	"testing"

	"headcount.app/headcount/data"
)

// What is shown on the upload screen is what is simulated, and not read twice; a
// file that changed in between, or is read otherwise, is read anew.
func TestFileIsReadOnce(t *testing.T) {
	a := example(t, "en")
	path := filepath.Join(t.TempDir(), "users.csv")
	write := func(name string) {
		t.Helper()
		try(t, os.WriteFile(path, []byte("Email;First name;Last name\nada@x.fr;"+name+";Byron\n"), 0o600))
	}
	write("Ada")
	when, err := os.Stat(path)
	try(t, err)
	for _, c := range []struct {
		name    string
		before  func()
		options data.Options
		first   string
		same    bool
	}{
		{"unchanged", func() {}, data.Options{}, "Ada", true},
		{"mapped by hand", func() {}, data.Options{Mapping: map[string]string{"First name": "job_title"}}, "Ada", true},
		{"another header row", func() {}, data.Options{HeaderRow: 1}, "Ada", false},
		{"another of the same length and time", func() {
			write("Eva")
			try(t, os.Chtimes(path, when.ModTime(), when.ModTime()))
		}, data.Options{}, "Eva", false},
	} {
		write("Ada")
		try(t, os.Chtimes(path, when.ModTime(), when.ModTime()))
		file, err := a.Read(t.Context(), path, data.Options{}, nil)
		try(t, err)
		c.before()
		s, err := a.Prepare(t.Context(), path, c.options, nil)
		try(t, err)
		if same := &s.table.Rows[0] == &file.Table.Rows[0]; same != c.same || s.table.Rows[0].Cell(1).Text != c.first {
			t.Errorf("%s: the table shown is taken: %t; it says %q", c.name, same, s.table.Rows[0].Cell(1).Text)
		}
		again, err := a.Prepare(t.Context(), path, c.options, nil)
		try(t, err)
		if &again.table.Rows[0] == &file.Table.Rows[0] {
			t.Errorf("%s: what was shown is given out twice", c.name)
		}
	}
}
