package app

import (
	"context"
	"slices"
	"sync"

	"headcount.app/headcount/app/plan"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// ErrChangedSince says that what an action made is not so any more, so it is not taken
// back.
var ErrChangedSince = data.Expect("changed_since", "somebody changed it since")

// Action is something a person did, which can be taken back: users or roles
// changed by hand, or an upload, whose undo is shown first (SPEC S8.1).
type Action struct {
	// Kind names what was done: that of a data.Action, "role" or "upload".
	Kind string
	// Name is whom or what it was done to, N to how many.
	Name string
	N    int
	// Upload is the upload to be undone, 0 for a change by hand.
	Upload int64

	revision data.Revision // that it made
	changes  []data.Change
	roles    []roleChange
}

// roleChange is a role before and after, nil where it was not there.
type roleChange struct{ before, after *data.Role }

// actions are what was done while the organization is open, and what of it was
// taken back, each the newest last.
type actions struct {
	mu           sync.Mutex
	done, undone []Action
	// begun is the revision up to which the history holds what was done before.
	begun data.Revision
	known bool
}

// begin remembers where the history stood before the first action.
func (s *actions) begin(r data.Revision) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.known {
		s.begun, s.known = r, true
	}
}

// did adds an action; what was taken back before cannot be done again.
func (s *actions) did(act Action) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.done, s.undone = append(s.done, act), nil
}

// move takes the newest action off one list, if it is this one, and puts another
// on the other.
func (s *actions) move(from, to *[]Action, which, instead Action) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(*from); n > 0 && (*from)[n-1].revision == which.revision {
		*from = (*from)[:n-1]
	} else if from == &s.done {
		s.begun = min(s.begun, which.revision-1) // it was of the history
	}
	if instead.Kind != "" {
		*to = append(*to, instead)
	}
}

