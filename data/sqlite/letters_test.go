package sqlite

import (
	"crypto/rand"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"headcount/data"
	"headcount/data/store"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// lettersTo writes one letter to each address.
func lettersTo(way data.MailWay, addresses ...string) []data.Posting {
	var list []data.Posting
	for _, to := range addresses {
		l := data.Letter{At: noon, Way: way, From: "me@x.fr", To: to, Subject: "[Applied]", MessageID: "<" + rand.Text() + "@headcount>"}
		if way == data.MailByMailbox {
			l.Filing = data.FilingDue
		}
		list = append(list, data.Posting{Letter: l, Text: []byte("Subject: x\r\n\r\nfor " + to + strings.Repeat(" and everybody", 1000))})
	}
	return list
}

// simulate records a simulation with letters.
func simulate(t testing.TB, s *Store, letters []data.Posting) int64 {
	t.Helper()
	id, err := s.RecordSimulation(background, data.Upload{Identity: store.NewIdentity(), At: noon}, []byte("p"), []byte("t"), letters)
	must(t, err)
	return id
}

func letter(t testing.TB, s *Store, id int64) data.Letter {
	t.Helper()
	l, err := s.Letter(background, id)
	must(t, err)
	return l
}

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
