package sqlite

import (
	"context"
	"testing"
	"time"
)

// TestOpenCancelled: checking a large file on opening can be cancelled, and
// leaves no lock behind.
func TestOpenCancelled(t *testing.T) {
	s := newStore(t)
	populate(t, s, 3_000)
	must(t, s.Close())
	cancelled, cancel := context.WithCancel(background)
	cancel()
	_, err := Open(s.path, Within(cancelled))
	wantError(t, err, context.Canceled)
	for wait := range 20 {
		soon, cancel := context.WithTimeout(background, time.Duration(wait)*time.Millisecond)
		again, err := Open(s.path, Within(soon))
		cancel()
		if err == nil {
			must(t, again.Close())
			continue
		}
		wantError(t, err, context.DeadlineExceeded)
	}
	reopen(t, s)
}
