package app

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// flip changes one bit of a word wherever it stands in a file.
func flip(t *testing.T, path, word string) {
	t.Helper()
	content, err := os.ReadFile(path)
	try(t, err)
	changed := bytes.ReplaceAll(content, []byte(word), append([]byte{word[0] ^ 1}, word[1:]...))
	if bytes.Equal(changed, content) {
		t.Fatalf("%s is not in the file", word)
	}
	try(t, os.WriteFile(path, changed, 0o600))
}

// TestRestoreDrill restores every backup of a few applies: each gives its own
// state back, the present file is kept as a backup first, and one with a byte
// changed is named and refused.
func TestRestoreDrill(t *testing.T) {
	a := example(t, "en")
	path := a.Path()
	file := filepath.Join(a.ExampleFolder(), assets.In("en").T("example.file.changes")+".xlsx")
	states := []data.Base{people(t, a)}
	_, upload := run(t, a, file, data.Options{DeactivateAbsent: true})
	states = append(states, people(t, a))
	undo(t, a, upload.ID)
	states = append(states, people(t, a))
	try(t, a.Close())
	first, err := InspectBackups(t.Context(), path, nil)
	try(t, err)
	if len(first) < 2 {
		t.Fatalf("%d backups", len(first))
	}
	// The newest backup is the state before the undo, the one before it that
	// before the upload.
	for n, want := range []data.Base{states[1], states[0]} {
		done, err := Restore(t.Context(), path, first[n].Path, Config{})
		try(t, err)
		b, err := Open(path, Config{})
		try(t, err)
		got := people(t, b)
		if !reflect.DeepEqual(got, want) || done.Users != len(want.Users) || first[n].Users != len(want.Users) {
			t.Errorf("backup %d: %d users, said %d, not %d", n, len(got.Users), done.Users, len(want.Users))
		}
		if _, err := Restore(t.Context(), path, first[n].Path, Config{}); !errors.Is(err, data.ErrLocked) {
			t.Errorf("over an open one: %v", err)
		}
		try(t, b.Close())
		kept, err := Open(done.Kept, Config{})
		try(t, err)
		if got := people(t, kept); n == 0 && !reflect.DeepEqual(got, states[2]) {
			t.Error("what was there is not what was kept")
		}
		try(t, kept.Close())
	}
	flip(t, first[0].Path, "zoe.backer@")
	again, err := InspectBackups(t.Context(), path, nil)
	try(t, err)
	for _, i := range again {
		if damaged := i.Path == first[0].Path; damaged != Unsound(i.Err) || damaged && Code(i.Err) != "damaged" {
			t.Errorf("%s: %v", filepath.Base(i.Path), i.Err)
		}
	}
	if _, err := Restore(t.Context(), path, first[0].Path, Config{}); Code(err) != data.FileBackupDamaged {
		t.Errorf("the damaged one: %v", err)
	}
}

// TestNewestSoundBackup: a damaged organization is offered the newest backup that
// is sound, and is kept byte for byte when that is restored (SPEC S9.3).
func TestNewestSoundBackup(t *testing.T) {
	a := example(t, "fr")
	path := a.Path()
	file := filepath.Join(a.ExampleFolder(), assets.In("fr").T("example.file.changes")+".xlsx")
	want := people(t, a)
	for range 2 {
		_, upload := run(t, a, file, data.Options{DeactivateAbsent: true})
		undo(t, a, upload.ID)
	}
	try(t, a.Close())
	flip(t, path, "zoe.backer@")
	damaged, err := os.ReadFile(path)
	try(t, err)
	if _, err := Open(path, Config{}); !Unsound(err) {
		t.Fatalf("opened: %v", err)
	}
	backups, err := BackupsOf(path)
	try(t, err)
	flip(t, backups[0].Path, "zoe.backer@")
	newest, err := NewestSound(t.Context(), path)
	try(t, err)
	if newest.Path != backups[1].Path {
		t.Errorf("offered %s", newest.Path)
	}
	done, err := Restore(t.Context(), path, newest.Path, Config{})
	try(t, err)
	b, err := Open(path, Config{})
	try(t, err)
	defer b.Close()
	if got := people(t, b); !reflect.DeepEqual(got, want) {
		t.Error("the restored base is another")
	}
	if kept, err := os.ReadFile(done.Kept); err != nil || !reflect.DeepEqual(kept, damaged) {
		t.Errorf("the damaged file was not kept as it was: %v", err)
	}
	if _, err := NewestSound(t.Context(), filepath.Join(t.TempDir(), "none.headcount")); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("of nothing: %v", err)
	}
}

