package app

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// opened is the present base, as a form keeps it while somebody types.
func opened(t *testing.T, a *App) *data.Base {
	t.Helper()
	base, err := a.Base(t.Context())
	try(t, err)
	return base
}

// TestEditsOfOthersDoNotMatter: a change by hand is refused only if what it
// touches or rests on has moved since it was opened (SPEC S19.5).
func TestEditsOfOthersDoNotMatter(t *testing.T) {
	a := example(t, "en")
	before := opened(t, a)
	zoe, other := person(t, a, "zoe.backer@bellerive.example"), person(t, a, "ines.ait-ouarab@bellerive.example")
	other.Phone = "+33 1"
	_, err := a.SaveUser(t.Context(), nil, other)
	try(t, err)
	held := newHierarchy(opened(t, a)).Role(zoe.Roles.List()[0])
	try(t, a.ArchiveRole(t.Context(), held.ID, true)) // zoe has it, nobody is given it
	try(t, a.SaveProfile(t.Context(), "", data.Profile{Name: "Guest"}))
	zoe.Phone = "+33 2"
	saved, err := a.SaveUser(t.Context(), before, zoe)
	try(t, err)
	if saved != zoe || person(t, a, other.Email).Phone != "+33 1" {
		t.Errorf("saved %+v", saved)
	}
}

// TestOvertaken: every way in which an edit is overtaken, and what is said of
// it.
func TestOvertaken(t *testing.T) {
	zoe := func(t *testing.T, a *App) data.User { return person(t, a, "zoe.backer@bellerive.example") }
	ines := func(t *testing.T, a *App) data.User { return person(t, a, "ines.ait-ouarab@bellerive.example") }
	fresh := func(t *testing.T, a *App) data.Role {
		t.Helper()
		role := data.Role{ID: "fresh", Name: "Fresh"}
		_, err := a.SaveRole(t.Context(), nil, "", role)
		try(t, err)
		return role
	}
	for name, c := range map[string]struct {
		before func(t *testing.T, a *App)
		// meanwhile is done by somebody else, edit by whoever opened the user before.
		meanwhile func(t *testing.T, a *App)
		edit      func(t *testing.T, a *App) data.User
		want      string
	}{
		"the user": {
			meanwhile: func(t *testing.T, a *App) { changePhone(t, a, zoe(t, a)) },
			edit:      func(t *testing.T, a *App) data.User { return zoe(t, a) },
			want:      "Zoë Bäcker has changed in the meantime, by hand (camille.roux). Nothing was saved. Look at how it is now, and make your change again.",
		},
		"an email": {
			meanwhile: func(t *testing.T, a *App) { changeEmail(t, a, ines(t, a), "new@bellerive.example") },
			edit: func(t *testing.T, a *App) data.User {
				u := zoe(t, a)
				u.Email = "new@bellerive.example"
				return u
			},
			want: "email.taken",
		},
		"a role, archived": {
			before:    func(t *testing.T, a *App) { fresh(t, a) },
			meanwhile: func(t *testing.T, a *App) { try(t, a.ArchiveRole(t.Context(), "fresh", true)) },
			edit:      func(t *testing.T, a *App) data.User { return give(zoe(t, a), "fresh") },
			want:      "role.archived",
		},
		"a role, gone": {
			before:    func(t *testing.T, a *App) { fresh(t, a) },
			meanwhile: func(t *testing.T, a *App) { try(t, a.DeleteRole(t.Context(), "fresh")) },
			edit:      func(t *testing.T, a *App) data.User { return give(zoe(t, a), "fresh") },
			want:      "role.unknown",
		},
		"a role, renamed": {
			before: func(t *testing.T, a *App) { fresh(t, a) },
			meanwhile: func(t *testing.T, a *App) {
				_, err := a.SaveRole(t.Context(), nil, "fresh", data.Role{Name: "Stale"})
				try(t, err)
			},
			edit: func(t *testing.T, a *App) data.User { return give(zoe(t, a), "fresh") },
			want: "Fresh, which this change rests on, has changed in the meantime, by hand (camille.roux). Nothing was saved. Look at how it is now, and make your change again.",
		},
		"a profile, marked": {
			meanwhile: func(t *testing.T, a *App) {
				try(t, a.SaveProfile(t.Context(), "Manager", data.Profile{Name: "Manager", Administrator: true}))
			},
			edit: func(t *testing.T, a *App) data.User {
				u := zoe(t, a)
				u.Profile = "Manager"
				return u
			},
			want: "Manager, which this change rests on, has changed in the meantime, by hand (camille.roux). Nothing was saved. Look at how it is now, and make your change again.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := example(t, "en")
			if c.before != nil {
				c.before(t, a)
			}
			before := opened(t, a)
			edited := c.edit(t, a)
			edited.JobTitle = "Typed"
			c.meanwhile(t, a)
			_, err := a.SaveUser(t.Context(), before, edited)
			var invalid *InvalidUserError
			got := Explain(err, assets.In("en")).String()
			if errors.As(err, &invalid) {
				got = invalid.Issues[0].Code
			} else if !errors.Is(err, data.ErrStale) {
				t.Errorf("%v is not stale", err)
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if slices.ContainsFunc(opened(t, a).Users, func(u data.User) bool { return u.JobTitle == "Typed" }) {
				t.Error("it was saved")
			}
		})
	}
}