// uploaded notes an upload that was applied, an undo, or an upload made again.
func (s *actions) uploaded(u data.Upload, undoes *plan.Undoing) {
	act := Action{Kind: "upload", Name: u.File.Name, N: u.Counts.Changes(), Upload: u.ID, revision: u.Revision}
	if undoes == nil {
		s.did(act)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	of := func(a Action) bool { return slices.Contains(u.Undone(), a.Upload) }
	if undoes.Undid == 0 {
		if !u.Partial() { // the rest of it can still be undone
			s.done = slices.DeleteFunc(s.done, of)
		}
		s.undone = append(s.undone, act)
		return
	}
	s.undone, s.done = slices.DeleteFunc(s.undone, of), append(s.done, act)
}

// LastAction is the newest action that stands: of those done while the
// organization is open, then of those that its history knows. Its Kind is empty
// if there is none.
func (a *App) LastAction(ctx context.Context) (Action, error) {
	base, err := a.Base(ctx)
	if err != nil {
		return Action{}, err
	}
	a.actions.begin(base.Revision)
	a.actions.mu.Lock()
	done, begun := a.actions.done, a.actions.begun
	a.actions.mu.Unlock()
	if n := len(done); n > 0 {
		return done[n-1], nil
	}
	uploads, err := a.Uploads(ctx, 0, 0)
	if err != nil {
		return Action{}, err
	}
	return lastKnown(base, uploads, begun), nil
}

// lastKnown is the newest action of the history up to a revision.
func lastKnown(base *data.Base, uploads []data.Upload, begun data.Revision) Action {
	last := Action{}
	for i := range uploads {
		u := &uploads[i]
		if u.Mode == data.Applied && (u.UndoneBy == 0 || u.UndonePartly) && u.Undoes == 0 && u.Revision <= begun && u.Revision > last.revision {
			last = Action{Kind: "upload", Name: u.File.Name, N: u.Counts.Changes(), Upload: u.ID, revision: u.Revision}
		}
	}
	var changes []data.Change
	newest := last.revision
	for _, c := range base.HandChanges {
		if c.Revision > begun || c.Revision < newest {
			continue
		}
		if c.Revision > newest {
			newest, changes = c.Revision, nil
		}
		changes = append(changes, c.Change)
	}
	if len(changes) == 0 {
		return last
	}
	return handAction(newest, changes, nil)
}

// NextAction is what was taken back last and can be done again; its Kind is
// empty if there is none.
func (a *App) NextAction() Action {
	a.actions.mu.Lock()
	defer a.actions.mu.Unlock()
	if n := len(a.actions.undone); n > 0 {
		return a.actions.undone[n-1]
	}
	return Action{}
}

// handAction names what was done by hand.
func handAction(r data.Revision, changes []data.Change, roles []roleChange) Action {
	act := Action{N: max(len(changes), len(roles)), revision: r, changes: changes, roles: roles}
	switch {
	case len(changes) > 0:
		act.Kind, act.Name = changes[0].Action.String(), changes[0].After.Name()
		if act.Name == "" {
			act.Name = changes[0].Before.Name()
		}
	case len(roles) > 0:
		role := roles[0].after
		if role == nil {
			role = roles[0].before
		}
		act.Kind, act.Name = "role", role.Name
	}
	return act
}

// UndoAction takes back what was done by hand last, and RedoAction does it
// again. What a guard would ask about is not asked: the base goes back to what
// stood a moment ago. Errors: ErrChangedSince, *RefusedError for the last
// administrator, data.ErrNotFound if there is nothing, data.ErrReadOnly. An
// upload is undone by Undo, seen before.
func (a *App) UndoAction(ctx context.Context) (Action, error) {
	last, err := a.LastAction(ctx)
	if err != nil {
		return last, err
	}
	return last, a.reverse(ctx, last, &a.actions.done, &a.actions.undone)
}

// RedoAction does again what UndoAction took back last.
func (a *App) RedoAction(ctx context.Context) (Action, error) {
	next := a.NextAction()
	return next, a.reverse(ctx, next, &a.actions.undone, &a.actions.done)
}

// reverse takes an action back and notes the one that took it back, under the
// name of the first.
func (a *App) reverse(ctx context.Context, act Action, from, to *[]Action) error {
	switch {
	case a.ReadOnly():
		return data.ErrReadOnly
	case act.Kind == "" || act.Upload != 0:
		return data.ErrNotFound
	}
	base, err := a.Base(ctx)
	if err != nil {
		return err
	}
	back, err := inverse(base, act)
	if err != nil {
		a.actions.move(from, to, act, Action{})
		return err
	}
	p := plan.ByHand(base, back.changes...)
	for _, g := range p.Guards {
		if g.Impossible {
			return &RefusedError{Guards: []plan.Guard{g}}
		}
	}
	c := a.handCommit(base, p, back.roles)
	for _, r := range back.roles {
		if r.after == nil {
			c.DropRoles = append(c.DropRoles, r.before.ID)
			continue
		}
		c.Roles = append(c.Roles, *r.after)
	}
	stored, err := a.store.Commit(ctx, c, nil)
	if err != nil {
		return err
	}
	back.Kind, back.Name, back.N, back.revision = act.Kind, act.Name, act.N, stored.Revision
	a.actions.move(from, to, act, back)
	return nil
}

// inverse is what takes an action back from the base as it is: field by field,
// where each still is what the action made of it.
func inverse(base *data.Base, act Action) (Action, error) {
	back := Action{}
	present := map[data.UserKey]*data.User{}
	for i := range base.Users {
		present[base.Users[i].Key] = &base.Users[i]
	}
	for _, c := range act.changes {
		now := present[max(c.Before.Key, c.After.Key)]
		inverted, fits := invert(base.Schema, c, now)
		if !fits {
			return back, ErrChangedSince
		}
		back.changes = append(back.changes, inverted)
	}
	for _, r := range act.roles {
		if !standsAs(base, r) {
			return back, ErrChangedSince
		}
		back.roles = append(back.roles, roleChange{before: r.after, after: r.before})
	}
	return back, nil
}

// invert takes one change back from a user as they are now, nil for nobody.
func invert(schema *data.Schema, c data.Change, now *data.User) (data.Change, bool) {
	back := c.Invert()
	switch {
	case c.Action == data.Remove:
		return back, now == nil
	case now == nil:
		return back, false
	case c.Action == data.Create:
		return back, *now == c.After
	}
	back.Before, back.After = *now, *now
	for _, f := range c.Fields(schema) {
		if now.Get(f) != c.After.Get(f) {
			return back, false
		}
		back.After.Set(f, c.Before.Get(f))
	}
	if c.Before.Protected != c.After.Protected {
		back.After.Protected = c.Before.Protected
	}
	return back, true
}

// standsAs reports whether a role is what an action made of it.
func standsAs(base *data.Base, r roleChange) bool {
	id := ""
	for _, role := range []*data.Role{r.before, r.after} {
		if role != nil {
			id = role.ID
		}
	}
	at := slices.IndexFunc(base.Roles, func(role data.Role) bool { return role.ID == id })
	if r.after == nil {
		return at < 0
	}
	return at >= 0 && base.Roles[at] == *r.after
}

// noteByHand remembers what a plan made by hand has done. Users it created have
// their keys by now.
func (a *App) noteByHand(ctx context.Context, p *plan.Plan, stored data.Upload) error {
	changes := p.Changes()
	if slices.ContainsFunc(changes, func(c data.Change) bool { return c.Action == data.Create }) {
		for i := range changes {
			user, err := a.saved(ctx, changes[i].After)
			if err != nil {
				return err
			}
			changes[i].After = user
		}
	}
	var roles []roleChange
	for i := range p.Lines {
		if r := p.Lines[i].Role; r != nil && p.Lines[i].Kind.Changes() {
			c := roleChange{before: r.Before, after: r.After}
			if p.Lines[i].Kind == plan.Removed {
				c.after = nil
			}
			roles = append(roles, c)
		}
	}
	if len(changes)+len(roles) > 0 {
		a.actions.did(handAction(stored.Revision, changes, roles))
	}
	return nil
}

// handCommit is the commit of a plan made in the window and of roles put back
// with it, which rests on no more than what they touch (SPEC S19.5).
func (a *App) handCommit(base *data.Base, p *plan.Plan, roles []roleChange) store.Commit {
	g := restsOn(base, p)
	for _, r := range roles {
		g.role(r.before, r.after)
	}
	return store.Commit{
		Identity: store.NewIdentity(), Expect: g.expect, Origin: data.ByHand, Account: a.account, At: a.now(), Changes: p.Changes(),
		Roles: p.Roles(), DropRoles: p.RemovedRoles(),
	}
}
