package sqlite

import (
	"reflect"
	"testing"

	"headcount/data"
)

func saveRole(t testing.TB, s *Store, role data.Role) error {
	c := commitOn(t, s)
	c.Roles = []data.Role{role}
	_, err := s.Commit(background, c, nil)
	return err
}

func dropRole(t testing.TB, s *Store, id string) error {
	c := commitOn(t, s)
	c.DropRoles = []string{id}
	_, err := s.Commit(background, c, nil)
	return err
}

func TestRoles(t *testing.T) {
	s := newStore(t)
	b := populate(t, s, 1)
	paris := testRoles[0]
	paris.Archived, paris.Name = true, "Paris (closed)"
	must(t, saveRole(t, s, paris))
	must(t, saveRole(t, s, data.Role{ID: "nord"}))
	wantError(t, dropRole(t, s, "paris"), data.ErrInUse)
	wantError(t, dropRole(t, s, "none"), data.ErrNotFound)
	must(t, dropRole(t, s, "nord"))
	_, err := s.Commit(background, commitOn(t, s, edit(data.Update, b.Users[0], func(u *data.User) { u.Roles = "" })), nil)
	must(t, err)
	wantError(t, dropRole(t, s, "sud"), data.ErrInUse) // it is above paris
	must(t, dropRole(t, s, "paris"))
	must(t, dropRole(t, s, "sud"))
	for _, id := range []string{"", "a, b", "a\x1fb"} {
		if err := saveRole(t, s, data.Role{ID: id}); err == nil {
			t.Errorf("role %q was stored", id)
		}
	}
	after := load(t, reopen(t, s))
	if len(after.Roles) != 0 || after.Revision != b.Revision+6 {
		t.Errorf("revision %d, roles %+v", after.Revision, after.Roles)
	}
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
