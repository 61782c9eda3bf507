package plan

import (
	"slices"

	"headcount.app/headcount/data"
)

// settle keeps the addresses and IDs that somebody else has by now: judged on
// the final state, so that swaps and cycles go back, and repeated, because whoever
// stays keeps an address from the next one (SPEC S4.2, S5.6).
func (u *undo) settle() {
	people := newDirectory(u.base.Users)
	for _, kind := range []struct {
		field  data.Field
		key    func(string) string
		holder func(string) index
	}{
		{data.Email, data.EmailKey, people.withEmail},
		{data.ID, data.IDKey, people.withID},
	} {
		u.settleKey(kind.field, func(user *data.User) string { return kind.key(user.Get(kind.field)) }, kind.holder)
	}
}

// settleKey settles one kind of key: of is that of a user, holder who has it today.
func (u *undo) settleKey(f data.Field, of func(*data.User) string, holder func(string) index) {
	moving, taking, waiting := u.exchange(of)
	for len(waiting) > 0 {
		i := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		if i.kept != Unchanged || i.before != nil && of(i.after) == of(i.before) {
			continue
		}
		at := holder(of(i.after))
		if at == nobody || moving[u.base.Users[at].Key] != nil {
			continue
		}
		i.taken(f, &u.base.Users[at])
		if i.before == nil {
			continue
		}
		delete(moving, i.before.Key)
		if next := taking[of(i.before)]; next != nil {
			waiting = append(waiting, next)
		}
	}
}

// exchange tells who gives up the key that they have, who takes which one, and all
// who take one.
func (u *undo) exchange(of func(*data.User) string) (moving map[data.UserKey]*inverse, taking map[string]*inverse, waiting []*inverse) {
	moving, taking = map[data.UserKey]*inverse{}, map[string]*inverse{}
	for k := range u.inverses {
		i := &u.inverses[k]
		if i.kept != Unchanged {
			continue
		}
		if i.before != nil && (i.after == nil || of(i.after) != of(i.before)) {
			moving[i.before.Key] = i
		}
		if i.after != nil && of(i.after) != "" && (i.before == nil || of(i.after) != of(i.before)) {
			taking[of(i.after)] = i
			waiting = append(waiting, i)
		}
	}
	return moving, taking, waiting
}

// taken keeps a field whose former value somebody else has; somebody who would
// be made again cannot be without it.
func (i *inverse) taken(f data.Field, holder *data.User) {
	value := i.after.Get(f)
	why := Issue{Code: "undo.taken", Level: Warning, Field: f, Column: -1, Args: []string{"value", value, "holder", holder.Name()}}
	if i.before == nil {
		i.keep(Created, why)
		return
	}
	i.withhold(f, i.before.Get(f), value, why)
	i.after.Set(f, i.before.Get(f))
}

// drop lists the roles and profiles that the upload made and nobody would hold,
// and tells of those that stay.
func (u *undo) drop(p *Plan) {
	if u.Plan == nil || len(u.Plan.NewRoles)+len(u.Plan.NewProfiles) == 0 {
		return
	}
	roles, profiles := u.held(p)
	for _, made := range u.Plan.NewRoles {
		at := slices.IndexFunc(u.base.Roles, func(r data.Role) bool { return r.ID == made.ID })
		switch {
		case at < 0:
		case roles[made.ID] > 0:
			p.FileIssues = append(p.FileIssues, u.stays("undo.role_held", "role", made.ID, roles[made.ID]))
		case slices.ContainsFunc(u.base.Roles, func(r data.Role) bool { return r.Superiors.Has(made.ID) }):
			p.FileIssues = append(p.FileIssues, u.issue("undo.role_superior", data.NoField, "role", made.ID))
		default:
			p.DropRoles = append(p.DropRoles, u.base.Roles[at])
		}
	}
	for _, made := range u.Plan.NewProfiles {
		at := slices.IndexFunc(u.base.Profiles, func(k data.Profile) bool { return data.FoldName(k.Name) == data.FoldName(made.Name) })
		switch {
		case at < 0:
		case profiles[u.base.Profiles[at].Name] > 0:
			p.FileIssues = append(p.FileIssues, u.stays("undo.profile_held", "profile", made.Name, profiles[u.base.Profiles[at].Name]))
		default:
			p.DropProfiles = append(p.DropProfiles, u.base.Profiles[at])
		}
	}
}

func (u *undo) stays(code, what, name string, holders int) Issue {
	return u.issue(code, data.NoField, what, name, "n", itoa(holders))
}

// held counts who would hold each role and profile afterwards, deactivated users
// too.
func (u *undo) held(p *Plan) (roles, profiles map[string]int) {
	roles, profiles = map[string]int{}, map[string]int{}
	count := func(user *data.User, n int) {
		for _, id := range user.Roles.List() {
			roles[id] += n
		}
		profiles[user.Profile] += n
	}
	for i := range u.base.Users {
		count(&u.base.Users[i], 1)
	}
	for i := range p.Lines {
		l := &p.Lines[i]
		if !l.Kind.Changes() {
			continue
		}
		if l.Before != nil {
			count(l.Before, -1)
		}
		if l.After != nil {
			count(l.After, 1)
		}
	}
	return roles, profiles
}

// forgotten tells how many people of the upload have been deleted for good since:
// the history does not know them any more.
func (u *undo) forgotten(p *Plan) {
	known := 0
	for _, changes := range u.byUser {
		c := changes[0]
		// What the report of a file counts as a change is not the protections that
		// it remembers.
		if c.Revision == u.Upload.Revision && (c.Action != data.Protect || u.Upload.Undoes != 0) {
			known++
		}
	}
	if n := u.Upload.Counts.Changes() - known; n > 0 {
		p.FileIssues = append(p.FileIssues, u.issue("undo.erased", data.NoField, "n", itoa(n)))
	}
}
