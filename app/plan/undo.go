package plan

import (
	"slices"
	"time"

	"headcount.app/headcount/data"
)

// Past is what an undo is judged on: an upload that was applied, and everything
// recorded since (SPEC S5.6).
type Past struct {
	// Upload is what is to be taken back, Plan its plan as stored, with lines or
	// without (see DecodeHead), nil if it is not kept any more.
	Upload data.Upload
	Plan   *Plan
	// Changes are those of the upload and all later ones, oldest first.
	Changes []data.Recorded
	// Uploads are all uploads of the history, in any order.
	Uploads []data.Upload
	// Choice is what of it is taken back: LeaveOut, LeaveOutFields and Only count.
	Choice data.Options
	// Lenient drops what Choice leaves out of people whom the undo does not change:
	// it was made on an earlier base.
	Lenient bool
}

// Undo plans what takes an upload back: the inverse of every change of it,
// field by field. A field goes back if no later change that still stands touched
// it, otherwise it is kept and the line says what touched it. People whom the
// upload created are removed if nothing touched them since; what it made of
// roles and profiles goes if nobody would hold it. An undo is an upload like
// any other here: undoing it does again what it took back (SPEC S5.6). What is
// left out stays as it is, and can be undone later (SPEC S17.6). The error is a
// *UsageError for a choice that fits nothing.
func Undo(base *data.Base, past Past) (*Plan, error) {
	if past.Upload.Options.Hierarchy {
		return undoRoles(base, past)
	}
	u := newUndo(base, past)
	u.inverses = make([]inverse, 0, len(u.byUser))
	u.judge()
	if err := u.choice.unfit(); err != nil {
		return nil, err
	}
	past.Choice = u.choice.options
	u.settle()
	p := planOfUndo(base, past)
	p.ActiveBefore, p.NewRoles, p.NewProfiles = base.ActiveUsers(), u.newRoles, u.newProfiles
	p.Lines = arrange(u.lines()).lines
	u.drop(p)
	u.forgotten(p)
	p.count()
	u.guard(p)
	return p, nil
}

// planOfUndo is a plan without lines, of users or roles, that says which upload
// it takes back.
func planOfUndo(base *data.Base, past Past) *Plan {
	p := planOn(base)
	p.File = past.Upload.File
	p.Options = data.Options{
		Hierarchy: past.Upload.Options.Hierarchy,
		LeaveOut:  past.Choice.LeaveOut, LeaveOutFields: past.Choice.LeaveOutFields, Only: past.Choice.Only,
	}
	p.Undoes = &Undoing{past.Upload.ID, past.Upload.At, past.Upload.Undoes}
	return p
}

// undo is a plan of inverses in the making.
type undo struct {
	Past
	base    *data.Base
	present map[data.UserKey]*data.User
	histories
	choice   *undoChoice
	standing standing // of the user being judged
	// inverses are the fates of the users whom the upload changed, in the making.
	inverses []inverse
	// taken are the uploads that go back: the one of Past, or all since a date.
	taken []data.Upload
	// newRoles and newProfiles are what the upload, an undo, took away.
	newRoles    []data.Role
	newProfiles []data.Profile
	marked      map[string]bool // administrators' profiles, new ones too
}

// inverse is what becomes of one user whom the upload changed.
type inverse struct {
	// before is the user as stored, nil if there is none any more; after as they
	// will be, nil if they are removed.
	before, after *data.User
	// withheld are the fields that cannot go back, with what they would be.
	withheld []FieldChange
	issues   []Issue
	// kept is the kind that is withheld whole, of somebody who cannot be created
	// or removed, or is left out; Unchanged if the fields are judged one by one.
	kept Kind
	// leftOut tells that all of it was left out by hand, fields are then those
	// that would have gone back.
	leftOut bool
	fields  []FieldChange
	left    []FieldChange // single fields left out by hand
}

