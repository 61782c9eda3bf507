package outbox

import (
	"context"
	"testing"
	"time"

	"headcount.app/headcount/app/mail"
	"headcount.app/headcount/data"
)

// TestBackoff: 1, 5, 25 minutes, 2 hours, then every 4 hours (SPEC S11.4).
func TestBackoff(t *testing.T) {
	for attempts, want := range map[int]time.Duration{
		1: time.Minute, 2: 5 * time.Minute, 3: 25 * time.Minute, 4: 125 * time.Minute, 5: 4 * time.Hour, 50: 4 * time.Hour,
	} {
		if got := backoff(attempts); got != want {
			t.Errorf("after %d tries %v, not %v", attempts, got, want)
		}
	}
}

// TestOutcome: what an error makes of a letter.
func TestOutcome(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	young := data.Letter{Since: now.Add(-time.Hour), NextTry: now, Filing: data.FilingDue}
	old := data.Letter{Since: now.Add(-giveUpAfter), Attempts: 30}
	for name, c := range map[string]struct {
		letter data.Letter
		err    error
		state  data.LetterState
		next   time.Time
		code   string
	}{
		"sent":                {young, nil, data.LetterSent, now, ""},
		"sent, nothing filed": {old, nil, data.LetterSent, time.Time{}, ""},
		"for now":             {young, &mail.Error{Reason: mail.Busy, Temporary: true}, data.LetterQueued, now.Add(time.Minute), "busy"},
		"for too long":        {old, &mail.Error{Reason: mail.Busy, Temporary: true}, data.LetterFailed, time.Time{}, "busy"},
		"for good":            {young, &mail.Error{Reason: mail.Refused}, data.LetterFailed, time.Time{}, "refused"},
		"unknown":             {young, &mail.Error{Reason: mail.Dropped, Unknown: true}, data.LetterUnknown, time.Time{}, "dropped"},
		"cancelled":           {young, &mail.Error{Reason: mail.Cancelled}, data.LetterQueued, now, ""},
		"cancelled too late":  {young, &mail.Error{Reason: mail.Cancelled, Unknown: true}, data.LetterUnknown, time.Time{}, "interrupted"},
		"cancelled keyring":   {young, context.Canceled, data.LetterQueued, now, ""},
		"keyring":             {young, ErrNoKeyring, data.LetterQueued, now.Add(time.Minute), "keyring"},
		"keyring, for long":   {old, ErrNoKeyring, data.LetterFailed, time.Time{}, "keyring"},
	} {
		o := outcome(now, &c.letter, c.err)
		if o.State != c.state || !o.NextTry.Equal(c.next) || o.Trouble.Code != c.code {
			t.Errorf("%s: %v, next %v, %q", name, o.State, o.NextTry, o.Trouble.Code)
		}
	}
}
