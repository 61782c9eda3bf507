package sqlite

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"headcount.app/headcount/data"
)

// sound returns the bytes of a closed organization file with some history, and
// its base.
func sound(t testing.TB) ([]byte, *data.Base) {
	t.Helper()
	s := newStore(t)
	b := populate(t, s, 60)
	_, err := s.Commit(background, commitOn(t, s, edit(data.Protect, b.Users[3], func(u *data.User) { u.Protected = true })), nil)
	must(t, err)
	b = load(t, s)
	must(t, s.Close())
	content, err := os.ReadFile(s.path)
	must(t, err)
	return content, b
}

func write(t testing.TB, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "test.headcount")
	must(t, os.WriteFile(path, content, 0o600))
	return path
}

// openAndLoad opens a file and loads its base.
func openAndLoad(path string) (*data.Base, error) {
	s, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return s.Base(background)
}

// refused reports whether an error is one that offers the newest sound backup.
func refused(err error) bool {
	return errors.Is(err, data.ErrDamaged) || errors.Is(err, data.ErrNotOrganization) || errors.Is(err, data.ErrNewer)
}

// TestEveryLetterOfAUserCounts changes every byte of one user's texts in turn,
// wherever the file holds them.
func TestEveryLetterOfAUserCounts(t *testing.T) {
	content, want := sound(t)
	path := write(t, content)
	u := want.Users[17]
	seen := 0
	for _, text := range []string{u.Email, data.EmailKey(u.Email), u.LastName, u.ID, "Paris", "Manager", "region"} {
		for from := 0; ; {
			at := bytes.Index(content[from:], []byte(text))
			if at < 0 {
				break
			}
			from += at
			for i := range len(text) {
				damaged := bytes.Clone(content)
				damaged[from+i] ^= 1
				must(t, os.WriteFile(path, damaged, 0o600))
				_, err := Check(background, path)
				if !refused(err) {
					t.Fatalf("byte %d of %q at %d is not noticed: %v", i, text, from, err)
				}
				seen++
			}
			from += len(text)
			if seen > 600 {
				break
			}
		}
	}
	if seen < 120 {
		t.Errorf("only %d bytes changed", seen)
	}
}

// TestDamagedIndex changes a letter in an index of the users: opening and reading
// do not need it, whoever would write by it is refused and nothing is written, and
// the check says so (SPEC S9.3, S20.1).
func TestDamagedIndex(t *testing.T) {
	content, want := sound(t)
	u := want.Users[17]
	key := []byte(data.EmailKey(u.Email))
	const pageSize = 4096
	changed := 0
	for from := 0; from < len(content); from += pageSize {
		page := content[from : from+pageSize]
		if at := bytes.Index(page, key); at >= 0 && !bytes.Contains(page, []byte(u.LastName)) {
			page[at] ^= 2
			changed++
		}
	}
	if changed != 1 {
		t.Fatalf("%d pages of the index hold the address", changed)
	}
	path := write(t, content)
	if _, err := Check(background, path); !refused(err) {
		t.Errorf("the check says %v", err)
	}
	s, err := Open(path)
	must(t, err)
	defer s.Close()
	b, err := s.Base(background)
	must(t, err)
	_, err = s.Commit(background, commitOn(t, s, edit(data.Update, b.Users[3], func(u *data.User) { u.Phone = "1" })), nil)
	wantError(t, err, data.ErrDamaged)
	after, err := os.ReadFile(path)
	must(t, err)
	if !bytes.Equal(after, content) {
		t.Error("the damaged file was written to")
	}
}

func TestTruncated(t *testing.T) {
	content, _ := sound(t)
	path := write(t, content)
	for i := range 101 {
		cut := content[:len(content)*i/101]
		must(t, os.WriteFile(path, cut, 0o600))
		if _, err := openAndLoad(path); !errors.Is(err, data.ErrDamaged) {
			t.Errorf("cut to %d of %d bytes: %v", len(cut), len(content), err)
		}
		after, err := os.ReadFile(path)
		must(t, err)
		if !bytes.Equal(after, cut) {
			t.Errorf("the file cut to %d bytes was written to", len(cut))
		}
	}
}

