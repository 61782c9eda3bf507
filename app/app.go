package app

import (
	"context"
	"errors"
	"os/user"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"headcount.app/headcount/app/outbox"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
	"headcount.app/headcount/data/store"
)

// Extension is the ending of organization files.
const Extension = ".headcount"

// Progress is told how far a use-case has come. total is 0 while unknown;
// step is a key of the words ("progress.reading"). It may be nil where a
// method takes one, and is called from the method's own goroutine.
type Progress func(done, total int, step string)

func (p Progress) at(done, total int, step string) {
	if p != nil {
		p(done, total, step)
	}
}

// Config says how the program runs. The zero value of every field has a
// meaning.
type Config struct {
	// Now is the clock, time.Now if nil.
	Now func() time.Time
	// Account is the system account in whose name things are done; the present
	// user's login name if empty.
	Account string
	// Ahead is a file that is read while the organization is being opened, nil for
	// none. Open stops it if it fails, Close if nothing has asked for it.
	Ahead *Ahead
	// Passwords finds the passwords of mailboxes, in the system's keyring if nil.
	Passwords *outbox.Passwords
	// Network names the network that the computer is in, that of the system if nil.
	Network func() string
}

// App is one open organization.
type App struct {
	// Outbox is where its letters lie until they are delivered (SPEC S11.4).
	Outbox *outbox.Outbox

	store     store.Store
	now       func() time.Time
	account   string
	passwords *outbox.Passwords

	actions actions
	// ahead is touched by whoever reads a file first.
	ahead atomic.Pointer[Ahead]
	// shown is the file last read to be shown, nil once it was simulated.
	shown atomic.Pointer[shown]

	mu        sync.Mutex
	base      *data.Base // the base as last loaded, nil if none
	directory *Directory // of base
}

// Create makes a new organization file with the standard profiles in the
// language of w and opens it. It refuses a path where something is already.
func Create(path, name string, w *assets.Words, c Config) (*App, error) {
	settings := data.Settings{Name: name, Guards: data.DefaultGuards()}
	s, err := createStore(path, settings, data.StandardProfiles(w.Language()))
	if err != nil {
		c.Ahead.Stop()
		return nil, err
	}
	a := newApp(s, c)
	c.Ahead.know(data.UserSchema)
	a.begin(c.Ahead)
	return a, nil
}

// Open opens an organization file: data.ErrNotFound, ErrNotOrganization,
// ErrNewer, ErrDamaged, ErrLocked or a *data.FileError if that cannot be done.
// A file that cannot be written to is opened read-only: see ReadOnly.
func Open(path string, c Config) (*App, error) { return OpenContext(context.Background(), path, c) }

// OpenContext is Open that can be cancelled: checking a large file takes
// seconds.
func OpenContext(ctx context.Context, path string, c Config) (*App, error) {
	// An older file is backed up before it is changed (SPEC S9.2).
	s, err := openStore(ctx, path, func(s store.Store) error { return newApp(s, c).backup(ctx) }, c.Ahead.know)
	if err != nil {
		c.Ahead.Stop()
		return nil, err
	}
	a := newApp(s, c)
	if !s.ReadOnly() {
		sweepBackups(a.BackupFolder())
		// What is damaged of the history or of letters is told when it is read (SPEC
		// S20.1).
		err := s.Prune(ctx, a.now())
		if err == nil || errors.Is(err, data.ErrDamaged) {
			err = s.SettleLetters(ctx)
		}
		if err != nil && !errors.Is(err, data.ErrDamaged) {
			c.Ahead.Stop()
			s.Close()
			return nil, err
		}
	}
	a.begin(c.Ahead)
	return a, nil
}

func newApp(s store.Store, c Config) *App {
	a := &App{store: s, now: c.clock(), account: c.Account, passwords: c.Passwords}
	if a.passwords == nil {
		a.passwords = outbox.NewPasswords(nil, "")
	}
	a.Outbox = a.newOutbox(c.Network)
	if a.account == "" {
		if u, err := user.Current(); err == nil {
			a.account = u.Username
		}
	}
	s.SetAccount(a.account)
	return a
}

func (a *App) newOutbox(network func() string) *outbox.Outbox {
	return outbox.New(outbox.Config{
		Store: a.store, Settings: a.Settings, Passwords: a.passwords, Now: func() time.Time { return a.now() }, Network: network,
		Drafts: letterFolder(a.store.Path()), ReadOnly: a.store.ReadOnly(),
	})
}

// Close lets the organization go; nothing else may be called afterwards. A
// letter that is being handed over is waited for, for some seconds.
func (a *App) Close() error {
	a.Outbox.Close()
	a.ahead.Swap(nil).Stop()
	return a.store.Close()
}

// Path returns the path of the organization file.
func (a *App) Path() string { return a.store.Path() }

// IsAt reports whether a path leads to the organization's file, whatever way.
func (a *App) IsAt(path string) bool { return disk.Same(a.Path(), path) }

// ReadOnly reports whether the organization can only be looked at.
func (a *App) ReadOnly() bool { return a.store.ReadOnly() }

// NameFor proposes an organization's name from the path of its file.
func NameFor(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// load returns the base as stored now, verified against its digest, and
// remembers it.
func (a *App) load(ctx context.Context) (*data.Base, error) {
	base, err := a.store.Base(ctx)
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.base == nil || a.base.Revision != base.Revision {
		a.directory = nil
	}
	a.base = base
	return base, nil
}

// Base returns the base at the present revision; callers must not change it.
func (a *App) Base(ctx context.Context) (*data.Base, error) {
	revision, digest, err := a.store.Revision(ctx)
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	base := a.base
	a.mu.Unlock()
	if base != nil && base.Revision == revision && base.Digest == digest {
		return base, nil
	}
	return a.load(ctx)
}

// List returns the base for whoever reads no more than users, roles and settings.
// If its past is damaged it comes without it, and damage is a *PastDamagedError
// (SPEC S20.1).
func (a *App) List(ctx context.Context) (base *data.Base, damage, err error) {
	base, err = a.Base(ctx)
	if !errors.Is(err, data.ErrDamaged) {
		return base, nil, err
	}
	damage = &PastDamagedError{err}
	base, err = a.store.Standing(ctx)
	return base, damage, err
}

// PastDamagedError says that the history of an organization is not what was
// stored, while its users are.
type PastDamagedError struct{ Err error }

// Error is for logs.
func (e *PastDamagedError) Error() string { return e.Err.Error() }

// Sentence returns the code of data.ErrDamaged.
func (e *PastDamagedError) Sentence() (string, []string) { return "damaged", nil }

// Unwrap makes errors.Is(err, data.ErrDamaged) true.
func (e *PastDamagedError) Unwrap() error { return e.Err }
