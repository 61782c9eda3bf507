package store

import (
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"time"

	"headcount.app/headcount/data"
)

// Commit is one write to the user base, from a file or by hand: all of it is
// stored in one transaction or none (SPEC S5.3).
type Commit struct {
	// Identity tells the commit from every other one: see NewIdentity. A commit
	// whose identity is stored already is not carried out again, whatever else it
	// says; so one whose outcome is unknown can be asked for once more.
	Identity string
	// Expect is what the commit rests on; if that has moved it is refused.
	Expect Expect
	Origin data.Origin
	// Account is the system account in whose name it is done.
	Account string
	// At is when it is done; the time of the upload, or else now, if zero.
	At      time.Time
	Changes []data.Change
	// Roles and Profiles are made, or changed if they are there already.
	Roles    []data.Role
	Profiles []data.Profile
	// DropRoles are IDs and DropProfiles names of what is deleted once the
	// changes are made (SPEC S5.6); data.ErrInUse if somebody holds one of them.
	DropRoles    []string
	DropProfiles []string
	// Upload is the record of an upload, nil for a change by hand; it gets a
	// number unless it has one that was reserved. Plan and Table are its
	// compressed contents (SPEC S5.5).
	Upload *data.Upload
	Plan   []byte
	Table  []byte
	// Letters are queued with the upload. Where they name its number, it was
	// reserved: see Uploads.ReserveUpload.
	Letters []data.Posting
}

// NewIdentity makes an identity for a commit or an upload.
func NewIdentity() string { return rand.Text() }

// Commit carries out c: what a store has to do for it, in this order. What it
// expects is judged (see Expect); roles and profiles are made; new users get
// their keys; keys that change hands are spared; users are changed by rising
// key, each change with its line in the history; an active administrator is
// looked for; roles and profiles are dropped; the upload, its letters and the
// revision are recorded. It returns the upload as stored, for a change by hand
// one with Revision, At and Account only. Errors are those of Committer.Commit;
// the transaction must be given up after any. progress may be nil.
func (r *Revision) Commit(c *Commit, progress func(done, total int)) (data.Upload, error) {
	if c.Identity == "" {
		return data.Upload{}, errors.New("a commit without an identity")
	}
	done, err := r.rows.Committed(c.Identity)
	if err == nil || !errors.Is(err, data.ErrNotFound) {
		return done, err
	}
	w := &commit{Revision: r, Commit: c, progress: progress}
	for _, step := range []func() error{w.expected, w.prepare, w.spare, w.writeUsers, w.keepsAdministrator, w.drop} {
		if err := step(); err != nil {
			return data.Upload{}, err
		}
	}
	return w.finish()
}

// commit is a Commit being carried out.
type commit struct {
	*Revision
	*Commit
	progress func(done, total int)
	// keys are the users' keys, by the index of the change; order sorts by them.
	keys  []data.UserKey
	order []int
}

// prepare makes what the users need: roles, profiles, keys.
func (w *commit) prepare() error {
	if w.Upload != nil && w.Upload.Simulation != 0 {
		applied, err := w.rows.Applied(w.Upload.Simulation)
		if err != nil {
			return err
		}
		if applied {
			return fmt.Errorf("%w: simulation %d was applied already", data.ErrStale, w.Upload.Simulation)
		}
	}
	for _, p := range w.Commit.Profiles {
		if err := w.mergeProfile(p); err != nil {
			return err
		}
	}
	for _, role := range w.Roles {
		if err := w.SaveRole(role); err != nil {
			return err
		}
	}
	return w.assignKeys()
}

// assignKeys gives new users keys that nobody ever had, and brings the changes
// into the order of the keys, in which a store writes quickest.
func (w *commit) assignKeys() error {
	last, err := w.rows.LastKey()
	if err != nil {
		return err
	}
	w.keys = make([]data.UserKey, len(w.Changes))
	w.order = make([]int, len(w.Changes))
	for i := range w.Changes {
		c := &w.Changes[i]
		w.order[i] = i
		w.keys[i] = cmp.Or(c.Before.Key, c.After.Key)
		last = max(last, w.keys[i])
	}
	for i := range w.keys {
		if w.keys[i] == 0 {
			last++
			w.keys[i] = last
		}
	}
	slices.SortStableFunc(w.order, func(a, b int) int { return cmp.Compare(w.keys[a], w.keys[b]) })
	return nil
}

// drop deletes what the changes have left without a holder.
func (w *commit) drop() error {
	for _, id := range w.DropRoles {
		if err := w.DropRole(id); err != nil {
			return err
		}
	}
	for _, name := range w.DropProfiles {
		if err := w.DropProfile(name); err != nil {
			return err
		}
	}
	return nil
}

// finish records the upload and the revision.
func (w *commit) finish() (data.Upload, error) {
	u := data.Upload{Mode: data.Applied}
	if w.Upload != nil {
		u = *w.Upload
		u.Identity = w.Identity
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
		if u.ID, err = w.rows.InsertUpload(&u, w.Plan, w.Table); err != nil {
			return u, err
		}
		for i := range w.Letters {
			if err = w.rows.InsertLetter(u.ID, &w.Letters[i]); err != nil {
				return u, err
			}
		}
	}
	return u, w.End(Record{Identity: w.Identity, At: at, Account: w.Account, Origin: w.Origin, Upload: u.ID})
}

// spare puts a passing key in the place of every email and ID that one user of
// this commit gives up and another one takes, so that no order of writing
// meets a key that is still held (SPEC S4.2: swaps and cycles).
func (w *commit) spare() error {
	emails := w.givers(func(u *data.User) string { return u.Email }, data.EmailKey)
	ids := w.givers(func(u *data.User) string { return u.ID }, data.IDKey)
	if len(emails) > 0 {
		if err := w.rows.Spare(true, emails); err != nil {
			return err
		}
	}
	if len(ids) > 0 {
		return w.rows.Spare(false, ids)
	}
	return nil
}

// givers returns the users whose key, an email's or an ID's, another user of
// this commit takes.
func (w *commit) givers(held func(*data.User) string, fold func(string) string) []data.UserKey {
	var given map[string]data.UserKey
	for i := range w.Changes {
		c := &w.Changes[i]
		if held(&c.Before) != held(&c.After) && held(&c.Before) != "" {
			if given == nil {
				given = make(map[string]data.UserKey, len(w.Changes)-i)
			}
			given[fold(held(&c.Before))] = c.Before.Key
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
		if giver, ok := given[fold(held(&c.After))]; ok && giver != w.keys[i] {
			users = append(users, giver)
		}
	}
	return users
}
