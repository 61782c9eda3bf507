package sqlite

import (
	"context"
	"errors"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

// revision is a store.Revision in its transaction.
type revision struct {
	*tx
	*store.Revision
}

// current returns the present revision and its digest.
func (t *tx) current() (data.Revision, data.Digest, error) {
	var d data.Digest
	row, err := t.row("SELECT revision, digest FROM commits ORDER BY revision DESC LIMIT 1")
	if errors.Is(err, data.ErrNotFound) {
		err = damaged("it has no revision")
	}
	if err != nil {
		return 0, d, err
	}
	n := integer(row[0])
	b, _ := row[1].([]byte)
	copy(d[:], b)
	return data.Revision(n), d, nil
}

// begin starts the next revision.
func (s *Store) begin(t *tx) (*revision, error) {
	if err := s.indexed(t); err != nil {
		return nil, err
	}
	base, digest, err := t.current()
	if err != nil {
		return nil, err
	}
	p := store.Present{Revision: base, Digest: digest}
	var l store.Lines
	if _, p.Settings, err = t.organization(&l); err != nil {
		return nil, err
	}
	if p.Profiles, err = t.profiles(&l); err != nil {
		return nil, err
	}
	if p.Roles, err = t.roles(&l); err != nil {
		return nil, err
	}
	return &revision{t, store.Begin(&rows{tx: t}, p)}, nil
}

// stored looks for the revision: this process alone writes to the file, so
// number and digest tell it from every other.
func (r *revision) stored(t *tx) (bool, error) {
	number, digest := r.Made()
	return t.any("SELECT count(*) FROM commits WHERE revision = ? AND digest = ?", number, digest[:])
}

// revise runs f in one transaction as a revision made by hand.
func (s *Store) revise(ctx context.Context, f func(r *revision) error) error {
	return s.write(ctx, func(t *tx) (proof, error) {
		r, err := s.begin(t)
		if err != nil {
			return nil, err
		}
		if err := f(r); err != nil {
			return nil, err
		}
		return r.stored, r.End(store.Record{At: time.Now(), Account: s.account, Origin: data.ByHand})
	})
}

// Revision implements store.Bases.
func (s *Store) Revision(ctx context.Context) (number data.Revision, digest data.Digest, err error) {
	err = s.read(ctx, func(t *tx) error {
		number, digest, err = t.current()
		return err
	})
	return number, digest, err
}

// Base implements store.Bases.
func (s *Store) Base(ctx context.Context) (b *data.Base, err error) {
	err = s.read(ctx, func(t *tx) error {
		b, err = s.base(t)
		return err
	})
	if err != nil {
		return nil, err
	}
	return b, nil
}

// standing is a base without its past, verified, with every profile that it ever
// had.
type standing struct {
	base     *data.Base
	profiles *store.Profiles
}

// base loads the base. The first time it is the one that opening has read, unless
// the file has moved on since: this process alone writes to it.
func (s *Store) base(t *tx) (*data.Base, error) {
	opened := s.opened
	s.opened = nil
	if opened == nil {
		return t.base()
	}
	number, digest, err := t.current()
	if err != nil {
		return nil, err
	}
	if number != opened.base.Revision || digest != opened.base.Digest {
		return t.base()
	}
	return opened.base, t.history(opened.base, opened.profiles)
}

// Standing implements store.Bases.
func (s *Store) Standing(ctx context.Context) (b *data.Base, err error) {
	err = s.read(ctx, func(t *tx) error {
		b, _, err = t.standing()
		return err
	})
	return b, err
}

func (t *tx) base() (*data.Base, error) {
	b, profiles, err := t.standing()
	if err != nil {
		return nil, err
	}
	return b, t.history(b, profiles)
}

// standing reads and verifies the base without its past.
func (t *tx) standing() (*data.Base, *store.Profiles, error) {
	var l store.Lines
	b := &data.Base{}
	var err error
	if b.Revision, b.Digest, err = t.current(); err != nil {
		return nil, nil, err
	}
	if b.Organization, b.Settings, err = t.organization(&l); err != nil {
		return nil, nil, err
	}
	if b.Schema, err = t.schemaOfUsers(&l); err != nil {
		return nil, nil, err
	}
	profiles, err := t.profiles(&l)
	if err != nil {
		return nil, nil, err
	}
	b.Profiles = profiles.Live()
	if b.Roles, err = t.roles(&l); err != nil {
		return nil, nil, err
	}
	if b.Users, err = t.users(&l, profiles); err != nil {
		return nil, nil, err
	}
	if l.Sum.Digest() != b.Digest {
		return nil, nil, damaged("the digest of revision %d is not that of its users", b.Revision)
	}
	return b, profiles, nil
}

// history fills in what planning needs to know of the past.
func (t *tx) history(b *data.Base, profiles *store.Profiles) error {
	if err := t.allProven(store.UploadPart); err != nil {
		return err
	}
	b.HandChanges = []data.Recorded{}
	err := t.wholeRevisions(profiles, func(r data.Recorded) error {
		b.HandChanges = append(b.HandChanges, r)
		return nil
	}, "c.origin = ?", int64(data.ByHand))
	if err != nil {
		return err
	}
	if b.Past, err = t.past(data.PastFiles); err != nil {
		return err
	}
	rows, err := t.number(`SELECT ifnull((SELECT u.file ->> '$.rows' FROM commits c JOIN uploads u ON u.id = c.upload
		WHERE c.origin = ? AND u.options ->> '$.deactivate_absent' ORDER BY c.revision DESC LIMIT 1), 0)`, int64(data.ByUpload))
	b.LastDeactivatingRows = int(rows)
	return err
}
