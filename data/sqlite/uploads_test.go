package sqlite

import (
	"os"
	"reflect"
	"testing"
	"time"

	"headcount/data"
	"headcount/data/store"
)

func TestUploads(t *testing.T) {
	s := newStore(t)
	b := populate(t, s, 2)
	simulated := data.Upload{
		Identity: store.NewIdentity(), Mode: data.Simulated, At: time.Date(2031, 3, 30, 2, 30, 0, 123456789, time.FixedZone("", 3600)), Account: "ada",
		File: data.FileInfo{
			Name: "équipe.xlsx", SHA256: "ab", Format: "xlsx", Sheet: "Users", HeaderRow: 2, Rows: 40,
			Columns: []data.Column{{Header: "Mél", Field: data.Email}, {Header: "Birthdate", Field: data.NoField}},
		},
		Options: data.Options{DeactivateAbsent: true, LeaveOut: []string{"a@b.fr"}, Mapping: map[string]string{"x": "email"}},
		Counts:  data.Counts{Created: 1, Warnings: 2}, Base: b.Revision, ActiveBefore: 2, ActiveAfter: 3, HasReport: true,
	}
	id, err := s.RecordSimulation(background, simulated, []byte("plan"), []byte("table"), nil)
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
	applied.ID, applied.Simulation = 0, id
	c.Upload, c.Origin, c.Plan, c.Table = &applied, data.ByUpload, []byte("plan 2"), []byte("table 2")
	stored, err := s.Commit(background, c, nil)
	must(t, err)
	if stored.ID != 2 || stored.Revision != 3 || stored.Mode != data.Applied || stored.Simulation != id || stored.Account != "ada" {
		t.Errorf("stored %+v", stored)
	}
	list, err := s.Uploads(background, 0, 0)
	must(t, err)
	simulated.AppliedAs = 2
	if !reflect.DeepEqual(list, []data.Upload{stored, simulated}) {
		t.Errorf("got %+v", list)
	}
	page, err := s.Uploads(background, 1, 1)
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
	if b := load(t, s); b.LastApplied() != 3 || b.LastDeactivatingRows != 40 {
		t.Errorf("last applied %d, %d rows", b.LastApplied(), b.LastDeactivatingRows)
	}
}

func TestPrune(t *testing.T) {
	s := newStore(t)
	now := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, days := range []int{91, 90, 1} {
		_, err := s.RecordSimulation(background, data.Upload{Identity: store.NewIdentity(), At: now.AddDate(0, 0, -days), Counts: data.Counts{Created: days}}, []byte("p"), []byte("t"), nil)
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
}