func newUndo(base *data.Base, past Past) *undo {
	u := &undo{Past: past, base: base, taken: []data.Upload{past.Upload}, present: make(map[data.UserKey]*data.User, len(base.Users))}
	for i := range base.Users {
		u.present[base.Users[i].Key] = &base.Users[i]
	}
	u.histories, u.choice = newHistories(past), newUndoChoice(past)
	u.standing = standing{own: []int64{past.Upload.ID}, piles: map[facet][]stood{}}
	if past.Plan != nil {
		for _, r := range past.Plan.DropRoles {
			if !slices.ContainsFunc(base.Roles, func(known data.Role) bool { return known.ID == r.ID }) {
				u.newRoles = append(u.newRoles, r)
			}
		}
		for _, p := range past.Plan.DropProfiles {
			if !slices.ContainsFunc(base.Profiles, func(known data.Profile) bool { return data.FoldName(known.Name) == data.FoldName(p.Name) }) {
				u.newProfiles = append(u.newProfiles, p)
			}
		}
	}
	later := *base
	later.Profiles = append(slices.Clone(base.Profiles), u.newProfiles...)
	u.marked = administrators(&later)
	return u
}

// judge finds out for every user of the upload what can go back.
func (u *undo) judge() {
	for _, changes := range u.byUser {
		if changes[0].Revision != u.Upload.Revision {
			continue
		}
		own, later := merge(changes, u.Upload.Revision)
		s := u.stand(own, later)
		now, judged := u.present[keyOf(own)], len(u.inverses)
		switch {
		case own.Action == data.Create && now != nil:
			u.takeOut(now, s)
		case own.Action == data.Remove && now == nil:
			u.putBack(own)
		case own.Action == data.Create, own.Action == data.Remove:
			// They are gone, or here, already: that very change was taken back.
		case now == nil:
			u.gone(own, s)
		default:
			u.goBack(own, now, s)
		}
		if judged < len(u.inverses) {
			u.choose(&u.inverses[judged], &own)
		}
	}
}

// takeOut removes somebody whom the upload created, unless something touched
// them since.
func (u *undo) takeOut(now *data.User, s *standing) {
	i := inverse{before: now, kept: Unchanged}
	if by := s.latest(); by != nil {
		i.after, i.kept = now, Removed
		i.issues = append(i.issues, u.touch("undo.created", data.NoField, by))
	}
	u.inverses = append(u.inverses, i)
}

// putBack makes somebody again whom the upload, an undo, removed. They keep
// their key, so that their history goes on.
func (u *undo) putBack(own data.Change) {
	again := own.Before
	i := inverse{after: &again, kept: Unchanged}
	if id := u.missingRole(again.Roles); id != "" {
		i.keep(Created, u.issue("undo.role_gone", data.RoleID, "role", id))
	}
	if !u.knownProfile(again.Profile) {
		i.keep(Created, u.issue("undo.profile_gone", data.PermissionProfile, "profile", again.Profile))
	}
	u.inverses = append(u.inverses, i)
}

// gone tells of somebody who has been removed since.
func (u *undo) gone(own data.Change, s *standing) {
	user := own.After
	by := s.last(existence)
	if by == nil {
		return
	}
	i := inverse{after: &user, kept: kindOf(&own.After, &own.Before, differences(u.base.Schema, &own.After, &own.Before))}
	if i.kept == Unchanged {
		i.kept = Updated
	}
	i.issues = append(i.issues, u.touch("undo.gone", data.NoField, by))
	u.inverses = append(u.inverses, i)
}

// goBack takes the fields of one user back, each for itself.
func (u *undo) goBack(own data.Change, now *data.User, s *standing) {
	after := *now
	i := inverse{before: now, after: &after, kept: Unchanged}
	for _, info := range u.base.Schema.Fields() {
		f := info.Field
		old := own.Before.Get(f)
		if own.After.Get(f) == old || now.Get(f) == old || len(s.piles[f]) == 0 {
			continue
		}
		issue, stays := u.obstacle(f, &own.Before, s)
		switch left := u.choice.leavesField(now.Email, f); {
		case stays:
			i.withhold(f, now.Get(f), old, issue)
		case left:
			i.withhold(f, now.Get(f), old, leftOutOfUndo(f))
			i.left = append(i.left, FieldChange{f, now.Get(f), old})
		default:
			after.Set(f, old)
		}
	}
	if old := own.Before.Protected; own.After.Protected != old && now.Protected != old && s.holds(protection) {
		after.Protected = old
		i.issues = append(i.issues, protectionBack(old))
	}
	u.inverses = append(u.inverses, i)
}

