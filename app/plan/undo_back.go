package plan

import (
	"cmp"
	"maps"
	"slices"

	"headcount.app/headcount/data"
)

// UndoBack plans what takes back every upload of users that stands since
// past.Upload, that one too: one plan that does what undoing them one after the
// other does, from the newest to the oldest. plans are the stored plans by the
// number of their upload. Kinds that are named are those that each upload did by
// itself; people and fields are left out of the whole (SPEC S17.6). It returns nil if nothing is left to undo.
func UndoBack(base *data.Base, past Past, plans map[int64]*Plan) (*Plan, error) {
	w := &wayBack{Past: past, plans: plans, base: base, fates: map[data.UserKey]*fate{}}
	w.Uploads, w.Changes, w.Choice = slices.Clone(past.Uploads), slices.Clone(past.Changes), data.Options{Only: past.Choice.Only}
	if err := w.walk(); err != nil || len(w.taken) == 0 {
		return nil, err
	}
	past.Upload, past.Plan = w.taken[len(w.taken)-1], w.made()
	past.Changes = since(past.Changes, past.Upload.Revision)
	if len(w.taken) == 1 {
		past.Plan = plans[past.Upload.ID]
		return Undo(base, past)
	}
	u := newUndo(base, past)
	u.taken = w.taken
	u.choice.only = nil // each step is about its own kinds
	u.newRoles, u.newProfiles = added(base.Roles, w.base.Roles, roleName), added(base.Profiles, w.base.Profiles, profileName)
	w.sumUp(u)
	if err := u.choice.unfit(); err != nil {
		return nil, err
	}
	past.Choice = u.choice.options
	u.settle()
	past.Upload = w.taken[0]
	p := planOfUndo(base, past)
	p.Undoes.At, p.Undoes.Undid = w.taken[len(w.taken)-1].At, 0
	for _, other := range w.taken[1:] {
		p.Options.UndoesToo = append(p.Options.UndoesToo, other.ID)
	}
	p.ActiveBefore, p.NewRoles, p.NewProfiles = base.ActiveUsers(), u.newRoles, u.newProfiles
	p.Lines = arrange(u.lines()).lines
	p.FileIssues = w.issues
	u.drop(p)
	p.count()
	u.guard(p)
	return p, nil
}

// wayBack follows the uploads back, step by step. What Past says of the history,
// and the base, are as the steps so far leave them.
type wayBack struct {
	Past
	plans  map[int64]*Plan
	base   *data.Base
	taken  []data.Upload // newest first
	fates  map[data.UserKey]*fate
	issues []Issue // of the steps, about the whole
	// dropped and unmade are what the steps do away with.
	dropped []data.Role
	unmade  []data.Profile
}

// fate is what the steps say of one user whom they could not take back wholly.
type fate struct {
	issues []Issue
	kept   *Line // of the oldest step that changes nothing about them
	fields []FieldChange
}

// walk undoes, from the newest on, what stands when its turn comes.
func (w *wayBack) walk() error {
	back := slices.Clone(w.Uploads)
	back = slices.DeleteFunc(back, func(u data.Upload) bool {
		return u.Mode != data.Applied || u.Revision < w.Upload.Revision || u.Options.Hierarchy
	})
	slices.SortFunc(back, func(a, b data.Upload) int { return cmp.Compare(b.Revision, a.Revision) })
	within := map[int64]bool{}
	for i := range back {
		within[back[i].ID] = true
	}
	for _, upload := range back {
		outside := func(id int64) bool { return !within[id] }
		if undone := upload.Undone(); len(undone) > 0 && !slices.ContainsFunc(undone, outside) {
			continue // what it took back goes back itself
		}
		if w.undone(upload.ID) {
			continue
		}
		if err := w.step(upload); err != nil {
			return err
		}
	}
	return nil
}

