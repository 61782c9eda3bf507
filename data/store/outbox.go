package store

import (
	"fmt"
	"time"

	"headcount.app/headcount/data"
)

// How a letter goes from state to state (SPEC S11.4). Every step names the
// states it starts from and answers data.ErrStale from any other: a store takes
// it in one transaction, so that neither two processes nor a crash take a letter
// through the same one twice.

// Step takes a letter from one state to the next.
type Step func(l *data.Letter) error

func further(l *data.Letter) error {
	return fmt.Errorf("%w: letter %d is in another state by now", data.ErrStale, l.ID)
}

// BeginLetter is the step of Outbox.BeginLetter.
func BeginLetter(now time.Time) Step {
	return func(l *data.Letter) error {
		if l.State != data.LetterQueued {
			return further(l)
		}
		l.State, l.LastTry = data.LetterSending, now
		l.Attempts++
		return nil
	}
}

// EndLetter is the step of Outbox.EndLetter. An attempt that did not get as far as
// BeginLetter counts too.
func EndLetter(now time.Time, o data.Outcome) Step {
	return func(l *data.Letter) error {
		if !l.Waiting() {
			return further(l)
		}
		if l.State == data.LetterQueued {
			l.Attempts++
		}
		l.LastTry, l.State, l.Filing, l.NextTry, l.Trouble, l.Path = now, o.State, o.Filing, o.NextTry, o.Trouble, o.Path
		return nil
	}
}

// EndFiling is the step of Outbox.EndFiling.
func EndFiling(now time.Time, o data.Outcome) Step {
	return func(l *data.Letter) error {
		if l.State != data.LetterSent || l.Filing != data.FilingDue {
			return further(l)
		}
		l.Attempts++
		l.LastTry, l.Filing, l.NextTry, l.Trouble = now, o.Filing, o.NextTry, o.Trouble
		return nil
	}
}

// OpenLetter is the step of Outbox.OpenedLetter.
func OpenLetter(l *data.Letter) error {
	if l.State != data.LetterSaved && l.State != data.LetterOpened {
		return further(l)
	}
	l.State = data.LetterOpened
	return nil
}

// RetryLetter is the step of Outbox.RetryLetter.
func RetryLetter(now time.Time) Step {
	return func(l *data.Letter) error {
		switch {
		case unsent(l):
			l.State = data.LetterQueued
		case unfiled(l):
			l.Filing = data.FilingDue
		default:
			return further(l)
		}
		l.Since, l.NextTry, l.Attempts = now, now, 0
		return nil
	}
}

// DiscardLetter is the step of Outbox.DiscardLetter.
func DiscardLetter(l *data.Letter) error {
	switch {
	case unsent(l):
		l.State = data.LetterDiscarded
	case !unfiled(l):
		return further(l)
	}
	l.Filing, l.NextTry = data.FilingNone, time.Time{}
	return nil
}

// unsent reports whether a letter has not gone out and nobody is at it, unfiled
// whether the copy of one that has still is to be filed.
func unsent(l *data.Letter) bool {
	return l.State == data.LetterQueued || l.State == data.LetterFailed || l.State == data.LetterUnknown
}

func unfiled(l *data.Letter) bool {
	return l.State == data.LetterSent && (l.Filing == data.FilingDue || l.Filing == data.FilingFailed)
}

// InterruptLetter makes the fate of a letter unknown that was being handed over when
// the program ended, data.ErrStale for any other: see Outbox.SettleLetters.
func InterruptLetter(l *data.Letter) error {
	if l.State != data.LetterSending {
		return further(l)
	}
	l.State, l.NextTry, l.Trouble.Code = data.LetterUnknown, time.Time{}, "interrupted"
	return nil
}

// HoldLetter makes the fate of a letter unknown that still waits in a copy of an
// organization, data.ErrStale for any other: the organization itself sends it,
// and a copy, or a backup put back, must not send it again.
func HoldLetter(l *data.Letter) error {
	switch {
	case l.Waiting():
		l.State = data.LetterUnknown
	case l.State == data.LetterSent && l.Filing == data.FilingDue:
		l.Filing = data.FilingFailed
	default:
		return further(l)
	}
	l.NextTry, l.Trouble = time.Time{}, data.Trouble{Code: "copied"}
	return nil
}

// ForgetLetter gives a letter up because its text names somebody who is deleted for
// good (SPEC S2.2), data.ErrStale if nothing is left to be given up.
func ForgetLetter(l *data.Letter) error {
	if !l.Open() {
		return further(l)
	}
	if l.State != data.LetterSent {
		l.State = data.LetterDiscarded
	}
	l.Filing, l.NextTry, l.Trouble = data.FilingNone, time.Time{}, data.Trouble{Code: "erased"}
	return nil
}
