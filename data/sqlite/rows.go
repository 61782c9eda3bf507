package sqlite

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// rows is a transaction as a store.Revision writes to it. Users and changes are
// queued in batches, one for each kind of statement.
type rows struct {
	*tx
	inserts, deletes, history *batch
	updates                   map[store.Facets]*batch
	// before counts the rows written when the first was queued, queued those
	// that must have been since.
	before, queued int64
	values         []any // of one user, for a moment
	changes        store.ChangeCount
}

var _ store.Rows = (*rows)(nil)

// Committed implements store.Rows.
func (r *rows) Committed(identity string) (data.Upload, error) { return r.committed(identity) }

// LastKey implements store.Rows.
func (r *rows) LastKey() (data.UserKey, error) {
	n, err := r.number("SELECT ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'users'), 0)")
	return data.UserKey(n), err
}

// Applied implements store.Rows.
func (r *rows) Applied(simulation int64) (bool, error) {
	return r.any("SELECT count(*) FROM uploads WHERE simulation = ?", simulation)
}

// RoleHeld implements store.Rows.
func (r *rows) RoleHeld(id string) (bool, error) {
	const held = "instr(', ' || %s || ', ', ', ' || ? || ', ') > 0"
	return r.any("SELECT (SELECT count(*) FROM users WHERE "+fmt.Sprintf(held, "roles")+
		") + (SELECT count(*) FROM roles WHERE "+fmt.Sprintf(held, "superiors")+")", id, id)
}

// ProfileHeld implements store.Rows.
func (r *rows) ProfileHeld(number int64) (bool, error) {
	return r.any("SELECT count(*) FROM users WHERE profile = ?", number)
}

// ActiveHolder implements store.Rows.
func (r *rows) ActiveHolder(profiles []int64) (bool, error) {
	list := make([]string, len(profiles))
	for i, number := range profiles {
		list[i] = strconv.FormatInt(number, 10)
	}
	return r.any("SELECT count(*) FROM users WHERE status = ? AND profile IN ("+strings.Join(list, ",")+")", int64(data.Active))
}

// PutRole implements store.Rows.
func (r *rows) PutRole(role *data.Role, mark int64) error {
	return r.exec(`INSERT INTO roles (id, name, level, superiors, archived, mark) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, level = excluded.level, superiors = excluded.superiors,
		archived = excluded.archived, mark = excluded.mark`,
		role.ID, role.Name, role.Level, string(role.Superiors), role.Archived, mark)
}

// DeleteRole implements store.Rows.
func (r *rows) DeleteRole(id string) error { return r.exec("DELETE FROM roles WHERE id = ?", id) }

// PutProfile implements store.Rows.
func (r *rows) PutProfile(p *store.ProfileRow) error {
	return r.exec(`INSERT INTO profiles (id, name, name_key, administrator, aliases, deleted, mark) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key,
		administrator = excluded.administrator, aliases = excluded.aliases, deleted = excluded.deleted, mark = excluded.mark`,
		p.Number, p.Name, data.FoldName(p.Name), p.Administrator, p.AliasesText(), p.Deleted, p.Mark())
}

// InsertUpload implements store.Rows.
func (r *rows) InsertUpload(u *data.Upload, plan, table []byte) (int64, error) {
	return r.insertUpload(u, plan, table)
}

// InsertLetter implements store.Rows.
func (r *rows) InsertLetter(upload int64, p *data.Posting) error {
	_, err := r.insertLetter(upload, p)
	return err
}

// InsertCommit implements store.Rows.
func (r *rows) InsertCommit(c *store.Record) error {
	err := r.exec("INSERT INTO commits (revision, identity, at, account, origin, upload, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
		c.Revision, c.Identity, formatTime(c.At), c.Account, int64(c.Origin), orNull(c.Upload), c.Digest[:])
	if err != nil || r.changes.Number == 0 {
		return err
	}
	seal := r.changes.Seal()
	return r.exec("INSERT INTO touched VALUES (?, ?, ?)", store.ChangesPart, c.Revision, seal[:])
}

// Spare implements store.Rows.
func (r *rows) Spare(emails bool, users []data.UserKey) error {
	column := "id_key"
	if emails {
		column = "email_key"
	}
	b := r.newBatch(1, batchRows, func(tuples string) string {
		return "UPDATE users SET " + column + " = char(31) || key FROM (VALUES " + tuples + ") AS v WHERE key = v.column1"
	})
	for _, key := range users {
		b.put(int64(key))
		if err := b.next(); err != nil {
			return err
		}
	}
	return b.close()
}

// queue says that one more row must have been written when Flush is called.
func (r *rows) queue() (err error) {
	if r.queued == 0 {
		r.before, err = r.number("SELECT total_changes()")
	}
	r.queued++
	return err
}

// InsertUser implements store.Rows.
func (r *rows) InsertUser(u *data.User, profile, mark int64) error {
	if r.inserts == nil {
		r.inserts = r.newBatch(2+len(store.EveryFacet.Columns()), batchRows, func(tuples string) string {
			return "INSERT INTO users (key, mark, " + strings.Join(store.EveryFacet.Columns(), ", ") + ") VALUES " + tuples
		})
	}
	if err := r.queue(); err != nil {
		return err
	}
	r.values = store.EveryFacet.AppendValues(r.values[:0], u, profile)
	r.inserts.put(int64(u.Key), mark)
	r.inserts.put(r.values...)
	return r.inserts.next()
}

