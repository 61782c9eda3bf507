package terminal

import (
	"context"
	"errors"
	"strconv"
	"time"

	"headcount.app/headcount/app"
	"headcount.app/headcount/data"
)

// errLettersLeft ends a command with status 1 when all has been said: letters
// wait, or were not sent (SPEC S12.1).
var errLettersLeft = errors.New("letters wait or were not sent")

// defineOutbox lists the letters, sends those that wait, or decides about one.
func defineOutbox(f *flags) action {
	var format string
	defineFormat(f, &format)
	return func(ctx context.Context, c *call) error {
		what := ""
		if len(c.operands) > 0 {
			what = c.operands[0]
		}
		switch number, err := c.letterNumber(); {
		case what == "" || what == "send" && len(c.operands) == 1:
			return c.outbox(ctx, what == "send", format)
		case what == "send":
			return usage("operand_extra", "operand", c.operands[1])
		case what != "retry" && what != "discard":
			return usage("outbox_action", "value", what, "nearest", nearest(what, []string{"send", "retry", "discard"}))
		case err != nil:
			return err
		default:
			return c.writing(ctx, func(ctx context.Context, org *app.App) error {
				return c.decide(ctx, org, what, number, format)
			})
		}
	}
}

// letterNumber reads N of "retry N" and "discard N".
func (c *call) letterNumber() (int64, error) {
	if len(c.operands) < 2 {
		return 0, usage("letter_missing")
	}
	n, err := strconv.ParseInt(c.operands[1], 10, 64)
	if err != nil || n < 1 {
		return 0, usage("letter_number", "value", c.operands[1])
	}
	return n, nil
}

// outbox lists the letters, after sending those that wait if it is told to.
func (c *call) outbox(ctx context.Context, send bool, format string) error {
	open := c.reading
	if send {
		open = c.writing
	}
	return open(ctx, func(ctx context.Context, org *app.App) error {
		if send {
			progress, wipe := c.progress()
			_, err := org.Outbox.Send(ctx, progress)
			wipe()
			if err != nil {
				return err
			}
			c.held = true
		}
		box, err := org.Outbox.Contents(ctx)
		if err != nil {
			return err
		}
		if err := c.printLetters(box.Letters, format); err != nil || !send {
			return err
		}
		for i := range box.Letters {
			if l := &box.Letters[i]; l.Waiting() || l.State == data.LetterFailed || l.State == data.LetterUnknown {
				return errLettersLeft
			}
		}
		return nil
	})
}

// decide tries one letter again, or gives it up.
func (c *call) decide(ctx context.Context, org *app.App, what string, number int64, format string) error {
	if what == "discard" {
		if err := org.Outbox.Discard(ctx, number); err != nil {
			return letterError(err, number)
		}
	} else {
		if err := org.Outbox.Retry(ctx, number); err != nil {
			return letterError(err, number)
		}
		progress, wipe := c.progress()
		_, err := org.Outbox.SendOne(ctx, number, progress)
		wipe()
		if err != nil {
			return err
		}
	}
	c.held = true
	box, err := org.Outbox.Contents(ctx)
	if err != nil {
		return err
	}
	for i := range box.Letters {
		if l := &box.Letters[i]; l.ID == number {
			if err := c.printLetters(box.Letters[i:i+1], format); err != nil {
				return err
			}
			if what == "retry" && (l.Waiting() || l.NeedsHelp()) {
				return errLettersLeft
			}
		}
	}
	return nil
}

// letterError names the letter that is not there, or cannot be decided about
// any more.
func letterError(err error, number int64) error {
	switch {
	case errors.Is(err, data.ErrNotFound):
		return &letterRefused{"not_found", number}
	case errors.Is(err, data.ErrStale):
		return &letterRefused{"done", number}
	}
	return err
}

// letterRefused is a letter that nothing can be done about.
type letterRefused struct {
	code   string
	number int64
}

