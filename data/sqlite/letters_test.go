package sqlite

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

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

func hasText(t testing.TB, s *Store, id int64) bool {
	t.Helper()
	_, err := s.LetterText(background, id)
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		t.Fatal(err)
	}
	return err == nil
}

// TestLettersComeWithTheirUpload: either both are there or neither is (SPEC
// S5.3), applied or simulated, and a letter knows the number of its upload.
func TestLettersComeWithTheirUpload(t *testing.T) {
	s := newStore(t)
	populate(t, s, 3)
	c := commitOn(t, s, create(person(7))...)
	c.Upload, c.Plan, c.Letters = &data.Upload{At: noon}, []byte("p"), lettersTo(data.MailByMailbox, "a@x.fr", "b@x.fr")
	u, err := s.Commit(background, c, nil)
	must(t, err)
	letters, err := s.Letters(background)
	must(t, err)
	if len(letters) != 2 || letters[1].Upload != u.ID || letters[0].To != "b@x.fr" ||
		letters[0].State != data.LetterQueued || !letters[0].NextTry.Equal(noon) || letters[0].Size < 10_000 {
		t.Errorf("letters %+v of upload %d", letters, u.ID)
	}
	text, err := s.LetterText(background, letters[0].ID)
	must(t, err)
	if !bytes.HasPrefix(text, []byte("Subject: x\r\n\r\nfor b@x.fr")) || len(text) != letters[0].Size {
		t.Errorf("%d bytes: %.60q", len(text), text)
	}

	again := c.Letters
	c = commitOn(t, s, create(person(8))...)
	c.Upload, c.Letters = &data.Upload{At: noon}, again
	_, err = s.Commit(background, c, nil)
	wantError(t, err, data.ErrTaken)
	_, err = s.RecordSimulation(background, data.Upload{Identity: store.NewIdentity(), At: noon}, nil, nil, again)
	wantError(t, err, data.ErrTaken)
	_, err = s.RecordSimulation(background, data.Upload{Identity: store.NewIdentity(), At: noon}, nil, nil, lettersTo(data.MailByDraft, "c@x.fr"))
	must(t, err)
	uploads, err := s.Uploads(background, 0, 0)
	must(t, err)
	b := load(t, s)
	if len(uploads) != 2 || len(b.Users) != 4 {
		t.Errorf("%d uploads, %d users after letters that could not be stored", len(uploads), len(b.Users))
	}
	posted, err := s.PostLetters(background, u.ID, again)
	if !errors.Is(err, data.ErrTaken) {
		t.Errorf("a second letter with the same Message-ID: %v, %+v", err, posted)
	}
	_, err = s.PostLetters(background, 99, lettersTo(data.MailByProgram, "d@x.fr"))
	wantError(t, err, data.ErrNotFound)
}

// TestLetterStates walks random steps and compares every one with a model of
// ten lines: a letter is never handed over twice unless a person asked for it,
// and its text is there as long as somebody may need it, no longer.
func TestLetterStates(t *testing.T) {
	s := newStore(t)
	rapid.Check(t, func(r *rapid.T) {
		way := rapid.SampledFrom([]data.MailWay{data.MailByMailbox, data.MailByDraft, data.MailByProgram}).Draw(r, "way")
		posted, err := s.PostLetters(background, simulate(t, s, nil), lettersTo(way, "a@x.fr"))
		must(t, err)
		id := posted[0].ID
		handed, asked := 0, 1
		for range rapid.IntRange(1, 12).Draw(r, "steps") {
			before := letter(t, s, id)
			step := rapid.SampledFrom([]string{"begin", "sent", "refused", "later", "broken", "retry", "discard", "filed", "unfiled", "crash"}).Draw(r, "step")
			allowed, err := before.State, error(nil)
			switch step {
			case "begin":
				if err = s.BeginLetter(background, id, noon); err == nil {
					handed++
				}
			case "sent":
				err = s.EndLetter(background, id, noon, data.Outcome{State: data.LetterSent, Filing: before.Filing, NextTry: noon})
			case "refused":
				err = s.EndLetter(background, id, noon, data.Outcome{State: data.LetterFailed, Filing: before.Filing, Trouble: data.Trouble{Code: "recipient_refused", Words: "550 no"}})
			case "later":
				err = s.EndLetter(background, id, noon, data.Outcome{State: data.LetterQueued, Filing: before.Filing, NextTry: noon.Add(time.Minute)})
				if err == nil && before.State == data.LetterSending {
					handed-- // the server said no: it was not taken
				}
			case "broken":
				err = s.EndLetter(background, id, noon, data.Outcome{State: data.LetterUnknown, Filing: before.Filing})
			case "retry":
				if err = s.RetryLetter(background, id, noon); err == nil && before.State != data.LetterSent && before.State != data.LetterQueued {
					asked++
				}
			case "discard":
				err = s.DiscardLetter(background, id)
			case "filed":
				err = s.EndFiling(background, id, noon, data.Outcome{Filing: data.FilingDone})
			case "unfiled":
				err = s.EndFiling(background, id, noon, data.Outcome{Filing: data.FilingFailed})
			case "crash":
				err = s.SettleLetters(background)
			}
			after := letter(t, s, id)
			if err != nil && (!errors.Is(err, data.ErrStale) || after != before) {
				r.Fatalf("%s from %v: %v, then %v", step, allowed, err, after.State)
			}
			if before.State == data.LetterDiscarded && after.State != data.LetterDiscarded || before.State == data.LetterSent && after.State != data.LetterSent {
				r.Fatalf("%s from %v led to %v", step, before.State, after.State)
			}
			if hasText(t, s, id) != after.Open() {
				r.Fatalf("after %s: %v, filing %v, text kept: %v", step, after.State, after.Filing, hasText(t, s, id))
			}
			if handed > asked {
				r.Fatalf("handed over %d times, asked for %d times", handed, asked)
			}
		}
	})
}

