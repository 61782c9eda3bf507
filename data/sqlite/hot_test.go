package sqlite

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"headcount.app/headcount/data"
)

// interrupted returns the path of a file that was killed in the middle of a
// transaction, with its hot journal beside it, and the base before that.
func interrupted(t testing.TB, users int) (path string, want *data.Base) {
	t.Helper()
	s := newStore(t)
	want = populate(t, s, users)
	must(t, s.Close())
	conn, err := connect(s.path, readWrite)
	must(t, err)
	tx := &tx{background, conn}
	must(t, tx.exec("PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE users SET last_name = last_name || ' half done', phone = '+999'"))
	path = filepath.Join(t.TempDir(), "killed.headcount")
	for _, ending := range []string{"", journalEnding} {
		content, err := os.ReadFile(s.path + ending)
		must(t, err)
		must(t, os.WriteFile(path+ending, content, 0o600))
	}
	must(t, conn.Close())
	if !hot(path) {
		t.Fatal("the journal is not hot")
	}
	return path, want
}

// filesIn lists what lies in a folder.
func filesIn(t testing.TB, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return strings.Join(names, " ")
}

// TestHotJournal: a file left in the middle of a transaction is sound for check,
// which changes nothing, and opening heals it (SPEC S20.4).
func TestHotJournal(t *testing.T) {
	path, want := interrupted(t, 400)
	state, err := Check(background, path)
	must(t, err)
	if state.Digest != want.Digest || state.Users != 400 || !hot(path) {
		t.Errorf("checked %+v, still hot: %v", state, hot(path))
	}
	if got, err := openAndLoad(path); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("opened: %v", err)
	}
	if files := filesIn(t, filepath.Dir(path)); files != "killed.headcount" {
		t.Errorf("left: %s", files)
	}
}

// TestKeptWithItsJournal: a file that Restore set aside with its hot journal can
// be checked and put back, and stays as it is.
func TestKeptWithItsJournal(t *testing.T) {
	path, want := interrupted(t, 400)
	other := newStore(t)
	populate(t, other, 3)
	must(t, other.Close())
	folder := t.TempDir()
	keep := filepath.Join(folder, "kept.headcount")
	must(t, Restore(background, other.path, path, keep))
	if _, err := os.Stat(path + journalEnding); err == nil {
		t.Error("the journal of the former file lies beside the new one")
	}
	link := filepath.Join(t.TempDir(), "link.headcount")
	must(t, os.Symlink(keep, link))
	for _, kept := range []string{keep, link} {
		state, err := Check(background, kept)
		if err != nil || state.Digest != want.Digest {
			t.Errorf("%s: %v, %+v", kept, err, state)
		}
		must(t, Restore(background, kept, path, ""))
		if got, err := openAndLoad(path); err != nil || !reflect.DeepEqual(got.Users, want.Users) {
			t.Errorf("%s put back: %v", kept, err)
		}
	}
	if files := filesIn(t, folder); files != "kept.headcount kept.headcount-journal" || !hot(keep) {
		t.Errorf("kept: %s", files)
	}
}

// TestJournalOfAnotherFile: a journal that is not the file's own never reaches
// it, whether it would leave rubbish or another organization in its place.
func TestJournalOfAnotherFile(t *testing.T) {
	for name, users := range map[string]int{"larger": 900, "near": 430, "smaller": 150} {
		t.Run(name, func(t *testing.T) {
			foreign, _ := interrupted(t, users)
			journal, err := os.ReadFile(foreign + journalEnding)
			must(t, err)
			s := newStore(t)
			want := populate(t, s, 400)
			must(t, s.Close())
			must(t, os.WriteFile(s.path+journalEnding, journal, 0o600))
			before, err := os.ReadFile(s.path)
			must(t, err)
			if state, err := Check(background, s.path); err != nil || state.Digest != want.Digest {
				t.Errorf("checked: %v", err)
			}
			if got, err := openAndLoad(s.path); err != nil || !reflect.DeepEqual(got, want) {
				t.Fatalf("opened: %v", err)
			}
			after, err := os.ReadFile(s.path)
			must(t, err)
			aside, err := os.ReadFile(s.path + journalEnding + asideEnding)
			if string(before) != string(after) || err != nil || string(aside) != string(journal) {
				t.Errorf("the file or the journal changed: %v", err)
			}
		})
	}
}

