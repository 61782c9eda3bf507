package sqlite

import (
	"context"
	"errors"
	"fmt"

	"github.com/mattn/go-sqlite3"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
	"headcount.app/headcount/data/store"
)

var _ store.Store = (*Store)(nil)

// Store is one open organization file. Its methods may be called from any
// goroutine and take turns. After Close they fail.
type Store struct {
	path     string
	readOnly bool
	identity string
	account  string
	lock     *disk.Lock
	// turn holds the one connection while nobody uses it.
	turn chan *sqlite3.SQLiteConn
	// opened is the base as opening verified it, until it is asked for. Whoever
	// has the turn may touch it.
	opened *standing
	// indexesChecked: see indexed. Whoever has the turn may touch it.
	indexesChecked bool
	// committed stands in the way of COMMIT's answer; tests set it.
	committed func(error) error
}

var errClosed = errors.New("the organization is closed")

// Path returns the absolute path of the file, symbolic links resolved.
func (s *Store) Path() string { return s.path }

// ReadOnly reports whether the file or its folder does not let itself be
// written to; every write then answers data.ErrReadOnly.
func (s *Store) ReadOnly() bool { return s.readOnly }

// Organization returns the random identity of the organization; copies and
// backups share it.
func (s *Store) Organization() string { return s.identity }

// SetAccount says in whose name settings, roles and profiles are saved and
// users deleted for good. It is called before the store is used.
func (s *Store) SetAccount(name string) { s.account = name }

// Close lets the file go. A second call does nothing.
func (s *Store) Close() error {
	conn, open := <-s.turn
	if !open {
		return nil
	}
	close(s.turn)
	var err error
	if conn != nil {
		err = conn.Close()
	}
	return errors.Join(err, s.lock.Release())
}

// take waits for the connection. Whoever has it gives it back, nil if it is
// no longer of use.
func (s *Store) take(ctx context.Context) (*tx, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case conn, open := <-s.turn:
		if !open {
			return nil, errClosed
		}
		if conn == nil {
			var err error
			if conn, err = connect(s.path, s.access()); err != nil {
				s.turn <- nil
				return nil, explain(s.path, err)
			}
		}
		return &tx{ctx, conn}, nil
	}
}

func (s *Store) access() access {
	if s.readOnly {
		return readOnly
	}
	return readWrite
}

// leave ends what is left of a transaction and gives the connection back; one
// that cannot be brought to rest is closed, and the next turn opens another.
func (s *Store) leave(t *tx) {
	if t.conn != nil && t.rollback() != nil {
		t.conn.Close()
		t.conn = nil
	}
	s.turn <- t.conn
}

// read runs f on one state of the file.
func (s *Store) read(ctx context.Context, f func(t *tx) error) error {
	t, err := s.take(ctx)
	if err != nil {
		return err
	}
	defer s.leave(t)
	if err := t.exec("BEGIN"); err != nil {
		return explain(s.path, err)
	}
	return explain(s.path, f(t))
}

// proof tells whether what a transaction wrote is in the file.
type proof func(t *tx) (bool, error)

// write runs f in one transaction. If COMMIT reports an error the file is
// opened again and the proof looked for, and the answer is what holds (SPEC
// S5.3).
func (s *Store) write(ctx context.Context, f func(t *tx) (proof, error)) error {
	if s.readOnly {
		return data.ErrReadOnly
	}
	t, err := s.take(ctx)
	if err != nil {
		return err
	}
	defer s.leave(t)
	s.opened = nil // not everything that is written raises the revision
	if err := t.watch(); err != nil {
		return explain(s.path, err)
	}
	if err := t.exec("BEGIN IMMEDIATE"); err != nil {
		return explain(s.path, err)
	}
	written, err := f(t)
	if err == nil {
		err = t.seal()
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return explain(s.path, err)
	}
	err = t.exec("COMMIT")
	if s.committed != nil {
		err = s.committed(err)
	}
	if err != nil {
		return s.settle(t, written, err)
	}
	return nil
}

// settle finds out what holds after COMMIT reported cause.
func (s *Store) settle(t *tx, written proof, cause error) error {
	t.conn.Close()
	t.conn = nil
	cause = explain(s.path, cause)
	conn, err := connect(s.path, readWrite)
	if err != nil {
		return fmt.Errorf("%w: %w; %w", data.ErrUnknownOutcome, cause, err)
	}
	t.conn = conn
	held, err := written(&tx{context.Background(), conn})
	switch {
	case err != nil:
		return fmt.Errorf("%w: %w; %w", data.ErrUnknownOutcome, cause, err)
	case held:
		return nil
	}
	return fmt.Errorf("nothing was saved: %w", cause)
}
