package storetest

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"headcount.app/headcount/data"
	"headcount.app/headcount/data/store"
)

func hasText(t testing.TB, s store.Store, id int64) bool {
	t.Helper()
	_, err := s.LetterText(background, id)
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		t.Fatal(err)
	}
	return err == nil
}

// testLetters: either both a letter and its upload are there or neither is
// (SPEC S5.3), applied or simulated.
func testLetters(t *testing.T, k Kind) {
	s, _ := peopled(t, k, 3)
	c := Plan(t, s, Create(Person(7))...)
	c.Upload, c.Plan, c.Letters = &data.Upload{At: Noon}, []byte("p"), LettersTo(data.MailByMailbox, "a@x.fr", "b@x.fr")
	u := commit(t, s, c)
	s = k.Reopen(t, s)
	letters, err := s.Letters(background)
	must(t, err)
	if len(letters) != 2 || letters[1].Upload != u.ID || letters[0].To != "b@x.fr" || letters[0].From != "me@x.fr" || letters[0].Subject != "[Applied]" ||
		letters[0].MessageID != c.Letters[1].Letter.MessageID || letters[0].State != data.LetterQueued || letters[0].Filing != data.FilingDue ||
		!letters[0].NextTry.Equal(Noon) || !letters[0].At.Equal(Noon) || letters[0].Size != len(c.Letters[1].Text) {
		t.Errorf("letters %+v of upload %d", letters, u.ID)
	}
	text, err := s.LetterText(background, letters[0].ID)
	must(t, err)
	if !bytes.Equal(text, c.Letters[1].Text) {
		t.Errorf("%d bytes: %.60q", len(text), text)
	}

	again := c.Letters
	c = Plan(t, s, Create(Person(8))...)
	c.Upload, c.Letters = &data.Upload{At: Noon}, again
	_, err = s.Commit(background, c, nil)
	wantError(t, err, data.ErrTaken)
	_, err = s.RecordSimulation(background, upload(data.Upload{At: Noon}), nil, nil, again)
	wantError(t, err, data.ErrTaken)
	_, err = s.RecordSimulation(background, upload(data.Upload{At: Noon}), nil, nil, LettersTo(data.MailByDraft, "c@x.fr"))
	must(t, err)
	uploads, err := s.Uploads(background, 0, 0)
	must(t, err)
	if b := Load(t, s); len(uploads) != 2 || len(b.Users) != 4 {
		t.Errorf("%d uploads, %d users after letters that could not be stored", len(uploads), len(b.Users))
	}
	_, err = s.PostLetters(background, u.ID, again)
	wantError(t, err, data.ErrTaken)
	_, err = s.PostLetters(background, 99, LettersTo(data.MailByProgram, "d@x.fr"))
	wantError(t, err, data.ErrNotFound)
	posted, err := s.PostLetters(background, u.ID, LettersTo(data.MailByProgram, "d@x.fr", "e@x.fr"))
	must(t, err)
	for _, l := range posted {
		if got := Letter(t, s, l.ID); got != l || l.Upload != u.ID {
			t.Errorf("posted %+v, stored %+v", l, got)
		}
	}
	for _, err := range []error{
		s.BeginLetter(background, 99, Noon), s.EndLetter(background, 99, Noon, data.Outcome{}), s.EndFiling(background, 99, Noon, data.Outcome{}),
		s.OpenedLetter(background, 99), s.RetryLetter(background, 99, Noon), s.DiscardLetter(background, 99),
	} {
		wantError(t, err, data.ErrNotFound)
	}
	sound(t, s)
}

// steps are what can happen to a letter.
var steps = map[string]func(s store.Store, l data.Letter) error{
	"begin": func(s store.Store, l data.Letter) error { return s.BeginLetter(background, l.ID, Noon) },
	"sent":  ended(data.Outcome{State: data.LetterSent, NextTry: Noon}),
	"refused": ended(data.Outcome{
		State: data.LetterFailed, Trouble: data.Trouble{Code: "recipient_refused", Server: "smtp.x.fr:465", Step: "rcpt", Words: "550 no"},
	}),
	"later":   ended(data.Outcome{State: data.LetterQueued, NextTry: Noon.Add(time.Minute)}),
	"broken":  ended(data.Outcome{State: data.LetterUnknown}),
	"saved":   ended(data.Outcome{State: data.LetterSaved, Path: "/home/a/x.eml"}),
	"opened":  func(s store.Store, l data.Letter) error { return s.OpenedLetter(background, l.ID) },
	"retry":   func(s store.Store, l data.Letter) error { return s.RetryLetter(background, l.ID, Noon) },
	"discard": func(s store.Store, l data.Letter) error { return s.DiscardLetter(background, l.ID) },
	"filed": func(s store.Store, l data.Letter) error {
		return s.EndFiling(background, l.ID, Noon, data.Outcome{Filing: data.FilingDone})
	},
	"unfiled": func(s store.Store, l data.Letter) error {
		return s.EndFiling(background, l.ID, Noon, data.Outcome{Filing: data.FilingFailed})
	},
	"crash": func(s store.Store, _ data.Letter) error { return s.SettleLetters(background) },
}