// undone reports whether an upload is taken back already, and wholly.
func (w *wayBack) undone(id int64) bool {
	undos := slices.DeleteFunc(slices.Clone(w.Uploads), func(u data.Upload) bool { return u.Undoes == 0 })
	slices.SortFunc(undos, func(a, b data.Upload) int { return cmp.Compare(b.ID, a.ID) })
	by := map[int64]*data.Upload{}
	for i := range undos {
		for _, of := range undos[i].Undone() {
			if by[undos[i].ID] == nil && by[of] == nil {
				by[of] = &undos[i]
			}
		}
	}
	return by[id] != nil && !by[id].Partial()
}

// step undoes one upload on the base as it would be by now.
func (w *wayBack) step(upload data.Upload) error {
	past := w.Past
	past.Upload, past.Plan = upload, w.plans[upload.ID]
	past.Changes = since(w.Changes, upload.Revision)
	p, err := Undo(w.base, past)
	if err != nil {
		return err
	}
	w.taken = append(w.taken, upload)
	w.tell(p)
	w.follow(p)
	return nil
}

// since are the changes of a revision and all later ones.
func since(changes []data.Recorded, r data.Revision) []data.Recorded {
	begin := slices.IndexFunc(changes, func(c data.Recorded) bool { return c.Revision >= r })
	if begin < 0 {
		return nil
	}
	return changes[begin:]
}

// tell keeps what a step says that is not in the change itself.
func (w *wayBack) tell(p *Plan) {
	for i := range p.Lines {
		l := &p.Lines[i]
		if len(l.Issues) == 0 {
			continue
		}
		f := w.fates[l.User().Key]
		if f == nil {
			f = &fate{}
			w.fates[l.User().Key] = f
		}
		for _, issue := range l.Issues {
			if issue.Level != Note && !slices.ContainsFunc(f.issues, issue.same) {
				f.issues = append(f.issues, issue)
			}
		}
		if l.Kind == Kept {
			f.kept = l
			f.withhold(l.Fields)
		}
	}
	for _, issue := range p.FileIssues {
		if !slices.ContainsFunc(w.issues, issue.same) {
			w.issues = append(w.issues, issue)
		}
	}
	w.dropped, w.unmade = append(w.dropped, p.DropRoles...), append(w.unmade, p.DropProfiles...)
}

// withhold adds fields that stay: each once, with the oldest value it would go
// back to.
func (f *fate) withhold(fields []FieldChange) {
	for _, c := range fields {
		at := slices.IndexFunc(f.fields, func(known FieldChange) bool { return known.Field == c.Field })
		if at < 0 {
			f.fields = append(f.fields, c)
			continue
		}
		f.fields[at].New = c.New
	}
}

// same reports whether two issues say the same.
func (i Issue) same(other Issue) bool {
	return i.Code == other.Code && i.Field == other.Field && slices.Equal(i.Args, other.Args)
}

// follow makes the base and the history what they would be after a step.
func (w *wayBack) follow(p *Plan) {
	next := *w.base
	next.Revision++
	users := make(map[data.UserKey]data.User, len(next.Users))
	for _, u := range next.Users {
		users[u.Key] = u
	}
	undo := data.Upload{Mode: data.Applied, Undoes: p.Undoes.Upload, Revision: next.Revision, Options: p.Options}
	for i := range w.Uploads {
		undo.ID = max(undo.ID, w.Uploads[i].ID+1)
	}
	for _, c := range p.Changes() {
		if c.Action == data.Remove {
			delete(users, keyOf(c))
		} else {
			users[keyOf(c)] = c.After
		}
		w.Changes = append(w.Changes, data.Recorded{Change: c, Revision: next.Revision, Origin: data.ByUndo, Upload: undo.ID})
	}
	w.Uploads = append(w.Uploads, undo)
	next.Users = slices.SortedFunc(maps.Values(users), func(a, b data.User) int { return cmp.Compare(a.Key, b.Key) })
	next.Roles = append(added(p.DropRoles, next.Roles, roleName), p.NewRoles...)
	next.Profiles = append(added(p.DropProfiles, next.Profiles, profileName), p.NewProfiles...)
	w.base = &next
}

