package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"headcount.app/headcount/data"
)

// ledger keeps a base and its history in memory, as a store does.
type ledger struct {
	base    *data.Base
	uploads []data.Upload
	plans   map[int64]*Plan
	changes []data.Recorded
	lastKey data.UserKey
	// dropped are profiles that are gone; their names stay taken by the history.
	at time.Time
}

func newLedger(base *data.Base) *ledger {
	l := &ledger{base: base, plans: map[int64]*Plan{}, at: time.Date(2026, 11, 20, 14, 0, 0, 0, time.UTC)}
	for i := range base.Users {
		l.lastKey = max(l.lastKey, base.Users[i].Key)
	}
	return l
}

// commit stores changes as one revision. It fails where a store would.
func (l *ledger) commit(changes []data.Change, origin data.Origin, upload int64) error {
	next := *l.base
	next.Revision++
	next.Users = slices.Clone(l.base.Users)
	l.at = l.at.Add(time.Minute)
	for _, c := range changes {
		at := slices.IndexFunc(next.Users, func(u data.User) bool { return u.Key == keyOf(c) })
		switch {
		case c.Action == data.Create && c.After.Key == 0:
			l.lastKey++
			c.After.Key = l.lastKey
			next.Users = append(next.Users, c.After)
		case c.Action == data.Create && at < 0:
			next.Users = append(next.Users, c.After)
		case at < 0 || c.Action == data.Create || next.Users[at] != c.Before:
			return fmt.Errorf("%v of %+v does not fit", c.Action, c.Before)
		case c.Action == data.Remove:
			next.Users = slices.Delete(next.Users, at, at+1)
		default:
			next.Users[at] = c.After
		}
		r := data.Recorded{Change: c, Revision: next.Revision, At: l.at, Account: "anna", Origin: origin, Upload: upload}
		l.changes = append(l.changes, r)
		if origin == data.ByHand {
			next.HandChanges = append(next.HandChanges[:len(next.HandChanges):len(next.HandChanges)], r)
		}
	}
	slices.SortFunc(next.Users, func(a, b data.User) int { return cmp.Compare(a.Key, b.Key) })
	l.base = &next
	return l.sound()
}

// sound is what every base must be.
func (l *ledger) sound() error {
	seen := map[string]bool{}
	for _, u := range l.base.Users {
		for _, key := range []string{"email " + data.EmailKey(u.Email), "id " + data.IDKey(u.ID)} {
			if key != "id " && seen[key] {
				return fmt.Errorf("two users have the %s", key)
			}
			seen[key] = true
		}
		for _, id := range u.Roles.List() {
			if !slices.ContainsFunc(l.base.Roles, func(r data.Role) bool { return r.ID == id }) {
				return fmt.Errorf("%s holds the role %s, which is not there", u.Email, id)
			}
		}
		if !slices.ContainsFunc(l.base.Profiles, func(p data.Profile) bool { return p.Name == u.Profile }) {
			return fmt.Errorf("%s holds the profile %q, which is not there", u.Email, u.Profile)
		}
	}
	return nil
}

// apply applies a plan, of a file or of an undo, and returns its number.
func (l *ledger) apply(p *Plan) (int64, error) {
	u := data.Upload{
		ID: int64(len(l.uploads) + 1), Mode: data.Applied, File: data.FileInfo{Name: "users.xlsx"}, Options: p.Options,
		Counts: p.Counts, Revision: l.base.Revision + 1, Recall: p.Recall,
	}
	u.File.Rows, u.File.Columns = p.File.Rows, p.File.Columns
	origin := data.ByUpload
	if p.Undoes != nil {
		u.Undoes, origin = p.Undoes.Upload, data.ByUndo
	}
	next := *l.base
	next.Roles = append(slices.Clone(next.Roles), p.NewRoles...)
	next.Profiles = append(slices.Clone(next.Profiles), p.NewProfiles...)
	next.Roles = slices.DeleteFunc(next.Roles, func(r data.Role) bool {
		return slices.ContainsFunc(p.DropRoles, func(gone data.Role) bool { return gone.ID == r.ID })
	})
	next.Profiles = slices.DeleteFunc(next.Profiles, func(r data.Profile) bool {
		return slices.ContainsFunc(p.DropProfiles, func(gone data.Profile) bool { return gone.Name == r.Name })
	})
	l.base = &next
	if err := l.commit(p.Changes(), origin, u.ID); err != nil {
		return 0, err
	}
	u.At = l.at
	stored, err := decode(encode(p))
	if err != nil {
		return 0, err
	}
	l.uploads = append(l.uploads, u)
	l.plans[u.ID] = stored
	l.remember()
	return u.ID, nil
}

// remember puts the uploads that stand into the base, as a store does.
func (l *ledger) remember() {
	next := *l.base
	next.Past = nil
	for i := len(l.uploads) - 1; i >= 0 && len(next.Past) < data.PastFiles; i-- {
		if u := l.uploads[i]; u.Undoes == 0 && !l.undone(u.ID) {
			next.Past = append(next.Past, u)
		}
	}
	l.base = &next
}

// undo plans to take an upload back.
func (l *ledger) undo(id int64) *Plan {
	p, err := l.undoPart(id, data.Options{})
	if err != nil {
		panic(err)
	}
	return p
}

// undoPart plans what takes part of an upload back.
func (l *ledger) undoPart(id int64, choice data.Options) (*Plan, error) {
	u := l.uploads[id-1]
	past := Past{Upload: u, Plan: l.plans[id], Uploads: l.uploads, Choice: choice}
	for _, c := range l.changes {
		if c.Revision >= u.Revision {
			past.Changes = append(past.Changes, c)
		}
	}
	return Undo(l.base, past)
}

// undone reports whether an undo of the upload stands.
func (l *ledger) undone(id int64) bool {
	for i := range l.uploads {
		if u := &l.uploads[i]; slices.Contains(u.Undone(), id) && !l.undone(u.ID) {
			return true
		}
	}
	return false
}

// byHand changes one user.
func (l *ledger) byHand(email string, action data.Action, edit func(*data.User)) error {
	at := slices.IndexFunc(l.base.Users, func(u data.User) bool { return u.Email == email })
	if at < 0 {
		return fmt.Errorf("nobody has %s", email)
	}
	c := data.Change{Action: action, Before: l.base.Users[at], After: l.base.Users[at]}
	if edit(&c.After); action == data.Remove {
		c.After = data.User{}
	}
	return l.commit([]data.Change{c}, data.ByHand, 0)
}

// erase deletes somebody for good, from the history too.
func (l *ledger) erase(email string) {
	next := *l.base
	next.Revision++
	at := slices.IndexFunc(next.Users, func(u data.User) bool { return u.Email == email })
	key := next.Users[at].Key
	next.Users = slices.Delete(slices.Clone(next.Users), at, at+1)
	l.base = &next
	l.changes = slices.DeleteFunc(l.changes, func(c data.Recorded) bool { return keyOf(c.Change) == key })
}

// state writes a base down but for its revision, so that two can be compared.
func (l *ledger) state() string {
	var b strings.Builder
	for _, u := range l.base.Users {
		fmt.Fprintf(&b, "%+v\n", u)
	}
	var roles, profiles []string
	for i := range l.base.Roles {
		roles = append(roles, l.base.Roles[i].ID)
	}
	for i := range l.base.Profiles {
		profiles = append(profiles, l.base.Profiles[i].Name)
	}
	for _, list := range [][]string{roles, profiles} {
		slices.Sort(list)
		fmt.Fprintln(&b, list)
	}
	return b.String()
}
