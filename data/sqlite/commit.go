package sqlite

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"headcount/data"
)

// Commit stores all of c in one transaction or nothing (SPEC S5.3). It returns
// the upload as stored, for a change by hand one with Revision, At and Account
// only. New users are stored under new keys, or under the key they bring along
// (an undone removal). Errors, after any of which nothing was stored:
// data.ErrStale if the base moved on, the simulation was applied already or a
// user is not as Before says; data.ErrTaken if an email or ID is somebody
// else's; data.ErrNotFound if a role or profile does not exist; data.ErrInUse;
// data.ErrReadOnly; a *data.FileError. After data.ErrUnknownOutcome it is not
// known whether it holds. progress may be nil.
func (s *Store) Commit(ctx context.Context, c data.Commit, progress func(done, total int)) (data.Upload, error) {
	var stored data.Upload
	err := s.write(ctx, func(t *tx) (proof, error) {
		r, err := t.begin()
		if err != nil {
			return nil, err
		}
		if r.base != c.Base || r.sum.digest() != c.Digest {
			return nil, data.ErrStale
		}
		w := &commit{revision: r, Commit: &c, progress: progress}
		stored, err = w.run()
		return r.stored, err
	})
	if err != nil {
		return data.Upload{}, err
	}
	return stored, nil
}

// commit is a Commit being carried out.
type commit struct {
	*revision
	*data.Commit
	progress func(done, total int)
	// keys are the users' keys, by the index of the change; order sorts by them.
	keys  []data.UserKey
	order []int
}

// manyChanges is from how many changes on a commit gets a larger page cache:
// pages that do not fit are written more than once. A million changes of six
// fields took 8.0 s of processor time without it and 5.2 s with it.
const manyChanges = 100_000

func (w *commit) run() (data.Upload, error) {
	if len(w.Changes) > manyChanges {
		if err := w.exec("PRAGMA cache_size = -262144"); err != nil {
			return data.Upload{}, err
		}
		defer w.exec("PRAGMA cache_size = " + cacheSize)
	}
	if err := w.prepare(); err != nil {
		return data.Upload{}, err
	}
	if err := w.spare(); err != nil {
		return data.Upload{}, err
	}
	if err := w.writeUsers(); err != nil {
		return data.Upload{}, err
	}
	for _, id := range w.DropRoles {
		if err := w.dropRole(id); err != nil {
			return data.Upload{}, err
		}
	}
	for _, name := range w.DropProfiles {
		if err := w.dropProfile(name); err != nil {
			return data.Upload{}, err
		}
	}
	return w.finish()
}

// prepare makes what the users need: roles, profiles, keys.
func (w *commit) prepare() error {
	if w.Upload != nil && w.Upload.Simulation != 0 {
		n, err := w.number("SELECT count(*) FROM uploads WHERE simulation = ?", w.Upload.Simulation)
		if err != nil {
			return err
		}
		if n > 0 {
			return fmt.Errorf("%w: simulation %d was applied already", data.ErrStale, w.Upload.Simulation)
		}
	}
	for _, p := range w.Profiles {
		if err := w.mergeProfile(p); err != nil {
			return err
		}
	}
	for _, role := range w.Roles {
		if err := w.saveRole(role); err != nil {
			return err
		}
	}
	return w.assignKeys()
}

// assignKeys gives new users keys that nobody ever had, and brings the changes
// into the order of the keys, in which SQLite writes quickest.
func (w *commit) assignKeys() error {
	last, err := w.number("SELECT ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'users'), 0)")
	if err != nil {
		return err
	}
	w.keys = make([]data.UserKey, len(w.Changes))
	w.order = make([]int, len(w.Changes))
	for i := range w.Changes {
		c := &w.Changes[i]
		w.order[i] = i
		w.keys[i] = cmp.Or(c.Before.Key, c.After.Key)
		if w.keys[i] > data.UserKey(last) {
			last = int64(w.keys[i])
		}
	}
	for i := range w.keys {
		if w.keys[i] == 0 {
			last++
			w.keys[i] = data.UserKey(last)
		}
	}
	slices.SortStableFunc(w.order, func(a, b int) int { return cmp.Compare(w.keys[a], w.keys[b]) })
	return nil
}

// finish records the upload and the revision.
func (w *commit) finish() (data.Upload, error) {
	u := data.Upload{Mode: data.Applied}
	if w.Upload != nil {
		u = *w.Upload
	}
	at := w.At
	if at.IsZero() {
		at = u.At
	}
	if at.IsZero() {
		at = time.Now()
	}
	u.Revision, u.Account, u.At = w.base+1, w.Account, at
	if w.Upload != nil {
		u.Mode, u.Base, u.HasReport = data.Applied, w.base, w.Plan != nil || w.Table != nil
		var err error
		if u.ID, err = w.insertUpload(&u, w.Plan, w.Table); err != nil {
			return u, err
		}
		if _, err = w.post(&u, w.Letters); err != nil {
			return u, err
		}
	}
	return u, w.end(record{at: at, account: w.Account, origin: w.Origin, upload: u.ID})
}

// spare puts a passing key in the place of every email and ID that one user of
// this commit gives up and another one takes, so that no order of statements
// meets a key that is still held (SPEC S4.2: swaps and cycles).
func (w *commit) spare() error {
	for _, kind := range [...]struct {
		column string
		key    func(u *data.User) string
	}{
		{"email_key", func(u *data.User) string { return data.EmailKey(u.Email) }},
		{"id_key", func(u *data.User) string { return data.IDKey(u.ID) }},
	} {
		users := w.givers(kind.column == "email_key", kind.key)
		b := w.newBatch(1, batchRows, func(tuples string) string {
			return "UPDATE users SET " + kind.column + " = char(31) || key FROM (VALUES " + tuples + ") AS v WHERE key = v.column1"
		})
		for _, key := range users {
			b.put(int64(key))
			if err := b.next(); err != nil {
				return err
			}
		}
		if err := b.close(); err != nil {
			return err
		}
	}
	return nil
}

// givers returns the users whose key, an email's or an ID's, another user of
// this commit takes.
func (w *commit) givers(email bool, key func(u *data.User) string) []data.UserKey {
	held := func(u *data.User) string {
		if email {
			return u.Email
		}
		return u.ID
	}
	given := map[string]data.UserKey{}
	for i := range w.Changes {
		c := &w.Changes[i]
		if held(&c.Before) != held(&c.After) && held(&c.Before) != "" {
			given[key(&c.Before)] = c.Before.Key
		}
	}
	if len(given) == 0 {
		return nil
	}
	var users []data.UserKey
	for i := range w.Changes {
		c := &w.Changes[i]
		if held(&c.Before) == held(&c.After) || held(&c.After) == "" {
			continue
		}
		if giver, ok := given[key(&c.After)]; ok && giver != w.keys[i] {
			users = append(users, giver)
		}
	}
	return users
}
