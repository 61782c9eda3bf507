package outbox

import (
	"context"
	"errors"
	"slices"

	"headcount.app/headcount/data"
)

// Contents is what lies in the outbox: all letters, newest first.
type Contents struct {
	Letters []data.Letter
	version uint64
}

// Waiting counts the letters that go out by themselves.
func (o Contents) Waiting() int { return o.count((*data.Letter).Waiting) }

// NeedHelp counts the letters that a person has to decide about: failed ones,
// those whose fate is unknown, and those that were sent without a copy kept.
func (o Contents) NeedHelp() int { return o.count((*data.Letter).NeedsHelp) }

// Refused counts the letters that can be tried again without the danger that they
// arrive twice: failed ones, and sent ones of which no copy is kept.
func (o Contents) Refused() int { return o.count(refused) }

func refused(l *data.Letter) bool { return l.NeedsHelp() && l.State != data.LetterUnknown }

func (o Contents) count(what func(*data.Letter) bool) int {
	n := 0
	for i := range o.Letters {
		if what(&o.Letters[i]) {
			n++
		}
	}
	return n
}

// Contents returns the letters as they are now.
func (o *Outbox) Contents(ctx context.Context) (Contents, error) {
	c := Contents{version: o.watch.seen()}
	var err error
	c.Letters, err = o.store.Letters(ctx)
	return c, err
}

// Await returns once a letter has come further than it is in seen.
func (o *Outbox) Await(ctx context.Context, seen Contents) (Contents, error) {
	version, err := o.watch.await(ctx, seen.version)
	if err != nil {
		return seen, err
	}
	c := Contents{version: version}
	c.Letters, err = o.store.Letters(ctx)
	return c, err
}

// Posted tells the courier and those who wait that there are new letters.
func (o *Outbox) Posted() {
	o.watch.tell()
	o.wakeCourier()
}

// Retry has a letter tried again that failed or whose fate is unknown,
// one that waits tried now, or the copy of a sent one filed after all.
// data.ErrStale if it has come further meanwhile.
func (o *Outbox) Retry(ctx context.Context, id int64) error {
	err := o.store.RetryLetter(ctx, id, o.now())
	o.Posted()
	return err
}

// Discard gives up a letter that has not gone out, or the copy of one
// that has. data.ErrStale if it has come further meanwhile.
func (o *Outbox) Discard(ctx context.Context, id int64) error {
	err := o.store.DiscardLetter(ctx, id)
	o.watch.tell()
	return err
}

// SendNow lets no letter wait for its time any longer.
func (o *Outbox) SendNow(ctx context.Context) error {
	return o.retry(ctx, func(l *data.Letter) bool { return toGo(l) && l.Way != data.MailByProgram })
}

// RetryRefused has every letter tried again that was refused, as when the settings of
// mail are other ones now. One whose fate is unknown is not among them.
func (o *Outbox) RetryRefused(ctx context.Context) error { return o.retry(ctx, refused) }

func (o *Outbox) retry(ctx context.Context, which func(*data.Letter) bool) error {
	letters, err := o.store.Letters(ctx)
	if err != nil {
		return err
	}
	for _, l := range letters {
		if which(&l) {
			if err := o.store.RetryLetter(ctx, l.ID, o.now()); err != nil && !errors.Is(err, data.ErrStale) {
				return err
			}
		}
	}
	o.Posted()
	return nil
}

// Send tries every letter that waits, whatever its time, and returns them
// as they are when that is done (SPEC S12.1). Drafts for the mail program are
// saved.
func (o *Outbox) Send(ctx context.Context, step Progress) ([]data.Letter, error) {
	return o.send(ctx, step, func(*data.Letter) bool { return true })
}

// SendOf is Send for the letters about one upload.
func (o *Outbox) SendOf(ctx context.Context, upload int64, step Progress) ([]data.Letter, error) {
	return o.send(ctx, step, func(l *data.Letter) bool { return l.Upload == upload })
}

// SendOne is Send for one letter.
func (o *Outbox) SendOne(ctx context.Context, id int64, step Progress) ([]data.Letter, error) {
	return o.send(ctx, step, func(l *data.Letter) bool { return l.ID == id })
}

func (o *Outbox) send(ctx context.Context, step Progress, which func(*data.Letter) bool) ([]data.Letter, error) {
	if o.readOnly {
		return nil, data.ErrReadOnly
	}
	letters, err := o.store.Letters(ctx)
	if err != nil {
		return nil, err
	}
	letters = slices.DeleteFunc(letters, func(l data.Letter) bool { return !toGo(&l) || !which(&l) })
	slices.Reverse(letters)
	for i := range letters {
		if step != nil {
			step(i, len(letters), "progress.sending")
		}
		tried, err := o.carryOne(ctx, nil, letters[i].ID)
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
