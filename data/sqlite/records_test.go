package sqlite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"headcount/data"
)

func TestUploads(t *testing.T) {
	s := newStore(t)
	b := populate(t, s, 2)
	simulated := data.Upload{
		Mode: data.Simulated, At: time.Date(2031, 3, 30, 2, 30, 0, 123456789, time.FixedZone("", 3600)), Account: "ada",
		File: data.FileInfo{
			Name: "équipe.xlsx", SHA256: "ab", Format: "xlsx", Sheet: "Users", HeaderRow: 2, Rows: 40,
			Columns: []data.Column{{Header: "Mél", Field: data.Email}, {Header: "Birthdate", Field: data.NoField}},
		},
		Options: data.Options{DeactivateAbsent: true, LeaveOut: []string{"a@b.fr"}, Mapping: map[string]string{"x": "email"}},
		Counts:  data.Counts{Created: 1, Warnings: 2}, Base: b.Revision, ActiveBefore: 2, ActiveAfter: 3, HasReport: true,
	}
	id, err := s.RecordSimulation(background, simulated, []byte("plan"), []byte("table"))
	must(t, err)
	simulated.ID, simulated.At = id, simulated.At.UTC()
	got, err := s.Upload(background, id)
	must(t, err)
	if !reflect.DeepEqual(got, simulated) {
		t.Errorf("got %+v, want %+v", got, simulated)
	}
	if after := load(t, s); !reflect.DeepEqual(after, b) {
		t.Errorf("a simulation changed the base: %+v", after)
	}

	c := commitOn(t, s, create(person(3))...)
	applied := simulated
	applied.Simulation = id
	c.Upload, c.Origin, c.Plan, c.Table = &applied, data.ByUpload, []byte("plan 2"), []byte("table 2")
	stored, err := s.Commit(background, c, nil)
	must(t, err)
	if stored.ID != 2 || stored.Revision != 3 || stored.Mode != data.Applied || stored.Simulation != id || stored.Account != "ada" {
		t.Errorf("stored %+v", stored)
	}
	list, err := s.Uploads(background, UploadQuery{})
	must(t, err)
	simulated.AppliedAs = 2
	if !reflect.DeepEqual(list, []data.Upload{stored, simulated}) {
		t.Errorf("got %+v", list)
	}
	page, err := s.Uploads(background, UploadQuery{Limit: 1, Offset: 1})
	must(t, err)
	if !reflect.DeepEqual(page, list[1:]) {
		t.Errorf("second page %+v", page)
	}
	plan, planErr := s.UploadPlan(background, 2)
	table, tableErr := s.UploadTable(background, 1)
	if string(plan) != "plan 2" || string(table) != "table" || planErr != nil || tableErr != nil {
		t.Errorf("%q %v, %q %v", plan, planErr, table, tableErr)
	}
	_, err = s.Upload(background, 9)
	wantError(t, err, data.ErrNotFound)
	_, err = s.UploadPlan(background, 9)
	wantError(t, err, data.ErrNotFound)

	// A plan is applied once, whatever it is called (SPEC S5.2).
	c = commitOn(t, s, create(person(4))...)
	c.Upload = &applied
	_, err = s.Commit(background, c, nil)
	wantError(t, err, data.ErrStale)
	if b := load(t, s); b.LastApplied != 3 || b.LastDeactivatingRows != 40 {
		t.Errorf("last applied %d, %d rows", b.LastApplied, b.LastDeactivatingRows)
	}
}

func TestPrune(t *testing.T) {
	s := newStore(t)
	now := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, days := range []int{91, 90, 1} {
		_, err := s.RecordSimulation(background, data.Upload{At: now.AddDate(0, 0, -days), Counts: data.Counts{Created: days}}, []byte("p"), []byte("t"))
		must(t, err)
	}
	c := commitOn(t, s)
	c.Upload, c.Plan = &data.Upload{At: now.AddDate(-1, 0, 0)}, []byte("p")
	_, err := s.Commit(background, c, nil)
	must(t, err)
	must(t, s.Prune(background, now))
	before, err := os.Stat(s.path)
	must(t, err)
	must(t, s.Prune(background, now))
	after, err := os.Stat(s.path)
	must(t, err)
	if !after.ModTime().Equal(before.ModTime()) {
		t.Error("pruning nothing touched the file")
	}
	list, err := s.Uploads(background, UploadQuery{})
	must(t, err)
	for i, want := range []bool{true, true, true, false} {
		if list[i].HasReport != want {
			t.Errorf("upload %d has its report: %v", list[i].ID, list[i].HasReport)
		}
	}
	if list[3].Counts.Created != 91 {
		t.Errorf("counts %+v", list[3].Counts)
	}
}

