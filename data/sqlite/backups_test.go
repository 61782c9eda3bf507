package sqlite

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

func TestBackupAndRestore(t *testing.T) {
	s := newStore(t)
	want := populate(t, s, 40)
	backup := filepath.Join(t.TempDir(), "backup.headcount")
	must(t, s.Backup(background, backup))
	state, err := Check(background, backup)
	must(t, err)
	if state != (store.State{Organization: want.Organization, Revision: want.Revision, Digest: want.Digest, Users: 40, Active: 40}) {
		t.Errorf("the backup holds %+v", state)
	}
	_, err = s.Commit(background, commitOn(t, s, create(person(99))...), nil)
	must(t, err)
	later := load(t, s)
	keep := filepath.Join(t.TempDir(), "kept.headcount")
	wantError(t, Restore(background, backup, s.path, keep), data.ErrLocked)
	must(t, s.Close())
	must(t, os.WriteFile(s.path+"-journal", []byte("left by another file"), 0o600))
	must(t, Restore(background, backup, s.path, keep))
	for path, want := range map[string]*data.Base{keep: later, backup: want} {
		if got, err := openAndLoad(path); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if got, err := openAndLoad(s.path); err != nil || !sameBase(got, want) || got.Revision != later.Revision+1 {
		t.Errorf("restored: %v, revision %d after %d", err, got.Revision, later.Revision)
	}
	if err := Restore(background, backup, s.path, keep); !errors.Is(err, os.ErrExist) {
		t.Errorf("keeping over a file: %v", err)
	}
	gone := filepath.Join(t.TempDir(), "gone.headcount")
	must(t, Restore(background, backup, gone, keep))
	if got, err := openAndLoad(gone); err != nil || !sameBase(got, want) || got.Revision != want.Revision+1 {
		t.Errorf("restored where nothing was: %v", err)
	}
}

// sameBase compares everything but the revision, which a restore raises.
func sameBase(got, want *data.Base) bool {
	x, y := *got, *want
	x.Revision, y.Revision = 0, 0
	return reflect.DeepEqual(x, y)
}

func TestBackupRefuses(t *testing.T) {
	s := newStore(t)
	populate(t, s, 3)
	wantCode(t, s.Backup(background, s.path), data.FileInUse)
	link := filepath.Join(t.TempDir(), "link")
	must(t, os.Symlink(s.path, link))
	wantCode(t, s.Backup(background, link), data.FileInUse)
	other := newStore(t)
	wantError(t, s.Backup(background, other.path), data.ErrLocked)
	wantCode(t, s.Backup(background, filepath.Join(t.TempDir(), "none", "b")), data.FileVanished)
	ctx, cancel := context.WithCancel(background)
	cancel()
	path := filepath.Join(t.TempDir(), "b")
	wantError(t, s.Backup(ctx, path), context.Canceled)
	left, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	if len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestDamagedBackup: a backup that is not sound is refused before anything is
// moved.
func TestDamagedBackup(t *testing.T) {
	s := newStore(t)
	want := populate(t, s, 20)
	backup := filepath.Join(t.TempDir(), "backup.headcount")
	must(t, s.Backup(background, backup))
	alter(t, backup, "UPDATE users SET phone = '2' WHERE key = 3")
	must(t, s.Close())
	keep := filepath.Join(t.TempDir(), "kept")
	wantError(t, Restore(background, backup, s.path, keep), data.ErrDamaged)
	if got, err := openAndLoad(s.path); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %+v", err, got)
	}
	if _, err := os.Stat(keep); err == nil {
		t.Error("the file was moved aside for nothing")
	}
}

// TestDamagedFileIsKept: a damaged organization is set aside byte for byte and
// its backup takes its place.
func TestDamagedFileIsKept(t *testing.T) {
	s := newStore(t)
	want := populate(t, s, 20)
	backup := filepath.Join(t.TempDir(), "backup.headcount")
	must(t, s.Backup(background, backup))
	must(t, s.Close())
	must(t, os.WriteFile(s.path, []byte("SQLite format 3\x00 and no more"), 0o600))
	_, err := Open(s.path)
	wantError(t, err, data.ErrDamaged)
	keep := s.path + ".damaged"
	must(t, Restore(background, backup, s.path, keep))
	if got, err := openAndLoad(s.path); err != nil || !sameBase(got, want) {
		t.Errorf("restored: %v", err)
	}
	if kept, err := os.ReadFile(keep); err != nil || string(kept) != "SQLite format 3\x00 and no more" {
		t.Errorf("kept %q, %v", kept, err)
	}
}

// TestBackupDoesNotWaitForEver: another program that keeps the file locked
// makes a backup fail, not hang.
func TestBackupDoesNotWaitForEver(t *testing.T) {
	s := newStore(t)
	populate(t, s, 3)
	other, err := connect(s.path, readWrite)
	must(t, err)
	must(t, (&tx{background, other}).exec("BEGIN EXCLUSIVE"))
	ctx, cancel := context.WithTimeout(background, 15*time.Second)
	defer cancel()
	err = s.Backup(ctx, filepath.Join(t.TempDir(), "b"))
	wantError(t, err, data.ErrLocked)
	must(t, other.Close())
}

// TestRestoreHoldsLetters: a file that was kept as it was had letters waiting; put
// back, it sends none of them by itself (SPEC S11.4).
func TestRestoreHoldsLetters(t *testing.T) {
	s := newStore(t)
	simulate(t, s, lettersTo(data.MailByMailbox, "a@x.fr"))
	must(t, s.Close())
	kept := filepath.Join(t.TempDir(), "kept.headcount")
	content, err := os.ReadFile(s.path)
	must(t, err)
	must(t, os.WriteFile(kept, content, 0o600))
	must(t, Restore(background, kept, s.path, ""))
	again := reopen(t, &Store{path: s.path, turn: closedTurn()})
	if l := letter(t, again, 1); l.State != data.LetterUnknown {
		t.Errorf("the letter is %v", l.State)
	}
}

// TestRestoreUsesNoNumberTwice: revisions, uploads and users go on behind the
// highest number that the replaced file had given, and whoever was deleted for
// good stays in the register (SPEC S20.5).
func TestRestoreUsesNoNumberTwice(t *testing.T) {
	s := newStore(t)
	populate(t, s, 10)
	simulate(t, s, nil)
	backup := filepath.Join(t.TempDir(), "backup.headcount")
	must(t, s.Backup(background, backup))
	_, err := s.Commit(background, commitOn(t, s, create(person(50), person(51))...), nil)
	must(t, err)
	lastUpload := simulate(t, s, nil)
	leaver := load(t, s).Users[11]
	_, err = s.Commit(background, commitOn(t, s, edit(data.Deactivate, leaver, func(u *data.User) { u.Status = data.Deactivated })), nil)
	must(t, err)
	must(t, s.Erase(background, leaver.Key, nil))
	before := load(t, s)
	must(t, s.Close())
	must(t, Restore(background, backup, s.path, ""))
	again := reopen(t, &Store{path: s.path, turn: closedTurn()})
	if b := load(t, again); b.Revision != before.Revision+1 || len(b.Users) != 10 {
		t.Errorf("revision %d after %d, %d users", b.Revision, before.Revision, len(b.Users))
	}
	_, err = again.Commit(background, commitOn(t, again, create(person(60))...), nil)
	must(t, err)
	if b := load(t, again); b.Users[10].Key <= leaver.Key {
		t.Errorf("the key %d is given again", b.Users[10].Key)
	}
	if id := simulate(t, again, nil); id <= lastUpload {
		t.Errorf("upload %d after %d", id, lastUpload)
	}
	tx, err := again.take(background)
	must(t, err)
	erased, err := tx.number("SELECT count(*) FROM erasures WHERE user = ?", leaver.Key)
	again.leave(tx)
	if err != nil || erased != 1 {
		t.Errorf("%d in the register of erasures, %v", erased, err)
	}
	must(t, again.Check(background))
}

// TestRestoreOverDamage: a file whose structure is damaged still says which
// numbers it has given, if that part of it is what was stored.
func TestRestoreOverDamage(t *testing.T) {
	s := newStore(t)
	populate(t, s, 10)
	backup := filepath.Join(t.TempDir(), "backup.headcount")
	must(t, s.Backup(background, backup))
	for n := range 4 {
		_, err := s.Commit(background, commitOn(t, s, create(person(100+n))...), nil)
		must(t, err)
	}
	before := load(t, s)
	must(t, s.Close())
	content, err := os.ReadFile(s.path)
	must(t, err)
	// The ID stands in the table, in its index and in the history; flipped in one
	// place they disagree.
	at := bytes.Index(content, []byte("00005"))
	content[at] ^= 1
	must(t, os.WriteFile(s.path, content, 0o600))
	if _, err := Check(background, s.path); !errors.Is(err, data.ErrDamaged) {
		t.Fatalf("the file is not damaged: %v", err)
	}
	must(t, Restore(background, backup, s.path, filepath.Join(t.TempDir(), "kept")))
	again := reopen(t, &Store{path: s.path, turn: closedTurn()})
	if b := load(t, again); b.Revision != before.Revision+1 {
		t.Errorf("revision %d after %d", b.Revision, before.Revision)
	}
	_, err = again.Commit(background, commitOn(t, again, create(person(60))...), nil)
	must(t, err)
	if b := load(t, again); b.Users[10].Key <= before.Users[13].Key {
		t.Errorf("the key %d is given again", b.Users[10].Key)
	}
}
