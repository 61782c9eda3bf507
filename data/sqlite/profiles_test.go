package sqlite

import (
	"reflect"
	"testing"

	"headcount/data"
)

// TestProfiles: a renamed profile keeps its users, and its old name is
// understood until another profile takes it (SPEC S13.4).
func TestProfiles(t *testing.T) {
	s := newStore(t)
	populate(t, s, 1)
	must(t, s.SaveProfile(background, "manager", data.Profile{Name: "Chef", Aliases: []string{"Responsable", "Administrator", "chef"}}))
	s = reopen(t, s)
	b := load(t, s)
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