// made is as much of a plan as says which roles and profiles go: those that one
// step does away with and none after it makes again.
func (w *wayBack) made() *Plan {
	w.issues = slices.DeleteFunc(w.issues, func(i Issue) bool {
		return i.Code == "undo.role_held" || i.Code == "undo.role_superior" || i.Code == "undo.profile_held"
	})
	return &Plan{
		NewRoles:    added(w.base.Roles, onceEach(w.dropped, roleName), roleName),
		NewProfiles: added(w.base.Profiles, onceEach(w.unmade, profileName), profileName),
	}
}

// sumUp makes one inverse of all steps for each user, and leaves out what is
// chosen.
func (w *wayBack) sumUp(u *undo) {
	then := make(map[data.UserKey]*data.User, len(w.base.Users))
	for i := range w.base.Users {
		then[w.base.Users[i].Key] = &w.base.Users[i]
	}
	keys := map[data.UserKey]bool{}
	for key := range w.fates {
		keys[key] = true
	}
	for i := range w.Changes {
		keys[keyOf(w.Changes[i].Change)] = true
	}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if i, found := w.inverse(u, u.present[key], then[key], w.fates[key]); found {
			u.inverses = append(u.inverses, i)
		}
	}
}

// inverse is what becomes of one user; there is none if nothing does.
func (w *wayBack) inverse(u *undo, now, then *data.User, f *fate) (inverse, bool) {
	i := inverse{before: now, after: then, kept: Unchanged}
	if f != nil {
		i.issues = f.issues
		u.fit(now, f)
	}
	own := data.Change{Action: data.Update}
	switch {
	case now == nil && then == nil, now != nil && then != nil && *now == *then:
		if f == nil || f.kept == nil {
			return i, false
		}
		i.kept, i.fields, i.after = f.kept.Withheld, f.fields, f.kept.After
		if now != nil {
			i.after = now // a later step may have changed them for a while
			for k := range i.fields {
				i.fields[k].Old = now.Get(i.fields[k].Field)
			}
		}
		if i.leftOut = f.kept.LeftOut; i.leftOut {
			i.issues = append(i.issues, leftOutOfUndo(data.NoField))
		}
		own.Before, own.After = *f.kept.User(), *f.kept.User()
	case now == nil:
		own.Action, own.Before = data.Remove, *then
	case then == nil:
		own.Action, own.After = data.Create, *now
	default:
		own.Before, own.After = *then, *now
		after := *then
		i.after = &after
		u.leaveFields(&i)
	}
	u.choose(&i, &own)
	return i, true
}

// fit lets a choice fit that is about fields which stay anyway.
func (u *undo) fit(now *data.User, f *fate) {
	for _, c := range f.fields {
		if now != nil {
			u.choice.leavesField(data.EmailKey(now.Email), c.Field)
		}
	}
}

// leaveFields withholds the single fields that are left out, and tells of the
// protection that changes.
func (u *undo) leaveFields(i *inverse) {
	for place := range u.base.Schema.Differences(i.before, i.after).Each {
		f := u.base.Schema.Fields()[place].Field
		if !u.choice.leavesField(data.EmailKey(i.before.Email), f) {
			continue
		}
		now, old := i.before.Get(f), i.after.Get(f)
		i.withhold(f, now, old, leftOutOfUndo(f))
		i.left = append(i.left, FieldChange{f, now, old})
		i.after.Set(f, now)
	}
	if i.before.Protected != i.after.Protected {
		i.issues = append(i.issues, protectionBack(i.after.Protected))
	}
}

func roleName(r data.Role) string       { return r.ID }
func profileName(p data.Profile) string { return data.FoldName(p.Name) }

// onceEach is the first of every name.
func onceEach[T any](list []T, name func(T) string) []T {
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(one T) bool {
		known := seen[name(one)]
		seen[name(one)] = true
		return known
	})
}

// added are the ones that are there now and were not before, by name.
func added[T any](before, now []T, name func(T) string) []T {
	return slices.DeleteFunc(slices.Clone(now), func(one T) bool {
		return slices.ContainsFunc(before, func(known T) bool { return name(known) == name(one) })
	})
}
