package storetest

import (
	"reflect"
	"testing"

	"headcount.app/headcount/data"
)

// testRoles: roles come, change and go by commits, and stay as long as somebody
// needs them (SPEC S13.1).
func testRoles(t *testing.T, k Kind) {
	s, b := peopled(t, k, 1)
	save := func(role data.Role) error {
		c := Plan(t, s)
		c.Roles = []data.Role{role}
		_, err := s.Commit(background, c, nil)
		return err
	}
	drop := func(id string) error {
		c := Plan(t, s)
		c.DropRoles = []string{id}
		_, err := s.Commit(background, c, nil)
		return err
	}
	paris := Roles[0]
	paris.Archived, paris.Name = true, "Paris (closed)"
	must(t, save(paris))
	must(t, save(data.Role{ID: "par"})) // the beginning of another's ID
	wantError(t, drop("paris"), data.ErrInUse)
	wantError(t, drop("none"), data.ErrNotFound)
	must(t, drop("par"))
	commit(t, s, Plan(t, s, Edit(data.Deactivate, b.Users[0], func(u *data.User) { u.Status = data.Deactivated })))
	wantError(t, drop("paris"), data.ErrInUse) // somebody deactivated holds it
	u := Load(t, s).Users[0]
	commit(t, s, Plan(t, s, Edit(data.Update, u, func(u *data.User) { u.Roles = "" })))
	wantError(t, drop("sud"), data.ErrInUse) // it is above paris
	must(t, drop("paris"))
	must(t, drop("sud"))
	for _, id := range []string{"", "a, b", "a\x1fb"} {
		if err := save(data.Role{ID: id}); err == nil {
			t.Errorf("role %q was stored", id)
		}
	}
	s = k.Reopen(t, s)
	if after := Load(t, s); len(after.Roles) != 0 || after.Revision != b.Revision+7 {
		t.Errorf("revision %d, roles %+v", after.Revision, after.Roles)
	}
	sound(t, s)
}

// testRolesAndProfiles: they come and go with the changes that need them, and
// nothing stays of a commit that is refused (SPEC S4.7, S5.6).
func testRolesAndProfiles(t *testing.T, k Kind) {
	s := empty(t, k)
	before := Load(t, s)
	u := Person(1)
	u.Roles, u.Profile = "new", "Pirate"
	c := Plan(t, s, Create(u, u)...)
	c.Roles, c.Profiles = []data.Role{{ID: "new"}}, []data.Profile{{Name: "Pirate"}}
	_, err := s.Commit(background, c, nil)
	wantError(t, err, data.ErrTaken)
	if after := Load(t, s); !reflect.DeepEqual(after, before) {
		t.Errorf("a refused commit left %+v", after)
	}
	c.Changes = c.Changes[:1]
	commit(t, s, c)
	b := Load(t, s)
	c = Plan(t, s)
	c.DropRoles = []string{"new"}
	_, err = s.Commit(background, c, nil)
	wantError(t, err, data.ErrInUse)
	c.DropRoles, c.DropProfiles = nil, []string{"Pirate"}
	_, err = s.Commit(background, c, nil)
	wantError(t, err, data.ErrInUse)
	c.DropRoles = []string{"new"}
	c.Changes = []data.Change{{Action: data.Remove, Before: b.Users[0]}}
	commit(t, s, c)
	s = k.Reopen(t, s)
	if after := Load(t, s); len(after.Users)+len(after.Roles) != 0 || len(after.Profiles) != 3 {
		t.Errorf("left: %+v", after)
	}
	sound(t, s)
}