// protectionBack tells that a protection comes back, or goes.
func protectionBack(protected bool) Issue {
	code := "undo.unprotected"
	if protected {
		code = "undo.protected"
	}
	return Issue{Code: code, Level: Note, Field: data.NoField, Column: -1}
}

// obstacle is why a field cannot go back to what it was, if it cannot.
func (u *undo) obstacle(f data.Field, old *data.User, s *standing) (Issue, bool) {
	switch {
	case !s.holds(f):
		return u.touch("undo.touched", f, s.last(f)), true
	case f == data.RoleID && u.missingRole(old.Roles) != "":
		return u.issue("undo.role_gone", f, "role", u.missingRole(old.Roles)), true
	case f == data.PermissionProfile && !u.knownProfile(old.Profile):
		return u.issue("undo.profile_gone", f, "profile", old.Profile), true
	}
	return Issue{}, false
}

// withhold keeps a field as it is.
func (i *inverse) withhold(f data.Field, now, old string, why Issue) {
	i.withheld = append(i.withheld, FieldChange{f, now, old})
	i.issues = append(i.issues, why)
}

// keep withholds the whole fate of a user.
func (i *inverse) keep(k Kind, why Issue) {
	i.kept = k
	i.issues = append(i.issues, why)
}

// missingRole returns a role of the set that is there no more, "" if none is.
func (u *undo) missingRole(ids data.RoleIDs) string {
	for _, id := range ids.List() {
		is := func(r data.Role) bool { return r.ID == id }
		if !slices.ContainsFunc(u.base.Roles, is) && !slices.ContainsFunc(u.newRoles, is) {
			return id
		}
	}
	return ""
}

func (u *undo) knownProfile(name string) bool {
	is := func(p data.Profile) bool { return p.Name == name }
	return name == "" || slices.ContainsFunc(u.base.Profiles, is) || slices.ContainsFunc(u.newProfiles, is)
}

// issue is why something stays as it is.
func (u *undo) issue(code string, f data.Field, args ...string) Issue {
	return Issue{Code: code, Level: Warning, Field: f, Column: -1, Args: args}
}

// touch says which later change touched something: an upload with its number, a
// hand with its account, and when.
func (u *undo) touch(code string, f data.Field, by *data.Recorded) Issue {
	args := []string{"by", "hand", "account", by.Account, "at", by.At.UTC().Format(time.RFC3339)}
	if by.Upload != 0 {
		args[1] = "upload"
		args = append(args, "upload", itoa(int(by.Upload)))
		if undone := u.undoes[by.Upload]; len(undone) > 0 {
			args[1] = "undo"
			args = append(args, "undone", itoa(int(undone[0])))
		}
	}
	return u.issue(code, f, args...)
}

// lines puts the inverses into lines, in the order of the names.
func (u *undo) lines() []Line {
	lines := make([]Line, 0, len(u.inverses))
	for k := range u.inverses {
		if l, changes := u.inverses[k].line(u.base.Schema, u.marked); changes {
			lines = append(lines, l)
		}
	}
	return byName(lines)
}

// line is the fate of the user; there is none if all is as it was already.
func (i *inverse) line(schema *data.Schema, marked map[string]bool) (Line, bool) {
	l := Line{Before: i.before, After: i.after, Issues: i.issues, LeftFields: i.left}
	switch {
	case i.kept != Unchanged:
		l.Kind, l.Withheld, l.LeftOut, l.Fields = Kept, i.kept, i.leftOut, i.fields
		return l, true
	case i.after == nil:
		l.Kind = Removed
		return l, true
	}
	setHandKind(schema, &l, marked)
	if l.Kind != Unchanged {
		return l, true
	}
	if len(i.withheld) == 0 {
		return l, false
	}
	l.Kind, l.After, l.LeftOut = Kept, l.Before, len(i.left) > 0
	would := *l.Before
	for _, c := range i.withheld {
		would.Set(c.Field, c.New)
	}
	changed := differences(schema, l.Before, &would)
	l.Withheld = kindOf(l.Before, &would, changed)
	l.Fields = fieldChanges(schema, l.Before, &would, changed)
	return l, true
}
