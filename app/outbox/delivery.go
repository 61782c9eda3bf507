package outbox

import (
	"context"
	"errors"
	"fmt"
	"time"

	"headcount.app/headcount/app/mail"
	"headcount.app/headcount/data"
)

// giveUpAfter is how long a letter is tried when it is refused for now, or when
// nobody answers (SPEC S11.4).
const giveUpAfter = 5 * 24 * time.Hour

// longestWait is the longest time between two tries.
const longestWait = 4 * time.Hour

// backoff is how long to wait after so many tries: 1, 5, 25 minutes, 2 hours,
// then every 4 hours.
func backoff(attempts int) time.Duration {
	wait := time.Minute
	for range attempts - 1 {
		if wait *= 5; wait >= longestWait {
			return longestWait
		}
	}
	return wait
}

// attempt tries once to deliver a letter, or to file the copy of one that was
// sent, writes down what became of it and returns the letter as it is then. The
// error is one of the store: what a server says is in the letter.
func (o *Outbox) attempt(ctx context.Context, l data.Letter) (data.Letter, error) {
	var err error
	switch {
	case l.State == data.LetterSent && l.Filing == data.FilingDue:
		err = o.file(ctx, &l)
	case l.State != data.LetterQueued:
		return l, nil
	case l.Way == data.MailByProgram:
		err = o.saveDraft(ctx, &l)
	default:
		err = o.deliver(ctx, &l)
	}
	o.watch.tell()
	if err != nil {
		return l, err
	}
	// What was delivered stays so, whatever is cancelled meanwhile.
	return o.store.Letter(context.WithoutCancel(ctx), l.ID)
}

// deliver sends a letter through the mailbox of the settings, or puts it into
// a folder of it (SPEC S11.2).
func (o *Outbox) deliver(ctx context.Context, l *data.Letter) error {
	settings, text, err := o.letterToGo(ctx, l)
	if err != nil {
		return err
	}
	account, problem := o.mailbox(ctx, settings.Mail)
	if problem == nil {
		problem = o.handOver(ctx, account, l, text)
	}
	if failed := new(storeError); errors.As(problem, &failed) {
		return failed.err
	}
	now := o.now()
	return o.store.EndLetter(context.WithoutCancel(ctx), l.ID, now, outcome(now, l, problem))
}

// handOver gives the letter to the server that its way needs. That it is handed
// over is written down before the text goes out, to a folder too: a letter that
// lies there is found by its Message-ID, but the person may have moved it on
// before the program is started again.
func (o *Outbox) handOver(ctx context.Context, account mail.Account, l *data.Letter, text []byte) error {
	line, hangUp := o.patiently(ctx)
	defer hangUp()
	account.HandOver = func() error {
		o.handing.Store(true)
		if err := o.store.BeginLetter(ctx, l.ID, o.now()); err != nil {
			return &storeError{err}
		}
		o.watch.tell()
		return nil
	}
	defer o.handing.Store(false)
	switch {
	case l.Way == data.MailByDraft:
		return mail.File(line, account, text, mail.Drafts)
	case !account.SMTP.IsSet() && account.IMAP.IsSet():
		return mail.File(line, account, text, mail.Inbox)
	}
	return mail.Send(line, account, text, l.From, l.To)
}

// patiently is called off with ctx, but closingPatience later while a letter is
// being handed over: most servers have answered by then, and its fate is known.
func (o *Outbox) patiently(ctx context.Context) (context.Context, context.CancelFunc) {
	line, hangUp := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		if o.handing.Load() {
			timer := time.NewTimer(closingPatience)
			defer timer.Stop()
			select {
			case <-timer.C:
			case <-line.Done():
			}
		}
		hangUp()
	})
	return line, func() { stop(); hangUp() }
}

// storeError is an error of the store on the way through the mail library.
type storeError struct{ err error }

// Error is that of the store.
func (e *storeError) Error() string { return e.err.Error() }

// letterToGo returns what a letter needs to be delivered.
func (o *Outbox) letterToGo(ctx context.Context, l *data.Letter) (data.Settings, []byte, error) {
	settings, err := o.settings(ctx)
	if err != nil {
		return settings, nil, err
	}
	text, err := o.store.LetterText(ctx, l.ID)
	if err != nil {
		return settings, nil, fmt.Errorf("text of letter %d: %w", l.ID, err)
	}
	return settings, text, nil
}

// file puts the copy of a letter that was sent into the Sent folder.
func (o *Outbox) file(ctx context.Context, l *data.Letter) error {
	settings, text, err := o.letterToGo(ctx, l)
	if err != nil {
		return err
	}
	account, problem := o.mailbox(ctx, settings.Mail)
	if problem == nil {
		problem = mail.File(ctx, account, text, mail.Sent)
	}
	now := o.now()
	then := outcome(now, l, problem)
	switch then.State {
	case data.LetterSent:
		then.Filing, then.NextTry = data.FilingDone, time.Time{}
	case data.LetterQueued:
		then.Filing = data.FilingDue
	case data.LetterUnknown:
		// A copy that lies there by now is found, and nobody else gets it.
		then.Filing, then.NextTry, then.Trouble = data.FilingDue, l.NextTry, l.Trouble
	default:
		then.Filing = data.FilingFailed
	}
	return o.store.EndFiling(context.WithoutCancel(ctx), l.ID, now, then)
}

// mailbox is the account of the settings with its password.
func (o *Outbox) mailbox(ctx context.Context, m data.Mail) (mail.Account, error) {
	password, _, err := o.passwords.Find(ctx, m)
	return mail.Account{Mail: m, Password: password}, err
}

// Codes of data.Trouble that are none of package mail's reasons.
const (
	TroubleKeyring     = "keyring"
	TroubleInterrupted = "interrupted"
	TroubleCopied      = "copied"
	TroubleErased      = "erased"
)

// outcome says what is to become of a letter after a try that ended so, now.
func outcome(now time.Time, l *data.Letter, problem error) data.Outcome {
	o := data.Outcome{State: data.LetterSent, Filing: l.Filing}
	if problem == nil {
		if o.Filing == data.FilingDue {
			o.NextTry = now
		}
		return o
	}
	later := func() {
		if now.Sub(l.Since) < giveUpAfter {
			o.State, o.NextTry = data.LetterQueued, now.Add(backoff(l.Attempts+1))
		}
	}
	o.State = data.LetterFailed
	var e *mail.Error
	switch {
	case errors.As(problem, &e) && e.Unknown:
		o.State = data.LetterUnknown
	case e != nil && e.Reason == mail.Cancelled, errors.Is(problem, context.Canceled):
		// Nobody has it and nobody refused it: it goes on as it was.
		o.State, o.NextTry, o.Trouble = data.LetterQueued, l.NextTry, l.Trouble
		return o
	case e == nil:
		// The keyring may be unlocked by then.
		o.Trouble = data.Trouble{Code: TroubleKeyring}
		later()
	case e.Temporary:
		later()
	}
	switch {
	case e != nil && e.Reason == mail.Cancelled:
		o.Trouble = data.Trouble{Code: TroubleInterrupted, Server: e.Server, Step: string(e.Step)}
	case e != nil:
		o.Trouble = data.Trouble{Code: string(e.Reason), Server: e.Server, Step: string(e.Step), Words: e.Words}
	}
	return o
}

// unreached are the reasons that another network may do away with.
var unreached = map[string]bool{
	string(mail.NoNetwork): true, string(mail.HostNotFound): true, string(mail.Unreachable): true,
	string(mail.Silent): true, string(mail.Dropped): true,
}
