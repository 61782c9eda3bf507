package storetest

import (
	"bytes"
	"fmt"
	"reflect"
	"testing"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// testUploads: all of an upload is kept, simulated or applied, and counted by
// later plans.
func testUploads(t *testing.T, k Kind) {
	s, b := peopled(t, k, 2)
	simulated := upload(data.Upload{
		Mode: data.Simulated, At: time.Date(2031, 3, 30, 2, 30, 0, 123456789, time.FixedZone("", 3600)), Account: "ada",
		File: data.FileInfo{
			Name: "équipe.xlsx", SHA256: "ab", Format: "xlsx", Sheet: "Users", HeaderRow: 2, Rows: 40,
			Columns: []data.Column{{Header: "Mél", Field: data.Email}, {Header: "Birthdate", Field: data.NoField}},
		},
		Options: data.Options{DeactivateAbsent: true, LeaveOut: []string{"a@b.fr"}, Mapping: map[string]string{"x": "email"}},
		Counts:  data.Counts{Created: 1, Warnings: 2}, Base: b.Revision, ActiveBefore: 2, ActiveAfter: 3, HasReport: true,
	})
	id, err := s.RecordSimulation(background, simulated, []byte("plan"), []byte("table"), nil)
	must(t, err)
	simulated.ID, simulated.At = id, simulated.At.UTC()
	got, err := s.Upload(background, id)
	must(t, err)
	if !reflect.DeepEqual(got, simulated) {
		t.Errorf("got %+v, want %+v", got, simulated)
	}
	if after := Load(t, s); !reflect.DeepEqual(after, b) {
		t.Errorf("a simulation changed the base: %+v", after)
	}

	c := Plan(t, s, Create(Person(3))...)
	applied := simulated
	applied.ID, applied.Simulation = 0, id
	c.Upload, c.Origin, c.Plan, c.Table = &applied, data.ByUpload, []byte("plan 2"), bytes.Repeat([]byte{0, 255}, 3<<20)
	stored := commit(t, s, c)
	if stored.ID != 2 || stored.Revision != 3 || stored.Base != 2 || stored.Mode != data.Applied || stored.Simulation != id || stored.Account != "ada" {
		t.Errorf("stored %+v", stored)
	}
	s = k.Reopen(t, s)
	list, err := s.Uploads(background, 0, 0)
	must(t, err)
	simulated.AppliedAs = 2
	if !reflect.DeepEqual(list, []data.Upload{stored, simulated}) {
		t.Errorf("got %+v", list)
	}
	page, err := s.Uploads(background, 1, 1)
	must(t, err)
	beyond, err := s.Uploads(background, 5, 2)
	must(t, err)
	if !reflect.DeepEqual(page, list[1:]) || len(beyond) != 0 {
		t.Errorf("second page %+v, beyond %+v", page, beyond)
	}
	plan2, planErr := s.UploadPlan(background, 2)
	table2, tableErr := s.UploadTable(background, 2)
	if string(plan2) != "plan 2" || !bytes.Equal(table2, c.Table) || planErr != nil || tableErr != nil {
		t.Errorf("%q %v, %d bytes %v", plan2, planErr, len(table2), tableErr)
	}
	_, err = s.Upload(background, 9)
	wantError(t, err, data.ErrNotFound)
	_, err = s.UploadPlan(background, 9)
	wantError(t, err, data.ErrNotFound)
	_, err = s.UploadTable(background, 9)
	wantError(t, err, data.ErrNotFound)

	// A plan is applied once, whatever it is called (SPEC S5.2).
	c = Plan(t, s, Create(Person(4))...)
	c.Upload = &applied
	_, err = s.Commit(background, c, nil)
	wantStale(t, "a simulation that was applied", err)
	if b := Load(t, s); b.LastApplied() != 3 || b.LastDeactivatingRows != 40 {
		t.Errorf("last applied %d, %d rows", b.LastApplied(), b.LastDeactivatingRows)
	}

	// Uploads of roles and undos are no uploads of users.
	roles := data.Upload{At: Noon, Options: data.Options{Hierarchy: true}, File: data.FileInfo{Rows: 7}}
	c = Plan(t, s)
	c.Upload, c.Origin = &roles, data.ByUpload
	commit(t, s, c)
	if b := Load(t, s); b.LastApplied() != 3 || len(b.Past) != 1 || b.Past[0].ID != stored.ID || b.LastDeactivatingRows != 40 || len(b.HandChanges) != 2 {
		t.Errorf("past %+v, %d rows, %d changes by hand", b.Past, b.LastDeactivatingRows, len(b.HandChanges))
	}
	c = Plan(t, s)
	c.Upload, c.Origin = &data.Upload{At: Noon, Options: data.Options{DeactivateAbsent: true}, File: data.FileInfo{Rows: 8}, Undoes: 2}, data.ByUndo
	commit(t, s, c)
	if b := Load(t, s); len(b.Past) != 0 || b.LastDeactivatingRows != 40 {
		t.Errorf("past %+v, %d rows after the undo", b.Past, b.LastDeactivatingRows)
	}
	sound(t, s)
}

// testNumbers: a number that was reserved is its upload's, and no other's; none
// is ever given twice.
func testNumbers(t *testing.T, k Kind) {
	s := empty(t, k)
	reserve := func() int64 {
		t.Helper()
		id, err := s.ReserveUpload(background)
		must(t, err)
		return id
	}
	simulate := func(id int64) (int64, error) {
		return s.RecordSimulation(background, upload(data.Upload{ID: id, At: Noon}), nil, nil, nil)
	}
	first, left := reserve(), reserve()
	third, err := simulate(0)
	must(t, err)
	got, err := simulate(first)
	must(t, err)
	if first != 1 || left != 2 || third != 3 || got != first {
		t.Errorf("reserved %d and %d, then given %d and %d", first, left, third, got)
	}
	_, err = simulate(first)
	wantError(t, err, data.ErrTaken)
	if _, err = simulate(99); err == nil {
		t.Error("a number that nobody reserved")
	}
	s = k.Reopen(t, s)
	c := Plan(t, s)
	c.Upload = &data.Upload{ID: reserve(), At: Noon}
	if u := commit(t, s, c); u.ID != 4 {
		t.Errorf("applied as %d", u.ID)
	}
	c = Plan(t, s)
	c.Upload = &data.Upload{ID: 4, At: Noon}
	_, err = s.Commit(background, c, nil)
	wantError(t, err, data.ErrTaken)
	seen := map[int64]bool{}
	for _, id := range reserveAtOnce(t, s) {
		if seen[id] || id < 5 {
			t.Errorf("%d was given twice", id)
		}
		seen[id] = true
	}
	sound(t, s)
}

func reserveAtOnce(t *testing.T, s store.Store) []int64 {
	t.Helper()
	ids := make([]int64, 8)
	for _, err := range atOnce(len(ids), func(i int) (err error) { ids[i], err = s.ReserveUpload(background); return err }) {
		must(t, err)
	}
	return ids
}

// testUndos: an undo stands with what it takes back until it is undone itself.
func testUndos(t *testing.T, k Kind) {
	s := empty(t, k)
	undo := func(id int64) int64 {
		t.Helper()
		c := Plan(t, s)
		c.Upload, c.Origin = &data.Upload{At: Noon, Undoes: id}, data.ByUndo
		if id == 0 {
			c.Origin = data.ByUpload
		}
		return commit(t, s, c).ID
	}
	links := func() (text string) {
		t.Helper()
		all, err := s.Uploads(background, 0, 0)
		must(t, err)
		for _, u := range all {
			one, err := s.Upload(background, u.ID)
			must(t, err)
			if one.UndoneBy != u.UndoneBy || one.Undoes != u.Undoes {
				t.Errorf("listed %+v, read %+v", u, one)
			}
			text += fmt.Sprintf("%d:%d/%d ", u.ID, u.Undoes, u.UndoneBy)
		}
		return text
	}
	first := undo(0)
	for _, want := range []string{"2:1/0 1:0/2 ", "3:2/0 2:1/3 1:0/0 ", "4:3/0 3:2/4 2:1/0 1:0/2 "} {
		undo(map[string]int64{"2": first, "3": 2, "4": 3}[want[:1]])
		if got := links(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	undo(4) // the first is not undone now, so it can be once more
	undo(first)
	if got, want := links(), "6:1/0 5:4/0 4:3/5 3:2/0 2:1/3 1:0/6 "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// testUndosSince: an undo back to a day stands with every upload that it took
// back, those that were undone in part before too, until it is undone itself
// (SPEC S17.6); like every plan it holds only on the base it was made on.
func testUndosSince(t *testing.T, k Kind) {
	s, b := peopled(t, k, 2)
	ada, bea := b.Users[0], b.Users[1]
	change := func(origin data.Origin, u data.Upload, number string) store.Commit {
		t.Helper()
		c := Plan(t, s, phone(Load(t, s).Users[0], number))
		u.At = Noon
		c.Upload, c.Origin = &u, origin
		return c
	}
	links := func() (text string) {
		t.Helper()
		all, err := s.Uploads(background, 0, 0)
		must(t, err)
		for _, u := range all {
			one, err := s.Upload(background, u.ID)
			must(t, err)
			if !reflect.DeepEqual(one, u) {
				t.Errorf("listed %+v, read %+v", u, one)
			}
			text += fmt.Sprintf("%d:%v/%d", u.ID, u.Undone(), u.UndoneBy)
			if u.UndonePartly {
				text += " partly"
			}
			text += "; "
		}
		return text
	}
	for _, number := range []string{"1", "2", "3"} {
		commit(t, s, change(data.ByUpload, data.Upload{}, number))
	}
	commit(t, s, change(data.ByUndo, data.Upload{Undoes: 2, Options: data.Options{LeaveOut: []string{"bea@x.fr"}}}, "3+"))

	back := data.Upload{Undoes: 3, Options: data.Options{UndoesToo: []int64{2}}}
	moved := change(data.ByUndo, back, ada.Phone)
	commit(t, s, byHand(store.Expect{}, phone(bea, "4")))
	want, stood := Load(t, s), links()
	_, err := s.Commit(background, moved, nil)
	wantStale(t, "an undo of what moved", err)
	moved = change(data.ByUndo, back, ada.Phone)
	moved.Changes[0].Before.Phone = "3"
	_, err = s.Commit(background, moved, nil)
	wantStale(t, "an undo of a user who moved", err)
	if got := links(); got != stood || got != "4:[2]/0; 3:[]/0; 2:[]/4 partly; 1:[]/0; " || !reflect.DeepEqual(Load(t, s), want) {
		t.Errorf("after undos that were refused: %s", got)
	}

	c := change(data.ByUndo, back, ada.Phone)
	first := commit(t, s, c)
	again := commit(t, s, c)
	if got := "5:[3 2]/0; 4:[2]/0; 3:[]/5; 2:[]/5; 1:[]/0; "; again.ID != first.ID || links() != got {
		t.Errorf("asked for twice: %s, not %s", links(), got)
	}
	s = k.Reopen(t, s)
	if b := Load(t, s); b.Users[0].Phone != ada.Phone || b.Users[1].Phone != "4" || len(b.Past) != 1 || b.Past[0].ID != 1 {
		t.Errorf("taken back: %+v, past %+v", b.Users, b.Past)
	}
	commit(t, s, change(data.ByUndo, data.Upload{Undoes: first.ID}, "3+"))
	if got := "6:[5]/0; 5:[3 2]/6; 4:[2]/0; 3:[]/0; 2:[]/4 partly; 1:[]/0; "; links() != got {
		t.Errorf("undone itself: %s, not %s", links(), got)
	}
	if b := Load(t, s); len(b.Past) != 2 || b.Past[0].ID != 3 {
		t.Errorf("past %+v", b.Past)
	}
	// All of it: the undo of the undo too, and what it had brought back.
	commit(t, s, change(data.ByUndo, data.Upload{Undoes: 6, Options: data.Options{UndoesToo: []int64{3, 2, 1}}}, "0"))
	if got := "7:[6 3 2 1]/0; 6:[5]/7; 5:[3 2]/0; 4:[2]/0; 3:[]/7; 2:[]/7; 1:[]/7; "; links() != got {
		t.Errorf("everything: %s, not %s", links(), got)
	}
	if b := Load(t, s); len(b.Past) != 0 {
		t.Errorf("past %+v", b.Past)
	}
	sound(t, s)
	Rebuilt(t, s)
}

// testPrune: old simulations keep their counts only (SPEC S5.5).
func testPrune(t *testing.T, k Kind) {
	s := empty(t, k)
	now := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, days := range []int{91, 90, 1} {
		u := upload(data.Upload{At: now.AddDate(0, 0, -days), Counts: data.Counts{Created: days}})
		_, err := s.RecordSimulation(background, u, []byte("p"), []byte("t"), nil)
		must(t, err)
	}
	c := Plan(t, s)
	c.Upload, c.Plan = &data.Upload{At: now.AddDate(-1, 0, 0)}, []byte("p")
	commit(t, s, c)
	must(t, s.Prune(background, now))
	must(t, s.Prune(background, now))
	list, err := s.Uploads(background, 0, 0)
	must(t, err)
	for i, want := range []bool{true, true, true, false} {
		if list[i].HasReport != want {
			t.Errorf("upload %d has its report: %v", list[i].ID, list[i].HasReport)
		}
	}
	if list[3].Counts.Created != 91 {
		t.Errorf("counts %+v", list[3].Counts)
	}
	_, err = s.UploadPlan(background, 1)
	wantError(t, err, data.ErrNotFound)
	sound(t, s)
}

// testHistory: every change can be read by itself, in order, with who made it.
func testHistory(t *testing.T, k Kind) {
	s, b := peopled(t, k, 3)
	c := Plan(t, s, phone(b.Users[2], "1"), phone(b.Users[0], "2"))
	c.Upload, c.Origin, c.Account = &data.Upload{At: Noon}, data.ByUpload, "cyd"
	u := commit(t, s, c)
	removed := byHand(store.Expect{}, data.Change{Action: data.Remove, Before: b.Users[1]})
	commit(t, s, removed)
	s = k.Reopen(t, s)
	since, err := s.Changes(background, b.Revision)
	must(t, err)
	if len(since) != 3 || since[0].After.Key != 1 || since[1].After.Key != 3 || since[2].Before != b.Users[1] || since[2].After != (data.User{}) {
		t.Fatalf("since revision %d: %+v", b.Revision, since)
	}
	if r := since[0]; r.Upload != u.ID || r.Origin != data.ByUpload || r.Account != "cyd" || !r.At.Equal(Noon) || r.Revision != 3 || r.Before != b.Users[0] {
		t.Errorf("the first: %+v", r)
	}
	if r := since[2]; r.Upload != 0 || r.Origin != data.ByHand || r.Account != "bob" || r.Revision != 4 {
		t.Errorf("the last: %+v", r)
	}
	all, err := s.Changes(background, 0)
	must(t, err)
	none, err := s.Changes(background, 4)
	must(t, err)
	one, err := s.UserChanges(background, 2)
	must(t, err)
	never, err := s.UserChanges(background, 99)
	must(t, err)
	if len(all) != 6 || len(none) != 0 || len(one) != 2 || one[0] != since[2] || len(never) != 0 {
		t.Errorf("%d in all, %d after the last, %+v of one, %d of nobody", len(all), len(none), one, len(never))
	}
	made, err := s.Revisions(background, 2)
	must(t, err)
	_, digest, err := s.Revision(background)
	must(t, err)
	if len(made) != 2 || made[0].Upload != u.ID || made[0].Identity != c.Identity || made[0].Account != "cyd" || !made[0].At.Equal(Noon) ||
		made[1].Revision != 4 || made[1].Identity != removed.Identity || made[1].Digest != digest || made[1].Origin != data.ByHand {
		t.Errorf("revisions %+v", made)
	}
	if b := Load(t, s); len(b.HandChanges) != 4 || b.HandChanges[3] != since[2] {
		t.Errorf("by hand: %+v", b.HandChanges)
	}
	Rebuilt(t, s)
}

// testTime: a clock that goes back changes no order (FAULTS S7).
func testTime(t *testing.T, k Kind) {
	s, _ := peopled(t, k, 1)
	years := []int{2038, 1970, 2100, 2026}
	for i, year := range years {
		c := Plan(t, s, phone(Load(t, s).Users[0], fmt.Sprint(i)))
		c.At = time.Date(year, 3, 30, 2, 30, 0, 0, time.UTC)
		commit(t, s, c)
	}
	history, err := s.UserChanges(background, 1)
	must(t, err)
	for i := range years {
		r := history[len(years)-1-i]
		if r.At.Year() != years[i] || r.After.Phone != fmt.Sprint(i) {
			t.Errorf("change %d: %+v", i, r)
		}
	}
}
