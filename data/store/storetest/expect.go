package storetest

import (
	"reflect"
	"slices"
	"testing"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// testWholeBase: a plan holds only on the base that it was made on (SPEC S5.2).
func testWholeBase(t *testing.T, k Kind) {
	s, b := peopled(t, k, 2)
	c := Plan(t, s, Edit(data.Deactivate, b.Users[0], func(u *data.User) { u.Status = data.Deactivated }))
	for name, stale := range map[string]func(c *store.Commit){
		"revision": func(c *store.Commit) { c.Expect.Revision-- },
		"future":   func(c *store.Commit) { c.Expect.Revision++ },
		"digest":   func(c *store.Commit) { c.Expect.Digest[7]++ },
		"user":     func(c *store.Commit) { c.Changes[0].Before.FirstName = "other"; c.Changes[0].After.FirstName = "other" },
		"gone":     func(c *store.Commit) { c.Changes[0].Before.Key, c.Changes[0].After.Key = 99, 99 },
	} {
		wrong := c
		wrong.Changes = slices.Clone(c.Changes)
		stale(&wrong)
		_, err := s.Commit(background, wrong, nil)
		if wantStale(t, name, err); !reflect.DeepEqual(Load(t, s), b) {
			t.Errorf("%s: a stale commit changed the base", name)
		}
	}
	commit(t, s, c)
	c.Identity = store.NewIdentity()
	_, err := s.Commit(background, c, nil)
	wantStale(t, "applied once more", err)

	for name, move := range map[string]func() error{
		"a profile": func() error { return s.SaveProfile(background, "", data.Profile{Name: "Guest"}) },
		"a guard": func() error {
			v := Settings
			v.Guards.MassUpdate.Percent = 10
			return s.SaveSettings(background, v)
		},
		"a role": func() error {
			c := Plan(t, s)
			c.Roles = []data.Role{{ID: "nord"}}
			_, err := s.Commit(background, c, nil)
			return err
		},
		"somebody else": func() error { _, err := s.Commit(background, Plan(t, s, Create(Person(7))...), nil); return err },
	} {
		c := Plan(t, s, phone(Load(t, s).Users[1], name))
		must(t, move())
		_, err := s.Commit(background, c, nil)
		wantStale(t, name, err)
	}
}

func wantStale(t testing.TB, name string, err error) {
	t.Helper()
	if !isStale(err) {
		t.Errorf("%s: %v, want stale", name, err)
	}
}

// testByHand: a change by hand holds as long as what it touches and what it
// rests on are as they were, whatever else moves (SPEC S19.5).
func testByHand(t *testing.T, k Kind) {
	s, b := peopled(t, k, 4)
	ada, bea, cem := b.Users[0], b.Users[1], b.Users[2]
	commit(t, s, byHand(store.Expect{}, phone(bea, "1")))
	must(t, s.SaveProfile(background, "", data.Profile{Name: "Guest"}))
	commit(t, s, byHand(store.Expect{}, phone(ada, "2"))) // knows nothing of both
	ada.Phone = "2"

	_, err := s.Commit(background, byHand(store.Expect{}, phone(bea, "3")), nil)
	wantStale(t, "a user who was changed", err)
	commit(t, s, byHand(store.Expect{}, data.Change{Action: data.Remove, Before: b.Users[3]}))
	_, err = s.Commit(background, byHand(store.Expect{}, phone(b.Users[3], "3")), nil)
	wantStale(t, "a user who is gone", err)
	_, err = s.Commit(background, byHand(store.Expect{}, phone(ada, "4"), phone(bea, "4")), nil)
	wantStale(t, "one of two", err)

	for name, e := range map[string]store.Expect{
		"a profile that is not there": {Profiles: []data.Profile{{Name: "Pirate"}}},
		"a profile marked otherwise":  {Profiles: []data.Profile{{Name: "Guest", Administrator: true}}},
		"a profile spelt otherwise":   {Profiles: []data.Profile{{Name: "guest"}}},
		"no obligation to have roles": {RolesOptional: true},
		"a role that is not there":    {Roles: []data.Role{{ID: "nord"}}},
		"a role called otherwise":     {Roles: []data.Role{{ID: "paris", Name: "Lutetia", Level: "shop", Superiors: "sud"}}},
		"a role that is archived":     {Roles: []data.Role{{ID: "sud", Name: "Sud", Level: "region", Archived: true}}},
		"a role below another":        {Roles: []data.Role{Roles[1], {ID: "paris", Name: "Paris", Level: "shop"}}},
		"that a role is not there":    {NoRoles: []string{"nord", "paris"}},
	} {
		_, err := s.Commit(background, byHand(e, phone(ada, "5")), nil)
		wantStale(t, name, err)
	}
	want := Load(t, s)
	if want.Users[0].Phone != "2" || want.Users[1].Phone != "1" {
		t.Errorf("got %+v", want.Users)
	}
	optional := Settings
	optional.RolesOptional = true
	must(t, s.SaveSettings(background, optional))
	commit(t, s, byHand(store.Expect{
		Roles: Roles, NoRoles: []string{"nord"}, RolesOptional: true,
		Profiles: []data.Profile{{Name: "Guest", Aliases: []string{"do not count"}}, {Name: "Administrator", Administrator: true}},
	}, Edit(data.Update, cem, func(u *data.User) { u.Profile, u.Roles = "Guest", "" })))
	must(t, s.SaveProfile(background, "Guest", data.Profile{Name: "Visitor"}))
	cem.Profile, cem.Roles = "Guest", ""
	if _, err := s.Commit(background, byHand(store.Expect{}, phone(cem, "6")), nil); err == nil {
		t.Error("a user whose profile was renamed was changed")
	}
	sound(t, s)
	Rebuilt(t, s)
}

// testByHandRoles: roles are made, changed and dropped by hand too.
func testByHandRoles(t *testing.T, k Kind) {
	s, _ := peopled(t, k, 1)
	nord := byHand(store.Expect{NoRoles: []string{"nord"}})
	nord.Roles = []data.Role{{ID: "nord", Name: "Nord"}}
	commit(t, s, nord)
	nord.Identity = store.NewIdentity()
	_, err := s.Commit(background, nord, nil)
	wantStale(t, "a role that was made", err)
	drop := byHand(store.Expect{Roles: []data.Role{{ID: "nord", Name: "Nord"}}})
	drop.DropRoles = []string{"nord"}
	commit(t, s, drop)
	drop.Identity = store.NewIdentity()
	_, err = s.Commit(background, drop, nil)
	wantStale(t, "a role that was dropped", err)
	if b := Load(t, s); !reflect.DeepEqual(b.Roles, Roles) {
		t.Errorf("roles %+v", b.Roles)
	}
}

// testLastAdministrator: no change by hand and no profile takes the last active
// administrator away (SPEC S2.4).
func testLastAdministrator(t *testing.T, k Kind) {
	s, b := peopled(t, k, 3)
	raise := func(u *data.User) { u.Profile = "Administrator" }
	commit(t, s, Plan(t, s, Edit(data.Update, b.Users[0], raise), Edit(data.Update, b.Users[1], raise)))
	b = Load(t, s)
	first, second := b.Users[0], b.Users[1]
	off := func(u data.User) data.Change {
		return Edit(data.Deactivate, u, func(u *data.User) { u.Status = data.Deactivated })
	}
	_, err := s.Commit(background, byHand(store.Expect{}, off(first), off(second)), nil)
	wantError(t, err, data.ErrLastAdministrator)
	commit(t, s, byHand(store.Expect{}, off(first)))
	lower := Edit(data.Update, second, func(u *data.User) { u.Profile = "Manager" })
	for name, c := range map[string]data.Change{
		"deactivated": off(second), "lowered": lower, "removed": {Action: data.Remove, Before: second},
	} {
		if _, err := s.Commit(background, byHand(store.Expect{}, c), nil); !isLast(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	wantError(t, s.SaveProfile(background, "Administrator", data.Profile{Name: "Administrator"}), data.ErrLastAdministrator)
	commit(t, s, byHand(store.Expect{}, phone(second, "1")))
	second.Phone = "1"
	must(t, s.SaveProfile(background, "Administrator", data.Profile{Name: "Chief", Administrator: true}))
	second.Profile = "Chief"
	successor := Edit(data.Update, b.Users[2], func(u *data.User) { u.Profile = "Chief" })
	commit(t, s, byHand(store.Expect{}, off(second), successor)) // one goes, one comes
	must(t, s.SaveProfile(background, "Manager", data.Profile{Name: "Manager", Administrator: true}))
	must(t, s.SaveProfile(background, "Manager", data.Profile{Name: "Manager"}))
	sound(t, s)
}