func ended(o data.Outcome) func(s store.Store, l data.Letter) error {
	return func(s store.Store, l data.Letter) error {
		o := o
		o.Filing = l.Filing
		return s.EndLetter(background, l.ID, Noon, o)
	}
}

// allowed says from which state a step may be taken; every other answers
// data.ErrStale and changes nothing.
func allowed(step string, l data.Letter) bool {
	queued, sending, sent := l.State == data.LetterQueued, l.State == data.LetterSending, l.State == data.LetterSent
	helpless := l.State == data.LetterFailed || l.State == data.LetterUnknown
	switch step {
	case "begin":
		return queued
	case "sent", "refused", "later", "broken", "saved":
		return queued || sending
	case "opened":
		return l.State == data.LetterSaved || l.State == data.LetterOpened
	case "retry", "discard":
		return queued || helpless || sent && (l.Filing == data.FilingDue || l.Filing == data.FilingFailed)
	case "filed", "unfiled":
		return sent && l.Filing == data.FilingDue
	}
	return true
}

// testLetterStates walks random steps and compares every one with a model: a
// letter is never handed over twice unless a person asked for it, and its text
// is there as long as somebody may need it, no longer (SPEC S11.4).
func testLetterStates(t *testing.T, k Kind) {
	s := empty(t, k)
	var names []string
	for name := range steps {
		names = append(names, name)
	}
	rapid.Check(t, func(r *rapid.T) {
		way := rapid.SampledFrom([]data.MailWay{data.MailByMailbox, data.MailByDraft, data.MailByProgram}).Draw(r, "way")
		posted, err := s.PostLetters(background, Simulate(t, s, nil), LettersTo(way, "a@x.fr"))
		must(t, err)
		id := posted[0].ID
		handed, asked := 0, 1
		for range rapid.IntRange(1, 12).Draw(r, "steps") {
			before := Letter(t, s, id)
			step := rapid.SampledFrom(names).Draw(r, "step")
			err := steps[step](s, before)
			after := Letter(t, s, id)
			if (err == nil) != allowed(step, before) || err != nil && (!isStale(err) || after != before) {
				r.Fatalf("%s from %v, filing %v: %v, then %+v", step, before.State, before.Filing, err, after)
			}
			switch {
			case err != nil:
			case step == "begin":
				handed++
			case step == "later" && before.State == data.LetterSending:
				handed-- // the server said no: it was not taken
			case step == "retry" && before.State != data.LetterSent && before.State != data.LetterQueued:
				asked++
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
	sound(t, s)
}

// testInterrupted: what was being handed over when the program ended is never
// sent again by itself, and what a server said is kept (SPEC S11.4).
func testInterrupted(t *testing.T, k Kind) {
	s := empty(t, k)
	Simulate(t, s, LettersTo(data.MailByMailbox, "a@x.fr", "b@x.fr", "c@x.fr"))
	must(t, s.BeginLetter(background, 1, Noon))
	wantError(t, s.BeginLetter(background, 1, Noon), data.ErrStale)
	trouble := data.Trouble{Code: "recipient_refused", Server: "smtp.x.fr:465", Step: "rcpt", Words: "550 no"}
	must(t, s.BeginLetter(background, 3, Noon))
	must(t, s.EndLetter(background, 3, Noon.Add(time.Second), data.Outcome{State: data.LetterQueued, Filing: data.FilingDue, NextTry: Noon.Add(time.Minute), Trouble: trouble}))
	s = k.Reopen(t, s)
	must(t, s.SettleLetters(background))
	if l := Letter(t, s, 1); l.State != data.LetterUnknown || l.Trouble.Code != "interrupted" || !l.NextTry.IsZero() || !l.NeedsHelp() || !hasText(t, s, 1) {
		t.Errorf("the interrupted one: %+v", l)
	}
	if l := Letter(t, s, 2); l.State != data.LetterQueued || l.Trouble.Code != "" || l.Attempts != 0 || !l.LastTry.IsZero() {
		t.Errorf("the other one: %+v", l)
	}
	if l := Letter(t, s, 3); l.Trouble != trouble || l.Attempts != 1 || !l.LastTry.Equal(Noon.Add(time.Second)) || !l.NextTry.Equal(Noon.Add(time.Minute)) {
		t.Errorf("the refused one: %+v", l)
	}
	if done := count(t, atOnce(8, func(int) error { return s.BeginLetter(background, 2, Noon) })); done != 1 {
		t.Errorf("a letter was begun %d times at once", done)
	}
}
