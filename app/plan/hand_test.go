package plan

import (
	"slices"
	"testing"

	"headcount.app/headcount/data"
)

// handBase is an organization of four: an administrator, two active users and
// a deactivated one.
func handBase() *data.Base {
	b := exampleBase()
	b.Users = []data.User{
		{Key: 1, Email: "ada@x.fr", FirstName: "Ada", LastName: "Admin", Roles: "head", Profile: "Administrator", ID: "001"},
		{Key: 2, Email: "bea@x.fr", FirstName: "Bea", LastName: "Bonnefoy", Roles: "shop-nantes", Profile: "Manager", ID: "0012"},
		{Key: 3, Email: "cem@x.fr", FirstName: "Cem", LastName: "Celik", Roles: "old-shop", Profile: "Sales rep"},
		{Key: 4, Email: "eva@x.fr", FirstName: "Eva", LastName: "Ehm", Roles: "head", Profile: "Administrator", Status: data.Deactivated},
	}
	return b
}

func codes(p *Plan) []string {
	var found []string
	for i := range p.Lines {
		for _, issue := range p.Lines[i].Issues {
			found = append(found, issue.Code+" "+issue.Field.Name())
		}
	}
	for _, g := range p.Guards {
		found = append(found, "guard "+g.Code)
	}
	return found
}

// TestEdit: a hand edit is a one-line plan (SPEC S2.1, S2.4).
func TestEdit(t *testing.T) {
	base := handBase()
	for _, c := range []struct {
		name   string
		who    int // index in the base, -1 for somebody new
		edit   func(*data.User)
		kind   Kind
		issues []string
	}{
		{"nothing", 1, func(*data.User) {}, Unchanged, nil},
		{"title", 1, func(u *data.User) { u.JobTitle = " Chef\u00a0" }, Updated, nil},
		{"capitals of the own address", 1, func(u *data.User) { u.Email = "BEA@x.fr" }, Updated, nil},
		{"address of another", 1, func(u *data.User) { u.Email = "ADA@x.fr" }, Problem, []string{"email.taken email"}},
		{"address of a deactivated user", 1, func(u *data.User) { u.Email = "eva@x.fr" }, Problem, []string{"email.taken email"}},
		{"no address", 1, func(u *data.User) { u.Email = "x@y" }, Problem, []string{"email.invalid email"}},
		{"ID of another", 1, func(u *data.User) { u.ID = " 001 " }, Problem, []string{"id.taken id"}},
		{"ID but for a zero", 1, func(u *data.User) { u.ID = "01" }, Updated, nil},
		{"role folded", 1, func(u *data.User) { u.Roles = "Shop-Lyon" }, Updated, nil},
		{"unknown role", 1, func(u *data.User) { u.Roles = "shop-x" }, Problem, []string{"role.unknown role_ids"}},
		{"archived role kept", 2, func(u *data.User) { u.Roles = "head, old-shop" }, Updated, nil},
		{"archived role given", 1, func(u *data.User) { u.Roles = "old-shop" }, Problem, []string{"role.archived role_ids"}},
		{"unknown profile", 1, func(u *data.User) { u.Profile = "Boss" }, Problem, []string{"profile.unknown permission_profile"}},
		{"profile alias", 1, func(u *data.User) { u.Profile = "commercial" }, Updated, nil},
		{"blank mandatory", 1, func(u *data.User) { u.FirstName, u.Roles = "\u200b", "" }, Problem, []string{"name.missing first_name", "role.missing role_ids"}},
		{"control character", 1, func(u *data.User) { u.LastName = "a\nb" }, Problem, []string{"cell.control_characters last_name"}},
		{"too long", 1, func(u *data.User) { u.JobTitle = long(201) }, Problem, []string{"cell.too_long job_title"}},
		{"just long enough", 1, func(u *data.User) { u.JobTitle = long(200) }, Updated, nil},
		{"the last administrator demoted", 0, func(u *data.User) { u.Profile = "Manager" }, Updated, []string{"guard last_administrator"}},
		{"the last administrator deactivated", 0, func(u *data.User) { u.Status = data.Deactivated }, Deactivated, []string{"guard last_administrator"}},
		{"deactivated", 1, func(u *data.User) { u.Status = data.Deactivated }, Deactivated, nil},
		{"reactivated", 3, func(u *data.User) { u.Status = data.Active }, Reactivated, nil},
		{"protected", 1, func(u *data.User) { u.Protected = true }, Updated, nil},
		{"new", -1, func(u *data.User) {
			*u = data.User{Email: "n@x.fr", FirstName: "N", LastName: "E", Roles: "head", Profile: "manager"}
		}, Created, nil},
		{"new and empty", -1, func(*data.User) {}, Problem, []string{"email.missing email", "name.missing first_name", "name.missing last_name", "role.missing role_ids", "profile.missing permission_profile"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before data.User
			if c.who >= 0 {
				before = base.Users[c.who]
			}
			after := before
			c.edit(&after)
			p := Edit(base, before, after)
			if p.Lines[0].Kind != c.kind {
				t.Errorf("kind %v, not %v", p.Lines[0].Kind, c.kind)
			}
			if got := codes(p); !slices.Equal(got, c.issues) {
				t.Errorf("found %v, not %v", got, c.issues)
			}
			if changes := len(p.Changes()); changes != 0 != c.kind.Changes() {
				t.Errorf("%d changes for %v", changes, c.kind)
			}
		})
	}
}