func TestNoOrganization(t *testing.T) {
	for name, content := range map[string]string{
		"text": "email;name\n", "one byte": "x", "workbook": "PK\x03\x04", "long text": strings.Repeat("email;name\n", 1000),
	} {
		if _, err := Open(write(t, []byte(content))); !errors.Is(err, data.ErrNotOrganization) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := Open(write(t, nil))
	wantError(t, err, data.ErrDamaged)
	_, err = Open(write(t, []byte("SQLite format")))
	wantError(t, err, data.ErrDamaged)
	_, err = Open(filepath.Join(t.TempDir(), "none"))
	wantCode(t, err, data.FileVanished)
	wantError(t, err, data.ErrNotFound)
	_, err = Open(t.TempDir())
	wantCode(t, err, data.FileIsFolder)
	_, err = Create(filepath.Join(t.TempDir(), "none", "x.headcount"), testSettings, nil)
	wantCode(t, err, data.FileVanished)
	foreign := write(t, nil)
	alter(t, foreign, "CREATE TABLE users (name TEXT)")
	_, err = Open(foreign)
	wantError(t, err, data.ErrNotOrganization)
}

// alter runs statements on a file as another program would.
func alter(t testing.TB, path, statements string) {
	t.Helper()
	conn, err := connect(path, readWrite)
	must(t, err)
	must(t, (&tx{background, conn}).exec(statements))
	must(t, conn.Close())
}

// TestHostileFile: whatever would act by itself, or is not ours, is refused
// before a query runs (FAULTS 2.6).
func TestHostileFile(t *testing.T) {
	content, _ := sound(t)
	for name, statements := range map[string]string{
		"trigger":          "CREATE TRIGGER evil AFTER UPDATE ON users BEGIN DELETE FROM users; END",
		"view":             "ALTER TABLE users RENAME TO people; CREATE VIEW users AS SELECT * FROM people",
		"virtual table":    "CREATE VIRTUAL TABLE evil USING fts3(x)",
		"generated column": "ALTER TABLE users ADD COLUMN evil TEXT AS (hex(zeroblob(100)))",
		"index":            "CREATE INDEX evil ON users (upper(email))",
		"missing index":    "DROP INDEX users_id",
		"version 0":        "PRAGMA user_version = 0",
		"no admin marks":   "UPDATE profiles SET administrator = 1",
		"user added":       "INSERT INTO users SELECT 99, 'x@y.z', 'x@y.z', first_name, last_name, roles, profile, '', '', '', '', 0, 0, mark, '' FROM users LIMIT 1",
		"user gone":        "DELETE FROM users WHERE key = 7",
		"own fields":       `UPDATE organization SET fields = '[{"key":"a","name":"A","kind":"text"}]'`,
		"own values":       `UPDATE users SET own = '{"own.a":"1"}' WHERE key = 7`,
		"guards":           "UPDATE organization SET planning = replace(planning, ':5', ':9')",
		"key":              "UPDATE users SET key = 900 WHERE key = 9",
		"no organization":  "DELETE FROM organization",
		"reference":        "PRAGMA foreign_keys = OFF; DELETE FROM profiles",
	} {
		path := write(t, content)
		alter(t, path, statements)
		before, err := os.ReadFile(path)
		must(t, err)
		if _, err := Open(path); !errors.Is(err, data.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
		after, err := os.ReadFile(path)
		must(t, err)
		if !bytes.Equal(before, after) {
			t.Errorf("%s: the file was written to", name)
		}
	}
	newer := write(t, content)
	alter(t, newer, "CREATE TABLE more (id INTEGER PRIMARY KEY); PRAGMA user_version = 99")
	_, err := Open(newer)
	wantError(t, err, data.ErrNewer)
}