func TestSettings(t *testing.T) {
	s := newStore(t)
	b := load(t, s)
	v := b.Settings
	v.Name = "New name"
	must(t, s.SaveSettings(background, v))
	if got := load(t, s); got.Revision != b.Revision || got.Digest != b.Digest || got.Settings.Name != "New name" {
		t.Errorf("a new name is no new revision: %+v", got)
	}
	v.Guards.MassUpdate.Percent = 10
	must(t, s.SaveSettings(background, v))
	got := load(t, reopen(t, s))
	if got.Revision != b.Revision+1 || got.Digest == b.Digest || !reflect.DeepEqual(got.Settings, v) {
		t.Errorf("got %+v", got)
	}
}

func TestMapping(t *testing.T) {
	s := newStore(t)
	mapping, err := s.Mapping(background, "nom\nmel")
	if mapping != nil || err != nil {
		t.Errorf("%v, %v", mapping, err)
	}
	for _, want := range []map[string]string{{"Nom": "last_name", "X": ""}, {"Nom": "first_name"}, nil} {
		must(t, s.SaveMapping(background, "nom\nmel", want))
		got, err := s.Mapping(background, "nom\nmel")
		must(t, err)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	if b := load(t, s); b.Revision != 1 {
		t.Errorf("a mapping made revision %d", b.Revision)
	}
}

func TestRoles(t *testing.T) {
	s := newStore(t)
	b := populate(t, s, 1)
	paris := testRoles[0]
	paris.Archived, paris.Name = true, "Paris (closed)"
	must(t, s.SaveRole(background, paris))
	must(t, s.SaveRole(background, data.Role{ID: "nord"}))
	wantError(t, s.DeleteRole(background, "paris"), data.ErrInUse)
	wantError(t, s.DeleteRole(background, "none"), data.ErrNotFound)
	must(t, s.DeleteRole(background, "nord"))
	_, err := s.Commit(background, commitOn(t, s, edit(data.Update, b.Users[0], func(u *data.User) { u.Roles = "" })), nil)
	must(t, err)
	wantError(t, s.DeleteRole(background, "sud"), data.ErrInUse) // it is above paris
	must(t, s.DeleteRole(background, "paris"))
	must(t, s.DeleteRole(background, "sud"))
	for _, id := range []string{"", "a, b", "a\x1fb"} {
		if err := s.SaveRole(background, data.Role{ID: id}); err == nil {
			t.Errorf("role %q was stored", id)
		}
	}
	after := load(t, reopen(t, s))
	if len(after.Roles) != 0 || after.Revision != b.Revision+6 {
		t.Errorf("revision %d, roles %+v", after.Revision, after.Roles)
	}
}

// TestProfiles: a renamed profile keeps its users, and its old name is
// understood until another profile takes it (SPEC S13.4).
func TestProfiles(t *testing.T) {
	s := newStore(t)
	b := populate(t, s, 1)
	must(t, s.SaveProfile(background, "manager", data.Profile{Name: "Chef", Aliases: []string{"Responsable", "Administrator", "chef"}}))
	s = reopen(t, s)
	b = load(t, s)
	want := []data.Profile{
		{Name: "Administrator", Administrator: true, Aliases: []string{"Administrateur"}},
		{Name: "Chef", Aliases: []string{"Responsable", "Manager"}},
		{Name: "Sales rep", Aliases: []string{"Commercial"}},
	}
	if !reflect.DeepEqual(b.Profiles, want) || b.Users[0].Profile != "Chef" || b.HandChanges[0].After.Profile != "Chef" {
		t.Errorf("profiles %+v, user %+v", b.Profiles, b.Users[0])
	}
	wantError(t, s.SaveProfile(background, "Chef", data.Profile{Name: "sales REP"}), data.ErrTaken)
	wantError(t, s.SaveProfile(background, "", data.Profile{Name: "CHEF"}), data.ErrTaken)
	wantError(t, s.SaveProfile(background, "none", data.Profile{Name: "x"}), data.ErrNotFound)
	wantError(t, s.DeleteProfile(background, "none"), data.ErrNotFound)
	wantError(t, s.DeleteProfile(background, "Chef"), data.ErrInUse)
	must(t, s.SaveProfile(background, "", data.Profile{Name: "Manager"}))
	b = load(t, s)
	if got := b.Profiles[1].Aliases; !reflect.DeepEqual(got, []string{"Responsable"}) || b.Profiles[3].Name != "Manager" {
		t.Errorf("after the old name was taken: %+v", b.Profiles)
	}
	must(t, s.DeleteProfile(background, "Manager"))
	must(t, s.SaveProfile(background, "", data.Profile{Name: "Mánager", Administrator: true}))
	b = load(t, s)
	if got := b.Profiles[3]; !reflect.DeepEqual(got, data.Profile{Name: "Mánager", Administrator: true}) {
		t.Errorf("taken up again: %+v", got)
	}
	must(t, s.Check(background))
}

// TestRolesAndProfilesOfACommit: they come and go with the changes that need
// them, and nothing stays of a commit that is refused (SPEC S4.7, S5.6).
func TestRolesAndProfilesOfACommit(t *testing.T) {
	s := newStore(t)
	before := load(t, s)
	u := person(1)
	u.Roles, u.Profile = "new", "Pirate"
	c := commitOn(t, s, create(u, u)...)
	c.Roles, c.Profiles = []data.Role{{ID: "new"}}, []data.Profile{{Name: "Pirate"}}
	_, err := s.Commit(background, c, nil)
	wantError(t, err, data.ErrTaken)
	if after := load(t, s); !reflect.DeepEqual(after, before) {
		t.Errorf("a refused commit left %+v", after)
	}
	c.Changes = c.Changes[:1]
	_, err = s.Commit(background, c, nil)
	must(t, err)
	b := load(t, s)
	c = commitOn(t, s)
	c.DropRoles = []string{"new"}
	_, err = s.Commit(background, c, nil)
	wantError(t, err, data.ErrInUse)
	c.DropRoles, c.DropProfiles = nil, []string{"Pirate"}
	_, err = s.Commit(background, c, nil)
	wantError(t, err, data.ErrInUse)
	c.DropRoles = []string{"new"}
	c.Changes = []data.Change{{Action: data.Remove, Before: b.Users[0]}}
	_, err = s.Commit(background, c, nil)
	must(t, err)
	after := load(t, reopen(t, s))
	if len(after.Users)+len(after.Roles) != 0 || len(after.Profiles) != 3 {
		t.Errorf("left: %+v", after)
	}
}

// TestHistoryNamesDeletedProfiles: the history stays readable.
func TestHistoryNamesDeletedProfiles(t *testing.T) {
	s := newStore(t)
	b := populate(t, s, 1)
	_, err := s.Commit(background, commitOn(t, s, edit(data.Update, b.Users[0], func(u *data.User) { u.Profile = "Sales rep" })), nil)
	must(t, err)
	must(t, s.DeleteProfile(background, "Manager"))
	history, err := s.UserChanges(background, 1)
	must(t, err)
	if len(history) != 2 || history[0].Before.Profile != "Manager" || history[0].After.Profile != "Sales rep" || history[1].After.Profile != "Manager" {
		t.Errorf("got %+v", history)
	}
	since, err := s.Changes(background, b.Revision)
	must(t, err)
	if len(since) != 1 || since[0] != history[0] {
		t.Errorf("since: %+v", since)
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

// TestMigrationsAreWholeOrNothing runs later migrations over a file: the good
// one is recorded, the broken one leaves nothing.
func TestMigrationsAreWholeOrNothing(t *testing.T) {
	s := newStore(t)
	later := scripts(fstest.MapFS{
		"migrations/0001_a.sql": {Data: []byte(migrations()[0])},
		"migrations/0002_b.sql": {Data: []byte("CREATE TABLE letters (id INTEGER PRIMARY KEY) STRICT")},
		"migrations/0003_c.sql": {Data: []byte("CREATE TABLE more (id INTEGER) STRICT; CREATE TABLE letters (id INTEGER)")},
	})
	tx, err := s.take(background)
	must(t, err)
	if err := migrate(tx.conn, later); err == nil || !strings.Contains(err.Error(), "migration 3") {
		t.Errorf("the broken migration: %v", err)
	}
	version, err := tx.number("PRAGMA user_version")
	must(t, err)
	records, err := tx.number("SELECT count(*) FROM migrations")
	must(t, err)
	tables, err := tx.number("SELECT count(*) FROM sqlite_schema WHERE name IN ('letters', 'more')")
	must(t, err)
	if version != 2 || records != 2 || tables != 1 {
		t.Errorf("version %d, %d records, %d tables", version, records, tables)
	}
	s.leave(tx)
	must(t, s.Close())
	_, err = Open(s.path)
	wantError(t, err, data.ErrNewer)
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

// TestTimeIsNoOrder: a clock that goes back changes no order (FAULTS S7).
func TestTimeIsNoOrder(t *testing.T) {
	s := newStore(t)
	populate(t, s, 1)
	years := []int{2038, 1970, 2100, 2026}
	for i, year := range years {
		b := load(t, s)
		c := commitOn(t, s, edit(data.Update, b.Users[0], func(u *data.User) { u.Phone = fmt.Sprint(i) }))
		c.At = time.Date(year, 3, 30, 2, 30, 0, 0, time.UTC)
		_, err := s.Commit(background, c, nil)
		must(t, err)
	}
	history, err := s.UserChanges(background, 1)
	must(t, err)
	for i := range years {
		r := history[len(years)-1-i]
		if r.At.Year() != years[i] || r.After.Phone != fmt.Sprint(i) {
			t.Errorf("change %d: %+v", i, r)
		}
	}
	if _, err := s.Commit(background, data.Commit{}, nil); !errors.Is(err, data.ErrStale) {
		t.Errorf("a commit on nothing: %v", err)
	}
}