// TestForeignBackup: a backup of another organization is not put in the place of
// this one; where nothing is it may be.
func TestForeignBackup(t *testing.T) {
	a, other := newOrganization(t), example(t, "en")
	backup := filepath.Join(t.TempDir(), "copy.headcount")
	try(t, other.BackupTo(t.Context(), backup))
	path := a.Path()
	try(t, a.Close())
	var refused *data.FileError
	if _, err := Restore(t.Context(), path, backup, Config{}); !errors.As(err, &refused) || refused.Code != data.FileForeign {
		t.Errorf("got %v", err)
	}
	if _, err := Restore(t.Context(), backup, backup, Config{}); !errors.As(err, &refused) || refused.Code != data.FileInUse {
		t.Errorf("onto itself: %v", err)
	}
	fresh := filepath.Join(t.TempDir(), "fresh.headcount")
	done, err := Restore(t.Context(), fresh, backup, Config{})
	try(t, err)
	b, err := Open(fresh, Config{})
	try(t, err)
	defer b.Close()
	if done.Kept != "" || len(people(t, b).Users) != done.Users {
		t.Errorf("%+v", done)
	}
}

// TestDamagedHistoryLeavesTheList: whoever needs users, roles or settings alone has
// them though the history is damaged, and is told; nothing is changed on it.
func TestDamagedHistoryLeavesTheList(t *testing.T) {
	a := example(t, "en")
	path := a.Path()
	file := filepath.Join(a.ExampleFolder(), assets.In("en").T("example.file.changes")+".xlsx")
	run(t, a, file, data.Options{})
	want := people(t, a).Users
	try(t, a.Close())
	flip(t, path, filepath.Base(file))
	a, err := Open(path, Config{})
	try(t, err)
	defer a.Close()
	if _, err := a.Base(t.Context()); !errors.Is(err, data.ErrDamaged) {
		t.Fatalf("the history: %v", err)
	}
	d, err := a.Directory(t.Context())
	try(t, err)
	var past *PastDamagedError
	if !errors.As(d.Damage, &past) || len(d.Base.Users) != len(want) || DamagedPart(d.Damage) == "" {
		t.Errorf("%d users, %v", len(d.Base.Users), d.Damage)
	}
	if again, err := a.Directory(t.Context()); err != nil || again != d {
		t.Errorf("made anew: %v", err)
	}
	w := assets.In("en")
	n, err := a.Export(t.Context(), filepath.Join(t.TempDir(), "list.xlsx"), ExportOptions{Format: "xlsx", Words: w, Query: Query{Status: AllUsers}}, nil)
	if err != nil || n != len(want) {
		t.Errorf("%d users exported, %v", n, err)
	}
	try(t, a.Template(t.Context(), filepath.Join(t.TempDir(), "new.csv"), w))
	_, err = a.Hierarchy(t.Context())
	try(t, err)
	_, err = a.Settings(t.Context())
	try(t, err)
	if _, err := a.SaveUser(t.Context(), nil, d.Base.Users[0]); !errors.Is(err, data.ErrDamaged) {
		t.Errorf("saved: %v", err)
	}
	if _, err := a.Simulate(t.Context(), file, data.Options{}, nil); !errors.Is(err, data.ErrDamaged) {
		t.Errorf("simulated: %v", err)
	}
}

// TestDamagedLetterKeepsNobodyOut: a letter that was being handed over and is damaged
// since is left as it is, and told when the outbox is read.
func TestDamagedLetterKeepsNobodyOut(t *testing.T) {
	a := newOrganization(t)
	path := a.Path()
	letter := data.Letter{At: a.now(), Way: data.MailByMailbox, From: "me@x.fr", To: "you@x.fr", Subject: "Remarkable", MessageID: "<1@x.fr>"}
	u := data.Upload{Identity: store.NewIdentity(), At: a.now()}
	_, err := a.store.RecordSimulation(t.Context(), u, nil, nil, []data.Posting{{Letter: letter, Text: []byte("text")}})
	try(t, err)
	try(t, a.store.BeginLetter(t.Context(), 1, a.now()))
	try(t, a.Close())
	flip(t, path, "Remarkable")
	a, err = Open(path, Config{})
	try(t, err)
	if _, err := a.store.Letters(t.Context()); !errors.Is(err, data.ErrDamaged) {
		t.Errorf("the outbox: %v", err)
	}
	try(t, a.Close())
	if _, err := Check(t.Context(), path); DamagedPart(err) != "letter 1" {
		t.Errorf("check says %v", err)
	}
}
