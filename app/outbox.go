package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"headcount.app/headcount/app/mail"
	"headcount.app/headcount/assets"
	"headcount.app/headcount/data"
)

// Outbox is what lies in the outbox: all letters, newest first.
type Outbox struct {
	Letters []data.Letter
	version uint64
}

// Waiting counts the letters that go out by themselves.
func (o Outbox) Waiting() int { return o.count((*data.Letter).Waiting) }

// NeedHelp counts the letters that a person has to decide about: failed ones,
// those whose fate is unknown, and those that were sent without a copy kept.
func (o Outbox) NeedHelp() int { return o.count((*data.Letter).NeedsHelp) }

// Refused counts the letters that can be tried again without the danger that they
// arrive twice: failed ones, and sent ones of which no copy is kept.
func (o Outbox) Refused() int { return o.count(refused) }

func refused(l *data.Letter) bool { return l.NeedsHelp() && l.State != data.LetterUnknown }

func (o Outbox) count(what func(*data.Letter) bool) int {
	n := 0
	for i := range o.Letters {
		if what(&o.Letters[i]) {
			n++
		}
	}
	return n
}

// Outbox returns the letters as they are now.
func (a *App) Outbox(ctx context.Context) (Outbox, error) {
	a.watch.mu.Lock()
	o := Outbox{version: a.watch.version}
	a.watch.mu.Unlock()
	var err error
	o.Letters, err = a.store.Letters(ctx)
	return o, err
}

// AwaitOutbox returns once a letter has come further than it is in seen.
func (a *App) AwaitOutbox(ctx context.Context, seen Outbox) (Outbox, error) {
	version, err := a.watch.await(ctx, seen.version)
	if err != nil {
		return seen, err
	}
	o := Outbox{version: version}
	o.Letters, err = a.store.Letters(ctx)
	return o, err
}

func (a *App) outboxChanged() { a.watch.tell() }

// RetryLetter has a letter tried again that failed or whose fate is unknown,
// one that waits tried now, or the copy of a sent one filed after all.
// data.ErrStale if it has come further meanwhile.
func (a *App) RetryLetter(ctx context.Context, id int64) error {
	err := a.store.RetryLetter(ctx, id, a.now())
	a.outboxChanged()
	a.wakeCourier()
	return err
}

// DiscardLetter gives up a letter that has not gone out, or the copy of one
// that has. data.ErrStale if it has come further meanwhile.
func (a *App) DiscardLetter(ctx context.Context, id int64) error {
	err := a.store.DiscardLetter(ctx, id)
	a.outboxChanged()
	return err
}

// SendNow lets no letter wait for its time any longer.
func (a *App) SendNow(ctx context.Context) error {
	return a.retry(ctx, func(l *data.Letter) bool { return toGo(l) && l.Way != data.MailByProgram })
}

// RetryRefused has every letter tried again that was refused, as when the settings of
// mail are other ones now. One whose fate is unknown is not among them.
func (a *App) RetryRefused(ctx context.Context) error { return a.retry(ctx, refused) }

func (a *App) retry(ctx context.Context, which func(*data.Letter) bool) error {
	letters, err := a.store.Letters(ctx)
	if err != nil {
		return err
	}
	for _, l := range letters {
		if which(&l) {
			if err := a.store.RetryLetter(ctx, l.ID, a.now()); err != nil && !errors.Is(err, data.ErrStale) {
				return err
			}
		}
	}
	a.outboxChanged()
	a.wakeCourier()
	return nil
}

// SendOutbox tries every letter that waits, whatever its time, and returns them
// as they are when that is done (SPEC S12.1). Drafts for the mail program are
// saved.
func (a *App) SendOutbox(ctx context.Context, p Progress) ([]data.Letter, error) {
	return a.send(ctx, p, func(*data.Letter) bool { return true })
}

// SendLettersOf is SendOutbox for the letters about one upload.
func (a *App) SendLettersOf(ctx context.Context, upload int64, p Progress) ([]data.Letter, error) {
	return a.send(ctx, p, func(l *data.Letter) bool { return l.Upload == upload })
}

// SendLetter is SendOutbox for one letter.
func (a *App) SendLetter(ctx context.Context, id int64, p Progress) ([]data.Letter, error) {
	return a.send(ctx, p, func(l *data.Letter) bool { return l.ID == id })
}

func (a *App) send(ctx context.Context, p Progress, which func(*data.Letter) bool) ([]data.Letter, error) {
	if a.ReadOnly() {
		return nil, data.ErrReadOnly
	}
	letters, err := a.store.Letters(ctx)
	if err != nil {
		return nil, err
	}
	letters = slices.DeleteFunc(letters, func(l data.Letter) bool { return !toGo(&l) || !which(&l) })
	slices.Reverse(letters)
	for i := range letters {
		p.at(i, len(letters), "progress.sending")
		tried, err := a.carryOne(ctx, nil, letters[i].ID)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return letters, err
		}
		letters[i] = tried
	}
	return letters, nil
}

// LetterMessage says what became of a letter, in words for people: what is the
// matter and the way out, or simply how far it is.
func LetterMessage(l *data.Letter, w *assets.Words) Message {
	key := "letter.state." + l.State.String()
	switch {
	case l.State == data.LetterSent && l.Filing == data.FilingFailed:
		key = "letter.state.unfiled"
	case l.State == data.LetterSent && l.Way == data.MailByDraft:
		key = "letter.state.drafted"
	}
	m := Message{Sentence: w.T(key, "path", l.Path, "to", l.To)}
	settled := l.State == data.LetterDiscarded && l.Trouble.Code != troubleErased || l.State == data.LetterSent && l.Filing == data.FilingDone
	if l.Trouble.Code == "" || settled {
		return m
	}
	own := "letter.trouble." + l.Trouble.Code
	if w.Has(own) {
		m.WayOut = w.T(own, "to", l.To)
		return m
	}
	sentence, wayOut := mail.Explain(w, &mail.Error{
		Server: l.Trouble.Server, Step: mail.Step(l.Trouble.Step), Reason: mail.Reason(l.Trouble.Code), Words: l.Trouble.Words,
		Address: troubleAddress(l), Unknown: l.State == data.LetterUnknown,
	})
	m.WayOut = strings.TrimSpace(sentence + " " + wayOut)
	return m
}

// troubleAddress is the address that the step was about.
func troubleAddress(l *data.Letter) string {
	switch mail.Step(l.Trouble.Step) {
	case mail.StepSender:
		return l.From
	case mail.StepRecipient:
		return l.To
	}
	return ""
}
