package sqlite

import (
	"os"
	"testing"
)

// TestPruneNothing: an organization that is opened is not written to for that.
func TestPruneNothing(t *testing.T) {
	s := newStore(t)
	simulate(t, s, nil)
	before, err := os.Stat(s.path)
	must(t, err)
	must(t, s.Prune(background, noon))
	must(t, s.SettleLetters(background))
	after, err := os.Stat(s.path)
	must(t, err)
	if !after.ModTime().Equal(before.ModTime()) {
		t.Error("pruning nothing touched the file")
	}
}