// TestInterruptedLetterIsUnknown: what was being handed over when the program
// ended is never sent again by itself (SPEC S11.4).
func TestInterruptedLetterIsUnknown(t *testing.T) {
	s := newStore(t)
	simulate(t, s, lettersTo(data.MailByMailbox, "a@x.fr", "b@x.fr"))
	must(t, s.BeginLetter(background, 1, noon))
	wantError(t, s.BeginLetter(background, 1, noon), data.ErrStale)
	again := reopen(t, s)
	must(t, again.SettleLetters(background))
	if l := letter(t, again, 1); l.State != data.LetterUnknown || l.Trouble.Code != "interrupted" || !l.NextTry.IsZero() || !l.NeedsHelp() || !hasText(t, again, 1) {
		t.Errorf("the interrupted one: %+v", l)
	}
	if l := letter(t, again, 2); l.State != data.LetterQueued || l.Trouble.Code != "" {
		t.Errorf("the other one: %+v", l)
	}
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

// TestErasingReachesLetters: every report lists everybody, so that the texts of
// letters go with a person, and letters to them go altogether (SPEC S2.2).
func TestErasingReachesLetters(t *testing.T) {
	s := newStore(t)
	u := loner()
	u.Status = data.Deactivated
	populate(t, s, 2)
	_, err := s.Commit(background, commitOn(t, s, create(u)...), nil)
	must(t, err)
	var list []data.Posting
	for i, to := range []string{"boss@x.fr", "xanthippe.QWZYX@loner.example", "boss@x.fr", "boss@x.fr"} {
		list = append(list, data.Posting{
			Letter: data.Letter{At: noon, Way: data.MailByMailbox, To: to, MessageID: fmt.Sprint("<", i, ">"), Filing: data.FilingDue},
			Text:   []byte("Xanthippe would be deactivated"),
		})
	}
	simulate(t, s, list)
	must(t, s.BeginLetter(background, 3, noon))
	must(t, s.EndLetter(background, 3, noon, data.Outcome{State: data.LetterSent, Filing: data.FilingDue}))
	must(t, s.EndLetter(background, 4, noon, data.Outcome{State: data.LetterFailed, Trouble: data.Trouble{Words: "Xanthippe.Qwzyx@loner.example is not here"}}))
	b := load(t, s)
	must(t, s.Erase(background, b.Users[len(b.Users)-1].Key, nil))
	letters, err := s.Letters(background)
	must(t, err)
	if len(letters) != 3 {
		t.Fatalf("%d letters left", len(letters))
	}
	for _, l := range letters {
		want := data.LetterDiscarded
		if l.ID == 3 {
			want = data.LetterSent
		}
		if l.State != want || l.Filing != data.FilingNone || l.Open() || hasText(t, s, l.ID) || l.Trouble.Words != "" {
			t.Errorf("letter %d: %+v", l.ID, l)
		}
	}
	if got := wordsLeft(t, s, []string{"xanthippe", "qwzyx", "loner"}); len(got) > 0 {
		t.Errorf("the file still holds %q", got)
	}
}