func long(n int) string {
	text := make([]rune, n)
	for i := range text {
		text[i] = 'é'
	}
	return string(text)
}

// TestEditCleans: what is stored is clean, folded and named as defined.
func TestEditCleans(t *testing.T) {
	base := handBase()
	after := base.Users[1]
	after.Email, after.FirstName, after.Roles, after.Profile = "Bea B <bea.b@x.fr>", " Be\u0301a ", data.NewRoleIDs("Shop-Lyon", "Région Sud"), "SALES REP"
	got := Edit(base, base.Users[1], after).Changes()[0]
	want := base.Users[1]
	want.Email, want.FirstName, want.Roles, want.Profile = "bea.b@x.fr", "Béa", "region-sud, shop-lyon", "Sales rep"
	if got.After != want || got.Action != data.Update {
		t.Errorf("%v %+v, not %+v", got.Action, got.After, want)
	}
}

// TestByHand: single persons pass the mass guards, many at once do not; the
// last administrator never goes (SPEC S2.4, S4.9).
func TestByHand(t *testing.T) {
	base := handBase()
	deactivate := func(i int) data.Change {
		after := base.Users[i]
		after.Status = data.Deactivated
		return data.Change{Action: data.Deactivate, Before: base.Users[i], After: after}
	}
	reactivate := deactivate(3)
	reactivate.Action, reactivate.After.Status = data.Reactivate, data.Active
	protect := data.Change{Action: data.Protect, Before: base.Users[1], After: base.Users[1]}
	protect.After.Protected = true
	unprotect := data.Change{Action: data.Unprotect, Before: protect.After, After: protect.Before}
	remove := data.Change{Action: data.Remove, Before: base.Users[3]}
	for _, c := range []struct {
		name    string
		changes []data.Change
		guards  []string
	}{
		{"one", []data.Change{deactivate(1)}, nil},
		{"two of three", []data.Change{deactivate(1), deactivate(2)}, []string{"guard mass_deactivation"}},
		{"the last administrator", []data.Change{deactivate(0)}, []string{"guard last_administrator"}},
		{"replaced in one step", []data.Change{deactivate(0), reactivate}, nil},
		{"protected", []data.Change{protect, unprotect}, nil},
		{"removed", []data.Change{remove}, nil},
	} {
		p := ByHand(base, c.changes...)
		if got := codes(p); !slices.Equal(got, c.guards) {
			t.Errorf("%s: %v, not %v", c.name, got, c.guards)
		}
		if got := p.Changes(); !sameChanges(got, c.changes) {
			t.Errorf("%s: the changes are %v, not %v", c.name, got, c.changes)
		}
	}
	if p := ByHand(base, deactivate(1), deactivate(2)); !p.Guards[0].NamesFirst || p.Guards[0].Number != 2 {
		t.Errorf("above 20 %% the names come first: %+v", p.Guards[0])
	}
}

func sameChanges(a, b []data.Change) bool {
	if len(a) != len(b) {
		return false
	}
	for _, c := range a {
		if !slices.Contains(b, c) {
			return false
		}
	}
	return true
}