// TestWholeFileInAnothersJournal: a journal that holds every page of another
// organization would put that one in the place of this one, sound to the last
// byte.
func TestWholeFileInAnothersJournal(t *testing.T) {
	foreign := newStore(t)
	populate(t, foreign, 5)
	must(t, foreign.Close())
	s := newStore(t)
	want := populate(t, s, 5)
	must(t, s.Close())
	must(t, os.WriteFile(s.path+journalEnding, wholeJournal(t, foreign.path), 0o600))
	if !hot(s.path) {
		t.Fatal("the journal is not hot")
	}
	if got, err := openAndLoad(s.path); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, organization %s instead of %s", err, got.Organization, want.Organization)
	}
}

// TestNeitherSound: a file that is sound neither with its journal nor without is
// left alone with it.
func TestNeitherSound(t *testing.T) {
	path, _ := interrupted(t, 400)
	for _, ending := range []string{"", journalEnding} {
		content, err := os.ReadFile(path + ending)
		must(t, err)
		for at := len(content) / 3; at < len(content)/2; at++ {
			content[at] ^= 0x55
		}
		must(t, os.WriteFile(path+ending, content, 0o600))
	}
	before := filesIn(t, filepath.Dir(path))
	content, err := os.ReadFile(path)
	must(t, err)
	if _, err := Open(path); !refused(err) {
		t.Errorf("opened: %v", err)
	}
	if _, err := Check(background, path); !refused(err) {
		t.Errorf("checked: %v", err)
	}
	after, err := os.ReadFile(path)
	must(t, err)
	if string(after) != string(content) || filesIn(t, filepath.Dir(path)) != before {
		t.Errorf("touched: %s, before %s", filesIn(t, filepath.Dir(path)), before)
	}
}

// TestLogOfAnotherFile: a write-ahead log beside an organization is never its
// own, whoever left it there.
func TestLogOfAnotherFile(t *testing.T) {
	foreign := newStore(t)
	populate(t, foreign, 300)
	must(t, foreign.Close())
	conn, err := connect(foreign.path, readWrite)
	must(t, err)
	must(t, (&tx{background, conn}).exec("PRAGMA journal_mode = WAL; UPDATE users SET last_name = 'spoilt'"))
	log, err := os.ReadFile(foreign.path + "-wal")
	must(t, err)
	must(t, conn.Close())
	s := newStore(t)
	want := populate(t, s, 40)
	must(t, s.Close())
	must(t, os.WriteFile(s.path+"-wal", log, 0o600))
	if state, err := Check(background, s.path); err != nil || state.Digest != want.Digest {
		t.Errorf("checked: %v", err)
	}
	if got, err := openAndLoad(s.path); err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("opened: %v", err)
	}
	if aside, err := os.ReadFile(s.path + "-wal" + asideEnding); err != nil || string(aside) != string(log) {
		t.Errorf("the log was not set aside: %v", err)
	}
}

// TestOddPlaces: what stands in the way is named, not foreseen by nobody.
func TestOddPlaces(t *testing.T) {
	s := newStore(t)
	populate(t, s, 3)
	must(t, s.Close())
	must(t, os.Mkdir(s.path+".lock", 0o700))
	_, err := Open(s.path)
	wantCode(t, err, data.FileIsFolder)
	must(t, os.Remove(s.path+".lock"))
	loop := filepath.Join(t.TempDir(), "loop.headcount")
	must(t, os.Symlink(loop, loop))
	_, err = Open(loop)
	wantCode(t, err, data.FileUnreadable)
	again, err := Open(s.path)
	must(t, err)
	defer again.Close()
	workbook := filepath.Join(t.TempDir(), "a.xlsx")
	must(t, os.WriteFile(workbook, []byte("PK\x03\x04 and a year of work"), 0o600))
	wantCode(t, again.Backup(background, workbook), data.FileExists)
	must(t, again.Backup(background, filepath.Join(t.TempDir(), "free.headcount")))
}