func changePhone(t *testing.T, a *App, u data.User) {
	t.Helper()
	u.Phone += "0"
	_, err := a.SaveUser(t.Context(), nil, u)
	try(t, err)
}

func changeEmail(t *testing.T, a *App, u data.User, email string) {
	t.Helper()
	u.Email = email
	_, err := a.SaveUser(t.Context(), nil, u)
	try(t, err)
}

func give(u data.User, role string) data.User {
	u.Roles = data.NewRoleIDs(append(u.Roles.List(), role)...)
	return u
}

// TestLastAdministratorsByHand: two people who each take one of two
// administrators away, not knowing of each other, leave one (SPEC S2.4).
func TestLastAdministratorsByHand(t *testing.T) {
	a := example(t, "en")
	base := opened(t, a)
	var active []data.User
	for _, u := range base.Users {
		if u.Profile == "Administrator" && u.Status == data.Active {
			active = append(active, u)
		}
	}
	if len(active) < 2 {
		t.Fatalf("%d administrators", len(active))
	}
	var refused *RefusedError
	for i, u := range active {
		u.Profile = "Manager"
		_, err := a.SaveUser(t.Context(), base, u)
		if last := i == len(active)-1; last != errors.As(err, &refused) {
			t.Errorf("administrator %d of %d: %v", i+1, len(active), err)
		}
	}
	if refused == nil || refused.Guards[0].Code != "last_administrator" {
		t.Errorf("refused for %+v", refused)
	}
}

// TestRolesOvertaken: two edits that are right each by itself make neither a
// circle nor one role twice (SPEC S13.3).
func TestRolesOvertaken(t *testing.T) {
	a := example(t, "en")
	for _, id := range []string{"one", "two", "three"} {
		_, err := a.SaveRole(t.Context(), nil, "", data.Role{ID: id, Name: strings.ToUpper(id)})
		try(t, err)
	}
	before := opened(t, a)
	under := func(id, superior string) error {
		_, err := a.SaveRole(t.Context(), before, id, data.Role{Name: strings.ToUpper(id), Superiors: data.RoleIDs(superior)})
		return err
	}
	try(t, under("two", "one"))
	try(t, under("three", "one")) // knows nothing of the first, and need not
	var invalid *InvalidRoleError
	if err := under("one", "two"); !errors.As(err, &invalid) || invalid.Issues[0].Code != "superior.circle" {
		t.Errorf("a circle of two: %v", err)
	}
	var stale *StaleError
	if err := under("two", "three"); !errors.As(err, &stale) || !slices.Equal(stale.Rested, []string{"TWO", "THREE"}) || len(stale.Revisions) != 2 {
		t.Errorf("a role that was changed: %v", err)
	}
	fresh := data.Role{ID: "fresh", Name: "Fresh"}
	_, err := a.SaveRole(t.Context(), before, "", fresh)
	try(t, err)
	if _, err := a.SaveRole(t.Context(), before, "", fresh); !errors.As(err, &invalid) || invalid.Issues[0].Code != "role_id.taken" {
		t.Errorf("a role made twice: %v", err)
	}
}
