package sqlite

import (
	"errors"
	"time"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
)

// lockWait is how long Open waits for another process to let go (SPEC S9.1).
const lockWait = time.Second

// acquire locks the organization at path, data.ErrLocked if another process,
// or another Store of this one, keeps it for longer than lockWait.
func acquire(path string) (*disk.Lock, error) {
	l, err := disk.WaitLock(path, lockWait)
	if errors.Is(err, disk.ErrHeld) {
		return nil, data.ErrLocked
	}
	return l, err
}
