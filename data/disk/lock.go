// Package disk is what the file system is asked for beside reading and writing:
// that one process at a time works on a file, that a file appears whole or not
// at all, that a name outlasts a power cut, and that nothing is left of a killed
// run.
//
// It hides how systems lock files and what they call what goes wrong: failure.go
// has the only table of their errors. The names of
// locks (NAME.lock) and parts (.NAME-XXXXXXXX.part) stay as they are, so that
// every version of the program knows those of the others.
package disk

import (
	"errors"
	"time"
)

// LockEnding is what the name of a lock file ends in, behind that of what it
// locks.
const LockEnding = ".lock"

// ErrHeld is the answer while another process, or this one, holds a lock.
var ErrHeld = errors.New("held by another process")

// Lock is a file beside another one that the operating system keeps locked as
// long as this process lives: a killed process blocks nobody. It is a file of its
// own because SQLite's own locks are lost as soon as any descriptor of a database
// is closed.
type Lock struct{ release func() error }

// Release lets go; the lock file is removed. Releasing a nil lock does nothing.
func (l *Lock) Release() error {
	if l == nil || l.release == nil {
		return nil
	}
	release := l.release
	l.release = nil // a handle that is closed is another's when it is closed again
	return release()
}

// TryLock locks the file at path, ErrHeld if somebody else has it. The file need
// not be there.
func TryLock(path string) (*Lock, error) { return tryLock(path + LockEnding) }

// WaitLock is TryLock that tries again for some time.
func WaitLock(path string, wait time.Duration) (*Lock, error) {
	for deadline := time.Now().Add(wait); ; time.Sleep(20 * time.Millisecond) {
		l, err := TryLock(path)
		if err == nil || !errors.Is(err, ErrHeld) || time.Now().After(deadline) {
			return l, err
		}
	}
}
