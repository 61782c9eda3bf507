package plan

import (
	"slices"

	"headcount.app/headcount/data"
)

// Edit plans one user edited or created by hand: a hand edit is a one-line
// plan. before is the zero User for somebody new. The line is a Problem if a
// field cannot be stored as it is; its issues name the fields. Mass guards do
// not count one person; the last administrator does (SPEC S2.1, S2.4).
func Edit(base *data.Base, before, after data.User) *Plan {
	e := &edit{base: base, roles: newCatalogue(base, false), before: before, after: after}
	e.check()
	l := Line{Kind: Problem, After: &e.after, Issues: e.issues}
	if before.Key != 0 {
		l.Before = &e.before
	}
	if !slices.ContainsFunc(e.issues, func(i Issue) bool { return i.Level == Blocking }) {
		setHandKind(base.Schema, &l, administrators(base))
	}
	p := handPlan(base, []Line{l})
	p.guardLastAdministrator(base)
	return p
}

// ByHand plans changes that a person makes to users in the window: deactivate,
// reactivate, protect, remove for good. Every change says what its user looks
// like before and after. More than one deactivation or reactivation at once is
// guarded like a file's (SPEC S4.9); the last administrator always (S2.4).
func ByHand(base *data.Base, changes ...data.Change) *Plan {
	marked := administrators(base)
	lines := make([]Line, 0, len(changes))
	for i := range changes {
		c := changes[i]
		l := Line{Before: &c.Before, After: &c.After}
		switch c.Action {
		case data.Create:
			l.Before = nil
		case data.Remove:
			l.Kind, l.After = Removed, nil
		}
		if l.Kind != Removed {
			setHandKind(base.Schema, &l, marked)
		}
		lines = append(lines, l)
	}
	p := handPlan(base, lines)
	if len(changes) > 1 {
		p.guardMass(base.Settings.Guards.Tightened())
	}
	p.guardLastAdministrator(base)
	return p
}

func handPlan(base *data.Base, lines []Line) *Plan {
	p := planOn(base)
	p.Lines, p.ActiveBefore = arrange(lines).lines, base.ActiveUsers()
	p.count()
	return p
}

// setHandKind tells what a change by hand does and marks it. A changed
// protection is an update without fields.
func setHandKind(schema *data.Schema, l *Line, marked map[string]bool) {
	changed := differences(schema, l.Before, l.After)
	l.Kind = kindOf(l.Before, l.After, changed)
	if l.Before == nil {
		return
	}
	if l.Kind == Unchanged && l.Before.Protected != l.After.Protected {
		l.Kind = Updated
	}
	l.Fields = fieldChanges(schema, l.Before, l.After, changed)
	l.Moved, l.ProfileChanged = l.Before.Roles != l.After.Roles, l.Before.Profile != l.After.Profile
	l.Raised = l.ProfileChanged && marked[l.After.Profile] && !marked[l.Before.Profile]
}

// edit checks the fields of one user as a form has them.
type edit struct {
	base          *data.Base
	roles         *catalogue
	before, after data.User
	form
}

// form is what is wrong with the fields of a user or a role as a form has them.
type form struct{ issues []Issue }

func (e *form) fail(code string, f data.Field, args ...string) {
	e.issues = append(e.issues, Issue{Code: code, Level: Blocking, Field: f, Column: -1, Args: args})
}

func (e *form) failedOn(f data.Field) bool {
	return slices.ContainsFunc(e.issues, func(i Issue) bool { return i.Field == f && i.Level == Blocking })
}

// checkText cleans the text of a field and checks that it can be stored.
func (e *form) checkText(of interface {
	Get(data.Field) string
	Set(data.Field, string)
}, f data.Field,
) {
	text := data.Clean(of.Get(f))
	of.Set(f, text)
	if code, args := misfit(text); code != "" {
		e.fail(code, f, args...)
	}
}

func (e *edit) check() {
	for _, info := range e.base.Schema.Fields() {
		switch info.Field {
		case data.Email, data.RoleID, data.PermissionProfile, data.StatusField: // with checks of their own
		default:
			e.checkText(&e.after, info.Field)
		}
	}
	e.checkEmail()
	e.checkID()
	e.checkRoles()
	e.checkProfile()
	for _, info := range e.base.Schema.Fields() {
		if mandatory(e.base, info.Field) && e.after.Get(info.Field) == "" && !e.failedOn(info.Field) {
			e.fail(missingCode(info.Field), info.Field)
		}
	}
}

func (e *edit) checkEmail() {
	address, _ := data.Address(e.after.Email)
	e.after.Email = address
	key := data.EmailKey(address)
	if address == "" || e.before.Key != 0 && key == data.EmailKey(e.before.Email) {
		return
	}
	if !data.ValidAddress(address) {
		e.fail("email.invalid", data.Email, "value", address, "proposal", data.SuggestAddress(address))
		return
	}
	for i := range e.base.Users {
		u := &e.base.Users[i]
		if u.Key != e.before.Key && data.EmailKey(u.Email) == key {
			e.fail("email.taken", data.Email, "email", u.Email, "holder", u.Name(), "reason", u.Status.String())
			return
		}
	}
}

func (e *edit) checkID() {
	key := data.IDKey(e.after.ID)
	if key == "" || e.before.Key != 0 && key == data.IDKey(e.before.ID) {
		return
	}
	for i := range e.base.Users {
		u := &e.base.Users[i]
		if u.Key != e.before.Key && data.IDKey(u.ID) == key {
			e.fail("id.taken", data.ID, "id", u.ID, "holder", u.Name())
			return
		}
	}
}

func (e *edit) checkRoles() {
	var ids []string
	for _, id := range e.after.Roles.List() {
		text := data.Clean(id)
		known := e.roles.roles[data.FoldRole(text)]
		switch {
		case e.before.Roles.Has(id):
			ids = append(ids, id)
		case known == nil:
			e.fail("role.unknown", data.RoleID, "value", text, "nearest", e.roles.likeRole(text))
		case known.Archived && !e.before.Roles.Has(known.ID):
			e.fail("role.archived", data.RoleID, "value", known.ID, "name", known.Name)
		default:
			ids = append(ids, known.ID)
		}
	}
	if !e.failedOn(data.RoleID) {
		e.after.Roles = data.NewRoleIDs(ids...)
	}
}

func (e *edit) checkProfile() {
	text := data.Clean(e.after.Profile)
	if text == "" || e.before.Key != 0 && text == e.before.Profile {
		return
	}
	known := e.roles.profiles[data.FoldName(text)]
	if known == nil {
		e.fail("profile.unknown", data.PermissionProfile, "value", text, "nearest", e.roles.likeProfile(text))
		return
	}
	e.after.Profile = known.Name
}