// testProfiles: a renamed profile keeps its users, and its old name is
// understood until another profile takes it (SPEC S13.4).
func testProfiles(t *testing.T, k Kind) {
	s, _ := peopled(t, k, 1)
	must(t, s.SaveProfile(background, "manager", data.Profile{Name: "Chef", Aliases: []string{"Responsable", "Administrator", "chef"}}))
	s = k.Reopen(t, s)
	b := Load(t, s)
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
	for _, name := range []string{"", "a\x1fb"} {
		if err := s.SaveProfile(background, "", data.Profile{Name: name}); err == nil {
			t.Errorf("profile %q was stored", name)
		}
	}
	must(t, s.SaveProfile(background, "", data.Profile{Name: "Manager"}))
	b = Load(t, s)
	if got := b.Profiles[1].Aliases; !reflect.DeepEqual(got, []string{"Responsable"}) || b.Profiles[3].Name != "Manager" {
		t.Errorf("after the old name was taken: %+v", b.Profiles)
	}
	must(t, s.DeleteProfile(background, "Manager"))
	must(t, s.SaveProfile(background, "", data.Profile{Name: "Mánager", Administrator: true}))
	b = Load(t, s)
	if got := b.Profiles[3]; !reflect.DeepEqual(got, data.Profile{Name: "Mánager", Administrator: true}) {
		t.Errorf("taken up again: %+v", got)
	}
	sound(t, s)
}

// testDeletedProfiles: the history stays readable.
func testDeletedProfiles(t *testing.T, k Kind) {
	s, b := peopled(t, k, 1)
	commit(t, s, Plan(t, s, Edit(data.Update, b.Users[0], func(u *data.User) { u.Profile = "Sales rep" })))
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

// testSettings: only what plans depend on is a new revision (SPEC S1).
func testSettings(t *testing.T, k Kind) {
	s := empty(t, k)
	s.SetAccount("grace")
	b := Load(t, s)
	v := b.Settings
	v.Name = "New name"
	must(t, s.SaveSettings(background, v))
	if got := Load(t, s); got.Revision != b.Revision || got.Digest != b.Digest || got.Settings.Name != "New name" {
		t.Errorf("a new name is no new revision: %+v", got)
	}
	v.Mail = data.Mail{Way: data.MailByMailbox, From: "me@x.fr", SMTP: data.MailServer{Host: "smtp.x.fr", Port: 465, Security: data.MailTLS}}
	must(t, s.SaveSettings(background, v))
	if got := Load(t, s); got.Revision != b.Revision || got.Settings.Mail != v.Mail {
		t.Errorf("settings of mail are no new revision: %+v", got)
	}
	s = k.Reopen(t, s)
	v.Name = "Newer name"
	must(t, s.SaveSettings(background, v))
	if got := Load(t, s); got.Settings.Name != v.Name {
		t.Errorf("saved before anything is read: %+v", got.Settings)
	}
	s.SetAccount("grace")
	v.Guards.MassUpdate.Percent = 10
	must(t, s.SaveSettings(background, v))
	s = k.Reopen(t, s)
	got := Load(t, s)
	if got.Revision != b.Revision+1 || got.Digest == b.Digest || !reflect.DeepEqual(got.Settings, v) {
		t.Errorf("got %+v", got)
	}
	v.Guards = b.Settings.Guards
	must(t, s.SaveSettings(background, v))
	if got := Load(t, s); got.Digest != b.Digest || got.Revision != b.Revision+2 {
		t.Errorf("put back: revision %d, digest %x", got.Revision, got.Digest)
	}
	made, err := s.Revisions(background, 1)
	must(t, err)
	if len(made) != 2 || made[0].Account != "grace" || made[0].Origin != data.ByHand || made[0].Upload != 0 || made[0].Identity != "" {
		t.Errorf("revisions %+v", made)
	}
	sound(t, s)
}

func testMappings(t *testing.T, k Kind) {
	s := empty(t, k)
	mapping, err := s.Mapping(background, "nom\nmel")
	if mapping != nil || err != nil {
		t.Errorf("%v, %v", mapping, err)
	}
	must(t, s.SaveMapping(background, "other", map[string]string{"O": "email"}))
	for _, want := range []map[string]string{{"Nom": "last_name", "X": ""}, {"Nom": "first_name"}, nil} {
		must(t, s.SaveMapping(background, "nom\nmel", want))
		s = k.Reopen(t, s)
		got, err := s.Mapping(background, "nom\nmel")
		must(t, err)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	if other, err := s.Mapping(background, "other"); err != nil || other["O"] != "email" {
		t.Errorf("the other one: %v, %v", other, err)
	}
	if b := Load(t, s); b.Revision != 1 {
		t.Errorf("a mapping made revision %d", b.Revision)
	}
	sound(t, s)
}
