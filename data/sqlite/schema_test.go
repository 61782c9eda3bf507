package sqlite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"headcount.app/headcount/data"
)

// TestSchema compares the schema with the one that can be read in one piece.
func TestSchema(t *testing.T) {
	got, err := expectedNow()
	must(t, err)
	golden := filepath.Join("testdata", "schema.sql")
	if *update {
		must(t, os.WriteFile(golden, []byte(got), 0o644))
	}
	want, err := os.ReadFile(golden)
	must(t, err)
	if got != string(want) {
		t.Errorf("the migrations do not make %s; look at the difference and run with -update:\n%s", golden, got)
	}
	for _, statement := range strings.Split(got, ";\n") {
		if strings.Contains(statement, "CREATE TABLE") && !strings.Contains(statement, "STRICT") && !strings.Contains(statement, "sqlite_sequence") {
			t.Errorf("not STRICT: %s", statement)
		}
	}
}

// TestMigrationsAreWholeOrNothing runs later migrations over a file, scripts and
// functions: they hold together or not at all.
func TestMigrationsAreWholeOrNothing(t *testing.T) {
	s := newStore(t)
	populate(t, s, 3)
	files, known := fstest.MapFS{}, len(migrations())
	for i := range known + 3 {
		script := fmt.Sprintf("CREATE TABLE later%d (n INTEGER) STRICT", i+1)
		if i < known {
			script = migrations()[i].script
		}
		files[fmt.Sprintf("migrations/%04d_x.sql", i+1)] = &fstest.MapFile{Data: []byte(script)}
	}
	count := func(t *tx) error {
		n, err := t.number("SELECT count(*) FROM users")
		return errors.Join(err, t.exec(fmt.Sprintf("INSERT INTO later%d (n) VALUES (?)", known+2), n))
	}
	broken := errors.New("broken")
	later := numbered(files, map[int]func(t *tx) error{known + 2: count, known + 3: func(*tx) error { return broken }})
	tx, err := s.take(background)
	must(t, err)
	state := func(tables int, counted string) {
		t.Helper()
		want := int64(known + tables)
		version, err := tx.number("PRAGMA user_version")
		must(t, err)
		records, err := tx.number("SELECT count(*) FROM migrations")
		must(t, err)
		made, err := tx.number("SELECT count(*) FROM sqlite_schema WHERE name GLOB 'later[0-9]*'")
		must(t, err)
		if version != want || records != want || made != int64(tables) || !tx.conn.AutoCommit() {
			t.Errorf("version %d, %d records, %d tables", version, records, made)
		}
		if counted != "" {
			n, err := tx.number("SELECT n FROM " + counted)
			if must(t, err); n != 3 {
				t.Errorf("the function saw %d users", n)
			}
		}
	}
	if err := migrate(tx.conn, later); !errors.Is(err, broken) || !strings.Contains(err.Error(), fmt.Sprint("migration ", known+3)) {
		t.Errorf("the broken migration: %v", err)
	}
	state(0, "")
	halfway := append(slices.Clone(later[:known+1]), migration{script: fmt.Sprintf("CREATE TABLE later0 (n INTEGER) STRICT; CREATE TABLE later%d (n INTEGER)", known+1)})
	if err := migrate(tx.conn, halfway); err == nil || !strings.Contains(err.Error(), fmt.Sprint("migration ", known+2)) {
		t.Errorf("the broken script: %v", err)
	}
	state(0, "")
	must(t, migrate(tx.conn, later[:known+2]))
	state(2, fmt.Sprintf("later%d", known+2))
	s.leave(tx)
	must(t, s.Close())
	_, err = Open(s.path)
	wantError(t, err, data.ErrNewer)
}

// TestUpgrade opens a file of an older version: a backup can be taken first,
// and without one nothing is touched (SPEC S9.2).
func TestUpgrade(t *testing.T) {
	s := newStore(t)
	want := populate(t, s, 3)
	must(t, s.Close())
	old, oldSchema := migrations, expectedNow
	defer func() { migrations, expectedNow = old, oldSchema }()
	later := append(numbered(embedded, functions), migration{script: "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT"})
	migrations = func() []migration { return later }
	expectedNow = func() (string, error) { return expected(later) }

	before, err := os.ReadFile(s.path)
	must(t, err)
	full := errors.New("no room for a backup")
	_, err = Open(s.path, BeforeMigration(func(*Store) error { return full }))
	wantError(t, err, full)
	after, err := os.ReadFile(s.path)
	must(t, err)
	if string(after) != string(before) {
		t.Error("the file was touched without a backup")
	}
	backup := filepath.Join(t.TempDir(), "backup")
	upgraded, err := Open(s.path, BeforeMigration(func(s *Store) error { return s.Backup(background, backup) }))
	must(t, err)
	if got := load(t, upgraded); !reflect.DeepEqual(got, want) {
		t.Errorf("after the upgrade: %+v", got)
	}
	must(t, upgraded.Close())
	state, err := Check(background, backup)
	must(t, err)
	if state.Revision != want.Revision || state.Digest != want.Digest {
		t.Errorf("the backup holds %+v", state)
	}
	if again, err := Open(s.path, BeforeMigration(func(*Store) error { return full })); err != nil {
		t.Errorf("the upgrade did not last: %v", err)
	} else {
		must(t, again.Close())
	}
}

func TestMisspeltOptionIsNoticed(t *testing.T) {
	defer func(old []pragma) { pragmas = old }(pragmas)
	pragmas = []pragma{{"forein_keys", "ON", "1"}}
	path := write(t, []byte("x"))
	if _, err := connect(path, readWrite); err == nil {
		t.Error("a misspelt option passes")
	}
	pragmas = []pragma{{"synchronous", "OFF", "2"}}
	if _, err := connect(path, readWrite); err == nil || !strings.Contains(err.Error(), "synchronous") {
		t.Errorf("an option that was not taken: %v", err)
	}
}

// TestOddFolderNames: no character of a folder's name opens another file.
func TestOddFolderNames(t *testing.T) {
	for _, name := range []string{
		"100%", "%41bc", "a#b", "a?b=c", "a?mode=memory", "two  spaces", "été", "e\u0301te\u0301", "it's \"q\"", `C:\Users\x`,
		"a&b=c;d", ":memory:", "file:x", "日本", "a+b", "~$x",
	} {
		folder := filepath.Join(t.TempDir(), name)
		must(t, os.Mkdir(folder, 0o700))
		s := newStoreAt(t, filepath.Join(folder, name+".headcount"))
		populate(t, s, 2)
		must(t, s.Backup(background, filepath.Join(folder, "backup "+name)))
		must(t, s.Close())
		files, err := os.ReadDir(folder)
		must(t, err)
		outside, err := os.ReadDir(filepath.Dir(folder))
		must(t, err)
		b, err := openAndLoad(s.path)
		if err != nil || len(b.Users) != 2 || len(files) != 2 || len(outside) != 1 {
			t.Errorf("%q: %v, inside %v, outside %v", name, err, files, outside)
		}
	}
}
