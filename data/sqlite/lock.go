package sqlite

import (
	"errors"
	"time"

	"headcount/data"
)

// lockWait is how long Open waits for another process to let go (SPEC S9.1).
const lockWait = time.Second

// lockEnding is what the name of a lock file ends in, behind that of what it
// locks.
const lockEnding = ".lock"

// errHeld is what tryLock answers while somebody else holds the file.
var errHeld = errors.New("held by another process")

// lock is a file beside the organization that the operating system keeps
// locked as long as this process lives: a killed process blocks nobody. It is
// a file of its own because SQLite's own locks are lost as soon as any
// descriptor of the database is closed.
type lock struct{ release func() error }

// Release lets go; the lock file is removed. Releasing a nil lock does nothing.
func (l *lock) Release() error {
	if l == nil || l.release == nil {
		return nil
	}
	return l.release()
}

// acquire locks the organization at path, data.ErrLocked if another process,
// or another Store of this one, keeps it for longer than lockWait.
func acquire(path string) (*lock, error) {
	name := path + lockEnding
	for deadline := time.Now().Add(lockWait); ; time.Sleep(20 * time.Millisecond) {
		l, err := tryLock(name)
		switch {
		case err == nil:
			return l, nil
		case !errors.Is(err, errHeld):
			return nil, err
		case time.Now().After(deadline):
			return nil, data.ErrLocked
		}
	}
}
