package sqlite

import (
	"path/filepath"
	"testing"

	"headcount.app/headcount/data"
)

// TestCopiesSendNothing: a letter that waits goes out from the organization
// itself, not once more from a copy of it or from a backup put back.
func TestCopiesSendNothing(t *testing.T) {
	s := newStore(t)
	simulate(t, s, lettersTo(data.MailByMailbox, "a@x.fr", "b@x.fr", "c@x.fr"))
	must(t, s.BeginLetter(background, 2, noon))
	must(t, s.EndLetter(background, 2, noon, data.Outcome{State: data.LetterSent, Filing: data.FilingDue, NextTry: noon}))
	must(t, s.BeginLetter(background, 3, noon))
	must(t, s.EndLetter(background, 3, noon, data.Outcome{State: data.LetterSent, Filing: data.FilingDone}))
	path := filepath.Join(t.TempDir(), "copy.headcount")
	must(t, s.Backup(background, path))
	copied, err := Open(path)
	must(t, err)
	defer copied.Close()
	for id, want := range map[int64]string{1: "unknown due", 2: "sent failed", 3: "sent done"} {
		l := letter(t, copied, id)
		if got := l.State.String() + " " + l.Filing.String(); got != want {
			t.Errorf("letter %d in the copy: %s, not %s", id, got, want)
		}
	}
	if l := letter(t, s, 1); l.State != data.LetterQueued {
		t.Errorf("the organization itself: %v", l.State)
	}
}