// Error is for logs.
func (e *letterRefused) Error() string { return "letter " + e.code }

// printLetters lists letters, newest first, as a table or as JSON.
func (c *call) printLetters(letters []data.Letter, format string) error {
	if format == "json" {
		return c.lettersJSON(letters)
	}
	if len(letters) == 0 {
		c.say(c.words.T("terminal.outbox.none"))
		return nil
	}
	header := []string{c.words.T("terminal.history.number"), c.words.T("terminal.history.when"), c.words.T("terminal.outbox.to"), c.words.T("terminal.outbox.subject"), c.words.T("terminal.outbox.state")}
	rows := make([][]string, len(letters))
	for i := range letters {
		l := &letters[i]
		rows[i] = []string{strconv.FormatInt(l.ID, 10), c.words.DateTime(l.At.Local()), l.To, l.Subject, c.words.T("outbox.state." + stateOf(l))}
	}
	table(c.out, header, rows, 0)
	for i := range letters {
		l := &letters[i]
		if m := app.LetterMessage(l, c.words); l.Path != "" || l.Open() || m.WayOut != "" {
			text := c.words.T("terminal.outbox.detail", "letter", l.ID, "text", printable(m.String()))
			if l.State == data.LetterQueued && !l.NextTry.IsZero() && l.Attempts > 0 {
				text += " " + c.words.T("terminal.outbox.next", "when", c.words.DateTime(l.NextTry.Local()))
			}
			if _, err := c.out.WriteString("\n" + wrap(text, 0) + "\n"); err != nil {
				return err
			}
		}
	}
	return nil
}

// stateOf is the state of a letter with that of its copy, as a word's key.
func stateOf(l *data.Letter) string {
	if l.State == data.LetterSent && l.Filing == data.FilingFailed {
		return "unfiled"
	}
	return l.State.String()
}

// letterJSON is a letter as outbox --format json prints it; times are null
// where there are none.
type letterJSON struct {
	Letter    int64        `json:"letter"`
	Upload    int64        `json:"upload"`
	At        string       `json:"at"`
	Way       data.MailWay `json:"way"`
	From      string       `json:"from"`
	To        string       `json:"to"`
	Subject   string       `json:"subject"`
	MessageID string       `json:"message_id"`
	Size      int          `json:"size"`
	State     string       `json:"state"`
	Filing    string       `json:"filing"`
	Attempts  int          `json:"attempts"`
	LastTry   *string      `json:"last_try"`
	NextTry   *string      `json:"next_try"`
	Trouble   *troubleJSON `json:"trouble"`
	Path      string       `json:"path"`
}

type troubleJSON struct {
	Code    string `json:"code"`
	Server  string `json:"server"`
	Step    string `json:"step"`
	Words   string `json:"words"`
	Message string `json:"message"`
}

func (c *call) lettersJSON(letters []data.Letter) error {
	list := make([]letterJSON, len(letters))
	for i := range letters {
		l := &letters[i]
		list[i] = letterJSON{
			Letter: l.ID, Upload: l.Upload, At: l.At.UTC().Format(time.RFC3339), Way: l.Way, From: l.From, To: l.To, Subject: l.Subject,
			MessageID: l.MessageID, Size: l.Size, State: l.State.String(), Filing: l.Filing.String(), Attempts: l.Attempts,
			LastTry: timeOrNull(l.LastTry), NextTry: timeOrNull(l.NextTry), Path: l.Path,
		}
		if t := l.Trouble; t.Code != "" {
			list[i].Trouble = &troubleJSON{t.Code, t.Server, t.Step, t.Words, app.LetterMessage(l, c.words).String()}
		}
	}
	return c.printJSON(struct {
		Version int          `json:"version"`
		Letters []letterJSON `json:"letters"`
	}{1, list})
}

func timeOrNull(at time.Time) *string {
	if at.IsZero() {
		return nil
	}
	text := at.UTC().Format(time.RFC3339)
	return &text
}