// UpdateUser implements store.Rows.
func (r *rows) UpdateUser(u *data.User, changed store.Facets, profile, was, mark int64) error {
	b := r.updates[changed]
	if b == nil {
		b = r.newBatch(3+len(changed.Columns()), batchRows, updateUsers(changed.Columns()))
		if r.updates == nil {
			r.updates = map[store.Facets]*batch{}
		}
		r.updates[changed] = b
	}
	if err := r.queue(); err != nil {
		return err
	}
	r.values = changed.AppendValues(r.values[:0], u, profile)
	b.put(int64(u.Key), was, mark)
	b.put(r.values...)
	return b.next()
}

// updateUsers is the statement that changes these columns of many users at
// once, each only if it still is what the change was planned on.
func updateUsers(columns []string) func(tuples string) string {
	var set strings.Builder
	for i, name := range columns {
		fmt.Fprintf(&set, "%s = v.column%d, ", name, i+4)
	}
	return func(tuples string) string {
		return "UPDATE users SET " + set.String() + "mark = v.column3 FROM (VALUES " + tuples +
			") AS v WHERE users.key = v.column1 AND users.mark = v.column2"
	}
}

// DeleteUser implements store.Rows.
func (r *rows) DeleteUser(key data.UserKey, was int64) error {
	if r.deletes == nil {
		r.deletes = r.newBatch(2, 1, func(tuple string) string { return "DELETE FROM users WHERE (key, mark) = " + tuple })
	}
	if err := r.queue(); err != nil {
		return err
	}
	r.deletes.put(int64(key), was)
	return r.deletes.next()
}

// InsertChange implements store.Rows.
func (r *rows) InsertChange(c *store.ChangeRow) error {
	if r.history == nil {
		r.history = r.newBatch(7, batchRows, func(tuples string) string {
			return "INSERT INTO changes (revision, user, n, action, old, new, mark) VALUES " + tuples
		})
	}
	if err := r.queue(); err != nil {
		return err
	}
	r.history.put(int64(c.Revision), int64(c.User), int64(c.N), int64(c.Action), r.history.keep(c.Before), r.history.keep(c.After), c.Mark)
	r.changes.Revision = c.Revision
	r.changes.Add(c.Mark)
	return r.history.next()
}

// Flush implements store.Rows.
func (r *rows) Flush() error {
	batches := []*batch{r.deletes, r.inserts, r.history}
	for _, b := range r.updates {
		batches = append(batches, b)
	}
	for _, b := range batches {
		if b == nil {
			continue
		}
		if err := b.close(); err != nil {
			return err
		}
	}
	if r.queued == 0 {
		return nil
	}
	after, err := r.number("SELECT total_changes()")
	if err != nil {
		return err
	}
	if after-r.before != r.queued {
		return fmt.Errorf("%w: %d of %d users and changes could be stored", data.ErrStale, after-r.before, r.queued)
	}
	*r = rows{tx: r.tx, changes: r.changes}
	return nil
}

// manyChanges is from how many changes on a commit gets a larger page cache:
// pages that do not fit are written more than once. A million changes of six
// fields took 8.0 s of processor time without it and 5.2 s with it.
const manyChanges = 100_000

// Commit implements store.Committer.
func (s *Store) Commit(ctx context.Context, c store.Commit, progress func(done, total int)) (data.Upload, error) {
	var stored data.Upload
	err := s.write(ctx, func(t *tx) (proof, error) {
		r, err := s.begin(t)
		if err != nil {
			return nil, err
		}
		if len(c.Changes) > manyChanges {
			if err := t.exec("PRAGMA cache_size = -262144"); err != nil {
				return nil, err
			}
			defer func() { _ = t.exec("PRAGMA cache_size = " + cacheSize) }() // it only costs memory
		}
		stored, err = r.Commit(&c, progress)
		return func(t *tx) (bool, error) { return t.any("SELECT count(*) FROM commits WHERE identity = ?", c.Identity) }, err
	})
	if err != nil {
		return data.Upload{}, err
	}
	return stored, nil
}

// Committed implements store.Committer.
func (s *Store) Committed(ctx context.Context, identity string) (u data.Upload, err error) {
	err = s.read(ctx, func(t *tx) error {
		u, err = t.committed(identity)
		return err
	})
	return u, err
}

// committed returns what Commit returned for the commit with this identity.
func (t *tx) committed(identity string) (data.Upload, error) {
	row, err := t.row("SELECT revision, at, account, ifnull(upload, 0) FROM commits WHERE identity = ? AND identity <> ''", identity)
	if err != nil {
		return data.Upload{}, err
	}
	number := integer(row[0])
	if err := t.proven(store.CommitPart, number); err != nil {
		return data.Upload{}, err
	}
	if id := integer(row[3]); id != 0 {
		return t.upload(id)
	}
	u := data.Upload{Mode: data.Applied, Account: text(row[2])}
	u.Revision = data.Revision(number)
	u.At, err = parseTime(row[1])
	return u, err
}
